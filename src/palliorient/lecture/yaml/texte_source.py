"""From bytes to text: size, encoding, and characters that nobody can see.

An editor on Windows may save in Windows-1252, a copy from a PDF may bring
invisible spaces, and YAML 1.1 takes three exotic characters for line ends
(then our line numbers would not be those of the editor). All that is said here,
before the YAML parser, whose own messages have no line for it.
"""

from __future__ import annotations

import codecs
import re

from palliorient.lecture.codes import Code
from palliorient.lecture.fichiers import TAILLE_PERMISE
from palliorient.noyau.langue.caracteres import interdits
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, Position

LIGNES_SIGNALEES = 10
"""Problems of the same kind reported per file: the eleventh teaches nothing."""

_FIN_DE_LIGNE = re.compile(r"\r\n|\r|\n")
_PERMIS = frozenset("\t\r")
"""Not to be shown, but of use in a file: line ends; tabs have their own message."""

_TABULATION = re.compile("^([^\t\r\n]*)\t", re.MULTILINE)


def decoder(octets: bytes, fichier: str) -> tuple[str | None, list[Diagnostic]]:
    """The text, ready for the parser (tabs as spaces), or None when nothing can be read."""
    if len(octets) > TAILLE_PERMISE:
        return None, [
            Diagnostic(
                Code.FICHIER_TROP_GROS,
                ERREUR,
                f"le fichier dépasse {TAILLE_PERMISE // 1024} Kio",
                Position(fichier, 1, 1),
                "vérifier que c'est le bon fichier ; ces données tiennent en quelques centaines "
                "de Kio",
            )
        ]
    # The mark that Windows editors put first would shift the columns of line 1.
    octets = octets.removeprefix(codecs.BOM_UTF8)
    try:
        texte = octets.decode()
    except UnicodeDecodeError as erreur:
        return None, [_mauvais_encodage(octets, erreur, fichier)]
    mauvais = interdits(texte) - _PERMIS
    if mauvais:
        return None, _caracteres_interdits(texte, mauvais, fichier)
    if "\t" in texte:
        return texte.replace("\t", " "), _tabulations(texte, fichier)
    return texte, []


def numero(caractere: str) -> str:
    """« U+202E »: what cannot be seen has only that name."""
    return f"U+{ord(caractere):04X}"


def position_de(texte: str, indice: int, fichier: str) -> Position:
    """Line and column, from 1, of a character of the text."""
    fins = [m.end() for m in _FIN_DE_LIGNE.finditer(texte, 0, indice)]
    return Position(fichier, len(fins) + 1, indice - (fins[-1] if fins else 0) + 1)


def _mauvais_encodage(octets: bytes, erreur: UnicodeDecodeError, fichier: str) -> Diagnostic:
    remede = "enregistrer le fichier en UTF-8 (menu « Enregistrer sous… », encodage « UTF-8 »)"
    if octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Diagnostic(
            Code.PAS_UTF8,
            ERREUR,
            "le fichier est enregistré en UTF-16",
            Position(fichier, 1, 1),
            remede,
        )
    debut = octets[: erreur.start].decode()
    fautif = octets[erreur.start : erreur.start + 1]
    message = f"octet {fautif.hex().upper()} qui n'est pas de l'UTF-8"
    en_windows = fautif.decode("cp1252", errors="ignore")
    if en_windows.isprintable() and en_windows:
        message += f" (« {en_windows} » en Windows-1252 ?)"
    ici = position_de(debut, len(debut), fichier)
    return Diagnostic(Code.PAS_UTF8, ERREUR, message, ici, remede)


def _caracteres_interdits(texte: str, mauvais: frozenset[str], fichier: str) -> list[Diagnostic]:
    trouves = []
    for trouve in re.finditer(f"[{re.escape(''.join(sorted(mauvais)))}]", texte):
        trouves.append(
            Diagnostic(
                Code.CARACTERE_INTERDIT,
                ERREUR,
                f"caractère de commande ou invisible {numero(trouve[0])}",
                position_de(texte, trouve.start(), fichier),
                "l'effacer (il vient souvent d'un copier-coller), puis retaper l'endroit au "
                "clavier",
            )
        )
        if len(trouves) == LIGNES_SIGNALEES:
            break
    return trouves


def _tabulations(texte: str, fichier: str) -> list[Diagnostic]:
    """The first tab of each line; columns hold, since each tab is read as one space."""
    trouves = []
    for trouve in _TABULATION.finditer(texte):
        trouves.append(
            Diagnostic(
                Code.TABULATION,
                ERREUR,
                "tabulation : YAML ne compte que les espaces",
                position_de(texte, trouve.end() - 1, fichier),
                "la remplacer par des espaces",
            )
        )
        if len(trouves) == LIGNES_SIGNALEES:
            break
    return trouves

"""The result of `valider` for people (text) and for programs (JSON)."""

from __future__ import annotations

import unicodedata
from typing import Any

from palliorient._version import __version__
from palliorient.lecture.ajouts import Ajouts
from palliorient.noyau.langue.caracteres import interdit
from palliorient.noyau.langue.phrases import accorder, decimal, nombre
from palliorient.noyau.modele.diagnostic import Diagnostic, Position
from palliorient.rendu.mise_en_page import plier
from palliorient.rendu.reponse.json import en_json_lisible
from palliorient.verification.pages import titre
from palliorient.verification.validation import Bilan

FORMAT = "palliorient.diagnostics/1"
LARGEUR = 96
"""Characters of a source line that are shown; a longer one is cut around the place."""

MARGE = 24
"""Characters kept before the place when a line is cut."""

COUPE = "…"


def en_texte(bilan: Bilan) -> str:
    """Every problem with its line, its remedy, its second place; then the count and the proof."""
    morceaux = [bloc(d, bilan.sources) for d in bilan.diagnostics]
    return "\n".join([*morceaux, *_fin(bilan)])


def bloc(diagnostic: Diagnostic, sources: dict[str, str]) -> str:
    """A problem with its line (when its file is in `sources`), its remedy, its second place."""
    premiere, *suite = diagnostic.message.split("\n")
    ou = f"{diagnostic.position}: " if diagnostic.position else ""
    lignes = [f"{ou}{diagnostic.gravite}[{diagnostic.code}] {premiere}"]
    if diagnostic.position:
        lignes += extrait(diagnostic.position, sources)
    lignes += [f"  {ligne}" for ligne in suite]
    if diagnostic.remede:
        lignes.append(f"  remède : {diagnostic.remede}")
    for autre in diagnostic.autres:
        lignes += [f"  voir aussi {autre}", *extrait(autre, sources)]
    return "\n".join(lignes) + "\n"


def _fin(bilan: Bilan) -> list[str]:
    if bilan.diagnostics:
        compte = [accorder(n, m) for n, m in _comptes(bilan) if n]
        lignes = [", ".join(compte) + ". Une explication : palliorient valider --expliquer CODE"]
    else:
        lignes = ["Aucun problème."]
    preuve = bilan.preuve
    if preuve is None:
        lignes.append("Situations non parcourues : corriger d'abord les erreurs de lecture.")
        return [*lignes, f"0 situation × 0 ligne, {_secondes(bilan.duree)}"]
    lignes.append(
        f"Toutes les situations parcourues ({nombre(preuve.distinctes)} que les lignes "
        f"distinguent) ; {accorder(preuve.garanties, 'garantie')} déclarée"
        f"{'s' if preuve.garanties > 1 else ''}."
    )
    # Plain digits: this line is also read by programs.
    return [
        *lignes,
        *_ajouts(bilan.ajouts),
        f"{preuve.situations} situations × {preuve.lignes} lignes, {_secondes(bilan.duree)}",
    ]


def _ajouts(ajouts: Ajouts | None) -> list[str]:
    """What a folder adds to its base, section by section, in the words of the files."""
    if ajouts is None:
        return []
    lignes = [f"Ce que le dossier ajoute au socle « {ajouts.socle} » :"]
    for section, noms in ajouts.par_section.items():
        lignes += plier(f"{section} : {', '.join(noms)}", "  ", "    ")
    return lignes


def _comptes(bilan: Bilan) -> list[tuple[int, str]]:
    return [(bilan.erreurs, "erreur"), (bilan.avertissements, "avertissement")]


def _secondes(duree: float) -> str:
    return f"{decimal(duree, 2)} s"


def extrait(position: Position, sources: dict[str, str]) -> list[str]:
    """The line of a file, and a caret under the column; nothing past the end of the file."""
    lignes = sources.get(position.fichier, "").splitlines()
    if not 0 < position.ligne <= len(lignes):
        return []
    ligne = "".join(" " if interdit(c) else c for c in lignes[position.ligne - 1])
    colonne = min(position.colonne, len(ligne) + 1) - 1
    debut = 0 if len(ligne) <= LARGEUR else max(0, min(colonne - MARGE, len(ligne) - LARGEUR))
    vue = ligne[debut : debut + LARGEUR]
    avant = ligne[debut:colonne]
    if debut:
        vue, avant = COUPE + vue, COUPE + avant
    if debut + LARGEUR < len(ligne):
        vue += COUPE
    numero = str(position.ligne)
    vide = " " * len(numero)
    return [f"  {numero} | {vue.rstrip()}", f"  {vide} | {' ' * _largeur(avant)}^"]


def _largeur(texte: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in texte
    )


def en_json(bilan: Bilan) -> str:
    """Lines and columns from 1, in code points."""
    preuve = bilan.preuve
    return en_json_lisible(
        {
            "format": FORMAT,
            "version": __version__,
            "constats": [constat(d) for d in bilan.diagnostics],
            "resume": {
                "erreurs": bilan.erreurs,
                "avertissements": bilan.avertissements,
                "situations": preuve.situations if preuve else 0,
                "situations_distinctes": preuve.distinctes if preuve else 0,
                "lignes": preuve.lignes if preuve else 0,
                "garanties": preuve.garanties if preuve else 0,
                "duree_s": round(bilan.duree, 3),
            },
            "socle": bilan.ajouts and bilan.ajouts.socle,
            "ajouts": bilan.ajouts.par_section if bilan.ajouts else {},
        }
    )


def constat(diagnostic: Diagnostic) -> dict[str, Any]:
    """A problem as JSON values."""
    return {
        "code": str(diagnostic.code),
        "gravite": diagnostic.gravite,
        "titre": titre(diagnostic.code),
        "message": diagnostic.message,
        "remede": diagnostic.remede,
        **(_lieu(diagnostic.position) if diagnostic.position else _NULLE_PART),
        "autres": [_lieu(p) for p in diagnostic.autres],
    }


_NULLE_PART: dict[str, Any] = {"fichier": None, "ligne": None, "colonne": None}


def _lieu(position: Position) -> dict[str, Any]:
    return {"fichier": position.fichier, "ligne": position.ligne, "colonne": position.colonne}

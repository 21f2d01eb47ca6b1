"""Problems of a directory said without repeating what is written in it.

Messages of the reading quote what they refuse, which helps whoever writes the data. Under an
unknown key of a stranger's file that may be a person's name: here the place is enough.
"""

from __future__ import annotations

from palliorient.lecture.codes import Code
from palliorient.noyau.modele.diagnostic import Diagnostic

SANS_CITATION = frozenset(
    (
        Code.FICHIER_VIDE,
        Code.FICHIER_TROP_GROS,
        Code.PAS_UTF8,
        Code.CARACTERE_INTERDIT,
        Code.SYNTAXE,
        Code.TABULATION,
        Code.PLUSIEURS_DOCUMENTS,
        Code.TROP_PROFOND,
        Code.TROP_DE_VALEURS,
        Code.ETIQUETTE,
        Code.FUSION,
        Code.CLE_COMPOSEE,
        Code.DIRECTIVE,
        Code.TROP_DE_PROBLEMES,
        Code.CLE_ABSENTE,
    )
)
"""Codes of the reading whose messages are the same whatever is written."""

REMEDES: dict[str, str] = {
    Code.CLE_EN_DOUBLE: "garder une seule des deux lignes",
    Code.ANCRE: "recopier la valeur où elle sert",
    Code.ALIAS: "recopier la valeur en toutes lettres",
    Code.BOOLEEN_AMBIGU: "écrire oui ou non, en minuscules et sans guillemets",
    Code.HEURE_SANS_GUILLEMETS: 'mettre entre guillemets : "09:00-17:00"',
    Code.ZERO_EN_TETE: "mettre entre guillemets",
    Code.NOMBRE_AMBIGU: "mettre entre guillemets",
    Code.DATE_SANS_GUILLEMETS: 'mettre entre guillemets : "2026-05-12"',
    Code.TELEPHONE_SANS_GUILLEMETS: "mettre entre guillemets, chiffres groupés par deux",
    Code.VALEUR_NULLE: "supprimer la ligne si l'information manque",
    Code.VALEUR_VIDE: "écrire la valeur, ou supprimer la ligne si l'information manque",
    Code.TEXTE_SANS_GUILLEMETS: 'mettre le texte entre guillemets droits : "…"',
    Code.TYPE_INATTENDU: "mettre un texte, un numéro, une date entre guillemets",
}
"""What to do, in place of a remedy that repeats the value."""

DIT = " : "
"""What stands between the problem and the value in a message of the schemas."""


D_UNE_CLE = "clé : "
"""How the reading begins, of a key that is no plain word."""

CLE = "clé qui n'est pas un mot en minuscules sans accent"
REMEDE_D_UNE_CLE = "recopier les clés montrées par palliorient carnet modele"


def discret(diagnostic: Diagnostic) -> Diagnostic:
    """The same problem of the reading, without a word of the file."""
    code = diagnostic.code
    if code in SANS_CITATION or not isinstance(code, Code):
        return diagnostic
    if diagnostic.message.startswith(D_UNE_CLE):
        return diagnostic._replace(message=CLE, remede=REMEDE_D_UNE_CLE)
    message = code.titre
    if code in (Code.FORME_INCORRECTE, Code.HORS_BORNES):
        message = diagnostic.message.partition(DIT)[0]
    return diagnostic._replace(message=message, remede=REMEDES.get(code, diagnostic.remede))

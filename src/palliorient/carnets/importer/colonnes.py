"""What each column of a table is, by its title; those that nothing recognises are only named.

Such a file may hold patients' names. A title is repeated only when it surely is one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from palliorient.carnets.conventions import declarees
from palliorient.carnets.importer.tableau import Tableau
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.carnet.heures import moments
from palliorient.noyau.langue.mots import code
from palliorient.noyau.table.table import Table

MOMENT = "moment:"
"""What the column of one moment is called: `moment:nuit`."""

TITRE_MAX = 40
"""A longer title is a text."""


class Colonne(NamedTuple):
    """A column that is not taken: its number, its title when it may be told, its filled rows."""

    numero: int
    titre: str | None
    lignes: list[int]


class Colonnes(NamedTuple):
    """The place of each recognised column, and the others."""

    places: dict[str, int]
    autres: list[Colonne]


def reconnaitre(table: Table, tableau: Tableau) -> Colonnes:
    """The columns of a table; raises `PasUneTable` when its first row is no header."""
    sens = _sens(table)
    places: dict[str, int] = {}
    restent: list[int] = []
    for rang, titre in enumerate(tableau.entete):
        champ = sens.get(_cle(titre))
        if champ and champ not in places:
            places[champ] = rang
        else:
            restent.append(rang)
    if "service" not in places or not {"telephone", "intermediaire"} & places.keys():
        raise PasUneTable(
            "la première ligne n'est pas l'en-tête d'un carnet : il y faut une colonne « service »"
            " et une colonne « téléphone ». Ce qui y est écrit n'est pas répété."
        )
    larges = [rangee for rangee in tableau.rangees if len(rangee.cellules) > len(tableau.entete)]
    restent += range(len(tableau.entete), max((len(r.cellules) for r in larges), default=0))
    sur = _est_un_entete(tableau)
    autres = []
    for rang in restent:
        titre = tableau.entete[rang] if rang < len(tableau.entete) else ""
        remplies = [rangee.numero for rangee in tableau.rangees if rangee.cellule(rang)]
        if titre or remplies:
            dit = titre if sur and titre and not _donnee(titre) else None
            autres.append(Colonne(rang + 1, dit, remplies))
    return Colonnes(places, autres)


def _sens(table: Table) -> dict[str, str]:
    """Title, as it is compared → the field that it means."""
    sens = {_cle(mot): champ for champ, mots in declarees().colonnes.items() for mot in mots}
    sens |= {_cle(champ): champ for champ in declarees().colonnes}
    for moment in moments(table):
        valeur = table.valeur("moment", moment)
        sens |= {_cle(mot): MOMENT + moment for mot in (moment, valeur.nom, *valeur.synonymes)}
    return sens


def _cle(titre: str) -> str:
    """Case, accents, dots and hyphens do not count: « Tél. » is « tel »."""
    lettres = "".join(c if c.isalnum() else " " for c in code(titre))
    return " ".join(lettres.split())


def _est_un_entete(tableau: Tableau) -> bool:
    """Is the first row only titles? One that a row was glued to is longer than the others."""
    larges = [len(rangee.cellules) for rangee in tableau.rangees]
    mele = bool(larges) and len(tableau.entete) > max(larges)
    return not mele and not any(map(_donnee, tableau.entete))


def _donnee(titre: str) -> bool:
    """Does it look like a value: digits and no letter, many digits, several lines, a text?"""
    chiffres = sum(c.isdigit() for c in titre)
    lettres = any(c.isalpha() for c in titre)
    etrange = any(unicodedata.category(c)[0] == "C" for c in titre)
    return etrange or chiffres > 2 or (chiffres > 0 and not lettres) or len(titre) > TITRE_MAX


def lignes_dites(numeros: Sequence[int], montrees: int = 8) -> str:
    """« lignes 2, 5 et 9 », « 40 lignes »: where, without a page of numbers."""
    if len(numeros) > montrees:
        return f"{len(numeros)} lignes"
    dites = ", ".join(map(str, numeros))
    return f"ligne{'s' if len(numeros) > 1 else ''} {dites}"

"""The columns of an input: known ones are used, others refused by name or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.lire_situation import CHAMPS
from palliorient.noyau.mots import code, proche
from palliorient.noyau.table import Table

IDENTIFIANT = "id"
CONNUES = (IDENTIFIANT, *CHAMPS)

DONNENT = {
    "lieu": ("etablissement",),
    "arrondissement": ("etablissement",),
    "niveau": ("besoin",),
    "precarite": ("lieu",),
    "moment": ("quand",),
}
"""Columns that may spare a wanted one, at least in some rows (see `lire_situation`)."""


def connue(nom: str) -> str | None:
    """The column that a title means (case and accents do not count), or None."""
    lu = code(nom)
    return lu if lu in CONNUES else None


def verifier(noms: Sequence[str], *, ignorer: bool) -> list[str | None]:
    """The criterion (or `id`) of each column; None for those that are dropped.

    Raises `PasUneTable` when the columns are not those of situations.
    """
    colonnes = [connue(nom) for nom in noms]
    if not any(colonne in CHAMPS for colonne in colonnes):
        # Perhaps a row of data: its content must not be repeated.
        raise PasUneTable(
            "la première ligne n'est pas un en-tête : aucune colonne attendue n'y figure."
            f" Colonnes attendues : {', '.join(CONNUES)}. Exemple : palliorient lot --modele."
        )
    dites = [colonne for colonne in colonnes if colonne]
    doubles = sorted({c for c in dites if dites.count(c) > 1})
    if doubles:
        raise PasUneTable(f"colonne en double : {', '.join(doubles)}.")
    if not ignorer:
        refuser(nom for nom, colonne in zip(noms, colonnes, strict=True) if colonne is None)
    return colonnes


def refuser(inconnues: Iterable[str]) -> None:
    """Unknown columns stop everything: they may hold identities."""
    noms = list(inconnues)
    if noms:
        raise PasUneTable(
            f"{phrase(noms)} Une telle colonne peut contenir une identité : la retirer, ou"
            " l'écarter avec --ignorer-colonnes."
        )


def phrase(inconnues: Sequence[str]) -> str:
    """The unknown columns by name, with the known one that was perhaps meant."""
    cites = ", ".join(f"« {nom.strip()} »" if nom.strip() else "sans nom" for nom in inconnues)
    voisines = [v for v in (proche(nom, CONNUES) for nom in inconnues) if v]
    question = f" Vouliez-vous dire « {voisines[0]} » ?" if voisines else ""
    return f"colonne inconnue : {cites}.{question}"


def exiger(table: Table, dites: Iterable[str | None]) -> None:
    """A wanted criterion that no column can give would reject every row of a CSV file."""
    presentes = set(dites)
    absentes = [
        critere["id"]
        for critere in table.criteres.values()
        if critere["toujours"] and not {critere["id"], *DONNENT.get(critere["id"], ())} & presentes
    ]
    if absentes:
        raise PasUneTable(f"colonne absente de l'en-tête : {', '.join(absentes)}.")

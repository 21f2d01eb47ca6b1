"""JSON written more tightly, and read again as the very same values by `script/serre.js`.

Rows of one shape are written by columns, the names of their fields once; a column whose
values repeat is written as its different values, then which one each row has.
"""

from __future__ import annotations

import json
from typing import Any

COLONNES = "#"
"""Key of rows written by columns: the names of the fields (null: the rows are lists), the
columns."""

REPETEES = "@"
"""Key of a column whose values repeat: the different values, then the rank of each row's."""

LIGNES = 4
"""Rows from which columns are worth it."""


def serrer(valeur: Any) -> Any:
    """The values, written more tightly. The two keys must not be among them."""
    if isinstance(valeur, dict):
        assert not {COLONNES, REPETEES} & valeur.keys(), "clé réservée"
        return {nom: serrer(v) for nom, v in valeur.items()}
    if not isinstance(valeur, list | tuple):
        return valeur
    champs = _champs(valeur)
    if champs is None:
        return [serrer(v) for v in valeur]
    noms = champs if isinstance(valeur[0], dict) else None
    return {COLONNES: [noms, *(_colonne([ligne[c] for ligne in valeur]) for c in champs)]}


def _champs(lignes: list[Any] | tuple[Any, ...]) -> list[Any] | None:
    """The fields that all the rows have, in one order; None: they are no rows of one shape."""
    if len(lignes) < LIGNES:
        return None
    if all(isinstance(ligne, dict) for ligne in lignes):
        formes: set[tuple[Any, ...]] = {tuple(ligne) for ligne in lignes}
    elif all(isinstance(ligne, list | tuple) for ligne in lignes):
        formes = {tuple(range(len(ligne))) for ligne in lignes}
    else:
        return None
    return [*formes.pop()] or None if len(formes) == 1 else None


def _colonne(valeurs: list[Any]) -> Any:
    entiere = serrer(valeurs)
    rangs: dict[str, int] = {}
    siens = [rangs.setdefault(_texte(v), len(rangs)) for v in valeurs]
    distinctes = [json.loads(texte) for texte in rangs]
    repetee = {REPETEES: [serrer(distinctes), siens]}
    return repetee if len(_texte(repetee)) < len(_texte(entiere)) else entiere


def _texte(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))

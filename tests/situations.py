"""Random situations, drawn from the declared criteria: never a value of its own."""

from __future__ import annotations

from typing import Any

from conftest import JOUR
from dossiers import CARTE
from hypothesis import strategies as st

from palliorient.donnees import charger
from palliorient.horloge import lire_quand
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table

CHAMPS = charger(CARTE, JOUR).champs
"""The raw answers of the rules of the tests, with their form."""


def codes(table: Table, critere: str, colonne: str | None = None) -> list[str]:
    """Codes of a criterion; for places, those of one column."""
    return [
        v.id
        for v in table.criteres[critere].valeurs
        if not v.explicite and (colonne is None or v.colonne == colonne)
    ]


def indisponibilites(table: Table) -> list[str]:
    """What may be said unavailable: the categories, then the services."""
    return [*codes(table, "indisponible"), *table.nommables("indisponible")]


@st.composite
def reponses(tirer: Any, table: Table, **fixes: Any) -> dict[str, Any]:
    """Raw answers of a valid situation; `fixes` imposes some of them."""
    hopitaux = sorted(table.etablissements)
    colonne = tirer(st.sampled_from(["domicile", "etablissement"]))
    lieu = fixes.get("lieu") or tirer(st.sampled_from(codes(table, "lieu", colonne)))
    colonne = table.colonne(lieu)
    champs: dict[str, Any] = {
        "lieu": lieu,
        "niveau": tirer(st.sampled_from(codes(table, "niveau"))),
        "age": tirer(st.integers(0, 120)),
        "precarite": tirer(st.booleans()),
        "moment": tirer(st.sampled_from(codes(table, "moment"))),
        "isolement": tirer(st.booleans()),
        "maintien": tirer(st.sampled_from(codes(table, "maintien"))),
        "urgence": tirer(st.booleans()),
        "suivi": tirer(st.lists(st.sampled_from(codes(table, "suivi")), max_size=2)),
        "besoin": tirer(st.lists(st.sampled_from(codes(table, "besoin")), max_size=3)),
    }
    if colonne == "etablissement" and tirer(st.booleans()):
        champs["etablissement"] = tirer(st.sampled_from(hopitaux))
    else:
        champs["arrondissement"] = tirer(st.integers(1, 20))
    if colonne == "etablissement" and tirer(st.booleans()):
        champs["residence"] = tirer(
            st.sampled_from(["paris", "hors-paris", *(str(n) for n in range(1, 21))])
        )
    indisponibles = [c for c in indisponibilites(table) if c not in champs["suivi"]]
    champs["indisponible"] = tirer(st.lists(st.sampled_from(indisponibles), max_size=2))
    champs.update(fixes)
    return champs


def situation(table: Table, champs: dict[str, Any]) -> Situation:
    """The situation of raw answers that must be valid."""
    lecture = lire_situation(table, champs, lire_quand)
    assert lecture.situation is not None, (lecture.refus, lecture.manquants)
    return lecture.situation

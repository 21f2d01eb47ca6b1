"""The shipped scenarios whose answer is not the same in two versions of the data."""

from __future__ import annotations

from typing import Any, NamedTuple

from palliorient.donnees import scenarios_livres
from palliorient.noyau.diagnostic import Position
from palliorient.noyau.orientation import Orientation
from palliorient.noyau.table import Table
from palliorient.rendu.json import en_dictionnaire
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import lire_scenarios

SIGNATURE = "referentiel"
"""The part of an answer that always differs between two versions."""


class ScenarioChange(NamedTuple):
    """A scenario to read again."""

    id: str
    titre: str
    position: Position


def scenarios_changes(avant: Table, apres: Table) -> list[ScenarioChange]:
    """Scenarios, in the order of their files, that get another answer or become impossible."""
    bancs = [_banc(avant), _banc(apres)]
    changes = []
    for scenario in lire_scenarios([str(scenarios_livres())]):
        ancienne, nouvelle = (_reponse(banc.jouer(scenario).orientation) for banc in bancs)
        if ancienne != nouvelle:
            changes.append(ScenarioChange(scenario.id, scenario.titre, scenario.position("id")))
    return changes


def _banc(table: Table) -> Banc:
    """One table whatever the day: the one that is compared."""
    return Banc(lambda _jour: table)


def _reponse(orientation: Orientation | None) -> dict[str, Any] | None:
    if orientation is None:
        return None
    reponse = en_dictionnaire(orientation)
    del reponse[SIGNATURE]
    return reponse

"""The shipped scenarios whose answer is not the same in two versions of the data."""

from __future__ import annotations

from typing import NamedTuple

from palliorient.livres import scenarios_livres
from palliorient.noyau.modele.diagnostic import Position
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_dictionnaire
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import lire_scenarios
from palliorient.scenarios.modele import Resultat

SIGNATURE = "referentiel"
"""The part of an answer that always differs between two versions."""


class ScenarioChange(NamedTuple):
    """A scenario to read again."""

    id: str
    titre: str
    position: Position


def scenarios_changes(avant: Table, apres: Table) -> list[ScenarioChange]:
    """Scenarios, in the order of their files, that get another answer, or another reading."""
    bancs = [_banc(avant), _banc(apres)]
    changes = []
    for scenario in lire_scenarios([str(scenarios_livres())], apres):
        ancienne, nouvelle = (_reponse(banc.jouer(scenario)) for banc in bancs)
        if ancienne != nouvelle:
            changes.append(ScenarioChange(scenario.id, scenario.titre, scenario.position("id")))
    return changes


def _banc(table: Table) -> Banc:
    """One table whatever the day: the one that is compared."""
    return Banc(lambda _jour: table)


def _reponse(resultat: Resultat) -> object:
    """The answer; without a situation, or when it is refused, what differs from the expected."""
    if resultat.orientation is None:
        return [(ecart.attendu, ecart.obtenu) for ecart in resultat.ecarts]
    reponse = en_dictionnaire(resultat.orientation)
    del reponse[SIGNATURE]
    return reponse

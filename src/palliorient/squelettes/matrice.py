"""The national matrix: what every département declares, mission by mission, from the facts."""

from __future__ import annotations

from typing import NamedTuple

from palliorient.noyau.carte.couverture import DECLARE, LACUNE, NOMME
from palliorient.noyau.modele.modele import Mission, Referentiel
from palliorient.squelettes.faits import Departement, departements, etablissements

DECLARES = ("usp", "lisp", "had", "emsp")
"""The types of service of which the survey says who has one; its codes are the same."""

NATIONAUX = "urgence"
"""The type of the national numbers: the same everywhere."""

AUSSI = ("emg", "usld", "samu")
"""What the survey says besides, that answers to no mission."""


class Case(NamedTuple):
    """One mission in one département."""

    etat: str
    etablissements: tuple[str, ...]
    """FINESS numbers of those that declare it, in the order of the survey."""


class Rangee(NamedTuple):
    """One département."""

    departement: Departement
    cases: dict[str, Case]
    """By mission."""
    aussi: dict[str, int]
    """How many establishments declare what answers to no mission."""


class MatriceNationale(NamedTuple):
    """Départements × missions."""

    missions: tuple[Mission, ...]
    rangees: list[Rangee]

    def sans(self, mission: str) -> list[Departement]:
        """The départements where nobody declares what answers to it."""
        return [r.departement for r in self.rangees if r.cases[mission].etat == LACUNE]

    def est_comptee(self, mission: Mission) -> bool:
        """Can the survey say who answers to it?"""
        return type_declare(mission) is not None


def type_declare(mission: Mission) -> str | None:
    """What establishments declare that answers to a mission; None where the survey is silent.

    It does not say whom a mobile team follows: those of children are not told apart.
    """
    if mission.public == "pediatrique":
        return None
    return next((type_ for type_ in DECLARES if type_ in mission.types), None)


def matrice_nationale(referentiel: Referentiel) -> MatriceNationale:
    """The matrix, from the missions of the national framework and the facts."""
    siens: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for e in etablissements():
        siens.setdefault(e.departement, []).append((e.finess, frozenset(e.activites)))
    rangees = []
    for departement in departements().values():
        dits = siens.get(departement.numero, [])
        rangees.append(
            Rangee(
                departement,
                {m.id: _case(m, dits) for m in referentiel.missions},
                {a: sum(a in activites for _, activites in dits) for a in AUSSI},
            )
        )
    return MatriceNationale(referentiel.missions, rangees)


def _case(mission: Mission, dits: list[tuple[str, frozenset[str]]]) -> Case:
    if NATIONAUX in mission.types:
        return Case(NOMME, ())
    type_ = type_declare(mission)
    ceux = tuple(finess for finess, activites in dits if type_ in activites)
    return Case(DECLARE if ceux else LACUNE, ceux)

"""A scenario once read, and what replaying it gave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import Position

if TYPE_CHECKING:
    from palliorient.lecture.yaml.resultat import Chemin, FichierLu
    from palliorient.scenarios.schema import Scenario


class ScenarioLu(NamedTuple):
    """One scenario of a file; `attendu` also holds the situation."""

    attendu: Scenario
    lecture: FichierLu
    chemin: Chemin

    @property
    def id(self) -> str:
        return self.attendu.id

    @property
    def titre(self) -> str:
        return self.attendu.titre

    @property
    def fichier(self) -> str:
        return self.lecture.fichier

    def position(self, *suite: str | int) -> Position:
        """Where something of this scenario is written."""
        return self.lecture.position((*self.chemin, *suite))


class Manque(NamedTuple):
    """One expectation that the answer does not hold."""

    cle: str
    """Key of the scenario: `contacts`, `premier`… or `situation` when it is refused."""
    attendu: str
    obtenu: str
    position: Position
    raisons: tuple[str, ...] = ()
    """Why the answer is what it is, in the words of its rules."""


class Resultat(NamedTuple):
    """A scenario, its answer (None: refused, or no situation at all), and what differs."""

    scenario: ScenarioLu
    orientation: Orientation | None
    jour: date | None
    """The day whose data answered."""
    ecarts: tuple[Manque, ...]
    duree: float = 0.0

    @property
    def reussi(self) -> bool:
        return not self.ecarts

    @property
    def refuse(self) -> bool:
        """Could the situation not be read at all?"""
        return self.orientation is None and self.scenario.attendu.situation is not None

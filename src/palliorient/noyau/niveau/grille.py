"""The grid as commands and the questionnaire read it: plain rows, every source resolved."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.table.rangees import Rangee

ENTREE = "entree"
"""What the question that opens the grid supports."""

CRITERE = "niveau"
"""The criterion that the grid is about."""


class Place(Rangee):
    """Where something comes from; `dite` is how the screen says it."""

    document: str
    localisation: str
    dite: str


class Question(Rangee):
    """One question."""

    id: str
    question: str
    domaine: str
    plaide: str | None
    """The level that a yes supports, `ENTREE`, or nothing."""
    source: Place
    effet: str | None
    """What a yes changes beside the level."""
    source_effet: Place | None


class Niveau(Rangee):
    """A level: its name, its definition, and the signs that the national text attaches to it."""

    id: str
    nom: str
    definition: str
    signes: list[str]
    sources: list[Place]
    """Of each sign."""


class Grille:
    """The discussion grid of a folder, from the values that `compilation.a_plat` makes."""

    __slots__ = ("active", "avertissement", "domaines", "niveaux", "questions", "regle")

    def __init__(self, donnees: dict[str, Any]) -> None:
        self.active: bool = donnees["active"]
        """Does the questionnaire of a situation offer it?"""
        self.avertissement: str = donnees["avertissement"]
        self.regle = Place(*donnees["regle"])
        self.domaines: dict[str, str] = donnees["domaines"]
        self.niveaux = [_niveau(*ligne) for ligne in donnees["niveaux"]]
        """From the lowest."""
        self.questions = [_question(*ligne) for ligne in donnees["questions"]]

    @property
    def entree(self) -> Question:
        """The question without which nothing is proposed."""
        return next(q for q in self.questions if q.plaide == ENTREE)

    def appuient(self, niveau: Niveau) -> list[Question]:
        """The questions of which a yes supports a level."""
        return [q for q in self.questions if q.plaide == niveau.id]


def _niveau(
    id: str, nom: str, definition: str, signes: list[str], sources: list[list[str]]
) -> Niveau:
    return Niveau(id, nom, definition, signes, [Place(*source) for source in sources])


def _question(
    id: str,
    question: str,
    domaine: str,
    plaide: str | None,
    source: list[str],
    effet: str | None,
    source_effet: list[str] | None,
) -> Question:
    place = Place(*source_effet) if source_effet else None
    return Question(id, question, domaine, plaide, Place(*source), effet, place)

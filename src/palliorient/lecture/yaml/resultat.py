"""What the strict reading of one file gives: data, the place of each value, problems."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from palliorient.noyau.modele.diagnostic import Diagnostic, Position

Chemin = tuple[str | int, ...]
Donnee = dict[str, "Donnee"] | list["Donnee"] | str | int | None


class Marque(Protocol):
    """Where the parser stood: line and column from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Ailleurs(NamedTuple):
    """A mark in another file than the one that holds the value (see `formes.fusion`)."""

    fichier: str
    line: int
    column: int


class FichierLu:
    """What one file says. `donnees` is None when the file could not be read to its end.

    Positions stay as the parser's own marks until someone asks: a file without
    problems, which is the rule, then pays nothing for them.
    """

    def __init__(self, fichier: str) -> None:
        self.fichier = fichier
        self.donnees: Donnee = None
        self.diagnostics: list[Diagnostic] = []
        self.marques: dict[Chemin, Marque | None] = {}
        self.marques_cles: dict[Chemin, Marque | None] = {}

    @property
    def positions(self) -> dict[Chemin, Position]:
        """Path of each value → its place."""
        return {chemin: self.situer(marque) for chemin, marque in self.marques.items()}

    @property
    def cles(self) -> dict[Chemin, Position]:
        """Path of each value in a mapping → the place of its key."""
        return {chemin: self.situer(marque) for chemin, marque in self.marques_cles.items()}

    def position(self, chemin: Chemin) -> Position:
        """Where a value stands; a path that is not written answers for its nearest parent."""
        while chemin and chemin not in self.marques:
            chemin = chemin[:-1]
        return self.situer(self.marques.get(chemin))

    def position_cle(self, chemin: Chemin) -> Position:
        """Where a key stands; an item of a list has none: then its value's place."""
        marque = self.marques_cles.get(chemin)
        return self.situer(marque) if marque else self.position(chemin)

    def situer(self, marque: Marque | None) -> Position:
        """A mark as people count, from 1; the parser may have none, then the first line."""
        if marque is None:
            return Position(self.fichier, 1, 1)
        fichier = marque.fichier if isinstance(marque, Ailleurs) else self.fichier
        return Position(fichier, marque.line + 1, marque.column + 1)

"""What can be wrong, as values: problems of the user's data, and « cannot continue »."""

from __future__ import annotations

from typing import NamedTuple

from palliorient.noyau.langue.caracteres import sur_une_ligne

ERREUR, AVERTISSEMENT = "erreur", "avertissement"
"""How serious a problem is: only an error makes the data unusable."""


class Position(NamedTuple):
    """A place in a file: name as the user gave it, line and column from 1."""

    fichier: str
    ligne: int
    colonne: int

    def __str__(self) -> str:
        return f"{sur_une_ligne(self.fichier)}:{self.ligne}:{self.colonne}"


class Diagnostic(NamedTuple):
    """One problem in a file: stable code, French message, where, and what to do instead."""

    code: str
    gravite: str
    """`ERREUR` or `AVERTISSEMENT`."""
    message: str
    position: Position | None = None
    remede: str | None = None
    autres: tuple[Position, ...] = ()
    """Other places that take part in the problem (the first definition of a duplicate…)."""


class Refus(NamedTuple):
    """One answer about a situation that cannot be taken: which criterion, and a sentence."""

    critere: str
    message: str


class ErreurPalliorient(Exception):
    """The work cannot go on; the message is for the user, the status for the shell."""

    statut = 3


class DonneesInvalides(ErreurPalliorient):
    """The rule or map files have errors: all of them are in `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        super().__init__(f"données invalides : {len(diagnostics)} problème(s)")


class SituationRefusee(ErreurPalliorient):
    """Raw answers that make no situation; all the reasons are in `refus`."""

    statut = 2

    def __init__(self, refus: list[Refus]) -> None:
        self.refus = refus
        super().__init__("\n".join(r.message for r in refus))

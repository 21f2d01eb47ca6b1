"""Looking ahead by day: who answers tonight, during the week-end, and what to prepare.

The same engine decides for the same situation at another moment; nothing is written
twice in the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Protocol

from palliorient.noyau.decision.orientation import Annonce, Anticipation, Rappel
from palliorient.noyau.situation.calendrier import ferie
from palliorient.noyau.table.table import Table, dans_une_boite

VENDREDI = 4


class Annoncable(Protocol):
    """What is said of a contact that is only looked ahead to."""

    @property
    def id(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def joignable(self) -> str: ...


Premiers = Callable[[str], Sequence[Annoncable]]
"""Moment → who is called first then, everything else being equal."""


def anticiper(
    table: Table,
    valeurs: dict[str, str],
    jour: date,
    premiers: Premiers,
    preparer: Callable[[], list[Rappel]],
) -> Anticipation | None:
    """What to know of tonight, where the rules want it said; else None."""
    regle = table.anticipation
    if not dans_une_boite(regle.quand, valeurs):
        return None
    week_end = _annonces(premiers(regle.week_end)) if veille_chomee(table, jour) else None
    nuit = regle.nuit
    return Anticipation(nuit, _annonces(premiers(nuit)), week_end, preparer())


def veille_chomee(table: Table, jour: date) -> bool:
    """A Friday, or the eve of a public holiday."""
    if jour.weekday() == VENDREDI:
        return True
    demain = jour + timedelta(days=1)
    return ferie(table, demain)


def _annonces(contacts: Sequence[Annoncable]) -> list[Annonce]:
    return [Annonce(c.id, c.nom, c.joignable) for c in contacts]

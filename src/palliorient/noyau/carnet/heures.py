"""Hours as sets of minutes: is a moment of a day wholly within the hours that a line states?

A day is one kind of day: 0 Monday … 6 Sunday, `FERIE` a public holiday. A set of minutes is a
bit set, one bit for each minute.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from palliorient.noyau.carnet.carnet import Heures, Plage
from palliorient.noyau.situation.calendrier import FERIE, MINUTES_DU_JOUR, ferie
from palliorient.noyau.table.table import Table

JOURNEE = (1 << MINUTES_DU_JOUR) - 1


def minutes(plages: Iterable[Plage]) -> int:
    """The minutes of some hours, past midnight too."""
    ensemble = 0
    for de, a in plages:
        if de < a:
            ensemble |= ((1 << (a - de)) - 1) << de
        else:
            ensemble |= JOURNEE ^ (((1 << (de - a)) - 1) << a)
    return ensemble


def moments(table: Table) -> list[str]:
    """The moments that have hours, in the order in which people think of them."""
    dits = {p.moment for p in table.moments}
    return [v.id for v in table.criteres["moment"].valeurs if v.id in dits]


def du_moment(table: Table, moment: str, jour: int) -> int:
    """The minutes of a moment on a kind of day; none when that day does not have it."""
    siennes = [p for p in table.moments if p.moment == moment and jour in p.jours]
    return minutes((p.de, (p.a + 1) % MINUTES_DU_JOUR) for p in siennes)


def ouvertes(table: Table, heures: Heures, jour: int) -> int:
    """The minutes when a line says that it answers, on a kind of day."""
    if jour == FERIE and heures.feries is not True:
        return minutes(heures.feries) if isinstance(heures.feries, tuple) else 0
    ensemble = 0
    for moment, plages in heures.moments:
        entier = du_moment(table, moment, jour)
        ensemble |= entier if plages is None else entier & minutes(plages)
    return ensemble


def couvre(table: Table, heures: Heures, moment: str, jour: date) -> bool:
    """Does a line say that it answers during the whole of a moment?"""
    return all(
        not du_moment(table, moment, genre) & ~ouvertes(table, heures, genre)
        for genre in jours_du_moment(table, moment, jour)
    )


def touche(table: Table, heures: Heures, moment: str, jour: date) -> bool:
    """Does it say that it answers during a part of it?"""
    return any(
        du_moment(table, moment, genre) & ouvertes(table, heures, genre)
        for genre in jours_du_moment(table, moment, jour)
    )


def repond_a(table: Table, heures: Heures, instant: datetime) -> bool:
    """Does it say that it answers at a local date and hour?"""
    minute = instant.hour * 60 + instant.minute
    return bool(ouvertes(table, heures, genre_de(table, instant.date())) >> minute & 1)


def jours_du_moment(table: Table, moment: str, jour: date) -> frozenset[int]:
    """The kinds of days that a moment may be of: those of the day asked, when it has it.

    A night begins on one day and ends on the next. A week-end asked on a Tuesday may be a
    Saturday, a Sunday or a holiday.
    """
    siennes = [p for p in table.moments if p.moment == moment]
    possibles = frozenset(genre for p in siennes for genre in p.jours)
    if genre_de(table, jour) not in possibles:
        return possibles
    passe_minuit = any(p.a < p.de for p in siennes) and jour < date.max
    dits = (jour, jour + timedelta(days=1)) if passe_minuit else (jour,)
    return possibles.intersection(genre_de(table, dit) for dit in dits)


def genre_de(table: Table, jour: date) -> int:
    """The kind of a day, in the département of the table."""
    return FERIE if ferie(table, jour) else jour.weekday()

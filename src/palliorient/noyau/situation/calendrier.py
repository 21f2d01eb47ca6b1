"""The moment of a local date and hour: day, evening, night, week-end or holiday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from palliorient.noyau.table.table import Table

MINUTES_DU_JOUR = 24 * 60

FERIE = 7
"""The day of the week given to a public holiday in the rules file."""

Ferie = tuple[int, int]
"""A month and a day; or 0 and a number of days after Easter Sunday (before it: negative)."""

FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
APRES_PAQUES = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday: days after Easter Sunday."""


def paques(annee: int) -> date:
    """Easter Sunday of a Gregorian year (anonymous algorithm, Nature, 1876)."""
    a, b, c = annee % 19, annee // 100, annee % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mois, jour = divmod(h + m - 7 * n + 114, 31)
    return date(annee, mois, jour + 1)


@lru_cache
def jours_feries(annee: int, ajoutes: tuple[Ferie, ...] = ()) -> frozenset[date]:
    """The eleven national holidays of a year (Code du travail, art. L. 3133-1), and those that
    a folder adds: a month and a day, or so many days after Easter."""
    dimanche = paques(annee)
    propres = [(mois, jour) for mois, jour in ajoutes if mois]
    mobiles = [*APRES_PAQUES, *(jour for mois, jour in ajoutes if not mois)]
    return frozenset(
        (
            *(date(annee, mois, jour) for mois, jour in (*FIXES, *propres)),
            *(dimanche + timedelta(days=n) for n in mobiles),
        )
    )


def ferie(table: Table, jour: date) -> bool:
    """Is this day a public holiday, in the département of the table?"""
    return jour in jours_feries(jour.year, table.feries)


def dans_la_plage(de: int, minute: int, a: int) -> bool:
    """Is a minute of the day between two, included? An end before its beginning: past midnight."""
    return de <= minute <= a if de <= a else minute >= de or minute <= a


def prochaine_ouverture(table: Table, quand: datetime) -> date:
    """The day of the next working hours, from a local date and hour: today's when still ahead."""
    ouvre = table.criteres["moment"].defaut
    debuts = [de for nom, _, de, _ in table.moments if nom == ouvre]
    jour = quand.date()
    while True:
        for de in debuts:
            debut = datetime.combine(jour, time(*divmod(de, 60)), quand.tzinfo)
            if debut >= quand and moment(table, debut) == ouvre:
                return jour
        jour += timedelta(days=1)


def moment(table: Table, quand: datetime) -> str:
    """The moment of a local date and hour, by the ranges of the rules file."""
    jour = FERIE if ferie(table, quand.date()) else quand.weekday()
    return moment_de(table, jour, quand.hour * 60 + quand.minute)


def moment_de(table: Table, jour: int, minute: int) -> str:
    """The moment of a minute of a day: 0 Monday … 6 Sunday, `FERIE` a public holiday."""
    for nom, jours, de, a in table.moments:
        if jour in jours and dans_la_plage(de, minute, a):
            return str(nom)
    raise AssertionError(f"aucune plage ne couvre la minute {minute} du jour {jour}")

"""Ages and hours: what each number meant, and means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palliorient.noyau.langue.phrases import et
from palliorient.noyau.situation.calendrier import FERIE, MINUTES_DU_JOUR, moment_de
from palliorient.noyau.table.table import Table
from palliorient.verification.comparer.versions import EntreeRelue

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "jour férié")

Change = tuple[str, str]
"""What a number meant, and means."""


def ages(avant: Table, apres: Table) -> Iterator[EntreeRelue]:
    """Neighbouring ages that change class, or path, together."""
    classes = [c for table in (avant, apres) for c in table.classes.values()]
    changes = [
        (age, (_classe(avant, age), _classe(apres, age)))
        for age in range(min(c.de for c in classes), max(c.a for c in classes) + 1)
    ]
    for (de, a), mots in _ensemble(changes):
        yield EntreeRelue("age", f"{de} ans" if de == a else f"{de} à {a} ans", *mots)


def _classe(table: Table, age: int) -> str:
    for classe in table.classes.values():
        if classe.de <= age <= classe.a:
            return f"{table.valeur('age', classe.id).nom}, {classe.public} ({classe.id})"
    return "refusé"


def heures(avant: Table, apres: Table) -> Iterator[EntreeRelue]:
    """Ranges of hours that change moment, the days where they do so together."""
    par_jours: dict[tuple[tuple[int, int], Change], list[str]] = {}
    for jour in range(FERIE + 1):
        changes = [
            (minute, (_moment(avant, jour, minute), _moment(apres, jour, minute)))
            for minute in range(MINUTES_DU_JOUR)
        ]
        for change in _ensemble(changes):
            par_jours.setdefault(change, []).append(JOURS[jour])
    for (bouts, mots), jours in par_jours.items():
        de, a = (f"{h} h {m:02}" for h, m in (divmod(b, 60) for b in bouts))
        yield EntreeRelue("quand", f"{et(jours)}, de {de} à {a}", *mots)


def _moment(table: Table, jour: int, minute: int) -> str:
    moment = moment_de(table, jour, minute)
    return f"{table.valeur('moment', moment).nom} ({moment})"


def _ensemble(changes: Iterable[tuple[int, Change]]) -> list[tuple[tuple[int, int], Change]]:
    """Neighbouring numbers with the same change, as (first, last)."""
    suites: list[tuple[tuple[int, int], Change]] = []
    for numero, change in changes:
        if change[0] == change[1]:
            continue
        if suites and suites[-1][0][1] + 1 == numero and suites[-1][1] == change:
            suites[-1] = ((suites[-1][0][0], numero), change)
        else:
            suites.append(((numero, numero), change))
    return suites

"""The same situation changed, beside the first: who comes, who goes. Never which is right.

A variant is the whole answer for the changed situation: the same engine decides, so it is
what `orienter` would say of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import Refus
from palliorient.noyau.situation.changement import Change, Changement, changer
from palliorient.noyau.situation.lecture import Horloge
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.lignes import EtSi
from palliorient.noyau.table.table import Table, dans_une_boite


class Jours(NamedTuple):
    """On which day a situation is looked at, and the table of a day."""

    impose: date | None
    """The day that was asked for, whatever the hour says."""
    sinon: date
    """The day of the first situation: it stays unless the change says another."""
    table_du: Callable[[date], Table]


class Variante(NamedTuple):
    """A changed situation, its answer, and what differs from the first one."""

    change: dict[str, Valeur]
    laisses: dict[str, str]
    """Answers of the first situation that make no sense any more (criterion → as given)."""
    bruts: Mapping[str, str]
    """The raw answers of the changed situation."""
    lus: Mapping[str, Valeur]
    """The same, as the door understood them."""
    orientation: Orientation
    arrivent: list[str]
    """Contacts that the first answer has not, in their order of call."""
    partent: list[str]
    """Contacts that only the first answer has, in its order."""


def varier(
    table: Table,
    bruts: Mapping[str, Any],
    orientation: Orientation,
    changement: Changement,
    horloge: Horloge,
    jours: Jours,
) -> Variante | list[Refus]:
    """The variant of the situation that the raw answers `bruts` make, or why there is none."""
    change = changer(table, bruts, changement, horloge)
    lecture = change.lecture
    if lecture.refus or lecture.situation is None:
        return lecture.refus
    jour = jours.impose or lecture.jour or jours.sinon
    autre = orienter(jours.table_du(jour), lecture.situation, jour)
    return comparer(orientation, autre, change)


def comparer(une: Orientation, autre: Orientation, change: Change) -> Variante:
    """Two answers side by side."""
    avant, apres = ([c.id for c in o.contacts] for o in (une, autre))
    return Variante(
        change.dits,
        change.laisses,
        change.lecture.bruts,
        change.lecture.lus,
        autre,
        [id for id in apres if id not in avant],
        [id for id in avant if id not in apres],
    )


def proposees(table: Table, situation: Situation, jour: date) -> Iterator[EtSi]:
    """The changes worth looking at in this situation, in the order of the file."""
    valeurs = valeurs_des_axes(table, situation, jour)
    for et_si in table.et_si:
        if dans_une_boite(et_si.quand, valeurs):
            yield et_si

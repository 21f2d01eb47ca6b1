"""The columns of the output, and their values for one situation."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from palliorient.lots.decision import Decideur, Decision
from palliorient.noyau.decision.moteur import Appel, Cadre
from palliorient.noyau.situation.situation import territoire
from palliorient.noyau.table.table import Table

Cellule = str | bool | int | list[str] | tuple[str, ...] | None
Reponse = dict[str, Cellule]
"""Column → what an answer puts in it."""

VARIABLES = ("ligne", "id")
"""Columns that change from row to row."""

REPONSES = (
    "territoire",
    "premier",
    "contacts",
    "a_joindre_maintenant",
    "a_venir",
    "alertes",
    "erreur",
)


def colonnes(table: Table) -> tuple[str, ...]:
    """The columns written by default: the wanted criteria, as understood, and the answer."""
    return (*VARIABLES, *table.voulus, *REPONSES)


def colonnes_possibles(table: Table) -> tuple[str, ...]:
    """All that may be asked for: any criterion too."""
    return tuple(dict.fromkeys((*colonnes(table), *table.defauts)))


JOIGNABLES = ("oui", "conditionnel")
"""Reachability of the contacts counted in `a_joindre_maintenant`."""


class Bref(NamedTuple):
    """What a short answer keeps of a contact."""

    id: str
    joignable: bool
    codes: list[str]
    """Those of the alerts that it raises."""


class Court(Decideur[Bref]):
    """Short answers of one table."""

    def garder(self, cadre: Cadre, appel: Appel) -> Bref:
        """See `Decideur`."""
        codes = [alerte.code for alerte in self.alertes_de(appel)]
        return Bref(appel.id, appel.joignable in JOIGNABLES, codes)

    def classe(self, decision: Decision) -> Hashable:
        """Situations of one class have the same short answer."""
        return decision.bits & self.masque, territoire(self.table, decision.situation), self

    def reponse(self, decision: Decision) -> tuple[Reponse, tuple[str, ...]]:
        """The short answer, and the codes of its alerts: the same for all of a class."""
        bits = decision.bits
        contacts = self.contacts(bits)
        ids = [c.id for c in contacts]
        leves = {code for c in contacts if c.codes for code in c.codes}
        dites = tuple([c for c, lignes in self.codes.items() if c in leves or bits & lignes])
        return {
            "territoire": territoire(self.table, decision.situation),
            "premier": ids[0] if ids else None,
            "contacts": ids,
            "a_joindre_maintenant": [c.id for c in contacts if c.joignable],
            "a_venir": [service.id for service in self.a_venir(bits)],
            "alertes": dites,
            "erreur": None,
        }, dites


def rejet(colonnes: Sequence[str], erreur: str) -> Reponse:
    """The answer of a row that makes no situation: nothing but the reason, in any column."""
    listes = ("contacts", "a_joindre_maintenant", "a_venir", "alertes")
    return {**dict.fromkeys(colonnes), **{nom: [] for nom in listes}, "erreur": erreur}

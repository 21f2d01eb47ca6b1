"""The columns of the output, and their values for one situation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from palliorient.lots.decision import Decideur, Decision
from palliorient.noyau.decision.moteur import Appel, Cadre, alertes
from palliorient.noyau.table.table import Table

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
    nom: str
    portee: str
    joignable: str
    section: str


def en_bref(_: Cadre, appel: Appel) -> Bref:
    """The little that is needed, so that thousands of them stay small."""
    return Bref(appel.id, appel.nom, appel.portee, appel.joignable, appel.section)


def reponse(decideur: Decideur[Bref], decision: Decision) -> dict[str, Any]:
    """The short answer: the same for all the situations of a class."""
    table, bits = decideur.table, decision.bits
    contacts = decideur.contacts(decision)
    a_venir = decideur.a_venir(decision)
    cle = decideur.cle_des_alertes(decision, contacts)
    codes = decideur.codes.retenir(
        cle,
        lambda: [*dict.fromkeys(a.code for a in alertes(table, bits, contacts, a_venir))],
    )
    return {
        "territoire": decision.deduction.territoires[0],
        "premier": contacts[0].id if contacts else None,
        "contacts": [c.id for c in contacts],
        "a_joindre_maintenant": [c.id for c in contacts if c.joignable in JOIGNABLES],
        "a_venir": [service.id for service in a_venir],
        "alertes": codes,
        "erreur": None,
    }


def rejet(colonnes: Sequence[str], erreur: str) -> dict[str, Any]:
    """The answer of a row that makes no situation: nothing but the reason, in any column."""
    listes = ("contacts", "a_joindre_maintenant", "a_venir", "alertes")
    return {**dict.fromkeys(colonnes), **{nom: [] for nom in listes}, "erreur": erreur}

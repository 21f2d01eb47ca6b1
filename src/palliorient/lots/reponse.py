"""The columns of the output, and their values for one situation."""

from __future__ import annotations

from typing import Any, NamedTuple

from palliorient.lots.decision import Decideur, Decision
from palliorient.noyau.moteur import Appel, Cadre, alertes

VARIABLES = ("ligne", "id")
"""Columns that change from row to row."""

COMPRISES = ("lieu", "arrondissement", "niveau", "age", "precarite", "moment")
"""The six wanted criteria, as understood; empty when the row is rejected."""

REPONSES = (
    "territoire",
    "premier",
    "contacts",
    "a_joindre_maintenant",
    "a_venir",
    "alertes",
    "erreur",
)

COLONNES = (*VARIABLES, *COMPRISES, *REPONSES)

JOIGNABLES = ("oui", "conditionnel")
"""Reachability of the contacts counted in `a_joindre_maintenant`."""


def comprises(decision: Decision) -> dict[str, Any]:
    """The six wanted criteria as the engine takes them."""
    situation = decision.situation
    return {
        "lieu": situation.lieu,
        "arrondissement": situation.arrondissement,
        "niveau": situation.niveau,
        "age": situation.age,
        "precarite": decision.deduction.precarite,
        "moment": situation.moment,
    }


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


def rejet(erreur: str) -> dict[str, Any]:
    """The answer of a row that makes no situation: nothing but the reason, in any column."""
    listes = ("contacts", "a_joindre_maintenant", "a_venir", "alertes")
    vides: dict[str, Any] = dict.fromkeys((*COMPRISES, *REPONSES, "orientation"))
    return {**vides, **{nom: [] for nom in listes}, "erreur": erreur}

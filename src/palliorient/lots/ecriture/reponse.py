"""The columns of the output, and their values for one situation."""

from __future__ import annotations

from collections.abc import Sequence

from palliorient.lots.decision.decideur import Decideur
from palliorient.lots.decision.pieces import Garde, Reponse
from palliorient.lots.lecteur import Rangee
from palliorient.noyau.decision.orientation import Contact
from palliorient.noyau.table.table import Table

Cellule = str | bool | int | list[str] | tuple[str, ...] | None
Valeurs = dict[str, Cellule]
"""Column → what an answer puts in it; what has few values may be a key."""

VARIABLES = {"ligne": "%d", "id": "%b"}
"""Columns that change from row to row, and what stands for them in the template of a row."""

LISTES = ("contacts", "a_joindre_maintenant", "a_venir", "alertes")
REPONSES = ("territoire", "premier", *LISTES, "erreur")

JOIGNABLES = ("oui", "conditionnel")
"""Reachability of the contacts counted in `a_joindre_maintenant`."""


def colonnes(table: Table) -> tuple[str, ...]:
    """The columns written by default: the wanted criteria, as understood, and the answer."""
    return (*VARIABLES, *table.voulus, *REPONSES)


def colonnes_possibles(table: Table) -> tuple[str, ...]:
    """All that may be asked for: any criterion too."""
    return tuple(dict.fromkeys((*colonnes(table), *table.defauts)))


class Court(Decideur):
    """Short answers of one table."""

    def repondre(self, rangee: Rangee, bits: int) -> Reponse:
        """See `Decideur`."""
        contacts: Sequence[Contact] | Sequence[Garde]
        entiere = self.entiere(rangee, bits, avec_ecartes=False)
        if entiere is None:
            contacts, a_venir = self.contacts(bits), self.a_venir(bits)
            codes = self.levees(bits, contacts).codes
        else:
            contacts, a_venir = entiere.contacts, entiere.a_venir
            codes = tuple(dict.fromkeys([alerte.code for alerte in entiere.alertes]))
        ids = [contact.id for contact in contacts]
        valeurs: Valeurs = {
            "territoire": self.lignes.territoire(rangee),
            "premier": ids[0] if ids else None,
            "contacts": ids,
            "a_joindre_maintenant": [c.id for c in contacts if c.joignable in JOIGNABLES],
            "a_venir": tuple([service.id for service in a_venir]),
            "alertes": codes,
            "erreur": None,
        }
        return Reponse(self.redaction.segments_de_reponse(valeurs), codes)


def rejet(colonnes: Sequence[str], erreur: str) -> Valeurs:
    """The answer of a row that makes no situation: nothing but the reason, in any column."""
    return {**dict.fromkeys(colonnes), **dict.fromkeys(LISTES, ()), "erreur": erreur}

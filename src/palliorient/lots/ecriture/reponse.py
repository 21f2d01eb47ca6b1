"""The columns of the output, and their values for one situation."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain, compress
from typing import NamedTuple

from palliorient.lots.decision import Decideur, Decision
from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.moteur import Appel, Cadre, orienter
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
    codes: tuple[str, ...]
    """Those of the alerts that it raises."""


class Court(Decideur[Bref]):
    """Short answers of one table."""

    octets = 150

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._codes: Souvenirs[int, tuple[str, ...]] = Souvenirs()

    def garder(self, cadre: Cadre, appel: Appel) -> Bref:
        """See `Decideur`."""
        codes = tuple([alerte.code for alerte in self.alertes_de(appel)])
        return Bref(appel.id, appel.joignable in JOIGNABLES, codes)

    def classe(self, decision: Decision) -> Hashable:
        """Situations of one class have the same short answer."""
        if decision.entiere:
            return decision.situation, decision.jour, self
        return decision.bits & self.masque, self.territoires[decision.site], self

    def reponse(self, decision: Decision) -> tuple[Reponse, tuple[str, ...]]:
        """The short answer, and the codes of its alerts: the same for all of a class."""
        if decision.entiere:
            return self._entiere(decision)
        ids, joignables, leves = [*zip(*self.contacts(decision.bits), strict=True)] or ((), (), ())
        codes = self._alertes_levees(decision.bits, set(chain(*leves)))
        return {
            "territoire": self.territoires[decision.site],
            "premier": ids[0] if ids else None,
            "contacts": ids,
            "a_joindre_maintenant": tuple(compress(ids, joignables)),
            "a_venir": [service.id for service in self.a_venir(decision.bits)],
            "alertes": codes,
            "erreur": None,
        }, codes

    def _entiere(self, decision: Decision) -> tuple[Reponse, tuple[str, ...]]:
        o = orienter(self.table, decision.situation, decision.jour, avec_ecartes=False)
        ids = tuple([contact.id for contact in o.contacts])
        codes = tuple(dict.fromkeys(alerte.code for alerte in o.alertes))
        return {
            "territoire": self.territoires[decision.site],
            "premier": ids[0] if ids else None,
            "contacts": ids,
            "a_joindre_maintenant": tuple(c.id for c in o.contacts if c.joignable in JOIGNABLES),
            "a_venir": [service.id for service in o.a_venir],
            "alertes": codes,
            "erreur": None,
        }, codes

    def _alertes_levees(self, bits: int, leves: set[str]) -> tuple[str, ...]:
        part = bits & self.table.alertes_levees.masque
        connus = self._codes.get(part)
        if connus is None or leves:
            dits = [c for c, lignes in self.codes.items() if c in leves or part & lignes]
            connus = tuple(dits) if leves else self._codes.retenir(part, tuple(dits))
        return connus


def rejet(colonnes: Sequence[str], erreur: str) -> Reponse:
    """The answer of a row that makes no situation: nothing but the reason, in any column."""
    listes = ("contacts", "a_joindre_maintenant", "a_venir", "alertes")
    return {**dict.fromkeys(colonnes), **{nom: [] for nom in listes}, "erreur": erreur}

"""Answers with a team's own directories: the engine's, with what these add.

Nothing is remembered by pieces here: a line answers on some days and not on others.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from palliorient.lots.decision import Decision
from palliorient.lots.ecriture.complet import DEBUT, Complet
from palliorient.lots.ecriture.reponse import JOIGNABLES, Court, Reponse
from palliorient.noyau.carnet.application import appliquer
from palliorient.noyau.carnet.carnet import Carnets
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_ligne


class CourtAvecCarnet(Court):
    """Short answers: who can be called now, directories included."""

    def __init__(self, table: Table, carnets: Carnets) -> None:
        super().__init__(table)
        self.carnets = carnets

    def du_carnet(self, jour: date) -> Hashable:
        """See `Decideur`."""
        return jour

    def classe(self, decision: Decision) -> Hashable:
        """See `Court`; the moment and the day count too."""
        return super().classe(decision), decision.situation.moment, decision.jour

    def reponse(self, decision: Decision) -> tuple[Reponse, tuple[str, ...]]:
        """See `Court`."""
        valeurs, codes = super().reponse(decision)
        orientation = _orienter(self.table, decision, self.carnets, avec_ecartes=False)
        ids = tuple([c.id for c in orientation.contacts if c.joignable in JOIGNABLES])
        return {**valeurs, "a_joindre_maintenant": ids}, codes


class CompletAvecCarnet(Complet):
    """Full answers."""

    def __init__(self, table: Table, carnets: Carnets) -> None:
        super().__init__(table)
        self.carnets = carnets

    def du_carnet(self, jour: date) -> Hashable:
        """See `Decideur`."""
        return jour

    def segment(self, decision: Decision) -> tuple[bytes, tuple[str, ...]]:
        """See `Complet`."""
        orientation = _orienter(self.table, decision, self.carnets, avec_ecartes=True)
        codes = dict.fromkeys(alerte.code for alerte in orientation.alertes)
        return DEBUT + en_ligne(orientation).encode(), tuple(codes)


def _orienter(
    table: Table, decision: Decision, carnets: Carnets, *, avec_ecartes: bool
) -> Orientation:
    sans = orienter(table, decision.situation, decision.jour, avec_ecartes=avec_ecartes)
    return appliquer(table, sans, carnets, decision.jour)

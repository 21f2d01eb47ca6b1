"""The discussion grid while it is being answered: what was said, which question is next. Pure."""

from __future__ import annotations

from palliorient.noyau.niveau.discussion import Discussion, discuter
from palliorient.noyau.niveau.grille import ENTREE, Grille, Question

OUI, NON, NE_SAIT_PAS = "oui", "non", "?"


class Reponses:
    """The answers so far, and the question pointed at."""

    def __init__(self, grille: Grille) -> None:
        self.grille = grille
        self.dites: dict[str, str] = {}
        self.rang = 0

    @property
    def question(self) -> Question:
        """The question pointed at."""
        return self.grille.questions[self.rang]

    def repondre(self, dite: str) -> bool:
        """Answer the question pointed at and go to the next one; False: it was the last."""
        self.dites[self.question.id] = dite
        return self.aller(1)

    def aller(self, pas: int) -> bool:
        """Point at another question; False: there is none there, and nothing moves."""
        if not 0 <= self.rang + pas < len(self.grille.questions):
            return False
        self.rang += pas
        return True

    @property
    def fermee(self) -> bool:
        """Was the question that opens the grid answered otherwise than by yes?"""
        entree = next(q.id for q in self.grille.questions if q.plaide == ENTREE)
        return self.dites.get(entree, OUI) != OUI

    def discussion(self) -> Discussion:
        """What these answers propose."""
        return discuter(self.grille, self._ceux(OUI), self._ceux(NON))

    def _ceux(self, dite: str) -> set[str]:
        return {id for id, reponse in self.dites.items() if reponse == dite}

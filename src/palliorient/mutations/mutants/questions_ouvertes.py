"""Changes of the open questions: answers that no longer say that something is not settled."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant, retouches
from palliorient.mutations.sources import Sources
from palliorient.noyau.modele.modele import QuestionOuverte


class MutantsDesQuestionsOuvertes:
    """One change at a time, in the order of the file."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.questions = sources.referentiel.questions_ouvertes

    def tous(self) -> Iterator[Mutant]:
        for rang, question in enumerate(self.questions):
            ici: Chemin = ("questions_ouvertes", rang)
            yield self._mutant("retirer-question-ouverte", question, "retirée", ici, ici, OTER)
            yield from self._liens(ici, question)
            for retouche in retouches(question.condition, ()):
                yield self._mutant(
                    "elargir-question-ouverte",
                    question,
                    retouche.description,
                    (*ici, *retouche.ecrit),
                    (*ici, "condition", *retouche.chemin),
                    retouche.valeur,
                )

    def _liens(self, ici: Chemin, question: QuestionOuverte) -> Iterator[Mutant]:
        """Without one of the things that it names, while it still names another."""
        if len(question.services) + len(question.alertes) < 2:
            return
        for champ in ("services", "alertes"):
            for place, nom in enumerate(getattr(question, champ)):
                ou = (*ici, champ, place)
                yield self._mutant("delier-question-ouverte", question, f"sans {nom}", ou, ou, OTER)

    def _mutant(
        self,
        operateur: str,
        question: QuestionOuverte,
        quoi: str,
        ecrit: Chemin,
        chemin: Chemin,
        valeur: object,
    ) -> Mutant:
        return Mutant(
            operateur,
            f"question ouverte « {question.id} » : {quoi}",
            self.sources.acteur(*ecrit),
            (f"ouverte: {question.id}",),
            ((chemin, valeur),),
        )

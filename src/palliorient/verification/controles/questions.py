"""Checks of the open questions: each of them, and each thing that it names, touches an answer."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import ACTEURS
from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.table.lignes import QuestionOuverte
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte


def questions_sans_effet(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL261: a question on which no answer depends, or one of the things it names."""
    for rang, question in enumerate(ctx.table.questions_ouvertes):
        ici: Chemin = ("questions_ouvertes", rang)
        if not ctx.faits.questions_ouvertes[question.id]:
            yield _sans_effet(ctx, (*ici, "id"), f"la question « {question.id} »", "la supprimer")
            continue
        for champ, place, nom, seule in _une_a_une(question):
            if not ctx.faits.dependent(seule):
                quoi = f"question « {question.id} », « {nom} »"
                yield _sans_effet(ctx, (*ici, champ, place), quoi, "le retirer")


def _une_a_une(question: QuestionOuverte) -> Iterator[tuple[str, int, str, QuestionOuverte]]:
    """Each thing that it names: where, which, and the question if it named nothing else."""
    for place, nom in enumerate(question.services):
        yield "services", place, nom, question._replace(services=[nom], alertes=[])
    for place, nom in enumerate(question.alertes):
        yield "alertes", place, nom, question._replace(services=[], alertes=[nom])


def _sans_effet(ctx: Contexte, chemin: Chemin, quoi: str, remede: str) -> Diagnostic:
    return ctx.diagnostic(
        Code.QUESTION_SANS_EFFET,
        ctx.endroits.position(ACTEURS, chemin),
        f"{quoi} : aucune réponse n'en dépend",
        f"{remede}, ou corriger ce qu'elle nomme et sa condition",
    )


VERIFICATIONS = (questions_sans_effet,)

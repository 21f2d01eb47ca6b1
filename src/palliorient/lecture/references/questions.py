"""Open questions: their date is that of a document."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Recoupement
from palliorient.lecture.schemas.questions import QuestionOuverte
from palliorient.noyau.langue.phrases import ou
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_dates(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL170: a question is as old as one of the documents that leave it open."""
    dates = {d.id: d.date for d in (*ctx.regles.documents, *ctx.acteurs.documents_complementaires)}
    for lieu, question in ctx.tous(QuestionOuverte):
        permises = list(
            dict.fromkeys(dates[s.document] for s in question.sources if s.document in dates)
        )
        if permises and question.date not in permises:
            yield ctx.diagnostic(
                Code.DATE_SANS_DOCUMENT,
                lieu / "date",
                f"la date {question.date} n'est celle d'aucun document de la question",
                f"écrire {ou(permises)} ; ou citer dans « sources » le document de ce jour",
            )


VERIFICATIONS = (verifier_dates,)

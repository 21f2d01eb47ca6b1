"""Open questions: what they are about is declared, and their date is that of a document."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Recoupement
from palliorient.lecture.schemas.questions import QuestionOuverte
from palliorient.noyau.langue.phrases import ou
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_services(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL103: the services whose answers depend on the question."""
    code, quoi = Code.CIBLE_INCONNUE, "service inconnu"
    connus = {*ctx.services, *(c.id for c in ctx.regles.contacts_generiques)}
    for lieu, question in ctx.tous(QuestionOuverte):
        for rang, service in enumerate(question.services):
            if service not in connus:
                yield ctx.inconnu(code, lieu / "services" / rang, quoi, service, connus)


def verifier_alertes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL111: the alerts whose answers depend on the question."""
    quoi, connues = "code d'alerte inconnu", [a.id for a in ctx.regles.alertes]
    for lieu, question in ctx.tous(QuestionOuverte):
        for rang, alerte in enumerate(question.alertes):
            if alerte not in connues:
                ici = lieu / "alertes" / rang
                yield ctx.inconnu(Code.ALERTE_INCONNUE, ici, quoi, alerte, connues)


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


VERIFICATIONS = (verifier_services, verifier_alertes, verifier_dates)

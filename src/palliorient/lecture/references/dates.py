"""Checks of dates, and of the documents that carry them."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service
from palliorient.lecture.schemas.base import Document
from palliorient.lecture.schemas.complements import Complement
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_dates_futures(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL130: nothing can have been established after the day it is read.

    A warning only: the same file must not become invalid by the clock.
    """
    if ctx.jour is None:
        return
    jour = ctx.jour.isoformat()
    dates = [(Lieu(REGLES, ("a_jour_au",)), ctx.regles.a_jour_au)]
    dates += ((lieu / "date", d.date) for lieu, d in ctx.tous(Document))
    dates += ((lieu / "date", f.date) for lieu, f in ctx.tous(Complement))
    for lieu, ecrite in dates:
        # « 2026 » is not after 2026-03-01: compare as far as the date is known.
        if ecrite > jour[: len(ecrite)]:
            yield ctx.diagnostic(
                Code.DATE_FUTURE,
                lieu,
                f"date à venir : {ecrite} (nous sommes le {jour})",
                "vérifier l'année",
            )


def verifier_dates_en_ordre(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL131: an end does not come before its beginning."""
    if ctx.regles.perime_apres < ctx.regles.a_jour_au:
        yield ctx.diagnostic(
            Code.DATES_INVERSEES,
            Lieu(REGLES, ("perime_apres",)),
            f"données périmées ({ctx.regles.perime_apres}) avant d'être à jour "
            f"({ctx.regles.a_jour_au})",
            "corriger l'une des deux dates",
            [Lieu(REGLES, ("a_jour_au",))],
        )
    for lieu, service in ctx.tous(Service):
        if service.depuis and service.jusqua and service.jusqua < service.depuis:
            yield ctx.diagnostic(
                Code.DATES_INVERSEES,
                lieu / "jusqua",
                f"« {service.id} » finit le {service.jusqua}, avant de commencer "
                f"({service.depuis})",
                "corriger l'une des deux dates",
                [lieu / "depuis"],
            )


def verifier_documents_cites(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL132: a declared document serves somewhere."""
    cites = {nom for _, nom, _ in ctx.cites("document")}
    for lieu, document in ctx.tous(Document):
        if document.id not in cites:
            yield ctx.diagnostic(
                Code.DOCUMENT_INUTILISE,
                lieu / "id",
                f"le document « {document.id} » n'est cité nulle part",
                "le citer dans une source, ou supprimer sa déclaration",
            )


VERIFICATIONS = (verifier_dates_futures, verifier_dates_en_ordre, verifier_documents_cites)

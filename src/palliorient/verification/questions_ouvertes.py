"""The open questions of a folder, each with the situations whose answer depends on it.

Counted over every situation, once for the data and the day: what is made here is kept, and
the command that shows it reads nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from palliorient.noyau.carte.inventaire import Inventaire
from palliorient.noyau.modele.modele import QuestionOuverte, Referentiel, Source
from palliorient.verification.contexte import Contexte
from palliorient.verification.morceaux import commande


def inventorier(referentiel: Referentiel, jour: date) -> Inventaire:
    """The questions in the order of the file, with what depends on them on a day."""
    questions = referentiel.questions_ouvertes
    repondants = (q.repond.source for q in questions if q.repond)
    cites = {s.document for s in (*(s for q in questions for s in q.sources), *repondants)}
    ctx = Contexte(referentiel, (), jour)
    return Inventaire(
        version=referentiel.version,
        a_jour_au=referentiel.a_jour_au,
        empreinte=referentiel.empreinte,
        situations=ctx.univers.nombre,
        documents={d.id: d.nom for d in referentiel.documents if d.id in cites},
        questions=[_question(ctx, q) for q in questions],
    )


def _question(ctx: Contexte, question: QuestionOuverte) -> dict[str, Any]:
    ou = ctx.faits.questions_ouvertes[question.id]
    condition = question.condition
    return {
        "id": question.id,
        "question": question.question,
        "dit": question.dit,
        "retenu": question.retenu,
        "date": question.date,
        "sources": [_source(s) for s in question.sources],
        "repond": question.repond
        and {"qui": question.repond.qui, "source": _source(question.repond.source)},
        "services": list(question.services),
        "alertes": list(question.alertes),
        "quand": {critere: list(v) for critere, v in condition.quand.items()},
        "sauf": {critere: list(v) for critere, v in condition.sauf.items()},
        "un_de": [{critere: list(v) for critere, v in cas.items()} for cas in condition.un_de],
        "situations": ctx.univers.compter(ou),
        "exemple": commande(ctx.table, ctx.morceaux.exemple(ou)) if ou else None,
    }


def _source(source: Source) -> dict[str, str]:
    return {"document": source.document, "localisation": source.localisation}

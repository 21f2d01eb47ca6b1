"""The open questions of a folder, each with the situations whose answer depends on it.

Counted over every situation, once for the data and the day: what is made here is kept, and
the command that shows it reads nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from palliorient.noyau.carte.inventaire import Inventaire
from palliorient.noyau.modele.modele import QuestionOuverte, Referentiel, Source
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.moteur_symbolique import Faits
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.verification.morceaux import Morceaux, commande
from palliorient.verification.mots import Mots


def inventorier(referentiel: Referentiel, jour: date) -> Inventaire:
    """The questions in the order of the file, with what depends on them on a day."""
    questions = referentiel.questions_ouvertes
    cites = {s.document for q in questions for s in (*q.sources, q.source_repond) if s}
    denombrement = _Denombrement(referentiel, jour)
    return Inventaire(
        version=referentiel.version,
        a_jour_au=referentiel.a_jour_au,
        empreinte=referentiel.empreinte,
        situations=denombrement.univers.nombre,
        documents={d.id: d.nom for d in referentiel.documents if d.id in cites},
        questions=[denombrement.question(q) for q in questions],
    )


class _Denombrement:
    """The sets of one folder on one day."""

    def __init__(self, referentiel: Referentiel, jour: date) -> None:
        self.table = Table(compiler(referentiel, jour))
        espace = Espace(self.table)
        self.univers = Univers(espace, self.table)
        self.faits = Faits(self.univers)
        self.morceaux = Morceaux(self.univers, Mots(espace, referentiel, self.table))

    def question(self, question: QuestionOuverte) -> dict[str, Any]:
        ou = self.faits.questions_ouvertes[question.id]
        condition = question.condition
        return {
            "id": question.id,
            "question": question.question,
            "dit": question.dit,
            "retenu": question.retenu,
            "date": question.date,
            "sources": [_source(s) for s in question.sources],
            "repond": {"qui": question.repond, "source": _source(question.source_repond)}
            if question.repond and question.source_repond
            else None,
            "services": list(question.services),
            "alertes": list(question.alertes),
            "quand": {critere: list(v) for critere, v in condition.quand.items()},
            "sauf": {critere: list(v) for critere, v in condition.sauf.items()},
            "un_de": [{critere: list(v) for critere, v in cas.items()} for cas in condition.un_de],
            "situations": self.univers.compter(ou),
            "exemple": commande(self.table, self.morceaux.exemple(ou)) if ou else None,
        }


def _source(source: Source) -> dict[str, str]:
    return {"document": source.document, "localisation": source.localisation}

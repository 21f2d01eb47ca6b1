"""What the sources leave open in one answer: the questions that it depends on."""

from __future__ import annotations

from collections.abc import Mapping, Set

from palliorient.noyau.table.lignes import QuestionOuverte
from palliorient.noyau.table.table import Table, dans_une_boite


def ouvertes(
    table: Table, valeurs: Mapping[str, str], cites: Set[str], codes: Set[str]
) -> list[QuestionOuverte]:
    """The open questions of an answer, in the order of the file.

    `cites`: the services that it names, in service or to come; `codes`: its alerts. A
    question that names neither is about every situation of its condition.
    """
    return [
        question
        for question in table.questions_ouvertes
        if dans_une_boite(question.quand, valeurs)
        and (
            not (question.services or question.alertes)
            or not cites.isdisjoint(question.services)
            or not codes.isdisjoint(question.alertes)
        )
    ]

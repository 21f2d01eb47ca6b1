"""Replaying scenarios: the same door and the same engine as `orienter`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from palliorient.donnees import charger
from palliorient.horloge import lire_quand
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.situation.lecture import SituationLue, lire_situation
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table
from palliorient.scenarios.libelles import verifier
from palliorient.scenarios.modele import Manque, Resultat, ScenarioLu
from palliorient.scenarios.verification import Verification, noms_connus

TableDu = Callable[[date | None], Table]
"""The table of a day; None: the day that the data describe."""


def tables_de(dossier: Path | None) -> TableDu:
    """The cached tables of a data folder; days without any change between share one."""
    connues: dict[date | None, Table] = {}

    def table_du(jour: date | None) -> Table:
        if jour not in connues:
            if jour is None:
                # Any table says which day the data describe; most often it is the one wanted.
                connues[None] = charger(dossier)
                connues[None] = table_du(date.fromisoformat(connues[None].a_jour_au))
            else:
                connues[jour] = charger(dossier, jour)
        return connues[jour]

    return table_du


class Banc:
    """Scenarios replayed on one set of data, whose table may change with the day.

    `lectures`, when given, are the situations already read from the same words, by scenario:
    they are neither read again nor, with `bref`, completed by what no key of theirs reads.
    """

    def __init__(
        self,
        table_du: TableDu,
        lectures: dict[str, SituationLue] | None = None,
        *,
        bref: bool = False,
    ) -> None:
        self.table_du = table_du
        self.lectures = {} if lectures is None else lectures
        self.bref = bref
        self._connus: dict[int, tuple[Table, frozenset[str]]] = {}

    def rejouer(self, scenarios: Iterable[ScenarioLu]) -> Iterator[Resultat]:
        for scenario in scenarios:
            debut = perf_counter()
            resultat = self.jouer(scenario)
            yield resultat._replace(duree=perf_counter() - debut)

    def jouer(self, scenario: ScenarioLu) -> Resultat:
        """One scenario: its answer and the expectations that it does not hold."""
        decrit = scenario.attendu.situation
        if decrit is None:
            return Resultat(scenario, None, None, tuple(verifier(scenario, self.table_du(None))))
        jour = date.fromisoformat(decrit.date) if decrit.date else None
        table = self.table_du(jour)
        lecture = self.lectures.get(scenario.id)
        if lecture is None:
            champs = {c: getattr(decrit, c, None) for c in table.champs}
            lecture = self.lectures[scenario.id] = lire_situation(table, champs, lire_quand)
        if lecture.situation is None:
            return Resultat(scenario, None, jour, tuple(_refus(scenario, lecture)))
        if jour is None and lecture.jour is not None:
            table = self.table_du(lecture.jour)
        jour = jour or lecture.jour or date.fromisoformat(table.a_jour_au)
        lit_les_ecartes = not self.bref or scenario.attendu.ecartes is not None
        orientation = orienter(table, lecture.situation, jour, avec_ecartes=lit_les_ecartes)
        fiche = partial(_phrases_de_la_fiche, table, lecture.situation, jour)
        verification = Verification(scenario, orientation, self.connus(table), table, jour, fiche)
        return Resultat(scenario, orientation, jour, tuple(verification.ecarts()))

    def connus(self, table: Table) -> frozenset[str]:
        if id(table) not in self._connus:
            self._connus[id(table)] = (table, noms_connus(table))
        return self._connus[id(table)][1]


def _phrases_de_la_fiche(table: Table, situation: Situation, jour: date) -> list[str]:
    """What the printed sheet of a situation says; nothing where the data declare none."""
    from palliorient.rendu.fiche.contenu import contenu  # few scenarios look at it

    return contenu(table, situation, jour).phrases() if table.fiche else []


def _refus(scenario: ScenarioLu, lecture: SituationLue) -> Iterator[Manque]:
    """The door's own sentences, each at the answer that it refuses."""
    for refus in lecture.refus:
        ici = scenario.position("situation", refus.critere)
        yield Manque("situation", "une situation acceptée", refus.message, ici)
    if lecture.manquants:
        manque = f"réponses absentes : {', '.join(lecture.manquants)}"
        ici = scenario.position("situation")
        yield Manque("situation", "une situation complète", manque, ici)

"""Which changes of the data no scenario notices.

Each change gives another referential, compiled as the real one. When the table is the
same, nothing could tell: the change is set aside. Otherwise scenarios are replayed, those
of the thing changed first, until one fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from palliorient.noyau.moteur import valeurs_des_axes
from palliorient.noyau.table import Table
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.modele import Resultat
from palliorient.scenarios.mutants import Mutant
from palliorient.scenarios.mutants_carte import MutantsDeLaCarte
from palliorient.scenarios.mutants_regles import MutantsDesRegles
from palliorient.scenarios.sources import Sources, TablesDuJour

Progres = Callable[[int, int, int], None]
"""Called after each change: how many are done, out of how many, how many survive."""


class Bilan(NamedTuple):
    """What came of the changes; those without any effect are counted apart."""

    total: int
    sans_effet: int
    survivants: tuple[Mutant, ...]

    @property
    def tues(self) -> int:
        return self.total - len(self.survivants)

    @property
    def taux(self) -> float:
        return 100 * self.tues / self.total if self.total else 100.0


def tous_les_mutants(sources: Sources) -> list[Mutant]:
    """Every change, in an order that only depends on the files."""
    return [*MutantsDeLaCarte(sources).tous(), *MutantsDesRegles(sources).tous()]


def echantillon(mutants: Sequence[Mutant], limite: int | None) -> list[Mutant]:
    """At most `limite` of them, evenly spread over the files."""
    if limite is None or limite >= len(mutants):
        return list(mutants)
    return [mutants[rang * len(mutants) // limite] for rang in range(limite)]


class Epreuve:
    """The scenarios, ready to be replayed on changed data."""

    def __init__(self, sources: Sources, resultats: Sequence[Resultat]) -> None:
        self.sources = sources
        self.scenarios = [r.scenario for r in resultats]
        tables = sources.tables()
        self.reference = tables.donnees
        self.par_nom: dict[str, list[int]] = {}
        table = tables(None)
        for rang, resultat in enumerate(resultats):
            for nom in _noms(table, resultat):
                self.par_nom.setdefault(nom, []).append(rang)
        self.recents: list[int] = []

    def eprouver(self, mutants: Sequence[Mutant], progres: Progres) -> Bilan:
        survivants: list[Mutant] = []
        sans_effet = 0
        for rang, mutant in enumerate(mutants, start=1):
            remarque = self.remarque(mutant)
            if remarque is None:
                sans_effet += 1
            elif not remarque:
                survivants.append(mutant)
            progres(rang, len(mutants), len(survivants))
        return Bilan(len(mutants) - sans_effet, sans_effet, tuple(survivants))

    def remarque(self, mutant: Mutant) -> bool | None:
        """Does some scenario fail on the changed data? None when they decide the same."""
        tables = TablesDuJour(mutant.appliquer(self.sources.referentiel))
        if tables.donnees == self.reference:
            return None
        banc = Banc(tables)
        for rang in self.dans_l_ordre(mutant):
            if not banc.jouer(self.scenarios[rang]).reussi:
                # Neighbouring changes are often noticed by the same scenario.
                self.recents = [rang, *(r for r in self.recents if r != rang)][:5]
                return True
        return False

    def dans_l_ordre(self, mutant: Mutant) -> Iterable[int]:
        proches = [r for nom in mutant.cibles for r in self.par_nom.get(nom, ())]
        return dict.fromkeys((*self.recents, *proches, *range(len(self.scenarios))))


def _noms(table: Table, resultat: Resultat) -> Iterator[str]:
    """What an answer shows of: rules, services, types, territories, answers given."""
    orientation = resultat.orientation
    if orientation is None or resultat.jour is None:
        return
    for contact in orientation.contacts:
        yield contact.id
        yield contact.type
        for motif in contact.motifs:
            yield motif.regle
    for alerte in orientation.alertes:
        yield alerte.regle
    yield from orientation.deduction.territoires
    for axe, valeur in valeurs_des_axes(table, orientation.situation, resultat.jour).items():
        yield f"{axe}: {valeur}"

"""Which changes of the data no scenario notices.

Each change gives another referential, compiled as the real one. When the table is the
same, nothing could tell: the change is set aside. Otherwise scenarios are replayed, those
of the thing changed first, until one fails. What comes of a change depends on nothing but
the data and the scenarios: not on the others tried, nor on the number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.mutations.mutants.grille import DE_LA_GRILLE
from palliorient.mutations.mutants.mutant import Mutant
from palliorient.mutations.sources import Ecrits, Sources, TablesDuJour
from palliorient.noyau.decision.moteur import valeurs_des_axes
from palliorient.noyau.table.journal import Journal
from palliorient.noyau.table.table import Table
from palliorient.repartition import Faire, repartir
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.modele import Resultat, ScenarioLu

Progres = Callable[[int, int, int], None]
"""Called after each change: how many are done, out of how many, how many survive."""

SANS_EFFET, REFUSE, REMARQUE, SURVIVANT = "sans-effet", "refuse", "remarque", "survivant"
"""What may come of a change: it decides nothing, `valider` refuses it, a scenario fails, none does.
"""

NE_SE_LIT_PAS = ("services", "raisons", "emissions", "lignes", "masques", "periode", "grille")
"""Parts of a compiled table that reading a situation never looks at."""


def eprouver(
    sources: Sources,
    scenarios: Sequence[ScenarioLu],
    mutants: Sequence[Mutant],
    progres: Progres,
    processus: int = 1,
) -> list[str]:
    """What came of each change, in their order, whatever the number of processes.

    Raises `ErreurPalliorient` when one of the processes dies.
    """
    legers = [s._replace(lecture=FichierLu(s.fichier)) for s in scenarios]
    sorts: list[str] = []
    survivants = 0
    arguments = (sources.ecrits(), legers, list(mutants))
    for sort in repartir(preparer, arguments, len(mutants), processus):
        sorts.append(sort)
        survivants += sort == SURVIVANT
        progres(len(sorts), len(mutants), survivants)
    return sorts


def preparer(ecrits: Ecrits, scenarios: list[ScenarioLu], mutants: list[Mutant]) -> Faire:
    """What tells, in one process, what comes of the change of a rank."""
    epreuve = Epreuve(ecrits, scenarios)
    return lambda rang: epreuve.sort(mutants[rang])


class Epreuve:
    """The scenarios, ready to be replayed on changed data."""

    def __init__(self, ecrits: Ecrits, scenarios: Sequence[ScenarioLu]) -> None:
        referentiel = ecrits.referentiel()
        assert referentiel is not None, "les données ont déjà été lues sans erreur"
        self.ecrits = ecrits
        self.referentiel = referentiel
        self.scenarios = scenarios
        self.journaux: dict[date, Journal] = {}
        tables = TablesDuJour(referentiel, self.journaux)
        self.reference = tables.donnees
        self.mots = _ce_qui_se_lit(tables)
        banc = Banc(tables, bref=True)
        self.lectures = banc.lectures
        self.par_nom: dict[str, list[int]] = {}
        for rang, scenario in enumerate(scenarios):
            for nom in _noms(tables(None), banc.jouer(scenario)):
                self.par_nom.setdefault(nom, []).append(rang)
        self.recents: list[int] = []

    def sort(self, mutant: Mutant) -> str:
        """What comes of a change."""
        if mutant.ecrits:
            change = mutant.recrire(self.ecrits)
            if change is None:
                return REFUSE
        else:
            change = mutant.appliquer(self.referentiel)
        tables = TablesDuJour(change, self.journaux)
        if tables.donnees == self.reference:
            return SANS_EFFET
        memes_mots = _ce_qui_se_lit(tables) == self.mots
        banc = Banc(tables, self.lectures if memes_mots else None, bref=True)
        for rang in self.dans_l_ordre(mutant):
            if memes_mots and self.scenarios[rang].attendu.lecture:
                continue  # what is typed is understood as it was
            if not banc.jouer(self.scenarios[rang]).reussi:
                # Neighbouring changes are often noticed by the same scenario.
                self.recents = [rang, *(r for r in self.recents if r != rang)][:5]
                return REMARQUE
        return SURVIVANT

    def dans_l_ordre(self, mutant: Mutant) -> Iterable[int]:
        proches = [r for nom in mutant.cibles for r in self.par_nom.get(nom, ())]
        return dict.fromkeys((*self.recents, *proches, *range(len(self.scenarios))))


def _ce_qui_se_lit(tables: TablesDuJour) -> list[dict[str, Any]]:
    return [
        {cle: valeur for cle, valeur in donnees.items() if cle not in NE_SE_LIT_PAS}
        for donnees in tables.donnees
    ]


def _noms(table: Table, resultat: Resultat) -> Iterator[str]:
    """What an answer shows of: rules, services, types, territories, answers given."""
    attendu = resultat.scenario.attendu
    for sujet in ("lecture", "questions", "carte", "phrases", "et_si", "court"):
        for nom in getattr(attendu, sujet) or ():
            yield f"{sujet}: {nom}"
            yield f"{sujet}: *"
    if attendu.niveau or attendu.grille:
        yield DE_LA_GRILLE
    if attendu.fiche:
        yield "fiche: *"
    orientation = resultat.orientation
    if orientation is None or resultat.jour is None:
        return
    for contact in orientation.contacts:
        yield contact.id
        yield contact.type
        for motif in contact.motifs:
            yield motif.regle
    for question in orientation.questions_ouvertes:
        yield f"ouverte: {question.id}"
    for alerte in orientation.alertes:
        yield alerte.regle
        yield alerte.code
    yield from orientation.deduction.territoires
    for axe, valeur in valeurs_des_axes(table, orientation.situation, resultat.jour).items():
        yield f"{axe}: {valeur}"

"""What the scenarios exercise: cells, rules, roles, alerts, services, and every answer.

A rule is exercised when one of its effects shows in an answer; a role when it brings a
contact; a service when it is proposed or announced; the value of a criterion when a
situation has it; a question of the discussion grid when it is answered by yes or no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from palliorient.lecture import GRILLE
from palliorient.mutations.sources import Sources
from palliorient.noyau.decision.moteur import valeurs_des_axes
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import Position
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.boites import Axes, Boite
from palliorient.noyau.table.cites import roles_qui_trouvent, services_cites
from palliorient.noyau.table.table import Table, dans_une_boite, lignes_vraies
from palliorient.scenarios.modele import Resultat

FAMILLES = ("cellule", "regle", "role", "alerte", "service", "territoire", "valeur", "question")


class Element(NamedTuple):
    """One thing that a scenario should exercise, and how many do."""

    famille: str
    nom: str
    position: Position
    scenarios: int


class Couverture(NamedTuple):
    """Everything, in the order of the files."""

    elements: tuple[Element, ...]

    @property
    def couverts(self) -> int:
        return sum(1 for e in self.elements if e.scenarios)

    @property
    def taux(self) -> float:
        """Percentage of the elements that at least one scenario exercises."""
        return 100 * self.couverts / len(self.elements)

    def par_famille(self) -> dict[str, list[Element]]:
        return {f: [e for e in self.elements if e.famille == f] for f in FAMILLES}


def mesurer(sources: Sources, table: Table, resultats: Iterable[Resultat]) -> Couverture:
    """What the answers of these scenarios exercise, over all that the data declare."""
    vus: Counter[tuple[str, str]] = Counter()
    conditions = _Conditions(sources.referentiel)
    for resultat in resultats:
        discussion = resultat.scenario.attendu.niveau
        if discussion is not None:
            vus.update(("question", id) for id in {*discussion.oui, *discussion.non})
        if resultat.orientation is not None and resultat.jour is not None:
            valeurs = valeurs_des_axes(table, resultat.orientation.situation, resultat.jour)
            vus.update(set(_exerces(table, resultat.orientation, valeurs, conditions)))
    return Couverture(
        tuple(
            Element(famille, nom, position, vus[famille, nom])
            for famille, nom, position in _a_exercer(sources, table)
        )
    )


def _a_exercer(sources: Sources, table: Table) -> Iterator[tuple[str, str, Position]]:
    """All that an answer can show; what is announced and looked for by no rule cannot be."""
    ref = sources.referentiel
    trouvent, cites = roles_qui_trouvent(table), services_cites(table)
    for rang, regle in enumerate(ref.cellules):
        yield "cellule", regle.id, sources.regle("cellules", rang, "id")
    for rang, regle in enumerate(ref.regles):
        yield "regle", regle.id, sources.regle("regles", rang, "id")
    for rang, role in enumerate(ref.roles):
        if role.id in trouvent:
            yield "role", role.id, sources.regle("roles", rang, "id")
    for rang, code in enumerate(ref.alertes):
        yield "alerte", code, sources.regle("alertes", rang, "id")
    for service in ref.services:
        if service.id in cites:
            yield "service", service.id, sources.service(service.id, "id")
    for rang, territoire in enumerate(ref.territoires):
        yield "territoire", territoire.id, sources.territoire("territoires", rang, "id")
    for rang, critere in enumerate(ref.criteres):
        for place, valeur in enumerate(critere.valeurs):
            ici = sources.regle("criteres", rang, "valeurs", place, "id")
            yield "valeur", f"{critere.id}: {valeur.id}", ici
    for rang, question in enumerate(ref.grille.questions if ref.grille else ()):
        ici = sources.endroits.position(GRILLE, ("questions", rang, "id"))
        yield "question", question.id, ici


def _exerces(
    table: Table, orientation: Orientation, valeurs: dict[str, str], conditions: _Conditions
) -> Iterator[tuple[str, str]]:
    bits = lignes_vraies(table, valeurs)
    for ligne in table.contacts.vraies(bits):
        yield "role", table.roles[ligne.role]
    for nom in conditions.vraies(valeurs):
        yield "regle", nom
    for contact in orientation.contacts:
        yield "service", contact.id
        for motif in contact.motifs:
            yield from (("cellule", motif.regle), ("regle", motif.regle))
    for service in orientation.a_venir:
        yield "service", service.id
    for alerte in orientation.alertes:
        yield "alerte", alerte.code
        yield "regle", alerte.regle
    for territoire in orientation.deduction.territoires:
        yield "territoire", territoire
    for axe, valeur in valeurs.items():
        if ":" not in axe:
            yield "valeur", f"{axe}: {valeur}"
    situation = orientation.situation
    for critere in table.listes:
        for code in situation.codes(critere):
            yield "valeur", f"{critere}: {code}"


class _Conditions:
    """Rules whose only effect is words (`precise`): no contact carries their name."""

    def __init__(self, referentiel: Referentiel) -> None:
        axes = Axes(referentiel)
        self.boites: dict[str, list[Boite]] = {
            regle.id: axes.boites(regle.condition)
            for regle in referentiel.regles
            if regle.precise and not regle.propose and not regle.alertes
        }

    def vraies(self, valeurs: dict[str, str]) -> Iterator[str]:
        for nom, boites in self.boites.items():
            if dans_une_boite(boites, valeurs):
                yield nom

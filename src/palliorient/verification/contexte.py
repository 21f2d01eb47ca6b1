"""What the checks share: the data read, their sets, their places in the files, their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from palliorient.lecture import REGLES
from palliorient.lecture.charger import Octets
from palliorient.lecture.endroits import Endroits
from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.langue.phrases import accorder
from palliorient.noyau.modele.diagnostic import Diagnostic, Position
from palliorient.noyau.modele.modele import (
    STATUT_EN_SERVICE,
    STATUT_FERME,
    Condition,
    Referentiel,
    Service,
)
from palliorient.noyau.modele.objets import replace
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.moteur_symbolique import Faits
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.table.boites import Axes
from palliorient.noyau.table.compilation import compiler, statut_au
from palliorient.noyau.table.table import Table
from palliorient.verification.codes import Code
from palliorient.verification.morceaux import Morceaux, commande
from palliorient.verification.mots import Mots


class Contexte:
    """One data folder while it is being proved."""

    def __init__(self, referentiel: Referentiel, octets: Sequence[Octets], jour: date) -> None:
        self.referentiel = referentiel
        self.octets = octets
        self.jour = jour
        self.table = Table(compiler(referentiel, jour))
        self.axes = Axes(referentiel)
        self.espace = Espace(self.table)
        self.univers = Univers(self.espace, self.table)
        self.faits = Faits(self.univers)
        self.mots = Mots(self.espace, referentiel, self.table)
        self.morceaux = Morceaux(self.univers, self.mots)
        self.endroits = Endroits(octets, referentiel)
        self._conditions: dict[tuple[int, ...], Noeud] = {}

    def ou(self, *conditions: Condition) -> Noeud:
        """The situations in which all these conditions of the referential hold."""
        # The referential outlives this object, so the identity of a condition is its name.
        cle = tuple(map(id, conditions))
        if cle not in self._conditions:
            self._conditions[cle] = self.univers.condition(self.axes.boites(*conditions))
        return self._conditions[cle]

    def a_tout_niveau(self, condition: Condition) -> Noeud:
        """The same for a condition that holds for every level unless it names one."""
        return self.univers.condition(self.axes.boites(self.axes.a_tout_niveau(condition)))

    @cached_property
    def ouvert(self) -> Contexte:
        """The same folder once all that it announces has opened; itself when it announces nothing.

        What is written for a service that is still to come serves no situation of today.
        """
        services = tuple(map(self._ouverte, self.referentiel.services))
        if services == self.referentiel.services:
            return self
        return Contexte(replace(self.referentiel, services=services), self.octets, self.jour)

    def _ouverte(self, service: Service) -> Service:
        if statut_au(service, self.jour) in (STATUT_EN_SERVICE, STATUT_FERME):
            return service
        return replace(service, statut=STATUT_EN_SERVICE, depuis=None)

    # --- saying it ------------------------------------------------------------------

    def diagnostic(
        self,
        code: Code,
        chemin: Chemin | Position,
        message: str,
        remede: str,
        autres: Iterable[Chemin] = (),
    ) -> Diagnostic:
        """One problem at a path of the rules file, or at a place elsewhere."""
        ici = chemin if isinstance(chemin, Position) else self.endroits.position(REGLES, chemin)
        positions = tuple(self.endroits.position(REGLES, a) for a in autres)
        return Diagnostic(code, code.gravite, message, ici, remede, positions)

    def dans_les_situations(self, ensemble: Noeud) -> str:
        """« 12 situations : niveau 2, Est et Sud, nuit ; … »."""
        return (
            f"{accorder(self.univers.compter(ensemble), 'situation')} : "
            f"{' ; '.join(self.morceaux.phrases(ensemble))}"
        )

    def exemple(self, ensemble: Noeud, suite: str = "") -> str:
        """The simplest situation of the set, and how to ask for it."""
        point = self.morceaux.exemple(ensemble)
        fleche = f" → {suite}" if suite else ""
        return f"{self.mots.situation(point)}{fleche}\n{commande(self.table, point)}"

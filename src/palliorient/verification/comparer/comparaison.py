"""Two versions of the data: what changes, and in which situations.

Both are read as sets over one space, so that every situation is compared. Changes that
happen in exactly the same situations are told together.
"""

from __future__ import annotations

from functools import cached_property

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.verification.comparer.changements import Changements
from palliorient.verification.comparer.ecrits import Ecrit
from palliorient.verification.comparer.ecritures import Ecritures
from palliorient.verification.comparer.lectures import lectures
from palliorient.verification.comparer.montres import montre
from palliorient.verification.comparer.renommages import CODE
from palliorient.verification.comparer.versions import (
    CHAMPS_DE_FICHE,
    REPLI,
    Changement,
    EntreeRelue,
    Exemple,
    Fiche,
    Groupe,
    Version,
)
from palliorient.verification.morceaux import Morceaux, commande, jour_de, situation_de
from palliorient.verification.mots import Mots


class Comparaison(Ecritures):
    """What differs between two referentials, as they stand on one day, and for whom."""

    @cached_property
    def lectures(self) -> list[EntreeRelue]:
        """Inputs that no longer mean the same."""
        if self.identiques:
            return []
        return lectures(self.table_d_avant, self.apres.table, self.renommages)

    # --- the situations ------------------------------------------------------------------

    @cached_property
    def table_d_avant(self) -> Table:
        """The old table in its own identifiers; `avant.table` has those of the new one."""
        return Table(self._compilees[0])

    @cached_property
    def _tables(self) -> list[Table]:
        if not self.renommages:
            return [self.table_d_avant, Table(self._compilees[1])]
        avant = compiler(self.ancien_renomme, self.jour, autres=(self.nouveau,))
        return [Table(avant), Table(self._compilees[1])]

    @cached_property
    def espace(self) -> Espace:
        """The situations of either version."""
        return Espace(self._tables[1], self._tables[0])

    @cached_property
    def avant(self) -> Version:
        """The old version, in the identifiers of the new one."""
        return Version(self.ancien_renomme, self._tables[0], self.espace)

    @cached_property
    def apres(self) -> Version:
        """The new version."""
        return Version(self.nouveau, self._tables[1], self.espace)

    @cached_property
    def commun(self) -> Noeud:
        """The situations that both versions know."""
        return self.espace.inter(self.avant.univers.tout, self.apres.univers.tout)

    @cached_property
    def mots(self) -> Mots:
        """The words of the situations."""
        return Mots(self.espace, self.nouveau, self._tables[1], self._tables[0])

    @cached_property
    def morceaux(self) -> Morceaux:
        """Sets of common situations in words."""
        return Morceaux(self.apres.univers, self.mots, self.commun)

    def seulement(self, version: Version, ensemble: Noeud) -> list[str]:
        """Situations that only one version knows, in words."""
        return Morceaux(version.univers, self.mots).phrases(ensemble) if ensemble else []

    def exemple(self, groupe: Groupe) -> Exemple:
        """The simplest situation of a group, and what the engine answers to it twice."""
        point = self.morceaux.exemple(groupe.ensemble)
        rangs = []
        for version in (self.avant, self.apres):
            situation = situation_de(version.table, point)
            reponse = orienter(version.table, situation, jour_de(version.table, point, self.jour))
            rangs.append({contact.id: contact.rang for contact in reponse.contacts})
        return Exemple(self.mots.situation(point), commande(self.apres.table, point), *rangs)

    @cached_property
    def services(self) -> list[str]:
        """Every service of either version, those of the new one first."""
        return list(dict.fromkeys((*self.apres.rangs, *self.avant.rangs)))

    @cached_property
    def nouvelles(self) -> Noeud:
        """Situations that the old version could not be asked about (a new hospital…)."""
        return (
            VIDE
            if self.identiques
            else self.espace.moins(self.apres.univers.tout, self.avant.univers.tout)
        )

    @cached_property
    def perdues(self) -> Noeud:
        """Situations that the new version can no longer be asked about."""
        return (
            VIDE
            if self.identiques
            else self.espace.moins(self.avant.univers.tout, self.apres.univers.tout)
        )

    @cached_property
    def groupes(self) -> list[Groupe]:
        """The changes by situations, those that touch the most first."""
        if self.identiques:  # the engine is a function of the data: no need to go and see
            return []
        changements = Changements(self.avant, self.apres, self.commun, self.nom)
        par_ensemble: dict[Noeud, list[Changement]] = {}
        for changement, ici in changements.tous():
            commun = self.espace.inter(ici, self.commun)
            if commun:
                par_ensemble.setdefault(commun, []).append(changement)
        groupes = [
            Groupe(ensemble, self.apres.univers.compter(ensemble), changements)
            for ensemble, changements in par_ensemble.items()
        ]
        return sorted(groupes, key=lambda g: -g.situations)

    @cached_property
    def remplaces(self) -> dict[str, list[str]]:
        """A contact that appears → the stand-ins that go, or change, where it does."""
        arrivent: dict[str, list[Noeud]] = {}
        partent: dict[str, list[Noeud]] = {}
        for groupe in self.groupes:
            for c in groupe.changements:
                if c.genre == "contact" and c.avant is None:
                    arrivent.setdefault(c.id, []).append(groupe.ensemble)
                elif c.genre in ("contact", "caractere") and c.avant == REPLI:
                    partent.setdefault(c.id, []).append(groupe.ensemble)
        union, inter = self.espace.union, self.espace.inter
        return {
            arrive: [p for p, la in partent.items() if p != arrive and inter(union(ici), union(la))]
            for arrive, ici in arrivent.items()
        }

    @cached_property
    def changees(self) -> int:
        """How many common situations get another answer."""
        return self.apres.univers.compter(self.espace.union([g.ensemble for g in self.groupes]))

    def nom(self, service: str) -> str:
        """As the new version calls it; else as the old one did; with its code if it shares it."""
        nom = self.apres.nom(service) or self.avant.nom(service) or service
        porteurs = {s for v in (self.avant, self.apres) for s in v.rangs if v.nom(s) == nom}
        return f"{nom} ({service})" if len(porteurs) > 1 else nom

    # --- what does not depend on the situation ------------------------------------------

    @cached_property
    def fiches(self) -> list[Fiche]:
        """Cards of services that both versions have, line by line."""
        lignes: list[Fiche] = []
        if self.identiques:
            return lignes
        for service in self.services:
            if service not in self.avant.rangs or service not in self.apres.rangs:
                continue
            avant = self.avant.table.services[self.avant.rangs[service]]
            apres = self.apres.table.services[self.apres.rangs[service]]
            lignes += [
                Fiche(
                    service, self.nom(service), champ, getattr(avant, champ), getattr(apres, champ)
                )
                for champ in CHAMPS_DE_FICHE
                if getattr(avant, champ) != getattr(apres, champ)
            ]
        return lignes

    def montre(self, ecrit: Ecrit) -> Noeud:
        """The common situations whose answer, in either version, shows what is written so."""
        textes = ((self.avant, ecrit.avant), (self.apres, ecrit.apres))
        ou = [montre(v, t) for v, t in textes if isinstance(t, str) and not CODE.fullmatch(t)]
        return self.espace.inter(self.espace.union([o for o in ou if o]), self.commun)

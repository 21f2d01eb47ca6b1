"""Two versions of the data: what changes, and in which situations.

Both are read as sets over one space, so that every situation is compared. Changes that
happen in exactly the same situations are told together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from palliorient.noyau.compilation import compiler
from palliorient.noyau.ensembles import VIDE, Noeud
from palliorient.noyau.espace import Espace, valeurs_des_axes
from palliorient.noyau.modele import Referentiel
from palliorient.noyau.moteur import orienter
from palliorient.noyau.phrases import ou
from palliorient.noyau.table import CARACTERES, Table
from palliorient.verification.morceaux import Morceaux, commande, jour_de, situation_de
from palliorient.verification.mots import Mots
from palliorient.verification.rangs import deplacements
from palliorient.verification.versions import (
    CHAMPS_DE_FICHE,
    REPLI,
    Changement,
    Exemple,
    Fiche,
    Groupe,
    Regles,
    Version,
    ecrits,
)


class Comparaison:
    """What differs between two referentials, as they stand on one day."""

    def __init__(self, ancien: Referentiel, nouveau: Referentiel, jour: date) -> None:
        self.jour = jour
        tables = [Table(compiler(r, jour)) for r in (ancien, nouveau)]
        self.espace = Espace(valeurs_des_axes(tables[1], tables[0]))
        self.avant = Version(ancien, tables[0], self.espace)
        self.apres = Version(nouveau, tables[1], self.espace)
        self.commun = self.espace.et(self.avant.univers.tout, self.apres.univers.tout)
        self.mots = Mots(self.espace, nouveau, tables[1], tables[0])
        self.morceaux = Morceaux(self.apres.univers, self.mots, self.commun)

    @property
    def identiques(self) -> bool:
        """Nothing that a person may read differs."""
        return not (
            self.groupes
            or self.fiches
            or any(self.regles)
            or self.nouvelles
            or self.perdues
            or self.ecritures
        )

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
        return self.espace.sans(self.apres.univers.tout, self.avant.univers.tout)

    @cached_property
    def perdues(self) -> Noeud:
        """Situations that the new version can no longer be asked about."""
        return self.espace.sans(self.avant.univers.tout, self.apres.univers.tout)

    @cached_property
    def groupes(self) -> list[Groupe]:
        """The changes by situations, those that touch the most first."""
        par_ensemble: dict[Noeud, list[Changement]] = {}
        for changement, ici in self._changements():
            commun = self.espace.et(ici, self.commun)
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
        union, et = self.espace.union, self.espace.et
        return {
            arrive: [p for p, la in partent.items() if p != arrive and et(union(ici), union(la))]
            for arrive, ici in arrivent.items()
        }

    @cached_property
    def changees(self) -> int:
        """How many common situations get another answer."""
        return self.apres.univers.compter(self.espace.union([g.ensemble for g in self.groupes]))

    def nom(self, service: str) -> str:
        """As the new version calls it; else as the old one did."""
        return self.apres.nom(service) or self.avant.nom(service) or service

    def _changements(self) -> Iterator[tuple[Changement, Noeud]]:
        for service in self.services:
            yield from self._presence(service)
        for service in self.services:
            yield from self._manieres(service)
        for service, ici in deplacements(self.avant.faits, self.apres.faits, self.commun):
            yield Changement("ordre", service, self.nom(service), None, None), ici
        yield from self._alertes()

    def _presence(self, service: str) -> Iterator[tuple[Changement, Noeud]]:
        sans, nom = self.espace.sans, self.nom(service)
        avant, apres = self.avant.presence(service), self.apres.presence(service)
        perdu, gagne = sans(avant, apres), sans(apres, avant)
        if gagne:
            comment = self._forces_dites(self.apres, service, gagne)
            yield Changement("contact", service, nom, None, comment), gagne
        if perdu:
            comment = self._forces_dites(self.avant, service, perdu)
            yield Changement("contact", service, nom, comment, None), perdu
        attendu, attend = self.avant.a_venir(service), self.apres.a_venir(service)
        if sans(attend, attendu):
            statut = self._statut(self.apres, service)
            yield Changement("a-venir", service, nom, None, statut), sans(attend, attendu)
        if sans(attendu, attend):
            statut = self._statut(self.avant, service)
            yield Changement("a-venir", service, nom, statut, None), sans(attendu, attend)

    def _forces_dites(self, version: Version, service: str, ici: Noeud) -> str:
        """« requis ou alternative »: how strongly, in these situations."""
        forces = version.forces(service)
        return ou([c for c in CARACTERES if self.espace.et(forces.get(c, VIDE), ici)])

    def _statut(self, version: Version, service: str) -> str:
        return str(version.table.services[version.rangs[service]]["statut"])

    def _manieres(self, service: str) -> Iterator[tuple[Changement, Noeud]]:
        nom = self.nom(service)
        for genre, avant, apres in (
            ("caractere", self.avant.forces(service), self.apres.forces(service)),
            ("joignable", self.avant.joignables(service), self.apres.joignables(service)),
            ("section", self.avant.sections(service), self.apres.sections(service)),
        ):
            for de, ici in avant.items():
                for vers, la in apres.items():
                    if de != vers:
                        yield (
                            Changement(genre, service, nom, de, vers),
                            self.espace.et(ici, la),
                        )

    def _alertes(self) -> Iterator[tuple[Changement, Noeud]]:
        avant, apres = self.avant.faits.alertes, self.apres.faits.alertes
        for code in dict.fromkeys((*apres, *avant)):
            a, b = avant.get(code, VIDE), apres.get(code, VIDE)
            yield Changement("alerte", code, code, None, "levée"), self.espace.sans(b, a)
            yield Changement("alerte", code, code, "levée", None), self.espace.sans(a, b)

    # --- what does not depend on the situation ------------------------------------------

    @cached_property
    def fiches(self) -> list[Fiche]:
        """Cards of services that both versions have, line by line."""
        lignes = []
        for service in self.services:
            if service not in self.avant.rangs or service not in self.apres.rangs:
                continue
            avant = self.avant.table.services[self.avant.rangs[service]]
            apres = self.apres.table.services[self.apres.rangs[service]]
            lignes += [
                Fiche(service, self.nom(service), champ, avant[champ], apres[champ])
                for champ in CHAMPS_DE_FICHE
                if avant[champ] != apres[champ]
            ]
        return lignes

    @cached_property
    def regles(self) -> Regles:
        """Rules and cells added, removed, or written otherwise."""
        avant, apres = (
            {r.id: r for r in (*v.referentiel.cellules, *v.referentiel.regles)}
            for v in (self.avant, self.apres)
        )
        return Regles(
            [r for r in apres if r not in avant],
            [r for r in avant if r not in apres],
            [r for r in apres if r in avant and apres[r] != avant[r]],
        )

    @cached_property
    def ecritures(self) -> list[str]:
        """What else is written otherwise, by section of the files and identifier."""
        avant, apres = (ecrits(v.referentiel) for v in (self.avant, self.apres))
        return [e for e in {**apres, **avant} if avant.get(e) != apres.get(e)]

"""What changes from one version to another, each thing with the situations where it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from palliorient.noyau.langue.phrases import ou
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.table.table import CARACTERES
from palliorient.verification.comparer.rangs import deplacements
from palliorient.verification.comparer.versions import Changement, Version


class Changements:
    """The two versions inside one space; `commun`: the situations that both know."""

    def __init__(
        self, avant: Version, apres: Version, commun: Noeud, nom: Callable[[str], str]
    ) -> None:
        self.avant, self.apres, self.commun, self.nom = avant, apres, commun, nom
        self.espace = apres.univers.espace
        self.services = list(dict.fromkeys((*apres.rangs, *avant.rangs)))

    def tous(self) -> Iterator[tuple[Changement, Noeud]]:
        """Contacts that come and go, how they are there, their order, the alerts."""
        for service in self.services:
            yield from self._presence(service)
        for service in self.services:
            yield from self._manieres(service)
        for service, ici in deplacements(self.avant.faits, self.apres.faits, self.commun):
            yield Changement("ordre", service, self.nom(service), None, None), ici
        yield from self._alertes()

    def _presence(self, service: str) -> Iterator[tuple[Changement, Noeud]]:
        sans, nom = self.espace.moins, self.nom(service)
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
        return ou([c for c in CARACTERES if self.espace.inter(forces.get(c, VIDE), ici)])

    def _statut(self, version: Version, service: str) -> str:
        return version.table.services[version.rangs[service]].statut

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
                            self.espace.inter(ici, la),
                        )

    def _alertes(self) -> Iterator[tuple[Changement, Noeud]]:
        avant, apres = self.avant.faits.alertes, self.apres.faits.alertes
        for code in dict.fromkeys((*apres, *avant)):
            a, b = avant.get(code, VIDE), apres.get(code, VIDE)
            yield Changement("alerte", code, code, None, "levée"), self.espace.moins(b, a)
            yield Changement("alerte", code, code, "levée", None), self.espace.moins(a, b)

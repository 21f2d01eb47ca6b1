"""Which service of the map a cell names: its identifier, its name, or another name of it."""

from __future__ import annotations

from collections import defaultdict

from palliorient.noyau.carte.parcourir import structure_de
from palliorient.noyau.langue.mots import code, mots
from palliorient.noyau.modele.modele import Referentiel


class Services:
    """Every way to name a service of the map → the services that it may mean."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.recherche = referentiel.recherche
        self.types = {t.id: (t.id, t.sigle, t.nom) for t in referentiel.types}
        self._par_nom: dict[str, set[str]] = defaultdict(set)
        self._type: dict[str, str] = {}
        self._ids: set[str] = set()
        for service in referentiel.services:
            if service.generique:
                continue
            self._ids.add(service.id)
            self._type[service.id] = service.type
            structure = structure_de(referentiel, service)
            alias = (structure.nom, *structure.alias) if structure else ()
            sigle = next(t.sigle for t in referentiel.types if t.id == service.type)
            sans_precision = service.nom.partition(" (")[0]
            for nom in (service.nom, sans_precision, *alias, *(f"{sigle} {dit}" for dit in alias)):
                self._par_nom[self._cle(nom)].add(service.id)

    def trouver(self, cellule: str, type_: str = "") -> set[str]:
        """The services that a cell may mean, of a type when one is said."""
        if code(cellule) in self._ids:
            return {code(cellule)}
        trouves = self._par_nom.get(self._cle(cellule), set()) if self._cle(cellule) else set()
        dit = code(type_)
        voulus = {t for t, noms in self.types.items() if dit in map(code, noms)}
        du_type = {s for s in trouves if self._type[s] in voulus}
        return du_type if dit and voulus else trouves

    def _cle(self, nom: str) -> str:
        return " ".join(mots(nom, self.recherche.mots_ignores, self.recherche.abreviations))

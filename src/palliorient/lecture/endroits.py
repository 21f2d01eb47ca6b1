"""Where in the files each thing of a referential is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from palliorient.lecture import ACTEURS, REGLES
from palliorient.lecture.charger import Octets, lire_fichiers
from palliorient.lecture.yaml.resultat import Chemin, FichierLu
from palliorient.noyau.modele.diagnostic import Position
from palliorient.noyau.modele.modele import Referentiel


class Endroits:
    """The places of a valid folder; a file is read again only when one of its places is asked."""

    def __init__(self, octets: Iterable[Octets], referentiel: Referentiel) -> None:
        self._octets = list(octets)
        self._referentiel = referentiel
        self._lectures: dict[str, FichierLu] = {}

    @property
    def fichiers(self) -> list[str]:
        """The files that the folder has, without extension."""
        return [*dict.fromkeys(o.nom for o in self._octets)]

    def position(self, fichier: str, chemin: Chemin) -> Position:
        """Where a path of one of the files stands."""
        return self.lecture(fichier).position(chemin)

    def lecture(self, fichier: str) -> FichierLu:
        """What one of the files says, with the place of each value."""
        if fichier not in self._lectures:
            siens = [o for o in self._octets if o.nom == fichier]
            self._lectures |= lire_fichiers(siens)
        return self._lectures[fichier]

    def service(self, identifiant: str, *suite: str | int) -> Position:
        """Where a service of the map, or a generic contact, is declared (or a key of it)."""
        fichier, chemin = self._services[identifiant]
        return self.position(fichier, (*chemin, *suite))

    @cached_property
    def _services(self) -> dict[str, tuple[str, Chemin]]:
        """Service → its file and path: services keep the order of the files."""
        structures = {s.id: rang for rang, s in enumerate(self._referentiel.structures)}
        generiques: Chemin = ("contacts_generiques",)
        suivants: dict[Chemin, int] = {}
        places: dict[str, tuple[str, Chemin]] = {}
        for service in self._referentiel.services:
            if service.generique or service.structure is None:
                fichier, debut = REGLES, generiques
            else:
                fichier = ACTEURS
                debut = ("structures", structures[service.structure], "services")
            rang = suivants[debut] = suivants.get(debut, -1) + 1
            places[service.id] = (fichier, (*debut, rang))
        return places

"""One data folder, with the place of each thing that scenarios exercise or mutations change."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from palliorient.lecture.charger import ERREUR, interpreter, lire_octets
from palliorient.lecture.resultat import Chemin, Lecture
from palliorient.lecture.yaml_strict import lire_texte
from palliorient.noyau.compilation import bornes, compiler
from palliorient.noyau.diagnostic import DonneesInvalides, Position
from palliorient.noyau.modele import Referentiel
from palliorient.noyau.table import Table

TERRITOIRES, ACTEURS, REGLES = "territoires", "acteurs", "regles_gradation"


class TablesDuJour:
    """The table of each day: days between which no service changes status share one."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.jour = date.fromisoformat(referentiel.a_jour_au)
        self.bornes = bornes(referentiel)
        self.connues: dict[int, Table] = {}
        debuts = (date.min, *map(date.fromisoformat, self.bornes))
        self.donnees = [compiler(referentiel, debut) for debut in debuts]

    def epoque(self, jour: date) -> int:
        return sum(1 for borne in self.bornes if borne <= jour.isoformat())

    def __call__(self, jour: date | None) -> Table:
        """The table of a day; None: the day that the data describe."""
        epoque = self.epoque(jour or self.jour)
        if epoque not in self.connues:
            self.connues[epoque] = Table(self.donnees[epoque])
        return self.connues[epoque]


class Sources:
    """The referential of a folder, and where its lines are."""

    def __init__(self, dossier: Path) -> None:
        self._octets = {o.nom: o for o in lire_octets(dossier)}
        referentiel, diagnostics = interpreter(list(self._octets.values()))
        if referentiel is None:
            raise DonneesInvalides([d for d in diagnostics if d.gravite == ERREUR])
        self.referentiel: Referentiel = referentiel
        self._lectures: dict[str, Lecture] = {}

    def tables(self) -> TablesDuJour:
        """The table of any day."""
        return TablesDuJour(self.referentiel)

    def position(self, fichier: str, chemin: Chemin) -> Position:
        return self._lecture(fichier).position(chemin)

    def regle(self, *chemin: str | int) -> Position:
        """Where something of the rules file is written."""
        return self.position(REGLES, chemin)

    def service(self, identifiant: str, *suite: str | int) -> Position:
        """Where a service of the map, or a generic contact, is declared."""
        fichier, chemin = self._services[identifiant]
        return self.position(fichier, (*chemin, *suite))

    def territoire(self, *chemin: str | int) -> Position:
        return self.position(TERRITOIRES, chemin)

    def _lecture(self, fichier: str) -> Lecture:
        if fichier not in self._lectures:
            octets = self._octets[fichier]
            self._lectures[fichier] = lire_texte(octets.contenu, octets.chemin)
        return self._lectures[fichier]

    @cached_property
    def _services(self) -> dict[str, tuple[str, Chemin]]:
        """Service → its file and path, found where its `id` is written."""
        chemins: dict[str, tuple[str, Chemin]] = {}
        for fichier, racine in ((ACTEURS, "structures"), (REGLES, "contacts_generiques")):
            lecture = self._lecture(fichier)
            for chemin in lecture.marques:
                if chemin[:1] == (racine,) and chemin[-1] == "id":
                    chemins[str(_valeur(lecture, chemin))] = (fichier, chemin[:-1])
        return {s.id: chemins[s.id] for s in self.referentiel.services}


def _valeur(lecture: Lecture, chemin: Chemin) -> object:
    """What is written at a path of the file."""
    valeur: object = lecture.donnees
    for partie in chemin:
        if isinstance(valeur, dict):
            valeur = valeur[str(partie)]
        elif isinstance(valeur, list):
            valeur = valeur[int(partie)]
    return valeur

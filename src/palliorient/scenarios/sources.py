"""One data folder, with the place of each thing that scenarios exercise or mutations change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from palliorient.lecture import ACTEURS, REGLES, TERRITOIRES
from palliorient.lecture.charger import interpreter, lire_octets
from palliorient.lecture.endroits import Endroits
from palliorient.noyau.compilation import bornes, compiler
from palliorient.noyau.diagnostic import ERREUR, DonneesInvalides, Position
from palliorient.noyau.modele import Referentiel
from palliorient.noyau.table import Table


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
        octets = lire_octets(dossier)
        referentiel, diagnostics = interpreter(octets)
        if referentiel is None:
            raise DonneesInvalides([d for d in diagnostics if d.gravite == ERREUR])
        self.referentiel: Referentiel = referentiel
        self.endroits = Endroits(octets, referentiel)

    def tables(self) -> TablesDuJour:
        """The table of any day."""
        return TablesDuJour(self.referentiel)

    def regle(self, *chemin: str | int) -> Position:
        """Where something of the rules file is written."""
        return self.endroits.position(REGLES, chemin)

    def service(self, identifiant: str, *suite: str | int) -> Position:
        """Where a service of the map, or a generic contact, is declared."""
        return self.endroits.service(identifiant, *suite)

    def territoire(self, *chemin: str | int) -> Position:
        """Where something of the file of territories is written."""
        return self.endroits.position(TERRITOIRES, chemin)

    def acteur(self, *chemin: str | int) -> Position:
        """Where something of the map is written."""
        return self.endroits.position(ACTEURS, chemin)

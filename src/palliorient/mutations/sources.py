"""One data folder, with the place of each thing that scenarios exercise or mutations change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.lecture.assemblage.assembler import Fichiers, assembler
from palliorient.lecture.charger import interpreter, lire_octets
from palliorient.lecture.endroits import Endroits
from palliorient.lecture.references.verifier import verifier
from palliorient.lecture.reperes import resoudre
from palliorient.lecture.schemas.valider import (
    FichierActeurs,
    FichierGrille,
    FichierRegles,
    FichierTerritoires,
    valider,
)
from palliorient.lecture.yaml.resultat import Donnee, FichierLu
from palliorient.noyau.modele.diagnostic import ERREUR, DonneesInvalides, Position
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.compilation import bornes, compiler
from palliorient.noyau.table.journal import Journal
from palliorient.noyau.table.table import Table


class TablesDuJour:
    """The table of each day: days between which no service changes status share one."""

    def __init__(
        self, referentiel: Referentiel, journaux: dict[date, Journal] | None = None
    ) -> None:
        """`journaux`, kept from one to the next, spares what nearly the same data share."""
        self.referentiel = referentiel
        self.jour = date.fromisoformat(referentiel.a_jour_au)
        self.bornes = bornes(referentiel)
        self.connues: dict[int, Table] = {}
        debuts = (date.min, *map(date.fromisoformat, self.bornes))
        journaux = {} if journaux is None else journaux
        self.donnees = [
            compiler(referentiel, debut, journaux.setdefault(debut, Journal())) for debut in debuts
        ]

    def epoque(self, jour: date) -> int:
        return sum(1 for borne in self.bornes if borne <= jour.isoformat())

    def __call__(self, jour: date | None) -> Table:
        """The table of a day; None: the day that the data describe."""
        epoque = self.epoque(jour or self.jour)
        if epoque not in self.connues:
            self.connues[epoque] = Table(self.donnees[epoque])
        return self.connues[epoque]


class Ecrits:
    """What the files say, as strictly read but not yet understood.

    It goes from one process to another, and can be read again with something changed.
    """

    def __init__(self, donnees: Mapping[str, Donnee], empreinte: str) -> None:
        self.donnees = dict(donnees)
        self.empreinte = empreinte
        self._compris: Fichiers | None = None

    def referentiel(self) -> Referentiel | None:
        """What they describe together; None when `valider` would refuse them."""
        self._compris = self._comprendre(None)
        return assembler(resoudre(self._compris), self.empreinte) if self._compris else None

    def avec(self, donnees: Mapping[str, Donnee]) -> Referentiel | None:
        """The same once some files are changed: the others are not understood again."""
        change = Ecrits(donnees, self.empreinte)
        compris = change._comprendre(self)
        return assembler(resoudre(compris), self.empreinte) if compris else None

    def _comprendre(self, avant: Ecrits | None) -> Fichiers | None:
        lectures = {nom: FichierLu(f"{nom}.yaml") for nom in self.donnees}
        for nom, lecture in lectures.items():
            lecture.donnees = self.donnees[nom]
        deja = avant._compris if avant else None
        pareils = {n for n in self.donnees if avant and self.donnees[n] is avant.donnees[n]}
        territoires = (
            deja.territoires
            if deja and TERRITOIRES in pareils
            else valider(lectures[TERRITOIRES], FichierTerritoires)
        )
        acteurs = (
            deja.acteurs
            if deja and ACTEURS in pareils
            else valider(lectures[ACTEURS], FichierActeurs)
        )
        regles = (
            deja.regles if deja and REGLES in pareils else valider(lectures[REGLES], FichierRegles)
        )
        grille = None
        if GRILLE in self.donnees:
            connue = deja.grille if deja and GRILLE in pareils else None
            grille = connue or valider(lectures[GRILLE], FichierGrille)
        if not (territoires and acteurs and regles and (grille or GRILLE not in self.donnees)):
            return None
        fichiers = Fichiers(territoires, acteurs, regles, grille)
        if any(d.gravite == ERREUR for d in verifier(fichiers, lectures, None)):
            return None
        return fichiers


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

    def ecrits(self) -> Ecrits:
        """What the files say."""
        donnees = {nom: self.endroits.lecture(nom).donnees for nom in self.endroits.fichiers}
        return Ecrits(donnees, self.referentiel.empreinte)

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

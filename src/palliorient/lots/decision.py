"""The engine with a memory: the functions of `noyau`, each part worked out once.

Millions of situations are made of few parts. An answer to one criterion holds on some rows;
services are called for by their own rows, in the place that the steps naming their roles
give, reachable as the statements on them say. A part is worked out from those rows and
nothing else, and remembered by them: its key cannot forget what it depends on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.moteur import (
    Appel,
    Cadre,
    actualite,
    alertes,
    appels,
    services_a_venir,
)
from palliorient.noyau.decision.ordre import Cle, places
from palliorient.noyau.decision.orientation import Alerte, AVenir
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.criteres import axes_du_critere
from palliorient.noyau.situation.situation import Situation, Valeur, site
from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import ACTUALITE, PORTEES, Table

L = TypeVar("L")
P = TypeVar("P")
Piece = list[tuple[int, P]]
"""What is kept of the contacts of some services, with their rank in the order of call."""

_CLE = itemgetter(0)

PIECES = 8 << 20
"""Bytes of the pieces kept, with their keys."""

ENVELOPPE = 700
"""Bytes of a key, as long as the rules are many, and of what holds a piece."""

PLACE = (*PLACES, "etablissement")
"""The criteria that make one axis together, the site."""


class Dite(NamedTuple):
    """What one answer gives: a value of some axes, and the rows that hold with it."""

    axes: dict[str, str]
    bits: int


class Decision(NamedTuple):
    """The rows that hold for one situation on one day.

    Above those of the table, one bit for each box where uncertain contacts come last.
    """

    situation: Situation
    jour: date
    site: str
    bits: int
    entiere: bool = False
    """Services are left out by their names: the engine alone knows who comes instead."""


class Decideur(ABC, Generic[P]):
    """Decides for many situations of one table."""

    octets: int
    """What the memory of one contact takes."""

    def __init__(self, table: Table) -> None:
        self.table = table
        premier = table.toutes.bit_length()
        self._boites = [(1 << premier + n, b) for n, b in enumerate(table.inconnus_en_dernier)]
        self._en_dernier = sum(bit for bit, _ in self._boites)
        self._toutes = table.toutes | self._en_dernier
        self._groupes = _groupes(table, self._en_dernier)
        self._nommables = [c.id for c in table.criteres.values() if c.services]
        self.codes = _codes(table)
        """Code of alert → the rows that raise it, in the order of the codes."""
        self.masque = sum(genre.masque for genre in (table.a_venir, table.alertes_levees))
        for _, groupe in self._groupes:
            self.masque |= groupe
        """All that contacts, alerts and services to come depend on."""
        self.territoires = {lieu: s.territoires[0] for lieu, s in table.sites.items()}
        """Site → the territory retained."""
        self._places = {place: rang for rang, place in enumerate(places(table))}
        self._sites = {lieu: self._dite({"site": lieu}) for lieu in table.sites}
        self._jours: Souvenirs[date, Dite] = Souvenirs()
        self._dites: Souvenirs[tuple[str, Valeur], Dite] = Souvenirs()
        self._pieces: Souvenirs[int, Piece[P]] = Souvenirs(PIECES)
        self._a_venir: Souvenirs[int, list[AVenir]] = Souvenirs()
        self._alertes: Souvenirs[tuple[str, str], list[Alerte]] = Souvenirs()

    @abstractmethod
    def garder(self, cadre: Cadre, appel: Appel) -> P:
        """What is kept of a contact."""

    def du_carnet(self, jour: date) -> Hashable:
        """What answers take of a day beyond the rules: nothing, without a team's directory."""
        return None

    def decider(self, situation: Situation, jour: date) -> Decision:
        """The rows that hold."""
        lieu = site(self.table, situation)
        bits = self._sites[lieu].bits & (self._jours.get(jour) or self._du_jour(jour)).bits
        connues = self._dites
        for cle in situation.dits.items():
            bits &= (connues.get(cle) or self._du_critere(cle)).bits
        entiere = any(
            dit not in self.table.listes[critere]
            for critere in self._nommables
            for dit in situation.codes(critere)
        )
        return Decision(situation, jour, lieu, bits, entiere)

    def valeurs(self, decision: Decision) -> dict[str, str]:
        """Every axis with its value."""
        valeurs = self._du_jour(decision.jour).axes | self._sites[decision.site].axes
        for cle in decision.situation.dits.items():
            valeurs |= (self._dites.get(cle) or self._du_critere(cle)).axes
        return valeurs

    def contacts(self, bits: int) -> list[P]:
        """What is kept of each contact, in the order of call."""
        connues = self._pieces
        trouves: Piece[P] = []
        for siennes, masque in self._groupes:
            if bits & siennes:
                part = bits & masque
                trouves += connues.get(part) or self._piece(part)
        trouves.sort(key=_CLE)
        return [garde for _, garde in trouves]

    def a_venir(self, bits: int) -> list[AVenir]:
        """The services called for that are not in service yet."""
        part = bits & self.table.a_venir.masque
        connus = self._a_venir.get(part)
        if connus is None:
            connus = self._a_venir.retenir(part, services_a_venir(self.table, part))
        return connus

    def alertes_de(self, appel: Appel) -> list[Alerte]:
        """The alerts that a contact raises by itself."""
        cle = (appel.id, appel.portee)
        connues = self._alertes.get(cle)
        if connues is None:
            connues = self._alertes.retenir(cle, alertes(self.table, 0, [appel], []))
        return connues

    def _du_jour(self, jour: date) -> Dite:
        return self._jours.retenir(jour, self._dite({ACTUALITE: actualite(self.table, jour)}))

    def _du_critere(self, cle: tuple[str, Valeur]) -> Dite:
        critere = self.table.criteres[cle[0]]
        seule = Situation.de(dict([cle]))
        axes = {} if critere.id in PLACE else axes_du_critere(self.table, critere, seule)
        return self._dites.retenir(cle, self._dite(dict(axes)))

    def _dite(self, axes: dict[str, str]) -> Dite:
        bits = self._toutes
        for axe, valeur in axes.items():
            bits &= self.table.masques[axe][valeur] | self._en_dernier
            for bit, boite in self._boites:
                if axe in boite and valeur not in boite[axe]:
                    bits &= ~bit
        return Dite(axes, bits)

    def _piece(self, part: int) -> Piece[P]:
        cadre = Cadre(self.table, part, bool(part & self._en_dernier), ())
        ranges = [
            (self._rang(a.cle), self.garder(cadre, a)) for a in appels(self.table, part, cadre)
        ]
        return self._pieces.retenir(part, ranges, ENVELOPPE + self.octets * len(ranges))

    def _rang(self, cle: Cle) -> int:
        """One number in the same order: numbers are sorted six times faster."""
        en_dernier, place, portee, service = cle
        rang = en_dernier * len(self._places) + self._places[place]
        return (rang * len(PORTEES) + portee) * len(self.table.services) + service


def _groupes(table: Table, en_dernier: int) -> list[tuple[int, int]]:
    """For the services of each type: the rows that call for them, and all they depend on."""
    liees: dict[tuple[str, str | int], int] = defaultdict(int)
    for bit, etape in bits_de(table.etapes):
        for role in etape.roles:
            liees["role", role] |= bit
    for bit, dit in bits_de(table.joignables):
        for type_ in dit.types:
            liees["type", type_] |= bit
        if dit.service is not None:
            liees["service", dit.service] |= bit
    for bit, precision in bits_de(table.precisions):
        for service in precision.services:
            liees["service", service] |= bit
    siennes: dict[str, int] = defaultdict(int)
    autour: dict[str, int] = defaultdict(int)
    for bit, ligne in bits_de(table.contacts):
        type_ = table.services[ligne.service].type
        siennes[type_] |= bit
        autour[type_] |= liees["role", ligne.role] | liees["service", ligne.service]
    return [(s, s | autour[t] | liees["type", t] | en_dernier) for t, s in siennes.items()]


def _codes(table: Table) -> dict[str, int]:
    codes = dict.fromkeys(table.alertes, 0)
    for bit, rang in bits_de(table.alertes_levees):
        codes[table.emissions[rang].code] |= bit
    return codes


def bits_de(lignes: Lignes[L]) -> Iterator[tuple[int, L]]:
    """Each row with its bit."""
    for rang, ligne in enumerate(lignes.toutes, lignes.debut):
        yield 1 << rang, ligne

"""The engine with a memory: the functions of `noyau`, each piece worked out once.

Millions of situations are made of few pieces. An answer to one criterion holds on some rows;
services are called for by their own rows, in the place that the steps naming their roles
give, reachable as the statements on them say. A piece is worked out from those rows and
nothing else, and remembered by them: its key cannot forget what it depends on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from palliorient.lots.dependances import bits_de, groupes
from palliorient.lots.lecteur import Rangee
from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.moteur import (
    Appel,
    Cadre,
    actualite,
    alertes,
    appels,
    orienter,
    services_a_venir,
)
from palliorient.noyau.decision.ordre import Cle, places
from palliorient.noyau.decision.orientation import Alerte, AVenir, Orientation
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.criteres import axes_du_critere
from palliorient.noyau.situation.situation import Situation, Valeur, site
from palliorient.noyau.table.table import ACTUALITE, PORTEES, Table
from palliorient.rendu.reponse.json import en_json

if TYPE_CHECKING:
    from palliorient.lots.ecriture.redaction import Redaction
    from palliorient.noyau.carnet.carnet import Carnets

OCTETS = 26 << 20
"""Bytes of the pieces kept, with their keys."""

ENVELOPPE = 700
"""Bytes of a key, as long as the rules are many, and of what holds a piece."""

REFERENCE = 100
"""Bytes of one element of a piece, which is kept elsewhere."""

PLACE = (*PLACES, "etablissement")
"""The criteria that make one axis together, the site."""


ICI = ("\0",)
"""Stands for the territories of the person in a piece, which is the same for all."""


class Reponse(NamedTuple):
    """An answer already written, shared by all the situations of a class."""

    segments: list[bytes]
    alertes: tuple[str, ...]
    """Their codes."""


class AlerteEcrite(NamedTuple):
    """An alert, and its JSON."""

    code: str
    texte: str
    octets: bytes


class Dite(NamedTuple):
    """What one answer gives: a value of some axes, and the rows that hold with it."""

    axes: dict[str, str]
    bits: int


class Garde(NamedTuple):
    """What is kept of a contact."""

    id: str
    nom: str
    joignable: str
    section: str
    lignes: int
    """All the rows of its service."""
    alertes: list[AlerteEcrite]
    """Those that it raises by itself."""
    octets: tuple[bytes, ...]
    """Its JSON after the rank, for full answers; parts are shared."""


Piece = list[tuple[int, Garde]]
"""The contacts of some services, each with its rank in the order of call."""

_RANG = itemgetter(0)


class Decideur(ABC):
    """Decides and answers for many situations of one table, with a team's directories or not."""

    def __init__(self, table: Table, redaction: Redaction, carnets: Carnets | None = None) -> None:
        self.table = table
        self.redaction = redaction
        self.carnets = carnets
        self.souvenirs = Souvenirs(OCTETS)
        premier = table.toutes.bit_length()
        self._boites = [(1 << premier + n, b) for n, b in enumerate(table.inconnus_en_dernier)]
        """Above the rows, one bit for each box in which uncertain contacts come last."""
        self._en_dernier = sum(bit for bit, _ in self._boites)
        self._groupes = groupes(table, self._en_dernier)
        self.masque = table.a_venir.masque | table.alertes_levees.masque
        """All that contacts, alerts and services to come depend on."""
        for _, autour in self._groupes:
            self.masque |= autour
        self._places = {place: rang for rang, place in enumerate(places(table))}
        self._codes = dict.fromkeys(table.alertes, table.a_venir.masque)
        """Code of alert → the rows that raise it, and those that its text may name."""
        for bit, rang in bits_de(table.alertes_levees):
            self._codes[table.emissions[rang].code] |= bit
        self._lignes_de: dict[int, int] = defaultdict(int)
        for bit, ligne in bits_de(table.contacts):
            self._lignes_de[ligne.service] |= bit
        self._nommables = [c.id for c in table.criteres.values() if c.services]
        self._sites = {lieu: self._dite({"site": lieu}) for lieu in table.sites}
        self._jours: dict[date, Dite] = {}
        self._dites: dict[tuple[str, Valeur], Dite] = {}
        self._pieces: dict[int, Piece] = {}
        self._gardes: dict[Hashable, Garde] = {}
        self._a_venir: dict[int, list[AVenir]] = {}
        self._levees: dict[int, list[AlerteEcrite]] = {}

    @abstractmethod
    def repondre(self, rangee: Rangee, bits: int) -> Reponse:
        """The answer to a row, given the bits that hold."""

    def mots(self, cadre: Cadre, appel: Appel) -> Sequence[object]:
        """What the JSON of a contact depends on beside what is kept of it: nothing."""
        return ()

    def octets(self, cadre: Cadre, appel: Appel) -> tuple[bytes, ...]:
        """The JSON of a contact after its rank; short answers take none."""
        return ()

    def territoire(self, situation: Situation) -> str:
        """The territory retained."""
        return self.table.sites[site(self.table, situation)].territoires[0]

    def du_jour(self, jour: date) -> Hashable:
        """What answers take of a day beyond the rules: nothing, without directories."""
        return None if self.carnets is None else jour

    def decider(self, situation: Situation, jour: date) -> int:
        """The bits that hold: rows of the table and, above them, boxes."""
        bits = self._sites[site(self.table, situation)].bits
        for dite in self._qui_tiennent(situation, jour):
            bits &= dite.bits
        return bits

    def valeurs(self, situation: Situation, jour: date) -> dict[str, str]:
        """Every axis with its value."""
        valeurs = dict(self._sites[site(self.table, situation)].axes)
        for dite in self._qui_tiennent(situation, jour):
            valeurs |= dite.axes
        return valeurs

    def classe(self, rangee: Rangee, bits: int) -> Hashable:
        """Rows of one class have the same short answer."""
        situation, jour = rangee
        if self._sans_un_service(situation):
            return self, situation, jour
        cle = (self, bits & self.masque, self.territoire(situation))
        return cle if self.carnets is None else (*cle, situation.moment, jour)

    def entiere(self, rangee: Rangee, *, avec_ecartes: bool) -> Orientation | None:
        """The answer of the engine itself where no piece is enough; else None.

        It alone knows what directories add, and who comes instead of a service left out.
        """
        if self.carnets is None and not self._sans_un_service(rangee.situation):
            return None
        sans = orienter(self.table, *rangee, avec_ecartes=avec_ecartes)
        if self.carnets is None:
            return sans
        from palliorient.noyau.carnet.application import appliquer

        return appliquer(self.table, sans, self.carnets, rangee.jour)

    def contacts(self, bits: int) -> list[Garde]:
        """What is kept of each contact, in the order of call."""
        connues = self._pieces
        trouves: Piece = []
        for siennes, autour in self._groupes:
            if bits & siennes:
                part = bits & autour
                trouves += connues.get(part) or self._piece(part)
        trouves.sort(key=_RANG)
        return [garde for _, garde in trouves]

    def a_venir(self, bits: int) -> list[AVenir]:
        """The services called for that are not in service yet."""
        part = bits & self.table.a_venir.masque
        connus = self._a_venir.get(part)
        if connus is None:
            connus = services_a_venir(self.table, part)
            self.souvenirs.retenir(self._a_venir, part, connus, ENVELOPPE)
        return connus

    def levees(self, bits: int, gardes: list[Garde]) -> list[AlerteEcrite]:
        """The alerts in the order of their codes: those of the rows, then of the contacts."""
        dites: dict[str, list[AlerteEcrite]] = {}
        lignes = self.table.alertes_levees.masque
        for code, autour in self._codes.items():
            part = bits & autour
            if part & lignes:
                connues = self._levees.get(part)
                dites[code] = self._des_lignes(part) if connues is None else connues
        for alerte in [alerte for garde in gardes if garde.alertes for alerte in garde.alertes]:
            avant = dites.get(alerte.code, [])
            if alerte.texte not in [dite.texte for dite in avant]:
                dites[alerte.code] = [*avant, alerte]
        return [dite for code in self._codes if code in dites for dite in dites[code]]

    def _des_lignes(self, part: int) -> list[AlerteEcrite]:
        levees = [*map(_ecrite, alertes(self.table, part, [], self.a_venir(part)))]
        return self.souvenirs.retenir(self._levees, part, levees, ENVELOPPE)

    def _sans_un_service(self, situation: Situation) -> bool:
        """Is a service left out by its own name?"""
        return any(
            dit not in self.table.listes[critere]
            for critere in self._nommables
            for dit in situation.codes(critere)
        )

    def _qui_tiennent(self, situation: Situation, jour: date) -> list[Dite]:
        """What each answer gives, and the day."""
        connues = self._dites
        return [
            self._jours.get(jour) or self._du_jour(jour),
            *[connues.get(cle) or self._du_critere(cle) for cle in situation.dits.items()],
        ]

    def _du_jour(self, jour: date) -> Dite:
        dite = self._dite({ACTUALITE: actualite(self.table, jour)})
        return self.souvenirs.retenir(self._jours, jour, dite, ENVELOPPE)

    def _du_critere(self, cle: tuple[str, Valeur]) -> Dite:
        critere = self.table.criteres[cle[0]]
        seule = Situation.de(dict([cle]))
        axes = {} if critere.id in PLACE else axes_du_critere(self.table, critere, seule)
        return self.souvenirs.retenir(self._dites, cle, self._dite(dict(axes)), ENVELOPPE)

    def _dite(self, axes: dict[str, str]) -> Dite:
        bits = self.table.toutes | self._en_dernier
        for axe, valeur in axes.items():
            bits &= self.table.masques[axe][valeur] | self._en_dernier
            for bit, boite in self._boites:
                if axe in boite and valeur not in boite[axe]:
                    bits &= ~bit
        return Dite(axes, bits)

    def _piece(self, part: int) -> Piece:
        cadre = Cadre(self.table, part, bool(part & self._en_dernier), ICI)
        trouves = appels(self.table, part, cadre)
        piece = [(self._rang(appel.cle), self._garder(cadre, appel)) for appel in trouves]
        poids = ENVELOPPE + REFERENCE * len(piece)
        return self.souvenirs.retenir(self._pieces, part, piece, poids)

    def _garder(self, cadre: Cadre, appel: Appel) -> Garde:
        """Places are many, words are few: the same contacts come back in other pieces."""
        cle = (appel.id, appel.joignable, appel.section, appel.portee, *self.mots(cadre, appel))
        connu = self._gardes.get(cle)
        if connu is None:
            dites = [*map(_ecrite, alertes(self.table, 0, [appel], []))]
            connu = Garde(
                appel.id,
                appel.nom,
                appel.joignable,
                appel.section,
                self._lignes_de[appel.lignes[0].service],
                dites,
                self.octets(cadre, appel),
            )
            self.souvenirs.retenir(self._gardes, cle, connu, ENVELOPPE)
        return connu

    def _rang(self, cle: Cle) -> int:
        """One number in the same order: numbers are sorted six times faster."""
        en_dernier, place, portee, service = cle
        rang = en_dernier * len(self._places) + self._places[place]
        return (rang * len(PORTEES) + portee) * len(self.table.services) + service


def _ecrite(alerte: Alerte) -> AlerteEcrite:
    return AlerteEcrite(alerte.code, alerte.texte, en_json(alerte._asdict()).encode())

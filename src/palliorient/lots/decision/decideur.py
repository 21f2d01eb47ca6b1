"""The engine with a memory: the functions of `noyau`, each piece worked out once.

Millions of situations are made of few pieces. An answer to one criterion holds on some rows;
services are called for by their own rows, in the place that the steps naming their roles
give, reachable as the statements on them say. A piece is worked out from those rows and
nothing else, and remembered by them: its key cannot forget what it depends on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from palliorient.lots.decision.lignes import LignesTenues
from palliorient.lots.decision.pieces import (
    AlerteEcrite,
    Garde,
    Levees,
    Piece,
    Reponse,
    lignes_de,
)
from palliorient.lots.lecteur import Rangee
from palliorient.lots.souvenirs import ENVELOPPE, Memoire, Souvenirs, Tenu
from palliorient.noyau.decision import moteur
from palliorient.noyau.decision.moteur import Appel, Cadre
from palliorient.noyau.decision.ordre import Cle, places
from palliorient.noyau.decision.orientation import Alerte, AVenir, Orientation
from palliorient.noyau.table.table import PORTEES, Table
from palliorient.rendu.reponse.json import en_json

if TYPE_CHECKING:
    from palliorient.lots.ecriture.redaction import Redaction
    from palliorient.noyau.carnet.carnet import Carnets

COURTE = 300
"""Bytes of a key of a few words, and of what it leads to."""

REFERENCE = 10
"""Bytes of one element of a piece, which is kept elsewhere."""

ICI = ("\0",)
"""Stands for the territories of the person in a piece, which is the same for all."""

_RANG = attrgetter("rang")


class Decideur(ABC):
    """Decides and answers for many situations of one table, with a team's directories or not."""

    OCTETS = 14 << 20
    """Bytes of the pieces kept, with their keys."""
    OCTETS_LEVES = 10 << 20
    """Bytes of the alerts."""

    def __init__(self, table: Table, redaction: Redaction, carnets: Carnets | None = None) -> None:
        self.table = table
        self.redaction = redaction
        self.carnets = carnets
        self.souvenirs = Souvenirs(self.OCTETS)
        self.lignes = LignesTenues(table)
        self._places = {place: rang for rang, place in enumerate(places(table))}
        self._dits = table.a_venir.masque | table.alertes_levees.masque
        """The rows of alerts, and of the services to come that they may name."""
        self._masque = self.lignes.autour | self._dits
        """All that a short answer depends on."""
        self._lignes_de = lignes_de(table)
        du = self.souvenirs
        self._pieces = Memoire(du, self._piece, ENVELOPPE, REFERENCE)
        self._hors_contacts = ~table.contacts.masque
        self._cadres = Memoire(du, self._cadre, ENVELOPPE)
        self._gardes = Tenu[Hashable, Garde](du, COURTE)
        self._propres = Tenu[tuple[str, str], tuple[AlerteEcrite, ...]](du, COURTE)
        """The alerts that a contact raises by itself, by service and reach."""
        self._a_venir = Memoire(du, partial(moteur.services_a_venir, table), ENVELOPPE)
        du = Souvenirs(self.OCTETS_LEVES)
        self._des_lignes = Memoire(du, self._levees_des_lignes, ENVELOPPE)
        self._emises = Memoire(du, self._emise, COURTE)
        self._reunies = Memoire(du, self._reunir, COURTE)
        self._ecrites = Memoire(du, _alerte_ecrite, ENVELOPPE)
        self.preparer()

    def preparer(self) -> None:  # noqa: B027  short answers need nothing more
        """What full answers need besides."""

    @abstractmethod
    def repondre(self, rangee: Rangee, bits: int) -> Reponse:
        """The answer to a row, given the bits that hold."""

    def mots(self, cadre: Cadre, appel: Appel) -> Sequence[object]:
        """What the JSON of a contact depends on beside what is kept of it: nothing."""
        return ()

    def octets(self, cadre: Cadre, appel: Appel, mots: Sequence[object]) -> tuple[bytes, ...]:
        """The JSON of a contact after its rank, given these words; short answers take none."""
        return ()

    def du_jour(self, jour: date) -> Hashable:
        """What answers take of a day beyond the rules: nothing, without directories."""
        return None if self.carnets is None else jour

    def classe(self, rangee: Rangee, bits: int) -> Hashable:
        """Rows of one class have the same short answer."""
        situation, jour = rangee.situation, rangee.jour
        if self.lignes.sans_un_service(bits):
            return self, situation, jour
        cle = (self, bits & self._masque, self.lignes.territoire(rangee))
        return cle if self.carnets is None else (*cle, situation.moment, jour)

    def entiere(self, rangee: Rangee, bits: int, *, avec_ecartes: bool) -> Orientation | None:
        """The answer of the engine itself where no piece is enough; else None.

        It alone knows what directories add, and who comes instead of a service left out.
        """
        if self.carnets is None and not self.lignes.sans_un_service(bits):
            return None
        sans = moteur.orienter(self.table, rangee.situation, rangee.jour, avec_ecartes=avec_ecartes)
        if self.carnets is None:
            return sans
        from palliorient.noyau.carnet.application import appliquer

        return appliquer(self.table, sans, self.carnets, rangee.jour)

    def contacts(self, bits: int) -> list[Garde]:
        """What is kept of each contact, in the order of call."""
        pieces = map(self._pieces.__getitem__, self.lignes.parts(bits))
        return sorted(chain.from_iterable(pieces), key=_RANG)

    def a_venir(self, bits: int) -> list[AVenir]:
        """The services called for that are not in service yet."""
        return self._a_venir[bits & self.table.a_venir.masque]

    def levees(self, bits: int, gardes: list[Garde]) -> Levees:
        """The alerts in the order of their codes: those of the rows, then of the contacts."""
        propres = dict.fromkeys([garde.alertes for garde in gardes if garde.alertes])
        return self._reunies[(self._des_lignes[bits & self._dits], *propres)]

    def _levees_des_lignes(self, part: int) -> tuple[AlerteEcrite, ...]:
        a_venir = part & self.table.a_venir.masque
        emises = [self._emises[e, a_venir] for e in self.table.alertes_levees.vraies(part)]
        return tuple(dict.fromkeys(emises))

    def _emise(self, cle: tuple[int, int]) -> AlerteEcrite:
        return self.ecrire(moteur.emise(self.table, *cle))

    def _reunir(self, dites: tuple[tuple[AlerteEcrite, ...], ...]) -> Levees:
        uniques: dict[tuple[str, str], AlerteEcrite] = {}
        for alerte in chain(*dites):
            uniques.setdefault((alerte.code, alerte.texte), alerte)
        alertes = sorted(uniques.values(), key=lambda alerte: self.table.alertes[alerte.code])
        return Levees(alertes, tuple(dict.fromkeys(alerte.code for alerte in alertes)))

    def ecrire(self, dite: Alerte) -> AlerteEcrite:
        """What answers say of an alert: its code alone, short ones."""
        return self._ecrites[dite.code, "", "", ()]

    def _piece(self, part: int) -> Piece:
        cadre = self._cadres[part & self._hors_contacts]
        trouves = moteur.appels(self.table, part, cadre)
        return tuple([self._garder(cadre, appel) for appel in trouves])

    def _cadre(self, part: int) -> Cadre:
        return Cadre(self.table, part, self.lignes.en_dernier(part), ICI)

    def _garder(self, cadre: Cadre, appel: Appel) -> Garde:
        """Places are many, words are few: the same contacts come back in other pieces."""
        rang = self._rang(appel.cle)
        mots = self.mots(cadre, appel)
        cle = (rang, appel.joignable, appel.section, *mots)
        connu = self._gardes.retrouver(cle)
        if connu is None:
            lignes = self._lignes_de[appel.lignes[0].service]
            levees = self._propres.retrouver((appel.id, appel.portee))
            if levees is None:
                levees = tuple([self.ecrire(a) for a in moteur.propres(self.table, appel)])
                self._propres.retenir((appel.id, appel.portee), levees)
            connu = Garde(rang, appel, lignes, levees, self.octets(cadre, appel, mots))
            self._gardes.retenir(cle, connu)
        return connu

    def _rang(self, cle: Cle) -> int:
        """One number in the same order: numbers are sorted six times faster."""
        en_dernier, place, portee, service = cle
        rang = en_dernier * len(self._places) + self._places[place]
        return (rang * len(PORTEES) + portee) * len(self.table.services) + service


def _alerte_ecrite(cle: tuple[str, str, str, tuple[tuple[str, str], ...]]) -> AlerteEcrite:
    """An alert by its fields, its source as pairs: what may be a key."""
    code, texte, regle, source = cle
    ecrite = en_json(Alerte(code, texte, regle, dict(source))._asdict())
    return AlerteEcrite(code, texte, ecrite.encode())

"""Full answers by thousands a second: the bytes of `rendu.reponse.json`, from remembered pieces.

A full answer is some 30 KB of JSON of which nearly everything has been written before,
for another situation. Each of its keys is written once for each of its values, contacts,
alerts and services not proposed piece by piece, by the functions of `rendu.reponse.json`.
A test compares the whole with `en_ligne`, byte for byte.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from palliorient.lots.decision.decideur import COURTE, Decideur
from palliorient.lots.decision.pieces import AlerteEcrite, Garde, Reponse, bits_de
from palliorient.lots.lecteur import Rangee
from palliorient.lots.souvenirs import ENVELOPPE, Memoire, Souvenirs, Tenu
from palliorient.noyau.decision import moteur, pourquoi_pas
from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.moteur import Appel, Cadre
from palliorient.noyau.decision.orientation import Alerte, Annonce, Anticipation
from palliorient.noyau.decision.retraits import retires
from palliorient.noyau.situation.situation import Situation, Valeur, deduire
from palliorient.noyau.table.lignes import LignePrecision
from palliorient.noyau.table.table import SECTIONS
from palliorient.rendu.reponse.json import (
    PARTIES,
    anticipation_en_dictionnaire,
    contact_en_dictionnaire,
    en_json,
    en_ligne,
    gradation_en_dictionnaire,
    situation_en_dictionnaire,
)

COLONNES_COMPLETES = ("ligne", "id", "erreur", "orientation")

DEBUT = b'"erreur":null,"orientation":'
CONTACTS = "contacts"
ECRITES = [
    (cle, b'%b"%b":%b' % (b"{,"[rang > 0 :][:1], cle.encode(), b"[" * (cle == CONTACTS)))
    for rang, cle in enumerate(PARTIES)
]
"""Each key with what stands before its value; contacts are many, and joined with the rest."""

PROPRES = (
    *("situation", "territoires", "gradation", CONTACTS, "a_venir", "ecartes", "alertes"),
    "anticipation",
)
"""The keys of which the value changes from row to row."""

SANS_RANG, MOTIFS = b'{"rang":0', b'"motifs":['
"""How a contact without its rank begins; what stands before its reasons."""

CHANGEMENT = b'"serait_propose_si":'
"""What stands before the change, in a service that is not proposed."""

NUL = b'"\\u0000"'
"""How a null character is written: it stands for the territories of the person (`ICI`)."""


Annoncees = tuple[str, tuple[Annonce, ...], tuple[Annonce, ...] | None, int]
"""What is looked ahead to: a moment, who is called first then and during a week-end, and the rows
of what to prepare."""


class Tete(NamedTuple):
    """A contact but for its rank and its reasons, cut where these stand."""

    debut: list[bytes]
    """Two, when the territories of the person stand between them."""
    titre: bytes
    fin: bytes
    """The reason of the map, and the end."""


class Candidat(NamedTuple):
    """A service that one change would bring."""

    service: int
    debut: bytes
    """Its JSON until the change; empty: none would."""
    valeur: str
    """What would be enough."""


class Complet(Decideur):
    """Full answers of one table: they are big, and less is left for what is remembered."""

    OCTETS = 12 << 20
    OCTETS_LEVES = 2 << 20
    OCTETS_PROCHES = 5 << 20
    """Bytes of the services that one change would bring, and of what one looks ahead to."""

    def preparer(self) -> None:
        """See `Decideur`."""
        table = self.table
        rangs = range(1, len(table.services) + 1)
        self._rangs = [b'%s{"rang":%d' % (b"," * (rang > 1), rang) for rang in rangs]
        self._suggerables = sum(
            bit
            for bit, ligne in bits_de(table.contacts)
            if ligne.portee != pourquoi_pas.RANG_SUPRA
            and not table.services[ligne.service].generique
        )
        self._criteres = {axe: axe.partition(":")[0] for axe in table.changeables}
        du = self.souvenirs
        self._textes: Memoire[bytes, bytes] = Memoire(du, bytes, COURTE, 1)
        self._ecrits = Tenu[Hashable, tuple[bytes, ...]](du, COURTE)
        """The JSON of a contact after its rank, by all that it depends on."""
        self._tetes = Tenu[Hashable, Tete](du, ENVELOPPE)
        self._motifs = Memoire(du, self._motif, ENVELOPPE)
        du = Souvenirs(self.OCTETS_PROCHES)
        self._candidats = Memoire(du, self._candidat, COURTE)
        self._proches = Memoire(du, self._des_lignes_proches, ENVELOPPE)
        self._cites = {territoire: _octets(territoire) for territoire in table.territoires}
        self._communs: dict[str, bytes] = {}
        """What all answers have in common."""
        self._gradations = Memoire(du, self._gradation, ENVELOPPE)
        self._annoncees = Memoire(du, self._anticipation, 2 * ENVELOPPE)
        self._a_venir_ecrits = Memoire(du, self._a_venir_ecrit, ENVELOPPE)
        self._fins = Memoire(du, self._fin, COURTE)

    def repondre(self, rangee: Rangee, bits: int) -> Reponse:
        """`"erreur":null,"orientation":{…}`, and the codes of the alerts."""
        entiere = self.entiere(rangee, bits, avec_ecartes=True)
        if entiere is not None:
            codes = tuple(dict.fromkeys([alerte.code for alerte in entiere.alertes]))
            return Reponse([DEBUT + en_ligne(entiere).encode()], codes)
        gardes = self.contacts(bits)
        levees = self.levees(bits, gardes)
        valeurs = self.lignes.valeurs(rangee)
        situation = rangee.situation
        deduction = deduire(self.table, situation)
        ici = b",".join([self._cites[territoire] for territoire in deduction.territoires])
        contacts: list[bytes] = []
        for rang, garde in zip(self._rangs, gardes, strict=False):
            octets = garde.octets
            contacts += (rang, *octets) if len(octets) < 3 else (rang, octets[0], ici, *octets[1:])
        dits = {
            **(self._communs or self._en_commun(rangee)),
            "situation": _octets(situation_en_dictionnaire(situation, deduction, self.table.cles)),
            "territoires": b"[%b]" % ici,
            "gradation": self._gradations[
                bits & self.table.cellules.masque, situation.niveau, deduction.colonne
            ],
            "a_venir": self._a_venir_ecrits[bits & self.table.a_venir.masque],
            "ecartes": b"[%b]" % b",".join(self._ecartes(rangee, valeurs, gardes)),
            "alertes": b"[%b]" % b",".join([alerte.octets for alerte in levees.alertes]),
            "anticipation": self._annonces(rangee, bits, valeurs),
        }
        morceaux = [DEBUT]
        for cle, nom in ECRITES:
            morceaux += (nom, *contacts, b"]") if cle == CONTACTS else (nom, dits[cle])
        morceaux.append(b"}")
        return Reponse(morceaux, levees.codes)

    def ecrire(self, dite: Alerte) -> AlerteEcrite:
        """See `Decideur`: all of it."""
        return self._ecrites[*dite[:3], tuple(dite.source.items())]

    def mots(self, cadre: Cadre, appel: Appel) -> Sequence[object]:
        """See `Decideur`."""
        return (
            *map(id, appel.lignes),  # rows live as long as the table
            *map(id, cadre.precisions.get(appel.lignes[0].service, ())),
            appel.condition,
        )

    def octets(self, cadre: Cadre, appel: Appel, mots: Sequence[object]) -> tuple[bytes, ...]:
        """See `Decideur`. Reasons, most of them, are those of other contacts too."""
        cle = (appel.id, appel.joignable, appel.section, appel.portee, *mots)
        connu = self._ecrits.retrouver(cle)
        if connu is not None:
            return connu
        precisions = cadre.precisions.get(appel.lignes[0].service, [])
        dites = moteur.raisons(appel.lignes, precisions, appel.condition)
        debut, titre, fin = self._tete(cadre, appel, precisions)
        raisons = b"".join([titre, *[self._motifs[raison] for raison in dites], fin])
        ecrits = tuple([self._textes[octets] for octets in (*debut, raisons)])
        return self._ecrits.retenir(cle, ecrits)

    def _tete(self, cadre: Cadre, appel: Appel, precisions: list[LignePrecision]) -> Tete:
        """All of a contact that is neither its rank nor a reason of rules."""
        service, premiere = appel.service, appel.lignes[0]
        modalite = moteur.modalite(service, appel.lignes, precisions, appel.condition)
        mots = (appel.section, appel.portee, appel.joignable, modalite)
        cle = (appel.id, premiere.caractere, premiere.option, *mots)  # the rest is the service's
        connue = self._tetes.retrouver(cle)
        if connue is None:
            contact = moteur.contact(self.table, cadre, appel, rang=0)
            dits = _octets(contact_en_dictionnaire(contact._replace(motifs=contact.motifs[-1:])))
            debut, titre, fin = dits.removeprefix(SANS_RANG).partition(MOTIFS)
            connue = self._tetes.retenir(cle, Tete(debut.split(NUL), titre, fin))
        return connue

    def _motif(self, raison: int) -> bytes:
        return b"%b," % _octets(moteur.motif(self.table, raison)._asdict())

    def _en_commun(self, rangee: Rangee) -> dict[str, bytes]:
        entiere = moteur.orienter(self.table, rangee.situation, rangee.jour, avec_ecartes=False)
        communes = PARTIES.keys() - {*PROPRES}
        self._communs = {cle: _octets(PARTIES[cle](entiere)) for cle in communes}
        return self._communs

    def _gradation(self, cle: tuple[int, int | None, str]) -> bytes:
        return _octets(gradation_en_dictionnaire(moteur.gradation(self.table, *cle)))

    def _a_venir_ecrit(self, part: int) -> bytes:
        return _octets([service._asdict() for service in self.a_venir(part)])

    def _annonces(self, rangee: Rangee, bits: int, valeurs: dict[str, str]) -> bytes:
        preparer = bits & self.table.preparatifs.masque
        dite = anticiper(
            self.table,
            valeurs,
            rangee.jour,
            lambda moment: self._d_abord(rangee, moment),
            list,
        )
        if dite is None:
            return b"null"
        contacts, week_end = dite.contacts, dite.week_end
        plus_tard = None if week_end is None else tuple(week_end)
        return self._annoncees[dite.moment, tuple(contacts), plus_tard, preparer]

    def _anticipation(self, cle: Annoncees) -> bytes:
        moment, contacts, week_end, part = cle
        dite = Anticipation(
            moment,
            list(contacts),
            None if week_end is None else list(week_end),
            moteur.rappels(self.table.preparatifs, part),
        )
        return _octets(anticipation_en_dictionnaire(dite))

    def _d_abord(self, rangee: Rangee, moment: str) -> list[Garde]:
        """Who is called first at another moment."""
        bits = self.lignes.decider_au(rangee, moment)
        return [garde for garde in self.contacts(bits) if garde.section == SECTIONS[0]]

    def _ecartes(self, rangee: Rangee, valeurs: dict[str, str], gardes: list[Garde]) -> list[bytes]:
        """The same choice as `noyau.decision.pourquoi_pas.ecartes`, among texts."""
        trouves: dict[int, bytes] = {}
        absentes = self._suggerables & ~reduce(or_, [garde.lignes for garde in gardes], 0)
        situation = rangee.situation
        for axe, bits in self.lignes.a_un_critere_pres(rangee, absentes):
            dit = situation[self._criteres[axe]]
            for service, debut, valeur in self._proches[axe, valeurs[axe], bits]:
                if service not in trouves:
                    trouves[service] = debut + self._fins[axe, valeur, dit]
        partis = retires(self.table, situation, valeurs, {garde.id for garde in gardes})
        trouves |= {service: _octets(parti._asdict()) for service, parti in partis.items()}
        return [trouves[service] for service in sorted(trouves)]

    def _des_lignes_proches(self, cle: tuple[str, str, int]) -> tuple[Candidat, ...]:
        """Of rows that one change would make hold: the services, each by its first row."""
        axe, actuelle, bits = cle
        rangs = self.table.contacts.rangs(bits)
        candidats = [self._candidats[axe, actuelle, rang] for rang in rangs]
        uniques: dict[int, Candidat] = {}
        for candidat in candidats:
            if candidat.debut:
                uniques.setdefault(candidat.service, candidat)
        return tuple(uniques.values())

    def _candidat(self, cle: tuple[str, str, int]) -> Candidat:
        axe, actuelle, rang = cle
        valeur, debut = pourquoi_pas.valeur_qui_suffit(self.table, axe, rang, actuelle), b""
        if valeur is not None:
            voulu = pourquoi_pas.ecarte(self.table, Situation.de({}), axe, rang, valeur)
            debut = self._textes[_octets(voulu._asdict()).partition(CHANGEMENT)[0]]
        return Candidat(self.table.contacts.toutes[rang].service, debut, valeur or "")

    def _fin(self, cle: tuple[str, str, Valeur]) -> bytes:
        """The change itself, given what was answered."""
        axe, valeur, dit = cle
        situation = Situation.de({self._criteres[axe]: dit})
        change = pourquoi_pas.ecarte(self.table, situation, axe, 0, valeur).serait_propose_si
        return CHANGEMENT + _octets(change) + b"}"


def _octets(valeur: object) -> bytes:
    return en_json(valeur).encode()

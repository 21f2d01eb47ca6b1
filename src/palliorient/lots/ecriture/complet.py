"""Full answers by thousands a second: the bytes of `rendu.reponse.json`, from remembered pieces.

A full answer is some 30 KB of JSON of which nearly everything has been written before,
for another situation. What is its own is written by `en_ligne`, with empty lists; the
pieces, rendered once by the same functions, take their place in them. A test compares the
whole with `en_ligne`, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from palliorient.lots.decision import ENVELOPPE, REFERENCE, Decideur
from palliorient.lots.lecteur import Rangee
from palliorient.lots.pieces import Garde, Reponse, bits_de
from palliorient.lots.souvenirs import Memoire
from palliorient.noyau.decision import moteur, pourquoi_pas
from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.moteur import Appel, Cadre
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.decision.retraits import retires
from palliorient.noyau.situation.situation import Deduction, Situation, Valeur, deduire
from palliorient.noyau.table.table import SECTIONS
from palliorient.rendu.reponse.json import contact_en_dictionnaire, en_json, en_ligne

COLONNES_COMPLETES = ("ligne", "id", "erreur", "orientation")

DEBUT = b'"erreur":null,"orientation":'
CONTACTS, ECARTES, ALERTES = b'"contacts":[', b'"ecartes":[', b'"alertes":['
"""What stands before the empty lists; inside a text, quotes would be escaped."""

SANS_RANG, MOTIFS = b'{"rang":0', b'"motifs":['
"""How a contact without its rank begins; what stands before its reasons."""

CHANGEMENT = b'"serait_propose_si":'
"""What stands before the change, in a service that is not proposed."""

NUL = b'"\\u0000"'
"""How a null character is written: it stands for the territories of the person."""


class Candidat(NamedTuple):
    """A service that one change would bring."""

    service: int
    debut: bytes
    """Its JSON until the change; empty: none would."""
    axe: str
    valeur: str
    """What would be enough."""


class Complet(Decideur):
    """Full answers of one table."""

    def preparer(self) -> None:
        """See `Decideur`."""
        table, du = self.table, self.souvenirs
        rangs = range(1, len(table.services) + 1)
        self._rangs = [b'%s{"rang":%d' % (b"," * (rang > 1), rang) for rang in rangs]
        self._suggerables = sum(
            bit
            for bit, ligne in bits_de(table.contacts)
            if ligne.portee != pourquoi_pas.RANG_SUPRA
            and not table.services[ligne.service].generique
        )
        self._criteres = {axe: axe.partition(":")[0] for axe in table.changeables}
        self._textes: Memoire[bytes, bytes] = Memoire(du, bytes, REFERENCE, 1)
        self._candidats = Memoire(du, self._candidat, ENVELOPPE)
        self._modele: Orientation | None = None
        """What all answers have in common."""
        self._fins = Memoire(du, self._fin, ENVELOPPE)

    def repondre(self, rangee: Rangee, bits: int) -> Reponse:
        """`"erreur":null,"orientation":{…}`, and the codes of the alerts."""
        entiere = self.entiere(rangee, avec_ecartes=True)
        if entiere is not None:
            codes = tuple(dict.fromkeys([alerte.code for alerte in entiere.alertes]))
            return Reponse([DEBUT + en_ligne(entiere).encode()], codes)
        gardes = self.contacts(bits)
        levees = self.levees(bits, gardes)
        valeurs = self.valeurs(rangee)
        deduction = deduire(self.table, rangee.situation)
        ici = b",".join(map(_octets, deduction.territoires))
        ligne = en_ligne(self._nue(rangee, bits, valeurs, deduction)).encode()
        debut, _, ligne = ligne.partition(CONTACTS)
        milieu, _, ligne = ligne.partition(ECARTES)
        avant, _, fin = ligne.partition(ALERTES)
        contacts = [
            o for rang, g in zip(self._rangs, gardes, strict=False) for o in (rang, *g.octets)
        ]
        ecartes = b",".join(self._ecartes(rangee.situation, valeurs, gardes))
        alertes = b",".join([alerte.octets for alerte in levees.alertes])
        morceaux = (debut, CONTACTS, *contacts, milieu, ECARTES, ecartes, avant, ALERTES, alertes)
        octets = b"".join((*morceaux, fin)).replace(b"\0", ici)
        return Reponse([DEBUT + octets], levees.codes)

    def mots(self, cadre: Cadre, appel: Appel) -> Sequence[object]:
        """See `Decideur`."""
        return (
            *map(id, appel.lignes),  # rows live as long as the table
            *map(id, cadre.precisions.get(appel.lignes[0].service, ())),
            appel.condition,
        )

    def octets(self, cadre: Cadre, appel: Appel) -> tuple[bytes, ...]:
        """See `Decideur`. Reasons, most of them, are those of other contacts too."""
        ecrit = contact_en_dictionnaire(moteur.contact(self.table, cadre, appel, rang=0))
        octets = _octets(ecrit).removeprefix(SANS_RANG).replace(NUL, b"\0")
        debut, titre, motifs = octets.partition(MOTIFS)
        return self._textes[debut], self._textes[titre + motifs]

    def _nue(
        self, rangee: Rangee, bits: int, valeurs: dict[str, str], deduction: Deduction
    ) -> Orientation:
        """What an answer has of its own, without the lists that pieces fill."""
        table, situation = self.table, rangee.situation
        if self._modele is None:
            entiere = moteur.orienter(table, situation, rangee.jour, avec_ecartes=False)
            self._modele = entiere._replace(contacts=[], alertes=[])
        return self._modele._replace(
            situation=situation,
            deduction=deduction,
            gradation=moteur.gradation(table, bits, situation.niveau, deduction.colonne),
            a_venir=self.a_venir(bits),
            anticipation=anticiper(
                table,
                valeurs,
                rangee.jour,
                lambda moment: self._d_abord(rangee, moment),
                lambda: moteur.rappels(table.preparatifs, bits),
            ),
        )

    def _d_abord(self, rangee: Rangee, moment: str) -> list[Garde]:
        """Who is called first at another moment."""
        bits = self.decider_au(rangee, moment)
        return [garde for garde in self.contacts(bits) if garde.section == SECTIONS[0]]

    def _ecartes(
        self, situation: Situation, valeurs: dict[str, str], gardes: list[Garde]
    ) -> list[bytes]:
        """The same choice as `noyau.decision.pourquoi_pas.ecartes`, among texts."""
        proches: dict[int, Candidat] = {}
        absentes = self._suggerables & ~reduce(or_, [garde.lignes for garde in gardes], 0)
        for axe, bits in pourquoi_pas.a_un_critere_pres(self.table, valeurs, absentes):
            for rang in self.table.contacts.rangs(bits) if bits else ():
                candidat = self._candidats[axe, valeurs[axe], rang]
                if candidat.debut:
                    proches.setdefault(candidat.service, candidat)
        trouves = {
            service: debut + self._fins[axe, valeur, situation[self._criteres[axe]]]
            for service, debut, axe, valeur in proches.values()
        }
        partis = retires(self.table, situation, valeurs, {garde.id for garde in gardes})
        trouves |= {service: _octets(parti._asdict()) for service, parti in partis.items()}
        return [trouves[service] for service in sorted(trouves)]

    def _candidat(self, cle: tuple[str, str, int]) -> Candidat:
        axe, actuelle, rang = cle
        valeur, debut = pourquoi_pas.valeur_qui_suffit(self.table, axe, rang, actuelle), b""
        if valeur is not None:
            voulu = pourquoi_pas.ecarte(self.table, Situation.de({}), axe, rang, valeur)
            debut = self._textes[_octets(voulu._asdict()).partition(CHANGEMENT)[0]]
        return Candidat(self.table.contacts.toutes[rang].service, debut, axe, valeur or "")

    def _fin(self, cle: tuple[str, str, Valeur]) -> bytes:
        """The change itself, given what was answered."""
        axe, valeur, dit = cle
        situation = Situation.de({self._criteres[axe]: dit})
        change = pourquoi_pas.ecarte(self.table, situation, axe, 0, valeur).serait_propose_si
        return CHANGEMENT + _octets(change) + b"}"


def _octets(valeur: object) -> bytes:
    return en_json(valeur).encode()

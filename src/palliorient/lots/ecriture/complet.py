"""Full answers by thousands a second: the bytes of `rendu.reponse.json`, from remembered pieces.

A full answer is some 20 KB of JSON of which nearly everything has been written before,
for another situation. Each piece is rendered once by the functions of `rendu.reponse.json`; a
test compares the whole with `en_ligne`, byte for byte.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from palliorient.lots.decision import Decideur, Decision, Souvenirs
from palliorient.lots.ecriture.reponse import Bref, en_bref
from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.moteur import Appel, Cadre, alertes, contact, gradation, rappels
from palliorient.noyau.decision.orientation import Alerte, Anticipation, Orientation, Rappel
from palliorient.noyau.decision.pourquoi_pas import a_un_critere_pres, candidats
from palliorient.noyau.table.table import SECTIONS, Table
from palliorient.rendu.reponse.json import contact_en_dictionnaire, en_dictionnaire, en_json

COLONNES_COMPLETES = ("ligne", "id", "erreur", "orientation")

ALERTES = 1_500
"""Lists of alerts kept: each is a few thousand bytes."""

SANS_RANG = b'{"rang":0,'
"""How a contact without its rank begins."""

DEBUT = b'"erreur":null,"orientation":'


class Garde(NamedTuple):
    """What is kept of a contact: the text that follows its rank, and what alerts need."""

    suite: bytes
    bref: Bref


class Alertes(NamedTuple):
    """The alerts of an answer as JSON, and their codes."""

    texte: bytes
    codes: tuple[str, ...]


class Commun(NamedTuple):
    """What all the situations of a class share; texts are those of other memories."""

    contacts: list[bytes]
    ids: list[str]
    a_venir: bytes
    alertes: bytes
    codes: tuple[str, ...]


class Complet:
    """Full answers of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.decideur = Decideur(table, self._garder)
        self._masque_contact = table.contacts.masque
        self._masque_preparer = table.preparatifs.masque
        self._premiers: Souvenirs[list[Bref]] = Souvenirs()
        self._a_preparer: Souvenirs[list[Rappel]] = Souvenirs()
        self._gardes: Souvenirs[Garde] = Souvenirs()
        self._communs: Souvenirs[Commun] = Souvenirs()
        self._alertes: Souvenirs[Alertes] = Souvenirs(ALERTES)
        self._candidats: Souvenirs[list[tuple[int, str, bytes]]] = Souvenirs()

    def segment(self, decision: Decision) -> tuple[bytes, tuple[str, ...]]:
        """`"erreur":null,"orientation":{…}`, and the codes of the alerts."""
        table, situation = self.table, decision.situation
        commun = self._communs.retenir(decision.classe, partial(self._commun, decision))
        nue = Orientation(
            situation=situation,
            champs=table.cles,
            deduction=decision.deduction,
            gradation=gradation(table, decision.bits, situation.niveau, decision.deduction.colonne),
            contacts=[],
            a_venir=[],
            ecartes=[],
            alertes=[],
            anticipation=self._anticipation(decision),
            rappels=[],
            questions_ouvertes=[],
            departement=table.numero,
            version=table.version,
            a_jour_au=table.a_jour_au,
            empreinte=table.empreinte,
        )
        faits = {
            "contacts": _liste(
                [b'{"rang":%d,%b' % (n, g) for n, g in enumerate(commun.contacts, 1)]
            ),
            "a_venir": commun.a_venir,
            "ecartes": _liste(self._ecartes(decision, set(commun.ids))),
            "alertes": commun.alertes,
        }
        return DEBUT + _assembler(en_dictionnaire(nue), faits), commun.codes

    def _anticipation(self, decision: Decision) -> Anticipation | None:
        """As `moteur.orienter` does, with the remembered pieces of the other moments."""

        def premiers(moment: str) -> list[Bref]:
            autre = self.decideur.decider(decision.situation.avec(moment=moment), decision.jour)
            return self._premiers.retenir(autre.classe, lambda: self._d_abord(autre))

        def preparer() -> list[Rappel]:
            bits = decision.bits & self._masque_preparer
            return self._a_preparer.retenir(bits, lambda: rappels(self.table.preparatifs, bits))

        return anticiper(self.table, decision.valeurs, decision.jour, premiers, preparer)

    def _d_abord(self, decision: Decision) -> list[Bref]:
        brefs = [garde.bref for garde in self.decideur.contacts(decision)]
        return [bref for bref in brefs if bref.section == SECTIONS[0]]

    def _garder(self, cadre: Cadre, appel: Appel) -> Garde:
        """Frames are many, texts are few: the same words come back in other places."""
        cle = (
            *map(id, appel.lignes),  # rows live as long as the table
            *map(id, cadre.precisions.get(appel.lignes[0].service, ())),
            *(appel.section, appel.joignable, appel.condition, *cadre.territoires),
        )
        return self._gardes.retenir(cle, lambda: self._rendre_contact(cadre, appel))

    def _rendre_contact(self, cadre: Cadre, appel: Appel) -> Garde:
        texte = _octets(contact_en_dictionnaire(contact(self.table, cadre, appel, rang=0)))
        return Garde(texte.removeprefix(SANS_RANG), en_bref(cadre, appel))

    def _commun(self, decision: Decision) -> Commun:
        gardes = self.decideur.contacts(decision)
        a_venir = self.decideur.a_venir(decision)
        brefs = [g.bref for g in gardes]
        cle = self.decideur.cle_des_alertes(decision, brefs)
        dites = self._alertes.retenir(
            cle, lambda: _rendre_alertes(alertes(self.table, decision.bits, brefs, a_venir))
        )
        return Commun(
            contacts=[g.suite for g in gardes],
            ids=[b.id for b in brefs],
            a_venir=_octets([service._asdict() for service in a_venir]),
            alertes=dites.texte,
            codes=dites.codes,
        )

    def _ecartes(self, decision: Decision, presents: set[str]) -> list[bytes]:
        """The same choice as `noyau.ecarts.ecartes`, among texts."""
        trouves: dict[int, bytes] = {}
        table, situation, valeurs = self.table, decision.situation, decision.valeurs
        dites = tuple([situation.codes(liste) for liste in table.listes])
        for axe, a_un_pres in a_un_critere_pres(table, valeurs):
            bits = a_un_pres & self._masque_contact
            if not bits:
                continue
            cle = (bits, axe, valeurs[axe], dites if ":" in axe else None)
            connus = self._candidats.get(cle)
            if connus is None:
                connus = self._candidats.retenir(
                    cle, partial(self._rendre_candidats, decision, axe, bits)
                )
            for rang, identifiant, texte in connus:
                if rang not in trouves and identifiant not in presents:
                    trouves[rang] = texte
        return [trouves[rang] for rang in sorted(trouves)]

    def _rendre_candidats(
        self, decision: Decision, axe: str, bits: int
    ) -> list[tuple[int, str, bytes]]:
        trouves = candidats(self.table, decision.situation, axe, decision.valeurs[axe], bits)
        return [(rang, ecarte.id, _octets(ecarte._asdict())) for rang, ecarte in trouves]


def _assembler(dictionnaire: dict[str, Any], faits: dict[str, bytes]) -> bytes:
    """The JSON of a dictionary of which some values are already written."""
    morceaux = []
    for fait, suite in groupby(dictionnaire.items(), key=lambda item: item[0] in faits):
        if fait:
            morceaux += [b'"%b":%b' % (cle.encode(), faits[cle]) for cle, _ in suite]
        else:
            morceaux.append(_octets(dict(suite))[1:-1])
    return b"{%b}" % b",".join(morceaux)


def _rendre_alertes(dites: list[Alerte]) -> Alertes:
    texte = _octets([alerte._asdict() for alerte in dites])
    return Alertes(texte, tuple(dict.fromkeys(alerte.code for alerte in dites)))


def _liste(textes: list[bytes]) -> bytes:
    return b"[%b]" % b",".join(textes)


def _octets(valeur: Any) -> bytes:
    return en_json(valeur).encode()

"""Full answers by thousands a second: the bytes of `rendu.reponse.json`, from remembered pieces.

A full answer is some 30 KB of JSON of which nearly everything has been written before,
for another situation. Each piece is rendered once by the functions of `rendu.reponse.json`; a
test compares the whole with `en_ligne`, byte for byte.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from palliorient.lots.decision import Decideur, Decision
from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.moteur import Appel, Cadre, alertes, contact, gradation, rappels
from palliorient.noyau.decision.orientation import Alerte, Orientation, Rappel
from palliorient.noyau.decision.pourquoi_pas import a_un_critere_pres, ecarte, valeur_qui_suffit
from palliorient.noyau.situation.situation import Valeur, deduire
from palliorient.noyau.table.lignes import rangs_de
from palliorient.noyau.table.table import SECTIONS, Table
from palliorient.rendu.reponse.json import contact_en_dictionnaire, en_dictionnaire, en_json

COLONNES_COMPLETES = ("ligne", "id", "erreur", "orientation")

OCTETS = 4 << 20
"""Bytes of the texts kept in one memory."""

DEBUT = b'"erreur":null,"orientation":'

SANS_RANG = b'{"rang":0'
"""How a contact without its rank begins."""

TERRITOIRES = b'"territoires":['
"""What stands before those of the person, in a contact that names none."""

CHANGEMENT = b'"serait_propose_si":'
"""What stands before the change, in a service that is not proposed."""


class AlerteEcrite(NamedTuple):
    """An alert, and its JSON."""

    code: str
    texte: str
    octets: bytes


class Garde(NamedTuple):
    """What is kept of a contact."""

    id: str
    nom: str
    joignable: str
    section: str
    lignes: int
    """All the rows of its service."""
    debut: bytes
    """Its text after the rank, until the territories of the person when it takes them."""
    fin: bytes
    """The text after those; empty: it does not take them."""
    alertes: list[AlerteEcrite]
    """Those that it raises by itself."""


class Candidat(NamedTuple):
    """A service that one change would bring: its text until the change, and the value."""

    service: int
    debut: bytes
    valeur: str


class Complet(Decideur[Garde]):
    """Full answers of one table."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._lignes_de: dict[int, int] = {}
        for rang, ligne in enumerate(table.contacts.toutes, table.contacts.debut):
            self._lignes_de[ligne.service] = self._lignes_de.get(ligne.service, 0) | 1 << rang
        self._a_preparer: Souvenirs[int, list[Rappel]] = Souvenirs()
        self._alertes_ecrites: Souvenirs[int, dict[str, bytes]] = Souvenirs(OCTETS)
        self._candidats: Souvenirs[tuple[str, str, int], Candidat | None] = Souvenirs(OCTETS)
        self._changements: Souvenirs[tuple[str, str, Valeur], bytes] = Souvenirs()

    def segment(self, decision: Decision) -> tuple[bytes, tuple[str, ...]]:
        """`"erreur":null,"orientation":{…}`, and the codes of the alerts."""
        table, situation, bits = self.table, decision.situation, decision.bits
        deduction, valeurs = deduire(table, situation), self.valeurs(decision)
        gardes = self.contacts(bits)
        dites = self._dites_par_code(bits, gardes)
        nue = Orientation(
            situation=situation,
            champs=table.cles,
            deduction=deduction,
            gradation=gradation(table, bits, situation.niveau, deduction.colonne),
            contacts=[],
            a_venir=[],
            ecartes=[],
            alertes=[],
            anticipation=anticiper(
                table,
                valeurs,
                decision.jour,
                lambda moment: self._d_abord(decision, moment),
                lambda: self._preparatifs(bits),
            ),
            rappels=[],
            questions_ouvertes=[],
            departement=table.numero,
            version=table.version,
            a_jour_au=table.a_jour_au,
            empreinte=table.empreinte,
        )
        territoires = b",".join(map(_octets, deduction.territoires))
        faits = {
            "contacts": [
                b'{"rang":%d%b%b' % (n, g.debut, territoires + g.fin if g.fin else b"")
                for n, g in enumerate(gardes, 1)
            ],
            "a_venir": [_octets(service._asdict()) for service in self.a_venir(bits)],
            "ecartes": self._ecartes(decision, valeurs, gardes),
            "alertes": [octets for du_code in dites.values() for octets in du_code],
        }
        return DEBUT + _assembler(en_dictionnaire(nue), faits), tuple(dites)

    def garder(self, cadre: Cadre, appel: Appel) -> Garde:
        """See `Decideur`."""
        texte = _octets(contact_en_dictionnaire(contact(self.table, cadre, appel, rang=0)))
        debut, fin = texte.removeprefix(SANS_RANG), b""
        if not appel.service.territoires:
            debut, titre, fin = debut.partition(TERRITOIRES)
            debut += titre
        return Garde(
            id=appel.id,
            nom=appel.nom,
            joignable=appel.joignable,
            section=appel.section,
            lignes=self._lignes_de[appel.lignes[0].service],
            debut=debut,
            fin=fin,
            alertes=[*map(_ecrite, self.alertes_de(appel))],
        )

    def _d_abord(self, decision: Decision, moment: str) -> list[Garde]:
        """Who is called first at another moment."""
        autre = self.decider(decision.situation.avec(moment=moment), decision.jour)
        return [garde for garde in self.contacts(autre.bits) if garde.section == SECTIONS[0]]

    def _preparatifs(self, bits: int) -> list[Rappel]:
        part = bits & self.table.preparatifs.masque
        connus = self._a_preparer.get(part)
        if connus is None:
            connus = self._a_preparer.retenir(part, rappels(self.table.preparatifs, part))
        return connus

    def _dites_par_code(self, bits: int, gardes: list[Garde]) -> dict[str, list[bytes]]:
        """The alerts by code, in the order of the codes: those of rows, then of contacts."""
        des_contacts = [ecrite for garde in gardes for ecrite in garde.alertes]
        dites = {}
        for code, lignes in self.codes.items():
            uniques: dict[str, bytes] = {}
            if bits & lignes:
                uniques |= self._des_lignes(bits, lignes)
            for ecrite in des_contacts:
                if ecrite.code == code:
                    uniques.setdefault(ecrite.texte, ecrite.octets)
            if uniques:
                dites[code] = [*uniques.values()]
        return dites

    def _des_lignes(self, bits: int, lignes: int) -> dict[str, bytes]:
        part = bits & (lignes | self.table.a_venir.masque)
        connues = self._alertes_ecrites.get(part)
        if connues is None:
            ecrites = map(_ecrite, alertes(self.table, part, [], self.a_venir(part)))
            connues = {ecrite.texte: ecrite.octets for ecrite in ecrites}
            self._alertes_ecrites.retenir(part, connues, sum(map(len, connues.values())))
        return connues

    def _ecartes(
        self, decision: Decision, valeurs: dict[str, str], gardes: list[Garde]
    ) -> list[bytes]:
        """The same choice as `noyau.pourquoi_pas.ecartes`, among texts."""
        table, situation = self.table, decision.situation
        absentes = table.contacts.masque
        for garde in gardes:
            absentes &= ~garde.lignes
        trouves: dict[int, bytes] = {}
        for axe, bits in a_un_critere_pres(table, valeurs, absentes):
            if not bits:
                continue
            actuelle = valeurs[axe]
            dit = situation[axe.partition(":")[0]]
            precise = dit if isinstance(dit, tuple) else dit is None
            for rang in rangs_de(bits >> table.contacts.debut):
                cle = (axe, actuelle, rang)
                try:
                    candidat = self._candidats[cle]
                except KeyError:
                    candidat = self._candidat(decision, cle)
                if candidat is not None and candidat.service not in trouves:
                    fin = self._changements.get((axe, candidat.valeur, precise))
                    if fin is None:
                        voulu = ecarte(table, situation, axe, rang, candidat.valeur)
                        fin = self._changements.retenir(
                            (axe, candidat.valeur, precise), _octets(voulu.serait_propose_si) + b"}"
                        )
                    trouves[candidat.service] = candidat.debut + fin
        return [trouves[service] for service in sorted(trouves)]

    def _candidat(self, decision: Decision, cle: tuple[str, str, int]) -> Candidat | None:
        axe, actuelle, rang = cle
        valeur = valeur_qui_suffit(self.table, axe, rang, actuelle)
        candidat = None
        if valeur is not None:
            ecrit = _octets(ecarte(self.table, decision.situation, axe, rang, valeur)._asdict())
            debut, titre, _ = ecrit.partition(CHANGEMENT)
            candidat = Candidat(self.table.contacts.toutes[rang].service, debut + titre, valeur)
        poids = len(candidat.debut) if candidat else 1
        return self._candidats.retenir(cle, candidat, poids)


def _assembler(dictionnaire: dict[str, object], faits: dict[str, list[bytes]]) -> bytes:
    """The JSON of a dictionary of which some lists are already written."""
    morceaux = []
    for fait, suite in groupby(dictionnaire.items(), key=lambda item: item[0] in faits):
        if fait:
            morceaux += [b'"%b":[%b]' % (nom.encode(), b",".join(faits[nom])) for nom, _ in suite]
        else:
            morceaux.append(_octets(dict(suite))[1:-1])
    return b"{%b}" % b",".join(morceaux)


def _ecrite(alerte: Alerte) -> AlerteEcrite:
    return AlerteEcrite(alerte.code, alerte.texte, _octets(alerte._asdict()))


def _octets(valeur: object) -> bytes:
    return en_json(valeur).encode()

"""Full answers by thousands a second: the bytes of `rendu.reponse.json`, from remembered pieces.

A full answer is some 30 KB of JSON of which nearly everything has been written before,
for another situation. Each piece is rendered once by the functions of `rendu.reponse.json`; a
test compares the whole with `en_ligne`, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from palliorient.lots.decision import Decideur, Decision, bits_de
from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.moteur import (
    Appel,
    Cadre,
    alertes,
    contact,
    gradation,
    orienter,
    rappels,
)
from palliorient.noyau.decision.orientation import Alerte, Motif, Orientation
from palliorient.noyau.decision.pourquoi_pas import a_un_critere_pres, ecarte, valeur_qui_suffit
from palliorient.noyau.decision.retraits import retires
from palliorient.noyau.situation.situation import Valeur, deduire
from palliorient.noyau.table.lignes import rangs_de
from palliorient.noyau.table.table import SECTIONS, Table
from palliorient.rendu.reponse.json import (
    contact_en_dictionnaire,
    en_dictionnaire,
    en_json,
    en_ligne,
)

COLONNES_COMPLETES = ("ligne", "id", "erreur", "orientation")

OCTETS = 2 << 20
"""Bytes of the texts kept in one memory."""

DEBUT = b'"erreur":null,"orientation":'

SANS_RANG = b'{"rang":0'
"""How a contact without its rank begins."""

SANS_MOTIF = b"]}"
"""How a contact without reasons ends."""

TERRITOIRES = b'"territoires":['
"""What stands before those of the person, in a contact that names none."""

CHANGEMENT = b'"serait_propose_si":'
"""What stands before the change, in a service that is not proposed."""


GARDES = 12 << 20
"""Bytes of the contacts kept."""

GARDE = 700
"""Bytes of a `Garde` without its text."""


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
    territorial: bool
    """Does it take them?"""
    fin: list[bytes]
    """The text after those; reasons are shared by all the contacts."""
    alertes: list[AlerteEcrite]
    """Those that it raises by itself."""


class Candidat(NamedTuple):
    """A service that one change would bring: its text until the change, and the value."""

    service: int
    debut: bytes
    valeur: str


class Complet(Decideur[Garde]):
    """Full answers of one table."""

    octets = 100  # a reference: texts are counted where they are kept

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._lignes_de: dict[int, int] = {}
        for bit, ligne in bits_de(table.contacts):
            self._lignes_de[ligne.service] = self._lignes_de.get(ligne.service, 0) | bit
        self._gardes: Souvenirs[tuple[object, ...], Garde] = Souvenirs(GARDES)
        self._gardes.dependants = [self._pieces]
        self._motifs: Souvenirs[tuple[str, ...], bytes] = Souvenirs(OCTETS)
        self._gradations: Souvenirs[tuple[int, int | None, str], bytes] = Souvenirs()
        self._alertes_ecrites: Souvenirs[int, dict[str, bytes]] = Souvenirs(OCTETS)
        self._candidats: Souvenirs[tuple[str, str, int], Candidat | None] = Souvenirs(OCTETS)
        self._changements: Souvenirs[tuple[str, str, str, Valeur], bytes] = Souvenirs()

    def segment(self, decision: Decision) -> tuple[bytes, tuple[str, ...]]:
        """`"erreur":null,"orientation":{…}`, and the codes of the alerts."""
        table, situation, bits = self.table, decision.situation, decision.bits
        if decision.entiere:
            entiere = orienter(table, situation, decision.jour)
            codes = dict.fromkeys(alerte.code for alerte in entiere.alertes)
            return DEBUT + en_ligne(entiere).encode(), tuple(codes)
        deduction, valeurs = deduire(table, situation), self.valeurs(decision)
        gardes = self.contacts(bits)
        dites = self._dites_par_code(bits, gardes)
        nue = Orientation(
            situation=situation,
            champs=table.cles,
            deduction=deduction,
            gradation=None,
            contacts=[],
            a_venir=[],
            ecartes=[],
            alertes=[],
            anticipation=anticiper(
                table,
                valeurs,
                decision.jour,
                lambda moment: self._d_abord(decision, moment),
                lambda: rappels(table.preparatifs, bits),
            ),
            rappels=[],
            questions_ouvertes=[],
            departement=table.numero,
            version=table.version,
            a_jour_au=table.a_jour_au,
            empreinte=table.empreinte,
        )
        territoires = b",".join(map(_octets, deduction.territoires))
        contacts = [
            morceau
            for n, g in enumerate(gardes, 1)
            for morceau in (
                b',{"rang":%d' % n if n > 1 else b'{"rang":1',
                *(g.debut, territoires if g.territorial else b"", *g.fin),
            )
        ]
        faits = {
            "gradation": [self._gradation(bits, situation.niveau, deduction.colonne)],
            "contacts": [b"[", *contacts, b"]"],
            "a_venir": [_octets([service._asdict() for service in self.a_venir(bits)])],
            "ecartes": [b"[", b",".join(self._ecartes(decision, valeurs, gardes)), b"]"],
            "alertes": [b"[", b",".join([o for du_code in dites.values() for o in du_code]), b"]"],
        }
        return _assembler(en_dictionnaire(nue), faits), tuple(dites)

    def garder(self, cadre: Cadre, appel: Appel) -> Garde:
        """See `Decideur`. Places are many, words are few: the same ones come back elsewhere."""
        cle = (
            *map(id, appel.lignes),  # rows live as long as the table
            *map(id, cadre.precisions.get(appel.lignes[0].service, ())),
            *(appel.section, appel.joignable, appel.condition),
        )
        connu = self._gardes.get(cle)
        if connu is None:
            connu = self._ecrire(cadre, appel)
            self._gardes.retenir(cle, connu, GARDE + len(connu.debut) + len(connu.fin[0]))
        return connu

    def _ecrire(self, cadre: Cadre, appel: Appel) -> Garde:
        """A contact in bytes; its reasons, most of them, are those of other contacts too."""
        ecrit = contact(self.table, cadre, appel, rang=0)
        texte = _octets(contact_en_dictionnaire(ecrit._replace(motifs=[])))
        texte = texte.removeprefix(SANS_RANG).removesuffix(SANS_MOTIF)
        debut, titre, fin = texte, b"", b""
        if not appel.service.territoires:
            debut, titre, fin = texte.partition(TERRITOIRES)
        motifs = [morceau for motif in ecrit.motifs for morceau in (b",", self._motif(motif))]
        return Garde(
            id=appel.id,
            nom=appel.nom,
            joignable=appel.joignable,
            section=appel.section,
            lignes=self._lignes_de[appel.lignes[0].service],
            debut=debut + titre,
            territorial=bool(titre),
            fin=[fin, *motifs[1:], SANS_MOTIF],
            alertes=[*map(_ecrite, self.alertes_de(appel))],
        )

    def _motif(self, motif: Motif) -> bytes:
        cle = (motif.regle, motif.explication, *motif.source.values())
        connu = self._motifs.get(cle)
        if connu is None:
            octets = _octets(motif._asdict())
            connu = self._motifs.retenir(cle, octets, len(octets))
        return connu

    def _d_abord(self, decision: Decision, moment: str) -> list[Garde]:
        """Who is called first at another moment."""
        autre = self.decider(decision.situation.avec(moment=moment), decision.jour)
        return [garde for garde in self.contacts(autre.bits) if garde.section == SECTIONS[0]]

    def _gradation(self, bits: int, niveau: int | None, colonne: str) -> bytes:
        cle = (bits & self.table.cellules.masque, niveau, colonne)
        connue = self._gradations.get(cle)
        if connue is None:
            case = gradation(self.table, bits, niveau, colonne)
            connue = self._gradations.retenir(cle, _octets(case._asdict() if case else None))
        return connue

    def _dites_par_code(self, bits: int, gardes: list[Garde]) -> dict[str, Iterable[bytes]]:
        """The alerts by code, in the order of the codes: those of rows, then of contacts."""
        dites: dict[str, dict[str, bytes]] = {}
        for code, lignes in self.codes.items():
            if bits & lignes:
                dites[code] = self._des_lignes(bits, lignes)
        for garde in gardes:
            for code, texte, octets in garde.alertes:
                connues = dites.get(code, {})
                dites[code] = {**connues, texte: connues.get(texte, octets)}
        return {code: dites[code].values() for code in self.codes if code in dites}

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
        """The same choice as `noyau.decision.pourquoi_pas.ecartes`, among texts."""
        table, situation = self.table, decision.situation
        absentes = table.contacts.masque
        for garde in gardes:
            absentes &= ~garde.lignes
        partis = retires(table, situation, valeurs, {garde.id for garde in gardes})
        trouves = {rang: _octets(retire._asdict()) for rang, retire in partis.items()}
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
                    change = (axe, actuelle, candidat.valeur, precise)
                    fin = self._changements.get(change)
                    if fin is None:
                        voulu = ecarte(table, situation, axe, rang, candidat.valeur)
                        fin = _octets(voulu.serait_propose_si) + b"}"
                        self._changements.retenir(change, fin)
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
    """The JSON of a dictionary of which some values are already written."""
    morceaux, avant = [DEBUT], b"{"
    for fait, suite in groupby(dictionnaire.items(), key=lambda item: item[0] in faits):
        if fait:
            for nom, _ in suite:
                morceaux += [b',"%b":' % nom.encode(), *faits[nom]]
        else:
            morceaux += [avant, _octets(dict(suite))[1:-1]]
        avant = b","
    return b"".join((*morceaux, b"}"))


def _ecrite(alerte: Alerte) -> AlerteEcrite:
    return AlerteEcrite(alerte.code, alerte.texte, _octets(alerte._asdict()))


def _octets(valeur: object) -> bytes:
    return en_json(valeur).encode()

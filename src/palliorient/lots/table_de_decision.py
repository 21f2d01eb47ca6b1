"""`palliorient table`: every distinct situation and its answer, as rows to join with.

Values are enumerated as texts and pass through the one door, like the rows of a batch:
what it refuses (a residence at home…) or cannot complete is not a situation. Ages stand
as classes with bounds, for no rule looks inside a class.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple

from palliorient.lots.decision.lignes import PLACE
from palliorient.lots.decision.pieces import Reponse
from palliorient.lots.ecriture.redaction import Redaction, Style
from palliorient.lots.ecriture.reponse import LISTES, Court, Valeurs
from palliorient.lots.lecteur import Lecteur, Rangee
from palliorient.lots.souvenirs import ENVELOPPE, Souvenirs, Tenu
from palliorient.noyau.situation.communes import ecrire
from palliorient.noyau.situation.situation import Situation, site
from palliorient.noyau.table.table import Table

REPONSES = ("territoire", "premier", *LISTES)

ENSEMBLE = 2048
"""Rows written at once."""

OCTETS = 16 << 20
"""Bytes of the answers kept."""

DISTINCTES = 1 << 14
"""Different answers are counted up to there: they are kept to be compared."""


class Compte(NamedTuple):
    """How many situations the table holds, and how many different answers."""

    situations: int
    reponses: int
    toutes: int
    """With each of the communes that a row stands for."""

    def texte(self) -> str:
        """All of them, exact or said to be more than a number."""
        reponses = f"plus de {DISTINCTES}" if self.reponses > DISTINCTES else str(self.reponses)
        compte = f"situations distinctes : {self.situations} · réponses distinctes : {reponses}"
        if self.toutes == self.situations:
            return compte
        return (
            f"{compte} · situations, chaque commune comptée : {self.toutes} (« comme » dans"
            " territoires --format json dit laquelle répond pour une autre)"
        )


def ecrire_table(
    table: Table,
    ajoutes: Sequence[str],
    style: Style,
    instant: datetime,
    ecrire: Callable[[bytes], object],
) -> Compte:
    """Write every distinct situation and its answer, in the order of the data."""
    criteres = [nom for critere in (*table.voulus, *ajoutes) for nom in _colonnes(table, critere)]
    redaction = Redaction((*criteres, *REPONSES), style)
    court = Court(table, redaction)
    reponses = Tenu[Hashable, Reponse](Souvenirs(OCTETS), 2 * ENVELOPPE)
    vues: set[bytes] = set()
    situations = toutes = 0
    sorties = [redaction.entete]
    for valeurs, rangee in _enumerer(table, ajoutes, instant):
        bits = court.lignes.decider(rangee)
        classe = court.classe(rangee, bits)
        reponse = reponses.retrouver(classe)
        if reponse is None:
            reponse = court.repondre(rangee, bits)
            reponses.retenir(classe, reponse)
            if len(vues) <= DISTINCTES:
                vues.add(b"".join(reponse.segments))
        sorties.append(redaction.ligne(0, b"", redaction.segments(valeurs, reponse.segments)))
        situations += 1
        toutes += _communes(table, rangee.situation)
        if len(sorties) >= ENSEMBLE:
            ecrire(b"".join(sorties))
            sorties.clear()
    ecrire(b"".join(sorties))
    return Compte(situations, len(vues), toutes)


def _communes(table: Table, situation: Situation) -> int:
    """How many situations a row stands for: one for each commune like its own."""
    residence = situation.residence
    retour = residence is not None and str(residence) not in table.valeurs("residence")
    poids = table.sites[site(table, situation)].poids
    return poids * (table.sites[table.site_de(residence)].poids if retour else 1)


def _enumerer(
    table: Table, ajoutes: Sequence[str], instant: datetime
) -> Iterator[tuple[Valeurs, Rangee]]:
    """Each distinct situation, after the values of its columns."""
    lecteur = Lecteur(table, instant, instant.date())
    implicites = {v.id: v.implique for v in table.criteres["lieu"].valeurs}
    for champs in _reponses(table, ajoutes):
        implique = implicites[champs["lieu"]]
        if any(champs.get(c, code) != code for c, code in implique.items()):
            continue  # the place decides: the other answer is the same situation
        ages = {c: str(table.classes_de[c][champs[c]].de) for c in champs if c in table.classes_de}
        lue = lecteur.lire({**champs, **ages})
        if isinstance(lue, str):
            continue
        valeurs: Valeurs = {}
        for critere in (*table.voulus, *ajoutes):
            valeurs |= _valeurs(table, critere, champs, lue.situation)
        yield valeurs, lue


def ajoutables(table: Table) -> list[str]:
    """The criteria that the table leaves at their default, unless they are asked for."""
    return [critere for critere in table.defauts if critere not in table.voulus]


def _colonnes(table: Table, critere: str) -> list[str]:
    if critere in table.classes_de:
        return [f"{critere}_de", f"{critere}_a"]
    deductible = any(critere in lieu.implique for lieu in table.criteres["lieu"].valeurs)
    return [critere, f"{critere}_deduite"] if deductible else [critere]


def _valeurs(table: Table, critere: str, champs: dict[str, str], situation: Situation) -> Valeurs:
    """The cells of one criterion."""
    noms = _colonnes(table, critere)
    if critere in table.classes_de:
        classe = table.classes_de[critere][champs[critere]]
        return dict(zip(noms, (classe.de, classe.a), strict=True))
    if critere in table.voulus:
        implique = table.valeur("lieu", situation.lieu).implique
        return dict(zip(noms, (situation[critere], critere in implique), strict=False))
    return dict.fromkeys(noms, champs[critere] or None)


def _reponses(table: Table, ajoutes: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every combination of answers, as texts; ages by class, hospitals with their place."""
    sites = [(ecrite(table, place), "") for place in table.places]
    if "etablissement" in ajoutes:
        lieux = {h: table.place_de(table.sites[h].commune) for h in table.etablissements}
        sites += [(ecrite(table, place), h) for h, place in lieux.items()]
    sans = table.sans_niveau
    autres = [nom for nom in (*table.voulus, *ajoutes) if nom not in PLACE]
    simples = [_textes(table, nom) for nom in autres]
    if sans.seul.keys() & set(ajoutes):  # some needs do without a level
        simples[autres.index("niveau")].append("")
    for (place, hopital), reste in product(sites, product(*simples)):
        champs = dict(zip(autres, reste, strict=True))
        # The door would refuse these too, but takes the time to say why.
        if (hopital and not table.hospitalier(champs["lieu"])) or (
            not champs["niveau"] and any(champs[c] != code for c, code in sans.seul.items())
        ):
            continue
        yield {**champs, table.place: place, "etablissement": hopital}


def ecrite(table: Table, place: int | str) -> str:
    """A place as it is typed."""
    return str(place) if isinstance(place, int) else ecrire(table, place)


def _textes(table: Table, critere: str) -> list[str]:
    """The answers to one criterion; empty: not said."""
    codes = [v.id for v in table.criteres[critere].valeurs if not v.explicite]
    if critere in table.listes:
        return ["", *codes]
    if critere == "residence":
        dits = [c for c in codes if c != table.criteres[critere].defaut]
        return ["", *dits, *(ecrite(table, place) for place in table.places)]
    return codes

"""`palliorient table`: every distinct situation and its answer, as rows to join with.

Values are enumerated as texts and pass through the one door, like the rows of a batch:
what it refuses (a residence at home…) or cannot complete is not a situation. Ages stand
as classes with bounds, for no rule looks inside a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any, NamedTuple

from palliorient.lots.decision import Decideur, Decision, Souvenirs
from palliorient.lots.lecteur import Lecteur
from palliorient.lots.redaction import Style
from palliorient.lots.reponse import en_bref, reponse
from palliorient.noyau.boites import LISTES
from palliorient.noyau.table import Table

VOULUS = (
    "lieu",
    "arrondissement",
    "niveau",
    "age_de",
    "age_a",
    "precarite",
    "precarite_deduite",
    "moment",
)
AJOUTABLES = ("etablissement", "isolement", "maintien", "suivi", "besoin", "urgence", "residence")
REPONSES = ("territoire", "premier", "contacts", "a_joindre_maintenant", "a_venir", "alertes")

ENSEMBLE = 2048
"""Rows written at once."""


class Compte(NamedTuple):
    """How many situations the table holds, and how many different answers."""

    situations: int
    reponses: int


def ecrire_table(
    table: Table,
    ajoutes: Sequence[str],
    style: Style,
    instant: datetime,
    ecrire: Callable[[bytes], object],
) -> Compte:
    """Write every distinct situation and its answer, in the order of the data."""
    decideur = Decideur(table, en_bref)
    criteres = (*VOULUS, *ajoutes)
    suites: Souvenirs[str] = Souvenirs()
    vues: set[int] = set()
    situations = 0

    def rendre(noms: Sequence[str], valeurs: dict[str, Any]) -> str:
        return style.separateur.join([style.champ(nom, valeurs[nom]) for nom in noms])

    def suite(decision: Decision) -> str:
        return suites.retenir(
            decision.classe, lambda: rendre(REPONSES, reponse(decideur, decision))
        )

    sorties = [style.entete((*criteres, *REPONSES))]
    for valeurs, decision in enumerer(table, ajoutes, decideur.decider, instant):
        rangee = (rendre(criteres, valeurs), suite(decision))
        sorties.append(f"{style.debut}{style.separateur.join(rangee)}{style.fin}".encode())
        vues.add(hash(decision.classe))
        situations += 1
        if len(sorties) >= ENSEMBLE:
            ecrire(b"".join(sorties))
            sorties.clear()
    ecrire(b"".join(sorties))
    return Compte(situations, len(vues))


def enumerer(
    table: Table,
    ajoutes: Sequence[str],
    decider: Callable[..., Decision],
    instant: datetime,
) -> Iterator[tuple[dict[str, Any], Decision]]:
    """Each distinct situation: the values of its columns, and its decision."""
    lecteur = Lecteur(table, instant, instant.date())
    classes = {v["id"]: v for v in table.criteres["age"]["valeurs"]}
    implicites = {v["id"]: v["implique"].get("precarite") for v in _valeurs(table, "lieu")}
    for champs in _reponses(table, ajoutes):
        implicite = implicites[champs["lieu"]]
        if implicite not in (None, champs["precarite"]):
            continue  # the place decides: the other answer is the same situation
        classe = classes[champs["age"]]
        lue = lecteur.lire({**champs, "age": str(classe["de"])})
        if lue.situation is None:
            continue
        situation = lue.situation
        valeurs: dict[str, Any] = {nom: champs[nom] or None for nom in ajoutes}
        valeurs |= {
            "lieu": situation.lieu,
            "arrondissement": situation.arrondissement,
            "niveau": situation.niveau,
            "age_de": classe["de"],
            "age_a": classe["a"],
            "precarite": situation.precarite,
            "precarite_deduite": implicite is not None,
            "moment": situation.moment,
        }
        yield valeurs, decider(situation, lue.jour)


def _reponses(table: Table, ajoutes: Sequence[str]) -> Iterator[dict[str, str]]:
    """Every combination of answers, as texts; ages by class, hospitals with their place."""
    sites = [(str(numero), "") for numero in sorted(set(table.codes_postaux.values()))]
    if "etablissement" in ajoutes:
        sites += [(str(table.sites[h][0]), h) for h in table.etablissements]
    niveaux = [v["id"] for v in _valeurs(table, "niveau") if not v["explicite"]]
    if "besoin" in ajoutes:
        niveaux.append("")  # some needs do without a level
    autres = [nom for nom in ajoutes if nom != "etablissement"]
    noms = ("lieu", "niveau", "age", "precarite", "moment", *autres)
    simples = [niveaux if nom == "niveau" else _textes(table, nom) for nom in noms]
    hospitaliers = {v["id"] for v in _valeurs(table, "lieu") if v["colonne"] == "etablissement"}
    for (numero, hopital), *reste in product(sites, *simples):
        champs = dict(zip(noms, reste, strict=True))
        # The door would refuse these too, but takes the time to say why.
        if (hopital and champs["lieu"] not in hospitaliers) or (
            not champs["niveau"] and not champs["besoin"]
        ):
            continue
        yield {**champs, "arrondissement": numero, "etablissement": hopital}


def _textes(table: Table, critere: str) -> list[str]:
    """The answers to one criterion; empty: not said."""
    codes = [v["id"] for v in _valeurs(table, critere) if not v["explicite"]]
    if critere in LISTES:
        return ["", *codes]
    if critere == "residence":
        dits = [c for c in codes if c != table.criteres[critere]["defaut"]]
        return ["", *dits, *map(str, sorted(set(table.codes_postaux.values())))]
    return codes


def _valeurs(table: Table, critere: str) -> list[dict[str, Any]]:
    valeurs: list[dict[str, Any]] = table.criteres[critere]["valeurs"]
    return valeurs

"""Why a service is not there: the rows that fail on exactly one criterion.

Rules only add, so a row that would hold but for one axis tells, by itself, the single
change that brings its service. Places are left out: changing where a person lives is
not an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import and_
from typing import Any

from palliorient.noyau.decision.orientation import Ecarte
from palliorient.noyau.decision.retraits import nommes, retires
from palliorient.noyau.situation.criteres import depuis
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import OUI, PORTEES, SUPRA, Table

RANG_SUPRA = PORTEES.index(SUPRA)


def ecartes(
    table: Table, situation: Situation, valeurs: dict[str, str], presents: set[str]
) -> list[Ecarte]:
    """Services left out by the caller; those of the person's territory, or of a wider place,
    that one change would bring."""
    trouves = retires(table, situation, valeurs, presents)
    tus = {*trouves, *nommes(table, situation)}
    for axe, bits in a_un_critere_pres(table, valeurs, table.contacts.masque):
        for rang in table.contacts.rangs(bits):
            service = table.contacts.toutes[rang].service
            if service in tus or table.services[service].id in presents:
                continue
            valeur = valeur_qui_suffit(table, axe, rang, valeurs[axe])
            if valeur is not None:
                trouves[service] = ecarte(table, situation, axe, rang, valeur)
                tus.add(service)
    return [trouves[rang] for rang in sorted(trouves)]


def ecarte(table: Table, situation: Situation, axe: str, rang: int, valeur: str) -> Ecarte:
    """The service of a row, and the change that would bring it."""
    service = table.services[table.contacts.toutes[rang].service]
    changement = _changement(table, situation, axe, valeur)
    return Ecarte(service.id, service.nom, service.type, *changement)


def a_un_critere_pres(table: Table, valeurs: dict[str, str], base: int) -> list[tuple[str, int]]:
    """For each axis that may change, the rows of `base` that hold on all but that one, if any.

    Of all the axes, or of those that have a value.
    """
    for axe in table.fixes:
        if axe in valeurs:
            base &= table.masques[axe][valeurs[axe]]
    axes = [axe for axe in table.changeables if axe in valeurs]
    masques = [table.masques[axe][valeurs[axe]] for axe in axes]
    autour = autour_de_chacun(masques, base)
    seules = [lignes & ~masque for masque, lignes in zip(masques, autour, strict=True)]
    return [(axe, lignes) for axe, lignes in zip(axes, seules, strict=True) if lignes]


def autour_de_chacun(masques: Sequence[int], base: int) -> list[int]:
    """For each mask, the rows of `base` that are in all the others."""
    avant = [*accumulate(masques, and_, initial=base)][:-1]
    apres = [*accumulate(reversed(masques), and_, initial=base)][-2::-1]
    return [ici & ensuite for ici, ensuite in zip(avant, apres, strict=True)]


def valeur_qui_suffit(table: Table, axe: str, rang: int, actuelle: str) -> str | None:
    """The nearest value of the axis that the row allows, in the order of the file.

    None too for services that are never suggested: those of elsewhere, those without a name.
    """
    ligne = table.contacts.toutes[rang]
    if ligne.portee == RANG_SUPRA or table.services[ligne.service].generique:
        return None
    bit = 1 << (table.contacts.debut + rang)
    masques = table.masques[axe]
    codes = [c for c in masques if c != actuelle and masques[c] & bit]
    declarees = table.valeurs(axe)
    codes = [c for c in codes if not (c in declarees and declarees[c].explicite)]
    if not codes:
        return None
    ordre = list(masques)
    if actuelle not in ordre:
        return codes[0]
    return min(codes, key=lambda c: (abs(ordre.index(c) - ordre.index(actuelle)), ordre.index(c)))


def _changement(
    table: Table, situation: Situation, axe: str, valeur: str
) -> tuple[str, dict[str, Any]]:
    """The change in words, and as a fragment of the JSON situation."""
    critere, deux_points, code = axe.partition(":")
    declare = table.criteres[critere]
    if deux_points:
        dits = situation.codes(critere)
        nom = table.valeur(critere, code).nom
        if valeur == OUI:
            garde = [c for c in table.listes[critere] if c == code or c in dits]
            return f"proposé si {declare.nom} : {nom}", {declare.champ: garde}
        reste = [c for c in dits if c != code]
        return f"proposé si la personne n'était pas {declare.nom} {nom}", {declare.champ: reste}
    declarees = table.valeurs(axe)
    nom = declarees[valeur].nom if valeur in declarees else valeur
    entier = nom.startswith(declare.nom)
    raison = f"proposé si {nom}" if entier else f"proposé si {declare.nom} : {nom}"
    if axe in table.classes_de:
        actuel = situation[axe]
        proche = table.classes_de[axe][valeur].au_plus_pres(
            actuel if isinstance(actuel, int) else 0
        )
        return raison, {declare.champ: proche}
    return raison, {declare.champ: depuis(table, axe, valeur)}

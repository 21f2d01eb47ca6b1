"""The order of call in two versions: who no longer stands where they stood.

A contact's place depends on itself only, so two contacts can only be swapped in a
situation where one of the two has changed place. Places of two versions compare once
their steps are aligned: a step added where nobody stands moves nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from palliorient.noyau.decision.ordre import SANS_ETAPE
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.preuve.moteur_symbolique import Faits, Place

Cle = tuple[Place, int]
"""What orders contacts inside one version: the place, then the rank of the service."""


def deplacements(avant: Faits, apres: Faits, commun: Noeud) -> Iterator[tuple[str, Noeud]]:
    """Service → where it is before some contact that it was after, or the other way round."""
    espace = apres.espace
    communs = _communs(avant, apres)
    numeros = _aligner(_etapes(avant), _etapes(apres))
    stables = _stables(*([s for s in _ids(faits) if s in communs] for faits in (avant, apres)))
    for service, (a, b) in communs.items():
        ensemble = espace.inter(espace.inter(avant.presence[a], apres.presence[b]), commun)
        if service in stables:
            ensemble = espace.moins(ensemble, _inchange(avant, apres, (a, b), numeros))
        if ensemble:
            echange = _echanges(avant, apres, service, communs, ensemble)
            if echange:
                yield service, echange


def _ids(faits: Faits) -> list[str]:
    return [str(s.id) for s in faits.table.services]


def _communs(avant: Faits, apres: Faits) -> dict[str, tuple[int, int]]:
    """Contacts of both versions, with their rank in each."""
    rangs = {service: rang for rang, service in enumerate(_ids(avant)) if rang in avant.presence}
    return {
        service: (rangs[service], rang)
        for rang, service in enumerate(_ids(apres))
        if service in rangs and rang in apres.presence
    }


def _etapes(faits: Faits) -> dict[int, object]:
    """Rank of a step → its content, the roles by name; a step in force nowhere has no row."""
    contenus: dict[int, object] = {}
    for rang, roles, section, caracteres in faits.table.etapes.toutes:
        noms = tuple(faits.table.roles[r] for r in roles)
        contenus[rang] = (noms, section, tuple(caracteres))
    return dict(sorted(contenus.items()))


def _aligner(
    avant: dict[int, object], apres: dict[int, object]
) -> tuple[dict[int, int], dict[int, int]]:
    """One numbering for the steps of both, growing in each; equal steps share a number."""
    rangs = list(avant), list(apres)
    contenus = list(avant.values()), list(apres.values())
    numeros: tuple[dict[int, int], dict[int, int]] = ({}, {})
    suivant = 0
    for genre, a1, a2, b1, b2 in SequenceMatcher(None, *contenus, False).get_opcodes():
        numeros[0].update(zip(rangs[0][a1:a2], range(suivant, suivant + a2 - a1), strict=True))
        if genre != "equal":
            suivant += a2 - a1
        numeros[1].update(zip(rangs[1][b1:b2], range(suivant, suivant + b2 - b1), strict=True))
        suivant += b2 - b1
    return numeros


def _stables(avant: list[str], apres: list[str]) -> set[str]:
    """Services that keep their order in the file, the others having moved around them."""
    blocs = SequenceMatcher(None, avant, apres, False).get_matching_blocks()
    return {service for bloc in blocs for service in avant[bloc.a : bloc.a + bloc.size]}


def _inchange(
    avant: Faits,
    apres: Faits,
    rangs: tuple[int, int],
    numeros: tuple[dict[int, int], dict[int, int]],
) -> Noeud:
    """Where a service has the same place in both versions."""
    espace = apres.espace
    dits: list[dict[Any, Noeud]] = []
    for faits, rang, communs in zip((avant, apres), rangs, numeros, strict=True):
        places = {}
        for place, ou in faits.places(rang).items():
            etape = place.etape
            if etape != SANS_ETAPE:
                etape = (communs[etape[0]], etape[1])
            places[place._replace(etape=etape)] = ou
        dits.append(places)
    return espace.union(
        [espace.inter(ou, dits[1].get(place, VIDE)) for place, ou in dits[0].items()]
    )


def _echanges(
    avant: Faits,
    apres: Faits,
    service: str,
    communs: dict[str, tuple[int, int]],
    ici: Noeud,
) -> Noeud:
    """Where, among these situations, the order with some other contact is reversed."""
    espace = apres.espace
    trouve = VIDE
    for autre, (a, b) in communs.items():
        if autre == service:
            continue
        ensemble = espace.inter(espace.inter(avant.presence[a], apres.presence[b]), ici)
        ensemble = espace.moins(ensemble, trouve)
        if ensemble:
            ici_avant = devant(avant, a, communs[service][0], ensemble)
            ici_apres = devant(apres, b, communs[service][1], ensemble)
            change = espace.plus(
                espace.moins(ici_avant, ici_apres), espace.moins(ici_apres, ici_avant)
            )
            trouve = espace.plus(trouve, change)
    return trouve


def devant(faits: Faits, un: int, autre: int, ici: Noeud) -> Noeud:
    """Where the first of two contacts, both present, is called before the second."""
    espace = faits.espace
    siennes = [((place, autre), espace.inter(ou, ici)) for place, ou in faits.places(autre).items()]
    siennes = [(cle, ou) for cle, ou in siennes if ou]
    trouves = []
    for place, ou in faits.places(un).items():
        cle: Cle = (place, un)
        derriere = espace.union([la for plus_loin, la in siennes if cle < plus_loin])
        trouves.append(espace.inter(ou, derriere))
    return espace.union(trouves)

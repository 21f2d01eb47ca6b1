"""Identifiers that only changed their name: everything else about the thing is the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from palliorient.noyau.modele.modele import Referentiel
from palliorient.verification.comparer.ecrits import (
    AJOUTE,
    RETIRE,
    Chemin,
    Ecrit,
    cle_nouvelle,
    cles_communes,
    differences,
    pareils,
)

CODE = re.compile(r"[A-Za-z][\w-]*")

A_PART = ("grille",)
"""Whose identifiers nothing else cites, and may be those of something else."""

T = TypeVar("T")


def renommages(avant: Referentiel, apres: Referentiel) -> dict[str, str]:
    """Old identifier → new one. What refers to them is renamed in turn, until nothing is left."""
    noms: dict[str, str] = {}
    while nouveaux := _une_fois(avant, apres, noms):
        noms |= nouveaux
    return noms


def _une_fois(avant: Referentiel, apres: Referentiel, noms: dict[str, str]) -> dict[str, str]:
    partis: dict[Chemin, list[Ecrit]] = {}
    arrives: dict[Chemin, list[Ecrit]] = {}
    for ecrit in differences(avant, apres, noms):
        if ecrit.chemin[0] in A_PART:
            continue
        valeur = ecrit.avant if ecrit.genre == RETIRE else ecrit.apres
        if ecrit.genre in (RETIRE, AJOUTE) and _porte(valeur, ecrit.chemin):
            cote = partis if ecrit.genre == RETIRE else arrives
            cote.setdefault(ecrit.chemin[:-1], []).append(ecrit)
    trouves: dict[str, str] = {}
    for ou, ici in partis.items():
        libres = list(arrives.get(ou, ()))
        for parti in ici:
            vieux = parti.chemin[-1]
            for arrive in libres:
                neuf = arrive.chemin[-1]
                connu = noms.get(vieux, trouves.get(vieux, neuf))
                if connu == neuf and pareils(parti.avant, arrive.apres, {**noms, vieux: neuf}):
                    trouves[vieux] = neuf
                    libres.remove(arrive)
                    break
    return {vieux: neuf for vieux, neuf in trouves.items() if vieux not in noms}


def _porte(valeur: Any, chemin: Chemin) -> bool:
    """Is this a thing with an identifier, that the last step of the path is?"""
    if is_dataclass(valeur):
        return bool(getattr(valeur, fields(valeur)[0].name) == chemin[-1])
    return len(chemin) == 2 and isinstance(valeur, str) and bool(CODE.fullmatch(chemin[-1]))


def renommer(avant: T, apres: Any, noms: Mapping[str, str]) -> T:
    """The old value with the new identifiers, so that the two may be compared.

    A word that the new version still writes at the same place is no renamed identifier.
    """
    renomme: T = _renommer(avant, apres, noms) if noms else avant
    return renomme


def _renommer(avant: Any, apres: Any, noms: Mapping[str, str]) -> Any:
    if isinstance(avant, str):
        return avant if avant == apres else noms.get(avant, avant)
    if isinstance(avant, Mapping):
        la_bas = apres if isinstance(apres, Mapping) else {}
        vers = {c: cle_nouvelle(c, noms, la_bas) for c in avant}
        return {vers[c]: _renommer(v, la_bas.get(vers[c]), noms) for c, v in avant.items()}
    if isinstance(avant, tuple):
        return _renommer_suite(avant, apres if isinstance(apres, tuple) else (), noms)
    if is_dataclass(avant) and not isinstance(avant, type):
        champs = {c.name: getattr(avant, c.name) for c in fields(avant)}
        return replace(
            avant,
            **{n: _renommer(v, getattr(apres, n, None), noms) for n, v in champs.items()},
        )
    return avant


def _renommer_suite(avant: tuple[Any, ...], apres: tuple[Any, ...], noms: Mapping[str, str]) -> Any:
    cles = cles_communes(avant, apres)
    if cles is None:  # words, or things that nothing names: each beside its likeness, or its place
        memes = [next((b for b in apres if pareils(a, b, noms)), None) for a in avant]
        places = [*apres, *[None] * len(avant)]
        return tuple(
            _renommer(a, places[rang] if meme is None else meme, noms)
            for rang, (a, meme) in enumerate(zip(avant, memes, strict=True))
        )
    nouveaux = dict(zip(cles[1], apres, strict=True))
    return tuple(
        _renommer(a, nouveaux.get(cle_nouvelle(c, noms, nouveaux)), noms)
        for c, a in zip(cles[0], avant, strict=True)
    )

"""Two départements side by side: what one has, and what the other has not.

Their situations are not the same: nobody lives in both. What is compared is what the national
framework asks of each, who is on each map, and the words that only one of the two writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from palliorient.noyau.carte.couverture import ETATS, Matrice, matrice
from palliorient.noyau.modele.modele import (
    STATUT_DECLARE,
    STATUT_EN_SERVICE,
    STATUT_FERME,
    Referentiel,
)
from palliorient.noyau.table.compilation import statut_au

Deux = tuple[int, int]
"""Something counted in the first département, then in the second."""


class Mission(NamedTuple):
    """What answers to a mission of the framework: the better state of any territory, how many."""

    id: str
    nom: str
    etats: tuple[str, str]
    services: Deux


class Type(NamedTuple):
    """Services of one type: in service or known from figures, and to come."""

    id: str
    nom: str
    proposes: Deux
    declares: Deux
    a_venir: Deux


class Propre(NamedTuple):
    """Something that only one of the two writes, and its words."""

    id: str
    dit: str


class Section(NamedTuple):
    """One section of the files: what only the first has, only the second, both otherwise."""

    nom: str
    seuls: tuple[list[Propre], list[Propre]]
    autrement: list[str]


class DeuxDepartements(NamedTuple):
    """The whole comparison, in the order of the files."""

    avant: Referentiel
    apres: Referentiel
    missions: list[Mission]
    types: list[Type]
    sections: list[Section]


def sont_deux(avant: Referentiel, apres: Referentiel) -> bool:
    """Are these two départements, and not two versions of one?"""
    return avant.numero != apres.numero


def comparer_departements(avant: Referentiel, apres: Referentiel, jour: date) -> DeuxDepartements:
    """What each has of its own, as of a day."""
    ecrits = [dict(_ecrits(referentiel)) for referentiel in (avant, apres)]
    return DeuxDepartements(
        avant,
        apres,
        list(_missions(matrice(avant, jour), matrice(apres, jour))),
        list(_types(avant, apres, jour)),
        [_section(nom, ecrits[0][nom], ecrits[1][nom]) for nom in ecrits[0]],
    )


def _missions(avant: Matrice, apres: Matrice) -> Iterator[Mission]:
    connues = [{ligne.mission.id: ligne for ligne in m.lignes} for m in (avant, apres)]
    noms = {i: ligne.mission.nom for lignes in reversed(connues) for i, ligne in lignes.items()}
    for id_ in dict.fromkeys([*connues[0], *connues[1]]):
        etats, nombres = [], []
        for lignes in connues:
            cellules = lignes[id_].cellules if id_ in lignes else ()
            etat = min((c.etat for c in cellules), key=ETATS.index, default=ETATS[-1])
            etats.append(etat)
            nombres.append(len({s.id for c in cellules if c.etat == etat for s in c.services}))
        yield Mission(id_, noms[id_], (etats[0], etats[1]), (nombres[0], nombres[1]))


def _types(avant: Referentiel, apres: Referentiel, jour: date) -> Iterator[Type]:
    noms = {t.id: t.nom for referentiel in (apres, avant) for t in referentiel.types}
    comptes = [_par_statut(referentiel, jour) for referentiel in (avant, apres)]
    for id_ in dict.fromkeys([*(t.id for t in avant.types), *(t.id for t in apres.types)]):
        en_service, declares, a_venir = (
            (comptes[0].get((id_, statut), 0), comptes[1].get((id_, statut), 0))
            for statut in (STATUT_EN_SERVICE, STATUT_DECLARE, A_VENIR)
        )
        yield Type(id_, noms[id_], en_service, declares, a_venir)


A_VENIR = "a-venir"


def _par_statut(referentiel: Referentiel, jour: date) -> dict[tuple[str, str], int]:
    comptes: dict[tuple[str, str], int] = {}
    for service in referentiel.services:
        statut = statut_au(service, jour)
        if service.generique or statut == STATUT_FERME:
            continue
        propose = statut in (STATUT_EN_SERVICE, STATUT_DECLARE)
        cle = (service.type, statut if propose else A_VENIR)
        comptes[cle] = comptes.get(cle, 0) + 1
    return comptes


def _ecrits(ref: Referentiel) -> Iterator[tuple[str, dict[str, tuple[str, object]]]]:
    """Section → identifier → its words, and all that it says."""
    yield (
        "criteres",
        {
            **{c.id: (c.question or c.nom, c.question) for c in ref.criteres},
            **{f"{c.id}.{v.id}": (v.nom, v) for c in ref.criteres for v in c.valeurs},
        },
    )
    yield "contacts_generiques", {s.id: (s.nom, s) for s in ref.services if s.generique}
    yield "regles", {r.id: (r.explication, r) for r in ref.regles}
    yield "alertes", {code: (ref.sujets[code], dit) for code, dit in ref.alertes.items()}
    yield "rappels", {r.id: (r.texte, r) for r in ref.rappels}
    yield "garanties", {g.id: (g.texte, g) for g in ref.garanties}
    yield "conventions", {id_: (dit, dit) for id_, dit in ref.conventions.items()}
    yield "documents", {d.id: (d.nom, d) for d in ref.documents}


def _section(
    nom: str, avant: Mapping[str, tuple[str, object]], apres: Mapping[str, tuple[str, object]]
) -> Section:
    seuls = [
        [Propre(id_, dit) for id_, (dit, _) in ici.items() if id_ not in la]
        for ici, la in ((avant, apres), (apres, avant))
    ]
    autrement = [i for i, (_, tout) in avant.items() if i in apres and apres[i][1] != tout]
    return Section(nom, (seuls[0], seuls[1]), autrement)

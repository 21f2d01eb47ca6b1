"""What the pieces of an answer depend on, as bits: those of rows, and those of boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar

from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import Table

L = TypeVar("L")


def territoires(table: Table) -> list[tuple[tuple[str, ...], dict[str, set[str]]]]:
    """What contacts may repeat of the place of a person, and the box where they do."""
    boites: dict[tuple[int | None, tuple[str, ...]], dict[str, set[str]]] = {}
    for lieu in table.criteres["lieu"].valeurs:
        combien = 1 if table.hospitalier(lieu.id) else None  # see `deduire`
        for nom, ici in table.sites.items():
            cle = combien, tuple(ici.territoires[:combien])
            boite = boites.setdefault(cle, {"lieu": set(), "site": set()})
            boite["lieu"].add(lieu.id)
            boite["site"].add(nom)
    return [(noms, boite) for (_, noms), boite in boites.items()]


def groupes(table: Table, en_dernier: int, territoires: int) -> list[tuple[int, int]]:
    """For the services of each type: the rows that call for them, and all they depend on.

    Those that repeat the territories of the person stand apart from others of their type.
    """
    liees: dict[tuple[str, str | int], int] = defaultdict(int)
    for bit, etape in bits_de(table.etapes):
        for role in etape.roles:
            liees["role", role] |= bit
    for bit, dit in bits_de(table.joignables):
        for type_ in dit.types:
            liees["type", type_] |= bit
        if dit.service is not None:
            liees["service", dit.service] |= bit
    for bit, precision in bits_de(table.precisions):
        for rang in precision.services:
            liees["service", rang] |= bit
    siennes: dict[tuple[str, bool], int] = defaultdict(int)
    autour: dict[tuple[str, bool], int] = defaultdict(int)
    for bit, ligne in bits_de(table.contacts):
        service = table.services[ligne.service]
        groupe = service.type, bool(service.territoires)
        siennes[groupe] |= bit
        autour[groupe] |= liees["role", ligne.role] | liees["service", ligne.service]
        autour[groupe] |= bit | liees["type", service.type] | en_dernier
        if not service.territoires:
            autour[groupe] |= territoires
    return [(siennes[groupe], autour[groupe]) for groupe in siennes]


def bits_de(lignes: Lignes[L]) -> Iterator[tuple[int, L]]:
    """Each row with its bit."""
    for rang, ligne in enumerate(lignes.toutes, lignes.debut):
        yield 1 << rang, ligne

"""What the pieces of an answer depend on, as bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar

from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import Table

L = TypeVar("L")


def groupes(table: Table, en_dernier: int) -> list[tuple[int, int]]:
    """For the services of each type: the rows that call for them, and all they depend on."""
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
    siennes: dict[str, int] = defaultdict(int)
    autour: dict[str, int] = defaultdict(int)
    for bit, ligne in bits_de(table.contacts):
        type_ = table.services[ligne.service].type
        siennes[type_] |= bit
        autour[type_] |= liees["role", ligne.role] | liees["service", ligne.service]
        autour[type_] |= bit | liees["type", type_] | en_dernier
    return [(siennes[type_], autour[type_]) for type_ in siennes]


def bits_de(lignes: Lignes[L]) -> Iterator[tuple[int, L]]:
    """Each row with its bit."""
    for rang, ligne in enumerate(lignes.toutes, lignes.debut):
        yield 1 << rang, ligne

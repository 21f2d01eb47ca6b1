"""The pieces of an answer, and the rows that they depend on, as bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from palliorient.noyau.decision.moteur import Appel
from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import Table

L = TypeVar("L")


class AlerteEcrite:
    """An alert, and its JSON. One object for one alert: it is known by what it is."""

    __slots__ = ("code", "octets", "texte")

    def __init__(self, code: str, texte: str, octets: bytes) -> None:
        self.code = code
        self.texte = texte
        self.octets = octets


class Levees(NamedTuple):
    """The alerts of an answer in the order of their codes, and these, each once."""

    alertes: Sequence[AlerteEcrite]
    codes: tuple[str, ...]


class Garde:
    """What is kept of a contact. Answers ask for its fields millions of times."""

    __slots__ = ("alertes", "id", "joignable", "lignes", "nom", "octets", "rang", "section")

    def __init__(
        self,
        rang: int,
        appel: Appel,
        lignes: int,
        alertes: tuple[AlerteEcrite, ...],
        octets: tuple[bytes, ...],
    ) -> None:
        self.rang = rang
        """In the order of call."""
        self.id = appel.id
        self.nom = appel.nom
        self.joignable = appel.joignable
        self.section = appel.section
        self.lignes = lignes
        """All the rows of its service."""
        self.alertes = alertes
        """Those that it raises by itself."""
        self.octets = octets
        """Its JSON after the rank, for full answers; parts are shared. Of three, the territories of
        the person come after the first."""


Piece = tuple[Garde, ...]
"""The contacts of some services."""


class Reponse(NamedTuple):
    """An answer already written, and the codes of its alerts."""

    segments: list[bytes]
    """What comes in the template of a row; of a full answer, the pieces that follow each other."""
    alertes: tuple[str, ...]


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
    autour: dict[str, int] = defaultdict(lambda: en_dernier)
    for bit, ligne in bits_de(table.contacts):
        type_ = table.services[ligne.service].type
        siennes[type_] |= bit
        autour[type_] |= bit | liees["role", ligne.role] | liees["service", ligne.service]
    return [(bits, autour[type_] | liees["type", type_]) for type_, bits in siennes.items()]


def lignes_de(table: Table) -> dict[int, int]:
    """The rows of contact of each service."""
    lignes: dict[int, int] = defaultdict(int)
    for bit, ligne in bits_de(table.contacts):
        lignes[ligne.service] |= bit
    return lignes


def bits_de(lignes: Lignes[L]) -> Iterator[tuple[int, L]]:
    """Each row with its bit."""
    for rang, ligne in enumerate(lignes.toutes, lignes.debut):
        yield 1 << rang, ligne

"""What a team's directory says, as values: lines, hours, who may call, when it was verified.

A directory adds numbers to an answer; it decides nothing. Nothing here knows YAML or files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Plage = tuple[int, int]
"""Minutes of the day, the second excluded; a second before the first: past midnight."""

Moments = tuple[tuple[str, tuple[Plage, ...] | None], ...]
"""Each moment that is stated, and its hours: None the whole moment, empty never."""


class Heures(NamedTuple):
    """When a line answers. A moment that is not there is not stated.

    The hours of a moment hold on every day that has it, but public holidays: `feries` is True
    when they hold on these too, False when nobody answers then, None when nothing is said, or
    the hours of holidays.
    """

    moments: Moments = ()
    feries: bool | tuple[Plage, ...] | None = None


class Voie(NamedTuple):
    """How somebody is reached: a direct line, or through another number; and who says so."""

    carnet: str
    """Name of the directory."""
    telephone: str | None = None
    intermediaire: str | None = None
    """A number through which to ask (« par le 15 »)."""
    heures: Heures = Heures()
    qui_peut_appeler: tuple[str, ...] = ()
    """Kinds of callers; none: it is not reserved."""
    verifie_le: str | None = None
    """ISO day."""
    verifie_par: str | None = None
    """A function, never a person."""

    def memes_faits(self, autre: Voie) -> bool:
        """Does another directory say the same, whenever it was verified?"""
        return self[1:5] == autre[1:5]


class Ligne(NamedTuple):
    """A line of a service of the map."""

    service: str
    voie: Voie


class HorsContrat(NamedTuple):
    """A service that the map does not have, added by the team."""

    id: str
    nom: str
    type: str
    voie: Voie


class Carnet(NamedTuple):
    """One directory, read and checked, without its empty entries."""

    nom: str
    lignes: tuple[Ligne, ...] = ()
    hors_contrat: tuple[HorsContrat, ...] = ()


class Appelants(NamedTuple):
    """A kind of callers: how it is said, and the callers of `--appelant` that belong to it."""

    nom: str
    qui: frozenset[str]


class Conventions(NamedTuple):
    """What is decided for every directory (see `carnets/conventions.yaml`)."""

    mois: int
    """Months after which a verification is old."""
    proteges: frozenset[str]
    """Numbers that no directory replaces."""
    fonctions: Mapping[str, str]
    appelants: Mapping[str, Appelants]
    mots: Mapping[str, str]
    """Short sentences of the screen, by name."""

    def permis(self, voie: Voie, appelant: str | None) -> bool:
        """May this caller use a line? None: it is not known who calls."""
        if not voie.qui_peut_appeler:
            return True
        permis = {qui for sorte in voie.qui_peut_appeler for qui in self.appelants[sorte].qui}
        tous = {qui for sorte in self.appelants.values() for qui in sorte.qui}
        return tous <= permis if appelant is None else appelant in permis


class Conflit(NamedTuple):
    """Two directories that do not say the same of one service; the last given is retained."""

    sujet: str
    """Identifier of the service."""
    retenues: tuple[Voie, ...]
    ecartees: tuple[Voie, ...]


class Carnets(NamedTuple):
    """The directories of one answer, merged."""

    conventions: Conventions
    noms: tuple[str, ...] = ()
    """Of those that say something."""
    lignes: Mapping[str, tuple[Voie, ...]] = {}
    """Service → its lines; several when they answer at different hours."""
    hors_contrat: tuple[HorsContrat, ...] = ()
    conflits: tuple[Conflit, ...] = ()

    @property
    def vide(self) -> bool:
        """Do they say nothing at all?"""
        return not (self.lignes or self.hors_contrat)

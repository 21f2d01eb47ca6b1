"""What directories brought to one answer, kept beside it for who shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from palliorient.noyau.carnet.carnet import Carnets, Voie
from palliorient.noyau.carnet.verification import ANCIENNE, RECENTE

if TYPE_CHECKING:
    from palliorient.noyau.decision.orientation import Orientation

SourceDeNumero = dict[str, str | None]
"""Where a number comes from: `origine`, `nom`, and how old that is, `date`."""


class VoieDite(NamedTuple):
    """A line as it stands on the day of an answer."""

    voie: Voie
    etat: str
    """How old its verification is (see `verification`)."""
    couvre: bool
    """Does it say that it answers during the whole moment asked?"""

    @property
    def verifie_le(self) -> str | None:
        """The day of its verification, when it has come."""
        return self.voie.verifie_le if self.passee else None

    @property
    def passee(self) -> bool:
        """Was it verified, were it long ago?"""
        return self.etat in (RECENTE, ANCIENNE)

    @property
    def source(self) -> SourceDeNumero | None:
        """What gives its number, when it has one."""
        if self.voie.telephone is None:
            return None
        return {"origine": "carnet", "nom": self.voie.carnet, "date": self.voie.verifie_le}


class HorsContratDit(NamedTuple):
    """A service that the team adds, as it stands that day."""

    id: str
    nom: str
    type: str
    dite: VoieDite


class Apports(NamedTuple):
    """Everything that was added to an answer."""

    carnets: Carnets
    jour: date
    avant: Orientation
    """The answer without them."""
    voies: Mapping[str, VoieDite]
    """Contact → the line shown."""
    hors_contrat: list[HorsContratDit]

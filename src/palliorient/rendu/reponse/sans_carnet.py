"""What a screen says of a team's own directories, where there is none: nothing.

`carnet.Mots` says the rest; it is loaded only for an answer that has some.
"""

from __future__ import annotations

from typing import NamedTuple

from palliorient.rendu.reponse.blocs import Bloc


class VoieEnMots(NamedTuple):
    """A line of a directory, in words."""

    telephone: str | None
    reserve: str
    """How old its verification is."""
    comment: list[str]
    """Through whom, when, whom it answers."""
    dit_ses_heures: bool


class AjoutEnMots(NamedTuple):
    """A service that the team adds, in words."""

    nom: str
    voie: VoieEnMots


class SansCarnet:
    """No directory."""

    def voie(self, contact: str) -> VoieEnMots | None:
        """The line of a contact."""
        return None

    def joignable(self, contact: str, dit: str) -> str:
        """What was known of its answering before the directories."""
        return dit

    def ajouts(self) -> list[AjoutEnMots]:
        """The services that the team adds, which are no part of the answer."""
        return []

    def conflits(self) -> list[str]:
        """What two directories contradict each other on, when it is in the answer."""
        return []

    def pied(self) -> str | None:
        """Which directories were read."""
        return None

    def raisons(self) -> list[Bloc]:
        """With the reasons: each line with the directory that gives it; then the conventions."""
        return []

    def fiche(self, contact: str) -> list[str]:
        """With the details: the directory that gives the number, and the other lines."""
        return []

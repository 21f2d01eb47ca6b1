"""What each rule added to a table, kept for the tables of nearly the same data.

Most changes of the data touch one rule, or none: what the others give is then written
again as it was, without being worked out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from palliorient.noyau.modele.modele import Regle, Role
from palliorient.noyau.table.boites import Boite

Cle = frozenset[tuple[str, frozenset[str]]]
"""A box, as what tells it from the others."""

RAISON = "raison"
"""A reason that was given a number; the other entries are rows."""


class Entree(NamedTuple):
    """One row, or one reason numbered. What refers to a reason or an alert holds its words:
    their numbers are those of one table only."""

    genre: str
    boites: tuple[tuple[Boite, Cle], ...]
    charge: Any
    mots: tuple[str, ...] | None


class Journal:
    """What the rules gave in the first compilation that was handed this journal."""

    def __init__(self) -> None:
        self.cadre: Any = None
        """All that a rule meets besides itself and its roles; None: nothing is kept yet."""
        self.regles: dict[str, tuple[Regle, tuple[Role, ...], list[Entree]]] = {}

    def connu(self, regle: Regle, roles: tuple[Role, ...]) -> list[Entree] | None:
        """What this very rule gave with these very roles, if it did; the frame is the same."""
        connu = self.regles.get(regle.id)
        if connu is None:
            return None
        la_regle, les_roles, entrees = connu
        return entrees if la_regle == regle and les_roles == roles else None

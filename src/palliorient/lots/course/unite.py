"""What goes out to be answered at once, and what comes back."""

from __future__ import annotations

from typing import NamedTuple


class Unite(NamedTuple):
    """Consecutive rows, raw, and the number of the first."""

    premier: int
    bruts: list[bytes]


class Rendue(NamedTuple):
    """What is written for a unit."""

    octets: bytes
    derniere: int
    """The number of its last row."""
    erreur: str | None = None
    """The refusal after which one was asked to stop."""

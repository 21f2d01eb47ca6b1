"""Blocks of sentences with their sources, whoever writes them."""

from __future__ import annotations

from typing import NamedTuple


class Raison(NamedTuple):
    """Something said, the source that founds it, and the contacts that it is said of."""

    signe: str
    """`-`; `!` for an alert, `i` for a reminder, `?` for what is open; none for a quotation."""
    texte: str
    source: str | None = None
    pour: str | None = None


class Bloc(NamedTuple):
    """A title and what is said under it."""

    titre: str
    raisons: list[Raison]

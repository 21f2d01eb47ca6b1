"""The open questions of a folder once counted: what is kept, and shown."""

from __future__ import annotations

from typing import Any, NamedTuple


class Inventaire(NamedTuple):
    """All that is shown, as JSON values; `verification.questions_ouvertes` makes it."""

    version: str
    a_jour_au: str
    empreinte: str
    situations: int
    """How many situations there are."""
    documents: dict[str, str]
    """Documents that the questions cite: code → name."""
    questions: list[dict[str, Any]]

"""What is remembered between rows, within a bound."""

from __future__ import annotations

from typing import Any, TypeVar

C = TypeVar("C")
V = TypeVar("V")

RETENUS = 8_192
"""Small values kept in one memory."""


class Souvenirs(dict[C, V]):
    """A dictionary that never grows beyond a bound: full, it starts again."""

    def __init__(self, maximum: int = RETENUS) -> None:
        super().__init__()
        self.maximum = maximum
        self.poids = 0
        self.dependants: list[Souvenirs[Any, Any]] = []
        """What holds the same values, and so is forgotten with them."""

    def retenir(self, cle: C, valeur: V, poids: int = 1) -> V:
        """Keep a value that was just worked out; big ones weigh more."""
        if self.poids >= self.maximum:
            self.clear()
        self.poids += poids
        self[cle] = valeur
        return valeur

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.poids = 0
        for autre in self.dependants:
            autre.clear()

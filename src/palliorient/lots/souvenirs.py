"""What is remembered between rows, within a bound."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import Any, TypeVar

ENVELOPPE = 600
"""Bytes of a key, as long as the rules are many, and of what holds a piece."""

C = TypeVar("C")
V = TypeVar("V")


class Souvenirs:
    """Dictionaries under one bound: when what they hold weighs too much, all start again.

    They start together, for the values of one are made of those of others.
    """

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self._octets = 0
        self._dictionnaires: dict[int, dict[Any, Any]] = {}

    def retenir(self, ou: dict[C, V], cle: C, valeur: V, octets: int) -> V:
        """Keep a value that was just worked out, and about how many bytes it takes."""
        if self._octets > self.maximum:
            for dictionnaire in self._dictionnaires.values():
                dictionnaire.clear()
            self._octets = 0
        self._octets += octets
        self._dictionnaires[id(ou)] = ou
        ou[cle] = valeur
        return valeur


class Memoire(dict[C, V]):
    """What a function gives, by its argument. `octets`: what one value takes, its key too;
    `chacun`: what takes each of its elements."""

    def __init__(
        self, souvenirs: Souvenirs, faire: Callable[[C], V], octets: int, chacun: int = 0
    ) -> None:
        super().__init__()
        self._souvenirs = souvenirs
        self._faire = faire
        self._poids = octets, chacun

    def __missing__(self, cle: C) -> V:
        valeur = self._faire(cle)
        octets, chacun = self._poids
        octets += chacun * len(valeur) if isinstance(valeur, Sized) else 0
        return self._souvenirs.retenir(self, cle, valeur, octets)

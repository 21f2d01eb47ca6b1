"""What is remembered between rows, within a bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

ENVELOPPE = 600
"""Bytes of a key, as long as the rules are many, and of what holds a piece."""

C = TypeVar("C")
V = TypeVar("V")

_ABSENT = object()


class Souvenirs:
    """Dictionaries under one bound: at its half, what they hold grows old, and what was old goes.

    What is asked for again becomes young again. They grow old together, for the values of one
    are made of those of others.
    """

    __slots__ = ("_tenus", "moitie", "octets")

    def __init__(self, maximum: int) -> None:
        self.moitie = maximum // 2
        self.octets = 0
        """Bytes of what is young."""
        self._tenus: list[Tenu[Any, Any]] = []

    def tenir(self, tenu: Tenu[Any, Any]) -> None:
        """One more dictionary."""
        self._tenus.append(tenu)

    def vieillir(self) -> None:
        """All that is young grows old."""
        for tenu in self._tenus:
            tenu.vieillir()
        self.octets = 0


class Tenu(dict[C, V]):
    """A dictionary that forgets. `octets`: what one value takes, its key too; `chacun`: what
    takes each of its elements."""

    __slots__ = ("_chacun", "_octets", "_souvenirs", "_vieux")

    def __init__(self, souvenirs: Souvenirs, octets: int, chacun: int = 0) -> None:
        super().__init__()
        self._souvenirs = souvenirs
        self._octets, self._chacun = octets, chacun
        self._vieux: dict[C, V] = {}
        souvenirs.tenir(self)

    def vieillir(self) -> None:
        """See `Souvenirs`."""
        self._vieux = dict(self)
        self.clear()

    def retrouver(self, cle: C) -> V | None:
        """What is kept, young or old; None: nothing is."""
        connu = self.get(cle)
        if connu is None and cle in self._vieux:
            connu = self.retenir(cle, self._vieux[cle])
        return connu

    def retenir(self, cle: C, valeur: V) -> V:
        """Keep a value that was just worked out, or asked for again."""
        souvenirs = self._souvenirs
        if souvenirs.octets > souvenirs.moitie:
            souvenirs.vieillir()
        souvenirs.octets += self._octets
        if self._chacun:
            elements: Any = valeur
            souvenirs.octets += self._chacun * len(elements)
        self[cle] = valeur
        return valeur


class Memoire(Tenu[C, V]):
    """What a function gives, by its argument."""

    __slots__ = ("_faire",)

    def __init__(
        self, souvenirs: Souvenirs, faire: Callable[[C], V], octets: int, chacun: int = 0
    ) -> None:
        super().__init__(souvenirs, octets, chacun)
        self._faire = faire

    def __missing__(self, cle: C) -> V:
        vieux: Any = self._vieux.get(cle, _ABSENT)
        return self.retenir(cle, self._faire(cle) if vieux is _ABSENT else vieux)

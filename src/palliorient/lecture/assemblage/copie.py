"""From what is written to the domain: a field takes what is written under its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from palliorient.noyau.modele import modele as m

T = TypeVar("T")

Facon = Callable[[Any], object]
"""Makes the object of the domain that something written stands for."""


class Copie:
    """Copies what is written, field by field; lists become tuples."""

    def __init__(self, facons: Mapping[type[BaseModel], Facon]) -> None:
        """`facons`: how to make what a class stands for, unless its fields simply are those of
        the class of the domain that bears the same name."""
        self._facons = facons

    def objet(self, cible: type[T], ecrit: BaseModel, **autres: object) -> T:
        """An object of the domain: `autres`, then what is written, then its own defaults."""
        classe: Any = cible
        for nom in champs_communs(classe, type(ecrit)):
            if nom not in autres:
                autres[nom] = self.valeur(getattr(ecrit, nom))
        return cible(**autres)

    def valeur(self, ecrite: Any) -> Any:
        """What a written value stands for."""
        if ecrite is None or isinstance(ecrite, str):
            return ecrite
        if isinstance(ecrite, list):
            return tuple([self.valeur(element) for element in ecrite])
        if isinstance(ecrite, dict):
            return {cle: self.valeur(element) for cle, element in ecrite.items()}
        if isinstance(ecrite, BaseModel):
            facon = self._facons.get(type(ecrite))
            return facon(ecrite) if facon else self.objet(homonyme(type(ecrite)), ecrite)
        return ecrite


def homonyme(modele: type[BaseModel]) -> type[Any]:
    """The class of the domain that bears the name of a schema."""
    cible: type[Any] = getattr(m, modele.__name__)
    return cible


@cache
def champs_communs(cible: type[Any], modele: type[BaseModel]) -> list[str]:
    """The fields that bear the same name, in the order of the domain."""
    return [nom for nom in cible.__slots__ if nom in modele.model_fields]

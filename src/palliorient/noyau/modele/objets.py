"""`dataclass`, for objects that never change, at a fifth of the price.

The standard one writes and compiles six methods for each class: for the domain that is twice
what the bare interpreter takes to start, paid by every command that browses or checks. Here
the classes share their methods. What the standard module does with its own classes
(`fields`, `replace`, `asdict`) it does with these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, FrozenInstanceError, field, make_dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["dataclass", "field", "replace"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def dataclass(*, frozen: bool, slots: bool) -> Callable[[type[T]], type[T]]:
    """Class decorator: fields are the annotated names, in order; `field` gives a factory.

    `frozen` and `slots`, as in the standard module; these classes know no other way.
    """
    if not (frozen and slots):
        raise TypeError("frozen=True, slots=True")
    return _refaire


def _refaire(classe: type[T]) -> type[T]:
    """The class again, with slots: they cannot be added to one that exists."""
    noms = tuple(classe.__annotations__)
    espace = {
        nom: valeur
        for nom, valeur in vars(classe).items()
        if nom not in noms and nom not in ("__dict__", "__weakref__")
    }
    defauts = {nom: vars(classe)[nom] for nom in noms if nom in vars(classe)}
    espace |= _PARTAGES | {
        "__slots__": noms,
        "__match_args__": noms,
        "__defauts__": defauts,
        "__dataclass_fields__": _Champs(classe.__annotations__, defauts),
    }
    faite: Any = type(classe.__name__, classe.__bases__, espace)
    faite.__poseurs__ = tuple(vars(faite)[nom].__set__ for nom in noms)
    return faite  # type: ignore[no-any-return]


def replace(objet: T, **changements: Any) -> T:
    """The object with other values for some fields, as `dataclasses.replace`."""
    anciens = {nom: getattr(objet, nom) for nom in objet.__class__.__slots__}  # type: ignore[attr-defined]
    return objet.__class__(**anciens | changements)


class _Champs:
    """What the standard module knows of a class: made when it asks."""

    def __init__(self, annotations: Mapping[str, Any], defauts: Mapping[str, Any]) -> None:
        self._declares = [
            (nom, type_, defauts[nom]) if nom in defauts else (nom, type_)
            for nom, type_ in annotations.items()
        ]
        self._connus: dict[str, Field[Any]] | None = None

    def __get__(self, objet: object, classe: type) -> dict[str, Field[Any]]:
        if self._connus is None:
            standard: Any = make_dataclass(classe.__name__, self._declares)
            self._connus = standard.__dataclass_fields__
        return self._connus


# --- shared by all the classes --------------------------------------------------------


def _construire(self: Any, *valeurs: Any, **nommees: Any) -> None:
    noms = self.__slots__
    if len(valeurs) > len(noms):
        raise TypeError(f"{self.__class__.__name__} : {len(noms)} champs, {len(valeurs)} valeurs")
    poseurs = self.__poseurs__
    for poser, valeur in zip(poseurs, valeurs, strict=False):
        poser(self, valeur)
    debut = len(valeurs)
    for nom, poser in zip(noms[debut:], poseurs[debut:], strict=True):
        if nom in nommees:
            valeur = nommees.pop(nom)
        elif nom in self.__defauts__:
            valeur = self.__defauts__[nom]
            if valeur.__class__ is Field:
                valeur = valeur.default_factory()  # type: ignore[operator]
        else:
            raise TypeError(f"{self.__class__.__name__} : {nom} manque")
        poser(self, valeur)
    if nommees:
        raise TypeError(f"{self.__class__.__name__} : {', '.join(nommees)} en trop")


def _valeurs(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, nom) for nom in self.__slots__)


def _egal(self: object, autre: object) -> Any:
    if autre.__class__ is not self.__class__:
        return NotImplemented
    return _valeurs(self) == _valeurs(autre)


def _hache(self: object) -> int:
    return hash(_valeurs(self))


def _dit(self: Any) -> str:
    champs = ", ".join(f"{nom}={getattr(self, nom)!r}" for nom in self.__slots__)
    return f"{self.__class__.__qualname__}({champs})"


def _reduit(self: object) -> tuple[type, tuple[Any, ...]]:
    """For `copy` and `pickle`: made again from its values."""
    return self.__class__, _valeurs(self)


def _fige(self: object, nom: str, valeur: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{self.__class__.__name__}.{nom} ne change pas")


_PARTAGES: dict[str, Any] = {
    "__init__": _construire,
    "__eq__": _egal,
    "__hash__": _hache,
    "__repr__": _dit,
    "__reduce__": _reduit,
    "__replace__": replace,
    "__setattr__": _fige,
    "__delattr__": _fige,
}

"""Named tuples, at a tenth of the price: nothing is compiled when a class is made.

`class Ligne(Rangee)` is written and checked as a `NamedTuple` without defaults, and behaves
as one. The standard one compiles a constructor for each class: for the rows of the table,
that was a twentieth of the time of an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as Rangee
else:
    from _collections import _tuplegetter

    class Rangee(tuple):
        """See the module."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()

        def __init_subclass__(cls) -> None:
            cls._fields = tuple(cls.__annotations__)
            for rang, nom in enumerate(cls._fields):
                setattr(cls, nom, _tuplegetter(rang, ""))

        def __new__(cls, *valeurs: Any, **nommees: Any) -> Rangee:
            champs = cls._fields
            if nommees:
                valeurs = (*valeurs, *(nommees.pop(nom) for nom in champs[len(valeurs) :]))
            if nommees or len(valeurs) != len(champs):
                raise TypeError(f"{cls.__name__} : {len(champs)} champs attendus")
            return tuple.__new__(cls, valeurs)

        def _replace(self, **changes: Any) -> Rangee:
            return type(self)(**(self._asdict() | changes))

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            dits = ", ".join(f"{n}={v!r}" for n, v in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({dits})"


__all__ = ["Rangee"]

"""The rows of an input: what CSV and JSON Lines share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator
from itertools import chain

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.lignes import Bloc
from palliorient.noyau.table.table import A_LA_PLACE

Coupe = tuple[bytes, Hashable]
"""The `id` of a record, already written, and the key of the rest."""

Couper = Callable[[bytes], Coupe]
Reduire = Callable[[str], Hashable | None]
"""Text of `quand` → all that answers take of it; None: it is refused, and stays as it is."""

Lue = tuple[str | int, dict[str, str] | str]
"""The `id` of a record, and its answers by criterion, or why it cannot be read."""

((MOMENT, QUAND),) = A_LA_PLACE.items()


class Source(ABC):
    """Rows of one input, as numbered raw lines and the means to read them."""

    genre: str
    entre: str
    """What no text holds: joined by it, texts stay apart, in a tenth of the memory."""
    separateur = ";"

    def __init__(self, lues: Iterator[Bloc], *, bom: bool, fin: str) -> None:
        self.blocs = lues
        """Raw records, with the number of the first; blank lines are no rows."""
        self.bom = bom
        self.fin = fin
        self._derniere: tuple[bytes, Lue] = (b"", ("", ""))

    @abstractmethod
    def coupeur(self, style: Style, reduire: Reduire) -> Couper:
        """The function that cuts a raw record into its `id`, already written in the style
        of the output, and a key: records of one key have the same answer. In that key a
        date and hour stand reduced to what answers take of it."""

    @abstractmethod
    def lire_une(self, brut: bytes) -> Lue:
        """Read a record."""

    def vide(self, brut: bytes) -> bool:
        """Is it no row at all (what spreadsheets leave under a table)?"""
        return not brut.strip()

    def champs(self, brut: bytes) -> dict[str, str] | str:
        """The answers of a raw record by criterion, or why it cannot be read."""
        return self._lire(brut)[1]

    def lentement(self, style: Style, reduire: Reduire) -> Couper:
        """How to cut any record, by reading it."""

        def couper(brut: bytes) -> Coupe:
            identifiant, champs = self._lire(brut)
            if isinstance(identifiant, str) and identifiant.isascii() and identifiant.isalnum():
                ecrit = style.identifiant_sur(identifiant.encode())
            else:
                ecrit = style.identifiant(identifiant)
            if isinstance(champs, str):
                return ecrit, (champs,)
            reduit = None if champs.get(MOMENT) else reduire(champs.get(QUAND, ""))
            dits = champs if reduit is None else {**champs, QUAND: ""}
            return ecrit, (reduit, self.cle(dits))

        return couper

    def cle(self, champs: dict[str, str]) -> str:
        """One text for these answers and no others."""
        return self.entre.join(chain(*champs.items()))

    def _lire(self, brut: bytes) -> Lue:
        """The last record that was read is kept: it is asked for twice."""
        if self._derniere[0] is not brut:
            self._derniere = (brut, self.lire_une(brut))
        return self._derniere[1]

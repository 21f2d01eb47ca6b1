"""Several days in one batch: each is answered with the table that holds on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from palliorient.noyau.table.table import Table

M = TypeVar("M")
TableDuJour = Callable[[date], Table]


class Periodes(Generic[M]):
    """What is made from a table, for each period between two changes of the map.

    Most often one period covers all the days of a file.
    """

    def __init__(self, table_du: TableDuJour, faire: Callable[[Table], M]) -> None:
        self._table_du = table_du
        self._faire = faire
        self._connues: list[tuple[str, str, M]] = []

    def du(self, jour: date) -> M:
        """What holds on a day."""
        iso = jour.isoformat()
        for depuis, jusqua, fait in self._connues:
            if depuis <= iso < jusqua:
                return fait
        table = self._table_du(jour)
        self._connues.append((*table.periode, self._faire(table)))
        return self._connues[-1][-1]

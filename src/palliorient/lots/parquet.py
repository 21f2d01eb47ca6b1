"""The decision table as Parquet (extra `parquet`): by DuckDB, from the very CSV."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from palliorient.noyau.modele.diagnostic import ErreurPalliorient

MANQUE = (
    "le format parquet demande « duckdb », qui n'est pas installé : pip install duckdb"
    " (ou palliorient avec son option « parquet »). Sans lui : --format csv."
)

T = TypeVar("T")
Ecrire = Callable[[bytes], None]


def verifier_duckdb() -> None:
    """Raises `ErreurPalliorient`, with how to install it, where DuckDB is not."""
    if find_spec("duckdb") is None:
        raise ErreurPalliorient(MANQUE)


def en_parquet(ecrire_le_csv: Callable[[Ecrire], T], ecrire: Ecrire) -> T:
    """The CSV that a function writes, as the bytes of a Parquet file: every column a text, as
    there, in the same order. Gives what the function gives; neither is held in memory.
    """
    verifier_duckdb()
    import duckdb

    with tempfile.TemporaryDirectory() as dossier:
        csv, parquet = Path(dossier, "table.csv"), Path(dossier, "table.parquet")
        with csv.open("wb") as flux:

            def garder(octets: bytes) -> None:
                flux.write(octets)

            fait = ecrire_le_csv(garder)
        with duckdb.connect() as base:
            lu = base.read_csv(str(csv), header=True, all_varchar=True)
            lu.write_parquet(str(parquet), compression="zstd")
        with parquet.open("rb") as fini:
            while morceau := fini.read(1 << 20):
                ecrire(morceau)
    return fait

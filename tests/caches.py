"""What the tests of the cache share: counting compilations, comparing tables, special files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from palliorient import donnees
from palliorient.cache import Periode
from palliorient.lecture.charger import Octets
from palliorient.noyau.table.table import Table


def identiques(une: Table, autre: Table) -> bool:
    return all(getattr(une, champ) == getattr(autre, champ) for champ in Table.__slots__)


def fichier_du(cache: Path) -> Path:
    """The only table of a cache."""
    (seul,) = cache.glob("table-*.json")
    return seul


def compilations(monkeypatch: pytest.MonkeyPatch, genre: str = "table") -> list[Path]:
    """The folders compiled (or read, for `carte`) from now on."""
    faites: list[Path] = []
    vraie = donnees._FABRIQUES[genre]

    def fabriquer(octets: list[Octets], jour: date) -> tuple[object, Periode]:
        faites.append(Path(octets[0].chemin).parent)
        return vraie(octets, jour)

    monkeypatch.setitem(donnees._FABRIQUES, genre, fabriquer)
    return faites


def _tube(chemin: Path) -> None:
    os.mkfifo(chemin)


SPECIAUX: dict[str, Callable[[Path], None]] = {
    "tube": _tube,
    "/dev/zero": lambda c: c.symlink_to("/dev/zero"),
    "/dev/full": lambda c: c.symlink_to("/dev/full"),
    "/dev/null": lambda c: c.symlink_to("/dev/null"),
    "dossier": lambda c: c.mkdir(),
    "lien sur un dossier": lambda c: c.symlink_to(c.parent),
    "lien sans fin": lambda c: c.symlink_to(c),
    "lien mort": lambda c: c.symlink_to(c.parent / "rien"),
}
"""What may stand where a file is expected, and must never be believed nor waited for."""

"""The data: where the shipped files are, and the compiled table with its cache.

Reading, checking and compiling take several hundred milliseconds. Their result is kept as
two lines of JSON: a header (key of the three files, days between which it holds,
checksum) and the table. It stands in two places: in the installed package, made at build
time for the shipped files, and in the user's cache, for any folder. It is only believed
when everything in the header agrees; otherwise it is ignored, and the cache written anew.
The cache can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from palliorient._version import __version__
from palliorient.lecture import NOMS
from palliorient.noyau.table import Table

FICHIERS = tuple(f"{nom}.yaml" for nom in NOMS)
TABLE_LIVREE = "table.json"
"""Beside the shipped files, in an installed package only (see `hatch_build.py`)."""

FORMAT_DU_CACHE = 2
VARIABLE_DU_CACHE = "PALLIORIENT_CACHE"

_ICI = Path(__file__).resolve().parent


def dossier_livre() -> Path:
    """The shipped YAML files."""
    return _livre("donnees_livrees", "data")


def scenarios_livres() -> Path:
    """The shipped scenarios."""
    return _livre("scenarios_livres", "scenarios")


def _livre(installe: str, depot: str) -> Path:
    """Inside the installed package, else in the checkout."""
    dossier = _ICI / installe
    return dossier if dossier.is_dir() else _ICI.parent.parent / depot


def charger(dossier: Path | None = None, jour: date | None = None) -> Table:
    """The compiled table of a data folder (the shipped one by default), as of `jour`.

    `jour` defaults to today in Paris. Raises `DonneesInvalides` with every problem found,
    `ErreurPalliorient` when a file cannot be read.
    """
    if jour is None:
        from palliorient.horloge import maintenant

        jour = maintenant().date()
    livre = dossier_livre()
    dossier = dossier or livre
    cle = _cle(dossier)
    if cle is None:
        return Table(_compiler(dossier, jour)[0])
    if dossier == livre:
        livree = _lire(livre / TABLE_LIVREE, cle, jour)
        if livree is not None:
            return livree
    cache = _dossier_du_cache()
    if cache is None:
        return Table(_compiler(dossier, jour)[0])
    fichier = cache / f"table-{crc32(os.fsencode(dossier.resolve())):08x}.json"
    cle = f"{cle} {_code()}"
    connue = _lire(fichier, cle, jour)
    if connue is not None:
        return connue
    donnees, depuis, jusqua = _compiler(dossier, jour)
    _ecrire(fichier, _en_octets(cle, depuis, jusqua, donnees))
    return Table(donnees)


def table_livree(dossier: Path, jour: date) -> bytes:
    """What `TABLE_LIVREE` holds for this folder; called when the package is built."""
    cle = _cle(dossier)
    donnees, depuis, jusqua = _compiler(dossier, jour)
    return _en_octets(str(cle), depuis, jusqua, donnees)


def _compiler(dossier: Path, jour: date) -> tuple[dict[str, Any], str, str]:
    """The table, and the days between which no service changes status."""
    from palliorient.lecture.charger import lire_dossier
    from palliorient.noyau.compilation import compiler

    donnees = compiler(lire_dossier(dossier), jour)
    return donnees, *donnees["periode"]


# --- what a kept table is believed on -----------------------------------------------


def _cle(dossier: Path) -> str | None:
    """What the three files contain, in short; None when one cannot be read."""
    morceaux = [__version__, str(FORMAT_DU_CACHE)]
    for nom in FICHIERS:
        try:
            octets = (dossier / nom).read_bytes()
        except OSError:
            return None  # reading proper will say which file, and why
        morceaux.append(f"{len(octets)}-{crc32(octets):08x}")
    return " ".join(morceaux)


def _code() -> str:
    """The code that makes the table, in short.

    Two checkouts, or two installations from one, may bear the same version and differ.
    """
    fichiers = sorted(
        (entree.path, entree.stat().st_size, entree.stat().st_mtime_ns)
        for anneau in ("noyau", "lecture")
        for entree in os.scandir(_ICI / anneau)
        if entree.name.endswith(".py")
    )
    return f"{crc32(repr(fichiers).encode()):08x}"


def _dossier_du_cache() -> Path | None:
    """The folder of the cache, or None when there is no home for it."""
    choisi = os.environ.get(VARIABLE_DU_CACHE)
    if choisi:
        return Path(choisi)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        maison = os.environ.get("HOME")
        base = os.environ.get("XDG_CACHE_HOME") or (maison and f"{maison}/.cache")
    return Path(base) / "palliorient" if base and Path(base).is_absolute() else None


# --- reading and writing ------------------------------------------------------------


def _lire(fichier: Path, cle: str, jour: date) -> Table | None:
    """The kept table when it is whole, of these very files, and holds on that day.

    Anything else (absent, cut, foreign, of another version) means « nothing kept »: it is
    rebuilt from the YAML files, which stay the only truth.
    """
    try:
        entete, _, corps = fichier.read_bytes().partition(b"\n")
        annonce = json.loads(entete)
        if annonce["cle"] != cle or annonce["somme"] != crc32(corps):
            return None
        if not annonce["depuis"] <= jour.isoformat() < annonce["jusqua"]:
            return None
        return Table(json.loads(corps))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _en_octets(cle: str, depuis: str, jusqua: str, donnees: dict[str, Any]) -> bytes:
    corps = json.dumps(donnees, ensure_ascii=False, separators=(",", ":")).encode()
    annonce = {"cle": cle, "depuis": depuis, "jusqua": jusqua, "somme": crc32(corps)}
    return json.dumps(annonce).encode() + b"\n" + corps


def _ecrire(fichier: Path, octets: bytes) -> None:
    """Write the cache whole or not at all; a folder where one cannot write means no cache."""
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}")
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        provisoire.write_bytes(octets)
        provisoire.replace(fichier)
    except OSError:
        return

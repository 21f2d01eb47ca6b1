"""The data: where the shipped files are, and the compiled table with its cache.

The cache holds what reading, checking and compiling give (several hundred milliseconds)
as two lines of JSON: a header (key of the three files, day from which it holds, checksum)
and the table. It is only believed when everything in the header agrees; otherwise it is
ignored and written anew. It can be deleted at any time.
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
from palliorient.noyau.table import Table

FICHIERS = ("territoires.yaml", "acteurs.yaml", "regles_gradation.yaml")
FORMAT_DU_CACHE = 1
VARIABLE_DU_CACHE = "PALLIORIENT_CACHE"


def dossier_livre() -> Path:
    """The shipped YAML files: inside the installed package, else those of the checkout."""
    ici = Path(__file__).resolve().parent
    installe = ici / "donnees_livrees"
    return installe if installe.is_dir() else ici.parent.parent / "data"


def charger(dossier: Path | None = None, jour: date | None = None) -> Table:
    """The compiled table of a data folder (the shipped one by default), as of `jour`.

    `jour` defaults to today in Paris. Raises `DonneesInvalides` with every problem found,
    `ErreurPalliorient` when a file cannot be read.
    """
    if jour is None:
        from palliorient.horloge import maintenant

        jour = maintenant().date()
    dossier = dossier or dossier_livre()
    cle = _cle(dossier)
    cache = _dossier_du_cache()
    if cle is None or cache is None:
        return Table(_compiler(dossier, jour)[0])
    fichier = cache / f"table-{crc32(os.fsencode(dossier.resolve())):08x}.json"
    connue = _lire_cache(fichier, cle, jour)
    if connue is not None:
        return connue
    donnees, depuis, jusqua = _compiler(dossier, jour)
    _ecrire_cache(fichier, cle, depuis, jusqua, donnees)
    return Table(donnees)


def _compiler(dossier: Path, jour: date) -> tuple[dict[str, Any], str, str]:
    """The table, and the days between which no service changes status."""
    from palliorient.lecture.charger import lire_dossier
    from palliorient.noyau.compilation import bornes, compiler

    referentiel = lire_dossier(dossier)
    limites = ["", *bornes(referentiel), "9999-99-99"]
    rang = max(r for r, limite in enumerate(limites[:-1]) if limite <= jour.isoformat())
    return compiler(referentiel, jour), limites[rang], limites[rang + 1]


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


def _dossier_du_cache() -> Path | None:
    """The folder of the cache, or None when there is no home for it."""
    choisi = os.environ.get(VARIABLE_DU_CACHE)
    if choisi:
        return Path(choisi)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "palliorient" if base and os.path.isabs(base) else None


def _lire_cache(fichier: Path, cle: str, jour: date) -> Table | None:
    """The cached table when it is whole, of these very files, and holds on that day.

    Anything else (absent, cut, foreign, of another version) means « no cache »: it is
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


def _ecrire_cache(
    fichier: Path, cle: str, depuis: str, jusqua: str, donnees: dict[str, Any]
) -> None:
    """Write the cache whole or not at all; a folder where one cannot write means no cache."""
    corps = json.dumps(donnees, ensure_ascii=False, separators=(",", ":")).encode()
    annonce = {"cle": cle, "depuis": depuis, "jusqua": jusqua, "somme": crc32(corps)}
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}")
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        provisoire.write_bytes(json.dumps(annonce).encode() + b"\n" + corps)
        os.replace(provisoire, fichier)
    except OSError:
        return

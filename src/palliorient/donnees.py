"""The data: where the shipped files are, and what is made of them, kept or made anew.

Reading, checking and compiling take several hundred milliseconds. Four results are kept: the
compiled table, which decides, the map as it was read, for the commands that browse it, the
open questions with what depends on them, counted over every situation, and the discussion grid.
They stand in two places: in the installed package, made at build time for the shipped
files, and in the user's cache, for any folder (see `cache` for what is believed). The
files are read once: the key, the result and its fingerprint come from the same bytes.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from palliorient._version import __version__
from palliorient.cache import TOUJOURS, Cache, Periode, condense, en_octets, lire
from palliorient.fichiers_surs import comme_le_code
from palliorient.lecture import TOUS
from palliorient.lecture.charger import Octets, lire_octets
from palliorient.livres import dossier_livre

if TYPE_CHECKING:
    from palliorient.noyau.carte.inventaire import Inventaire
    from palliorient.noyau.modele.modele import Referentiel
    from palliorient.noyau.niveau.grille import Grille
    from palliorient.noyau.table.table import Table

T = TypeVar("T")

FICHIERS = tuple(f"{nom}.yaml" for nom in TOUS)
LIVRES = {genre: f"{genre}.json" for genre in ("table", "carte", "questions", "grille")}
"""Beside the shipped files, in an installed package only (see `hatch_build.py`)."""

FORMAT_DU_CACHE = 9

_ICI = Path(__file__).resolve().parent


def charger(dossier: Path | None = None, jour: date | None = None) -> Table:
    """The compiled table of a data folder (the shipped one by default), as of `jour`.

    `jour` defaults to today, in the time zone that the folder states. Raises
    `DonneesInvalides` with every problem found, `ErreurPalliorient` when a file cannot be read.
    """
    from palliorient.noyau.table.table import Table

    if jour is not None:
        return _garde("table", dossier, jour, Table)
    from palliorient.horloge import ce_jour, maintenant

    table = _garde("table", dossier, ce_jour(), Table)
    return du_jour(table, dossier, maintenant(table.fuseau).date())


def compilee(dossier: Path | None = None) -> dict[str, Any]:
    """The same as the JSON values that are kept, as of today, for who writes them elsewhere."""
    from palliorient.horloge import maintenant

    jour = maintenant(charger(dossier).fuseau).date()
    return _garde("table", dossier, jour, dict)


def du_jour(table: Table, dossier: Path | None, jour: date) -> Table:
    """That table, or the one of another day of the same folder."""
    debut, fin = table.periode
    return table if debut <= jour.isoformat() < fin else charger(dossier, jour)


def lire_carte(dossier: Path | None = None) -> Referentiel:
    """All that a data folder says, for the commands that show it; raises as `charger`."""
    from palliorient.noyau.modele.mise_a_plat import relever

    return _garde("carte", dossier, date.min, relever)


def lire_questions(dossier: Path | None = None) -> Inventaire:
    """The open questions of a folder, as of today; raises as `charger`."""
    from palliorient.horloge import maintenant
    from palliorient.noyau.carte.inventaire import Inventaire

    jour = maintenant(charger(dossier).fuseau).date()
    return _garde("questions", dossier, jour, lambda lu: Inventaire(**lu))


def lire_completion(dossier: Path | None = None) -> dict[str, Any]:
    """What may be typed with a folder (see `completion.description`); raises as `charger`."""
    return _garde("completion", dossier, date.min, dict)


def lire_grille(dossier: Path | None = None) -> Grille | None:
    """The discussion grid of a folder, None where it has none; raises as `charger`."""
    from palliorient.noyau.niveau.grille import Grille

    def relever(garde: dict[str, Any]) -> tuple[Grille | None]:
        return (Grille(garde["grille"]) if garde["grille"] else None,)

    (grille,) = _garde("grille", dossier, date.min, relever)
    return grille


def livrer(dossier: Path, jour: date) -> dict[str, bytes]:
    """The files to put beside those of this folder, when the package is built."""
    octets = lire_octets(dossier)
    fabriques = {genre: _FABRIQUES[genre](octets, jour) for genre in LIVRES}
    return {
        LIVRES[genre]: en_octets(_cle(octets), periode, valeur)
        for genre, (valeur, periode) in fabriques.items()
    }


# --- making -------------------------------------------------------------------------


def _compiler(octets: list[Octets], jour: date) -> tuple[Any, Periode]:
    """The table as it stands on a day, and the days between which no service changes."""
    from palliorient.lecture.charger import lire_referentiel
    from palliorient.noyau.table.compilation import compiler

    donnees = compiler(lire_referentiel(octets), jour)
    return donnees, tuple(donnees["periode"])


def _mettre_a_plat(octets: list[Octets], _jour: date) -> tuple[Any, Periode]:
    """What the files say, whatever the day."""
    from palliorient.lecture.charger import lire_referentiel
    from palliorient.noyau.modele.mise_a_plat import aplatir

    return aplatir(lire_referentiel(octets)), TOUJOURS


def _inventorier(octets: list[Octets], jour: date) -> tuple[Any, Periode]:
    """The open questions, and the days between which the same situations depend on them."""
    from palliorient.lecture.charger import lire_referentiel
    from palliorient.noyau.table.compilation import periode
    from palliorient.verification.questions_ouvertes import inventorier

    referentiel = lire_referentiel(octets)
    return inventorier(referentiel, jour)._asdict(), periode(referentiel, jour)


def _decrire(octets: list[Octets], _jour: date) -> tuple[Any, Periode]:
    """What may be typed, whatever the day; from the kept table, when it is of these bytes."""
    from palliorient.completion.description import decrire
    from palliorient.lecture.charger import empreinte

    dossier = Path(octets[0].chemin).parent
    table = charger(dossier)
    if table.empreinte != empreinte(octets):  # written meanwhile
        from palliorient.horloge import maintenant
        from palliorient.noyau.table.table import Table

        table = Table(_compiler(octets, maintenant(table.fuseau).date())[0])
    return decrire(dossier, table), TOUJOURS


def _discuter(octets: list[Octets], _jour: date) -> tuple[Any, Periode]:
    """The discussion grid, whatever the day; a folder without one is kept as such."""
    from palliorient.lecture.charger import lire_referentiel
    from palliorient.noyau.niveau.compilation import a_plat

    return {"grille": a_plat(lire_referentiel(octets))}, TOUJOURS


_FABRIQUES: dict[str, Callable[[list[Octets], date], tuple[Any, Periode]]] = {
    "table": _compiler,
    "carte": _mettre_a_plat,
    "questions": _inventorier,
    "completion": _decrire,
    "grille": _discuter,
}

_ANNEAUX = {
    "questions": ("noyau", "lecture", "verification"),
    "completion": ("noyau", "lecture", "verification", "commandes", "completion", "lots"),
}
"""Whose code makes a kind of value, where it is not the first two alone."""


@contextmanager
def _sans_ramassage() -> Iterator[None]:
    """Making keeps nearly all that it allocates: looking for cycles meanwhile finds none."""
    actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if actif:
            gc.enable()


# --- keeping ------------------------------------------------------------------------


def _garde(genre: str, choisi: Path | None, jour: date, relever: Callable[[Any], T]) -> T:
    """What is kept of a folder, else made now and kept: JSON values, read by `relever`."""
    livre = dossier_livre()
    dossier = choisi or livre
    octets = lire_octets(dossier)
    cle, iso = _cle(octets), jour.isoformat()
    if dossier == livre and genre in LIVRES:
        garde = _relever(lire(livre / LIVRES[genre], cle, iso, comme_le_code), relever)
        if garde is not None:
            return garde
    cache = Cache.de(dossier)
    cle = f"{cle} {_code(_ANNEAUX.get(genre, ('noyau', 'lecture')))}"
    if cache is not None:
        garde = _relever(cache.lire(genre, cle, iso), relever)
        if garde is not None:
            return garde
    with _sans_ramassage():
        valeur, periode = _FABRIQUES[genre](octets, jour)
    if cache is not None:
        cache.garder(genre, cle, periode, valeur)
    return relever(valeur)


def _relever(valeur: Any, relever: Callable[[Any], T]) -> T | None:
    """A kept value, if it has the shape of one."""
    try:
        return None if valeur is None else relever(valeur)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _cle(octets: list[Octets]) -> str:
    """What a value is made from: the data, and the version of the program."""
    somme = condense(b"".join(condense(o.contenu).encode() for o in octets))
    return f"{__version__} {FORMAT_DU_CACHE} {somme}"


def _modules(dossier: Path | str) -> Iterator[os.DirEntry[str]]:
    for entree in os.scandir(dossier):
        if entree.name.endswith(".py"):
            yield entree
        elif entree.is_dir() and entree.name != "__pycache__":
            yield from _modules(entree.path)


def _code(anneaux: tuple[str, ...]) -> str:
    """The code that makes what is kept, in short.

    Two checkouts, or two installations from one, may bear the same version and differ. The
    time of the last change of an entry tells what copies and archives hide.
    """
    fichiers = sorted(
        (entree.path, etat.st_size, etat.st_mtime_ns, etat.st_ctime_ns)
        for anneau in anneaux
        for entree in _modules(_ICI / anneau)
        for etat in (entree.stat(),)
    )
    return condense(repr(fichiers).encode())

"""Skeletons that answer at once: made when first asked for, then found in the user's cache.

What is kept are the files themselves, in a folder whose name stands for all that they are made
from: the facts, the shared texts, the code. They are believed only with their seal, which
nobody makes without the secret of the cache; the compiled table is kept as for any folder.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from palliorient import fichiers_surs
from palliorient._version import __version__
from palliorient.cache import condense, place
from palliorient.fichiers_surs import au_seul_utilisateur
from palliorient.lecture import TOUS
from palliorient.squelettes.faits import Departement, fichiers_des_faits

FICHIERS = tuple(f"{nom}.yaml" for nom in TOUS)
SCEAU = "sceau"
_TAILLE_PERMISE = 4 * 1024 * 1024


def dossier_garde(departement: Departement) -> Path:
    """The folder of a département, made now unless it was."""
    ici = place()
    if ici is None:
        return _provisoire(departement)
    base, secret = ici
    debut = f"squelette-{departement.numero}-"
    dossier = base / f"{debut}{_cle()}"
    if _intact(dossier, secret):
        return dossier
    try:
        _garder(dossier, departement, secret)
        _oublier(autre for autre in base.glob(f"{debut}*") if autre != dossier)
    except OSError:
        return _provisoire(departement)
    return dossier


def _intact(dossier: Path, secret: bytes) -> bool:
    """Are the files those that this program wrote, in a folder where nobody else writes?"""
    try:
        if not au_seul_utilisateur(dossier.stat()):
            return False
    except OSError:
        return False
    lus = [
        fichiers_surs.lire(dossier / nom, _TAILLE_PERMISE, au_seul_utilisateur)
        for nom in (*FICHIERS, SCEAU)
    ]
    return None not in lus and lus[-1] == _sceau(lus[:-1], secret)


def _garder(dossier: Path, departement: Departement, secret: bytes) -> None:
    if not fichiers_surs.dossier_sur(dossier):
        raise PermissionError(dossier)
    octets = _octets(departement)
    # The seal comes last: files that are not whole are not believed.
    for nom, contenu in (*octets.items(), (SCEAU, _sceau([*octets.values()], secret))):
        fichiers_surs.ecrire(dossier / nom, contenu)


def _octets(departement: Departement) -> dict[str, bytes]:
    from palliorient.squelettes.dossier import fichiers

    textes = fichiers(departement)
    return {nom: textes[nom].encode() for nom in FICHIERS}


def _sceau(contenus: Iterable[bytes | None], secret: bytes) -> bytes:
    sommes = "".join(condense(contenu or b"") for contenu in contenus)
    return condense(sommes.encode(), secret).encode()


def _cle() -> str:
    """What skeletons are made from, in short; a file that changes changes it."""
    code = [Path(entree.path) for entree in os.scandir(Path(__file__).parent)]
    fichiers = [*fichiers_des_faits(), *sorted(f for f in code if f.suffix == ".py")]
    etats = ((str(f), f.stat()) for f in fichiers)
    vus = [(nom, e.st_size, e.st_mtime_ns, e.st_ctime_ns) for nom, e in etats]
    return condense(f"{__version__} {vus!r}".encode())[:16]


def _oublier(dossiers: Iterable[Path]) -> None:
    """Remove what other versions kept; anything else in there stays."""
    for dossier in dossiers:
        with suppress(OSError):
            for nom in (*FICHIERS, SCEAU):
                (dossier / nom).unlink(missing_ok=True)
            dossier.rmdir()


def _provisoire(departement: Departement) -> Path:
    """Where nothing can be kept: a folder for this run only."""
    import tempfile

    dossier = tempfile.TemporaryDirectory(prefix="palliorient-")
    atexit.register(dossier.cleanup)
    for nom, contenu in _octets(departement).items():
        (Path(dossier.name) / nom).write_bytes(contenu)
    return Path(dossier.name)

"""Files that nobody else may have touched: whom to trust, reading without waiting, writing
whole or not at all. For what the program keeps for itself; outputs are in `sortie`."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Confiance = Callable[[os.stat_result], bool]
"""From the owner and mode of an open file: may what it says be believed?"""

_PAR_D_AUTRES = stat.S_IWGRP | stat.S_IWOTH


def au_seul_utilisateur(etat: os.stat_result) -> bool:
    """Does it belong to who runs this, and may nobody else write it? (POSIX only.)"""
    if sys.platform == "win32":
        return True
    return etat.st_uid == os.geteuid() and not etat.st_mode & _PAR_D_AUTRES


def comme_le_code(etat: os.stat_result) -> bool:
    """Is it as safe as the program itself: same owner, and writable by no one more?"""
    code = Path(__file__).stat()
    return etat.st_uid == code.st_uid and not etat.st_mode & ~code.st_mode & _PAR_D_AUTRES


def dossier_sur(dossier: Path) -> bool:
    """Is it a folder of the user's alone? Made so when it does not exist; may raise `OSError`."""
    try:
        etat = dossier.stat()
    except FileNotFoundError:
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        etat = dossier.stat()
    return stat.S_ISDIR(etat.st_mode) and au_seul_utilisateur(etat)


def lire(fichier: Path, limite: int, confiance: Confiance) -> bytes | None:
    """The bytes of an ordinary file that may be trusted, else None.

    A pipe or a device never makes it wait; a file above `limite` bytes is not read.
    """
    drapeaux = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fichier, drapeaux), "rb", buffering=0) as flux:
            etat = os.fstat(flux.fileno())
            if not stat.S_ISREG(etat.st_mode) or etat.st_size > limite or not confiance(etat):
                return None
            return flux.read(etat.st_size)
    except OSError:
        return None


def ecrire(fichier: Path, octets: bytes) -> None:
    """Write a file whole, for the user alone, or leave nothing and raise `OSError`.

    Its provisional name cannot be guessed, and it stays locked while it is written: one that
    nobody locks was left by a run that is dead.
    """
    import tempfile

    descripteur, nom = tempfile.mkstemp(prefix=f"{fichier.name}.", dir=fichier.parent)
    provisoire = Path(nom)
    try:
        with os.fdopen(descripteur, "wb") as flux:
            with suppress(OSError):  # some network disks have no locks
                _verrouiller(descripteur)
            flux.write(octets)
            if sys.platform != "win32":  # there an open file cannot be renamed
                flux.flush()
                provisoire.replace(fichier)
        if sys.platform == "win32":
            provisoire.replace(fichier)
    finally:
        provisoire.unlink(missing_ok=True)  # whatever ended the writing


def enlever_si_abandonne(provisoire: Path) -> None:
    """Remove what a dead run was writing; what cannot be removed stays."""
    with suppress(OSError):
        if sys.platform == "win32":
            provisoire.unlink()  # refused while somebody writes it
            return
        descripteur = os.open(provisoire, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            _verrouiller(descripteur)
            provisoire.unlink()
        finally:
            os.close(descripteur)


def _verrouiller(descripteur: int) -> None:
    """Lock an open file, or raise `OSError` when another process does."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)

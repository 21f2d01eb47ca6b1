"""Writing results: UTF-8, LF, on standard output or into a file, whole or not at all; and the
words that go with it: why the system refused, paths and texts fit to be shown."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import IO

from palliorient.noyau.langue.caracteres import propre, sur_une_ligne
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

__all__ = [
    "PasOrdinaire",
    "VersEcran",
    "court",
    "ecrire",
    "ecrire_octets",
    "montrer",
    "propre",
    "raison",
]


def ecrire(texte: str, sortie: str | None = None) -> None:
    """Write to standard output (None or `-`), or to a new file.

    An existing file is never overwritten. The text ends with a line feed.
    """
    # Half characters stand for bytes of a path that are no text: they cannot be written.
    ecrire_octets(
        (texte if texte.endswith("\n") else texte + "\n").encode(errors="replace"), sortie
    )


def ecrire_octets(octets: bytes, sortie: str | None = None) -> None:
    """The same for what is no text."""
    if sortie in (None, "-"):
        VersEcran().ecrire(octets)
        return
    from palliorient.ecriture import destination, ouvrir_sortie  # not for the screen

    with ouvrir_sortie(destination(sortie)) as ouverte:
        ouverte.ecrire(octets)


PAUSE = 0.01
"""Seconds before trying again a standard output that takes nothing for now."""


class VersEcran:
    """Standard output, without a buffer of our own: what is written is out.

    A closed pipe goes through (`BrokenPipeError`): the reader has had enough, and the
    application ends quietly.
    """

    def __init__(self) -> None:
        sys.stdout.flush()
        self._flux: IO[bytes] = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)

    def ecrire(self, octets: bytes) -> None:
        reste = memoryview(octets)
        try:
            while reste:
                ecrits = self._flux.write(reste)
                if ecrits is None:  # a pipe that is full and does not block
                    time.sleep(PAUSE)
                reste = reste[ecrits or 0 :]
        except BrokenPipeError:
            raise
        except OSError as erreur:
            raise ErreurPalliorient(
                f"impossible d'écrire sur la sortie standard : {raison(erreur)}."
            ) from erreur


RAISONS = {
    errno.ENOENT: "introuvable",
    errno.ENOTDIR: "ce n'est pas dans un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOSPC: "plus de place",
    errno.EDQUOT: "plus de place",
    errno.EFBIG: "taille de fichier limitée",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ELOOP: "liens en boucle",
    errno.EBADF: "elle est fermée",
    errno.EIO: "le disque ou le terminal ne répond plus",
    errno.ENXIO: "ce n'est pas un fichier ordinaire",
    errno.EINVAL: "nom refusé par le système",
}


class PasOrdinaire(OSError):
    """Something else than a file bears its name; the message says what, in French."""


def raison(erreur: OSError) -> str:
    """Why the system refused, in French."""
    if isinstance(erreur, PasOrdinaire):
        return str(erreur)
    return RAISONS.get(erreur.errno or 0, f"erreur n° {erreur.errno} du système")


def montrer(chemin: str | os.PathLike[str]) -> str:
    """A path fit to stand in a sentence."""
    return sur_une_ligne(os.fspath(chemin))


def court(chemin: Path) -> Path:
    """The path from the current folder when inside it: shorter to read, and links work."""
    try:
        ici = Path.cwd()
    except OSError:  # the folder from which we were run is no more
        return chemin
    if chemin.is_absolute() and chemin.is_relative_to(ici):
        return chemin.relative_to(ici)
    return chemin

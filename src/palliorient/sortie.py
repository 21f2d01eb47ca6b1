"""Writing results: UTF-8, LF, on standard output or into a file, whole or not at all; and the
words that go with it: why the system refused, paths and texts fit to be shown."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from palliorient.noyau.diagnostic import ErreurPalliorient


class SortieExistante(ErreurPalliorient):
    """The output file is already there."""

    statut = 2


def ecrire(texte: str, sortie: str | None = None) -> None:
    """Write to standard output (None or `-`), or to a new file.

    An existing file is never overwritten. The text ends with a line feed.
    """
    octets = (texte if texte.endswith("\n") else texte + "\n").encode()
    if sortie in (None, "-"):
        _sur_la_sortie_standard(octets)
        return
    chemin = Path(str(sortie))
    if chemin.exists():
        raise SortieExistante(f"la sortie « {chemin} » existe déjà : choisir un autre nom.")
    provisoire = chemin.with_name(f".{chemin.name}.{os.getpid()}")
    try:
        provisoire.write_bytes(octets)
        provisoire.replace(chemin)
    except OSError as erreur:
        provisoire.unlink(missing_ok=True)
        raise ErreurPalliorient(f"impossible d'écrire « {chemin} » : {raison(erreur)}.") from erreur


def _sur_la_sortie_standard(octets: bytes) -> None:
    """A closed pipe passes through: the reader has had enough, that is not a failure."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(octets)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as erreur:
        raise ErreurPalliorient(
            f"impossible d'écrire sur la sortie standard : {raison(erreur)}."
        ) from erreur


RAISONS = {
    errno.ENOENT: "dossier introuvable",
    errno.ENOTDIR: "ce n'est pas dans un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOSPC: "plus de place",
    errno.ENAMETOOLONG: "nom trop long",
}


def raison(erreur: OSError) -> str:
    """Why the system refused, in French."""
    return RAISONS.get(erreur.errno or 0, f"erreur n° {erreur.errno} du système")


def court(chemin: Path) -> Path:
    """The path from the current folder when inside it: shorter to read, and links work."""
    ici = Path.cwd()
    if chemin.is_absolute() and chemin.is_relative_to(ici):
        return chemin.relative_to(ici)
    return chemin


def propre(texte: str) -> str:
    """The text without control characters, so that no data can drive the terminal."""
    return "".join(c if c.isprintable() or c in "\n" else "\ufffd" for c in texte)

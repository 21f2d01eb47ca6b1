"""Writing results: UTF-8, LF, on standard output or into a file, whole or not at all."""

from __future__ import annotations

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
        sys.stdout.flush()
        sys.stdout.buffer.write(octets)
        sys.stdout.flush()
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
        raise ErreurPalliorient(
            f"impossible d'écrire « {chemin} » : {erreur.strerror or erreur}."
        ) from erreur


def propre(texte: str) -> str:
    """The text without control characters, so that no data can drive the terminal."""
    return "".join(c if c.isprintable() or c in "\n" else "\ufffd" for c in texte)

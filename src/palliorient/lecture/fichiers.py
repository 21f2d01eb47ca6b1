"""Bytes of a file, bounded before they are read; whatever else bears its name is said at once.

A pipe would make us wait, a device has no end, and a file without end would fill the memory.
Light on purpose: the start of every command comes through here.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from palliorient.sortie import PasOrdinaire

TAILLE_PERMISE = 1024 * 1024

NATURES = (
    (stat.S_ISDIR, "c'est un dossier, pas un fichier"),
    (stat.S_ISFIFO, "c'est un tube, pas un fichier"),
    (stat.S_ISSOCK, "c'est une prise réseau, pas un fichier"),
    (stat.S_ISCHR, "c'est un périphérique, pas un fichier"),
    (stat.S_ISBLK, "c'est un périphérique, pas un fichier"),
)


def octets_de(chemin: str | Path, borne: int = TAILLE_PERMISE) -> bytes:
    """The bytes of an ordinary file: all of them, or one more than `borne`, which says « more ».

    Raises `OSError`: what the system answers, or `PasOrdinaire`.
    """
    ordinaire(os.stat(chemin).st_mode)  # noqa: PTH116 - text or path
    # What was looked at may have been replaced: never wait, and look again once it is open.
    drapeaux = os.O_RDONLY
    for nom in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        drapeaux |= getattr(os, nom, 0)
    with os.fdopen(os.open(chemin, drapeaux), "rb") as fichier:
        ordinaire(os.fstat(fichier.fileno()).st_mode)
        return fichier.read(borne + 1)


def ordinaire(mode: int) -> None:
    """Raise `PasOrdinaire` unless this is the mode of an ordinary file."""
    if not stat.S_ISREG(mode):
        raise PasOrdinaire(
            next((dit for est, dit in NATURES if est(mode)), "ce n'est pas un fichier")
        )

"""How far a long run is, on standard error, and only at a terminal."""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import IO

from palliorient.noyau.langue.phrases import nombre

INTERVALLE = 0.2
"""Seconds between two updates."""

EFFACER = "\r\x1b[K"


class Progression:
    """One line, rewritten in place."""

    def __init__(self, entree: IO[bytes]) -> None:
        self.visible = sys.stderr.isatty()
        self._entree = entree
        self._depart = time.monotonic()
        self._prochaine = self._depart + INTERVALLE
        self._taille = taille(entree) if self.visible else 0

    def avancer(self, lignes: int) -> None:
        """So many lines have been read."""
        maintenant = time.monotonic()
        if not self.visible or maintenant < self._prochaine:
            return
        self._prochaine = maintenant + INTERVALLE
        duree = maintenant - self._depart
        texte = f"{nombre(lignes)} lignes · {nombre(round(lignes / duree))} lignes/s"
        lus = self._entree.tell() if self._taille else 0
        if lus:
            texte += f" · reste {_duree(duree * max(self._taille - lus, 0) / lus)}"
        self._montrer(EFFACER + texte)

    def effacer(self) -> None:
        """Make room for the report."""
        self._montrer(EFFACER)

    def _montrer(self, texte: str) -> None:
        if self.visible:
            sys.stderr.write(texte)
            sys.stderr.flush()


def taille(entree: IO[bytes]) -> int:
    """The size of a regular file; 0 when it is not known (a pipe)."""
    try:
        vu = os.fstat(entree.fileno())
    except (OSError, ValueError):
        return 0
    return vu.st_size if stat.S_ISREG(vu.st_mode) else 0


def _duree(secondes: float) -> str:
    minutes, reste = divmod(round(secondes), 60)
    return f"{minutes} min {reste:02} s" if minutes else f"{reste} s"

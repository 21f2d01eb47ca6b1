"""Where rows go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, Protocol

from palliorient.lots.erreurs import SortieRefusee
from palliorient.noyau.diagnostic import ErreurPalliorient
from palliorient.sortie import raison


class Ecrivain(Protocol):
    """Takes bytes until the end of the run."""

    def ecrire(self, octets: bytes) -> None: ...


class VersEcran:
    """Standard output, without a buffer of our own: what is written is out.

    A closed pipe goes through (`BrokenPipeError`): the application ends quietly.
    """

    def __init__(self, flux: IO[bytes]) -> None:
        flux.flush()
        self._flux = getattr(flux, "raw", flux)

    def ecrire(self, octets: bytes) -> None:
        reste = memoryview(octets)
        try:
            while reste:
                reste = reste[self._flux.write(reste) or 0 :]
        except BrokenPipeError:
            raise
        except OSError as erreur:
            raise ErreurPalliorient(
                f"impossible d'écrire sur la sortie standard : {raison(erreur)}."
            ) from erreur


class VersFichier:
    """A file under a temporary name; `publier` gives it its own."""

    def __init__(self, chemin: Path) -> None:
        self.chemin = chemin
        self.provisoire = chemin.with_name(f".{chemin.name}.{os.getpid()}.partiel")
        with self._dire():
            self._flux = self.provisoire.open("xb", buffering=0)

    def ecrire(self, octets: bytes) -> None:
        reste = memoryview(octets)
        with self._dire():
            while reste:
                reste = reste[self._flux.write(reste) or 0 :]

    def publier(self) -> None:
        """The file takes its name; an older one keeps its permissions but is replaced."""
        with self._dire():
            if self.chemin.exists():
                shutil.copymode(self.chemin, self.provisoire)
            self._flux.close()
            self.provisoire.replace(self.chemin)

    def abandonner(self) -> None:
        """Leave no trace; an older file stays as it was. Nothing to do once published."""
        with suppress(OSError):
            self._flux.close()
        with suppress(OSError):
            self.provisoire.unlink(missing_ok=True)

    @contextmanager
    def _dire(self) -> Iterator[None]:
        try:
            yield
        except OSError as erreur:
            raise ErreurPalliorient(
                f"impossible d'écrire « {self.chemin} » : {raison(erreur)}. Rien n'a été changé."
            ) from erreur


def destination(sortie: str | None, entree: IO[bytes] | None, *, ecraser: bool) -> Path | None:
    """The file to write, links followed; None for standard output.

    Raises `SortieRefusee` when it is the input, or exists without leave to overwrite it.
    """
    if sortie in (None, "-"):
        if entree is not None and _meme_fichier(entree, sys.stdout):
            raise SortieRefusee("la sortie est le fichier d'entrée : choisir un autre nom.")
        return None
    chemin = Path(os.path.realpath(str(sortie)))
    if not chemin.exists():
        return chemin
    if entree is not None and _meme_fichier(entree, chemin):
        raise SortieRefusee(f"la sortie « {sortie} » est le fichier d'entrée.")
    if not chemin.is_file():
        raise SortieRefusee(f"la sortie « {sortie} » n'est pas un fichier ordinaire.")
    if not ecraser:
        raise SortieRefusee(
            f"la sortie « {sortie} » existe déjà : choisir un autre nom, ou --ecraser."
        )
    return chemin


def _meme_fichier(entree: IO[bytes], sortie: IO[str] | Path) -> bool:
    """The same regular file, whatever its names and however it was opened."""
    try:
        vu = os.fstat(entree.fileno())
        cible = sortie.stat() if isinstance(sortie, Path) else os.fstat(sortie.fileno())
    except (OSError, ValueError):
        return False  # not a real file: nothing to confuse
    return stat.S_ISREG(vu.st_mode) and os.path.samestat(vu, cible)


@contextmanager
def ouvrir_sortie(chemin: Path | None) -> Iterator[Ecrivain]:
    """Write inside the block; the file is published at its end, dropped on any exception."""
    if chemin is None:
        yield VersEcran(sys.stdout.buffer)
        return
    with _terminer_proprement():
        fichier = VersFichier(chemin)
        try:
            yield fichier
            fichier.publier()
        finally:
            fichier.abandonner()


@contextmanager
def _terminer_proprement() -> Iterator[None]:
    """A termination request ends like Ctrl-C, so that the temporary file goes."""

    def interrompre(signum: int, cadre: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        avant = signal.signal(signal.SIGTERM, interrompre)
    except ValueError:  # not in the main thread: signals are somebody else's
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, avant)

"""Files that appear whole, and only where nothing was. Every `--sortie` goes through here.

The work is written under a name that nobody can foresee, in the same folder, and takes its
own at the end. Without leave to replace, that last step fails when something has come there
meanwhile. Whatever ends the run, the temporary file goes.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import VersEcran, montrer, raison

PREFIXE, SUFFIXE = ".palliorient-", ".partiel"

SANS_LIENS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
"""What a file system without hard links answers."""

SEPARATEURS = tuple(filter(None, (os.sep, os.altsep)))

REMPLACER = ", ou --ecraser"


class SortieRefusee(ErreurPalliorient):
    """The output exists, or is the input."""

    statut = 2


class Ecrivain(Protocol):
    """Takes bytes until the end of the run."""

    def ecrire(self, octets: bytes) -> None: ...


class Destination:
    """A file to write: where it is, how it was named, whether it may replace another."""

    def __init__(self, chemin: Path, nom: str, *, ecraser: bool, conseil: str = "") -> None:
        self.chemin = chemin
        self.nom = montrer(nom)
        self.ecraser = ecraser
        self.conseil = conseil
        """What else can be done when the file exists."""

    def occupee(self) -> SortieRefusee:
        return SortieRefusee(
            f"la sortie « {self.nom} » existe déjà : choisir un autre nom{self.conseil}."
        )

    @contextmanager
    def dire(self) -> Iterator[None]:
        """Failures of the system as sentences."""
        try:
            yield
        except OSError as erreur:
            absent = erreur.errno == errno.ENOENT
            pourquoi = "son dossier n'existe pas" if absent else raison(erreur)
            raise ErreurPalliorient(
                f"impossible d'écrire « {self.nom} » : {pourquoi}. Rien n'a été changé."
            ) from erreur


def destination(
    sortie: str | None,
    entree: IO[bytes] | None = None,
    *,
    ecraser: bool = False,
    conseil: str = "",
) -> Destination | None:
    """The file to write; None for standard output.

    Raises `SortieRefusee` when it is the input, when something has this name (a link too,
    wherever it leads) without leave to replace it, or when it is no ordinary file. With
    leave, a link is followed to the file that it names; one that leads nowhere is refused.
    """
    if sortie in (None, "-"):
        if entree is not None and _meme_fichier(entree, sys.stdout):
            raise SortieRefusee("la sortie est le fichier d'entrée : choisir un autre nom.")
        return None
    nom = str(sortie)
    if nom.endswith(SEPARATEURS):
        raise SortieRefusee(f"la sortie « {montrer(nom)} » est un nom de dossier, pas de fichier.")
    voulue = Destination(Path(nom), nom, ecraser=ecraser, conseil=conseil)
    with voulue.dire():
        if not _present(nom):
            return voulue
        suivi = os.path.realpath(nom)
        if not _present(suivi):
            raise SortieRefusee(f"la sortie « {voulue.nom} » est un lien qui ne mène nulle part.")
        if entree is not None and _meme_fichier(entree, Path(suivi)):
            raise SortieRefusee(f"la sortie « {voulue.nom} » est le fichier d'entrée.")
        if not stat.S_ISREG(Path(suivi).stat().st_mode):
            raise SortieRefusee(f"la sortie « {voulue.nom} » n'est pas un fichier ordinaire.")
    if not ecraser:
        raise voulue.occupee()
    return Destination(Path(suivi), nom, ecraser=True)


def _present(nom: str) -> bool:
    """Does anything have this name? Raises when the system does not say."""
    try:
        os.lstat(nom)
    except FileNotFoundError:
        return False
    return True


def _meme_fichier(entree: IO[bytes], sortie: IO[str] | Path) -> bool:
    """The same regular file, whatever its names and however it was opened."""
    try:
        vu = os.fstat(entree.fileno())
        cible = sortie.stat() if isinstance(sortie, Path) else os.fstat(sortie.fileno())
    except (OSError, ValueError):
        return False  # not a real file: nothing to confuse
    return stat.S_ISREG(vu.st_mode) and os.path.samestat(vu, cible)


class VersFichier:
    """A file under a temporary name; `publier` gives it its own."""

    def __init__(self, voulue: Destination) -> None:
        self.voulue = voulue
        # Short: a long name that the system accepts must not become one that it refuses.
        self.provisoire = voulue.chemin.with_name(f"{PREFIXE}{os.urandom(8).hex()}{SUFFIXE}")
        self._flux: IO[bytes] | None = None
        self._reserve: os.stat_result | None = None

    def ouvrir(self) -> None:
        """Apart from the constructor: whoever is interrupted here knows what to remove."""
        drapeaux = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        for nom in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
            drapeaux |= getattr(os, nom, 0)
        with self.voulue.dire():
            self._flux = os.fdopen(os.open(self.provisoire, drapeaux, 0o666), "wb", buffering=0)

    def ecrire(self, octets: bytes) -> None:
        assert self._flux is not None
        reste = memoryview(octets)
        with self.voulue.dire():
            while reste:
                reste = reste[self._flux.write(reste) or 0 :]

    def publier(self) -> None:
        """The file takes its name; one that it may replace gives it its permissions."""
        assert self._flux is not None
        with self.voulue.dire():
            if self.voulue.ecraser:
                with suppress(FileNotFoundError):
                    self.provisoire.chmod(stat.S_IMODE(self.voulue.chemin.stat().st_mode))
            self._flux.close()
            try:
                if self.voulue.ecraser:
                    self.provisoire.replace(self.voulue.chemin)
                else:
                    self._prendre_le_nom()
            except FileExistsError:
                raise self.voulue.occupee() from None

    def _prendre_le_nom(self) -> None:
        """Fails when the name has been taken meanwhile, by a link too."""
        try:
            os.link(self.provisoire, self.voulue.chemin)
        except OSError as erreur:
            if erreur.errno not in SANS_LIENS:
                raise
            self._reserver()
            self.provisoire.replace(self.voulue.chemin)

    def _reserver(self) -> None:
        """Take the name with an empty file, where there are no hard links."""
        numero = os.open(self.voulue.chemin, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        self._reserve = os.fstat(numero)
        os.close(numero)

    def abandonner(self) -> None:
        """Leave no trace; an older file stays as it was. The name that it has taken stays."""
        with suppress(OSError):  # its failures are told by the write that met them
            self.provisoire.unlink(missing_ok=True)
        with suppress(OSError):
            if self._reserve and os.path.samestat(self._reserve, self.voulue.chemin.lstat()):
                self.voulue.chemin.unlink()  # still the empty one: the work never came
        if self._flux is not None:
            with suppress(OSError):
                self._flux.close()


@contextmanager
def ouvrir_sortie(voulue: Destination | None) -> Iterator[Ecrivain]:
    """Write inside the block; the file is published at its end, dropped on any exception."""
    if voulue is None:
        yield VersEcran()
        return
    fichier = VersFichier(voulue)
    try:
        fichier.ouvrir()
        yield fichier
        fichier.publier()
    finally:
        fichier.abandonner()

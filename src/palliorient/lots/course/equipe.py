"""The same rows on several processes: they go out by units, and come back in their order.

Each process is a copy of this one (`fork`), with all that it remembers. Only here are rows read
and answers written: order, bytes, signals and refusals are those of a single process.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, NoReturn

from palliorient.arret import SIGNAUX
from palliorient.lots.course.unite import Rendue, Unite
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

AVANCE = 4
"""Units that one process may be ahead of another: what waits for its turn is kept."""


class Equipe:
    """Processes that answer units; a context, at the end of which none is left.

    `traiter`: what they do of a unit; `compte`: what each says at the end of all of them.
    """

    def __init__(
        self, nombre: int, traiter: Callable[[Unite], Rendue], compte: Callable[[], Any]
    ) -> None:
        self._faire = traiter, compte
        self._nombre = nombre
        self._voies: dict[Connection, int] = {}
        """The way to each process, and its number."""

    def __enter__(self) -> Equipe:
        try:
            self._copier()
        except BaseException as erreur:
            self.__exit__()
            if isinstance(erreur, OSError):
                raise _perdu() from erreur
            raise
        return self

    def _copier(self) -> None:
        # A copy that a signal reached before it ignores it would tidy up what is not its own.
        bloques = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNAUX)
        try:
            for _ in range(self._nombre):
                ici, la_bas = Pipe()
                numero = os.fork()
                if numero == 0:
                    self._servir(ici, la_bas, bloques)
                la_bas.close()
                self._voies[ici] = numero
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, bloques)

    def __exit__(self, *_: object) -> None:
        for voie, numero in self._voies.items():
            voie.close()
            with suppress(ProcessLookupError):
                os.kill(numero, signal.SIGKILL)
            os.waitpid(numero, 0)

    def _servir(
        self, ici: Connection, voie: Connection, bloques: set[int | signal.Signals]
    ) -> NoReturn:
        """The life of a copy: whatever happens, it never goes back to what the first one does."""
        try:
            for numero in SIGNAUX:  # a terminal sends them to all: the first alone answers
                signal.signal(numero, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, bloques)
            for autre in (ici, *self._voies):  # else it would not see that the first has ended
                autre.close()
            traiter, compte = self._faire
            while True:
                unite = voie.recv()
                try:
                    rendue = compte() if unite is None else traiter(unite)
                except Exception as erreur:  # noqa: BLE001  raised where it can be told
                    rendue = erreur
                voie.send(rendue)
        finally:
            os._exit(0)

    def repondre(self, unites: Iterable[Unite]) -> Iterator[tuple[Unite, Rendue]]:
        """Each unit with what is written for it, in their order."""
        envoyees: deque[tuple[int, Unite]] = deque()
        occupees: dict[Connection, int] = {}
        rendues: dict[int, Rendue] = {}
        libres = [*self._voies]
        for rang, unite in enumerate(unites):
            while not libres or len(envoyees) >= AVANCE * self._nombre:
                libres += self._recevoir(occupees, rendues)
                yield from _dans_l_ordre(envoyees, rendues)
            voie = libres.pop()
            self._envoyer(voie, unite)
            occupees[voie] = rang
            envoyees.append((rang, unite))
        while envoyees:
            self._recevoir(occupees, rendues)
            yield from _dans_l_ordre(envoyees, rendues)

    def comptes(self) -> list[Any]:
        """What each process has counted."""
        for voie in self._voies:
            self._envoyer(voie, None)
        return [self._lire(voie) for voie in self._voies]

    def _recevoir(
        self, occupees: dict[Connection, int], rendues: dict[int, Rendue]
    ) -> list[Connection]:
        """Wait for an answer at least; the ways that are free again."""
        pretes = [voie for voie in wait([*occupees]) if isinstance(voie, Connection)]
        for voie in pretes:
            rendues[occupees.pop(voie)] = self._lire(voie)
        return pretes

    def _envoyer(self, voie: Connection, unite: Unite | None) -> None:
        try:
            voie.send(unite)
        except OSError:
            raise _perdu() from None

    def _lire(self, voie: Connection) -> Any:
        try:
            lu = voie.recv()
        except (EOFError, OSError):
            raise _perdu() from None
        if isinstance(lu, Exception):
            raise lu
        return lu


def _dans_l_ordre(
    envoyees: deque[tuple[int, Unite]], rendues: dict[int, Rendue]
) -> Iterator[tuple[Unite, Rendue]]:
    while envoyees and envoyees[0][0] in rendues:
        rang, unite = envoyees.popleft()
        yield unite, rendues.pop(rang)


def _perdu() -> ErreurPalliorient:
    return ErreurPalliorient(
        "un des processus de calcul manque ou s'est arrêté (mémoire ?) : relancer avec"
        " --processus 1."
    )

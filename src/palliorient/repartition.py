"""One long list of small tasks over several processes; results come back in order.

Each process has one pipe of its own. When the command ends, whatever ended it (a signal
that cannot be caught too), the pipes close and the processes stop by themselves; when one
of them dies, its pipe says so and the command stops rather than waiting for ever.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pickle import UnpicklingError
from typing import TYPE_CHECKING, Any, cast

from palliorient.arret import SIGNAUX
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

PAQUET = 8
"""Tasks given at once: neighbours share what they remember, and nobody waits long."""

AVANCE = 4
"""Packets, for each process, that may be done before one that is late: they are kept meanwhile."""

NEUF, COPIE = "spawn", "fork"
"""A process that knows nothing, the same everywhere; or a copy of this one, with all that it
remembers (see `copiable`)."""

Faire = Callable[[Any], Any]
"""Does a task. A task and its result can go from one process to another; so can what does it,
unless processes are copies."""


def processus_disponibles() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def copiable() -> bool:
    """May this process be copied safely? Not on every system, nor where it does several things."""
    return sys.platform == "linux" and threading.active_count() == 1


class Preparee:
    """Does tasks with what `preparer(*arguments)` gives, in the process where they are done."""

    def __init__(self, preparer: Callable[..., Faire], arguments: tuple[Any, ...]) -> None:
        self._preparer, self._arguments = preparer, arguments
        self._faire: Faire | None = None

    def __call__(self, tache: Any) -> Any:
        self._faire = self._faire or self._preparer(*self._arguments)
        return self._faire(tache)


def repartir(
    preparer: Callable[..., Faire], arguments: tuple[Any, ...], nombre: int, processus: int
) -> Iterator[Any]:
    """The results of tasks 0 to `nombre` - 1, in order, made by at most `processus` processes.

    `preparer(*arguments)` gives what does a task; in several processes it is called in each,
    so it stands at the top of a module and its arguments can be pickled. With one, no
    process is started. Raises `ErreurPalliorient` when a process dies.
    """
    paquets = [range(debut, min(debut + PAQUET, nombre)) for debut in range(0, nombre, PAQUET)]
    faire = Preparee(preparer, arguments)
    if processus <= 1 or len(paquets) <= 1:
        yield from map(faire, range(nombre))
        return
    with Equipe(min(processus, len(paquets)), faire, NEUF) as equipe:
        yield from equipe.resultats(paquets)


class Equipe:
    """Processes that do tasks, each at the other end of its pipe; at the end none is left."""

    def __init__(self, nombre: int, faire: Faire, sorte: str) -> None:
        self._nombre, self._faire, self._sorte = nombre, faire, sorte
        self._processus: list[BaseProcess] = []
        self._liens: list[Connection] = []

    def __enter__(self) -> Equipe:
        try:
            self._commencer()
        except BaseException as erreur:
            self.__exit__()
            if isinstance(erreur, OSError):
                raise _perdu() from erreur
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for lien in self._liens:
            lien.close()
        for un in self._processus:
            un.kill()
        for un in self._processus:
            un.join()

    def resultats(self, paquets: Iterable[Sequence[Any]]) -> Iterator[Any]:
        """The result of each task of these packets, in their order, as soon as it has its turn."""
        from multiprocessing.connection import wait

        donnes: deque[int] = deque()
        occupes: dict[Connection, int] = {}
        faits: dict[int, list[Any]] = {}
        libres = [*self._liens]

        def attendre() -> Iterator[Any]:
            for pret in wait([*occupes]):
                lien = cast("Connection", pret)
                faits[occupes.pop(lien)] = _recevoir(lien)
                libres.append(lien)
            while donnes and donnes[0] in faits:
                yield from faits.pop(donnes.popleft())

        for numero, paquet in enumerate(paquets):
            while not libres or len(donnes) >= AVANCE * self._nombre:
                yield from attendre()
            lien = libres.pop()
            _donner(lien, paquet)
            occupes[lien] = numero
            donnes.append(numero)
        while donnes:
            yield from attendre()

    def a_chacun(self, tache: Any) -> list[Any]:
        """What each process makes of the same task."""
        for lien in self._liens:
            _donner(lien, [tache])
        return [resultat for lien in self._liens for resultat in _recevoir(lien)]

    def _commencer(self) -> None:
        from multiprocessing import get_context, resource_tracker

        contexte = cast("ForkContext | SpawnContext", get_context(self._sorte))
        if self._sorte == NEUF and sys.platform != "win32":
            resource_tracker.ensure_running()  # its own start would let the signals in again
        herite = self._faire if self._sorte == COPIE else None
        with _sans_interruption():
            for _ in range(self._nombre):
                ici, la_bas = contexte.Pipe()
                # Copies hold the ends of the others: they would not see this process end.
                autres = (*self._liens, ici) if self._sorte == COPIE else ()
                un = contexte.Process(
                    target=_travailler, args=(la_bas, herite, autres), daemon=True
                )
                un.start()
                la_bas.close()
                self._processus.append(un)
                self._liens.append(ici)
        if herite is None:
            for lien in self._liens:
                # By the pipe, not at the start: who is told to stop meanwhile stops quietly.
                lien.send(self._faire)


def _donner(lien: Connection, paquet: Sequence[Any]) -> None:
    try:
        lien.send(paquet)
    except OSError:
        raise _perdu() from None


def _recevoir(lien: Connection) -> list[Any]:
    try:
        resultats = lien.recv()
    except (EOFError, OSError):
        raise _perdu() from None
    for resultat in resultats:
        if isinstance(resultat, Exception):
            raise resultat
    return cast("list[Any]", resultats)


def _essayer(faire: Faire, tache: Any) -> Any:
    """The result of a task; what it raises instead is raised again by the command."""
    try:
        return faire(tache)
    except Exception as erreur:  # noqa: BLE001
        return erreur


def _perdu() -> ErreurPalliorient:
    return ErreurPalliorient(
        "un des processus de calcul s'est arrêté avant la fin : recommencer, ou n'en demander"
        " qu'un (--processus 1)."
    )


@contextmanager
def _sans_interruption() -> Iterator[None]:
    """Signals wait until processes have all that they start with.

    A terminal sends them to all of its processes: those started here never get one, only the
    command answers it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    avant = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNAUX)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, avant)


def _travailler(lien: Connection, faire: Faire | None, autres: Iterable[Connection]) -> None:
    """What a process does: packets of tasks until nobody is at the other end."""
    for numero in SIGNAUX:
        signal.signal(numero, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNAUX)
    for autre in autres:
        autre.close()
    gc.set_threshold(50_000)  # as the command itself: see `__main__`
    try:
        faire = faire or lien.recv()
        while True:
            resultats = []
            for tache in lien.recv():
                resultats.append(_essayer(faire, tache))
                if lien.poll():  # nothing is sent before the answer: the other end is closed
                    return
            lien.send(resultats)
    except (EOFError, BrokenPipeError, ConnectionResetError, UnpicklingError):
        return

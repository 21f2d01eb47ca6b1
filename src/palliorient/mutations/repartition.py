"""One long list of small tasks over several processes; results come back in order.

Each process has one pipe of its own. When the command ends, whatever ended it (a signal
that cannot be caught too), the pipes close and the processes stop by themselves; when one
of them dies, its pipe says so and the command stops rather than waiting for ever.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pickle import UnpicklingError
from typing import Any, cast

from palliorient.noyau.modele.diagnostic import ErreurPalliorient

PAQUET = 8
"""Tasks given at once: neighbours share what they remember, and nobody waits long."""

FINS = {s for s in signal.Signals if s.name in ("SIGTERM", "SIGHUP")}
"""What asks a process to end."""

Faire = Callable[[int], Any]
"""Does the task of a rank; its result can go from one process to another."""


def processus_disponibles() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def repartir(
    preparer: Callable[..., Faire], arguments: tuple[Any, ...], nombre: int, processus: int
) -> Iterator[Any]:
    """The results of tasks 0 to `nombre` - 1, in order, made by at most `processus` processes.

    `preparer(*arguments)` gives what does a task; in several processes it is called in each,
    so it stands at the top of a module and its arguments can be pickled. With one, no
    process is started. Raises `ErreurPalliorient` when a process dies.
    """
    paquets = [range(debut, min(debut + PAQUET, nombre)) for debut in range(0, nombre, PAQUET)]
    if processus <= 1 or len(paquets) <= 1:
        faire = preparer(*arguments)
        for rang in range(nombre):
            yield faire(rang)
        return
    equipe = _Equipe(preparer, arguments, min(processus, len(paquets)))
    try:
        yield from equipe.resultats(paquets)
    finally:
        equipe.arreter()


class _Equipe:
    """The processes, each at the other end of its pipe."""

    def __init__(
        self, preparer: Callable[..., Faire], arguments: tuple[Any, ...], nombre: int
    ) -> None:
        contexte = get_context("spawn")  # the same everywhere: nothing is inherited
        self.processus = []
        self.liens: list[Connection] = []
        with _sans_interruption():
            for _ in range(nombre):
                ici, la_bas = contexte.Pipe()
                un = contexte.Process(target=_travailler, args=(la_bas,), daemon=True)
                un.start()
                la_bas.close()
                self.processus.append(un)
                self.liens.append(ici)
        for lien in self.liens:
            # By the pipe, not at the start: who is told to stop meanwhile stops quietly.
            lien.send((preparer, arguments))

    def resultats(self, paquets: list[range]) -> Iterator[Any]:
        a_donner = iter(enumerate(paquets))
        faits: dict[int, list[Any]] = {}
        for lien in self.liens:
            _donner(lien, a_donner)
        attendu = 0
        while attendu < len(paquets):
            for pret in wait(self.liens):
                lien = cast(Connection, pret)
                try:
                    numero, resultats = lien.recv()
                    _donner(lien, a_donner)
                except (EOFError, OSError):
                    raise ErreurPalliorient(
                        "un des processus de calcul s'est arrêté avant la fin : recommencer, ou"
                        " n'en demander qu'un (--processus 1)."
                    ) from None
                faits[numero] = resultats
            while attendu in faits:
                yield from faits.pop(attendu)
                attendu += 1

    def arreter(self) -> None:
        for lien in self.liens:
            lien.close()
        for un in self.processus:
            un.terminate()
        for un in self.processus:
            un.join()


def _donner(lien: Connection, a_donner: Iterator[tuple[int, range]]) -> None:
    suivant = next(a_donner, None)
    if suivant is not None:
        lien.send(suivant)


@contextmanager
def _sans_interruption() -> Iterator[None]:
    """Signals wait until processes have all that they start with.

    Ctrl-C goes to all of a terminal's processes: those started here never get it, only the
    command answers it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its own start would let the signals in again
    avant = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *FINS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, avant)


def _travailler(lien: Connection) -> None:
    """What a process does: packets of tasks until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, FINS)
    gc.set_threshold(50_000)  # as the command itself: see `__main__`
    try:
        preparer, arguments = lien.recv()
        faire = preparer(*arguments)
        while True:
            numero, rangs = lien.recv()
            resultats = []
            for rang in rangs:
                resultats.append(faire(rang))
                if lien.poll():  # nothing is sent before the answer: the other end is closed
                    return
            lien.send((numero, resultats))
    except (EOFError, BrokenPipeError, ConnectionResetError, UnpicklingError):
        return

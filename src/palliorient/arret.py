"""Ctrl-C, and requests to end: nothing is left behind, and the status says which it was.

While the program starts nothing is open yet: it ends at once, without unwinding imports (an
exception there could be lost in a callback of the interpreter). Once a command runs, the
request is an exception, so that files and terminal are put back on its way out.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

INTERROMPU = 130
SIGNAUX = tuple(
    getattr(signal, nom) for nom in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, nom)
)
PATIENCE = 4
"""Requests after which the program ends at once: the first one may have been lost."""

_suivis: list[signal.Signals] = []
_recus: list[int] = []


class Arret(KeyboardInterrupt):
    """Asked to end by a signal. A `KeyboardInterrupt`: event loops let it through."""

    def __init__(self, numero: int = signal.SIGINT) -> None:
        super().__init__()
        self.statut = 128 + numero


def suivre() -> None:
    """From the first line of the program. A signal that the caller has ignored stays so."""
    for numero in SIGNAUX:
        if signal.getsignal(numero) is not signal.SIG_IGN:
            signal.signal(numero, _finir)
            _suivis.append(numero)
    sys.unraisablehook = _perdu


def lever() -> None:
    """A command begins: from now on the request is an exception."""
    for numero in _suivis:
        signal.signal(numero, _lever)


def achever() -> None:
    """The command is over, all is written and closed: nothing is left to unwind."""
    for numero in _suivis:
        signal.signal(numero, _finir)


def statut_de(erreur: BaseException) -> int:
    """130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    return erreur.statut if isinstance(erreur, Arret) else INTERROMPU


def dire() -> None:
    """That the work is not done, as one reads it under one's Ctrl-C."""
    sys.stderr.write("\nInterrompu.\n")
    sys.stderr.flush()


def _lever(numero: int, cadre: FrameType | None) -> None:
    """Once: a second request must not interrupt what the first one makes tidy up.

    A terminal that closes, or a system that stops, sends two of them together.
    """
    _recus.append(numero)
    if len(_recus) == 1:
        raise Arret(numero)
    if len(_recus) >= PATIENCE:
        _finir(numero, cadre)


def _finir(numero: int, _cadre: FrameType | None) -> None:
    # The stream itself may be in the middle of a write.
    os.write(2, b"\nInterrompu.\n")
    os._exit(128 + numero)


def _perdu(perdu: Any) -> None:
    """The interpreter drops what is raised in its callbacks; an end that is asked for stays."""
    if isinstance(perdu.exc_value, KeyboardInterrupt):
        os._exit(statut_de(perdu.exc_value))
    sys.__unraisablehook__(perdu)

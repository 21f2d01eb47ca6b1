"""The three standard streams, whatever the caller has done to them.

What is told on standard error never changes the outcome; what was asked for on standard
output, and cannot be written there, does (status 3).
"""

from __future__ import annotations

import io
import os
import sys


class Erreurs(io.TextIOWrapper):
    """Standard error that never fails: when it cannot take a sentence, the sentence is lost."""

    def write(self, texte: str) -> int:
        try:
            return super().write(texte)
        except OSError:
            self._perdre()
            return len(texte)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            self._perdre()

    def _perdre(self) -> None:
        """What waits in the buffers, and all that comes, goes nowhere."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


def brancher() -> None:
    """Make the three streams usable; called once, before anything is opened.

    A stream that the caller closed (`<&-`, `>&-`, `2>&-`) has left its number free: the next
    file opened would take it, and receive what is meant for the stream.
    """
    if sys.stdin is None:
        sys.stdin = open(_rien(0, os.O_RDONLY), encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        # Opened for reading: to write there fails, as it must.
        sys.stdout = open(_rien(1, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_rien(2, os.O_WRONLY), "w", encoding="utf-8")  # noqa: SIM115
    elif type(sys.stderr) is io.TextIOWrapper:
        sys.stderr = Erreurs(
            sys.stderr.buffer, encoding="utf-8", errors="backslashreplace", line_buffering=True
        )


def _rien(numero: int, mode: int) -> int:
    """The empty device under this number."""
    ouvert = os.open(os.devnull, mode)
    if ouvert != numero:
        os.dup2(ouvert, numero)
        os.close(ouvert)
    return numero


def vider(statut: int, texte: str = "") -> int:
    """Empty standard output, after a last text; the status, or 3 when that fails and it was 0."""
    try:
        if texte:  # even nothing cannot be written where there is no room
            sys.stdout.write(texte)
        sys.stdout.flush()
    except BrokenPipeError:
        _oublier()  # the reader has gone (`| head`): not an error
    except OSError as erreur:
        _oublier()
        from palliorient.sortie import raison

        dit = f"impossible d'écrire sur la sortie standard : {raison(erreur)}."
        sys.stderr.write(f"palliorient : {dit}\n")
        return statut or 3
    return statut


def _oublier() -> None:
    """Keep the interpreter from trying again, and complaining, when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

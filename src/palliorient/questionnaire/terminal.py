"""The terminal as it was found, whatever ends the questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

RENDRE = "\x1b[?2004l\x1b[?25h\x1b[0m"
"""Paste as it is, show the cursor, plain letters."""


@contextmanager
def terminal_rendu(*, dessine: bool) -> Iterator[None]:
    """Give the terminal back after the block; `dessine`: the cursor was moved, not only lines.

    The drawing library does it too when it ends by itself; a request to end (SIGTERM, a
    closed window) may come between two of its steps.
    """
    try:
        import termios
    except ImportError:  # not a POSIX terminal: the library is alone to know how
        yield
        return
    numero = sys.stdin.fileno()
    avant = termios.tcgetattr(numero)
    try:
        yield
    finally:
        # A terminal that has been closed has nothing left to put right.
        with suppress(termios.error, OSError):
            termios.tcsetattr(numero, termios.TCSADRAIN, avant)
        if dessine:
            sys.stderr.write(RENDRE)
            sys.stderr.flush()

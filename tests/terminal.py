"""A command in a pseudo-terminal, as a person meets it: what is typed, what is on the screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on this system")
pyte = pytest.importorskip("pyte")
termios = pytest.importorskip("termios")

COLONNES, LIGNES = 80, 24
PATIENCE = 20
"""Seconds to wait for what should be on the screen."""


class Terminal:
    """`palliorient` in a terminal of 80 columns; `suite`: what the shell does with its output."""

    def __init__(
        self,
        env: dict[str, str],
        arguments: str,
        suite: str = "",
        *,
        reponse: Path | None = None,
        lignes: int = LIGNES,
    ) -> None:
        """`reponse`: the file that takes the standard output, instead of the screen."""
        self.reponse = reponse
        if reponse is not None:
            suite = f"> {reponse}"
        self.enfant = pexpect.spawn(
            "/bin/sh",
            ["-c", f"exec {sys.executable} -m palliorient {arguments} {suite}"],
            env=env,
            encoding="utf-8",
            dimensions=(lignes, COLONNES),
            timeout=PATIENCE,
        )
        self.avant = termios.tcgetattr(self.enfant.child_fd)
        self.ecran = pyte.Screen(COLONNES, lignes)
        self.flux = pyte.Stream(self.ecran)
        self.recu = ""

    @property
    def montre(self) -> str:
        """What is on the screen now."""
        return "\n".join(self.ecran.display)

    def attendre(self, *textes: str) -> None:
        """Read until all these texts are on the screen together."""
        while not all(texte in self.montre for texte in textes):
            self.lire()

    def lire(self) -> None:
        """Read what comes next."""
        morceau = self.enfant.read_nonblocking(4096, timeout=PATIENCE)
        self.recu += morceau
        self.flux.feed(morceau)

    def repondre(self, textes: Sequence[str], touches: str) -> None:
        """Once all these texts are on the screen, type."""
        self.attendre(*textes)
        self.enfant.send(touches)

    def finir(self) -> int:
        """Read to the end; the status. The terminal is as it was, and nothing broke."""
        self.recu += self.enfant.read()
        self.enfant.wait()
        assert termios.tcgetattr(self.enfant.child_fd) == self.avant
        assert "Traceback" not in self.recu
        return int(self.enfant.exitstatus)

    def ecrit(self) -> str:
        """What the file of the answer holds."""
        assert self.reponse is not None
        return self.reponse.read_text(encoding="utf-8")

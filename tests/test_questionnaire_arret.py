"""The terminal is given back, whatever ends the questions and however narrow it is."""

from __future__ import annotations

import signal
import sys
from itertools import product
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on this system")
termios = pytest.importorskip("termios")

MONTRER_LE_CURSEUR, COLLER_TEL_QUEL = "\x1b[?25h", "\x1b[?2004l"


def lancer(env: dict[str, str], dimensions: tuple[int, int], *options: str) -> Any:
    return pexpect.spawn(
        sys.executable,
        ["-m", "palliorient", "orienter", *options],
        env=env | {"PROMPT_TOOLKIT_NO_CPR": "1"},
        encoding="utf-8",
        dimensions=dimensions,
        timeout=20,
    )


def finir(enfant: Any) -> str:
    recu = enfant.before if isinstance(enfant.before, str) else ""
    recu += enfant.read()
    enfant.wait()
    return recu


@pytest.mark.parametrize(("nom", "statut"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_arrete_par_un_signal(
    environnement: dict[str, str], nom: str, statut: int, term: str
) -> None:
    enfant = lancer(environnement | {"TERM": term}, (24, 80))
    avant = termios.tcgetattr(enfant.child_fd)
    enfant.expect("Ctrl-C quitter" if term == "xterm" else "> ")
    if term == "xterm":
        assert termios.tcgetattr(enfant.child_fd) != avant
    enfant.kill(getattr(signal, nom))
    recu = finir(enfant)
    assert enfant.exitstatus == statut, recu
    assert termios.tcgetattr(enfant.child_fd) == avant
    assert "Traceback" not in recu
    assert recu.count("Interrompu.") == 1
    if term == "xterm":
        assert recu.rfind(MONTRER_LE_CURSEUR) > recu.rfind("\x1b[?25l")
        assert recu.rfind(COLLER_TEL_QUEL) > recu.rfind("\x1b[?2004h")


@pytest.mark.parametrize("dimensions", [*product((1, 2, 24), (1, 2, 3)), (1, 80), (0, 0)])
def test_une_fenetre_trop_etroite(
    environnement: dict[str, str], dimensions: tuple[int, int]
) -> None:
    enfant = lancer(
        environnement | {"TERM": "xterm"}, dimensions,
        *("--lieu", "domicile", "--moment", "jour", "--sans-precarite"),
    )  # fmt: skip
    enfant.expect("\x1b\\[\\?2004h")
    enfant.send("75013\r")  # where; then the level, by its key; the age; a bare Enter to the rest
    enfant.expect("\x1b\\[\\?2004h")
    enfant.send("3\r")
    enfant.expect("\x1b\\[\\?2004h")
    enfant.send("82\r")
    enfant.expect("\x1b\\[\\?2004h")
    enfant.send("\r")
    enfant.expect("\x1b\\[\\?2004h")
    avant = enfant.before
    enfant.send("\r")  # answered: any key but that of the changes ends
    recu = avant + finir(enfant)
    assert enfant.exitstatus == 0, recu
    assert "Traceback" not in recu
    assert "Offre au" in recu

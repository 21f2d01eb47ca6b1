"""Once answered, one key shows the situation changed; any other ends. As a person meets it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on this system")
pyte = pytest.importorskip("pyte")
termios = pytest.importorskip("termios")

OPTIONS = "--lieu domicile --arrondissement 13 --niveau 2 --age 67 --moment jour"
PROPOSE = "Et si : la nuit · samedi · niveau supérieur · plus à domicile · hôpital ?"


class Terminal:
    """The command in a terminal of 80 × 24, its answer on the screen unless `suite` says."""

    def __init__(self, env: dict[str, str], options: str = OPTIONS, suite: str = "") -> None:
        commande = f"exec {sys.executable} -m palliorient orienter {options} {suite}"
        self.enfant = pexpect.spawn(
            "/bin/sh", ["-c", commande], env=env, encoding="utf-8", dimensions=(24, 80), timeout=20
        )
        self.avant = termios.tcgetattr(self.enfant.child_fd)
        self.ecran = pyte.Screen(80, 24)
        self.flux = pyte.Stream(self.ecran)
        self.recu = ""

    def voir(self, *textes: str) -> None:
        """Read until all these texts are on the screen together."""
        while not all(texte in "\n".join(self.ecran.display) for texte in textes):
            morceau = self.enfant.read_nonblocking(4096, timeout=20)
            self.recu += morceau
            self.flux.feed(morceau)

    def repondre(self, touches: str, *textes: str) -> None:
        self.voir(*textes)
        self.enfant.send(touches)

    def finir(self) -> int:
        self.recu += self.enfant.read()
        self.enfant.wait()
        assert termios.tcgetattr(self.enfant.child_fd) == self.avant
        assert "Traceback" not in self.recu
        return int(self.enfant.exitstatus)

    def questions(self) -> None:
        self.repondre("\r", "en situation de précarité", "» 1) non")
        self.repondre("\r", "Autre chose à signaler", "rien d'autre")


@pytest.fixture
def env(environnement: dict[str, str]) -> dict[str, str]:
    return environnement | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}


def test_une_touche_puis_un_changement(env: dict[str, str]) -> None:
    terminal = Terminal(env)
    terminal.questions()
    # The first call is still in sight, right above.
    terminal.repondre("e", "D'abord : Le médecin traitant et l'infirmier", PROPOSE, "e : comparer")
    terminal.repondre("1\r", "Et si…", "» 1) la nuit", "5) hôpital", "6) finir")
    terminal.voir("APPELER D'ABORD, ALORS", "1. SAMU 75 / SAS · le 15", "--moment nuit", PROPOSE)
    terminal.repondre("E", PROPOSE)
    terminal.repondre("6\r", "6) finir")
    assert terminal.finir() == 0


@pytest.mark.parametrize("touche", ["\r", " ", "x", "\x1b", "\x1b[A", "\x04", "é"])
def test_une_autre_touche_finit(env: dict[str, str], touche: str) -> None:
    terminal = Terminal(env)
    terminal.questions()
    terminal.repondre(touche, PROPOSE)
    assert terminal.finir() == 0
    assert "ET SI" not in terminal.recu


def test_la_fleche_revient_a_la_touche(env: dict[str, str]) -> None:
    terminal = Terminal(env)
    terminal.questions()
    terminal.repondre("e", PROPOSE)
    terminal.repondre("\x1b[D", "6) finir")
    terminal.repondre("\r", PROPOSE, "e : comparer")
    assert terminal.finir() == 0


@pytest.mark.parametrize("ouvre", [False, True])
def test_ctrl_c(env: dict[str, str], ouvre: bool) -> None:
    terminal = Terminal(env)
    terminal.questions()
    if ouvre:
        terminal.repondre("e", PROPOSE)
        terminal.voir("6) finir")
    terminal.repondre("\x03", "Et si")
    assert terminal.finir() == 130
    assert terminal.recu.count("Interrompu.") == 1


@pytest.mark.parametrize(
    "suite", ["--format json", "--court", "--et-si moment=nuit", "--sortie {fichier}", "| cat"]
)
def test_rien_n_est_propose_ailleurs(env: dict[str, str], tmp_path: Path, suite: str) -> None:
    suite = suite.format(fichier=tmp_path / "reponse.txt")
    commande = OPTIONS if "|" in suite else f"{OPTIONS} {suite}"
    terminal = Terminal(env, commande, "| cat" if "|" in suite else "")
    terminal.questions()
    assert terminal.finir() == 0
    assert "e : comparer" not in terminal.recu


def test_sans_question_rien_n_est_propose(env: dict[str, str]) -> None:
    terminal = Terminal(env, f"{OPTIONS} --sans-precarite")
    assert terminal.finir() == 0
    assert "e : comparer" not in terminal.recu


def lignes(env: dict[str, str], reponses: list[str]) -> Any:
    """The same by lines, where the cursor cannot move: what is received, the status."""
    terminal = Terminal(env | {"TERM": "dumb", "NO_COLOR": "1"})
    for reponse in reponses:
        terminal.enfant.expect("> ")
        terminal.recu += terminal.enfant.before
        terminal.enfant.send(reponse)
    return terminal, terminal.finir()


def test_par_lignes(env: dict[str, str]) -> None:
    terminal, statut = lignes(env, ["\n", "\n", "e\n", "4\n", "\n"])
    assert statut == 0
    recu = terminal.recu.replace("\r", "")
    assert "(e : comparer ; Entrée : finir)" in " ".join(recu.split())
    assert "  4. plus à domicile\n" in recu
    assert "ET SI : PLUS À DOMICILE\n" in recu
    assert "\x1b" not in recu


@pytest.mark.parametrize("fin", [["\n"], ["non\n"], ["\x04"], ["e\n", "6\n"], ["e\n", "\x04"]])
def test_par_lignes_autre_chose_finit(env: dict[str, str], fin: list[str]) -> None:
    terminal, statut = lignes(env, ["\n", "\n", *fin])
    assert statut == 0
    assert "ET SI" not in terminal.recu

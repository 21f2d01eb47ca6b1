"""Once answered, one key shows the situation changed; any other ends. As a person meets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

ORIENTER = "orienter --lieu domicile --arrondissement 13 --niveau 2 --age 67 --moment jour"
PROPOSE = "Et si : la nuit · samedi · niveau supérieur · plus à domicile · hôpital ?"


def questions(terminal: Terminal) -> None:
    """What is still asked, answered as usual."""
    terminal.repondre(["en situation de précarité", "» 1) non"], "\r")
    terminal.repondre(["Autre chose à signaler", "rien d'autre"], "\r")


def test_une_touche_puis_un_changement(env: dict[str, str]) -> None:
    terminal = Terminal(env, ORIENTER)
    questions(terminal)
    # The first call is still in sight, right above.
    terminal.repondre(
        ["D'abord : Le médecin traitant et l'infirmier", PROPOSE, "e : comparer"], "e"
    )
    terminal.repondre(["Et si…", "» 1) la nuit", "5) hôpital", "6) finir"], "1\r")
    terminal.attendre(
        "APPELER D'ABORD, ALORS", "1. SAMU 75 / SAS · le 15", "--moment nuit", PROPOSE
    )
    terminal.repondre([PROPOSE], "E")
    terminal.repondre(["6) finir"], "6\r")
    assert terminal.finir() == 0


@pytest.mark.parametrize("touche", ["\r", " ", "x", "\x1b", "\x1b[A", "\x04", "é"])
def test_une_autre_touche_finit(env: dict[str, str], touche: str) -> None:
    terminal = Terminal(env, ORIENTER)
    questions(terminal)
    terminal.repondre([PROPOSE], touche)
    assert terminal.finir() == 0
    assert "ET SI" not in terminal.recu


def test_la_fleche_revient_a_la_touche(env: dict[str, str]) -> None:
    terminal = Terminal(env, ORIENTER)
    questions(terminal)
    terminal.repondre([PROPOSE], "e")
    terminal.repondre(["6) finir"], "\x1b[D")
    terminal.repondre([PROPOSE, "e : comparer"], "\r")
    assert terminal.finir() == 0


@pytest.mark.parametrize("ouvre", [False, True])
def test_ctrl_c(env: dict[str, str], ouvre: bool) -> None:
    terminal = Terminal(env, ORIENTER)
    questions(terminal)
    if ouvre:
        terminal.repondre([PROPOSE], "e")
        terminal.attendre("6) finir")
    terminal.repondre(["Et si"], "\x03")
    assert terminal.finir() == 130
    assert terminal.recu.count("Interrompu.") == 1


@pytest.mark.parametrize(
    "suite", ["--format json", "--court", "--et-si moment=nuit", "--sortie {fichier}", "| cat"]
)
def test_rien_n_est_propose_ailleurs(env: dict[str, str], tmp_path: Path, suite: str) -> None:
    suite = suite.format(fichier=tmp_path / "reponse.txt")
    commande = ORIENTER if "|" in suite else f"{ORIENTER} {suite}"
    terminal = Terminal(env, commande, "| cat" if "|" in suite else "")
    questions(terminal)
    assert terminal.finir() == 0
    assert "e : comparer" not in terminal.recu


def test_sans_question_rien_n_est_propose(env: dict[str, str]) -> None:
    terminal = Terminal(env, f"{ORIENTER} --sans-precarite")
    assert terminal.finir() == 0
    assert "e : comparer" not in terminal.recu


def lignes(env: dict[str, str], reponses: list[str]) -> Any:
    """The same by lines, where the cursor cannot move: what is received, the status."""
    terminal = Terminal(env | {"TERM": "dumb", "NO_COLOR": "1"}, ORIENTER)
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

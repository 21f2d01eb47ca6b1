"""The benchmarks: a missed goal is a status, so that a machine can watch them."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest
from conftest import RACINE

BENCHMARKS = RACINE / "benchmarks"


@pytest.mark.parametrize(
    ("valeur", "verifier", "statut"), [(3, True, 1), (3, False, 0), (2, True, 0), (0, True, 1)]
)
def test_un_but_manque_se_dit(
    valeur: int,
    verifier: bool,
    statut: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    buts = importlib.import_module("buts")
    connus = {"a": buts.But("entre un et deux", ".1f", maximum=2, minimum=1)}
    assert buts.conclure(connus, {"a": valeur}, verifier) == statut
    dit = capsys.readouterr().out
    assert "but ≤ 2 ≥ 1" in dit
    assert ("MANQUÉ" in dit) == (valeur in (0, 3))


@pytest.mark.parametrize("script", ["demarrage.py", "lot.py", "verification.py"])
def test_chaque_mesure_peut_verifier_ses_buts(script: str) -> None:
    fini = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "--verifier" in fini.stdout


def test_la_campagne_au_hasard_passe_partout() -> None:
    fini = subprocess.run(
        [sys.executable, str(BENCHMARKS / "hasard.py"), "--nombre", "60", "--graine", "3"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert fini.returncode == 0, fini.stdout + fini.stderr
    fronts = [ligne for ligne in fini.stdout.splitlines() if "faute(s)  statuts" in ligne]
    assert len(fronts) == 7


SITUATION = ("orienter", "--lieu", "domicile")
LOT = ("lot", "-")
ISSUES = {
    "une trace": (SITUATION, 2, b"", b"Traceback (most recent call last)", "trace"),
    "une panne": (SITUATION, None, b"", b"", "KeyError"),
    "un statut d'une autre commande": (SITUATION, 1, b"", b"non", "statut 1"),
    "l'erreur du programme": (LOT, 70, b"", b"palliorient : erreur", "statut 70"),
    "de l'anglais": (SITUATION, 2, b"", b"palliorient : file not found", "anglais"),
    "un terminal pilote": (SITUATION, 2, b"", b"\x1b[2J", "caract"),
    "rien": (SITUATION, 2, b"", b"", "sans un mot"),
    "une reponse et un refus": (SITUATION, 2, b"Domicile", b"non", "et un refus"),
    "un nom": (LOT, 3, b"", b"colonne Zqdupontzq", "nom"),
    "un nom dans une ligne": (LOT, 1, b"ligne;erreur\n2;Zqdupontzq\n", b"", "colonne erreur"),
    "une ligne de moins": (LOT, 0, b"ligne;erreur\n", b"", "1 lignes, 0"),
    "une ligne de trop": (LOT, 0, b"ligne;erreur\n2;\n3;\n", b"lignes : 1", "2 r"),
    "une cellule de trop": (LOT, 0, b"ligne;erreur\n2;;x\n", b"", "cellules"),
    "bien": (LOT, 0, b"ligne;erreur\n2;\n", b"lignes : 1", ""),
}


@pytest.mark.parametrize("cas", ISSUES)
def test_la_campagne_voit_les_fautes(cas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    jugement = importlib.import_module("hasard_jugement")
    entrees = importlib.import_module("hasard_entrees")
    arguments, statut, stdout, stderr, attendu = ISSUES[cas]
    rangees = 1 if arguments == LOT else None
    fautes = jugement.juger(
        entrees.Entree(list(arguments), rangees=rangees),
        jugement.Issue(statut, stdout, stderr, "" if statut is not None else "KeyError à x.py:1"),
        milieu=False,
    )
    assert any(attendu in faute for faute in fautes) if attendu else not fautes

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

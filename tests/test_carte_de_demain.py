"""No test is welded to today's map: the everyday edits of the team fail only what says to reread.

Tests that need a map use that of `tests/carte`. Those that read the shipped files hold whatever
they say, or are marked `relecture`: their failure tells what to reread, or the command to run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import RACINE, dernier_jour
from dossiers import CARTE, copier
from livrees import EDITIONS, Edition

from palliorient.donnees import dossier_livre
from palliorient.lecture.charger import lire_dossier
from palliorient.verification.validation import valider

TESTS = Path(__file__).parent
LIT_LA_CARTE = re.compile(r"dossier_livre\(|scenarios_livres\(|_livree?s?\b|RACINE / \"data\"")
RECRIT = re.compile(
    r"\.read_text\([^)]*\)\s*\.replace\(|\btexte\.replace\(|remplacer\(|re\.subn?\("
)
LENTS = {"test_mutations.py", "test_paquet.py", Path(__file__).name}
"""Read the shipped files too, but are too long to run once more, or are this one."""


def lecteurs() -> list[Path]:
    """The test files that read the map of the team."""
    fichiers = sorted(TESTS.glob("test_*.py"))
    return [f for f in fichiers if LIT_LA_CARTE.search(f.read_text(encoding="utf-8"))]


def test_qui_lit_la_carte_livree_ne_recrit_aucun_texte() -> None:
    """A shipped file is edited by path (`arbre.Arbre`), never by the text that it held once."""
    for fichier in lecteurs():
        for nom, corps in fonctions(fichier.read_text(encoding="utf-8")):
            if LIT_LA_CARTE.search(corps):
                assert not RECRIT.search(corps), f"{fichier.name} : {nom}"


def fonctions(texte: str) -> list[tuple[str, str]]:
    """Each function of a file at its first level, with its body."""
    morceaux = re.split(r"(?m)^def (\w+)", texte)
    return list(zip(morceaux[1::2], morceaux[2::2], strict=True))


def test_la_carte_des_tests_est_saine() -> None:
    from conftest import JOUR

    assert valider(CARTE, JOUR).diagnostics == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.__name__)
def test_chaque_modification_se_lit(edition: Edition, tmp_path: Path) -> None:
    """Otherwise what follows would prove nothing."""
    avant = lire_dossier(dossier_livre())
    edition(copier(tmp_path, depuis=dossier_livre()))
    apres = lire_dossier(tmp_path)
    assert apres.empreinte != avant.empreinte
    assert dernier_jour(apres) >= dernier_jour(avant)


def test_rien_ne_casse_quand_la_carte_change(tmp_path: Path) -> None:
    """Every edit at once, in a copy of this repository: the tests that read its map hold."""
    depot = tmp_path / "depot"
    for nom in ("src", "tests", "data", "scenarios", "schemas", "docs", "benchmarks", ".ci"):
        ignores = shutil.ignore_patterns("__pycache__", "donnees_livrees")
        shutil.copytree(RACINE / nom, depot / nom, ignore=ignores)
    for fichier in RACINE.iterdir():
        if fichier.is_file():
            shutil.copy(fichier, depot)
    for edition in EDITIONS:
        edition(depot / "data")
    choisis = [f"tests/{f.name}" for f in lecteurs() if f.name not in LENTS]
    assert len(choisis) > 5
    fini = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--tb=short",
         "-m", "not relecture", *choisis],
        cwd=depot,
        env=os.environ | {"PYTHONPATH": str(depot / "src"), "PALLIORIENT_CACHE": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert fini.returncode == 0, fini.stdout[-6000:]

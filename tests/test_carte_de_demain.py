"""No test is welded to today's map: the everyday edits of the team fail only what says to reread.

Tests that need a map use that of `tests/carte`. Those that read the shipped files hold whatever
they say, or are marked `relecture`: their failure tells what to reread, or the command to run.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import JOUR, RACINE, dernier_jour
from dossiers import CARTE, copier
from livrees import EDITIONS, Edition, faite

from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.verification.validation import valider

TESTS = Path(__file__).parent
LIT_LA_CARTE = re.compile(
    r'dossier_livre\(|scenarios_livres\(|_livree?s?\b|RACINE / "data"|\("data",'
)
RECRIT = re.compile(
    r"\.read_text\([^)]*\)\s*\.replace\(|\btexte\.replace\(|remplacer\(|re\.subn?\("
)
ICI = Path(__file__).name
LENTS = {"test_cache_livre.py", "test_mutations.py", "test_paquet.py"}
"""Read the map too, but take long: with everything else, when it is asked for."""

DOSSIERS = ("src", "tests", "data", "scenarios", "schemas", "docs", "benchmarks", "outils", ".ci")
OUTILS_DE_LA_PAGE = RACINE / "outils/page/node_modules"
"""Lent to the copy, not copied: what is ready here is ready there (`absents.py`)."""

TOUT = bool(os.environ.get("PALLIORIENT_DEMAIN"))
"""Whole files, slow ones included; otherwise only the tests that read the map."""


def lecteurs() -> list[Path]:
    """The test files that read the map of the team."""
    fichiers = sorted(TESTS.glob("test_*.py"))
    return [f for f in fichiers if LIT_LA_CARTE.search(f.read_text(encoding="utf-8"))]


def parties(texte: str) -> dict[str, str]:
    """What a file defines, functions and constants, by name, decorators included."""
    lignes, trouvees = texte.splitlines(), {}
    for noeud in ast.parse(texte).body:
        debut = min([noeud.lineno, *(d.lineno for d in getattr(noeud, "decorator_list", []))])
        corps = "\n".join(lignes[debut - 1 : noeud.end_lineno])
        cibles = noeud.targets if isinstance(noeud, ast.Assign) else [noeud]
        for nom in (getattr(c, "name", None) or getattr(c, "id", None) for c in cibles):
            if nom:
                trouvees[nom] = corps
    return trouvees


def qui_lisent(fichier: Path) -> set[str]:
    """What reads the map in a file, by itself or through something else of this file."""
    dites = parties(fichier.read_text(encoding="utf-8"))
    lisent = {nom for nom, corps in dites.items() if LIT_LA_CARTE.search(corps)}
    while True:
        mots = re.compile(rf"\b({'|'.join(lisent)})\b")
        suite = {nom for nom, corps in dites.items() if mots.search(corps)}
        if suite <= lisent:
            return lisent
        lisent |= suite


def choisis() -> list[str]:
    """What is run on the map of tomorrow."""
    fichiers = [f for f in lecteurs() if f.name != ICI]
    if TOUT:
        return [f"tests/{f.name}" for f in fichiers]
    rapides = [f for f in fichiers if f.name not in LENTS]
    lisent = ((f, nom) for f in rapides for nom in sorted(qui_lisent(f)))
    return [f"tests/{f.name}::{nom}" for f, nom in lisent if nom.startswith("test_")]


def test_qui_lit_la_carte_livree_ne_recrit_aucun_texte() -> None:
    """A shipped file is edited by path (`arbre.Arbre`), never by the text that it held once."""
    for fichier in lecteurs():
        for nom, corps in parties(fichier.read_text(encoding="utf-8")).items():
            if LIT_LA_CARTE.search(corps):
                assert not RECRIT.search(corps), f"{fichier.name} : {nom}"


def test_la_carte_des_tests_est_saine() -> None:
    assert valider(CARTE, JOUR).diagnostics == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.__name__)
def test_chaque_modification_se_lit(edition: Edition, tmp_path: Path) -> None:
    """Otherwise what follows would prove nothing: on the map of the tests, which no edit has
    reached, and on that of the team, unless it did as much."""
    faites = []
    for carte in (CARTE, dossier_livre()):
        copie = tmp_path / carte.name
        copie.mkdir()
        if faite(edition, copier(copie, depuis=carte)):
            faites.append(carte)
            avant, apres = lire_dossier(carte), lire_dossier(copie)
            assert apres.empreinte != avant.empreinte
            assert dernier_jour(apres) >= dernier_jour(avant)
    assert CARTE in faites


def test_rien_ne_casse_quand_la_carte_change(tmp_path: Path) -> None:
    """Every edit at once, in a copy of this repository: the tests that read its map hold."""
    depot = tmp_path / "depot"
    for nom in DOSSIERS:
        ignores = shutil.ignore_patterns("__pycache__", "donnees_livrees", "node_modules")
        shutil.copytree(RACINE / nom, depot / nom, ignore=ignores)
    if OUTILS_DE_LA_PAGE.is_dir():
        (depot / OUTILS_DE_LA_PAGE.relative_to(RACINE)).symlink_to(OUTILS_DE_LA_PAGE)
    for fichier in RACINE.iterdir():
        if fichier.is_file():
            shutil.copy(fichier, depot)
    assert sum(faite(edition, depot / "data") for edition in EDITIONS) > len(EDITIONS) / 2
    fini = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--tb=short",
         "-m", "not relecture", *choisis()],
        cwd=depot,
        env=os.environ | {"PYTHONPATH": str(depot / "src"), "PALLIORIENT_CACHE": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert fini.returncode == 0, fini.stdout[-6000:]
    assert int(re.findall(r"(\d+) passed", fini.stdout)[-1]) > 20

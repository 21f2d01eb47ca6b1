"""The pre-commit hooks and the ready CI example really run, on a repository of data."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import RACINE, Lancer
from dossiers import CARTE, SCENARIOS

HOOKS = yaml.safe_load((RACINE / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CI = yaml.safe_load((RACINE / "docs" / "ci-exemple.yml").read_text(encoding="utf-8"))
ETAPES = [e["run"] for job in CI["jobs"].values() for e in job["steps"] if "run" in e]


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as the CI example describes it, with the map of the tests."""
    dossier = tmp_path_factory.mktemp("depot")
    shutil.copytree(CARTE, dossier / "data")
    shutil.copytree(RACINE / "schemas", dossier / "schemas")
    (dossier / "scenarios").mkdir()
    shutil.copy(SCENARIOS, dossier / "scenarios")
    return dossier


@pytest.mark.parametrize("hook", HOOKS, ids=lambda h: h["id"])
def test_hook(lancer: Lancer, depot: Path, hook: dict[str, str]) -> None:
    assert hook["pass_filenames"] is False
    programme, *arguments = shlex.split(hook["entry"])
    assert (programme, hook["language"]) == ("palliorient", "python")
    fait = lancer(*arguments, cwd=depot)
    assert fait.returncode == 0, fait.stdout + fait.stderr


def test_hook_en_echec(lancer: Lancer, depot: Path, tmp_path: Path) -> None:
    abime = shutil.copytree(depot, tmp_path / "abime")
    fichier = abime / "data" / "territoires.yaml"
    fichier.write_text(fichier.read_text(encoding="utf-8") + "cle: inconnue\n", encoding="utf-8")
    for hook in HOOKS:
        _, *arguments = shlex.split(hook["entry"])
        assert lancer(*arguments, cwd=abime).returncode in (1, 3)


@pytest.mark.parametrize("etape", [e for e in ETAPES if "palliorient" in e.split()[0]])
def test_etape_de_l_exemple(lancer: Lancer, depot: Path, etape: str) -> None:
    """The scenarios of the tests do not exercise the whole of their map: no minimum is asked."""
    for commande in etape.splitlines():
        commande, _, sortie = commande.partition(" > ")
        _, *arguments = shlex.split(re.sub(r"--seuil \d+", "--seuil 0", commande))
        fait = lancer(*arguments, cwd=depot)
        assert fait.returncode == 0, fait.stdout + fait.stderr
        if sortie:
            (depot / sortie).write_text(fait.stdout, encoding="utf-8")


def test_l_exemple_installe_puis_verifie() -> None:
    assert ETAPES[0] == "pip install palliorient"
    assert len(ETAPES) > 5

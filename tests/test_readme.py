"""The documents say what the program does: answer, commands, statuses, conventions."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from conftest import RACINE, Lancer

from palliorient.__main__ import DEFAUT
from palliorient.arret import SIGNAUX
from palliorient.commandes import NOMS
from palliorient.commandes.erreurs import ErreurUsage, ReponsesManquantes
from palliorient.ecriture import SortieRefusee
from palliorient.noyau.modele.diagnostic import (
    DonneesInvalides,
    ErreurPalliorient,
    SituationRefusee,
)
from palliorient.noyau.modele.modele import Referentiel

README = (RACINE / "README.md").read_text(encoding="utf-8")
REFAIRE = "lancer : python docs/generer.py"


@pytest.fixture(scope="module")
def generer() -> ModuleType:
    fiche = importlib.util.spec_from_file_location("generer", RACINE / "docs" / "generer.py")
    assert fiche
    assert fiche.loader
    module = importlib.util.module_from_spec(fiche)
    fiche.loader.exec_module(module)
    return module


@pytest.mark.relecture
def test_la_reponse_montree_est_la_vraie(generer: ModuleType) -> None:
    assert generer.readme(README) == README, REFAIRE


@pytest.mark.relecture
def test_les_ecrans_montres_sont_les_vrais(generer: ModuleType) -> None:
    for page, noms in generer.ECRANS.items():
        texte = page.read_text(encoding="utf-8")
        assert generer.ecrans(texte, noms) == texte, REFAIRE


@pytest.mark.relecture
def test_les_extraits_des_exports_sont_les_vrais(generer: ModuleType) -> None:
    for page in generer.EXTRAITS:
        texte = page.read_text(encoding="utf-8")
        assert generer.extrait(page, texte) == texte, REFAIRE


@pytest.mark.relecture
def test_les_conventions_sont_a_jour(generer: ModuleType, referentiel_livre: Referentiel) -> None:
    page = (RACINE / "docs" / "conventions.md").read_text(encoding="utf-8")
    assert generer.conventions(referentiel_livre) == page, REFAIRE
    assert all(
        f"| `{code}` | {texte} |" in page for code, texte in referentiel_livre.conventions.items()
    )


def test_deux_commandes_d_une_ligne(generer: ModuleType) -> None:
    """One installs and runs the main job, one installs and runs the tests, from a clone."""
    installer = generer.commande(README, "commande-installer")
    tests = generer.commande(README, "commande-tests")
    assert re.fullmatch(
        r"python3 -m venv (\S+) && \1/bin/pip install \. && \1/bin/palliorient orienter .+",
        installer,
    )
    assert re.fullmatch(
        r"python3 -m venv (\S+) && \1/bin/pip install -e '\.\[test\]' && \1/bin/python -m pytest",
        tests,
    )


def test_la_ci_lance_la_commande_du_readme() -> None:
    ci = RACINE / ".ci" / "run"
    texte = ci.read_text(encoding="utf-8")
    assert "commande-tests" in texte
    assert "pip install" not in texte, "the command is read in the README, not written twice"
    assert ci.stat().st_mode & 0o100


def test_les_commandes() -> None:
    tableau = dict(re.findall(r"(?m)^\| `([a-z-]+)` \| (.+) \|$", README))
    assert tableau == NOMS


def test_les_exemples_repondent(lancer_livre: Lancer) -> None:
    exemples = re.findall(r"(?m)^palliorient (.+)$", README)
    assert len(exemples) >= 5
    for exemple in exemples:
        fini = lancer_livre(*shlex.split(exemple))
        assert (fini.returncode, fini.stderr) == (0, ""), exemple
        assert fini.stdout


def test_les_codes_de_sortie() -> None:
    codes = {int(code) for code in re.findall(r"(?m)^\| `(\d+)` \|", README)}
    assert codes == {0, 1, DEFAUT} | {128 + signal for signal in SIGNAUX} | {
        erreur.statut
        for erreur in (
            ErreurPalliorient,
            ErreurUsage,
            ReponsesManquantes,
            DonneesInvalides,
            SituationRefusee,
            SortieRefusee,
        )
    }


def test_l_exemple_python(generer: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    lignes = generer.bloc(README, "exemple-python").strip().splitlines()
    exec(compile("\n".join(lignes[1:-1]), "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("1 ")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_les_liens_et_fichiers_cites_existent(document: str) -> None:
    texte = (RACINE / document).read_text(encoding="utf-8")
    liens = re.findall(r"\]\(([^)#]+)\)", texte)
    cites = re.findall(r"`((?:data|docs|tests|benchmarks|scenarios|\.ci)/[^`*\s]*)`", texte)
    assert [c for c in (*liens, *cites) if not (RACINE / c).exists()] == []


def test_aucun_chemin_de_la_machine() -> None:
    """Nothing that is delivered names a folder of the machine where it was written."""
    interdits = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp)/")
    suivis = [
        f
        for dossier in ("src", "data", "docs", "benchmarks", "scenarios", ".ci")
        for f in (RACINE / dossier).rglob("*")
        if f.is_file() and f.suffix in {".py", ".yaml", ".md", ""} and "cache" not in str(f)
    ]
    fautifs = [
        f.relative_to(RACINE)
        for f in (*suivis, *(RACINE / n for n in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")))
        if interdits.search(Path(f).read_text(encoding="utf-8"))
    ]
    assert fautifs == []

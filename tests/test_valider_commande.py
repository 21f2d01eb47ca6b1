"""The command itself: statuses, options, pages."""

from __future__ import annotations

import json
import re

import pytest
from conftest import Lancer
from dossiers import REGLES, copier, inserer, regle

from palliorient.verification.pages import CODES, page, pages

AVERTIT = regle("essai", "{besoin: formation, niveau: 2}", "[{role: formation, caractere: requis}]")
ECHOUE = regle("essai", "{lieu: domicile, residence: paris}", "[{role: had, caractere: requis}]")


def test_donnees_livrees(lancer: Lancer):
    """How long it may take is in benchmarks/verification.py, as a ratio: not a test's business."""
    fini = lancer("valider", "--date", "2026-06-01")
    assert (fini.returncode, fini.stderr) == (0, "")
    assert re.fullmatch(r"\d+ situations × \d+ lignes, \d+,\d+ s", fini.stdout.splitlines()[-1])


def test_statuts(lancer: Lancer, tmp_path):
    dossier = str(copier(tmp_path))
    inserer(tmp_path, REGLES, "regles", AVERTIT)
    assert lancer("valider", dossier).returncode == 0
    assert lancer("valider", dossier, "--strict").returncode == 1
    fini = lancer("valider", "--donnees", dossier, "--format", "json")
    assert "PAL204" in {c["code"] for c in json.loads(fini.stdout)["constats"]}
    inserer(tmp_path, REGLES, "regles", ECHOUE)
    fini = lancer("valider", dossier)
    assert fini.returncode == 1
    assert f"{dossier}/{REGLES}:" in fini.stdout
    assert "erreur[PAL" in fini.stdout


@pytest.mark.parametrize(
    ("arguments", "statut", "mot"),
    [
        (("/nulle/part",), 3, "introuvable"),
        (("--format", "xml"), 2, "--format"),
        (("--date", "hier"), 2, "hier"),
        (("a", "--donnees", "b"), 2, "l'un ou l'autre"),
        (("--expliquer", "PAL998"), 2, "PAL"),
    ],
)
def test_refus(lancer: Lancer, arguments, statut, mot):
    fini = lancer("valider", *arguments)
    assert fini.returncode == statut
    assert fini.stdout == ""
    assert mot in fini.stderr
    assert "Traceback" not in fini.stderr


def test_fichier_absent(lancer: Lancer, tmp_path):
    fini = lancer("valider", str(tmp_path))
    assert fini.returncode == 3
    assert "territoires.yaml" in fini.stderr


def test_fichier_refuse_a_la_lecture(lancer: Lancer, tmp_path):
    copier(tmp_path)
    (tmp_path / REGLES).write_text("version: 1.10\n", encoding="utf-8")
    fini = lancer("valider", ".", cwd=tmp_path)
    assert fini.returncode == 1
    assert f"{REGLES}:1:10: erreur[PAL023]" in fini.stdout
    assert fini.stdout.splitlines()[-1].startswith("0 situation × 0 ligne, ")


def test_auto_dans_une_action_github(lancer: Lancer, tmp_path):
    copier(tmp_path)
    inserer(tmp_path, REGLES, "regles", ECHOUE)
    resume = tmp_path / "resume.md"
    resume.write_text("déjà là\n", encoding="utf-8")
    env = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKFLOW": "ci",
        "GITHUB_STEP_SUMMARY": str(resume),
    }
    fini = lancer("valider", str(tmp_path), env=env, cwd=tmp_path)
    assert fini.returncode == 1
    assert fini.stdout.startswith(f"::error file={REGLES},line=")
    ecrit = resume.read_text(encoding="utf-8")
    assert ecrit.startswith("déjà là\n## palliorient valider")
    assert "PAL201" in ecrit
    assert "::error" not in lancer("valider", str(tmp_path), "--format", "texte", env=env).stdout


def test_resume_github_impossible_a_ecrire(lancer: Lancer, tmp_path):
    env = {"GITHUB_STEP_SUMMARY": str(tmp_path / "absent" / "resume.md")}
    fini = lancer("valider", "--format", "github", env=env)
    assert fini.returncode == 3
    assert "résumé GitHub" in fini.stderr


def test_sortie_dans_un_fichier(lancer: Lancer, tmp_path):
    sortie = tmp_path / "constats.sarif"
    assert lancer("valider", "--format", "sarif", "--sortie", str(sortie)).returncode == 0
    assert json.loads(sortie.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_expliquer(lancer: Lancer):
    fini = lancer("valider", "--expliquer", "pal101")
    assert fini.returncode == 0
    assert fini.stdout == page("PAL101")
    assert fini.stdout.startswith("# PAL101 : territoire inconnu\n")


def test_une_page_par_code_et_un_code_par_page():
    assert set(pages()) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_chaque_page_dit_quoi_faux_juste_pourquoi(code):
    corps = pages()[code]
    morceaux = ["**Quoi.**", "**Faux**", "**Juste**", "**Pourquoi.**"]
    places = [corps.find(m) for m in morceaux]
    assert -1 not in places
    assert places == sorted(places)
    assert max(len(ligne) for ligne in corps.splitlines()) <= 100

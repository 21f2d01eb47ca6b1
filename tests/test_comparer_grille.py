"""`comparer` tells what changes in the discussion grid, and takes it for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Lancer
from dossiers import CARTE, copier, remplacer

# fmt: off
CHANGES = [
    # before, after; what is said
    ("grille: non", "grille: oui", "~ grille.active : non → oui"),
    ("Entourage épuisé", "Entourage fatigué", "~ grille.questions.epuisement.question : Entourage"),
    ("    domaine: psychique\n    plaide: 2", "    domaine: psychique\n    plaide: 3",
     "~ grille.questions.souffrance-psychique.plaide : 2 → 3"),
    ("amène le DAC", "appelle le DAC", "~ grille.questions.precarite.effet : "),
    ("des soins palliatifs renforcés sont", "des soins renforcés sont",
     "+ grille.niveaux.2.signes.des soins renforcés sont"),
    # « sedation » is also a need: it is not renamed with the question.
    ("  sedation:\n", "  sedations:\n", "− grille.questions.sedation"),
]
# fmt: on


@pytest.mark.parametrize(("avant", "apres", "dit"), CHANGES)
def test_un_changement_de_la_grille(
    lancer: Lancer, tmp_path: Path, avant: str, apres: str, dit: str
) -> None:
    dossier = copier(tmp_path)
    remplacer(dossier, "grille.yaml", avant, apres)
    fini = lancer("comparer", str(CARTE), str(dossier), "--date", "2026-06-01")
    assert (fini.returncode, fini.stderr) == (1, "")
    assert dit in fini.stdout
    assert "Ce qui se tape" not in fini.stdout
    assert "renommés" not in fini.stdout
    assert "situations sur" not in fini.stdout


def test_une_grille_qui_vient_ou_s_en_va(lancer: Lancer, tmp_path: Path) -> None:
    dossier = copier(tmp_path)
    (dossier / "grille.yaml").unlink()
    ecrits = ("~ grille : Aide à la", "→ rien"), ("~ grille : rien → Aide à la", "retient.")
    for sens, dits in zip(((CARTE, dossier), (dossier, CARTE)), ecrits, strict=True):
        fini = lancer("comparer", *map(str, sens), "--date", "2026-06-01")
        assert fini.returncode == 1
        assert all(dit in fini.stdout for dit in dits)

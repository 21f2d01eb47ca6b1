"""Scenarios about the discussion grid: what is not as expected is said, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Lancer
from dossiers import copier

from palliorient.noyau.table.table import Table
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import ScenariosInvalides, lire_scenarios
from palliorient.scenarios.modele import Resultat

DEBUT = 'scenarios:\n  - id: essai\n    titre: "Un essai"\n    '


def jouer(table: Table, dossier: Path, corps: str) -> Resultat:
    fichier = dossier / "essai.yaml"
    fichier.write_text(f"{DEBUT}{corps}\n", encoding="utf-8")
    return Banc(lambda _jour: table).jouer(lire_scenarios([str(fichier)], table)[0])


# fmt: off
FAUX = [
    # what is expected; what is said of it: expected, obtained
    ("niveau: {propose: 3}", "propose : 3", "aucun"),
    ("niveau: {oui: [maladie-grave, sedation], propose: 2}", "propose : 2", "3"),
    ("niveau: {oui: [maladie-grave, ethique], propose: aucun}", "propose : aucun", "2"),
    ("niveau: {oui: [sedatif], propose: aucun}", "sedatif", "inconnue de cette grille"),
    ("niveau: {oui: [maladie-grave, sedation], propose: 3, raisons: [ethique]}",
     "raisons : ethique", "sedation"),
    ("niveau: {oui: [maladie-grave, sedation], propose: 3, restent: [ethique]}",
     "restent : ethique", "aucun"),
    ("niveau: {oui: [precarite], propose: aucun, effets: []}", "effets : aucun", "precarite"),
    ("grille: {au_questionnaire: oui}", "au_questionnaire : oui", "non"),
    ('grille: {avertissement: "Une aide."}', "avertissement : Une aide.", "Aide à la discussion"),
    ("grille: {ordre: [sedation]}", "ordre : sedation", "maladie-grave, symptome-rebelle"),
    ('grille: {signes: {2: ["autre"]}}', "signes, 2 : autre", "renforcés"),
    ("grille: {questions: {sedation: {plaide: 2}}}", "questions, sedation, plaide : 2", "3"),
    ("grille: {questions: {precarite: {plaide: 2}}}", "questions, precarite, plaide : 2", "aucun"),
    ('grille: {questions: {epuisement: {effet: "x"}}}', "epuisement, effet : x", "aucun"),
    ('grille: {questions: {sedatif: {question: "x"}}}', "sedatif, question : x", "inconnue"),
]
REFUSES = [
    ("niveau: {oui: [sedation], non: [sedation], propose: 3}", "« sedation » est à oui et à non"),
    ("niveau: {oui: [sedation]}", "« propose »"),
    ("niveau: {propose: 3}\n    premier: had", "« premier » attend une situation"),
    ("niveau: {propose: 3}\n    grille: {au_questionnaire: non}", "n'a pas un seul sujet"),
]
# fmt: on


@pytest.mark.parametrize(("corps", "attendu", "obtenu"), FAUX)
def test_ce_qui_n_est_pas_tenu(
    table: Table, tmp_path: Path, corps: str, attendu: str, obtenu: str
) -> None:
    (ecart,) = jouer(table, tmp_path, corps).ecarts
    assert attendu in ecart.attendu
    assert obtenu in ecart.obtenu
    assert ecart.position.ligne == 4


@pytest.mark.parametrize(("corps", "dit"), REFUSES)
def test_ce_qui_est_mal_ecrit(table: Table, tmp_path: Path, corps: str, dit: str) -> None:
    with pytest.raises(ScenariosInvalides) as refus:
        jouer(table, tmp_path, corps)
    assert dit in str(refus.value)


def test_des_donnees_sans_grille(lancer: Lancer, tmp_path: Path) -> None:
    """An expectation of a grid is never held where there is none."""
    dossier = tmp_path / "donnees"
    dossier.mkdir()
    (copier(dossier) / "grille.yaml").unlink()
    fichier = tmp_path / "essai.yaml"
    fichier.write_text(f"{DEBUT}niveau: {{propose: aucun}}\n", encoding="utf-8")
    fini = lancer("tester", str(fichier), "--donnees", str(dossier))
    assert fini.returncode == 1
    assert "n'ont pas de grille" in " ".join(fini.stdout.replace("|", " ").split())

"""The discussion grid in a pseudo-terminal, alone and inside the questionnaire."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from dossiers import CARTE, copier, remplacer
from terminal import Terminal

from palliorient.donnees import lire_grille

HAUT, BAS, GAUCHE = "\x1b[A", "\x1b[B", "\x1b[D"
ECHAP, CTRL_C, CTRL_D = "\x1b", "\x03", "\x04"
GRILLE = lire_grille(CARTE)
assert GRILLE is not None
QUESTIONS = [q.question for q in GRILLE.questions]
PREMIERE, DERNIERE = QUESTIONS[0], QUESTIONS[-1]


@pytest.fixture
def allumee(tmp_path: Path) -> Path:
    """The map of the tests, whose questionnaire offers the grid."""
    dossier = tmp_path / "donnees"
    dossier.mkdir()
    remplacer(copier(dossier), "grille.yaml", "grille: non", "grille: oui")
    return dossier


def test_tout_sur_un_ecran(env: dict[str, str], tmp_path: Path) -> None:
    """Every question, what a key does and the warning together; each answer beside its question."""
    terminal = Terminal(env, "niveau --format json", reponse=tmp_path / "reponse")
    terminal.attendre(f"»    {PREMIERE}", *QUESTIONS, "o oui", "Aide à la discussion", "clinicien")
    terminal.enfant.send("on?O")
    terminal.attendre(f"o  {PREMIERE}", f"n  {QUESTIONS[1]}", f"?  {QUESTIONS[2]}")
    terminal.attendre(f"o  {QUESTIONS[3]}", f"»    {QUESTIONS[4]}")
    terminal.enfant.send(HAUT)
    terminal.repondre([f"» o  {QUESTIONS[3]}", "niveau 3 à domicile"], "n")
    terminal.repondre([f"n  {QUESTIONS[3]}", f"»    {QUESTIONS[4]}"], BAS)
    terminal.repondre([f"»    {QUESTIONS[5]}"], f"{GAUCHE}o")
    terminal.repondre([f"o  {QUESTIONS[4]}", f"»    {QUESTIONS[5]}"], "\r")
    assert terminal.finir() == 0
    dite = json.loads(terminal.ecrit())
    assert (dite["niveau"], dite["raisons"]) == (3, ["changement-urgent"])
    assert "sedation" in dite["sans_reponse"]
    assert "symptome-rebelle" not in dite["sans_reponse"]


def test_entree_tout_de_suite_ne_propose_rien(env: dict[str, str], tmp_path: Path) -> None:
    """Back before the first question goes nowhere; nothing said, nothing proposed."""
    terminal = Terminal(env, "niveau", reponse=tmp_path / "reponse")
    terminal.repondre([f"»    {PREMIERE}", DERNIERE], f"{GAUCHE}{HAUT}\r")
    assert terminal.finir() == 0
    assert terminal.ecrit().startswith("Aucun niveau proposé.\nRestent à savoir :\n")
    assert "[" not in terminal.ecrit()


@pytest.mark.parametrize(
    ("term", "touche"),
    # By lines, Escape is a letter as another.
    [("xterm", ECHAP), *product(("xterm", "dumb"), (CTRL_C, CTRL_D))],
)
def test_quitter(env: dict[str, str], tmp_path: Path, term: str, touche: str) -> None:
    terminal = Terminal(env | {"TERM": term}, "niveau --format json", reponse=tmp_path / "reponse")
    terminal.repondre([PREMIERE], touche)
    assert terminal.finir() == 130
    assert "Interrompu." in terminal.recu
    assert "Traceback" not in terminal.recu
    assert terminal.ecrit() == ""


@pytest.mark.parametrize("lignes", [1, 2, 5, 12])
def test_un_ecran_trop_petit_suit_la_question(
    env: dict[str, str], tmp_path: Path, lignes: int
) -> None:
    terminal = Terminal(env, "niveau --format json", reponse=tmp_path / "reponse", lignes=lignes)
    for _ in QUESTIONS:
        terminal.attendre("»")
        terminal.enfant.send("o")
    terminal.repondre([f"» o  {DERNIERE}"], "\r")
    assert terminal.finir() == 0
    assert json.loads(terminal.ecrit())["sans_reponse"] == []


def test_ligne_par_ligne(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(
        env | {"TERM": "dumb"}, "niveau --format json", reponse=tmp_path / "reponse"
    )
    for question, tape in [
        (PREMIERE, "r"),
        ("C'est la première question.", "peut-être"),
        ("« peut-être » n'est pas une réponse.", "s"),
        ("Convention de l'outil", "oui"),
        (QUESTIONS[1], "N"),
        (QUESTIONS[2], "o"),
        (QUESTIONS[3], "r"),
        (QUESTIONS[2], ""),
        (QUESTIONS[3], "?"),
        (QUESTIONS[4], "n"),
        (QUESTIONS[5], "o"),
        (QUESTIONS[6], "f"),
    ]:
        while not (question in terminal.recu and terminal.recu.endswith("\n> ")):
            terminal.lire()
        terminal.recu = ""
        terminal.enfant.sendline(tape)
    assert terminal.finir() == 0
    assert "\x1b" not in terminal.recu
    dite = json.loads(terminal.ecrit())
    assert (dite["niveau"], dite["raisons"]) == (2, ["symptome-non-soulage"])
    assert dite["sans_reponse"][:2] == ["sedation", "soins-techniques"]


def test_hors_de_la_grille_rien_de_plus_n_est_demande(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env | {"TERM": "dumb"}, "niveau", reponse=tmp_path / "reponse")
    while not terminal.recu.endswith("\n> "):
        terminal.lire()
    terminal.enfant.sendline("n")
    assert terminal.finir() == 0
    assert QUESTIONS[1] not in terminal.recu
    assert "« Non » à la question d'entrée" in terminal.ecrit()


# --- inside the questionnaire --------------------------------------------------------------

ORIENTER = (
    "orienter --lieu domicile --arrondissement 13 --age 67 --moment jour --sans-precarite"
    " --format json"
)


def test_eteinte_elle_montre_les_definitions(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env, ORIENTER, reponse=tmp_path / "reponse")
    terminal.repondre(["Quel est le niveau", "je ne sais pas : voir les définitions"], "4\r")
    terminal.attendre("Niveau 1 : stable et non complexe", "Signes : ", "§ 2-3-2", "renforcés")
    terminal.repondre(["Niveau 3 : ", "» 4) relire les définitions", "5) sans niveau"], "3\r")
    terminal.repondre(["Autre chose à signaler", "○ maintien"], "\r")
    terminal.attendre("Pour rejouer")
    assert terminal.finir() == 0
    assert "Grille" not in terminal.recu
    assert "À discuter" not in terminal.recu
    assert json.loads(terminal.ecrit())["situation"]["niveau"] == 3


def test_allumee_elle_propose_et_le_clinicien_choisit(
    env: dict[str, str], tmp_path: Path, allumee: Path
) -> None:
    """What goes on is the level typed afterwards, whatever was proposed; no answer is repeated."""
    terminal = Terminal(env, f"{ORIENTER} --donnees {allumee}", reponse=tmp_path / "reponse")
    terminal.repondre(["Quel est le niveau", "en discuter par la grille"], "4\r")
    terminal.repondre([f"»    {PREMIERE}", "← revenir"], "oo\r")
    terminal.attendre("À discuter : niveau 3", QUESTIONS[1], "Aide à la discussion")
    terminal.repondre(["» 4) reprendre la grille", "5) sans niveau"], "\r")
    terminal.repondre([f"»    {PREMIERE}"], GAUCHE)  # back: nothing proposed, the level again
    terminal.repondre(["» 4) reprendre la grille", "5) sans niveau"], "2\r")
    terminal.repondre(["Niveau 2", "Autre chose à signaler", "○ maintien"], "\r")
    terminal.attendre("Pour rejouer")
    assert terminal.finir() == 0
    suite = terminal.recu[terminal.recu.index("Pour rejouer") :]
    assert "--niveau 2" in suite
    assert "rebelle" not in suite
    reponse = json.loads(terminal.ecrit())
    assert reponse["situation"]["niveau"] == 2
    assert reponse["situation"]["besoins"] == []


def test_allumee_elle_se_quitte(env: dict[str, str], tmp_path: Path, allumee: Path) -> None:
    terminal = Terminal(env, f"{ORIENTER} --donnees {allumee}", reponse=tmp_path / "reponse")
    terminal.repondre(["Quel est le niveau", "en discuter par la grille"], "4\r")
    terminal.repondre([f"»    {PREMIERE}"], ECHAP)
    assert terminal.finir() == 130
    assert terminal.ecrit() == ""


def test_sans_grille_comme_avant(env: dict[str, str], tmp_path: Path, allumee: Path) -> None:
    (allumee / "grille.yaml").unlink()
    terminal = Terminal(env, f"{ORIENTER} --donnees {allumee}", reponse=tmp_path / "reponse")
    terminal.repondre(["Quel est le niveau", "je ne sais pas : voir les définitions"], "4\r")
    terminal.repondre(["1) niveau 1 (stable", "» 4) relire les définitions"], "1\r")
    terminal.repondre(["Niveau 1", "Autre chose à signaler"], "\r")
    assert terminal.finir() == 0


def test_allumee_ligne_par_ligne(env: dict[str, str], tmp_path: Path, allumee: Path) -> None:
    terminal = Terminal(
        env | {"TERM": "dumb"}, f"{ORIENTER} --donnees {allumee}", reponse=tmp_path / "reponse"
    )
    etapes: list[Any] = [
        ("Quel est le niveau", "4"),
        (PREMIERE, "r"),
        ("Quel est le niveau", "4"),
        (PREMIERE, "o"),
        (QUESTIONS[1], "o"),
        (QUESTIONS[2], "f"),
        ("À discuter : niveau 3", "1"),
        ("Autre chose à signaler", ""),
    ]
    for texte, tape in etapes:
        while not (texte in terminal.recu and terminal.recu.endswith("\n> ")):
            terminal.lire()
        terminal.recu = ""
        terminal.enfant.sendline(tape)
    assert terminal.finir() == 0
    assert json.loads(terminal.ecrit())["situation"]["niveau"] == 1

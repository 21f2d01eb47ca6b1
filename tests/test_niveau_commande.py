"""`palliorient niveau` as programs and people without a terminal meet it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from charges import charges
from conftest import Lancer
from dossiers import CARTE, copier, remplacer
from test_cli import anglais
from test_purete import LOURDS

from palliorient.donnees import lire_grille

GRILLE = lire_grille(CARTE)
assert GRILLE is not None
AVERTISSEMENT = GRILLE.avertissement
IDS = [q.id for q in GRILLE.questions]
OUVERTE = "--oui maladie-grave"
NIVEAUX_2_ET_3 = [q.id for q in GRILLE.questions if q.plaide in ("2", "3")]
TOUT_NON = " ".join(f"--non {id}" for id in NIVEAUX_2_ET_3)

# fmt: off
JSON = [
    # options; level; reasons
    ("", None, []),
    ("--oui sedation", None, []),
    ("--non maladie-grave --oui sedation", None, []),
    (OUVERTE, None, []),
    (f"{OUVERTE} --oui sedation", 3, ["sedation"]),
    (f"{OUVERTE} --oui sedation --oui Symptôme-Rebelle --oui ethique", 3,
     ["symptome-rebelle", "sedation"]),
    (f"{OUVERTE} --oui ethique --oui ethique", 2, ["ethique"]),
    (f"{OUVERTE} --oui precarite --oui premier-recours-depasse", None, []),
    (f"{OUVERTE} {TOUT_NON}", 1, NIVEAUX_2_ET_3),
]
REFUS = [
    ("--oui sedaton", 2, ["--oui : « sedaton »", "« sedation » ?", "niveau --questions"]),
    ("--non zzz", 2, ["--non : « zzz » n'est pas une question"]),
    ("--oui ethique --non ethique", 2, ["--oui et --non, les deux : ethique"]),
    ("--questions --oui ethique", 2, ["--questions ne va pas avec --oui"]),
    ("--format xml", 2, ["« xml »", "texte, json"]),
    ("--oui", 2, ["l'option --oui attend une valeur"]),
    ("--oui ''", 2, ["--oui : valeur vide"]),
    ("--donnees nulle-part", 3, ["dossier de données introuvable"]),
    ("sedation", 2, ["argument en trop"]),
]
# fmt: on


@pytest.mark.parametrize(("options", "niveau", "raisons"), JSON)
def test_en_json(lancer: Lancer, options: str, niveau: int | None, raisons: list[str]) -> None:
    fini = lancer("niveau", "--format", "json", *shlex.split(options))
    assert (fini.returncode, fini.stderr) == (0, "")
    dits = [m for m in options.lower().replace("ô", "o").split() if not m.startswith("--")]
    attendu = {
        "format": "palliorient.niveau/1",
        "niveau": niveau,
        "raisons": raisons,
        "sans_reponse": [id for id in IDS if id not in dits],
        "avertissement": AVERTISSEMENT,
    }
    assert fini.stdout == json.dumps(attendu, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_les_questions_en_json(lancer: Lancer) -> None:
    fini = lancer("niveau", "--questions", "--format", "json")
    assert (fini.returncode, fini.stderr) == (0, "")
    dite = json.loads(fini.stdout)
    assert list(dite) == ["format", "questions"]
    assert dite["format"] == "palliorient.grille/1"
    assert [q["id"] for q in dite["questions"]] == IDS
    for question in dite["questions"]:
        assert list(question) == ["id", "question", "plaide", "domaine", "source"]
        assert list(question["source"]) == ["document", "localisation"]
        assert question["plaide"] in (3, 2, "entree", None)
    assert [q["id"] for q in dite["questions"] if q["plaide"] == "entree"] == ["maladie-grave"]


@pytest.mark.parametrize(("options", "statut", "dits"), REFUS)
def test_ce_qui_est_refuse(lancer: Lancer, options: str, statut: int, dits: list[str]) -> None:
    fini = lancer("niveau", *shlex.split(options))
    assert (fini.returncode, fini.stdout) == (statut, "")
    assert all(dit in fini.stderr for dit in dits), fini.stderr
    assert anglais(fini.stderr) == []


def test_sans_terminal_rien_n_est_demande(lancer: Lancer) -> None:
    """Nothing is known: no level, all that is to be known, with what answers it by options."""
    fini = lancer("niveau", entree="o\n" * 30)
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout.startswith("Aucun niveau proposé.\nRestent à savoir :\n")
    mots = " ".join(fini.stdout.split())
    assert all(f"[{id}] (" in mots for id in ("maladie-grave", *NIVEAUX_2_ET_3))
    assert AVERTISSEMENT in mots
    assert max(map(len, fini.stdout.splitlines())) < 80


def test_le_texte_dit_ce_qui_porte_et_ce_qui_manque(lancer: Lancer) -> None:
    options = f"{OUVERTE} --oui epuisement --oui precarite --non sedation"
    mots = " ".join(lancer("niveau", *options.split()).stdout.split())
    assert mots.startswith("À discuter : niveau 2, complexité médico-psycho-sociale intermédiaire.")
    assert "Ce qui le porte, à « oui » : - Entourage épuisé, ou près de l'être ? [epuis" in mots
    assert "refus ou rupture de soins : amène le DAC" in mots
    assert "pourraient le changer : - Douleur ou symptôme rebelle" in mots
    assert "[sedation]" not in mots
    assert mots.endswith(AVERTISSEMENT)
    tout_non = " ".join(lancer("niveau", *f"{OUVERTE} {TOUT_NON}".split()).stdout.split())
    assert tout_non.startswith("À discuter : niveau 1")
    assert "« non » à toutes les questions" in tout_non
    ferme = lancer("niveau", "--non", "maladie-grave").stdout
    assert "« Non » à la question d'entrée" in ferme
    assert "Restent" not in ferme


def test_les_questions_en_texte(lancer: Lancer) -> None:
    dites = " ".join(lancer("niveau", "--questions").stdout.split())
    assert GRILLE is not None
    for question in GRILLE.questions:
        assert f"- {question.question} [{question.id}]" in dites
        assert question.source.localisation in dites
    assert all(nom in dites for nom in GRILLE.domaines.values())
    assert dites.endswith(AVERTISSEMENT)


def test_un_dossier_sans_grille(lancer: Lancer, tmp_path: Path) -> None:
    """It answers as before, and says that it has no grid; a link to nowhere is not « no grid »."""
    dossier = copier(tmp_path)
    (dossier / "grille.yaml").unlink()
    for options in ((), ("--questions",), ("--format", "json")):
        for _ in range(2):  # made, then kept
            fini = lancer("niveau", *options, "--donnees", str(dossier))
            assert (fini.returncode, fini.stdout) == (3, "")
            assert "n'a pas de grille de discussion" in fini.stderr
    assert lancer("gradation", "--donnees", str(dossier)).returncode == 0
    (dossier / "grille.yaml").symlink_to(dossier / "ailleurs.yaml")
    fini = lancer("niveau", "--donnees", str(dossier))
    assert fini.returncode == 3
    assert "fichier de données absent" in fini.stderr


def test_une_grille_fausse_arrete_tout(lancer: Lancer, tmp_path: Path) -> None:
    dossier = copier(tmp_path)
    remplacer(dossier, "grille.yaml", "domaine: medical", "domaine: medicale")
    for commande in ("niveau", "gradation"):
        fini = lancer(commande, "--donnees", str(dossier))
        assert fini.returncode == 3
        assert "PAL180" in fini.stderr
    fini = lancer("valider", str(dossier), "--date", "2026-06-01")
    assert fini.returncode == 1
    assert "grille.yaml:" in fini.stdout


def test_dans_un_fichier_nouveau(lancer: Lancer, tmp_path: Path) -> None:
    sortie = tmp_path / "niveau.json"
    arguments = ("niveau", "--format", "json", "--oui", "sedation", "--sortie", str(sortie))
    assert lancer(*arguments).returncode == 0
    assert json.loads(sortie.read_text(encoding="utf-8"))["niveau"] is None
    assert lancer(*arguments).returncode == 2


def test_la_grille_compte_dans_l_empreinte(lancer: Lancer, tmp_path: Path) -> None:
    def empreinte() -> str:
        fini = lancer("questions-ouvertes", "--format", "json", "--donnees", str(dossier))
        return str(json.loads(fini.stdout)["referentiel"]["empreinte"])

    dossier = copier(tmp_path)
    avant = empreinte()
    remplacer(dossier, "grille.yaml", "grille: non", "grille: oui")
    assert empreinte() != avant


def test_ne_charge_rien_de_lourd(environnement: dict[str, str]) -> None:
    """Once kept, the grid is read without the YAML reader nor what checks it."""
    assert charges(environnement, ["niveau", "--format", "json"], LOURDS) == []


@pytest.mark.relecture
def test_la_grille_livree_est_eteinte(lancer_livre: Lancer) -> None:
    """A clinical body reads it before it is switched on: docs/dispositif-medical.md."""
    livree = lire_grille()
    assert livree is not None
    assert not livree.active
    assert lancer_livre("niveau", "--format", "json").returncode == 0

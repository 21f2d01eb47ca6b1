"""The command as people type it: French everywhere, statuses, pipes, wrong values."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Lancer

from palliorient._version import __version__
from palliorient.commandes import NOMS

DE_BASE = shlex.split(
    "--lieu domicile --arrondissement 17 --niveau 2 --age 82 --sans-precarite --moment jour"
)
ANGLAIS = re.compile(
    r"\b(usage:|options:|arguments:|commands:|show this|default|required|invalid|missing"
    r"|such|error|command|try|text|integer|exit|the|and|choose|file|path)\b",
    re.IGNORECASE,
)
SANS_LE_VOULOIR = ("[OPTIONS]", "Options :", "Arguments :", "texte")


def avec(*ajouts: str) -> list[str]:
    """The usual situation with these options, which take the place of its own."""
    dites = {mot.removeprefix("--sans-").removeprefix("--") for mot in ajouts}
    base = shlex.split(" ".join(DE_BASE).replace("--sans-precarite", "--sans-precarite ''"))
    paires = zip(base[::2], base[1::2], strict=True)
    gardes = [
        [nom, valeur] if valeur else [nom]
        for nom, valeur in paires
        if nom.removeprefix("--sans-").removeprefix("--") not in dites
    ]
    return [*(mot for paire in gardes for mot in paire), *ajouts]


def anglais(texte: str) -> list[str]:
    for permis in SANS_LE_VOULOIR:
        texte = texte.replace(permis, "")
    return ANGLAIS.findall(texte)


# --- help and version ------------------------------------------------------------------


@pytest.mark.parametrize("commande", ["", *NOMS])
def test_l_aide_est_en_francais(lancer: Lancer, commande: str) -> None:
    fini = lancer(*commande.split(), "--help", env={"COLUMNS": "80"})
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout.startswith("Usage : palliorient")
    assert "Affiche cette aide." in fini.stdout
    assert anglais(fini.stdout) == []
    muettes = re.findall(r"(?m)^  (--\S+(?: \S+)*)\n(?!    )", fini.stdout)
    assert muettes == [], "options without help"


def test_sans_commande_l_aide(lancer: Lancer) -> None:
    fini = lancer()
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout == lancer("--help").stdout
    assert all(f"  {nom} " in fini.stdout for nom in NOMS)


def test_la_version_rapide_est_la_version(lancer: Lancer) -> None:
    """Alone it takes a short cut; with anything else it goes through the command library."""
    rapide, complete = lancer("--version"), lancer("--version", "acteurs")
    assert rapide.stdout == complete.stdout == f"palliorient {__version__}\n"
    assert rapide.returncode == complete.returncode == 0


# --- usage errors -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("commande", "dits"),
    [
        ("acteur", ["commande inconnue : « acteur »", "« acteurs » ?"]),
        ("zzz", ["commande inconnue : « zzz »"]),
        ("--hlep", ["option inconnue : --hlep", "« --help » ?"]),
        ("orienter --lieux domicile", ["option inconnue : --lieux", "« --lieu » ?"]),
        ("acteurs --format", ["l'option --format attend une valeur"]),
        ("acteurs --detail=oui", ["l'option --detail ne prend pas de valeur"]),
        ("acteurs usp", ["argument en trop : « usp »"]),
        ("acteurs usp lisp", ["argument en trop : « usp lisp »"]),
        ("orienter --format xml", ["« xml »", "texte, json"]),
        ("orienter --date 22/11/2026", ["date : « 22/11/2026 »", "AAAA-MM-JJ"]),
        ("orienter --date 2026-02-30", ["date : « 2026-02-30 »"]),
    ],
)
def test_erreur_d_usage(lancer: Lancer, commande: str, dits: list[str]) -> None:
    fini = lancer(*shlex.split(commande))
    assert (fini.returncode, fini.stdout) == (2, "")
    assert all(dit in fini.stderr for dit in dits), fini.stderr
    assert fini.stderr.startswith("palliorient : ")
    assert anglais(fini.stderr) == []
    assert "Traceback" not in fini.stderr


@pytest.mark.parametrize(
    ("ajouts", "dits"),
    [
        ("--lieu hopitl", ["lieu : « hopitl »", "mco"]),
        ("--lieu epahd", ["« ehpad » ?"]),
        ("--moment nuits", ["« nuit » ?", "soiree"]),
        ("--niveau 4", ["« 4 »", "Niveaux acceptés", "3 : "]),
        ("--age 130", ["« 130 »", "0 à 120", "8 mois"]),
        ("--age -1", ["« -1 »"]),
        ("--arrondissement 21", ["« 21 »", "1 à 20", "annuaire régional"]),
        ("--arrondissement 93100", ["hors de Paris", "corpalif.org"]),
        ("--suivi hda", ["« had » ?"]),
        ("--besoin sedatoin", ["« sedation » ?"]),
        ("--residence 12", ["« domicile »", "« 12 »", "hospitalisée"]),
        ("--quand 2026-11-22", ["quand : « 2026-11-22 »", "heure"]),
        ("--quand 2026-11-22T03:00", ["« jour »", "« 2026-11-22T03:00 »"]),
        ("--etablissement bichat", ["Bichat", "« domicile »"]),
    ],
)
def test_valeur_refusee_ou_contradictoire(lancer: Lancer, ajouts: str, dits: list[str]) -> None:
    """Every refusal says what was read and what would be taken; a contradiction names both."""
    fini = lancer("orienter", *avec(*shlex.split(ajouts)))
    assert (fini.returncode, fini.stdout) == (2, "")
    assert all(dit in fini.stderr for dit in dits), fini.stderr
    assert anglais(fini.stderr) == []


def test_rothschild_est_deux_hopitaux(lancer: Lancer) -> None:
    fini = lancer("orienter", "--etablissement", "rothschild")
    assert fini.returncode == 2
    assert "rothschild-ap-hp" in fini.stderr
    assert "fondation-rothschild" in fini.stderr


def test_reponses_manquantes(lancer: Lancer) -> None:
    fini = lancer("orienter", "--lieu", "ehpad", "--age", "90")
    assert (fini.returncode, fini.stdout) == (4, "")
    assert "--arrondissement, --niveau, --precarite, --moment" in fini.stderr


def test_une_valeur_refusee_passe_avant_une_manquante(lancer: Lancer) -> None:
    assert lancer("orienter", "--lieu", "epahd").returncode == 2


def test_dossier_de_donnees_absent(lancer: Lancer, tmp_path: Path) -> None:
    fini = lancer("orienter", *DE_BASE, "--donnees", str(tmp_path / "rien"))
    assert (fini.returncode, fini.stdout) == (3, "")
    assert "Traceback" not in fini.stderr


@pytest.mark.parametrize("sortie", ["existe.json", "absent/sortie.json"])
def test_sortie_impossible(lancer: Lancer, tmp_path: Path, sortie: str) -> None:
    (tmp_path / "existe.json").write_text("à garder", encoding="utf-8")
    fini = lancer("orienter", *DE_BASE, "--sortie", str(tmp_path / sortie))
    assert (fini.returncode, fini.stdout) == (2 if sortie == "existe.json" else 3, "")
    assert anglais(fini.stderr.replace(str(tmp_path), "")) == []
    assert [f.name for f in tmp_path.iterdir()] == ["existe.json"]
    assert (tmp_path / "existe.json").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize(
    "commande",
    [
        ("orienter", *avec("--lieu", "{}")),
        ("orienter", "--etablissement", "{}"),
        ("orienter", *avec("--quand", "{}")),
        ("orienter", "--date", "{}"),
        ("acteurs", "--territoire", "{}"),
        ("territoires", "{}"),
        ("acteurs", "--format", "{}"),
        ("{}",),
        ("--{}",),
        ("acteurs", "--donnees", "{}"),
        ("acteurs", "--sortie", "/{}/x"),
    ],
    ids=lambda commande: " ".join(commande[-2:]),
)
def test_rien_ne_pilote_le_terminal(lancer: Lancer, commande: tuple[str, ...]) -> None:
    """Escape sequences, a bell, a right-to-left override: none reaches the screen raw."""
    piege = "\x1b[31mrouge\x07\u202e\x9b"
    fini = lancer(*(morceau.replace("{}", piege) for morceau in commande))
    assert fini.returncode in (2, 3)
    dit = fini.stdout + fini.stderr
    assert not set(dit) & set("\x1b\x07\u202e\x9b")
    assert "rouge" in dit


# --- output -------------------------------------------------------------------------------


def test_ni_couleur_ni_commande_de_terminal(lancer: Lancer) -> None:
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}):
        assert "\x1b" not in lancer("orienter", *DE_BASE, env=env).stdout


def test_utf_8_meme_sans_locale(lancer: Lancer) -> None:
    fini = lancer("orienter", *DE_BASE, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "À SAVOIR" in fini.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="tubes POSIX")
@pytest.mark.parametrize("commande", ["--version", "--help", "acteurs --format json", "acteurs"])
def test_tube_ferme(environnement: dict[str, str], commande: str) -> None:
    python = sys.executable
    fini = subprocess.run(
        ["bash", "-c", f'"$0" -m palliorient {commande} | true; exit ${{PIPESTATUS[0]}}', python],
        env=environnement,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (fini.returncode, fini.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full")
@pytest.mark.parametrize("commande", ["--version", "--help", "acteurs"])
@pytest.mark.parametrize("sans_tampon", ["", "1"])
def test_disque_plein(environnement: dict[str, str], commande: str, sans_tampon: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as plein:
        fini = subprocess.run(
            [sys.executable, "-m", "palliorient", commande],
            env=environnement | {"PYTHONUNBUFFERED": sans_tampon},
            stdout=plein,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    message = "palliorient : impossible d'écrire sur la sortie standard : plus de place.\n"
    assert (fini.returncode, fini.stderr) == (3, message)


def test_depuis_un_autre_dossier(lancer: Lancer, tmp_path: Path) -> None:
    ici = lancer("orienter", *DE_BASE, "--format", "json")
    ailleurs = lancer("orienter", *DE_BASE, "--format", "json", cwd=tmp_path)
    assert (ailleurs.returncode, ailleurs.stdout) == (0, ici.stdout)
    assert list(tmp_path.iterdir()) == []

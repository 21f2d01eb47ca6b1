"""What cannot be read is said, at once, whatever stands in place of a file or a folder."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import RACINE, Lancer
from dossiers import CARTE, SCENARIOS

from palliorient.lecture.fichiers import TAILLE_PERMISE, octets_de
from palliorient.sortie import PasOrdinaire

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tubes, prises et droits POSIX")

SITUATION = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2", "--age", "82"),
    *("--sans-precarite", "--moment", "jour"),
)


@pytest.fixture
def donnees(tmp_path: Path) -> Path:
    """A copy of the data, to spoil."""
    copie = tmp_path / "copie"
    copie.mkdir()
    for fichier in CARTE.glob("*.yaml"):
        shutil.copy(fichier, copie)
    return copie


# --- instead of a file ------------------------------------------------------------------


def tube(chemin: Path) -> None:
    os.mkfifo(chemin)


def sans_fin(chemin: Path) -> None:
    chemin.symlink_to("/dev/zero")


def prise(chemin: Path) -> None:
    ici = Path.cwd()
    os.chdir(chemin.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as ouverte:
            ouverte.bind(chemin.name)
    finally:
        os.chdir(ici)


def dossier(chemin: Path) -> None:
    chemin.mkdir()


def boucle(chemin: Path) -> None:
    chemin.symlink_to(chemin.name)


A_LA_PLACE = [
    (tube, "c'est un tube"),
    (sans_fin, "c'est un périphérique"),
    (prise, "c'est une prise"),
    (dossier, "c'est un dossier"),
    (boucle, "liens en boucle"),
]


@pytest.mark.parametrize(("mettre", "dit"), A_LA_PLACE)
def test_a_la_place_d_un_fichier(
    lancer: Lancer, donnees: Path, mettre: Callable[[Path], None], dit: str
) -> None:
    fichier = donnees / "acteurs.yaml"
    fichier.unlink()
    mettre(fichier)
    seul = donnees.parent / "seul.yaml"
    mettre(seul)
    for arguments in (
        ("valider", str(donnees)),
        ("acteurs", "--donnees", str(donnees)),
        ("orienter", *SITUATION, "--donnees", str(donnees)),
        ("comparer", str(CARTE), str(donnees)),
        ("schema", "acteurs", "--verifier", str(seul)),
        ("lot", str(seul)),
        *([("tester", str(seul))] if mettre is not dossier else []),
    ):
        fini = lancer(*arguments, cwd=RACINE)
        assert fini.returncode == 3, (arguments, fini.stderr)
        assert dit in fini.stderr, arguments
        assert "Traceback" not in fini.stderr
        assert fini.stdout == ""


def test_un_tube_dans_un_dossier_de_scenarios(lancer: Lancer, tmp_path: Path) -> None:
    shutil.copy(SCENARIOS, tmp_path / "bon.yaml")
    os.mkfifo(tmp_path / "tube.yaml")
    fini = lancer("tester", str(tmp_path))
    assert (fini.returncode, "tube.yaml (c'est un tube" in fini.stderr) == (3, True)


def test_lot_lit_un_flux_deja_ouvert(environnement: dict[str, str]) -> None:
    fini = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m palliorient lot --modele | "
         f"{sys.executable} -m palliorient lot /dev/stdin"],
        env=environnement, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (fini.returncode, len(fini.stdout.splitlines())) == (0, 5), fini.stderr


def test_un_fichier_est_borne_avant_d_etre_lu(tmp_path: Path) -> None:
    creux = tmp_path / "creux"
    with creux.open("wb") as flux:
        flux.truncate(3 * 1024**3)
    assert len(octets_de(creux)) == TAILLE_PERMISE + 1
    assert len(octets_de(creux, 10)) == 11
    with pytest.raises(PasOrdinaire, match="périphérique"):
        octets_de("/dev/zero")


# --- what is not a scenario file ------------------------------------------------------------

ETRANGERS = {
    "action.yml": "name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n",
    "compose.yaml": "services:\n  web: {image: nginx:1, ports: [80:80]}\n",
    "helm.yaml": "{{- if .Values.x }}\nkind: Pod\n{{ end }}\n",
    "liste.yaml": "- id: a\n  situation: {lieu: domicile}\n",
    "texte.yaml": "juste du texte\n",
    "invisible.yaml": "name: \u200bx\n",
    "conflit.yaml": "a: b\n<<<<<<< HEAD\nc: d\n",
    "imbrique.yaml": "a:\n  scenarios: []\n",
}
PRESQUE = ("scenario:\n  - id: a\n", "Scénarios: []\n", '"scenarios" : 3\n', "{scenarios: 1}\n",
           "scenarios:\n  - name: no\n", "", "# rien\n")  # fmt: skip


@pytest.mark.parametrize("nom", ETRANGERS)
def test_un_yaml_etranger_est_dit_tel_et_rien_d_autre(
    lancer: Lancer, tmp_path: Path, nom: str
) -> None:
    (tmp_path / nom).write_text(ETRANGERS[nom], encoding="utf-8")
    fini = lancer("tester", nom, cwd=tmp_path)
    assert fini.returncode == 3
    assert "pas un fichier de scénarios" in fini.stderr
    assert len(fini.stderr.splitlines()) == 2


@pytest.mark.parametrize("texte", PRESQUE)
def test_un_fichier_de_scenarios_mal_ecrit_garde_ses_conseils(
    lancer: Lancer, tmp_path: Path, texte: str
) -> None:
    (tmp_path / "s.yaml").write_text(texte, encoding="utf-8")
    fini = lancer("tester", "s.yaml", cwd=tmp_path)
    assert fini.returncode == 3
    assert "[PAL" in fini.stderr
    assert "pas un fichier de scénarios" not in fini.stderr


def test_tester_ici_laisse_ce_qui_n_est_pas_du_projet(lancer: Lancer, tmp_path: Path) -> None:
    scenario = SCENARIOS
    for dossier in (".github", ".venv/lib", "env/lib", "a/.cache", "a/outil/lib", "bon"):
        (tmp_path / dossier).mkdir(parents=True)
        (tmp_path / dossier / "x.yaml").write_text("name: x\n")
    for environnement in (".venv", "env", "a/outil"):
        (tmp_path / environnement / "pyvenv.cfg").touch()
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    shutil.copy(scenario, tmp_path / "bon" / "x.yaml")
    assert lancer("tester", ".", cwd=tmp_path).returncode == 0
    # Named, it is read.
    assert "pas un fichier" in lancer("tester", ".github", cwd=tmp_path).stderr
    assert "pas un fichier" in lancer("tester", "env", cwd=tmp_path).stderr


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nom", "dit"), [("a" * 300, "nom trop long"), ("pyproject.toml/x", "pas dans un dossier")]
)
def test_des_noms_impossibles(lancer: Lancer, nom: str, dit: str) -> None:
    for arguments in (
        ("valider", nom),
        ("comparer", "data", nom),
        ("comparer", nom, "data"),
        ("tester", nom),
        ("tester", "scenarios", "--donnees", nom),
        ("lot", nom),
        ("lot", "--modele", "--donnees", nom),
        ("table", "--donnees", nom),
        ("couverture", "--donnees", nom),
        ("acteurs", "--donnees", nom),
        ("schema", "acteurs", "--verifier", nom),
        ("orienter", *SITUATION, "--donnees", nom),
        ("orienter", *SITUATION, "--sortie", nom),
    ):
        fini = lancer(*arguments, cwd=RACINE)
        assert fini.returncode == 3, (arguments, fini.stderr)
        assert dit in fini.stderr, arguments
        assert "Traceback" not in fini.stderr


def test_un_fichier_a_la_place_d_un_dossier(lancer: Lancer) -> None:
    for arguments in (
        ("valider", str(CARTE / "acteurs.yaml")),
        ("comparer", str(CARTE), "README.md"),
    ):
        fini = lancer(*arguments, cwd=RACINE)
        assert (fini.returncode, "pas un dossier" in fini.stderr) == (3, True)
        assert "introuvable" not in fini.stderr


@pytest.mark.parametrize(
    ("commande", "statut"),
    [
        ("valider", 0),
        ("valider .", 3),
        ("acteurs", 0),
        ("tester .", 3),
        ("lot e.csv", 3),
        ("comparer . .", 3),
        ("orienter --lieu domicile", 4),
        ("schema acteurs --verifier x", 3),
        ("gradation --sortie r.txt", 3),
    ],
)
def test_dans_un_dossier_qui_n_existe_plus(
    lancer_en_shell: Lancer, tmp_path: Path, commande: str, statut: int
) -> None:
    ici = tmp_path / "ici"
    ici.mkdir()
    fini = lancer_en_shell(f"rmdir '{ici}' && palliorient {commande}", cwd=ici)
    assert fini.returncode == statut, fini.stderr
    assert "Traceback" not in fini.stderr
    assert "erreur du programme" not in fini.stderr


# --- rights ------------------------------------------------------------------------------------


def test_un_dossier_illisible_n_est_jamais_saute(sans_passe_droit: Lancer, donnees: Path) -> None:
    arbre = donnees.parent / "arbre"
    prive = arbre / "a" / "prive"
    prive.mkdir(parents=True)
    scenario = SCENARIOS
    shutil.copy(scenario, arbre)
    assert sans_passe_droit("tester", str(arbre)).returncode == 0
    try:
        for mode in (0o000, 0o200, 0o444):
            shutil.copy(scenario, prive / "x.yaml")
            prive.chmod(mode)
            donnees.chmod(mode)
            for arguments, nom in (
                (("tester", str(arbre)), "prive"),
                (("tester", str(prive)), "prive"),
                (("tester", str(prive / "x.yaml")), "prive"),
                (("valider", str(donnees)), "copie"),
                (("valider", str(donnees / "d")), "copie"),
                (("comparer", str(donnees), str(donnees)), "copie"),
                (("orienter", *SITUATION, "--donnees", str(donnees)), "copie"),
            ):
                fini = sans_passe_droit(*arguments)
                assert fini.returncode == 3, (oct(mode), arguments, fini.stdout, fini.stderr)
                assert nom in fini.stderr
                assert "Traceback" not in fini.stderr
            prive.chmod(0o700)
    finally:
        prive.chmod(0o700)
        donnees.chmod(0o700)


# --- names that are no text -------------------------------------------------------------------


def test_un_dossier_au_nom_sans_encodage(
    environnement: dict[str, str], donnees: Path, tmp_path: Path
) -> None:
    fichier = donnees / "acteurs.yaml"
    fichier.write_text(fichier.read_text(encoding="utf-8").replace("type: had", "type: hda"))
    etrange = os.fsencode(tmp_path) + b"/d\xff"
    os.rename(os.fsencode(donnees), etrange)  # noqa: PTH104 - bytes

    def lancer(*arguments: bytes | str) -> bytes:
        fini = subprocess.run(
            [sys.executable, "-m", "palliorient", *arguments],
            env=environnement,
            capture_output=True,
            check=False,
        )
        assert fini.returncode == 1, fini.stderr
        assert b"Traceback" not in fini.stderr
        return fini.stdout

    for forme in ("texte", "json", "sarif", "github", "junit"):
        sortie = lancer("valider", etrange, "--format", forme).decode()
        assert "acteurs.yaml" in sortie
        if forme in ("json", "sarif"):
            json.loads(sortie)
        if forme == "sarif":
            assert "d%FF/acteurs.yaml" in sortie
        if forme == "junit":
            ET.fromstring(sortie)
    scenario = os.path.join(etrange, b"s.yaml")  # noqa: PTH118 - bytes
    with open(scenario, "w", encoding="utf-8") as flux:  # noqa: PTH123 - bytes
        flux.write(
            "scenarios:\n"
            '  - id: echoue\n    titre: "Faux"\n'
            "    situation: {lieu: domicile, arrondissement: 17, niveau: 2, age: 82,"
            " precarite: non, moment: jour}\n    absents: [had]\n"
        )
    for forme in ("texte", "json", "junit"):
        sortie = lancer("tester", scenario, "--format", forme).decode()
        assert "s.yaml" in sortie

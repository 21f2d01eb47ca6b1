"""The package as it is installed: built, put in a new environment, run from elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import RACINE

from palliorient import donnees

# Of today, as the table that is built: another day may be on the other side of an opening.
SITUATION = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2", "--age", "82"),
    *("--sans-precarite", "--moment", "jour", "--format", "json"),
)
FAITS = {f"palliorient/donnees_livrees/{nom}" for nom in donnees.LIVRES.values()}
LIVRES = {f"palliorient/donnees_livrees/{nom}" for nom in donnees.FICHIERS}


@pytest.fixture(scope="session")
def roue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network by this environment's own tools."""
    dossier = tmp_path_factory.mktemp("roue")
    fini = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dossier)],
        cwd=RACINE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert fini.returncode == 0, fini.stdout + fini.stderr
    (seule,) = dossier.glob("*.whl")
    return seule


@pytest.fixture(scope="session")
def installe(roue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment where the wheel is installed.

    Its dependencies are those of the running environment, lent by a .pth file; palliorient
    itself is not lent: the new environment's own folder comes first.
    """
    dossier = tmp_path_factory.mktemp("environnement")
    venv.create(dossier, with_pip=False, symlinks=os.name != "nt")
    chemins = {"base": str(dossier), "platbase": str(dossier)}
    schema = "venv" if "venv" in sysconfig.get_scheme_names() else None
    paquets = Path(
        sysconfig.get_path("purelib", schema, chemins)
        if schema
        else sysconfig.get_path("purelib", vars=chemins)
    )
    with zipfile.ZipFile(roue) as archive:
        archive.extractall(paquets)
    (paquets / "prete.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return dossier / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lancer(
    python: Path, *arguments: str, cwd: Path, cache: Path
) -> subprocess.CompletedProcess[str]:
    propre = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONPATH"}
    return subprocess.run(
        [str(python), *arguments],
        cwd=cwd,
        env=propre | {"PALLIORIENT_CACHE": str(cache)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_ce_que_la_roue_contient(roue: Path) -> None:
    noms = set(zipfile.ZipFile(roue).namelist())
    assert noms >= LIVRES
    assert noms >= FAITS
    assert "palliorient/py.typed" in noms
    assert any(nom.endswith("licenses/LICENSE") for nom in noms)
    assert not [nom for nom in noms if nom.startswith("tests") or "__pycache__" in nom]


def test_les_fichiers_livres_sont_ceux_du_depot(roue: Path) -> None:
    with zipfile.ZipFile(roue) as archive:
        for nom in donnees.FICHIERS:
            livre = archive.read(f"palliorient/donnees_livrees/{nom}")
            assert livre == (RACINE / "data" / nom).read_bytes()


def test_ce_qui_est_livre_est_ce_que_donnent_les_fichiers(roue: Path) -> None:
    with zipfile.ZipFile(roue) as archive:
        for nom, octets in donnees.livrer(RACINE / "data", date.today()).items():
            assert archive.read(f"palliorient/donnees_livrees/{nom}") == octets


def test_installe_il_repond_d_un_autre_dossier(installe: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    ou = lancer(
        installe, "-c", "import palliorient; print(palliorient.__file__)", cwd=ailleurs, cache=cache
    )
    assert Path(ou.stdout.strip()).is_relative_to(installe.parent.parent)
    fini = lancer(installe, "-m", "palliorient", "orienter", *SITUATION, cwd=ailleurs, cache=cache)
    assert (fini.returncode, fini.stderr) == (0, "")
    reponse = json.loads(fini.stdout)
    assert reponse["format"] == "palliorient.orientation/2"
    assert reponse["contacts"][0]["rang"] == 1
    assert not cache.exists(), "the shipped table answers: nothing to keep"
    assert list(ailleurs.iterdir()) == []


def test_installe_il_repond_comme_le_depot(installe: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    commande = ("-m", "palliorient", "orienter", *SITUATION)
    avec = lancer(installe, *commande, cwd=tmp_path, cache=cache)
    sans = lancer(installe, *commande, "--donnees", str(RACINE / "data"), cwd=tmp_path, cache=cache)
    assert avec.stdout == sans.stdout != ""


def test_la_bibliotheque_installee(installe: Path, tmp_path: Path) -> None:
    script = (
        "from palliorient import Situation, charger, orienter\n"
        "s = Situation(lieu='domicile', arrondissement=18, niveau=2, age=59, moment='jour')\n"
        "print(orienter(charger(), s).contacts[0].rang)\n"
    )
    fini = lancer(installe, "-c", script, cwd=tmp_path, cache=tmp_path / "cache")
    assert (fini.stdout, fini.stderr) == ("1\n", "")

"""`palliorient page`: one file, the same bytes each time; and how its script is put together."""

from __future__ import annotations

import importlib.util
import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from conftest import RACINE, Lancer

from palliorient.noyau.modele.modele import Referentiel
from palliorient.page.modules import SCRIPT, assembler

MODULES = sorted(p.relative_to(SCRIPT).as_posix() for p in SCRIPT.rglob("*.js"))
CARNET = """\
format: "palliorient.carnet/1"
carte: "75"
nom: "Carnet d'essai"
entrees:
  - service: had-ap-hp
    telephone: "01 99 00 00 01"
    verifie_le: "2026-05-20"
"""
MOITIE_DE_MEGAOCTET = 500_000


def test_les_mutants_admis_sont_encore_dans_le_script() -> None:
    """What is said of a line that nothing tells apart goes with that line."""
    admis = yaml.safe_load((RACINE / "outils/page/admis.yaml").read_text(encoding="utf-8"))
    page = (RACINE / "docs/mutants-de-la-page.md").read_text(encoding="utf-8")
    assert admis
    for dit in admis:
        lignes = (SCRIPT / dit["fichier"]).read_text(encoding="utf-8").splitlines()
        assert dit["dans"] in map(str.strip, lignes), dit
        assert dit["pourquoi"] in page, dit
    assert "à voir" not in page


def test_un_fichier_et_sa_somme(lancer_livre: Lancer, tmp_path: Path) -> None:
    """Small enough to be sent, the same bytes each time; the sum is told to who makes it."""
    fichier = tmp_path / "p.html"
    fini = lancer_livre("page", "--sortie", str(fichier))
    assert fini.returncode == 0, fini.stderr
    assert fini.stdout == ""
    octets = fichier.read_bytes()
    assert len(octets) < MOITIE_DE_MEGAOCTET
    assert sha256(octets).hexdigest() in fini.stderr
    assert lancer_livre("page").stdout.encode() == octets
    texte = octets.decode()
    for dit in ("Vérifier ce fichier", "Sans carnet", "sha256:", "Content-Security-Policy"):
        assert dit in texte


def test_un_fichier_qui_existe_n_est_pas_ecrase(lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "p.html"
    fichier.write_text("à moi")
    fini = lancer("page", "--sortie", str(fichier))
    assert fini.returncode == 2
    assert fichier.read_text() == "à moi"


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("--departement", "29"), "le Finistère"),
        (("--donnees", str(RACINE / "tests/departements/91")), "l'Essonne"),
    ],
)
def test_tout_departement(lancer_livre: Lancer, arguments: tuple[str, ...], dit: str) -> None:
    fini = lancer_livre("page", *arguments)
    assert fini.returncode == 0, fini.stderr
    assert f"<title>Soins palliatifs : qui contacter, {dit}</title>" in fini.stdout


def test_un_carnet_n_y_est_que_demande(
    lancer: Lancer, environnement: dict[str, str], tmp_path: Path
) -> None:
    """The user's own directory never leaves with a page by itself."""
    carnet = tmp_path / "c.yaml"
    carnet.write_text(CARNET, encoding="utf-8")
    d_office = lancer("page", env=environnement | {"PALLIORIENT_CARNET": str(carnet)})
    assert d_office.stdout == lancer("page").stdout
    avec = lancer("page", "--carnet", str(carnet))
    assert "01 99 00 00 01" in avec.stdout
    assert "Contient le carnet de lignes directes « Carnet d'essai »" in avec.stdout
    assert lancer("page", "--carnet", str(tmp_path / "absent.yaml")).returncode != 0
    # One that nobody has filled in yet adds nothing to the page either.
    carnet.write_text(CARNET.partition("entrees:")[0] + "entrees: []\n", encoding="utf-8")
    assert lancer("page", "--carnet", str(carnet)).stdout == lancer("page").stdout


def test_rien_de_la_page_n_ouvre_une_balise(lancer: Lancer, tmp_path: Path) -> None:
    """Whatever a directory is called: its name is a text."""
    carnet = tmp_path / "c.yaml"
    nom = "</script><b>&amp;"
    carnet.write_text(CARNET.replace("Carnet d'essai", nom), encoding="utf-8")
    page = lancer("page", "--carnet", str(carnet)).stdout
    assert nom not in page
    assert "&lt;/script&gt;&lt;b&gt;&amp;amp;" in page
    assert page.count("</script>") == 2


def test_tout_module_est_dans_la_page() -> None:
    """None is forgotten, none is put before what it imports."""
    script = assembler("principal.js")
    places = [script.index(f'modules["{nom}"] = ') for nom in MODULES]
    assert len(places) == len(MODULES)
    for nom in MODULES:
        for importe in re.findall(r'^import \{[^}]*\} from "([^"]+)";', lu(nom), re.MULTILINE):
            sien = ((SCRIPT / nom).parent / importe).resolve().relative_to(SCRIPT).as_posix()
            assert script.index(f'modules["{sien}"] = ') < script.index(f'modules["{nom}"] = ')
    assert not re.search(r"^\s*(import|export) ", script, re.MULTILINE)


def lu(nom: str) -> str:
    return (SCRIPT / nom).read_text(encoding="utf-8")


def test_aucun_acteur_dans_le_script(referentiel_livre: Referentiel) -> None:
    """As in the program: the data say who."""
    carte = [s for s in referentiel_livre.services if not s.generique]
    noms = {s.id for s in carte} | {s.nom for s in carte}
    noms |= {s.nom for s in referentiel_livre.structures}
    script = assembler("principal.js")  # without its comments
    assert [nom for nom in noms if len(nom) > 8 and nom in script] == []
    assert re.findall(r"\b7[57]\d{3}\b", script) == []


def test_les_types_du_script_sont_ceux_du_noyau() -> None:
    """Run `python outils/types_de_la_page.py` after a change of the core's classes."""
    chemin = RACINE / "outils" / "types_de_la_page.py"
    fiche = importlib.util.spec_from_file_location("types_de_la_page", chemin)
    assert fiche
    assert fiche.loader
    outil = importlib.util.module_from_spec(fiche)
    fiche.loader.exec_module(outil)
    assert lu("types.d.ts") == outil.ecrire()

"""`palliorient couverture`: the known gaps of Paris come out, in every format."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest
from conftest import JOUR, Lancer

from palliorient.mutations.mutants.mutant import poser
from palliorient.noyau.carte.couverture import DECLARE, ETATS, Matrice, matrice
from palliorient.noyau.modele.modele import Referentiel, Territoire
from palliorient.rendu.couverture import en_texte

NORD = {"nord-est", "nord-ouest"}
TOUS = {"centre", "est", "nord-est", "nord-ouest", "ouest", "sud"}


@pytest.fixture(scope="module")
def tableau(referentiel: Referentiel) -> Matrice:
    return matrice(referentiel, JOUR)


def _ou(tableau: Matrice, mission: str, etat: str) -> set[str]:
    (ligne,) = (ligne for ligne in tableau.lignes if ligne.mission.id == mission)
    return {t.id for t in ligne.territoires(etat)}


@pytest.mark.parametrize(
    ("mission", "etat", "territoires"),
    [
        ("usp", "supra-territorial", {"centre", "est", "sud"}),
        ("usp", "nomme", TOUS - {"centre", "est", "sud"}),
        ("lisp", "nomme", TOUS),
        ("had", "nomme", TOUS),
        ("emspt", "nomme", {*NORD, "ouest"}),
        ("emspt", "en-labellisation", {"centre", "est", "sud"}),
        ("hopital-de-jour", "nomme", {"est", "ouest"}),
        ("hopital-de-jour", "supra-territorial", TOUS - {"est", "ouest"}),
        ("appui-de-jour", "nomme", {*NORD, "ouest"}),
        ("appui-de-jour", "lacune", {"centre", "est", "sud"}),
        ("appui-permanent", "lacune", TOUS),
        ("consultation-adulte", "lacune", TOUS),
        ("rcp", "lacune", TOUS),
        ("soutien", "lacune", TOUS),
        ("urgences", "nomme", TOUS),
        ("aidants", "nomme", {*NORD, "est"}),
    ],
)
def test_etats(tableau: Matrice, mission: str, etat: str, territoires: set[str]) -> None:
    assert _ou(tableau, mission, etat) == territoires


def test_toutes_les_cellules(tableau: Matrice) -> None:
    for ligne in tableau.lignes:
        assert {c.territoire.id for c in ligne.cellules} == TOUS
        for cellule in ligne.cellules:
            assert cellule.etat in ETATS
            assert bool(cellule.services) is (cellule.etat != "lacune")


def test_une_equipe_ouvre(referentiel: Referentiel) -> None:
    """The EMSPT of the Est opens on a day: before it is to come, then it is named."""
    rang = next(r for r, s in enumerate(referentiel.services) if s.id == "emspt-ghdcss")
    ouvre = poser(referentiel, ("services", rang, "statut"), "en-service")
    ouvre = poser(ouvre, ("services", rang, "depuis"), "2026-09-01")
    assert "est" in _ou(matrice(ouvre, date(2026, 8, 31)), "emspt", "en-labellisation")
    assert "est" in _ou(matrice(ouvre, date(2026, 9, 1)), "emspt", "nomme")


def test_texte(lancer: Lancer) -> None:
    fait = lancer("couverture")
    assert (fait.returncode, fait.stderr) == (0, "")
    lignes = fait.stdout.splitlines()
    assert max(map(len, lignes)) <= 79
    assert lignes[1].split() == ["Centre", "Est", "N-Est", "N-Ouest", "Ouest", "Sud"]
    assert "CE QUI MANQUE" in lignes
    assert any("« en cours de travail »" in ligne for ligne in lignes)


def test_json(lancer: Lancer) -> None:
    lu = json.loads(lancer("couverture", "--format", "json").stdout)
    assert lu["format"] == "palliorient.couverture/1"
    assert {t["id"] for t in lu["territoires"]} == TOUS
    (usp,) = (m for m in lu["missions"] if m["id"] == "usp")
    assert usp["source"]["document"] == "cadre-2023"
    (centre,) = (c for c in usp["cellules"] if c["territoire"] == "centre")
    assert (centre["etat"], len(centre["services"])) == ("supra-territorial", 5)


def test_csv_et_markdown(lancer: Lancer) -> None:
    rangees = list(csv.DictReader(StringIO(lancer("couverture", "--format", "csv").stdout)))
    assert len(rangees) % 6 == 0
    assert {r["etat"] for r in rangees} == set(ETATS) - {DECLARE}
    tableau = lancer("couverture", "--format", "markdown").stdout.splitlines()
    assert len({ligne.count("|") for ligne in tableau}) == 1
    assert len(tableau) == len(rangees) // 6 + 2


@pytest.mark.parametrize(
    ("options", "statut"),
    [(("--format", "xml"), 2), (("--date", "hier"), 2), (("--donnees", "absent"), 3)],
)
def test_refus(lancer: Lancer, options: tuple[str, ...], statut: int) -> None:
    fait = lancer("couverture", *options)
    assert (fait.returncode, fait.stdout) == (statut, "")
    assert fait.stderr.startswith("palliorient : ")


@pytest.mark.parametrize("nombre", [1, 2, 6, 7, 10, 40])
def test_autant_de_territoires_qu_on_veut(referentiel: Referentiel, nombre: int) -> None:
    """One has room for its whole name; many make one table under the other, on 79 columns."""
    territoires = tuple(Territoire(id=f"t{n}", nom=f"Pays {n:02} d'ici") for n in range(nombre))
    plusieurs = poser(referentiel, ("territoires",), territoires)
    ecran = en_texte(matrice(plusieurs, JOUR))
    tete = ecran.split("CE QUI MANQUE")[0].splitlines()
    assert max(map(len, tete)) <= 79
    tables = [ligne for ligne in tete if ligne.startswith(" " * 20)]
    assert len(tables) == -(-nombre // 6)
    if nombre == 1:
        assert tables[0].strip() == "Pays 00 d'ici"
    elif nombre <= 6:
        assert tables[0].split() == [m for n in range(nombre) for m in (f"{n:02}", "d'ici")]

"""The decision table, and the SQL join of the documentation."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import RACINE, Lancer
from lots import INSTANT, Banc
from situations import codes

from palliorient.lots.ecriture.redaction import Csv, Jsonl
from palliorient.lots.table_de_decision import REPONSES, ajoutables, ecrire_table
from palliorient.noyau.table.table import Table

LIGNES = 100_000
SIX = ["lieu", "arrondissement", "niveau", "age", "precarite", "moment"]


def ecrire(table: Table, *ajoutes: str, jsonl: bool = False) -> str:
    morceaux: list[bytes] = []
    ecrire_table(table, ajoutes, Jsonl() if jsonl else Csv(","), INSTANT, morceaux.append)
    return b"".join(morceaux).decode()


@pytest.fixture(scope="module")
def decisions(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    fichier = tmp_path_factory.mktemp("table") / "decisions.csv"
    fichier.write_text(ecrire(table), encoding="utf-8")
    return fichier


def au_hasard(table: Table, nombre: int) -> list[list[Any]]:
    """Rows of the six wanted criteria, some with what the place implies left out."""
    tirage = random.Random(4)
    lieux = table.criteres["lieu"].valeurs
    rangees = []
    for numero in range(nombre):
        lieu = tirage.choice(lieux)
        precarites = ["oui", "non", ""] if lieu.implique else ["oui", "non"]
        rangees.append(
            [
                f"r{numero}",
                lieu.id,
                tirage.randint(1, 20),
                tirage.choice(codes(table, "niveau")),
                tirage.randint(0, 120),
                tirage.choice(precarites),
                tirage.choice(codes(table, "moment")),
            ]
        )
    return rangees


def test_la_jointure_documentee_donne_ce_que_donne_lot(
    table: Table, decisions: Path, tmp_path: Path
) -> None:
    """The SQL of docs/lot.md, as it is, against `lot` on 10⁵ random rows."""
    documentation = (RACINE / "docs" / "lot.md").read_text(encoding="utf-8")
    (requete,) = re.findall(r"```sql\n(SELECT.*?)```", documentation, re.DOTALL)
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=";", lineterminator="\n")
    redacteur.writerows([["id", *SIX], *au_hasard(table, LIGNES)])
    banc = Banc(table, tmp_path)
    attendues = {r["id"]: tuple(r[n] for n in REPONSES) for r in banc.csv(flux.getvalue())}
    assert banc.bilan.rejetees == 0
    base = duckdb.connect()
    base.read_csv(str(banc.entree)).create_view("situations")
    base.read_csv(str(decisions)).create_view("decisions")
    obtenues = {
        identifiant: tuple(valeur or "" for valeur in reste)
        for identifiant, *reste in base.execute(requete).fetchall()
    }
    assert len(obtenues) == LIGNES
    assert obtenues == attendues


def test_une_ligne_par_situation_distincte(table: Table, decisions: Path) -> None:
    with decisions.open(encoding="utf-8", newline="") as flux:
        rangees = list(csv.DictReader(flux))
    cles = {tuple(r[n] for n in r if n not in REPONSES) for r in rangees}
    attendu = sum(
        (1 if lieu.implique else 2)
        * len(table.criteres["age"].valeurs)
        * len(codes(table, "niveau"))
        * len(codes(table, "moment"))
        * len(table.places)
        for lieu in table.criteres["lieu"].valeurs
    )
    assert len(rangees) == len(cles) == attendu
    assert all(r["premier"] for r in rangees)


def test_criteres_ajoutes(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each added criterion, on a small map of two places: the door keeps the real situations."""
    lieux = [v for v in table.criteres["lieu"].valeurs if v.id in ("domicile", "mco")]
    monkeypatch.setitem(table.criteres, "lieu", table.criteres["lieu"]._replace(valeurs=lieux))
    un = {id: site for id, site in table.sites.items() if site.hopital or id == "18"}
    monkeypatch.setattr(table, "sites", un)
    base = len(ecrire(table).splitlines()) - 1
    for critere in ajoutables(table):
        rangees = [json.loads(ligne) for ligne in ecrire(table, critere, jsonl=True).splitlines()]
        assert len(rangees) > base
        assert len({json.dumps(r) for r in rangees}) == len(rangees)
        sans_niveau = [r for r in rangees if r["niveau"] is None]
        assert bool(sans_niveau) is (critere == "besoin")
        for rangee in rangees:
            if critere == "etablissement" and rangee["etablissement"]:
                site = table.sites[rangee["etablissement"]]
                assert (rangee["arrondissement"], rangee["lieu"]) == (site.arrondissement, "mco")
            if critere == "residence" and rangee["residence"]:
                assert rangee["lieu"] == "mco"


def test_commande(lancer: Lancer, tmp_path: Path) -> None:
    sortie = tmp_path / "t.jsonl"
    fini = lancer("table", "--format", "jsonl", "--sortie", str(sortie), "--date", "2026-06-01")
    assert fini.returncode == 0
    objets = [*map(json.loads, sortie.read_text(encoding="utf-8").splitlines())]
    suites = {json.dumps([objet[nom] for nom in REPONSES]) for objet in objets}
    dit = f"situations distinctes : {len(objets)} · réponses distinctes : {len(suites)}\n"
    assert fini.stderr == dit
    premiere = json.loads(sortie.read_text(encoding="utf-8").partition("\n")[0])
    assert premiere["contacts"][0] == premiere["premier"]
    assert isinstance(premiere["age_de"], int)
    assert lancer("table", "--sortie", str(sortie)).returncode == 2
    assert lancer("table", "--criteres", "nom").returncode == 2
    assert lancer("table", "--format", "texte").returncode == 2

"""The decision table, and the SQL join of the documentation."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shutil
from collections.abc import Callable
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


def requete() -> str:
    """The SQL of docs/lot.md, as it is."""
    documentation = (RACINE / "docs" / "lot.md").read_text(encoding="utf-8")
    (sql,) = re.findall(r"```sql\n(.*?)```", documentation, re.DOTALL)
    return str(sql)


Reponses = dict[str, tuple[str, ...]]


def par_duckdb(situations: Path, decisions: Path) -> Reponses:
    base = duckdb.connect()
    base.read_csv(str(situations)).create_view("situations")
    base.read_csv(str(decisions)).create_view("decisions")
    rangees = base.execute(requete()).fetchall()
    return {id: tuple(valeur or "" for valeur in reste) for id, *reste in rangees}


def par_spark(situations: Path, decisions: Path) -> Reponses:
    sql = pytest.importorskip(
        "pyspark.sql", reason="sans pyspark, Spark ne joint pas (extra spark)"
    )
    if shutil.which("java") is None:
        pytest.skip("sans Java, Spark ne joint pas")
    moteur = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    for nom, fichier, separateur in (
        ("situations", situations, ";"),
        ("decisions", decisions, ","),
    ):
        # Its reader knows CSV by the names of files.
        copie = fichier.with_name(f"{nom}-spark.csv")
        shutil.copy(fichier, copie)
        lu = moteur.read.csv(str(copie), header=True, sep=separateur, quote='"', escape='"')
        lu.createOrReplaceTempView(nom)
    rangees = [tuple(rangee) for rangee in moteur.sql(requete()).collect()]
    moteur.stop()
    return {id: tuple(valeur or "" for valeur in reste) for id, *reste in rangees}


MOTEURS = {"duckdb": par_duckdb, "spark": par_spark}


@pytest.fixture(params=MOTEURS)
def joindre(request: pytest.FixtureRequest) -> Callable[[Path, Path], Reponses]:
    if request.param == "spark" and not os.environ.get("PALLIORIENT_SPARK"):
        pytest.skip("Spark ne joint que sur demande : PALLIORIENT_SPARK=1")
    return MOTEURS[request.param]


def test_la_jointure_documentee_donne_ce_que_donne_lot(
    table: Table, decisions: Path, tmp_path: Path, joindre: Callable[[Path, Path], Reponses]
) -> None:
    """Against `lot` on 10⁵ random rows."""
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=";", lineterminator="\n")
    redacteur.writerows([["id", *SIX], *au_hasard(table, LIGNES)])
    banc = Banc(table, tmp_path)
    attendues = {r["id"]: tuple(r[n] for n in REPONSES) for r in banc.csv(flux.getvalue())}
    assert banc.bilan.rejetees == 0
    obtenues = joindre(banc.entree, decisions)
    assert len(obtenues) == LIGNES
    assert obtenues == attendues


SALES = {
    "arrondissement": [
        "12e",
        "75012",
        "75112",
        "1er",
        " 7 ",
        "05",
        "012",
        "XIIe",
        "75999",
        "0",
        "x",
        "",
    ],
    "niveau": ["N2", "niveau 2", "n 3", "2e", "9", "deux", ""],
    "age": ["82 ans", "1 an", "8 mois", "30 mois", "3 jours", "-2", "999", "abc", "1e9", ""],
}
"""Cells as people write them: some that the SQL reads, some that only `lot` does, some that
nobody does. The first of each are those that the page says are read."""

LUES = {"arrondissement": 5, "niveau": 3, "age": 4}


def test_aucune_cellule_n_arrete_la_jointure(
    table: Table, decisions: Path, tmp_path: Path, joindre: Callable[[Path, Path], Reponses]
) -> None:
    """A row that is answered has the answer of `lot`; one that `lot` refuses has none."""
    tirage = random.Random(5)
    rangees = au_hasard(table, 20_000)
    lisibles = set()
    for rangee in rangees:
        lisible = True
        for place, critere in enumerate(SIX, start=1):
            if critere in SALES and tirage.random() < 0.4:
                rangee[place] = tirage.choice(SALES[critere])
                lisible = lisible and rangee[place] in SALES[critere][: LUES[critere]]
        if lisible:
            lisibles.add(rangee[0])
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=";", lineterminator="\n")
    redacteur.writerows([["id", *SIX], *rangees])
    banc = Banc(table, tmp_path)
    de_lot = {r["id"]: tuple(r[n] for n in REPONSES) for r in banc.csv(flux.getvalue())}
    assert 0 < banc.bilan.rejetees < len(rangees)
    obtenues = joindre(banc.entree, decisions)
    assert obtenues.keys() == {rangee[0] for rangee in rangees}
    repondues = {id for id, dites in obtenues.items() if any(dites)}
    assert {id: obtenues[id] for id in repondues} == {id: de_lot.get(id) for id in repondues}
    assert lisibles <= repondues


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


def test_en_parquet(lancer: Lancer, tmp_path: Path) -> None:
    """The same columns and rows as the CSV, as texts; a file, never the terminal's stream."""
    fichiers = {forme: tmp_path / f"decisions.{forme}" for forme in ("csv", "parquet")}
    for forme, fichier in fichiers.items():
        options = ("--format", forme, "--date", "2026-06-01", "--sortie", str(fichier))
        fini = lancer("table", *options)
        assert fini.returncode == 0, fini.stderr
    with fichiers["csv"].open(encoding="utf-8", newline="") as flux:
        entete, *rangees = csv.reader(flux)
    base = duckdb.connect()
    lu = base.read_parquet(str(fichiers["parquet"]))
    assert lu.columns == entete
    assert {str(type_) for type_ in lu.types} == {"VARCHAR"}
    assert [[cellule or "" for cellule in rangee] for rangee in lu.fetchall()] == rangees
    assert fichiers["parquet"].stat().st_size * 50 < fichiers["csv"].stat().st_size
    sans = lancer("table", "--format", "parquet")
    assert sans.returncode == 2
    assert "--sortie" in sans.stderr

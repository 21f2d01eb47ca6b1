"""A criterion is data: two more, declared in a copy of the rules, reach every command."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from conftest import Lancer
from criteres_ajoutes import avec_deux_criteres
from dossiers import CARTE

BASE = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2"),
    *("--age", "82", "--sans-precarite", "--moment", "jour"),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the tests with two more criteria and two more rules."""
    return avec_deux_criteres(tmp_path_factory.mktemp("ajout"))


def test_valider_prouve_sur_l_espace_agrandi(lancer: Lancer, dossier: Path) -> None:
    avant, apres = (lancer("valider", str(d)) for d in (CARTE, dossier))
    assert apres.returncode == 0, apres.stdout + apres.stderr
    comptes = re.findall(r"(\d+) situations × ", avant.stdout + apres.stdout)
    assert int(comptes[1]) == int(comptes[0]) * 2 * 3


def test_orienter_option_champ_et_raison(lancer: Lancer, dossier: Path) -> None:
    dit = ("--langue", "english", "--isolement-social", "--donnees", str(dossier))
    fini = lancer("orienter", *BASE, *dit, "--format", "json")
    assert fini.returncode == 0, fini.stderr
    reponse = json.loads(fini.stdout)
    assert list(reponse["situation"])[-4:] == ["residence", "isolement-social", "langue", "deduits"]
    assert reponse["situation"]["langue"] == "anglais"
    assert reponse["situation"]["isolement-social"] is True
    caracteres = {c["id"]: c["caractere"] for c in reponse["contacts"]}
    assert caracteres["annuaire-corpalif"] == "requis"
    assert "requis" in {c["caractere"] for c in reponse["contacts"] if c["type"] == "benevoles"}
    ecran = lancer("orienter", *BASE, *dit)
    assert "isolement social · langue : anglais" in " ".join(ecran.stdout.split())


def test_sans_le_dire_rien_ne_change(lancer: Lancer, dossier: Path) -> None:
    livree = json.loads(lancer("orienter", *BASE, "--format", "json").stdout)
    ajoutee = lancer("orienter", *BASE, "--format", "json", "--donnees", str(dossier)).stdout
    lue = json.loads(ajoutee)
    assert lue["situation"].pop("langue") == "francais"
    assert lue["situation"].pop("isolement-social") is False
    for cle in ("situation", "contacts", "alertes", "gradation", "a_venir", "anticipation"):
        assert lue[cle] == livree[cle]
    explique = [e for e in lue["ecartes"] if "langue" in e["serait_propose_si"]]
    assert {e["id"] for e in explique} <= {"annuaire-corpalif"}


def test_les_options_sont_celles_du_dossier(lancer: Lancer, dossier: Path) -> None:
    aide = lancer("orienter", "--donnees", str(dossier), "--help").stdout
    assert "--langue" in aide
    assert "--sans-isolement-social" in aide
    assert "--langue" not in lancer("orienter", "--help").stdout
    faux = lancer("orienter", *BASE, "--langue", "anglai", "--donnees", str(dossier))
    assert faux.returncode == 2
    assert "« anglais »" in faux.stderr
    assert lancer("orienter", *BASE, "--langue", "anglais").returncode == 2


def test_lot_et_table(lancer: Lancer, dossier: Path, tmp_path: Path) -> None:
    entree = tmp_path / "e.csv"
    entree.write_text(
        "id,lieu,arrondissement,niveau,age,precarite,moment,langue,isolement-social\n"
        "a,domicile,17,2,82,non,jour,signes,oui\n"
        "b,domicile,17,2,82,non,jour,klingon,\n",
        encoding="utf-8",
    )
    sortie = tmp_path / "s.csv"
    fini = lancer(
        *("lot", str(entree), "--sortie", str(sortie), "--donnees", str(dossier)),
        *("--colonnes", "id,langue,isolement-social,contacts,erreur"),
    )
    assert fini.returncode == 1, fini.stderr
    bonne, mauvaise = csv.DictReader(sortie.read_text(encoding="utf-8").splitlines())
    assert (bonne["langue"], bonne["isolement-social"]) == ("signes", "oui")
    assert "annuaire-corpalif" in bonne["contacts"].split("|")
    assert "langue" in mauvaise["erreur"]
    table = lancer("table", "--criteres", "langue", "--donnees", str(dossier))
    assert table.returncode == 0, table.stderr
    lignes = list(csv.DictReader(table.stdout.splitlines()))
    assert {ligne["langue"] for ligne in lignes} == {"francais", "anglais", "signes"}


def test_scenarios_schema_et_mutations(lancer: Lancer, dossier: Path, tmp_path: Path) -> None:
    scenarios = tmp_path / "sc.yaml"
    scenarios.write_text(
        """scenarios:
  - id: langue
    titre: "Une autre langue"
    situation: {lieu: domicile, arrondissement: 17, niveau: 2, age: 82, precarite: non,
      moment: jour, langue: signes, isolement-social: oui}
    caracteres: {annuaire: requis}
  - id: lecture
    titre: "Un mot pour une langue"
    lecture: {langue: {"English": anglais, "klingon": {refuse: "n'est pas une valeur"}}}
""",
        encoding="utf-8",
    )
    joue = lancer("tester", str(scenarios), "--donnees", str(dossier))
    assert joue.returncode == 0, joue.stdout + joue.stderr
    assert lancer("tester", str(scenarios)).returncode == 3  # nobody declares it there
    schema = lancer("schema", "scenarios", "--donnees", str(dossier))
    decrite = json.loads(schema.stdout)["definitions"]["SituationDecrite"]["properties"]
    assert {"langue", "isolement-social"} <= set(decrite)
    ecrit = lancer(
        *("orienter", *BASE, "--langue", "signes", "--scenario", "--donnees", str(dossier))
    )
    assert "langue: signes" in ecrit.stdout


def test_comparer_dit_les_criteres_et_les_regles(lancer: Lancer, dossier: Path) -> None:
    fini = lancer("comparer", str(CARTE), str(dossier))
    assert fini.returncode == 1, fini.stderr
    assert "langue" in fini.stdout
    assert "isolement-social-benevoles" in fini.stdout

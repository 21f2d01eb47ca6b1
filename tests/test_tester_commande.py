"""`palliorient tester` at the command line: statuses, formats, progress, JUnit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import RACINE, Lancer
from dossiers import CARTE, SCENARIOS

from palliorient.noyau.table.table import Table
from palliorient.rendu.rapports.tester import en_junit
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import lire_scenarios

CAS = str(SCENARIOS)
SITUATION = "{lieu: domicile, arrondissement: 18, niveau: 2, age: 59, precarite: non, moment: jour}"
SCENARIOS = f"""\
scenarios:
  - id: juste
    titre: "Un scénario juste"
    situation: {SITUATION}
    premier: proximite
  - id: errone
    titre: "Un scénario <faux> & cassé"
    situation: {SITUATION}
    premier: had
    absents: [emspt-paris-nord]
  - id: refuse
    titre: "Une situation refusée"
    situation: {SITUATION.replace("domicile", "domicil")}
    premier: had
"""


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    chemin = tmp_path / "essai.yaml"
    chemin.write_text(SCENARIOS, encoding="utf-8")
    return chemin


def test_tout_reussit(lancer: Lancer) -> None:
    fait = lancer("tester", CAS)
    assert (fait.returncode, fait.stderr) == (0, "")
    assert re.match(r"(\d+) scénarios : \1 réussis, 0 échec \(", fait.stdout)


def test_attendu_a_cote_d_obtenu(lancer: Lancer, fichier: Path) -> None:
    fait = lancer("tester", str(fichier))
    assert fait.returncode == 1
    assert f"ÉCHEC errone\n  Un scénario <faux> & cassé\n  {fichier}:6:5\n" in fait.stdout
    (ligne,) = (e for e in fait.stdout.splitlines() if e.startswith("  premier"))
    assert ligne.split() == ["premier", "had", "|", "medecin-traitant-et-infirmier"]
    assert "  ligne 9" in fait.stdout
    assert "↳ domicile-2 :" in fait.stdout
    assert "ERREUR refuse" in fait.stdout
    assert "3 scénarios : 1 réussi, 2 échecs (" in fait.stdout
    assert max(len(ligne) for ligne in fait.stdout.splitlines() if "essai.yaml" not in ligne) <= 79


def test_echec_immediat_et_motif(lancer: Lancer, fichier: Path) -> None:
    fait = lancer("tester", str(fichier), "--echec-immediat")
    assert "3 scénarios : 1 réussi, 1 échec, 1 non joué" in fait.stdout
    assert lancer("tester", str(fichier), "-k", "JUSTE").returncode == 0


def test_json(lancer: Lancer, fichier: Path) -> None:
    fait = lancer("tester", str(fichier), "--format", "json")
    assert fait.returncode == 1
    lu = json.loads(fait.stdout)
    assert (lu["format"], lu["total"], lu["reussis"], lu["echecs"]) == (
        "palliorient.test/1", 3, 1, 2,
    )  # fmt: skip
    assert [s["statut"] for s in lu["scenarios"]] == ["reussi", "echec", "erreur"]
    ecart = lu["scenarios"][1]["ecarts"][0]
    assert (ecart["cle"], ecart["ligne"]) == ("absents", 10)
    assert ecart["attendu"] == "sans emspt-paris-nord"


def test_junit(lancer: Lancer, fichier: Path) -> None:
    fait = lancer("tester", str(fichier), "--format", "junit")
    assert fait.returncode == 1
    suite = ET.fromstring(fait.stdout.encode())[0]
    assert suite.attrib.items() >= {"tests": "3", "failures": "1", "errors": "1"}.items()
    assert [len(cas) for cas in suite] == [0, 1, 1]
    echec = suite[1][0]
    assert echec.tag == "failure"
    assert "obtenu : emspt-paris-nord" in str(echec.text)
    assert suite[2][0].tag == "error"


def test_junit_sans_caractere_illegal(table: Table, fichier: Path) -> None:
    (resultat, *_) = Banc(lambda _: table).rejouer(lire_scenarios([str(fichier)]))
    attendu = resultat.scenario.attendu.model_copy(update={"titre": 'a\x00b\x1b[31m\ufffec\n"<'})
    piege = resultat._replace(scenario=resultat.scenario._replace(attendu=attendu))
    lu = ET.fromstring(en_junit([piege]).encode())
    assert lu[0][0].attrib["name"] == 'juste : a\ufffdb\ufffd[31m\ufffdc "<'


def test_couverture(lancer: Lancer) -> None:
    fait = lancer("tester", CAS, "--couverture")
    assert fait.returncode == 0
    assert "cellules               6 sur 6" in fait.stdout
    assert "acteurs.yaml:" in fait.stdout
    assert ": jamais" in fait.stdout
    assert lancer("tester", CAS, "--couverture", "--seuil", "99.9").returncode == 1
    lu = json.loads(lancer("tester", CAS, "--couverture", "--format", "json").stdout)["couverture"]
    assert lu["total"] == len(lu["elements"]) > lu["couverts"] > 0
    assert {"famille", "nom", "fichier", "ligne", "scenarios"} == set(lu["elements"][0])


def test_mutations(lancer: Lancer) -> None:
    options = ("tester", CAS, "--mutations", "--limite", "16")
    fait = lancer(*options, "--format", "json")
    assert fait.stderr.endswith(" sur 16, inaperçues : " + fait.stderr.split()[-1] + "\n")
    lu = json.loads(fait.stdout)
    assert lu["format"] == "palliorient.mutations/1"
    assert lu["total"] == lu["tues"] + lu["survivants"] == 16 - lu["sans_effet"]
    assert (lu["echantillon"], lu["objectif_atteint"], lu["admis"]) == (True, None, 0)
    assert sum(f["total"] for f in lu["familles"]) == lu["total"] < lu["possibles"]
    assert len(lu["details"]) == lu["survivants"] > 0
    assert lu["details"][0].items() >= {"statut": "survivant"}.items()
    assert lu["details"][0]["ligne"] > 1
    assert fait.returncode == 1
    seul = lancer(*options, "--format", "json", "--processus", "1", "--seuil", "0")
    assert seul.returncode == 0
    assert seul.stdout == fait.stdout.replace('"seuil":100.0', '"seuil":0.0')


def test_mutations_sur_des_scenarios_faux(lancer: Lancer, fichier: Path) -> None:
    fait = lancer("tester", str(fichier), "--mutations")
    assert (fait.returncode, fait.stdout) == (1, "")
    assert "doivent d'abord tous réussir" in fait.stderr


@pytest.mark.parametrize(
    ("options", "statut", "phrase"),
    [
        ((), 2, "il manque l'argument"),
        ((CAS, "--format", "xml"), 2, "« xml » n'est pas accepté"),
        ((CAS, "--seuil", "50"), 2, "--seuil ne va qu'avec"),
        ((CAS, "--couverture", "--seuil", "120"), 2, "pas un pourcentage"),
        ((CAS, "--couverture", "--mutations"), 2, "ne vont pas ensemble"),
        ((CAS, "--limite", "3"), 2, "--limite"),
        ((CAS, "--processus", "3"), 2, "--processus"),
        ((CAS, "--mutations", "--processus", "0"), 2, "--processus"),
        ((CAS, "--admis", "x.yaml"), 2, "--admis"),
        ((CAS, "--mutations", "--admis", "absent.yaml"), 3, "absent.yaml"),
        ((CAS, "--format", "markdown"), 2, "markdown"),
        ((CAS, "--mutations", "--format", "junit"), 2, "junit"),
        ((CAS, "--mutations", "--sortie", CAS), 2, "existe déjà"),
        ((CAS, "-k", "xyzzy"), 3, "rien à vérifier"),
        (("absent.yaml",), 3, "introuvable : absent.yaml"),
        ((str(RACINE / ".ci"),), 3, "aucun fichier de scénarios"),
        ((str(CARTE / "territoires.yaml"),), 3, "scénarios invalides"),
        ((CAS, "--donnees", "absent"), 3, "absent"),
    ],
)
def test_refus(lancer: Lancer, options: tuple[str, ...], statut: int, phrase: str) -> None:
    fait = lancer("tester", *options)
    assert (fait.returncode, fait.stdout) == (statut, "")
    assert phrase in fait.stderr
    assert "Traceback" not in fait.stderr


def test_orienter_ecrit_un_scenario(lancer: Lancer, tmp_path: Path) -> None:
    fait = lancer(
        "orienter", "--lieu", "prison", "--arrondissement", "14", "--niveau", "2", "--age", "66",
        "--sans-precarite", "--moment", "jour", "--scenario", "--date", "2026-06-01",
    )  # fmt: skip
    assert fait.returncode == 0
    colle = tmp_path / "colle.yaml"
    colle.write_text(f"scenarios:\n{fait.stdout}", encoding="utf-8")
    assert lancer("tester", str(colle)).returncode == 0

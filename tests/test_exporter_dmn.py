"""The national table as DMN: an engine that is not ours gives the same roles in every cell."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from absents import absent
from conftest import Lancer
from dossiers import CARTE
from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from palliorient.exports.dmn import ESPACE, Colonne, Regle, document, en_dmn, texte
from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.noyau.modele.modele import Referentiel
from palliorient.rendu.gradation import COLONNES, cellules

DOSSIERS = {
    "carte": CARTE,
    "livre": dossier_livre(),
    "91": Path(__file__).parent / "departements" / "91",
}


@pytest.fixture(scope="module", params=DOSSIERS)
def carte(request: pytest.FixtureRequest) -> Referentiel:
    return lire_dossier(DOSSIERS[request.param])


class _Travail:
    script_engine = PythonScriptEngine()


class _Tache:
    """What the engine asks of a task: its data, and who runs scripts."""

    def __init__(self, donnees: dict[str, Any]) -> None:
        self.data = donnees
        self.workflow = _Travail()
        self.task_spec = None


def jouer(xml: str, colonne: str, niveau: int) -> list[tuple[str, ...]]:
    lecteur = DMNParser(None, etree.fromstring(xml.encode()), {"dmn": ESPACE}, filename="t.dmn")
    lecteur.parse()
    moteur = DMNEngine(lecteur.decision.decisionTables[0])
    dit = moteur.result(_Tache({"colonne": colonne, "niveau": niveau}))
    if not dit:
        return []
    return list(zip(dit["role"], dit["caractere"], dit["option"], strict=True))


def test_chaque_case_rejouee_par_un_autre_moteur(carte: Referentiel) -> None:
    xml = en_dmn(carte)
    for colonne, niveau in product(COLONNES, (1, 2, 3)):
        attendus = [
            (p.role, p.caractere, p.option or "")
            for cellule in cellules(carte, niveau)
            if colonne in cellule.condition.quand["colonne"]
            for p in cellule.propose
        ]
        assert attendus
        assert jouer(xml, colonne, niveau) == attendus
    assert jouer(xml, "ailleurs", 2) == []


def test_chaque_regle_dit_sa_source(carte: Referentiel) -> None:
    racine = ElementTree.fromstring(en_dmn(carte))
    regles = racine.findall(f".//{{{ESPACE}}}rule")
    assert len(regles) == sum(len(c.propose) for c in cellules(carte))
    for regle in regles:
        assert regle.findtext(f"{{{ESPACE}}}description")
    idents = [e.attrib["id"] for e in racine.iter() if "id" in e.attrib]
    assert len(idents) == len({*idents})


def test_la_commande(lancer: Lancer, tmp_path: Path) -> None:
    fini = lancer("exporter", "dmn")
    assert fini.returncode == 0
    assert fini.stdout == en_dmn(lire_dossier(CARTE))
    fichier = tmp_path / "g.dmn"
    assert lancer("exporter", "dmn", "--sortie", str(fichier)).returncode == 0
    assert fichier.read_text(encoding="utf-8") == fini.stdout


NOEUD = Path(__file__).parent.parent / "outils" / "page"


def par_feelin(xml: str, cas: list[dict[str, Any]], dossier: Path) -> list[list[list[str]]]:
    """The outputs of the rules that hold, by tools of the npm registry; skipped without them."""
    node = shutil.which("node")
    if node is None or not (NOEUD / "node_modules" / "feelin").is_dir():
        absent("npm", "node ou feelin absent (npm ci dans outils/page) : rien n'est rejoué")
    fichier = dossier / "t.dmn"
    fichier.write_text(xml, encoding="utf-8")
    lignes = "".join(json.dumps(un) + "\n" for un in cas)
    fini = subprocess.run(
        [node, str(NOEUD / "dmn.mjs"), str(fichier)],
        input=lignes,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [json.loads(ligne) for ligne in fini.stdout.splitlines()]


def test_chaque_case_rejouee_par_un_troisieme(carte: Referentiel, tmp_path: Path) -> None:
    cas = [{"colonne": c, "niveau": n} for c, n in product(COLONNES, (1, 2, 3))]
    for un, obtenu in zip(cas, par_feelin(en_dmn(carte), cas, tmp_path), strict=True):
        attendu = jouer(en_dmn(carte), str(un["colonne"]), int(str(un["niveau"])))
        assert [tuple(sorties[:3]) for sorties in obtenu] == attendu


def test_toute_la_table_de_decision(lancer: Lancer, tmp_path: Path) -> None:
    """All the situations of the six criteria as one decision (UNIQUE): the same first calls.

    Nobody would read such a table: it is only made here, as a proof.
    """
    fichier = tmp_path / "decisions.csv"
    assert lancer("table", "--date", "2026-06-01", "--sortie", str(fichier)).returncode == 0
    with fichier.open(encoding="utf-8", newline="") as flux:
        rangees = list(csv.DictReader(flux))
    par_reponse: dict[tuple[str, ...], list[str]] = {}
    for r in rangees:
        precarite = "-" if r["precarite_deduite"] == "oui" else texte(r["precarite"])
        entrees = (texte(r["lieu"]), r["niveau"], f"[{r['age_de']}..{r['age_a']}]", precarite)
        cle = (*entrees, texte(r["moment"]), texte(r["contacts"]))
        par_reponse.setdefault(cle, []).append(r["arrondissement"])
    regles = [
        Regle((lieu, ",".join(arrondissements), *reste), (contacts,), "")
        for (lieu, *reste, contacts), arrondissements in par_reponse.items()
    ]
    noms = ("lieu", "arrondissement", "niveau", "age", "precarite", "moment")
    nombres = ("arrondissement", "niveau", "age")
    colonnes = [Colonne(nom, "number" if nom in nombres else "string") for nom in noms]
    sorties = [Colonne("contacts", "string")]
    xml = document("orientation", "Table de décision", colonnes, sorties, regles, "UNIQUE")
    tirees = Random(6).sample(rangees, 200)
    cas = [
        {
            **{nom: r[nom] for nom in ("lieu", "precarite", "moment")},
            "arrondissement": int(r["arrondissement"]),
            "niveau": int(r["niveau"]),
            "age": Random(rang).randint(int(r["age_de"]), int(r["age_a"])),
        }
        for rang, r in enumerate(tirees)
    ]
    obtenues = par_feelin(xml, cas, tmp_path)
    assert obtenues == [[[r["contacts"]]] for r in tirees]

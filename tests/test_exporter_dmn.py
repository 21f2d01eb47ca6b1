"""The national table as DMN: an engine that is not ours gives the same roles in every cell."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Lancer
from dossiers import CARTE
from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from palliorient.exports.dmn import ESPACE, en_dmn
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

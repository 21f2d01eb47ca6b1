"""The JSON Schemas: up to date, draft-07, French on every key, and as strict as the reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import RACINE, Lancer
from jsonschema import Draft7Validator

from palliorient.carnets.modele import modele
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.livres import dossier_livre, scenarios_livres
from palliorient.noyau.table.table import Table
from palliorient.rendu.schema_json import en_schema, formats

LIVRES = ("territoires", "acteurs", "regles_gradation", "grille", "scenarios")
NOMS = (*LIVRES, "carnet")
"""A directory is a team's own: none is shipped."""
DOSSIER = RACINE / "schemas"


def _schema(nom: str) -> Any:
    return json.loads((DOSSIER / f"{nom}.schema.json").read_text(encoding="utf-8"))


def _fichiers(nom: str) -> list[Path]:
    if nom == "scenarios":
        return sorted(scenarios_livres().glob("*.yaml"))
    return [dossier_livre() / f"{nom}.yaml"]


def test_un_schema_par_format() -> None:
    assert tuple(formats()) == NOMS
    assert {f.name for f in DOSSIER.iterdir()} == {f"{nom}.schema.json" for nom in NOMS}


@pytest.mark.parametrize("nom", NOMS)
def test_a_jour(nom: str) -> None:
    ecrit = (DOSSIER / f"{nom}.schema.json").read_text(encoding="utf-8")
    refaire = f"palliorient schema {nom} > schemas/{nom}.schema.json"
    assert ecrit == en_schema(formats()[nom]), refaire


@pytest.mark.parametrize("nom", LIVRES)
def test_les_fichiers_livres_sont_valides(nom: str) -> None:
    Draft7Validator.check_schema(_schema(nom))
    for fichier in _fichiers(nom):
        donnees = lire_texte(fichier.read_bytes(), fichier.name).donnees
        erreurs = [e.message for e in Draft7Validator(_schema(nom)).iter_errors(donnees)]
        assert erreurs == []


@pytest.mark.parametrize("nom", LIVRES)
def test_chaque_fichier_nomme_son_schema(nom: str) -> None:
    for fichier in _fichiers(nom):
        premiere = fichier.read_text(encoding="utf-8").splitlines()[0]
        attendue = f"# yaml-language-server: $schema=../schemas/{nom}.schema.json"
        assert premiere == attendue


def _noeuds(noeud: Any) -> Iterator[dict[str, Any]]:
    if isinstance(noeud, dict):
        yield noeud
        for valeur in noeud.values():
            yield from _noeuds(valeur)
    elif isinstance(noeud, list):
        for valeur in noeud:
            yield from _noeuds(valeur)


@pytest.mark.parametrize("nom", NOMS)
def test_draft_07_et_francais(nom: str) -> None:
    schema = _schema(nom)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for noeud in _noeuds(schema):
        assert not {"$defs", "prefixItems", "unevaluatedProperties"} & set(noeud)
        if "$ref" in noeud:
            assert set(noeud) == {"$ref"}
        if isinstance(noeud.get("properties"), dict) and "type" in noeud:
            assert "additionalProperties" in noeud
            for cle, valeur in noeud["properties"].items():
                assert valeur.get("description"), cle
        description = noeud.get("description")
        if isinstance(description, str):
            assert not re.search(r"\b(the|of|and|with|which|from)\b", description), description


@pytest.mark.parametrize(
    ("nom", "change"),
    [
        ("territoires", {"inconnue": 1}),
        ("scenarios", {"scenarios": []}),
        ("scenarios", {"scenarios": [{"id": "a", "titre": "A", "situation": {"lieux": "mco"}}]}),
        ("regles_gradation", {"version": 2026}),
    ],
)
def test_refuse_ce_que_la_lecture_refuse(nom: str, change: dict[str, Any]) -> None:
    fichier = _fichiers(nom)[0]
    donnees = lire_texte(fichier.read_bytes(), fichier.name).donnees
    assert isinstance(donnees, dict)
    assert not Draft7Validator(_schema(nom)).is_valid({**donnees, **change})


def test_commande(lancer: Lancer, tmp_path: Path) -> None:
    fait = lancer("schema", "scenarios")
    ecrit = DOSSIER / "scenarios.schema.json"
    assert (fait.returncode, fait.stdout) == (0, ecrit.read_text(encoding="utf-8"))
    assert lancer("schema", "scenarios", "--verifier", str(ecrit)).returncode == 0
    vieux = tmp_path / "vieux.json"
    vieux.write_bytes(b"\xff{}")
    fait = lancer("schema", "scenarios", "--verifier", str(vieux))
    assert (fait.returncode, fait.stdout) == (1, "")
    assert f"palliorient schema scenarios > {vieux}" in fait.stderr
    assert lancer("schema", "scenario").returncode == 2
    assert lancer("schema", "scenarios", "--verifier", str(tmp_path / "absent")).returncode == 3


def test_le_schema_du_carnet_prend_un_carnet(table: Table) -> None:
    """What the command writes is right for an editor; what the reading refuses is not."""
    donnees = lire_texte(modele(table).encode(), "carnet.yaml").donnees
    assert isinstance(donnees, dict)
    editeur = Draft7Validator(_schema("carnet"))
    assert [e.message for e in editeur.iter_errors(donnees)] == []
    for heures, juste in (("oui", True), (["09:00-12:00"], True), ("9h-12h", False), ([], False)):
        entree = {"service": "x", "telephone": "39 77", "heures": {"jour": heures}}
        assert editeur.is_valid({**donnees, "entrees": [entree]}) is juste

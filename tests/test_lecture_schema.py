"""The models as JSON Schemas: what an editor checks is what the tool checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel

from palliorient.lecture.schemas.valider import MODELES
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.livres import dossier_livre

VALIDE = Path(__file__).parent / "cas" / "lecture" / "valide"


def lire(chemin: Path) -> Any:
    """Plain data as an editor sees it: `oui` and `non` are words, never booleans."""
    return lire_texte(chemin.read_bytes(), chemin.name).donnees


@pytest.mark.parametrize("nom", MODELES)
@pytest.mark.parametrize("dossier", [VALIDE, dossier_livre()], ids=["cas", "livre"])
def test_le_schema_accepte_ce_que_l_outil_accepte(nom: str, dossier: Path) -> None:
    schema = MODELES[nom].model_json_schema()
    Draft202012Validator.check_schema(schema)
    erreurs = Draft202012Validator(schema).iter_errors(lire(dossier / f"{nom}.yaml"))
    assert [e.message for e in erreurs] == []


@pytest.mark.parametrize(
    ("nom", "avant", "apres"),
    [
        ("acteurs", "publics: [adulte]", "publics: [adultes]"),
        ("acteurs", "etablissement: oui", "etablissement: peut-etre"),
        ("acteurs", "- id: bichat", "- id: Bichat"),
        ("regles_gradation", "niveau: [1, aucun]", "niveau: [[1]]"),
        ("regles_gradation", "- HORS_GRILLE", '- "hors grille"'),
        ("regles_gradation", "libelle:", "intitule:"),
        ("territoires", "arrondissement: 20", "arrondissement: 0"),
    ],
)
def test_le_schema_refuse_ce_que_l_outil_refuse(nom: str, avant: str, apres: str) -> None:
    texte = (VALIDE / f"{nom}.yaml").read_text(encoding="utf-8")
    assert avant in texte
    donnees = lire_texte(texte.replace(avant, apres, 1).encode(), nom).donnees
    assert not Draft202012Validator(MODELES[nom].model_json_schema()).is_valid(donnees)


@pytest.mark.parametrize("nom", MODELES)
def test_chaque_cle_est_decrite_en_une_phrase(nom: str) -> None:
    sans = [
        f"{modele.__name__}.{cle}"
        for modele in _modeles(MODELES[nom])
        for cle, champ in modele.model_fields.items()
        if not (champ.description or "").endswith((".", "?"))
    ]
    assert sans == []


def _modeles(racine: type[BaseModel]) -> Iterator[type[BaseModel]]:
    definitions = racine.model_json_schema().get("$defs", {})
    yield racine
    for classe in _derives(BaseModel):
        if classe.__module__.startswith("palliorient.lecture") and classe.__name__ in definitions:
            yield classe


def _derives(classe: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for derivee in classe.__subclasses__():
        yield derivee
        yield from _derives(derivee)

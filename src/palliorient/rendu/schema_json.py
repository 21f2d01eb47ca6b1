"""JSON Schema (draft-07) of each file format, from the models that read the files.

Editors follow draft-07: `definitions`, and nothing beside a `$ref`. The models' English
docstrings stay out: an editor shows the French description of each key.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from palliorient.noyau.table import Table

DIALECTE = "http://json-schema.org/draft-07/schema#"


class Format(NamedTuple):
    """One kind of file: its model, its title and what it is for."""

    modele: type[BaseModel]
    titre: str
    description: str


def formats(table: Table | None = None) -> dict[str, Format]:
    """Name of the format → its model and words; situations answer the criteria of `table`."""
    from palliorient.donnees import charger
    from palliorient.lecture.schema import MODELES
    from palliorient.scenarios.lecture import champs_de
    from palliorient.scenarios.schema import fichier_scenarios

    return {
        "territoires": Format(
            MODELES["territoires"],
            "Territoires de palliorient",
            "Les territoires de coordination et le rattachement de chaque arrondissement.",
        ),
        "acteurs": Format(
            MODELES["acteurs"],
            "Acteurs de palliorient",
            "Les structures, leurs services et les faits venus d'ailleurs, avec leurs sources.",
        ),
        "regles_gradation": Format(
            MODELES["regles_gradation"],
            "Règles de palliorient",
            "Les critères, les rôles, le tableau national, les règles et l'ordre d'appel.",
        ),
        "scenarios": Format(
            fichier_scenarios(champs_de(table or charger())),
            "Scénarios de palliorient",
            "Des situations et ce que leur réponse doit contenir.",
        ),
    }


def en_schema(format: Format) -> str:
    """The schema as indented JSON, keys in the order of the models."""
    brut = format.modele.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Generateur
    )
    definitions = brut.pop("$defs", {})
    schema = {
        "$schema": DIALECTE,
        "title": format.titre,
        **_nettoye(brut),
        "description": format.description,
        "definitions": {nom: _nettoye(d) for nom, d in sorted(definitions.items())},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


class _Generateur(GenerateJsonSchema):
    """Without the titles that are only the field's name said again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _nettoye(noeud: Any, cles: bool = False) -> Any:
    """A schema for editors; `cles`: the mapping is of keys of the file, not of keywords."""
    if isinstance(noeud, list):
        return [_nettoye(n) for n in noeud]
    if not isinstance(noeud, dict):
        return noeud
    if cles:
        return {nom: _nettoye(n) for nom, n in noeud.items()}
    propre = {
        mot: _nettoye(valeur, cles=mot == "properties")
        for mot, valeur in noeud.items()
        if mot != "title" and not (mot == "default" and valeur is None)
    }
    if "properties" in noeud:
        propre.pop("description", None)
    sans_null = [n for n in propre.get("anyOf", ()) if n != {"type": "null"}]
    if "anyOf" in propre and len(sans_null) < len(propre["anyOf"]):
        # A key that is not written is the only way to say nothing: null is refused.
        del propre["anyOf"]
        propre |= sans_null[0] if len(sans_null) == 1 else {"anyOf": sans_null}
    if "$ref" in propre and len(propre) > 1:
        # In draft-07 what stands beside a `$ref` is ignored.
        propre = {"allOf": [{"$ref": propre.pop("$ref")}], **propre}
    return propre

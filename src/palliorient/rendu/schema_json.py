"""JSON Schema (draft-07) of each file format, from the models that read the files.

Editors follow draft-07: `definitions`, and nothing beside a `$ref`. The models' English
docstrings stay out: an editor shows the French description of each key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from palliorient.lecture.formes.schema import CLES
from palliorient.lecture.schemas.base import Nomme
from palliorient.noyau.table.table import Table
from palliorient.rendu.noms_declares import NomsDeclares

DIALECTE = "http://json-schema.org/draft-07/schema#"


class Format(NamedTuple):
    """One kind of file: its model, its title and what it is for."""

    modele: type[BaseModel]
    titre: str
    description: str


def formats(table: Table | None = None) -> dict[str, Format]:
    """Name of the format → its model and words; situations answer the criteria of `table`."""
    from palliorient.carnets.schema import FichierCarnet
    from palliorient.donnees import charger
    from palliorient.lecture.schemas.valider import MODELES
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
        "grille": Format(
            MODELES["grille"],
            "Grille de discussion de palliorient",
            "Les questions qui proposent un niveau à discuter, et les signes de chaque niveau.",
        ),
        "scenarios": Format(
            fichier_scenarios(champs_de(table or charger())),
            "Scénarios de palliorient",
            "Des situations et ce que leur réponse doit contenir.",
        ),
        "carnet": Format(
            FichierCarnet,
            "Carnet de palliorient",
            "Les lignes directes d'une équipe, hors de la carte : numéros, heures, vérifications.",
        ),
    }


def en_schema(format: Format, noms: NomsDeclares | None = None) -> str:
    """The schema as indented JSON, keys in the order of the models.

    `noms`: what a folder declares; codes then are enumerations, for an editor to complete.
    """
    nettoyer = _Nettoyage(noms)
    brut = format.modele.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Generateur
    )
    definitions = brut.pop("$defs", {})
    schema = {
        "$schema": DIALECTE,
        "title": format.titre,
        **nettoyer(brut),
        "description": format.description,
        "definitions": {nom: nettoyer(d) for nom, d in sorted(definitions.items())},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


class _Generateur(GenerateJsonSchema):
    """Without the titles that are only the field's name said again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class _Nettoyage:
    """A schema for editors."""

    def __init__(self, noms: NomsDeclares | None) -> None:
        self.noms = noms

    def __call__(self, noeud: Any, cles: bool = False) -> Any:
        """`cles`: the mapping is of keys of the file, not of keywords."""
        if isinstance(noeud, list):
            return [self(n) for n in noeud]
        if not isinstance(noeud, dict):
            return noeud
        if cles:
            return {nom: self(n) for nom, n in noeud.items()}
        propre = {
            mot: self(valeur, cles=mot == "properties")
            for mot, valeur in noeud.items()
            if mot not in ("title", Nomme.CLE) and not (mot == "default" and valeur is None)
        }
        if "properties" in noeud:
            propre.pop("description", None)
        if CLES in noeud:
            propre = a_cles(propre)
        if self.noms and Nomme.CLE in noeud:
            propre = self.noms_du_dossier(self.noms, noeud[Nomme.CLE], propre)
        sans_null = [n for n in propre.get("anyOf", ()) if n != {"type": "null"}]
        if "anyOf" in propre and len(sans_null) < len(propre["anyOf"]):
            # A key that is not written is the only way to say nothing: null is refused.
            del propre["anyOf"]
            propre |= sans_null[0] if len(sans_null) == 1 else {"anyOf": sans_null}
        if "$ref" in propre and len(propre) > 1:
            # In draft-07 what stands beside a `$ref` is ignored.
            propre = {"allOf": [{"$ref": propre.pop("$ref")}], **propre}
        return propre

    def noms_du_dossier(
        self, noms: NomsDeclares, genre: str, schema: dict[str, Any]
    ) -> dict[str, Any]:
        """The same, open to the declared codes only."""
        garde = {mot: schema[mot] for mot in GARDES if mot in schema}
        if genre in noms.codes:
            codes = noms.codes[genre]
            nature = {"type": "string"} if all(isinstance(c, str) for c in codes) else {}
            return {**garde, **nature, "enum": codes}
        ecrire = SELON_LE_CRITERE.get(genre)
        if ecrire is None:
            return schema
        return {
            **garde,
            "type": "object",
            "properties": {critere: ecrire(codes) for critere, codes in noms.conditions.items()},
            "additionalProperties": False,
        }


def a_cles(objet: dict[str, Any]) -> dict[str, Any]:
    """An object whose open keys are names: each of them when they are known, else their form."""
    cle, valeur = objet.pop(CLES), objet.pop("additionalProperties")
    propres = objet.get("properties", {})
    noms = [forme for forme in cle.get("anyOf", [cle]) if {"enum", "pattern"} & {*forme}]
    codes = {str(code): valeur for forme in noms for code in forme.get("enum", ())}
    formes = {_hors(forme["pattern"], propres): valeur for forme in noms if "pattern" in forme}
    return {
        **objet,
        **({"properties": {**codes, **propres}} if codes or propres else {}),
        **({"patternProperties": formes} if formes else {}),
        "additionalProperties": False,
    }


def _hors(forme: str, propres: Iterable[str]) -> str:
    """A form of name that is none of the keys of the object."""
    pris = [nom for nom in propres if re.search(forme, nom)]
    return f"^(?!({'|'.join(pris)})$){forme[1:]}" if pris else forme


GARDES = ("description", "default", "minProperties", "maxProperties")


def _un(codes: list[str | int]) -> dict[str, Any]:
    return {"enum": codes}


def _un_ou_plusieurs(codes: list[str | int]) -> dict[str, Any]:
    return {"anyOf": [_un(codes), {"type": "array", "items": _un(codes), "minItems": 1}]}


SELON_LE_CRITERE = {"condition": _un_ou_plusieurs, "reponses": _un}
"""Kinds of mappings from a criterion: what the value of one may be."""

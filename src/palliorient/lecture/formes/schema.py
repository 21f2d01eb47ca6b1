"""What the short forms add to the JSON Schemas: plain dictionaries, for an editor to follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]
Resoudre = Callable[[Schema], Schema]
"""What a reference stands for."""

F_CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"

AUTOUR = ("description", "default")

NOMME = "x-nomme"
"""On a code: what it names (see `schemas.base.Nomme`)."""

CLES = "x-cles"
"""On an object with an open key: the schema of that key (see `rendu.schema_json`)."""


def objets(schema: Schema) -> Iterator[Schema]:
    """The forms of a thing that are objects."""
    for variante in schema.get("anyOf", [schema]):
        if "properties" in variante:
            yield variante


def variantes(*schemas: Schema) -> Schema:
    """One of these; what describes the field stays outside, with what an object is inside."""
    autour: Schema = {}
    plates: list[Schema] = []
    for dit in schemas:
        if "properties" in dit:
            plates.append(dit)
            continue
        autour |= {mot: dit[mot] for mot in AUTOUR if mot in dit}
        plates += dit.get("anyOf", [_sans(dit, *AUTOUR)])
    return {**plates[0], **autour} if len(plates) == 1 else {"anyOf": plates, **autour}


def sans_champs(objet: Schema, *champs: str) -> Schema:
    """An object that does not say some of its fields."""
    proprietes = {nom: s for nom, s in objet["properties"].items() if nom not in champs}
    requis = [nom for nom in objet.get("required", ()) if nom not in champs]
    change = {**_sans(objet, "required"), "properties": proprietes}
    return {**change, "required": requis} if requis else change


def partiel(objet: Schema) -> Schema:
    """An object that may say a part: what lacks is said once all the files are read together."""
    return _sans(objet, "required")


def avec_champs(objet: Schema, **champs: Schema) -> Schema:
    """An object that may say more."""
    return {**objet, "properties": {**objet["properties"], **champs}}


def a_cle_ouverte(objet: Schema, cle: Schema, valeur: Schema) -> Schema:
    """An object with one more key, of which this is the schema, and that of its value."""
    dite = " ".join(s["description"] for s in (cle, valeur) if "description" in s)
    valeur = {**valeur, "description": dite} if dite else valeur
    base = {**objet, "minProperties": 1}
    noms = cle.get("enum")
    if noms:
        return avec_champs(base, **dict.fromkeys(noms, valeur))
    return {**base, "additionalProperties": valeur, CLES: cle}


def table(cle: Schema, valeur: Schema) -> Schema:
    """Values by names."""
    return {"type": "object", "additionalProperties": valeur, "minProperties": 1, CLES: cle}


def _sans(schema: Schema, *mots: str) -> Schema:
    return {mot: s for mot, s in schema.items() if mot not in mots}

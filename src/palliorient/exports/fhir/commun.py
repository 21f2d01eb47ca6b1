"""What the resources share: identifiers, addresses of resources, texts with their source."""

from __future__ import annotations

import re
from typing import Any

Ressource = dict[str, Any]

BASE = "urn:palliorient"
"""The tool's own name space: nothing of it is registered anywhere."""

LONGUEUR = 64
"""Characters of an identifier of FHIR, of letters, digits, dashes and dots."""


def identifiant(*parties: str) -> str:
    """An identifier of FHIR from codes of the data."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", "-".join(parties))[:LONGUEUR]


def reference(ressource: Ressource) -> dict[str, str]:
    """How another resource points to this one."""
    return {"reference": f"{ressource['resourceType']}/{ressource['id']}"}


def entree(ressource: Ressource) -> dict[str, Any]:
    """The entry of a bundle."""
    return {
        "fullUrl": f"{BASE}:{ressource['resourceType']}:{ressource['id']}",
        "resource": ressource,
    }


def sans_vide(ressource: Ressource) -> Ressource:
    """Without what nobody said: FHIR has no null nor empty list."""
    return {nom: valeur for nom, valeur in ressource.items() if valeur not in (None, "", [], {})}

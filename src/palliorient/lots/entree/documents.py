"""JSON documents that are not JSON Lines: an array of objects, or indented objects."""

from __future__ import annotations

import json
import re

from palliorient.lots.erreurs import PasUneTable

ENTRE_OBJETS = re.compile(r"[\s,\[\]]*")
LECTEUR = json.JSONDecoder(parse_int=str, parse_float=str)
"""Finds where a value ends; what is in it is read, and judged, like a line."""


def objets(octets: bytes, numero: int) -> list[bytes]:
    """The values of a document of which `numero` is the first line, each as its own text.

    Raises `PasUneTable` when it is not JSON, or was cut.
    """
    try:
        texte = octets.decode().rstrip()
    except UnicodeDecodeError:
        raise PasUneTable("le document JSON n'est pas en UTF-8.") from None
    position, trouves = 0, []
    try:
        while (debut := _saut(texte, position)) < len(texte):
            position = debut
            _, position = LECTEUR.raw_decode(texte, debut)
            trouves.append(texte[debut:position].encode())
        if texte.startswith("[") and not texte.endswith("]"):
            raise ValueError
    except (ValueError, RecursionError):
        ligne = numero + texte.count("\n", 0, position)
        raise PasUneTable(
            "le fichier n'est ni du JSON ni du JSON Lines : illisible à partir de la ligne"
            f" {ligne}."
        ) from None
    return trouves


def _saut(texte: str, position: int) -> int:
    trouve = ENTRE_OBJETS.match(texte, position)
    return trouve.end() if trouve else position

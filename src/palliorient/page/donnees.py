"""What the page holds: the compiled table without what only Python reads, carnets if any.

JSON objects keep their keys in order, but for a reader whose objects put numbers first (a
browser): where keys may be numbers and their order counts, pairs are written instead.
"""

from __future__ import annotations

from typing import Any

from palliorient.noyau.table import lignes
from palliorient.noyau.table.rangees import Rangee
from palliorient.rendu.fiche import html, page

INUTILES = (
    *("rubriques", "cedex", "finess", "recherche", "mots_neutres", "hors_carte", "ville"),
    *("sites", "etablissements", "lieux", "types", "automatiques", "masques"),
)
"""Of the table: what reads texts that the page does not ask; what is written as pairs."""

PAR_PAIRES = ("sites", "etablissements", "lieux", "types", "automatiques")


def donnees(table: dict[str, Any], carnets: Any = None) -> dict[str, Any]:
    """The data of the page, from the JSON values of `compilation.compiler`.

    `carnets`: what the team's own directories say, in JSON values; None: nothing.
    """
    return {
        "table": {nom: valeur for nom, valeur in table.items() if nom not in INUTILES},
        "formes": {forme.__name__: [*forme._fields] for forme in _formes()},
        **{nom: [[*paire] for paire in table[nom].items()] for nom in PAR_PAIRES},
        "masques": [[axe, ecrits, [*ecrits[1]]] for axe, ecrits in table["masques"].items()],
        "carnets": carnets,
        "fiche": {"mesures": _mesures(), "style": style_de_fiche()},
    }


def style_de_fiche() -> str:
    """The style of the printed sheet, for where it stands alone inside the page."""
    return html.STYLE.replace("body {", ":host {")


def _mesures() -> dict[str, Any]:
    """The measures of the printed sheet, named as its module names them."""
    return {
        nom.lower(): getattr(page, nom)
        for nom in (
            *("LARGEUR", "HAUTEUR", "POINT", "CORPS", "PETIT", "TITRE", "INTITULE", "GRAND"),
            *("LARGEURS", "LETTRE", "GRASSE", "INTERLIGNE", "BLANC", "A_ECRIRE", "RETRAIT"),
            *("ENTRE_LIGNES", "FIN_DE_LIGNE"),
        )
    }


def _formes() -> list[Any]:
    """The forms of the rows of the table, with the names of their fields."""
    candidates = vars(lignes).values()
    return [c for c in candidates if isinstance(c, type) and issubclass(c, Rangee) and c._fields]

"""Sheets, for the tests: made of raw answers, in the three forms that they can have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conftest import JOUR
from situations import situation

from palliorient.noyau.table.table import Table
from palliorient.rendu.fiche.contenu import Fiche, contenu
from palliorient.rendu.fiche.html import en_html
from palliorient.rendu.fiche.lignes import Ligne
from palliorient.rendu.fiche.page import HAUTEUR, millimetres, tenir
from palliorient.rendu.fiche.pdf import en_typst
from palliorient.rendu.fiche.texte import en_texte

SIX = {"lieu": "domicile", "arrondissement": 17, "niveau": 3, "age": 70, "precarite": False}

FORMES: dict[str, Callable[[Fiche], str]] = {
    "html": en_html,
    "texte": en_texte,
    "typst": lambda fiche: en_typst(tenir(fiche, millimetres, HAUTEUR)),
}


def fiche(table: Table, champs: dict[str, Any], **autres: Any) -> Fiche:
    """The whole sheet of raw answers; their moment is not asked for."""
    return contenu(table, situation(table, {"moment": "jour", **champs}), JOUR, **autres)


def lignes_de(fiche: Fiche, titre: str) -> list[Ligne]:
    """The lines under a title, of which a part is enough."""
    bloc = next(b for b in fiche.blocs if titre.lower() in b.titre.lower())
    return list(bloc.lignes)

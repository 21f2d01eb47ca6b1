"""What texts refer to: `{numero:samu}`, `{site:annuaire}` → what is declared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_not
from typing import Any

from pydantic import BaseModel

from palliorient.lecture.assemblage.assembler import Fichiers
from palliorient.lecture.schemas.vocabulaire import Numero, Site
from palliorient.lecture.vocabulaire import REPERE


def declares(numeros: Sequence[Numero], sites: Sequence[Site]) -> dict[str, str]:
    """`numero:samu` → the number; `site:annuaire` → the address."""
    return {f"numero:{n.id}": n.numero for n in numeros} | {
        f"site:{s.id}": s.adresse for s in sites
    }


def resoudre(fichiers: Fichiers) -> Fichiers:
    """The files with what is declared put in every text; the given ones stay as they are.

    The other marks (`{jour}`, `{a_venir:emspt}`) depend on the answer: they stay.
    """
    connus = declares(fichiers.regles.numeros, fichiers.regles.sites)
    return Fichiers(*(_resolu(fichier, connus) for fichier in fichiers))


def _resolu(valeur: Any, connus: Mapping[str, str]) -> Any:
    """The value itself when it refers to nothing."""
    if isinstance(valeur, str):
        if "{" not in valeur:
            return valeur
        return REPERE.sub(lambda repere: connus.get(repere[1], repere[0]), valeur)
    if isinstance(valeur, list):
        resolus = [_resolu(element, connus) for element in valeur]
        return resolus if any(map(is_not, resolus, valeur)) else valeur
    if isinstance(valeur, dict):
        change = _changes(valeur, connus)
        return valeur | change if change else valeur
    if isinstance(valeur, BaseModel):
        change = _changes(valeur.__dict__, connus)
        return valeur.model_copy(update=change) if change else valeur
    return valeur


def _changes(valeurs: Mapping[str, Any], connus: Mapping[str, str]) -> dict[str, Any]:
    """Those that refer to something, resolved."""
    change = {}
    for nom, avant in valeurs.items():
        # Most are a short text, or nothing: looked at here, they cost a third of a call.
        if avant is None or (avant.__class__ is str and "{" not in avant):
            continue
        apres = _resolu(avant, connus)
        if apres is not avant:
            change[nom] = apres
    return change

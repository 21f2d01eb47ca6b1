"""The referential as JSON-able values, and back: reading it again costs a tenth of the YAML.

Each object is a row (its class, then its fields), after the rows of the objects that it
holds; equal objects share one row. Nothing here knows the fields: a class of `modele` that
gains one needs nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palliorient.noyau.modele import modele
from palliorient.noyau.modele.modele import Referentiel

_NUPLET, _LISTE, _OBJET = 0, 1, 2
"""What a JSON list stands for: said by its first item. A JSON object is a mapping."""

_COMPOSES = frozenset((list, dict))


def aplatir(referentiel: Referentiel) -> dict[str, Any]:
    """What `relever` reads, made of JSON values only."""
    a_plat = _MiseAPlat()
    a_plat.valeur(referentiel)
    return {"classes": list(a_plat.classes), "objets": a_plat.objets}


class _MiseAPlat:
    def __init__(self) -> None:
        self.classes: dict[str, int] = {}
        self.objets: list[list[Any]] = []
        self._rangs: dict[str, int] = {}

    def valeur(self, valeur: Any) -> Any:
        if valeur is None or isinstance(valeur, (str, int)):
            return valeur
        if isinstance(valeur, tuple):
            return [_NUPLET, *map(self.valeur, valeur)]
        if isinstance(valeur, list):
            return [_LISTE, *map(self.valeur, valeur)]
        if isinstance(valeur, Mapping):
            return {cle: self.valeur(v) for cle, v in valeur.items()}
        return [_OBJET, self._objet(valeur)]

    def _objet(self, objet: Any) -> int:
        classe = self.classes.setdefault(objet.__class__.__name__, len(self.classes))
        ligne = [classe, *(self.valeur(getattr(objet, nom)) for nom in objet.__slots__)]
        rang = self._rangs.setdefault(repr(ligne), len(self.objets))
        if rang == len(self.objets):
            self.objets.append(ligne)
        return rang


def relever(a_plat: dict[str, Any]) -> Referentiel:
    """The referential that `aplatir` was given."""
    classes = [getattr(modele, nom) for nom in a_plat["classes"]]
    objets: list[Any] = []

    def valeur(v: Any) -> Any:
        if v.__class__ is list:
            if v[0] == _OBJET:
                return objets[v[1]]
            valeurs = [valeur(x) if x.__class__ in _COMPOSES else x for x in v[1:]]
            return tuple(valeurs) if v[0] == _NUPLET else valeurs
        return {cle: valeur(x) if x.__class__ in _COMPOSES else x for cle, x in v.items()}

    for classe, *champs in a_plat["objets"]:
        valeurs = [valeur(x) if x.__class__ in _COMPOSES else x for x in champs]
        objets.append(classes[classe](*valeurs))
    racine: Referentiel = objets[-1]
    return racine

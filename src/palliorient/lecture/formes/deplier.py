"""The short forms of a file unfolded, where its schema says that they may be written."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_origin

from pydantic import BaseModel

from palliorient.lecture.formes.formes import FormeDeChamp
from palliorient.lecture.formes.fusion import fondre
from palliorient.lecture.formes.noeud import Arbre, Noeud, TropDeValeurs
from palliorient.lecture.schemas.base import Modele, modele_dans
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.lecture.yaml.signalement import Signalement


class Pliage(NamedTuple):
    """What may be short in a field: itself, or the objects that it holds (by name, or not)."""

    formes: tuple[FormeDeChamp, ...]
    modele: type[BaseModel] | None
    par_nom: bool


def deplier(
    lecture: FichierLu, modele: type[BaseModel], socle: FichierLu | None = None
) -> FichierLu:
    """The same file in its long form, on top of its base when it has one.

    It is given back as it is, without data, when one of the two could not be read.
    """
    if socle is not None:
        lecture.diagnostics += socle.diagnostics
        lecture.donnees = None if socle.donnees is None else lecture.donnees
    if lecture.donnees is None:
        return lecture
    arbre = Arbre(lecture)
    try:
        if socle is not None:
            arbre.racine = fondre(arbre, Arbre(socle, ailleurs=True).racine, arbre.racine, modele)
        arbre.racine = _un_objet(arbre, arbre.racine, modele)
        arbre.dire_les_non_citees()
        return arbre.ecrire()
    except TropDeValeurs:
        Signalement(lecture).trop_de_valeurs_citees()
        lecture.donnees = None
        return lecture


def _un_objet(arbre: Arbre, noeud: Noeud, modele: type[BaseModel]) -> Noeud:
    return _objets(arbre, noeud, modele)[0]


def _objets(arbre: Arbre, noeud: Noeud, modele: type[BaseModel]) -> list[Noeud]:
    """What one written object stands for."""
    noeuds = [noeud]
    if issubclass(modele, Modele):
        for forme in modele.FORMES_COURTES:
            noeuds = [d for n in noeuds for d in forme.deplier(arbre, n, modele.model_fields)]
    return [_champs(arbre, n, modele) for n in noeuds]


def _champs(arbre: Arbre, noeud: Noeud, modele: type[BaseModel]) -> Noeud:
    arbre.compter()
    dits = noeud.dico
    if dits is None:
        return noeud
    pliages = _pliages(modele)
    return noeud.en(
        {c: _champ(arbre, n, pliages[c]) if c in pliages else n for c, n in dits.items()}
    )


def _champ(arbre: Arbre, noeud: Noeud, pliage: Pliage) -> Noeud:
    for forme in pliage.formes:
        noeud = forme.deplier(arbre, noeud)
    modele = pliage.modele
    if modele is None:
        return noeud
    if pliage.par_nom:
        return _valeurs(arbre, noeud, modele)
    if isinstance(noeud.valeur, list):
        return noeud.en([d for n in noeud.valeur for d in _objets(arbre, n, modele)])
    return _un_objet(arbre, noeud, modele)


@cache
def _pliages(modele: type[BaseModel]) -> dict[str, Pliage]:
    """Fields in which something may be short: asked once of a class, not of every object."""
    pliages = {}
    for nom, champ in modele.model_fields.items():
        formes = tuple(forme for forme in champ.metadata if hasattr(forme, "deplier"))
        dedans = modele_dans(champ.annotation)
        if formes or dedans:
            pliages[nom] = Pliage(formes, dedans, get_origin(champ.annotation) is dict)
    return pliages


def _valeurs(arbre: Arbre, noeud: Noeud, modele: type[BaseModel]) -> Noeud:
    """Objects, or lists of objects, by name."""

    def une(dit: Noeud) -> Noeud:
        elements = dit.valeur if isinstance(dit.valeur, list) else [dit]
        return dit.en([d for n in elements for d in _objets(arbre, n, modele)])

    return noeud.en({nom: une(dit) for nom, dit in noeud.dico.items()}) if noeud.dico else noeud

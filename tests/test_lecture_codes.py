"""Every code of the data is checked: replaced by a word that nothing declares, it is refused.

The models are walked, so that a new field cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from inspect import get_annotations
from typing import Any, get_args

import pytest
from dossiers import CARTE
from pydantic import BaseModel, StringConstraints

from palliorient.lecture.assemblage.assembler import Fichiers
from palliorient.lecture.charger import lire_fichier, lire_octets
from palliorient.lecture.references.verifier import verifier
from palliorient.lecture.schemas import valider as schemas
from palliorient.lecture.schemas.base import F_CODE_ALERTE, F_IDENTIFIANT
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.noyau.modele.diagnostic import ERREUR

INCONNU = {F_IDENTIFIANT: "mot-que-rien-ne-declare", F_CODE_ALERTE: "CODE_QUE_RIEN_NE_DECLARE"}

DECLARATIONS = {
    *("id", "champ", "groupes", "fonctions", "recherches", "suites", "rubriques", "domaines"),
}
"""Fields that declare a code, instead of using one."""

DEPLIES = {"colonnes", "socle"}
"""Fields that are read before the models (test_formes_courtes.py, test_socle.py)."""

CLES = {"textes"}
"""Mappings whose keys are codes, and whose values are not."""

Champ = tuple[str, str]
Chemin = tuple[str | int, ...]


def _forme(annotation: Any, metadonnees: list[Any]) -> str | None:
    """The form of the codes that a field holds, directly, in a list or in a mapping."""
    for m in metadonnees:
        if isinstance(m, StringConstraints) and m.pattern in INCONNU:
            return str(m.pattern)
    for a in get_args(annotation):
        forme = None if isinstance(a, str) else _forme(a, list(getattr(a, "__metadata__", ())))
        if forme:
            return forme
    return None


@cache
def _codes(modele: type[BaseModel]) -> dict[str, str]:
    champs = modele.model_fields.items()
    formes = {nom: _forme(c.annotation, c.metadata) for nom, c in champs}
    return {nom: f for nom, f in formes.items() if f and nom not in DECLARATIONS | DEPLIES}


def _modeles(racine: type[BaseModel], vus: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if racine in vus:
        return
    vus.add(racine)
    yield racine
    for champ in racine.model_fields.values():
        yield from _dans(champ.annotation, vus)


def _dans(annotation: Any, vus: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _modeles(annotation, vus)
    for a in get_args(annotation):
        yield from _dans(a, vus)


VUS: set[type[BaseModel]] = set()


def _champ(modele: type[BaseModel], champ: str) -> Champ:
    """A field, by the model that declares it for all those derived from it."""
    declarants = [c for c in modele.__mro__ if champ in get_annotations(c)]
    return declarants[-1].__name__, champ


CHAMPS: list[Champ] = sorted(
    {
        _champ(modele, champ)
        for racine in schemas.MODELES.values()
        for modele in _modeles(racine, VUS)
        for champ in _codes(modele)
    }
)


@pytest.fixture(scope="module")
def lectures() -> dict[str, FichierLu]:
    return {octets.nom: lire_fichier(octets) for octets in lire_octets(CARTE)}


@pytest.fixture(scope="module")
def usages(lectures: dict[str, FichierLu]) -> dict[Champ, tuple[str, Chemin, str]]:
    """Model and field → a place of the shipped data that uses it, and the form of its codes."""
    trouves: dict[Champ, tuple[str, Chemin, str]] = {}

    def voir(nom: str, modele: BaseModel, chemin: Chemin) -> None:
        for champ in type(modele).model_fields:
            valeur = getattr(modele, champ)
            forme = _codes(type(modele)).get(champ)
            if forme and valeur and not isinstance(valeur, BaseModel):
                ici = (nom, (*chemin, champ), forme)
                trouves.setdefault(_champ(type(modele), champ), ici)
            for rang, element in enumerate(valeur if isinstance(valeur, list) else [valeur]):
                if isinstance(element, BaseModel):
                    suite = (champ, rang) if isinstance(valeur, list) else (champ,)
                    voir(nom, element, (*chemin, *suite))

    for nom, modele in schemas.MODELES.items():
        fichier = schemas.valider(deepcopy(lectures[nom]), modele)
        assert fichier is not None
        voir(nom, fichier, ())
    return trouves


def _remplacer(donnees: Any, chemin: Chemin, inconnu: str) -> None:
    for pas in chemin[:-1]:
        # What may be written alone, or by its code only, has fewer steps in the file.
        if isinstance(donnees, list) or (isinstance(donnees, dict) and pas in donnees):
            parent, cle, donnees = donnees, pas, donnees[pas]
    dernier = chemin[-1]
    if isinstance(donnees, str):
        parent[cle] = inconnu
    elif isinstance(donnees[dernier], list):
        donnees[dernier][0] = inconnu
    elif isinstance(donnees[dernier], dict):
        premiere = next(iter(donnees[dernier]))
        if isinstance(donnees[dernier][premiere], list):
            donnees[dernier][premiere][0] = inconnu
        elif dernier in CLES:
            donnees[dernier][inconnu] = donnees[dernier].pop(premiere)
        else:
            donnees[dernier][premiere] = inconnu
    else:
        donnees[dernier] = inconnu


@pytest.mark.parametrize("champ", CHAMPS, ids=".".join)
def test_un_code_que_rien_ne_declare_est_refuse(
    lectures: dict[str, FichierLu],
    usages: dict[Champ, tuple[str, Chemin, str]],
    champ: Champ,
) -> None:
    assert champ in usages, "aucun usage dans les données livrées : en ajouter un, ou un cas ici"
    nom, chemin, forme = usages[champ]
    modifiees = lectures | {nom: deepcopy(lectures[nom])}
    _remplacer(modifiees[nom].donnees, chemin, INCONNU[forme])
    lus = [schemas.valider(modifiees[n], modele) for n, modele in schemas.MODELES.items()]
    diagnostics = [d for lecture in modifiees.values() for d in lecture.diagnostics]
    if all(lus):
        diagnostics += verifier(Fichiers(*lus), modifiees, None)  # type: ignore[arg-type]
    assert any(d.gravite == ERREUR for d in diagnostics)

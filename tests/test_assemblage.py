"""The domain takes what is written under the same name: nothing written is left behind unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from palliorient.lecture.assemblage.copie import Copie
from palliorient.lecture.schemas import criteres, roles, territoires
from palliorient.lecture.schemas.base import Conditionnel, JoignabiliteDeService, SourceDocument
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.regles import Cellule
from palliorient.lecture.schemas.valider import MODELES
from palliorient.noyau.modele import modele as m

CIBLES: dict[type[BaseModel], type[Any]] = {
    territoires.Lieu: m.Territoire,
    territoires.Departement: m.Territoire,
    criteres.Plage: m.PlageHoraire,
    criteres.ContactGenerique: m.Service,
    roles.AlerteEmise: m.Emission,
    JoignabiliteDeService: m.Joignabilite,
    SourceDocument: m.Source,
    Complement: m.Fait,
    Cellule: m.Regle,
}
"""Schemas that do not bear the name of what they become."""

SANS_OBJET = (
    *("Ligne", "HorsCarte", "Alerte", "Convention", "Homonyme", "Aussi", "Cedex"),
    "MotsAuTelephone",
)
"""Schemas that become a mapping, or fields of something else."""

AILLEURS = {
    "Source": {"citation", "convention"},
    "SourceDocument": {"citation"},
    "Complement": {"localisation"},
    "Departement": {"numero", "fuseau", "feries", "de", "tout"},
    "Ferie": {"avant_paques", "apres_paques"},
    "Structure": {"services"},
    "TypeDeService": {"fonctions"},
    "Pas": {"alerte"},
    "Critere": {"colonnes"},
    "Etape": {"sauf_caracteres", "sinon"},
}
"""Fields that the domain says otherwise, or that only `valider` looks at."""


def _modeles(racine: type[BaseModel], vus: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if racine not in vus:
        vus.add(racine)
        yield racine
        for champ in racine.model_fields.values():
            for partie in _parties(champ.annotation):
                if isinstance(partie, type) and issubclass(partie, BaseModel):
                    yield from _modeles(partie, vus)


def _parties(annotation: Any) -> Iterator[Any]:
    yield annotation
    for partie in get_args(annotation):
        yield from _parties(partie)


VUS: set[type[BaseModel]] = set()
COPIES = [
    (modele, CIBLES.get(modele) or getattr(m, modele.__name__, None))
    for racine in MODELES.values()
    for modele in _modeles(racine, VUS)
]


@pytest.mark.parametrize(
    ("modele", "cible"), [(a, b) for a, b in COPIES if b and a.__name__ != "Garantie"]
)
def test_aucun_champ_ecrit_n_est_oublie(modele: type[BaseModel], cible: type[Any]) -> None:
    """A field renamed on one side only would be silently lost: its default would stand."""
    communs = {"preuves"} | (set(Conditionnel.model_fields) if _a_une_condition(cible) else set())
    perdus = set(modele.model_fields) - set(cible.__slots__) - communs
    assert perdus == AILLEURS.get(modele.__name__, set())


def _a_une_condition(cible: type[Any]) -> bool:
    return "condition" in cible.__slots__


def test_une_classe_sans_homonyme_se_dit() -> None:
    """Else the copy would look for a class that does not exist."""
    absentes = {modele.__name__ for modele, cible in COPIES if cible is None}
    fichiers = {modele.__name__ for modele in MODELES.values()}
    garanties = {"Traits", "Selection", "Constance", "Precedence", "Parole"}
    vocabulaire = {"Vocabulaire", "Promesse", "Numero", "Site"}
    assert absentes == fichiers | garanties | vocabulaire | {*SANS_OBJET, "FormesDesCodes"}


class Etape(BaseModel):
    roles: list[str]
    section: str


def test_une_liste_devient_un_nuplet_et_un_defaut_reste_celui_du_domaine() -> None:
    copie = Copie({})
    etape = Etape(roles=["had"], section="ensuite")
    assert copie.valeur(etape) == m.Etape(("had",), "ensuite")
    assert copie.objet(m.Etape, etape, section="autour").section == "autour"


def test_un_champ_obligatoire_que_rien_ne_dit_est_refuse() -> None:
    class Rien(BaseModel):
        nom: str = "x"

    with pytest.raises(TypeError, match="Voie : condition manque"):
        Copie({}).objet(m.Voie, Rien())

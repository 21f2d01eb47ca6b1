"""What holds for every directory, read from `conventions.yaml`, once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from palliorient.lecture.schemas.base import Identifiant, Telephone
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.carnet.carnet import Appelants, Conventions

FICHIER = "conventions.yaml"


class _Forme(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Fonction(_Forme):
    """A function: its name, and the other words for it in a table."""

    nom: str
    aussi: list[str]


class Appelant(Fonction):
    """A kind of callers, and the callers that belong to it."""

    qui: list[Identifiant]


class Declarees(_Forme):
    """The whole file."""

    mois: int
    numeros_proteges: list[Telephone]
    fonctions: dict[Identifiant, Fonction]
    appelants: dict[Identifiant, Appelant]
    titres_de_personne: list[str]
    colonnes: dict[str, list[str]]
    oui: list[str]
    non: list[str]
    toujours: list[str]
    mots: dict[Identifiant, str]


@cache
def declarees() -> Declarees:
    """What the file declares; wrong, it is a defect of ours."""
    lu = lire_texte(files(__package__).joinpath(FICHIER).read_bytes(), FICHIER)
    assert not lu.diagnostics, lu.diagnostics
    return Declarees.model_validate(lu.donnees)


@cache
def conventions() -> Conventions:
    """The part of it that deciding and showing need."""
    dit = declarees()
    return Conventions(
        dit.mois,
        frozenset(dit.numeros_proteges),
        {code: fonction.nom for code, fonction in dit.fonctions.items()},
        {code: Appelants(a.nom, frozenset(a.qui)) for code, a in dit.appelants.items()},
        dit.mots,
    )

"""Plain data → validated models, with French problems at their place in the file.

Importing pydantic and building its validators takes longer than reading the files:
import this module only when YAML is really read.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.lecture.schemas.acteurs import FichierActeurs
from palliorient.lecture.schemas.base import Modele
from palliorient.lecture.schemas.erreurs import traduire
from palliorient.lecture.schemas.grille import FichierGrille
from palliorient.lecture.schemas.regles import FichierRegles
from palliorient.lecture.schemas.territoires import FichierTerritoires
from palliorient.lecture.yaml.resultat import FichierLu

MODELES: dict[str, type[Modele]] = {
    TERRITOIRES: FichierTerritoires,
    ACTEURS: FichierActeurs,
    REGLES: FichierRegles,
    GRILLE: FichierGrille,
}
"""Name of a file, without extension → its model; the JSON Schemas come from here."""

M = TypeVar("M", bound=Modele)


def valider(lecture: FichierLu, modele: type[M]) -> M | None:
    """The model of one file, or None; problems join those of the reading.

    A place that the strict reading has already refused is not refused twice.
    """
    if lecture.donnees is None:
        return None
    try:
        return modele.model_validate(lecture.donnees)
    except ValidationError as erreur:
        deja_dits = {d.position for d in lecture.diagnostics}
        for diagnostic in traduire(erreur, modele, lecture):
            if diagnostic.position not in deja_dits:
                lecture.diagnostics.append(diagnostic)
        return None


__all__ = [
    "MODELES",
    "FichierActeurs",
    "FichierGrille",
    "FichierRegles",
    "FichierTerritoires",
    "valider",
]

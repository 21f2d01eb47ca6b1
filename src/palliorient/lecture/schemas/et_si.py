"""Schema of what is changed or shortened on demand: « et si », and the words at a telephone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from palliorient.lecture.formes.formes import Paire
from palliorient.lecture.schemas.base import (
    Conditionnel,
    Identifiant,
    IdentifiantOuNombre,
    Modele,
    NomDeCritere,
    NommeEnsemble,
    Texte,
)


class EtSi(Conditionnel):
    """One change of the situation that the questionnaire offers once it has answered."""

    id: Identifiant = Field(description="Identifiant de ce changement.")
    nom: Texte = Field(description="Le changement, en quelques mots, après « et si : ».")
    change: Annotated[dict[NomDeCritere, IdentifiantOuNombre], NommeEnsemble("reponses")] = Field(
        min_length=1, description="Critère → sa nouvelle réponse, lue comme celle d'une option."
    )


class MotsAuTelephone(Modele):
    """Words of a contact that `--court` says otherwise, or not at all."""

    FORMES_COURTES = (Paire("mots", "dit", seul="mots"),)

    mots: Texte = Field(description="Les mots d'un contact, tels qu'ils sont écrits ailleurs.")
    dit: Texte | None = Field(
        default=None,
        description="Ce qui en est dit au téléphone ; absent : rien, ils ne décident pas.",
    )

"""Schema of the scenarios without a situation: what is typed, what is read, who is on the map."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from palliorient.lecture.schemas.base import (
    F_IDENTIFIANT,
    F_TEXTE,
    CodeCommune,
    Identifiant,
    Modele,
    Texte,
    refus,
)


class Refusee(Modele):
    """A typed text that is refused, and words that the refusal must contain."""

    refuse: Texte = Field(description="Mots que le refus doit contenir.")


def _vers_texte(valeur: object) -> object:
    return str(valeur) if type(valeur) is int else valeur


Valeur = Annotated[
    str,
    BeforeValidator(_vers_texte),
    StringConstraints(pattern=F_TEXTE),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": F_TEXTE}, {"type": "integer"}]}),
]
Plusieurs = Annotated[list[Identifiant], Field(min_length=2)]
Comprise = Refusee | Plusieurs | Valeur
"""A value; several hospitals (refused, with that list); or a refusal."""

Lectures = dict[Identifiant, Annotated[dict[Texte, Comprise], Field(min_length=1)]]


def plusieurs_hopitaux(lectures: Lectures) -> Lectures:
    """Only a hospital can be refused with a list of those that are meant."""
    for critere, dits in lectures.items():
        for dit, compris in dits.items():
            if isinstance(compris, list) and critere != "etablissement":
                raise refus(
                    "une liste ne va qu'avec « etablissement »",
                    'écrire la valeur, ou {refuse: "mots du refus"}',
                    ("lecture", critere, dit),
                )
    return lectures


class ReponseAffichee(Modele):
    """How one answer to a question is shown."""

    nom: Texte | None = Field(default=None, description="Nom de la réponse, en entier.")
    aide: Texte | None = Field(default=None, description="Aide de la réponse, en entier, ou aucun.")
    court: Texte | None = Field(default=None, description="Nom court de la réponse, en entier.")


class QuestionAffichee(Modele):
    """How one criterion is asked."""

    nom: Texte | None = Field(default=None, description="Nom du critère, en entier.")
    question: Texte | None = Field(default=None, description="La question, en entier.")
    pourquoi: Texte | None = Field(default=None, description="Pourquoi elle est posée, en entier.")
    aide: Texte | None = Field(default=None, description="Aide de l'option, en entier.")
    valeurs: Annotated[dict[Texte, ReponseAffichee], Field(min_length=1)] | None = Field(
        default=None, description="Réponse → comment elle est montrée."
    )


Questions = dict[
    Annotated[str, StringConstraints(pattern=F_IDENTIFIANT)],
    QuestionAffichee,
]


class Fiche(Modele):
    """What is said of a service, a hospital, a type of service or a territory."""

    nom: Texte | None = Field(default=None, description="Nom, en entier.")
    sigle: Texte | None = Field(default=None, description="Sigle d'un type de service.")
    note: Texte | None = Field(
        default=None, description="Note d'un type de service, en entier, ou aucun."
    )
    type: Identifiant | None = Field(default=None, description="Type du service.")
    structure: Texte | None = Field(default=None, description="Nom de la structure, en entier.")
    porteur: Texte | None = Field(default=None, description="Qui le porte, en entier, ou aucun.")
    statut: Identifiant | None = Field(default=None, description="Statut du service.")
    territoires: list[Identifiant] | None = Field(
        default=None, description="Territoires, exactement."
    )
    arrondissement: int | None = Field(default=None, description="Arrondissement.")
    commune: CodeCommune | None = Field(default=None, description="Code INSEE de la commune.")
    adresse: Texte | None = Field(default=None, description="Adresse, en entier, ou aucun.")
    telephone: Texte | None = Field(default=None, description="Numéro, ou aucun.")
    horaires: Texte | None = Field(default=None, description="Horaires, en entier.")
    modalite: Texte | None = Field(
        default=None, description="Modalité propre au service, en entier, ou aucun."
    )
    finess: Texte | None = Field(default=None, description="Numéro FINESS d'un hôpital.")


Carte = dict[Identifiant, Fiche]

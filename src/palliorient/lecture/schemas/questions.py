"""Schema of the open questions: what the sources leave unsettled, and which answers rest on it."""

from __future__ import annotations

from pydantic import Field, model_validator

from palliorient.lecture.schemas.base import (
    Conditionnel,
    DatePartielle,
    Identifiant,
    Modele,
    SourceDocument,
    Texte,
    UneAlerte,
    UnService,
    liste_vide,
    refus,
)


class Repondant(Modele):
    """Who could settle a question, when a document says so."""

    qui: Texte = Field(description="Qui peut répondre, en quelques mots.")
    source: SourceDocument = Field(description="Où un document le dit.")


class QuestionOuverte(Conditionnel):
    """One question that the sources do not settle, and what is retained meanwhile."""

    id: Identifiant = Field(description="Identifiant de la question.")
    question: Texte = Field(description="La question, en une phrase.")
    dit: Texte = Field(description="Ce que les sources disent, ou impriment.")
    retenu: Texte = Field(description="Ce que l'outil retient en attendant.")
    date: DatePartielle = Field(
        description="Depuis quand elle est ouverte : la date d'un des documents cités."
    )
    sources: list[SourceDocument] = Field(
        min_length=1, description="Où les documents laissent la question ouverte."
    )
    repond: Repondant | None = Field(
        default=None, description="Qui peut répondre, seulement si un document le dit."
    )
    services: list[UnService] = Field(
        default_factory=liste_vide,
        description="Les réponses qui citent l'un de ces services en dépendent.",
    )
    alertes: list[UneAlerte] = Field(
        default_factory=liste_vide,
        description="Les réponses qui lèvent l'une de ces alertes en dépendent.",
    )

    @model_validator(mode="after")
    def _sur_quelque_chose(self) -> QuestionOuverte:
        if not (self.services or self.alertes or self.quand or self.un_de):
            raise refus(
                f"la question « {self.id} » ne porte sur rien",
                "dire quelles réponses en dépendent : « services: […] », « alertes: […] » ou "
                "« quand: {…} »",
            )
        return self

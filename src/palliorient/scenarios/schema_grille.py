"""Schema of the scenarios about the discussion grid: what answers propose, what it says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from palliorient.lecture.schemas.base import (
    Identifiant,
    IdentifiantOuNombre,
    Modele,
    OuiNon,
    Texte,
    liste_vide,
    refus,
)

Ids = list[Identifiant]


class DiscussionAttendue(Modele):
    """Answers to the grid, and what they propose. A question in neither list is not known."""

    oui: Ids = Field(default_factory=liste_vide, description="Questions dont la réponse est oui.")
    non: Ids = Field(default_factory=liste_vide, description="Questions dont la réponse est non.")
    propose: IdentifiantOuNombre = Field(description="Le niveau proposé, ou aucun.")
    raisons: Ids | None = Field(
        default=None, description="Les réponses qui le portent, exactement et dans cet ordre."
    )
    sans_reponse: Ids | None = Field(
        default=None, description="Les questions sans réponse, exactement et dans cet ordre."
    )
    restent: Ids | None = Field(
        default=None,
        description="Celles qui pourraient encore changer le niveau, exactement et dans cet ordre.",
    )
    effets: Ids | None = Field(
        default=None, description="Les « oui » qui changent autre chose que le niveau, exactement."
    )

    @model_validator(mode="after")
    def _une_reponse(self) -> DiscussionAttendue:
        for rang, id in enumerate(self.non):
            if id in self.oui:
                raise refus(f"« {id} » est à oui et à non", "garder l'un des deux", ("non", rang))
        return self


class QuestionAttendue(Modele):
    """What the grid says of one question."""

    question: Texte | None = Field(default=None, description="La question, en entier.")
    plaide: IdentifiantOuNombre | None = Field(
        default=None, description="Niveau qu'un « oui » appuie, entree, ou aucun."
    )
    domaine: Texte | None = Field(default=None, description="Nom de son domaine, en entier.")
    effet: Texte | None = Field(default=None, description="Son effet, en entier, ou aucun.")


class GrilleAttendue(Modele):
    """What the grid says."""

    au_questionnaire: OuiNon | None = Field(
        default=None, description="Le questionnaire la pose-t-il ?"
    )
    avertissement: Texte | None = Field(default=None, description="L'avertissement, en entier.")
    signes: Annotated[dict[IdentifiantOuNombre, list[Texte]], Field(min_length=1)] | None = Field(
        default=None, description="Niveau → ses signes, exactement et dans cet ordre."
    )
    questions: Annotated[dict[Identifiant, QuestionAttendue], Field(min_length=1)] | None = Field(
        default=None, description="Question → ce qui en est dit."
    )
    ordre: Ids | None = Field(
        default=None, description="Toutes les questions, dans l'ordre montré."
    )

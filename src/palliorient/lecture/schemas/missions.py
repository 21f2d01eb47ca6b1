"""Schema of the missions: what the national framework requires of a territory."""

from __future__ import annotations

from pydantic import Field, model_validator

from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    AvecPreuves,
    Identifiant,
    OuiNon,
    Public,
    Source,
    Texte,
    UneFonction,
    UnType,
    liste_vide,
    refus,
)


class Mission(AvecPreuves):
    """One mission, and which services of the map fulfil it."""

    id: Identifiant = Field(description="Identifiant de la mission.")
    nom: Texte = Field(description="La mission, en quelques mots.")
    source: Source = Field(description="Où le cadre national la demande.")
    types: list[UnType] = Field(
        default_factory=liste_vide,
        description="Types de services qui y répondent ; aucun : lacune.",
    )
    fonction: UneFonction | None = Field(
        default=None, description="Seulement les services de cette fonction."
    )
    public: Public | None = Field(default=None, description="Seulement les services de ce public.")
    supra: OuiNon = Field(
        default=False,
        description="oui : le cadre permet de l'organiser hors du territoire.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    lacune: Texte | None = Field(
        default=None, description="Ce que les documents disent quand rien n'y répond."
    )

    @model_validator(mode="after")
    def _types_ou_lacune(self) -> Mission:
        if not self.types and not self.lacune:
            raise refus(
                f"la mission « {self.id} » n'a ni « types » ni « lacune »",
                "nommer les types de services qui y répondent, ou dire ce qui manque",
            )
        return self

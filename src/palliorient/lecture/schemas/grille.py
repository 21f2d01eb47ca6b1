"""Schema of `grille.yaml`: the discussion grid, its questions, and what the text says of levels."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from palliorient.lecture.formes.formes import ParCode
from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    AvecPreuves,
    Identifiant,
    IdentifiantOuNombre,
    Modele,
    OuiNon,
    Partiel,
    Source,
    SourceDocument,
    Texte,
    UnDomaine,
    UnNiveauOuEntree,
    refus,
)


class Signe(Modele):
    """What the national text itself attaches to a level."""

    texte: Texte = Field(description="Le signe, en quelques mots de l'outil.")
    source: SourceDocument = Field(
        description="Où le texte national le dit de ce niveau, avec ses mots."
    )

    @model_validator(mode="after")
    def _mot_pour_mot(self) -> Signe:
        if not self.source.citation:
            raise _sans_citation(f"signe sans les mots du texte : « {self.texte} »", "source")
        return self


class NiveauDeGrille(Modele):
    """A level, and the signs that the national text attaches to it."""

    id: IdentifiantOuNombre = Field(description="Valeur du critère « niveau ».")
    signes: list[Signe] = Field(
        min_length=1, description="Ce que le texte national lui-même dit de ce niveau."
    )


class QuestionDeGrille(AvecPreuves):
    """One question: yes, no, not known."""

    id: Identifiant = Field(description="Identifiant de la question.")
    question: Texte = Field(description="La question, sur une ligne d'écran.")
    domaine: UnDomaine = Field(description="Domaine, déclaré dans « domaines ».")
    plaide: UnNiveauOuEntree | None = Field(
        default=None,
        description="Niveau qu'un « oui » appuie ; entree : ouvre la grille ; absent : un « oui » "
        "ne change que ce que dit « effet ».",
    )
    effet: Texte | None = Field(
        default=None, description="Ce qu'un « oui » change à côté du niveau, en quelques mots."
    )
    source: Source = Field(description="Où un document la fonde, avec ses mots ; ou convention.")
    source_effet: Source | None = Field(
        default=None, description="Ce qui fonde l'effet ; absente : la source de la question."
    )

    @model_validator(mode="after")
    def _a_quoi_elle_sert(self) -> QuestionDeGrille:
        if not (self.plaide or self.effet):
            raise refus(
                f"la question « {self.id} » ne change rien",
                "ajouter « plaide » (un niveau, ou entree), ou « effet »",
                "id",
            )
        if self.source_effet and not self.effet:
            raise refus(
                "« source_effet » sans « effet »",
                "écrire l'effet, ou supprimer sa source",
                "source_effet",
            )
        return self

    @model_validator(mode="after")
    def _mot_pour_mot(self) -> QuestionDeGrille:
        for champ in ("source", "source_effet"):
            source = getattr(self, champ)
            if source and source.document and not source.citation:
                message = f"question « {self.id} » : source sans les mots du document"
                raise _sans_citation(message, champ)
        return self


class FichierGrille(Partiel):
    """The whole file."""

    grille: OuiNon = Field(
        description="oui : le questionnaire la pose à qui ne sait pas le niveau ; non : il ne "
        "montre que les définitions.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    avertissement: Texte = Field(description="Ce qui est dit avec chaque résultat.")
    regle: Source = Field(description="Ce qui fonde la façon de proposer : une convention.")
    domaines: dict[Identifiant, Texte] = Field(
        min_length=1, description="Domaine → son nom, dans l'ordre montré."
    )
    niveaux: Annotated[list[NiveauDeGrille], ParCode()] = Field(
        min_length=2, description="Les niveaux du critère « niveau », du plus bas au plus haut."
    )
    questions: Annotated[list[QuestionDeGrille], ParCode()] = Field(
        min_length=1, description="Les questions, dans l'ordre montré."
    )


def _sans_citation(message: str, champ: str) -> Exception:
    remede = 'écrire {"document, où": "les mots du document"}, ou le nom d\'une convention'
    return refus(message, remede, champ)

"""Schema of the sheet that one prints: its moments, its words, what it never says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from palliorient.lecture.formes.formes import ParCode
from palliorient.lecture.schemas.appelants import Ceux
from palliorient.lecture.schemas.base import (
    AvecPreuves,
    Conditionnel,
    Identifiant,
    Modele,
    NommeEnsemble,
    Partiel,
    Source,
    Texte,
    UnAppelant,
    UneAlerte,
    liste_vide,
    refus,
)
from palliorient.lecture.schemas.criteres import Rappel


class MomentDeFiche(Modele):
    """One of the lists of the sheet: the same situation, with these answers."""

    id: Identifiant = Field(description="Code de la liste.")
    nom: Texte = Field(description="Quand elle vaut, dans un titre : « le soir ».")
    court: Texte = Field(description="La même chose en un mot, à côté d'un contact.")
    reponses: Annotated[dict[Identifiant, Identifiant], NommeEnsemble("reponses")] = Field(
        min_length=1,
        description="Les réponses qui la font : {critère: valeur} ; la commande ne les prend pas.",
    )


class DangerDeFiche(Conditionnel):
    """What stands first and largest."""

    id: Identifiant = Field(description="Code de ce cas.")
    avant: Texte = Field(description="Ce qui se lit au-dessus.")
    grand: Texte = Field(description="Ce qui se lit de loin : un numéro, ou quelques mots.")
    apres: Texte | None = Field(default=None, description="Ce qui se lit au-dessous.")
    source: Source = Field(description="Ce qui le fonde.")


class Fiche(Partiel, AvecPreuves):
    """The sheet of one situation, for who is beside the person."""

    lecteur: UnAppelant = Field(
        description="L'appelant qui la lit ; qui il peut appeler lui-même est dit à chaque ligne."
    )
    mois: int = Field(ge=1, description="Mois après lesquels elle est à refaire.")
    moments: Annotated[list[MomentDeFiche], ParCode()] = Field(
        min_length=1, description="Les listes, dans l'ordre ; deux listes pareilles sont réunies."
    )
    danger: Annotated[list[DangerDeFiche], ParCode()] = Field(
        min_length=1, description="Ce qui se lit en premier : le premier cas vrai."
    )
    sous_la_main: Annotated[list[Rappel], ParCode(comme=True)] = Field(
        default_factory=liste_vide, description="Ce qu'il faut avoir sous la main en appelant."
    )
    repete: list[Texte] = Field(
        default_factory=liste_vide,
        description="Les seules précisions qu'elle répète : des textes des données, en entier.",
    )
    sans: list[Ceux] = Field(
        default_factory=liste_vide, description="Les services qui n'y sont jamais."
    )
    alertes: list[UneAlerte] = Field(default_factory=liste_vide, description="Celles qu'elle dit.")
    source: Source = Field(description="Ce qui fonde sa durée, et ce qu'elle tait.")

    @model_validator(mode="after")
    def _toujours_un_danger(self) -> Fiche:
        dernier = len(self.danger) - 1
        for rang, cas in enumerate(self.danger):
            sans_condition = not (cas.quand or cas.sauf or cas.un_de)
            if sans_condition is not (rang == dernier):
                raise refus(
                    "le dernier cas de « danger », et lui seul, vaut sans condition",
                    "mettre à la fin celui qui vaut partout ailleurs, sans « quand »",
                    ("danger", rang, "id"),
                )
        return self

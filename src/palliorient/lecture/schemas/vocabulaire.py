"""Schema of what the texts may say: numbers and sites declared once, words that promise."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from palliorient.lecture.formes.formes import ParCode
from palliorient.lecture.schemas.base import (
    Identifiant,
    Modele,
    Partiel,
    Source,
    Telephone,
    Texte,
    liste_vide,
)


class Numero(Modele):
    """A telephone number that texts refer to, written nowhere else."""

    id: Identifiant = Field(description="Identifiant, cité par « {numero:…} ».")
    numero: Telephone = Field(description="Le numéro, entre guillemets.")
    source: Source = Field(description="Où on le lit ; la citation contient le numéro.")


class Site(Modele):
    """The address of a site that texts refer to, written nowhere else."""

    id: Identifiant = Field(description="Identifiant, cité par « {site:…} ».")
    adresse: Texte = Field(description="L'adresse, sans « https:// ».")
    source: Source = Field(description="Où on la lit ; la citation contient l'adresse.")


class Promesse(Modele):
    """Words that promise something to whoever reads them."""

    id: Identifiant = Field(description="Identifiant de cette sorte de promesse.")
    nom: Texte = Field(description="Ce qui est promis, en quelques mots.")
    formes: list[Texte] = Field(
        min_length=1,
        description="Façons de l'écrire, sans accent ni ponctuation : « # » est un nombre, « * » "
        "la fin d'un mot.",
    )


class Vocabulaire(Partiel):
    """What is watched in every text that can reach the screen."""

    promesses: Annotated[list[Promesse], ParCode()] = Field(
        min_length=1,
        description="Mots qui promettent ; la première sorte qui reconnaît des mots les prend.",
    )
    sans_promesse: list[Texte] = Field(
        default_factory=liste_vide,
        description="Suites de mots qui ressemblent à une promesse et n'en sont pas une.",
    )
    nombres: list[Texte] = Field(
        min_length=1,
        description="Où un nombre peut être écrit ; tout autre nombre est pris pour un numéro de "
        "téléphone, à écrire « {numero:…} ».",
    )

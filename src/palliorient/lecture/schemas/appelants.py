"""Schema of who may be calling, and what that changes for the reader: nothing that is decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from palliorient.lecture.schemas.base import (
    AvecPreuves,
    Conditionnel,
    Identifiant,
    Modele,
    OuiNon,
    Source,
    Texte,
    UnContact,
    UneFonction,
    UnOuPlusieurs,
    UnType,
    en_liste,
    liste_vide,
)

_UN_OU_PLUSIEURS = (Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs())


class Ceux(Modele):
    """Some services: those that have, for every key, one of its values."""

    type: Annotated[list[UnType], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Types de services."
    )
    fonction: Annotated[list[UneFonction], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Services de l'une de ces fonctions."
    )
    generique: OuiNon | None = Field(
        default=None,
        description="oui : seulement les contacts sans nom propre ; non : seulement les autres.",
    )
    contacts: Annotated[list[UnContact], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Contacts sans nom propre, un à un."
    )


class PlusTot(Conditionnel):
    """Who is shown earlier to this caller, in some situations."""

    ceux: Ceux = Field(description="Ceux qui sont montrés plus tôt.")
    apres: list[Ceux] = Field(min_length=1, description="Ceux qui restent montrés avant eux.")


class Renomme(Modele):
    """Services that this caller reads under another name: their own, most often."""

    ceux: Ceux = Field(description="Les services.")
    nom: Texte = Field(description="Leur nom pour cette personne ; leur numéro n'est pas montré.")


class Redite(Modele):
    """Words that are said otherwise to this caller."""

    texte: Texte = Field(description="Un texte des données, en entier, tel qu'il y est écrit.")
    par: Texte = Field(description="Ce que lit cette personne à la place.")


class Appelant(AvecPreuves):
    """Somebody who calls: what is numbered for them, in which words."""

    id: Identifiant = Field(description="Code de l'appelant.")
    nom: Texte = Field(description="Nom montré.")
    numerotes: list[Ceux] = Field(
        default_factory=liste_vide,
        description="Ceux que cette personne peut appeler, seuls numérotés ; absents : tous.",
    )
    sinon: Texte | None = Field(default=None, description="Ce qui est dit des autres.")
    sans_numero: list[Ceux] = Field(
        default_factory=liste_vide, description="Ceux qui ne sont jamais numérotés pour elle."
    )
    plus_tot: PlusTot | None = Field(
        default=None, description="Qui est montré plus tôt qu'aux autres."
    )
    noms: list[Renomme] = Field(
        default_factory=liste_vide, description="Services qui portent un autre nom pour elle."
    )
    redites: list[Redite] = Field(
        default_factory=liste_vide, description="Ce qui se dit autrement à cette personne."
    )
    source: Source = Field(description="Ce qui le fonde.")

"""Schema of the guarantees: what must stay true in every situation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from palliorient.lecture.schemas.base import (
    Caractere,
    Conditionnel,
    Groupe,
    Identifiant,
    Joignable,
    Modele,
    OuiNon,
    Public,
    Statut,
    Telephone,
    Texte,
    UnAxe,
    UneAlerte,
    UneFonction,
    UnOuPlusieurs,
    UnType,
    en_liste,
    liste_vide,
    refus,
)

Portee = Literal["etablissement", "territoire", "departement", "region", "supra-territorial"]
Motif = Literal["document", "convention"]

_UN_OU_PLUSIEURS = (Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs())


class Traits(Modele):
    """Some contacts: those that have, for every key, one of its values."""

    type: Annotated[list[UnType], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Types de services."
    )
    groupe: Annotated[list[Groupe], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Groupes de types."
    )
    fonction: Annotated[list[UneFonction], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Services de l'une de ces fonctions."
    )
    generique: OuiNon | None = Field(
        default=None,
        description="oui : seulement les contacts sans nom propre ; non : seulement les autres.",
    )
    public: Annotated[list[Public], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Services qui reçoivent l'un de ces publics."
    )
    statut: Annotated[list[Statut], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Statut du service."
    )
    caractere: Annotated[list[Caractere], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Force du contact dans la réponse."
    )
    portee: Annotated[list[Portee], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Portée du contact dans la réponse."
    )
    joignable: Annotated[list[Joignable], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Joignabilité du contact au moment demandé."
    )
    telephone: Annotated[list[Telephone], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Numéro montré avec le contact, en toutes lettres."
    )
    motif: Annotated[list[Motif], *_UN_OU_PLUSIEURS] | None = Field(
        default=None, description="Ce qui fonde l'une de ses raisons."
    )


class Selection(Traits):
    """Some contacts, but for others."""

    sauf: Traits | None = Field(default=None, description="Contacts qui ne comptent pas.")


class Constance(Modele):
    """What happens to some contacts when a single criterion moves to its next value."""

    critere: UnAxe = Field(description="Critère qui change seul, dans l'ordre déclaré.")
    contacts: Selection = Field(description="Contacts concernés.")


class Precedence(Modele):
    """Two families of contacts, of which the first never stands before the second."""

    contacts: Selection = Field(description="Contacts qui ne passent jamais devant les autres.")
    avant: Selection = Field(
        description="Contacts appelés avant eux, quand les deux sont proposés."
    )


class Parole(Modele):
    """What an alert says, each time that it is raised: words written a second time, on purpose."""

    alerte: UneAlerte = Field(description="Code de l'alerte.")
    debut: Texte | None = Field(
        default=None, description="Les premiers mots de son texte, numéros en chiffres."
    )
    contient: Texte | None = Field(default=None, description="Des mots que son texte contient.")
    jamais: list[Texte] = Field(
        default_factory=liste_vide, description="Mots que son texte ne contient jamais."
    )

    @model_validator(mode="after")
    def _dit_quelque_chose(self) -> Parole:
        if not (self.debut or self.contient or self.jamais):
            raise refus("« dit » ne promet rien", "ajouter « debut », « contient » ou « jamais »")
        return self


FORMES = (
    "au_moins_un",
    "aucun",
    "tous",
    "premier",
    "jamais_avant",
    "alertes",
    "dit",
    "ne_retire_rien",
    "n_affaiblit_rien",
    "n_ajoute_rien",
)
"""The ways to promise: a guarantee takes exactly one."""


class Garantie(Conditionnel):
    """A promise verified over every situation by `valider`."""

    id: Identifiant = Field(description="Identifiant de la garantie.")
    texte: Texte = Field(description="La promesse, en une phrase.")
    au_moins_un: Selection | None = Field(
        default=None, description="Il y a toujours au moins un de ces contacts."
    )
    aucun: Selection | None = Field(default=None, description="Il n'y a jamais un de ces contacts.")
    tous: Selection | None = Field(default=None, description="Tous les contacts sont de ceux-là.")
    premier: Selection | None = Field(
        default=None, description="Le premier contact est toujours de ceux-là."
    )
    jamais_avant: Precedence | None = Field(
        default=None, description="Aucun de ces contacts n'est appelé avant l'un de ceux-là."
    )
    alertes: list[UneAlerte] | None = Field(
        default=None, min_length=1, description="Ces alertes sont toujours levées."
    )
    dit: Parole | None = Field(
        default=None, description="Chaque fois que cette alerte est levée, elle dit ces mots."
    )
    ne_retire_rien: Constance | None = Field(
        default=None, description="Quand ce critère avance, aucun de ces contacts ne disparaît."
    )
    n_affaiblit_rien: Constance | None = Field(
        default=None,
        description="Quand ce critère avance, aucun de ces contacts ne disparaît ni ne "
        "devient moins nécessaire.",
    )
    n_ajoute_rien: Constance | None = Field(
        default=None, description="Quand ce critère avance, aucun de ces contacts n'apparaît."
    )

    @model_validator(mode="after")
    def _une_seule_promesse(self) -> Garantie:
        donnees = [forme for forme in FORMES if getattr(self, forme) is not None]
        if len(donnees) != 1:
            raise refus(
                f"la garantie « {self.id} » promet {len(donnees)} choses",
                f"en garder une seule, parmi : {', '.join(FORMES)}",
                donnees[1] if donnees else "id",
            )
        return self

    @property
    def definition(self) -> dict[str, Any]:
        """The promise as plain values, without what is not said."""
        return {forme: dit for forme, dit in _ecrits(self).items() if forme in FORMES}


def _ecrits(valeur: Any) -> Any:
    """What `model_dump` gives of what is written, without building all that it needs for it."""
    if isinstance(valeur, list):
        return [_ecrits(element) for element in valeur]
    if not isinstance(valeur, Modele):
        return valeur
    return {champ: _ecrits(dit) for champ, dit in valeur if dit not in (None, [], {})}

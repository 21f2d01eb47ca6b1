"""Schema of the roles: how what a rule asks for is found on the map, and what it raises."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from palliorient.lecture.formes.formes import Paire
from palliorient.lecture.formes.regles import AvecSuites
from palliorient.lecture.formes.roles import RoleCourt, VoieCourte
from palliorient.lecture.schemas.base import (
    AvecPreuves,
    Caractere,
    Conditionnel,
    Identifiant,
    Joignable,
    OuiNon,
    Public,
    Source,
    Texte,
    UnContact,
    UneAlerte,
    UneFonction,
    UnOuPlusieurs,
    UnType,
    en_liste,
    liste_vide,
    refus,
)

Ou = Literal[
    "etablissement",
    "porteur",
    "arrondissement",
    "commune",
    "territoire",
    "autres-territoires",
    "tous-territoires",
    "departement",
    "region",
    "territoire-de-residence",
    "arrondissement-de-residence",
    "commune-de-residence",
]


class AlerteEmise(Conditionnel):
    """An alert raised here: its code alone, or with words and a source of its own."""

    FORMES_COURTES = (Paire("code", "texte", seul="code"),)

    code: UneAlerte = Field(description="Code déclaré dans « alertes ».")
    texte: Texte | None = Field(default=None, description="Texte propre ; absent : celui du code.")
    source: Source | None = Field(
        default=None, description="Source propre ; absente : celle du code."
    )

    @model_validator(mode="before")
    @classmethod
    def _code_seul(cls, valeur: object) -> object:
        return {"code": valeur} if isinstance(valeur, str) else valeur


class Pas(AvecPreuves):
    """One look at the map; the first that finds a service in service stops the way."""

    FORMES_COURTES = (Paire("type", "ou", seul="generique", plusieurs=True),)

    type: UnType | None = Field(default=None, description="Type de service cherché.")
    generique: UnContact | None = Field(
        default=None, description="Contact générique proposé tel quel, à la place d'un type."
    )
    fonction: UneFonction | None = Field(
        default=None, description="Seulement les services de cette fonction."
    )
    public: Public | None = Field(default=None, description="Seulement les services de ce public.")
    ou: Ou | None = Field(default=None, description="Où chercher, avec « type ».")
    caractere: Caractere | None = Field(
        default=None, description="Remplace le caractère demandé par la règle."
    )
    modalite: Texte | None = Field(default=None, description="Courte précision.")
    joignable: Joignable | None = Field(default=None, description="Remplace ce que dit le type.")
    muet: OuiNon = Field(
        default=False, description="Trouver sans proposer : la suite vaut là où rien n'est trouvé."
    )
    explication: Texte | None = Field(
        default=None, description="Raison de cette étape, quand ce n'est pas celle de la règle."
    )
    source: Source | None = Field(
        default=None, description="Endroit qui justifie cette étape (défaut : celui de la règle)."
    )
    alerte: Annotated[list[AlerteEmise], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        default_factory=liste_vide, description="Alertes levées si l'on s'arrête à cette étape."
    )

    @model_validator(mode="after")
    def _type_ou_generique_ou_alerte(self) -> Pas:
        if self.type and self.generique:
            raise refus("« type » et « generique » ensemble", "garder l'un des deux", "generique")
        if self.type and not self.ou:
            raise refus("« type » sans « ou »", "dire où chercher : ou: territoire", "type")
        if not self.type and (self.ou or self.fonction or self.public):
            raise refus(
                "« ou », « fonction » et « public » ne vont qu'avec « type »", "ajouter le type"
            )
        if not (self.type or self.generique or self.alerte):
            raise refus("étape vide", "écrire un type, un contact générique ou une alerte")
        return self


class Voie(Conditionnel):
    """One way to find a role: steps tried in turn."""

    FORMES_COURTES = (VoieCourte(), AvecSuites("cherche", "recherche"))

    cherche: Annotated[list[Pas], UnOuPlusieurs()] = Field(
        min_length=1, description="Étapes essayées dans l'ordre."
    )


class Role(AvecPreuves):
    """What a rule asks for, and how it is found on the map."""

    FORMES_COURTES = (RoleCourt(),)

    id: Identifiant = Field(description="Code du rôle.")
    nom: Texte = Field(description="Nom du rôle.")
    voies: list[Voie] = Field(
        min_length=1, description="Toutes celles dont la condition est vraie contribuent."
    )

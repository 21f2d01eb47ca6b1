"""Schema of a scenario file: situations, and what the answer to each must hold.

Names of services are not checked here: a scenario may be replayed on other data, where
a name that nobody declares any more is a difference to show, not a file to refuse.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from palliorient.lecture.schema_base import (
    F_CODE_ALERTE,
    F_IDENTIFIANT,
    F_TEXTE,
    FORMES,
    Caractere,
    CodeAlerte,
    Identifiant,
    Joignable,
    Jour,
    Modele,
    Option,
    Section,
    Texte,
    UnOuPlusieurs,
    en_liste,
    refus,
)
from palliorient.lecture.schema_garanties import Portee

F_NOM_OU_ALERTE = f"({F_IDENTIFIANT})|({F_CODE_ALERTE})"
FORMES[F_NOM_OU_ALERTE] = (
    "nom mal formé",
    "un identifiant ou un type (usp-bretonneau, usp), ou un code d'alerte (HORS_PARIS)",
)

JOIGNABLES: tuple[Joignable, ...] = ("oui", "conditionnel")
"""What « joignable » means when the value is not given."""

Colonne = Literal["domicile", "etablissement"]
Public = Literal["pediatrique", "jeune-adulte", "adulte"]


def _vers_texte(valeur: object) -> object:
    return str(valeur) if type(valeur) is int else valeur


Reponse = Annotated[
    str,
    BeforeValidator(_vers_texte),
    StringConstraints(pattern=F_TEXTE),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": F_TEXTE}, {"type": "integer"}]}),
]
"""One raw answer, as typed after an option; a number needs no quotes."""

Reponses = Annotated[list[Reponse], Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs()]
Noms = Annotated[list[Identifiant], Field(min_length=1)]
NomOuAlerte = Annotated[str, StringConstraints(pattern=F_NOM_OU_ALERTE)]


class _ListeOuEnsemble:
    """JSON Schema of « these can be reached », or of each with its exact value."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        noms = {"type": "array", "items": {"type": "string", "pattern": F_IDENTIFIANT}}
        return {"anyOf": [{**noms, "minItems": 1}, handler(schema)]}


def _joignables(valeur: object) -> object:
    if isinstance(valeur, list) and all(isinstance(nom, str) for nom in valeur):
        return {nom: list(JOIGNABLES) for nom in valeur}
    return valeur


Joignables = Annotated[
    dict[
        Identifiant,
        Annotated[list[Joignable], Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs()],
    ],
    Field(min_length=1),
    BeforeValidator(_joignables),
    _ListeOuEnsemble(),
]


Desservis = Annotated[
    dict[
        Identifiant,
        Annotated[Noms, BeforeValidator(en_liste), UnOuPlusieurs()],
    ],
    Field(min_length=1),
]


class SituationDecrite(Modele):
    """The raw answers, read by the same door as the options of `orienter`."""

    lieu: Reponse | None = Field(default=None, description="Lieu de vie ou de soins : --lieu.")
    arrondissement: Reponse | None = Field(
        default=None, description="Arrondissement, ou code postal entre guillemets."
    )
    niveau: Reponse | None = Field(default=None, description="Niveau de complexité : --niveau.")
    age: Reponse | None = Field(
        default=None, description='Âge en années révolues, ou un texte comme "8 mois".'
    )
    precarite: Reponse | None = Field(default=None, description="Précarité : oui ou non.")
    moment: Reponse | None = Field(default=None, description="Moment de l'appel : --moment.")
    quand: Reponse | None = Field(
        default=None,
        description='Date et heure à la place du moment, entre guillemets : "2026-11-22T03:00".',
    )
    etablissement: Reponse | None = Field(
        default=None, description="Hôpital : identifiant, nom ou autre nom (entre guillemets)."
    )
    isolement: Reponse | None = Field(default=None, description="Isolement : oui ou non.")
    maintien: Reponse | None = Field(default=None, description="Maintien sur place : --maintien.")
    suivi: Reponses = Field(
        default_factory=list, description="Équipes qui suivent déjà la personne : --suivi."
    )
    besoin: Reponses = Field(default_factory=list, description="Besoins : --besoin.")
    urgence: Reponse | None = Field(default=None, description="Urgence palliative : oui ou non.")
    residence: Reponse | None = Field(
        default=None, description="Lieu du retour, à l'hôpital seulement : --residence."
    )
    date: Jour | None = Field(
        default=None,
        description="Jour des données, entre guillemets ; absent : le jour de « quand », sinon "
        "celui que les données décrivent.",
    )


class Scenario(Modele):
    """One situation and what its answer must hold. Whatever is not said is free."""

    id: Identifiant = Field(description="Identifiant du scénario, unique dans tous les fichiers.")
    titre: Texte = Field(description="La situation en quelques mots.")
    situation: SituationDecrite = Field(description="Les réponses aux questions de « orienter ».")
    contacts: Noms | None = Field(
        default=None, description="Identifiants ou types qui doivent être proposés."
    )
    absents: Annotated[list[NomOuAlerte], Field(min_length=1)] | None = Field(
        default=None,
        description="Identifiants ou types qui ne doivent pas être proposés ; codes d'alerte qui "
        "ne doivent pas être levés.",
    )
    seuls: Noms | None = Field(
        default=None,
        description="Types dont les seuls contacts permis sont ceux nommés dans « contacts ».",
    )
    premier: Identifiant | None = Field(
        default=None, description="Identifiant ou type du premier contact."
    )
    ordre: Annotated[list[Identifiant], Field(min_length=2)] | None = Field(
        default=None,
        description="Identifiants ou types : tous ceux d'un rang viennent avant tous ceux du "
        "suivant.",
    )
    alertes: Annotated[list[CodeAlerte], Field(min_length=1)] | None = Field(
        default=None, description="Codes d'alerte qui doivent être levés."
    )
    a_venir: Noms | None = Field(
        default=None, description="Identifiants ou types annoncés, pas encore en service."
    )
    ecartes: Noms | None = Field(
        default=None,
        description="Identifiants ou types qu'un seul changement de la situation ferait proposer.",
    )
    joignables: Joignables | None = Field(
        default=None,
        description="Contacts joignables au moment demandé : une liste (oui ou conditionnel), ou "
        "chaque identifiant ou type avec sa valeur.",
    )
    caracteres: dict[Identifiant, Caractere] | None = Field(
        default=None, description="Identifiant ou type → caractère de chacun de ses contacts."
    )
    options: dict[Identifiant, Option] | None = Field(
        default=None, description="Identifiant ou type → voie (A, B…) de chacun de ses contacts."
    )
    sections: dict[Identifiant, Section] | None = Field(
        default=None, description="Identifiant ou type → section de chacun de ses contacts."
    )
    portees: dict[Identifiant, Portee] | None = Field(
        default=None, description="Identifiant ou type → portée de chacun de ses contacts."
    )
    modalites: dict[Identifiant, Texte] | None = Field(
        default=None, description="Identifiant ou type → mots que la modalité doit contenir."
    )
    porteurs: dict[Identifiant, Texte] | None = Field(
        default=None, description="Identifiant ou type → mots que le porteur doit contenir."
    )
    desservis: Desservis | None = Field(
        default=None,
        description="Identifiant ou type → territoires que chacun de ses contacts dessert.",
    )
    gradation: Texte | None = Field(
        default=None, description="Mots que le libellé de la cellule nationale doit contenir."
    )
    colonne: Colonne | None = Field(
        default=None, description="Colonne du tableau national qui s'applique."
    )
    public: Public | None = Field(default=None, description="Public que l'âge donne.")
    moment: Identifiant | None = Field(
        default=None, description="Moment que la date et l'heure donnent."
    )
    territoires: Noms | None = Field(
        default=None, description="Territoires de la situation, exactement et dans cet ordre."
    )

    @model_validator(mode="after")
    def _quelque_chose_d_attendu(self) -> Scenario:
        if self.model_fields_set <= {"id", "titre", "situation"}:
            raise refus(
                f"le scénario « {self.id} » n'attend rien",
                "ajouter par exemple « contacts », « absents » ou « premier »",
            )
        return self


class FichierScenarios(Modele):
    """The whole file."""

    scenarios: list[Scenario] = Field(min_length=1, description="Les situations et leur réponse.")

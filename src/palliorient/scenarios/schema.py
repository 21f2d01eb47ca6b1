"""Schema of a scenario file: situations, and what the answer to each must hold.

Names of services are not checked here: a scenario may be replayed on other data, where
a name that nobody declares any more is a difference to show, not a file to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from palliorient.lecture.codes import Code
from palliorient.lecture.schemas.base import (
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
    OuiNon,
    Section,
    Texte,
    UnOuPlusieurs,
    en_liste,
    liste_vide,
    refus,
)
from palliorient.lecture.schemas.garanties import Portee
from palliorient.scenarios.schema_grille import DiscussionAttendue, GrilleAttendue
from palliorient.scenarios.schema_libelles import Carte, Lectures, Questions, plusieurs_hopitaux

F_NOM_OU_ALERTE = f"({F_IDENTIFIANT})|({F_CODE_ALERTE})"
FORMES[F_NOM_OU_ALERTE] = (
    "nom mal formé",
    "un identifiant ou un type (usp-hopital-nord, usp), ou un code d'alerte (URGENCE_VITALE)",
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


Entiers = Annotated[dict[Identifiant, Texte], Field(min_length=1)]
"""Of each name a whole text; « […] » in it stands for anything, `aucun` for none."""

TextesEntiers = Annotated[
    list[Texte], Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs()
]

SUJETS = ("situation", "lecture", "questions", "carte", "phrases", "niveau", "grille")
"""What a scenario may be about: one of them."""


class Champ(NamedTuple):
    """One raw answer: its name, its form (`texte`, `oui-non`, `liste`), and what it is."""

    nom: str
    forme: str
    description: str


class DuDossier(Modele):
    """What is completed by the criteria of one folder; such a class is found again by them."""

    champs: ClassVar[tuple[Champ, ...]] = ()
    """The raw answers of the folder (see `fichier_scenarios`); none: not checked here."""

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process: the class is made again there."""
        return _vide, (self.champs, type(self).__name__), self.__getstate__()


def _vide(champs: tuple[Champ, ...], nom: str) -> DuDossier:
    classes = {c.__name__: c for c in _classes(champs)}
    classe = classes[nom]
    return classe.__new__(classe)


class SituationDecrite(DuDossier):
    """The raw answers, read by the same door as the options of `orienter`.

    A key for each of them is added from the criteria of a folder (see `fichier_scenarios`).
    """

    date: Jour | None = Field(
        default=None,
        description="Jour des données, entre guillemets ; absent : le jour de « quand », sinon "
        "celui que les données décrivent.",
    )


class Scenario(DuDossier):
    """One situation and what its answer must hold; or what is typed, asked, or on the map.

    Whatever is not said is free.
    """

    id: Identifiant = Field(description="Identifiant du scénario, unique dans tous les fichiers.")
    titre: Texte = Field(description="La situation en quelques mots.")
    situation: SituationDecrite | None = Field(
        default=None, description="Les réponses aux questions de « orienter »."
    )
    lecture: Annotated[Lectures, Field(min_length=1), AfterValidator(plusieurs_hopitaux)] | None = (
        Field(
            default=None,
            description="Critère → ce que l'on tape → ce qui est compris : une valeur, la liste "
            'des hôpitaux possibles, ou {refuse: "mots du refus"}.',
        )
    )
    questions: Annotated[Questions, Field(min_length=1)] | None = Field(
        default=None, description="Critère → comment il est demandé et comment s'y répond."
    )
    carte: Annotated[Carte, Field(min_length=1)] | None = Field(
        default=None,
        description="Service, hôpital, type de service ou territoire → ce qui en est dit.",
    )
    phrases: Annotated[dict[Identifiant, Texte], Field(min_length=1)] | None = Field(
        default=None, description="Identifiant d'un texte des règles (section « textes ») → texte."
    )
    niveau: DiscussionAttendue | None = Field(
        default=None, description="Des réponses à la grille de discussion, et ce qu'elle propose."
    )
    grille: GrilleAttendue | None = Field(
        default=None, description="Ce que dit la grille de discussion."
    )
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
    modalites_entieres: Entiers | None = Field(
        default=None, description="Identifiant ou type → modalité, en entier, ou aucun."
    )
    raisons: dict[Identifiant, TextesEntiers] | None = Field(
        default=None, description="Identifiant ou type → raisons données, chacune en entier."
    )
    noms: Entiers | None = Field(
        default=None, description="Identifiant ou type → nom du contact, en entier."
    )
    structures: Entiers | None = Field(
        default=None, description="Identifiant ou type → nom de la structure, ou aucun."
    )
    telephones: Entiers | None = Field(
        default=None, description="Identifiant ou type → numéro, ou aucun."
    )
    adresses: Entiers | None = Field(
        default=None, description="Identifiant ou type → adresse, ou aucun."
    )
    horaires: Entiers | None = Field(
        default=None, description="Identifiant ou type → horaires, en entier."
    )
    textes: Annotated[dict[CodeAlerte, TextesEntiers], Field(min_length=1)] | None = Field(
        default=None,
        description="Code d'une alerte → son texte en entier ; une liste quand elle est levée "
        "plusieurs fois.",
    )
    rappels: Annotated[list[Texte], Field(min_length=1)] | None = Field(
        default=None, description="Lignes rappelées, chacune en entier."
    )
    a_preparer: Annotated[list[Texte], Field(min_length=1)] | None = Field(
        default=None, description="Ce qu'il faut préparer pour la nuit, chaque ligne en entier."
    )
    fiche: Annotated[list[Texte], Field(min_length=1)] | None = Field(
        default=None,
        description="Phrases de la fiche de cette situation (palliorient fiche), en entier.",
    )
    desservis: Desservis | None = Field(
        default=None,
        description="Identifiant ou type → territoires que chacun de ses contacts dessert.",
    )
    gradation: Texte | None = Field(
        default=None, description="Mots que le libellé de la cellule nationale doit contenir."
    )
    gradation_entiere: Texte | None = Field(
        default=None, description="Libellé de la cellule nationale, en entier."
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

    questions_ouvertes: Annotated[dict[Identifiant, OuiNon], Field(min_length=1)] | None = Field(
        default=None,
        description="Identifiant d'une question ouverte → la réponse en dépend-elle ?",
    )

    et_si: Entiers | None = Field(
        default=None,
        description="Identifiant d'un changement de « et_si » → ce qui en est proposé, en entier "
        "(« la nuit : moment=nuit »), ou aucun.",
    )
    court: TextesEntiers | None = Field(
        default=None, description="Les lignes de « orienter --court », chacune en entier."
    )

    @model_validator(mode="after")
    def _un_sujet(self) -> Scenario:
        sujets = self.model_fields_set & {*SUJETS}
        if len(sujets) != 1:
            raise refus(
                f"le scénario « {self.id} » n'a pas un seul sujet",
                f"écrire l'une des clés : {', '.join(SUJETS)}",
            )
        attentes = self.model_fields_set - {"id", "titre", *SUJETS}
        if sujets == {"situation"} and not attentes:
            raise refus(
                f"le scénario « {self.id} » n'attend rien",
                "ajouter par exemple « contacts », « absents » ou « premier »",
            )
        if sujets != {"situation"} and attentes:
            cle = min(attentes)
            raise refus(
                f"« {cle} » attend une situation",
                "écrire « situation », ou retirer cette clé",
                cle,
            )
        return self

    @model_validator(mode="after")
    def _criteres_connus(self) -> Scenario:
        for critere in self.lecture or {}:
            connus = [champ.nom for champ in self.champs]
            if connus and critere not in connus:
                raise refus(
                    f"critère inconnu : « {critere} »",
                    f"écrire l'un de : {', '.join(connus)}",
                    ("lecture", critere),
                    Code.VALEUR_INCONNUE,
                )
        return self


class FichierScenarios(Modele):
    """The whole file."""

    scenarios: list[Scenario] = Field(min_length=1, description="Les situations et leur réponse.")


def fichier_scenarios(champs: Iterable[Champ]) -> type[FichierScenarios]:
    """The model of a file whose situations answer the criteria of one folder."""
    champs = tuple(champs)
    _, scenario = _classes(champs)
    return create_model(
        "FichierScenarios",
        __base__=FichierScenarios,
        scenarios=(list[scenario], FichierScenarios.model_fields["scenarios"]),  # type: ignore[valid-type]
    )


@cache
def _classes(champs: tuple[Champ, ...]) -> tuple[type[SituationDecrite], type[Scenario]]:
    if not champs:
        return SituationDecrite, Scenario
    situation = create_model(
        "SituationDecrite", __base__=SituationDecrite, **{c.nom: _reponse(c) for c in champs}
    )
    scenario = create_model(
        "Scenario",
        __base__=Scenario,
        situation=(situation | None, Scenario.model_fields["situation"]),
    )
    situation.champs = scenario.champs = champs
    return situation, scenario


def _reponse(champ: Champ) -> Any:
    if champ.forme == "liste":
        return Reponses, Field(default_factory=liste_vide, description=champ.description)
    return Reponse | None, Field(default=None, description=champ.description)

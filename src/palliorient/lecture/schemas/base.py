"""The small types that the three schemas share: texts, identifiers, dates, conditions.

Forms are regular expressions rather than functions: pydantic checks them without
calling Python, and they pass as they are into the JSON Schemas. `FORMES` says each
of them in French, for the messages.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from palliorient.lecture.codes import Code, CodeDeProbleme
from palliorient.lecture.formes.conditions import SelonMoment
from palliorient.lecture.formes.formes import F_LIEU, EnListe, FormeDObjet, Paire, PaireDeSource
from palliorient.lecture.formes.schema import NOMME, partiel, variantes

F_TEXTE = r"^\S(.*\S)?$"
F_TEXTE_OU_VIDE = r"^(\S(.*\S)?)?$"
F_IDENTIFIANT = r"^[a-z0-9]+(-[a-z0-9]+)*$"
F_VERSION = r"^[0-9]+(\.[0-9]+)*$"
F_CODE_ALERTE = r"^[A-Z][A-Z0-9_]+$"
F_OPTION = r"^[A-Z]$"
F_HEURE = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
F_JOUR = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
F_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
F_TELEPHONE = (
    r"^(0[1-9]( [0-9]{2}){4}|0 8[0-9]{2}( [0-9]{2}){3}|1[0-9]{1,2}|116 [0-9]{3}|3[0-9] ?[0-9]{2})$"
)
F_CODE_POSTAL = r"^([0-8][0-9]|9[0-8])[0-9]{3}$"
F_DEPARTEMENT = r"^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8])$"
F_FORME_DE_CODE = r"^[0-9]{3}([0-9]N|NN)$"
F_CEDEX = r"^[0-9]{5}$"
F_COMMUNE = r"^([0-9]{2}|2[AB])[0-9]{3}$"
F_FUSEAU = r"^[A-Za-z]+(/[A-Za-z_-]+)+$"
F_JOUR_DE_L_ANNEE = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
F_VALEUR = rf"{F_IDENTIFIANT}|^2[AB][0-9]{{3}}$"
"""A value of a criterion: an identifier, or the code of a commune (in Corsica, with a letter)."""

F_FINESS = r"^[0-9][0-9AB][0-9]{7}$"

FORMES: dict[str, tuple[str, str]] = {
    F_TEXTE: ("texte vide, sur plusieurs lignes, ou bordé d'espaces", "écrire une seule ligne"),
    F_TEXTE_OU_VIDE: ("texte sur plusieurs lignes, ou bordé d'espaces", "écrire une seule ligne"),
    F_IDENTIFIANT: (
        "identifiant mal formé",
        "minuscules sans accent et chiffres, mots séparés par un tiret : equipe-nord",
    ),
    F_VERSION: ("numéro de version mal formé", 'écrire des nombres et des points : "2026.1"'),
    F_CODE_ALERTE: (
        "code d'alerte mal formé",
        "majuscules sans accent, chiffres et « _ » : URGENCE_VITALE",
    ),
    F_OPTION: ("nom d'option mal formé", "une seule lettre majuscule : A, B…"),
    F_HEURE: ("heure mal formée", 'écrire "HH:MM", de "00:00" à "23:59"'),
    F_JOUR: ("date mal formée", 'écrire "AAAA-MM-JJ" : "2025-12-01"'),
    F_DATE: ("date mal formée", 'écrire "AAAA", "AAAA-MM" ou "AAAA-MM-JJ"'),
    F_TELEPHONE: (
        "numéro de téléphone mal formé",
        'chiffres groupés par deux : "01 44 74 10 10" ; ou un numéro court : "15"',
    ),
    F_CODE_POSTAL: ("code postal mal formé", 'cinq chiffres entre guillemets : "01000"'),
    F_DEPARTEMENT: ("numéro de département mal formé", 'entre guillemets : "01", "2A", "974"'),
    F_FORME_DE_CODE: (
        "forme de code mal écrite",
        'des chiffres, puis N ou NN à la place du numéro : "130NN"',
    ),
    F_CEDEX: ("code CEDEX mal formé", 'cinq chiffres entre guillemets : "01009"'),
    F_COMMUNE: ("code INSEE de commune mal formé", 'cinq caractères entre guillemets : "01004"'),
    F_FINESS: ("numéro FINESS mal formé", 'neuf chiffres entre guillemets : "010000024"'),
    F_FUSEAU: ("fuseau horaire mal formé", 'écrire son nom : "Indian/Reunion"'),
    F_JOUR_DE_L_ANNEE: ("jour de l'année mal formé", 'écrire "MM-JJ" : "12-26"'),
    F_VALEUR: (
        "valeur de critère mal formée",
        "minuscules sans accent et chiffres, mots séparés par un tiret : lieu-de-vie",
    ),
}


class Modele(BaseModel):
    """Base of every object of the files: no unknown key, no conversion behind one's back."""

    # Validators are built at the first use, once per file, rather than for every class.
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    FORMES_COURTES: ClassVar[tuple[FormeDObjet, ...]] = ()
    """How it may be written shortly: unfolded before the fields are looked at."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        dit = handler(schema)
        for forme in cls.FORMES_COURTES:
            dit = forme.schema(dit, handler.resolve_ref_schema)
        return dit


class Partiel(Modele):
    """What a folder that builds on a base may write in part: an editor then asks for nothing."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return partiel(super().__get_pydantic_json_schema__(schema, handler))


def liste_vide() -> list[Any]:
    """A default. pydantic asks each factory what it takes: `list` answers thirty times slower."""
    return []


def dico_vide() -> dict[Any, Any]:
    """The same, of keys and values."""
    return {}


def refus(
    message: str,
    remede: str,
    champ: str | tuple[str | int, ...] = (),
    code: CodeDeProbleme = Code.CLES_INCOMPATIBLES,
) -> PydanticCustomError:
    """An error of ours, already in French; `champ` is the key, or the path, to point at."""
    chemin = (champ,) if isinstance(champ, str) else champ
    contexte: dict[str, Any] = {"code": code, "message": message, "remede": remede}
    return PydanticCustomError("palliorient", "{message}", contexte | {"chemin": chemin})


def modele_dans(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if trouve := modele_dans(argument):
            return trouve
    return None


def minutes(heure: str) -> int:
    """Minutes since midnight of an `Heure`: "08:30" → 510."""
    heures, reste = heure.split(":")
    return int(heures) * 60 + int(reste)


def _vers_booleen(valeur: object) -> object:
    return {"oui": True, "non": False}.get(valeur, valeur) if isinstance(valeur, str) else valeur


def _vers_texte(valeur: object) -> object:
    return str(valeur) if type(valeur) is int else valeur


def _date_du_calendrier(valeur: str) -> str:
    """The form is right; is the day in the calendar (2024-02-30 is not)?"""
    try:
        date.fromisoformat(valeur + "-01-01"[len(valeur) - 4 :])
    except ValueError:
        raise refus(
            f"date absente du calendrier : « {valeur} »",
            "corriger la date",
            code=Code.FORME_INCORRECTE,
        ) from None
    return valeur


Texte = Annotated[str, StringConstraints(pattern=F_TEXTE)]
TexteOuVide = Annotated[str, StringConstraints(pattern=F_TEXTE_OU_VIDE)]
Identifiant = Annotated[str, StringConstraints(pattern=F_IDENTIFIANT)]
Version = Annotated[str, StringConstraints(pattern=F_VERSION)]
CodeAlerte = Annotated[str, StringConstraints(pattern=F_CODE_ALERTE)]
Option = Annotated[str, StringConstraints(pattern=F_OPTION)]
Heure = Annotated[str, StringConstraints(pattern=F_HEURE)]
Jour = Annotated[str, StringConstraints(pattern=F_JOUR), AfterValidator(_date_du_calendrier)]
DatePartielle = Annotated[
    str, StringConstraints(pattern=F_DATE), AfterValidator(_date_du_calendrier)
]
FormeDeCode = Annotated[str, StringConstraints(pattern=F_FORME_DE_CODE)]
Telephone = Annotated[str, StringConstraints(pattern=F_TELEPHONE)]
CodePostal = Annotated[str, StringConstraints(pattern=F_CODE_POSTAL)]
NumeroDeDepartement = Annotated[str, StringConstraints(pattern=F_DEPARTEMENT)]
CodeCedex = Annotated[str, StringConstraints(pattern=F_CEDEX)]
CodeCommune = Annotated[str, StringConstraints(pattern=F_COMMUNE)]
JourDeLAnnee = Annotated[str, StringConstraints(pattern=F_JOUR_DE_L_ANNEE)]
Fuseau = Annotated[str, StringConstraints(pattern=F_FUSEAU)]
Arrondissement = Annotated[int, Field(ge=1)]

OuiNon = Annotated[
    bool,
    BeforeValidator(_vers_booleen),
    WithJsonSchema({"type": "string", "enum": ["oui", "non"]}),
]
"""`oui` or `non` in the files, a boolean afterwards. Use with `NON_PAR_DEFAUT`."""

NON_PAR_DEFAUT: dict[str, Any] = {"default": "non"}
"""`json_schema_extra` of an `OuiNon` field: the default as people write it."""

IdentifiantOuNombre = Annotated[
    str,
    BeforeValidator(_vers_texte),
    StringConstraints(pattern=F_IDENTIFIANT),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": F_IDENTIFIANT}, {"type": "integer", "minimum": 0}]}
    ),
]
"""Identifier of a value of a criterion: `ehpad`, or `1` for a level."""


ValeurOuNombre = Annotated[
    str,
    BeforeValidator(_vers_texte),
    StringConstraints(pattern=F_VALEUR),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": F_VALEUR}, {"type": "integer", "minimum": 0}]}
    ),
]
"""The same, in a condition: a commune may be meant too."""


class Nomme:
    """Declared on a field: what its codes name (`type`, `role`, `territoire`…).

    `references.noms` checks that each is declared; the schema of a folder lists them.
    """

    CLE = NOMME

    def __init__(self, genre: str) -> None:
        self.genre = genre

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), self.CLE: self.genre}


class NommeEnsemble(Nomme):
    """The same, of a mapping that only means something whole: criteria and their values."""


UnType = Annotated[Identifiant, Nomme("type")]
UnRole = Annotated[Identifiant, Nomme("role")]
UnRoleOuGroupe = Annotated[Identifiant, Nomme("role-ou-groupe")]
UnTerritoire = Annotated[Identifiant, Nomme("territoire")]
UneZone = Annotated[Identifiant, Nomme("zone")]
"""A territory, or the departement, or the region."""
UnDocument = Annotated[Identifiant, Nomme("document")]
UneConvention = Annotated[Identifiant, Nomme("convention")]
UneLigne = Annotated[Identifiant, Nomme("ligne")]
UneStructure = Annotated[Identifiant, Nomme("structure")]
UneCible = Annotated[Identifiant, Nomme("cible")]
"""What a fact is about: a structure, or a service."""
UnService = Annotated[Identifiant, Nomme("service")]
"""A service of the map, or a contact without a proper name."""
UneFonction = Annotated[Identifiant, Nomme("fonction")]
"""A function of a type of service, which the same object names."""
UnContact = Annotated[Identifiant, Nomme("contact")]
"""A contact without a proper name."""
UneAlerte = Annotated[CodeAlerte, Nomme("alerte")]
UnAppelant = Annotated[Identifiant, Nomme("appelant")]
UnMoment = Annotated[Identifiant, Nomme("moment")]
UnCritere = Annotated[Identifiant, Nomme("critere")]
UneRubrique = Annotated[Identifiant, Nomme("rubrique")]
UnAxe = Annotated[Identifiant, Nomme("axe")]
"""What a condition may speak of: a criterion, or what follows from others."""


UnDomaine = Annotated[Identifiant, Nomme("domaine")]
"""A domain of the discussion grid."""
UnNiveauOuEntree = Annotated[IdentifiantOuNombre, Nomme("niveau-ou-entree")]
"""What a question of the discussion grid supports: a level above the first, or the way in."""


class UnOuPlusieurs(EnListe):
    """JSON Schema of a list that may be written as its only value, without brackets."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        liste = handler(schema)
        return {"anyOf": [liste["items"], liste]}


def en_liste(valeur: object) -> object:
    """The value alone, or the list as it is."""
    return valeur if isinstance(valeur, list) else [valeur]


ValeursDeCritere = Annotated[
    list[ValeurOuNombre], Field(min_length=1), BeforeValidator(en_liste), UnOuPlusieurs()
]
"""What a criterion may be in a condition: `niveau: 3`, or `niveau: [2, 3]`."""

NomDeCritere = Identifiant
"""A criterion: one that the rules declare, or one that follows from others."""

Quand = Annotated[dict[NomDeCritere, ValeursDeCritere], NommeEnsemble("condition")]

Joignable = Literal["oui", "conditionnel", "inconnu", "non"]
Public = Literal["adulte", "pediatrique"]
Statut = Literal["en-service", "declare", "en-labellisation", "annonce", "ferme"]
Caractere = Literal["requis", "alternative", "repli", "eventuel"]
Section = Literal["d-abord", "ensuite", "si-impossible", "autour", "reouverture"]
Groupe = Literal[
    "premier-recours",
    "expertise",
    "hospitalisation",
    "urgence",
    "coordination",
    "accompagnement",
]


F_SOURCE = rf"{F_IDENTIFIANT[:-1]}(, \S(.*\S)?)?$"
"""A convention, or a document and where in it: what `en_source` takes."""


def en_source(valeur: object) -> object:
    """A source written as one text: `"contrat, § 5"`, or a convention by its name alone."""
    if not isinstance(valeur, str):
        return valeur
    document, separes, localisation = valeur.partition(", ")
    if separes:
        return {"document": document, "localisation": localisation}
    if re.fullmatch(F_IDENTIFIANT, valeur):
        return {"convention": valeur}
    raise refus(
        f"source mal écrite : « {valeur} »",
        'écrire "document, où dans ce document", ou le nom d\'une convention',
        code=Code.FORME_INCORRECTE,
    )


PLACE_ET_MOTS = PaireDeSource("localisation", "citation")


class SourceDocument(Modele):
    """A place in a declared document."""

    FORMES_COURTES = (PLACE_ET_MOTS,)

    document: UnDocument = Field(description="Identifiant d'un document déclaré.")
    localisation: Texte = Field(description="Où, dans ce document : paragraphe, ligne, colonne.")
    citation: Texte | None = Field(
        default=None,
        description="Les mots du document, recopiés, quand un texte promet (heure, numéro…).",
    )

    @model_validator(mode="before")
    @classmethod
    def _en_un_texte(cls, valeur: object) -> object:
        if isinstance(valeur, str) and ", " not in valeur:
            raise refus(
                f"source sans document : « {valeur} »",
                'écrire "document, où dans ce document"',
                code=Code.FORME_INCORRECTE,
            )
        return en_source(valeur)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        dit = super().__get_pydantic_json_schema__(schema, handler)
        return variantes({"type": "string", "pattern": F_LIEU}, dit)


class Source(Modele):
    """A place in a document, or a convention of the tool; one text says either."""

    FORMES_COURTES = (PLACE_ET_MOTS,)

    document: UnDocument | None = Field(
        default=None, description="Identifiant d'un document déclaré, avec « localisation »."
    )
    localisation: Texte | None = Field(
        default=None, description="Où, dans ce document : paragraphe, ligne, colonne."
    )
    citation: Texte | None = Field(
        default=None,
        description="Les mots du document, recopiés, quand un texte promet (heure, numéro…).",
    )
    convention: UneConvention | None = Field(
        default=None, description="Identifiant d'une convention déclarée ; alors rien d'autre."
    )

    @model_validator(mode="before")
    @classmethod
    def _en_un_texte(cls, valeur: object) -> object:
        return en_source(valeur)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        dit = super().__get_pydantic_json_schema__(schema, handler)
        return variantes({"type": "string", "pattern": F_SOURCE}, dit)

    @model_validator(mode="after")
    def _document_ou_convention(self) -> Source:
        if self.convention and not (self.document or self.localisation or self.citation):
            return self
        if self.document and self.localisation and not self.convention:
            return self
        raise refus(
            "source incomplète ou double",
            'écrire {document: …, localisation: "…"}, ou bien {convention: …}',
        )


class AvecPreuves(Modele):
    """What may promise (an hour, « à toute heure »…) more than its source says in words."""

    preuves: Annotated[list[Source], UnOuPlusieurs()] = Field(
        default_factory=liste_vide,
        description="Ce qui dit, mot pour mot, ce que ces textes promettent : citation d'un "
        "document, ou convention.",
    )


class Conditionnel(AvecPreuves):
    """What holds only in some situations."""

    quand: Quand = Field(
        default_factory=dico_vide,
        description="Vaut quand chaque critère cité a l'une des valeurs citées. Absent : toujours.",
    )
    sauf: Quand = Field(
        default_factory=dico_vide,
        description="Ne vaut pas quand l'un des critères cités a l'une des valeurs citées.",
    )
    un_de: list[Annotated[Quand, Field(min_length=1)]] = Field(
        default_factory=liste_vide,
        min_length=2,
        description="Vaut, en plus de « quand », quand l'un au moins de ces cas est vrai.",
    )


class JoignabiliteDeService(Conditionnel):
    """When a service can be reached, and on what condition."""

    FORMES_COURTES = (Paire("valeur", "condition", seul="valeur"),)

    valeur: Joignable = Field(description="Peut-on le joindre, dans ces situations ?")
    condition: Texte | None = Field(
        default=None, description="À quelle condition, en quelques mots montrés avec le contact."
    )
    source: Source | None = Field(
        default=None, description="Ce qui fonde la condition ; absente : la source du contact."
    )


SELON_MOMENT = SelonMoment("moment", (*get_args(Joignable), *JoignabiliteDeService.model_fields))
"""On a field `joignable`: one statement, or one under each moment."""


class Document(Modele):
    """A document that sources may cite."""

    id: Identifiant = Field(description="Identifiant du document, cité par les sources.")
    nom: Texte = Field(description="Titre du document, avec son auteur.")
    date: DatePartielle = Field(description="Date du document : année, mois ou jour.")
    court: Texte | None = Field(default=None, description="Nom court, pour l'écran.")

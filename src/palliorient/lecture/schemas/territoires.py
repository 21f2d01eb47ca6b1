"""Schema of `territoires.yaml`: the territories and what each arrondissement belongs to."""

from __future__ import annotations

from pydantic import Field

from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    Arrondissement,
    CodeCedex,
    CodeCommune,
    CodePostal,
    FormeDeCode,
    Identifiant,
    Modele,
    NumeroDeDepartement,
    OuiNon,
    SourceDocument,
    Texte,
    UneStructure,
    UnTerritoire,
    UnType,
    dico_vide,
    liste_vide,
)


class Lieu(Modele):
    """A territory, the departement or the region."""

    id: Identifiant = Field(description="Identifiant, employé dans les autres fichiers.")
    nom: Texte = Field(description="Nom montré.")


class Departement(Lieu):
    """The departement that the folder describes."""

    numero: NumeroDeDepartement = Field(description="Numéro officiel, entre guillemets.")


class Aussi(Modele):
    """A second territory, possible for some types of services only."""

    territoire: UnTerritoire = Field(description="L'autre territoire possible.")
    types: list[UnType] = Field(
        min_length=1, description="Types de services que cet autre territoire peut aussi donner."
    )


class Rattachement(Modele):
    """One arrondissement, its territory, and how we know."""

    arrondissement: Arrondissement = Field(description="Numéro d'arrondissement, de 1 à 20.")
    commune: CodeCommune = Field(
        description="Code officiel géographique (INSEE) de l'arrondissement, entre guillemets."
    )
    territoire: UnTerritoire = Field(description="Territoire de coordination retenu.")
    codes_postaux: list[CodePostal] = Field(
        min_length=1, description="Codes postaux, entre guillemets."
    )
    source: SourceDocument = Field(description="Ce qui fonde le rattachement.")
    deduit: OuiNon = Field(
        default=False,
        description="oui : le tableau imprimé ne suffit pas, le rattachement est déduit.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    pourquoi: Texte | None = Field(
        default=None, description="La raison, obligatoire avec « deduit: oui » ou « aussi »."
    )
    aussi: Aussi | None = Field(
        default=None, description="Second territoire possible, pour certains types seulement."
    )


class Cedex(Modele):
    """A CEDEX code that serves one arrondissement only."""

    code: CodeCedex = Field(description="Code CEDEX, entre guillemets.")
    arrondissement: Arrondissement = Field(description="L'arrondissement qu'il dessert.")
    structures: list[UneStructure] = Field(
        default_factory=liste_vide,
        description="Structures de la carte qui ont ce code dans leur adresse.",
    )
    source: SourceDocument = Field(description="Où ce code est lu avec cet arrondissement.")


class FormesDesCodes(Modele):
    """How the codes of an arrondissement follow from its number."""

    code_postal: FormeDeCode = Field(
        description="Code postal, « NN » étant le numéro sur deux chiffres."
    )
    commune: FormeDeCode = Field(
        description="Code INSEE, « NN » étant le numéro sur deux chiffres."
    )
    exceptions: dict[CodePostal, Arrondissement] = Field(
        default_factory=dico_vide,
        description="Codes postaux d'une autre forme → leur arrondissement.",
    )


class FichierTerritoires(Modele):
    """The whole file."""

    departement: Departement = Field(description="Le département que couvre l'outil.")
    region: Lieu = Field(description="La région, portée de certains services.")
    territoires: list[Lieu] = Field(
        min_length=1, description="Territoires de coordination, dans l'ordre d'affichage."
    )
    rattachements: list[Rattachement] = Field(
        min_length=1, description="Un rattachement par arrondissement, de 1 à 20."
    )
    formes_des_codes: FormesDesCodes | None = Field(
        default=None,
        description="Forme des codes d'un arrondissement numéroté ; absente : non vérifiée.",
    )
    cedex: list[Cedex] = Field(
        default_factory=liste_vide,
        description="Codes CEDEX dont une source dit l'arrondissement ; les autres se demandent.",
    )

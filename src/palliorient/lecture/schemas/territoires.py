"""Schema of `territoires.yaml`: the departement, its territories, its communes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from palliorient.lecture.codes import Code
from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    Arrondissement,
    CodeCedex,
    CodeCommune,
    CodePostal,
    FormeDeCode,
    Fuseau,
    Identifiant,
    JourDeLAnnee,
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
    refus,
)


class Lieu(Modele):
    """A territory, the departement or the region."""

    id: Identifiant = Field(description="Identifiant, employé dans les autres fichiers.")
    nom: Texte = Field(description="Nom montré.")


class Ferie(Modele):
    """A public holiday that the departement adds to the national ones."""

    nom: Texte = Field(description="Nom de ce jour férié.")
    le: JourDeLAnnee | None = Field(
        default=None, description='Jour fixe, "MM-JJ", entre guillemets.'
    )
    avant_paques: int | None = Field(
        default=None, ge=1, le=60, description="Sinon, combien de jours avant Pâques."
    )
    apres_paques: int | None = Field(
        default=None, ge=1, le=60, description="Ou combien de jours après Pâques."
    )
    source: SourceDocument = Field(description="Le texte qui en fait un jour férié.")

    @model_validator(mode="after")
    def _un_jour(self) -> Ferie:
        dits = [d for d in (self.le, self.avant_paques, self.apres_paques) if d is not None]
        if len(dits) != 1:
            raise refus(
                "jour férié sans jour, ou avec plusieurs",
                'écrire « le: "MM-JJ" », « avant_paques » ou « apres_paques »',
            )
        if self.le is not None:
            mois, jour = map(int, self.le.split("-"))
            try:
                date(2001, mois, jour)
            except ValueError:
                raise refus(
                    f"jour absent de certaines années, ou de toutes : « {self.le} »",
                    "corriger la date",
                    "le",
                    Code.FORME_INCORRECTE,
                ) from None
        return self


class Departement(Lieu):
    """The departement that the folder describes."""

    numero: NumeroDeDepartement = Field(description="Numéro officiel, entre guillemets.")
    fuseau: Fuseau = Field(description="Fuseau horaire, par son nom dans la base « tz ».")
    feries: list[Ferie] = Field(
        default_factory=liste_vide, description="Jours fériés, en plus des onze nationaux."
    )
    de: Texte = Field(
        default="du département",
        description="Son nom après « hors » : « du Finistère », « de l'Essonne ».",
    )
    tout: Texte = Field(
        default="tout le département", description="« tout le Finistère », « toute l'Essonne »."
    )


class Ville(Modele):
    """The town of the departement whose arrondissements have numbers."""

    nom: Texte = Field(description="Son nom.")
    commune: CodeCommune = Field(description="Code INSEE de la ville entière, entre guillemets.")
    arrondissements: Arrondissement = Field(description="Combien elle a d'arrondissements.")


class Aussi(Modele):
    """A second territory, possible for some types of services only."""

    territoire: UnTerritoire = Field(description="L'autre territoire possible.")
    types: list[UnType] = Field(
        min_length=1, description="Types de services que cet autre territoire peut aussi donner."
    )


PlaceAuSchema = Annotated[int, Field(ge=0, le=20)]
"""Half cells from the left, or rows from the top: a page has room for so many."""


class Rattachement(Modele):
    """One commune (a numbered arrondissement is one), its territory, and how we know."""

    commune: CodeCommune = Field(
        description="Code officiel géographique (INSEE), entre guillemets."
    )
    nom: Texte | None = Field(
        default=None,
        description="Nom de la commune ; absent : celui de la ville et le numéro.",
    )
    arrondissement: Arrondissement | None = Field(
        default=None, description="Numéro, pour un arrondissement de « ville »."
    )
    territoire: UnTerritoire = Field(description="Territoire de coordination retenu.")
    codes_postaux: list[CodePostal] = Field(
        default_factory=liste_vide, description="Codes postaux, entre guillemets."
    )
    source: SourceDocument | None = Field(
        default=None,
        description="Ce qui fonde le rattachement ; absent : « source_des_rattachements ».",
    )
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
    au_schema: list[PlaceAuSchema] | None = Field(
        default=None,
        min_length=2,
        max_length=2,
        description="Sa place à l'affiche : demi-cases depuis la gauche, rangées depuis le haut.",
    )


class Cedex(Modele):
    """A CEDEX code that serves one commune only."""

    code: CodeCedex = Field(description="Code CEDEX, entre guillemets.")
    arrondissement: Arrondissement | None = Field(
        default=None, description="L'arrondissement qu'il dessert ; sinon « commune »."
    )
    commune: CodeCommune | None = Field(
        default=None, description="La commune qu'il dessert, par son code INSEE."
    )
    structures: list[UneStructure] = Field(
        default_factory=liste_vide,
        description="Structures de la carte qui ont ce code dans leur adresse.",
    )
    source: SourceDocument = Field(description="Où ce code est lu avec ce lieu.")

    @model_validator(mode="after")
    def _un_lieu(self) -> Cedex:
        if (self.arrondissement is None) == (self.commune is None):
            raise refus(
                f"le CEDEX {self.code} n'a pas un seul lieu",
                "écrire « arrondissement » ou « commune »",
            )
        return self


class FormesDesCodes(Modele):
    """How the codes of an arrondissement follow from its number."""

    code_postal: FormeDeCode = Field(
        description="Code postal, « NN » étant le numéro sur deux chiffres, « N » sur un."
    )
    commune: FormeDeCode = Field(
        description="Code INSEE, « NN » étant le numéro sur deux chiffres, « N » sur un."
    )
    exceptions: dict[CodePostal, Arrondissement] = Field(
        default_factory=dico_vide,
        description="Codes postaux d'une autre forme → leur arrondissement.",
    )


class FichierTerritoires(Modele):
    """The whole file."""

    departement: Departement = Field(description="Le département que couvre l'outil.")
    region: Lieu = Field(description="La région, portée de certains services.")
    ville: Ville | None = Field(
        default=None, description="La ville dont les arrondissements ont des numéros."
    )
    territoires: list[Lieu] = Field(
        min_length=1, description="Territoires de coordination, dans l'ordre d'affichage."
    )
    source_des_rattachements: SourceDocument | None = Field(
        default=None, description="Ce qui fonde les rattachements qui n'ont pas de source."
    )
    rattachements: list[Rattachement] = Field(
        min_length=1, description="Un rattachement par commune."
    )
    formes_des_codes: FormesDesCodes | None = Field(
        default=None,
        description="Forme des codes d'un arrondissement numéroté ; absente : non vérifiée.",
    )
    cedex: list[Cedex] = Field(
        default_factory=liste_vide,
        description="Codes CEDEX dont une source dit le lieu ; les autres se demandent.",
    )

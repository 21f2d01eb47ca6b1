"""Schema of what the rules speak about: criteria, hours, service types, generic contacts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from palliorient.lecture.schema_base import (
    NON_PAR_DEFAUT,
    Conditionnel,
    Groupe,
    Heure,
    Identifiant,
    IdentifiantOuNombre,
    JoignabiliteDeService,
    Modele,
    NomDeCritere,
    OuiNon,
    Public,
    Quand,
    Texte,
    TexteOuVide,
    refus,
)


class Source(Modele):
    """A place in a document, or a convention of the tool."""

    document: Identifiant | None = Field(
        default=None, description="Identifiant d'un document déclaré, avec « localisation »."
    )
    localisation: Texte | None = Field(
        default=None, description="Où, dans ce document : paragraphe, ligne, colonne."
    )
    convention: Identifiant | None = Field(
        default=None, description="Identifiant d'une convention déclarée ; alors rien d'autre."
    )

    @model_validator(mode="after")
    def _document_ou_convention(self) -> Source:
        if self.convention and not (self.document or self.localisation):
            return self
        if self.document and self.localisation and not self.convention:
            return self
        raise refus(
            "source incomplète ou double",
            'écrire {document: …, localisation: "…"}, ou bien {convention: …}',
        )


class Convention(Modele):
    """A decision of the tool where the documents are silent."""

    id: Identifiant = Field(description="Identifiant, cité par les sources.")
    texte: Texte = Field(description="La décision et sa raison, montrées à la personne.")


class Valeur(Modele):
    """One value of a criterion."""

    id: IdentifiantOuNombre = Field(description="Code de la valeur.")
    nom: Texte = Field(description="Nom montré.")
    aide: Texte | None = Field(default=None, description="Précision montrée avec le nom.")
    colonne: Literal["domicile", "etablissement"] | None = Field(
        default=None, description="Colonne du tableau national (lieux seulement)."
    )
    implique: dict[NomDeCritere, IdentifiantOuNombre] = Field(
        default_factory=dict, description="Autres critères que cette valeur fixe."
    )
    de: Annotated[int, Field(ge=0, le=120)] | None = Field(
        default=None, description="Premier âge compris, en années révolues (âges seulement)."
    )
    a: Annotated[int, Field(ge=0, le=120)] | None = Field(
        default=None, description="Dernier âge compris, en années révolues (âges seulement)."
    )
    public: Literal["pediatrique", "jeune-adulte", "adulte"] | None = Field(
        default=None, description="Public de cette classe d'âge."
    )
    remplace: list[Identifiant] = Field(
        default_factory=list,
        description="Types de services qui ne sont plus nommés quand cette équipe suit déjà.",
    )
    explicite: OuiNon = Field(
        default=False,
        description="oui : seules les règles qui nomment cette valeur s'y appliquent.",
        json_schema_extra=NON_PAR_DEFAUT,
    )

    @model_validator(mode="after")
    def _bornes_d_age(self) -> Valeur:
        if (self.de is None) != (self.a is None):
            raise refus("« de » et « a » vont ensemble", "écrire les deux bornes de l'âge")
        if self.de is not None and self.a is not None and self.de > self.a:
            raise refus(f"l'âge va de {self.de} à {self.a}", "mettre les bornes dans l'ordre", "de")
        return self


class Critere(Modele):
    """One criterion of the situation: its wording and its values."""

    id: NomDeCritere = Field(description="Code du critère.")
    nom: Texte = Field(description="Nom montré.")
    question: TexteOuVide = Field(description="Question posée ; vide : jamais posée.")
    pourquoi: TexteOuVide = Field(description="Pourquoi la réponse compte.")
    aide: TexteOuVide = Field(description="Aide de l'option et de la colonne.")
    toujours: OuiNon = Field(
        default=False,
        description="oui : toujours nécessaire.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    defaut: IdentifiantOuNombre | None = Field(
        default=None, description="Valeur quand la réponse n'est pas dite."
    )
    demande_si: Quand = Field(
        default_factory=dict,
        description="Quand la question est posée d'office, si elle peut changer la réponse.",
    )
    valeurs: list[Valeur] = Field(
        default_factory=list,
        description="Valeurs possibles ; aucune quand la carte les donne (arrondissement…).",
    )
    groupes: dict[Identifiant, Annotated[list[IdentifiantOuNombre], Field(min_length=1)]] = Field(
        default_factory=dict, description="Ensembles nommés de valeurs, utilisables en condition."
    )

    @model_validator(mode="after")
    def _attributs_des_lieux_et_des_ages(self) -> Critere:
        """A place without column, or a class without ages, would belong to no situation."""
        for rang, valeur in enumerate(self.valeurs):
            if self.id == "lieu" and valeur.colonne is None:
                raise refus(
                    f"lieu « {valeur.id} » sans colonne",
                    "ajouter « colonne: domicile » ou « colonne: etablissement »",
                    ("valeurs", rang),
                )
            if self.id == "age" and (valeur.de is None or valeur.public is None):
                raise refus(
                    f"classe d'âge « {valeur.id} » sans bornes ou sans public",
                    "ajouter « de », « a » et « public »",
                    ("valeurs", rang),
                )
        return self


class Plage(Modele):
    """When a moment of the week stands."""

    moment: Identifiant = Field(description="Valeur du critère « moment ».")
    jours: list[Annotated[int, Field(ge=0, le=7)]] = Field(
        min_length=1, description="0 lundi … 6 dimanche, 7 jour férié."
    )
    de: Heure = Field(description="Première minute comprise, HH:MM entre guillemets.")
    a: Heure = Field(description="Dernière minute comprise ; avant « de » : la plage passe minuit.")


class TypeDeService(Modele):
    """A kind of service: its group, and what is known of its answering."""

    id: Identifiant = Field(description="Code du type.")
    nom: Texte = Field(description="Nom montré.")
    sigle: Texte = Field(description="Nom court, devant le nom de la structure.")
    groupe: Groupe = Field(description="Famille du type.")
    horaires: Texte = Field(description="Horaires montrés, faute de mieux pour le service.")
    modalite: Texte | None = Field(
        default=None, description="Courte précision toujours utile avec ce type."
    )
    joignable: list[JoignabiliteDeService] = Field(
        min_length=1, description="Quand ces services répondent, d'après les sources."
    )


class Joignabilite(JoignabiliteDeService):
    """An exception to what the types say of their answering."""

    types: list[Identifiant] = Field(
        default_factory=list, description="Types concernés ; absents : tous."
    )
    sauf_types: list[Identifiant] = Field(
        default_factory=list, description="Types que l'exception ne concerne pas."
    )


class ContactGenerique(Modele):
    """A contact without a proper name: the one that the person already has."""

    id: Identifiant = Field(description="Identifiant du contact.")
    type: Identifiant = Field(description="Type de service.")
    nom: Texte = Field(description="Nom montré.")
    publics: list[Public] = Field(min_length=1, description="Publics pris en charge.")
    structure: Texte | None = Field(default=None, description="Qui le porte, comme montré.")
    portee: Literal["etablissement", "territoire"] = Field(
        default="territoire", description="Sa portée, puisqu'aucun territoire ne la dit."
    )
    horaires: Texte | None = Field(default=None, description="Horaires montrés.")
    modalite: Texte | None = Field(default=None, description="Courte précision toujours utile.")
    joignable: list[JoignabiliteDeService] = Field(
        default_factory=list, description="Seulement quand elle diffère de celle du type."
    )
    source: Source = Field(description="Ce qui fonde ce contact.")


class Rappel(Conditionnel):
    """A line always said in some situations."""

    id: Identifiant = Field(description="Identifiant du rappel.")
    texte: Texte = Field(description="La phrase montrée.")
    source: Source = Field(description="Ce qui la fonde.")

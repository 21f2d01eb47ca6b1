"""Schema of what the rules speak about: criteria, hours, service types, generic contacts."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from palliorient.lecture.formes.formes import ParCode
from palliorient.lecture.formes.regles import ColonnesDesValeurs
from palliorient.lecture.schemas.base import (
    FORMES,
    NON_PAR_DEFAUT,
    SELON_MOMENT,
    AvecPreuves,
    Conditionnel,
    Groupe,
    Heure,
    Identifiant,
    IdentifiantOuNombre,
    JoignabiliteDeService,
    Modele,
    NomDeCritere,
    NommeEnsemble,
    OuiNon,
    Partiel,
    Public,
    Quand,
    Source,
    Texte,
    TexteOuVide,
    UnContact,
    UnCritere,
    UneRubrique,
    UnMoment,
    UnType,
    dico_vide,
    liste_vide,
    refus,
)


class Convention(Modele):
    """A decision of the tool where the documents are silent."""

    id: Identifiant = Field(description="Identifiant, cité par les sources.")
    texte: Texte = Field(description="La décision et sa raison, montrées à la personne.")


F_DIT = r"^[^{}]*\{\}[^{}]*$"
FORMES[F_DIT] = ("phrase sans place pour la réponse", 'un texte avec {} : "déjà suivie par {}"')

Genre = Literal["choix", "oui-non", "liste", "classes-d-age"]


class Valeur(AvecPreuves):
    """One value of a criterion."""

    id: IdentifiantOuNombre = Field(description="Code de la valeur.")
    nom: Texte = Field(description="Nom montré.")
    aide: Texte | None = Field(default=None, description="Précision montrée avec le nom.")
    court: Texte | None = Field(default=None, description="Nom plus court, à côté d'un autre.")
    synonymes: list[Texte] = Field(
        default_factory=liste_vide,
        description="Mots que l'on emploie pour cette valeur, et pour elle seule.",
    )
    colonne: Literal["domicile", "etablissement"] | None = Field(
        default=None,
        description="Colonne du tableau national : celle du lieu, ou celle que la réponse impose.",
    )
    implique: Annotated[dict[NomDeCritere, IdentifiantOuNombre], NommeEnsemble("reponses")] = Field(
        default_factory=dico_vide, description="Autres critères que cette valeur fixe."
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
    remplace: list[UnType] = Field(
        default_factory=liste_vide,
        description="Types de services qui ne sont plus nommés quand cette équipe suit déjà.",
    )
    contredit: Annotated[dict[Identifiant, Identifiant], NommeEnsemble("reponses")] = Field(
        default_factory=dico_vide,
        description="Réponses d'autres listes qui ne vont pas avec celle-ci : {liste: réponse}.",
    )
    explicite: OuiNon = Field(
        default=False,
        description="oui : seules les règles qui nomment cette valeur s'y appliquent.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    seul: Annotated[dict[Identifiant, Identifiant], NommeEnsemble("reponses")] = Field(
        default_factory=dico_vide,
        max_length=1,
        description="Cette valeur vaut, sans être dite, quand cette réponse d'une liste est la"
        " seule : {liste: réponse} (niveau).",
    )
    dispense: list[UnCritere] = Field(
        default_factory=liste_vide,
        description="Critères qui ne sont alors plus nécessaires ; leur défaut en tient lieu.",
    )

    @model_validator(mode="after")
    def _bornes_d_age(self) -> Valeur:
        if (self.de is None) != (self.a is None):
            raise refus("« de » et « a » vont ensemble", "écrire les deux bornes de l'âge")
        if self.de is not None and self.a is not None and self.de > self.a:
            raise refus(f"l'âge va de {self.de} à {self.a}", "mettre les bornes dans l'ordre", "de")
        return self


class Suivant(Modele):
    """What is said of a service that is left out, and of the next one of its type."""

    raison: Texte = Field(description="Pourquoi il n'est pas proposé, en quelques mots.")
    explication: Texte = Field(description="Pourquoi le service suivant vient à sa place.")
    source: Source = Field(description="D'où cela vient.")


class Critere(AvecPreuves):
    """One criterion of the situation: its wording and its values."""

    FORMES_COURTES = (ColonnesDesValeurs(),)

    id: NomDeCritere = Field(description="Code du critère : l'option, la colonne, le champ.")
    genre: Genre = Field(
        default="choix",
        description="Comment on y répond : une valeur (choix), oui ou non, plusieurs (liste), un"
        " âge (classes-d-age).",
    )
    champ: Identifiant | None = Field(
        default=None, description="Nom du champ JSON, s'il n'est pas celui du critère."
    )
    nom: Texte = Field(description="Nom montré.")
    question: TexteOuVide = Field(description="Question posée ; vide : jamais posée.")
    pourquoi: TexteOuVide = Field(description="Pourquoi la réponse compte.")
    aide: TexteOuVide = Field(description="Aide de l'option et de la colonne.")
    rubrique: UneRubrique | None = Field(
        default=None,
        description="Titre sous lequel « --help » range l'option ; absente : « La situation ».",
    )
    toujours: OuiNon = Field(
        default=False,
        description="oui : toujours nécessaire.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    defaut: IdentifiantOuNombre | None = Field(
        default=None, description="Valeur quand la réponse n'est pas dite."
    )
    dit: Annotated[str, StringConstraints(pattern=F_DIT)] | None = Field(
        default=None,
        description="Comment une réponse est dite, {} tenant sa place ; absent : « nom : … ».",
    )
    services: Suivant | None = Field(
        default=None,
        description="Les réponses peuvent aussi être des services de la carte, des types que les"
        " valeurs remplacent ; ce qui se dit alors (liste seulement).",
    )
    demande_si: Quand = Field(
        default_factory=dico_vide,
        description="Quand la question est posée d'office, si elle peut changer la réponse.",
    )
    valeurs: Annotated[list[Valeur], ParCode(seul="nom")] = Field(
        default_factory=liste_vide,
        description="Valeurs possibles ; aucune quand la carte les donne (arrondissement…).",
    )
    colonnes: dict[Literal["domicile", "etablissement"], Identifiant] = Field(
        default_factory=dico_vide,
        description="Colonne du tableau national, puis le groupe de valeurs qui en est.",
    )
    groupes: dict[Identifiant, Annotated[list[IdentifiantOuNombre], Field(min_length=1)]] = Field(
        default_factory=dico_vide,
        description="Ensembles nommés de valeurs, utilisables en condition.",
    )

    @model_validator(mode="after")
    def _oui_et_non(self) -> Critere:
        """« oui » and « non » go without saying, and without anything else."""
        if self.genre == "oui-non":
            if self.valeurs and {v.id for v in self.valeurs} != {"oui", "non"}:
                raise refus(
                    f"le critère « {self.id} » est « oui-non », et a d'autres valeurs",
                    "retirer « valeurs », ou écrire « genre: choix »",
                    "valeurs",
                )
            self.valeurs = self.valeurs or [
                Valeur.model_construct(id=v, nom=v) for v in ("non", "oui")
            ]
            if self.defaut is None:
                self.defaut = "non"
        return self

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

    moment: UnMoment = Field(description="Valeur du critère « moment ».")
    jours: list[Annotated[int, Field(ge=0, le=7)]] = Field(
        default=[*range(8)],
        min_length=1,
        description="0 lundi … 6 dimanche, 7 jour férié ; absents : tous.",
    )
    de: Heure = Field(description="Première minute comprise, HH:MM entre guillemets.")
    a: Heure = Field(description="Dernière minute comprise ; avant « de » : la plage passe minuit.")


class TypeDeService(AvecPreuves):
    """A kind of service: its group, and what is known of its answering."""

    id: Identifiant = Field(description="Code du type.")
    nom: Texte = Field(description="Nom montré.")
    sigle: Texte = Field(description="Nom court, devant le nom de la structure.")
    groupe: Groupe = Field(description="Famille du type.")
    horaires: Texte | None = Field(
        default=None, description="Horaires montrés, faute de mieux pour le service."
    )
    note: Texte | None = Field(
        default=None,
        description="Précision sans effet sur l'appel : montrée avec le détail et les raisons.",
    )
    au_choix: OuiNon = Field(
        default=False,
        description="oui : quand plusieurs sont requis, l'un d'eux suffit.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    joignable: Annotated[list[JoignabiliteDeService], SELON_MOMENT] = Field(
        default_factory=lambda: [JoignabiliteDeService.model_construct(valeur="inconnu")],
        min_length=1,
        description="Quand ces services répondent, d'après les sources ; absent : inconnu.",
    )
    fonctions: list[Identifiant] = Field(
        default_factory=liste_vide,
        description="Sous-familles : les valeurs que « fonction » peut prendre pour ce type.",
    )
    source: Source | None = Field(
        default=None, description="Ce qui fonde ses horaires, sa note et ses conditions."
    )

    @model_validator(mode="after")
    def _dit_d_ou(self) -> TypeDeService:
        sans = [j for j in self.joignable if j.condition and not j.source]
        if not self.source and (self.horaires or self.note or sans):
            raise refus(
                f"le type « {self.id} » affirme sans source",
                "ajouter « source » : un document, ou une convention de l'outil",
                "id",
            )
        return self


class Joignabilite(JoignabiliteDeService):
    """An exception to what the types say of their answering."""

    types: list[UnType] = Field(
        default_factory=liste_vide, description="Types concernés ; absents : tous."
    )
    sauf_types: list[UnType] = Field(
        default_factory=liste_vide, description="Types que l'exception ne concerne pas."
    )

    @model_validator(mode="after")
    def _dit_d_ou(self) -> Joignabilite:
        if self.condition and not self.source:
            raise refus(
                f"condition sans source : « {self.condition} »",
                "ajouter « source » : un document, ou une convention de l'outil",
                "condition",
            )
        return self


class ContactGenerique(AvecPreuves):
    """A contact without a proper name: the one that the person already has."""

    id: Identifiant = Field(description="Identifiant du contact.")
    type: UnType = Field(description="Type de service.")
    nom: Texte = Field(description="Nom montré.")
    publics: list[Public] = Field(
        default=list(get_args(Public)),
        min_length=1,
        description="Publics pris en charge ; absents : tous.",
    )
    structure: Texte | None = Field(default=None, description="Qui le porte, comme montré.")
    portee: Literal["etablissement", "territoire"] = Field(
        default="territoire", description="Sa portée, puisqu'aucun territoire ne la dit."
    )
    avec: UnContact | None = Field(
        default=None,
        description="Contact générique dont la ligne dit celui-ci : il n'est pas un appel.",
    )
    horaires: Texte | None = Field(default=None, description="Horaires montrés.")
    source_horaires: Source | None = Field(
        default=None, description="Ce qui fonde les horaires ; absente : la source du contact."
    )
    modalite: Texte | None = Field(default=None, description="Courte précision toujours utile.")
    joignable: Annotated[list[JoignabiliteDeService], SELON_MOMENT] = Field(
        default_factory=liste_vide, description="Seulement quand elle diffère de celle du type."
    )
    source: Source = Field(description="Ce qui fonde ce contact.")


class Rappel(Conditionnel):
    """A line always said in some situations."""

    id: Identifiant = Field(description="Identifiant du rappel.")
    texte: Texte = Field(description="La phrase montrée.")
    source: Source = Field(description="Ce qui la fonde.")


class Anticipation(Partiel, Conditionnel):
    """By day: the moments to look ahead to, and what to prepare."""

    nuit: UnMoment = Field(description="Le moment annoncé : valeur du critère « moment ».")
    week_end: UnMoment = Field(
        description="Le moment annoncé en plus, le vendredi et la veille d'un jour férié."
    )
    preparer: Annotated[list[Rappel], ParCode(comme=True)] = Field(
        min_length=1, description="Ce qui se prépare de jour."
    )

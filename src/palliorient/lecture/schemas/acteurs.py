"""Schema of `acteurs.yaml`: structures, their services, and facts from elsewhere."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    SELON_MOMENT,
    Arrondissement,
    AvecPreuves,
    CodeCommune,
    Document,
    Identifiant,
    JoignabiliteDeService,
    Jour,
    Modele,
    OuiNon,
    Public,
    SourceDocument,
    Statut,
    Texte,
    UneFonction,
    UneLigne,
    UneStructure,
    UneZone,
    UnTerritoire,
    UnType,
    liste_vide,
    refus,
)
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.questions import QuestionOuverte
from palliorient.noyau.modele.modele import STATUT_DECLARE


class Homonyme(Modele):
    """What several structures are called: typed alone, it never means one of them only."""

    mots: Texte = Field(description="Le nom, comme on le tape.")
    structures: list[UneStructure] = Field(
        min_length=2, description="Les structures que ce nom peut désigner."
    )


class Recherche(Modele):
    """How a hospital's name, as typed, is compared with those of the map."""

    mots_ignores: list[Texte] = Field(
        description="Mots sans importance dans un nom d'hôpital, en minuscules sans accent."
    )
    abreviations: dict[Texte, Texte] = Field(
        description="Abréviation → mot entier, en minuscules sans accent."
    )
    mots_neutres: list[Texte] = Field(
        default_factory=liste_vide,
        description="Mots qui peuvent accompagner un nom sans changer d'hôpital (service, sigle du "
        "groupe…), en minuscules sans accent.",
    )
    homonymes: list[Homonyme] | None = Field(
        default=None,
        description="Noms qui désignent plusieurs structures, jamais l'alias d'une seule ; absent "
        ": non vérifié.",
    )


class Lacune(Modele):
    """What an empty row of the table leaves unknown."""

    id: Identifiant = Field(description="Identifiant de la lacune.")
    nom: Texte = Field(description="Ce qui n'est pas renseigné.")
    type: UnType | None = Field(
        default=None, description="Type de service que la ligne aurait donné, s'il existe."
    )
    source: SourceDocument | None = Field(
        default=None, description="Où l'on voit qu'elle manque ; absente : le tableau du § 5."
    )


class Ligne(Modele):
    """One row of the printed table."""

    id: Identifiant = Field(description="Identifiant de la ligne, cité par « imprime ».")
    nom: Texte = Field(description="Libellé de la ligne, comme imprimé.")
    vide: OuiNon = Field(
        default=False,
        description="oui : la ligne est imprimée sans aucun acteur.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    lacune: Lacune | None = Field(
        default=None, description="Ce qui manque, quand la ligne est vide."
    )

    @model_validator(mode="after")
    def _vide_et_lacune_ensemble(self) -> Ligne:
        if self.vide and self.lacune is None:
            raise refus("ligne vide sans « lacune »", 'ajouter « lacune: {id: …, nom: "…"} »')
        if self.lacune is not None and not self.vide:
            raise refus("« lacune » sur une ligne qui n'est pas vide", "ajouter « vide: oui »")
        return self


class Impression(Modele):
    """One printed cell of the table."""

    ligne: UneLigne = Field(description="Ligne du tableau, déclarée dans « lignes ».")
    colonne: UnTerritoire | None = Field(
        default=None,
        description="Territoire de la colonne ; absent : cellule de tout le département.",
    )
    texte: Texte = Field(description="Ce qui est imprimé, mot pour mot.")


class Service(AvecPreuves):
    """One service of a structure."""

    id: Identifiant = Field(description="Identifiant : « type-structure ».")
    type: UnType = Field(description="Type de service, déclaré dans le fichier des règles.")
    nom: Texte | None = Field(
        default=None, description="Nom montré ; absent : sigle du type et nom de la structure."
    )
    publics: list[Public] = Field(min_length=1, description="Publics pris en charge.")
    territoires: list[UneZone] = Field(
        min_length=1, description="Territoires retenus, ou le département, ou la région."
    )
    arrondissements: list[Arrondissement] = Field(
        default_factory=liste_vide, description="Seulement ces arrondissements (CPTS)."
    )
    communes: list[CodeCommune] = Field(
        default_factory=liste_vide,
        description="Seulement ces communes, par leur code INSEE (CPTS).",
    )
    etablissements: list[UneStructure] | None = Field(
        default=None,
        description="Hôpitaux dont c'est le service propre ; absent : sa structure si c'en est un.",
    )
    fonction: UneFonction | None = Field(
        default=None, description="Sous-famille à l'intérieur du type (visite, domicile…)."
    )
    statut: Statut = Field(
        default="en-service",
        description="État du service ; « declare » : connu de chiffres officiels seulement, dont"
        " l'année est dite, et joignable inconnu à tout moment.",
    )
    depuis: Jour | None = Field(default=None, description="Premier jour de service.")
    jusqua: Jour | None = Field(default=None, description="Dernier jour de service.")
    porteur: Texte | None = Field(default=None, description="Qui le porte, comme montré.")
    porteurs: list[UneStructure] = Field(
        default_factory=liste_vide, description="Structures de la carte qui le portent."
    )
    horaires: Texte | None = Field(
        default=None, description="Horaires, si l'un des deux documents les dit."
    )
    modalite: Texte | None = Field(
        default=None, description="Courte précision toujours utile avec ce nom."
    )
    imprime: list[Impression] = Field(
        default_factory=liste_vide, description="Ce que le tableau imprime, une entrée par cellule."
    )
    source: SourceDocument | None = Field(
        default=None, description="Source ; absente : déduite de la première cellule imprimée."
    )
    ecart: Texte | None = Field(
        default=None,
        description="Pourquoi les territoires retenus ne sont pas ceux imprimés, en une phrase.",
    )
    source_ecart: SourceDocument | None = Field(
        default=None, description="Ce qui fonde l'écart ; obligatoire avec « ecart »."
    )
    joignable: Annotated[list[JoignabiliteDeService], SELON_MOMENT] = Field(
        default_factory=liste_vide, description="Seulement quand elle diffère de celle du type."
    )

    @model_validator(mode="after")
    def _declare_sans_promesse(self) -> Service:
        if self.statut == STATUT_DECLARE and (self.joignable or self.horaires):
            raise refus(
                f"service « {self.id} » connu de chiffres : rien n'y dit quand le joindre",
                "retirer « joignable » et « horaires », ou « statut: declare » une fois vérifié",
                "statut",
            )
        return self

    @model_validator(mode="after")
    def _ecart_et_sa_source(self) -> Service:
        if self.ecart and not self.source_ecart:
            raise refus(
                "« ecart » sans « source_ecart »",
                'ajouter « source_ecart: {document: …, localisation: "…"} »',
                "ecart",
            )
        if self.source_ecart and not self.ecart:
            raise refus(
                "« source_ecart » sans « ecart »",
                "écrire la raison de l'écart, ou supprimer sa source",
                "source_ecart",
            )
        return self


class Structure(Modele):
    """A place or a legal body."""

    id: Identifiant = Field(description="Identifiant de la structure.")
    nom: Texte = Field(description="Nom montré.")
    alias: list[Texte] = Field(
        default_factory=liste_vide, description="Autres noms que l'on tape, entre guillemets."
    )
    etablissement: OuiNon = Field(
        default=False,
        description="oui : peut répondre à « --etablissement ».",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    territoire: UnTerritoire | None = Field(
        default=None, description="Territoire retenu pour le lieu (hôpitaux)."
    )
    services: list[Service] = Field(
        default_factory=liste_vide, description="Services de la structure."
    )

    @model_validator(mode="after")
    def _hopital_situe(self) -> Structure:
        if self.etablissement and self.territoire is None:
            raise refus(
                f"l'établissement « {self.id} » n'a pas de territoire",
                "ajouter « territoire: … »",
                "etablissement",
            )
        return self


class HopitalHorsCarte(Modele):
    """A well-known hospital of elsewhere."""

    nom: Texte = Field(description="Nom montré.")
    alias: list[Texte] = Field(default_factory=liste_vide, description="Autres noms que l'on tape.")
    commune: Texte = Field(description="Commune et numéro du département, comme montrés.")


class HorsCarte(Modele):
    """Hospitals of elsewhere, told apart from a misspelt hospital of the map."""

    source: SourceDocument = Field(description="Où ces communes sont lues.")
    hopitaux: list[HopitalHorsCarte] = Field(min_length=1, description="Ces hôpitaux.")


class FichierActeurs(Modele):
    """The whole file."""

    documents_complementaires: list[Document] = Field(
        default_factory=liste_vide, description="Documents d'où viennent les faits complémentaires."
    )
    recherche: Recherche = Field(description="Comment un nom d'hôpital tapé est reconnu.")
    hors_carte: HorsCarte | None = Field(
        default=None, description="Hôpitaux connus d'ailleurs : dits hors de la carte."
    )
    lignes: list[Ligne] = Field(min_length=1, description="Lignes du tableau du contrat, § 5.")
    structures: list[Structure] = Field(min_length=1, description="Structures et leurs services.")
    complements: list[Complement] = Field(
        default_factory=liste_vide, description="Faits venus d'ailleurs, chacun avec sa source."
    )
    questions_ouvertes: list[QuestionOuverte] = Field(
        default_factory=liste_vide,
        description="Ce que les sources laissent ouvert, et les réponses qui en dépendent.",
    )

"""Schema of `regles_gradation.yaml`: roles, cells, rules, alerts and orders of call."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from palliorient.lecture.formes.formes import Paire, PaireDEtape, ParCode
from palliorient.lecture.formes.regles import AvecSuites, SuitesNommees
from palliorient.lecture.formes.roles import RECHERCHES_D_UN_ROLE
from palliorient.lecture.schemas.appelants import Appelant
from palliorient.lecture.schemas.base import (
    NON_PAR_DEFAUT,
    AvecPreuves,
    Caractere,
    CodeAlerte,
    Conditionnel,
    Document,
    Identifiant,
    Joignable,
    Jour,
    Option,
    OuiNon,
    Partiel,
    Quand,
    Section,
    Source,
    Texte,
    UnOuPlusieurs,
    UnRole,
    UnRoleOuGroupe,
    UnService,
    UnType,
    Version,
    dico_vide,
    en_liste,
    liste_vide,
    refus,
)
from palliorient.lecture.schemas.criteres import (
    Anticipation,
    ContactGenerique,
    Convention,
    Critere,
    Joignabilite,
    Plage,
    Rappel,
    TypeDeService,
)
from palliorient.lecture.schemas.et_si import EtSi, MotsAuTelephone
from palliorient.lecture.schemas.fiche import Fiche
from palliorient.lecture.schemas.garanties import Garantie
from palliorient.lecture.schemas.missions import Mission
from palliorient.lecture.schemas.roles import AlerteEmise, Pas, Role
from palliorient.lecture.schemas.vocabulaire import Numero, Site, Vocabulaire


class Proposition(Conditionnel):
    """One line of a rule."""

    FORMES_COURTES = (Paire("role", "caractere"),)

    role: UnRole = Field(description="Rôle proposé, déclaré dans « roles ».")
    caractere: Caractere = Field(description="Avec quelle force.")
    option: Option | None = Field(
        default=None, description="Nom de la voie, une lettre, pour des alternatives."
    )
    modalite: Texte | None = Field(default=None, description="Courte précision.")
    joignable: Joignable | None = Field(default=None, description="Remplace ce que dit le type.")
    explication: Texte | None = Field(
        default=None, description="Raison propre ; absente : celle de la règle."
    )
    source: Source | None = Field(
        default=None, description="Source propre ; absente : celle de la règle."
    )

    @model_validator(mode="after")
    def _option_d_alternative(self) -> Proposition:
        if self.option and self.caractere != "alternative":
            raise refus(
                f"« option » sur une proposition « {self.caractere} »",
                "une option nomme une alternative : écrire caractere: alternative",
                "option",
            )
        return self


class Precision(Conditionnel):
    """Words added to every contact of some types, whoever proposed it."""

    FORMES_COURTES = (Paire("types", "modalite"),)

    types: Annotated[list[UnType], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        min_length=1, description="Types de services concernés."
    )
    modalite: Texte = Field(description="Courte précision ajoutée.")
    sauf_contacts: list[UnService] = Field(
        default_factory=liste_vide, description="Contacts que la précision ne concerne pas."
    )
    explication: Texte | None = Field(
        default=None, description="Raison propre ; absente : celle de la règle."
    )
    source: Source | None = Field(
        default=None, description="Source propre ; absente : celle de la règle."
    )


class Regle(Conditionnel):
    """When the condition holds, propose roles and raise alerts."""

    id: Identifiant = Field(description="Identifiant de la règle.")
    explication: Texte = Field(description="La raison, en une phrase.")
    source: Source = Field(description="Ce qui fonde la règle.")
    propose: Annotated[list[Proposition], UnOuPlusieurs()] = Field(
        default_factory=liste_vide, description="Rôles proposés."
    )
    alertes: Annotated[list[AlerteEmise], UnOuPlusieurs()] = Field(
        default_factory=liste_vide, description="Alertes levées."
    )
    precise: Annotated[list[Precision], UnOuPlusieurs()] = Field(
        default_factory=liste_vide,
        description="Précisions ajoutées aux contacts de certains types.",
    )

    @model_validator(mode="after")
    def _un_effet(self) -> Regle:
        if not (self.propose or self.alertes or self.precise):
            raise refus(
                f"la règle « {self.id} » ne fait rien",
                "ajouter « propose », « alertes » ou « precise »",
            )
        return self


class Cellule(Regle):
    """One of the six cells of the national table: a rule with an official label."""

    libelle: Texte = Field(description="Libellé officiel du tableau national.")


class Alerte(AvecPreuves):
    """An alert code, with its default words."""

    id: CodeAlerte = Field(description="Code de l'alerte.")
    sujet: Texte = Field(description="Quand elle est levée, en quelques mots.")
    texte: Texte = Field(description="Texte montré, sauf texte propre à une règle.")
    source: Source = Field(description="Ce qui la fonde.")
    automatique: Literal["ecart", "supra-territorial"] | None = Field(
        default=None, description="Levée par le contact lui-même, sans règle."
    )
    note: OuiNon = Field(
        default=False,
        description="oui : n'a pas d'effet sur l'appel, montrée avec les raisons seulement.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    secondaire: OuiNon = Field(
        default=False,
        description="oui : cède la place, à l'écran, quand la réponse serait trop longue.",
        json_schema_extra=NON_PAR_DEFAUT,
    )


class Etape(Conditionnel):
    """One step of an order of call."""

    FORMES_COURTES = (PaireDEtape("section", "roles"),)

    roles: Annotated[list[UnRoleOuGroupe], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        min_length=1, description="Rôles, dans cet ordre ; ou un groupe de rôles."
    )
    section: Section = Field(description="Section où ils sont montrés.")
    sinon: OuiNon | None = Field(
        default=None,
        description="oui : ces rôles sont déjà cités plus haut, sous une condition ; ceux qui n'y"
        " ont pas trouvé place viennent ici. Absent : non dit.",
    )
    caracteres: Annotated[list[Caractere], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        default_factory=liste_vide, description="Seulement les contacts de ces caractères."
    )
    sauf_caracteres: Annotated[list[Caractere], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        default_factory=liste_vide, description="Pas les contacts de ces caractères."
    )

    @model_validator(mode="after")
    def _caracteres_une_fois(self) -> Etape:
        if self.caracteres and self.sauf_caracteres:
            raise refus(
                "« caracteres » et « sauf_caracteres » ensemble",
                "garder l'un des deux",
                "sauf_caracteres",
            )
        return self


class Ordre(Conditionnel):
    """The order of call of a family of situations."""

    FORMES_COURTES = (AvecSuites("etapes", "suite"),)

    id: Identifiant = Field(description="Identifiant de l'ordre.")
    source: Source | None = Field(
        default=None, description="Ce qui le fonde ; absente : « source_des_ordres »."
    )
    etapes: list[Etape] = Field(
        min_length=1, description="Un contact prend la première étape qui nomme son rôle."
    )


class FichierRegles(Partiel):
    """The whole file."""

    FORMES_COURTES = (SuitesNommees(),)

    socle: Identifiant | None = Field(
        default=None,
        description="Ce sur quoi ces règles s'appuient : « national », lu avec elles. Rien de ce"
        " qu'il dit ne se redit ; une entrée ajoutée peut dire « vient_apres ».",
    )
    version: Version = Field(description="Version des règles, entre guillemets.")
    a_jour_au: Jour = Field(description="Jour dont les données décrivent l'offre.")
    perime_apres: Jour = Field(description="Dernier jour où les données sont tenues pour valides.")
    documents: Annotated[list[Document], ParCode()] = Field(
        min_length=1,
        description="Documents de référence ; le premier est celui dont le tableau est imprimé.",
    )
    conventions: Annotated[list[Convention], ParCode(seul="texte")] = Field(
        default_factory=liste_vide,
        description="Décisions de l'outil, là où les documents se taisent.",
    )
    numeros: Annotated[list[Numero], ParCode()] = Field(
        default_factory=liste_vide,
        description="Numéros que les textes citent, écrits « {numero:…} » dans les textes.",
    )
    sites: Annotated[list[Site], ParCode()] = Field(
        default_factory=liste_vide,
        description="Adresses de sites que les textes citent, écrites « {site:…} ».",
    )
    vocabulaire: Vocabulaire | None = Field(
        default=None,
        description="Ce qui, dans un texte, est une promesse ou un nombre ; absent : non vérifié.",
    )
    rubriques: dict[Identifiant, Texte] = Field(
        default_factory=dico_vide,
        description="Titres sous lesquels « --help » range les critères, dans cet ordre.",
    )
    criteres: Annotated[list[Critere], ParCode()] = Field(
        min_length=1, description="Critères de la situation."
    )
    plages: Annotated[list[Plage], ParCode("moment")] = Field(
        min_length=1, description="Heures de chaque moment."
    )
    types: Annotated[list[TypeDeService], ParCode(comme=True)] = Field(
        min_length=1, description="Types de services."
    )
    joignabilites: list[Joignabilite] = Field(
        default_factory=liste_vide, description="Exceptions à ce que disent les types."
    )
    contacts_generiques: Annotated[list[ContactGenerique], ParCode(comme=True)] = Field(
        default_factory=liste_vide, description="Contacts sans nom propre."
    )
    recherches: dict[Identifiant, list[Pas]] = Field(
        default_factory=dico_vide,
        description="Étapes que plusieurs voies partagent, citées par « recherche: nom ».",
    )
    roles: Annotated[list[Role], ParCode(comme=True, exclusifs=RECHERCHES_D_UN_ROLE)] = Field(
        min_length=1, description="Ce que les règles demandent."
    )
    groupes_de_roles: dict[Identifiant, Annotated[list[UnRole], Field(min_length=1)]] = Field(
        default_factory=dico_vide,
        description="Rôles cités ensemble, dans cet ordre, par les ordres.",
    )
    cellules: Annotated[list[Cellule], ParCode()] = Field(
        min_length=1, description="Les six cellules du tableau national."
    )
    regles: Annotated[list[Regle], ParCode(comme=True)] = Field(
        default_factory=liste_vide, description="Règles qui s'ajoutent ; leur ordre ne compte pas."
    )
    alertes: Annotated[list[Alerte], ParCode()] = Field(
        min_length=1, description="Codes d'alerte, dans l'ordre montré."
    )
    inconnus_en_dernier: Quand = Field(
        default_factory=dico_vide,
        description="Quand un contact qui peut ne pas répondre passe après les autres.",
    )
    source_des_ordres: Source | None = Field(
        default=None, description="Ce qui fonde les ordres qui ne le disent pas."
    )
    suites: dict[Identifiant, list[Etape]] = Field(
        default_factory=dico_vide,
        description="Étapes que plusieurs ordres partagent, citées par « suite: nom ».",
    )
    ordres: Annotated[list[Ordre], ParCode()] = Field(min_length=1, description="Ordres d'appel.")
    rappels: Annotated[list[Rappel], ParCode(comme=True)] = Field(
        default_factory=liste_vide, description="Phrases toujours dites."
    )
    anticipation: Anticipation = Field(
        description="De jour : ce qui est dit de la nuit et du week-end, et ce qui se prépare."
    )
    appelants: Annotated[list[Appelant], ParCode()] = Field(
        default_factory=liste_vide,
        description="Qui appelle, et comment la réponse lui est dite ; ne décide rien.",
    )
    et_si: Annotated[list[EtSi], ParCode(comme=True)] = Field(
        default_factory=liste_vide,
        description="Ce que le questionnaire propose de changer, une fois la réponse donnée.",
    )
    au_telephone: list[MotsAuTelephone] = Field(
        default_factory=liste_vide,
        description="Les mots d'un contact que « orienter --court » dit plus court, ou tait.",
    )
    fiche: Fiche | None = Field(
        default=None,
        description="La fiche qui s'imprime (palliorient fiche) ; absente : il n'y en a pas.",
    )
    missions: Annotated[list[Mission], ParCode()] = Field(
        default_factory=liste_vide,
        description="Missions que le cadre national demande à un territoire.",
    )
    garanties: Annotated[list[Garantie], ParCode(comme=True)] = Field(
        default_factory=liste_vide, description="Promesses vérifiées sur toutes les situations."
    )
    textes: dict[Identifiant, Texte] = Field(description="Courtes phrases de l'écran.")

    @model_validator(mode="after")
    def _ordres_fondes(self) -> FichierRegles:
        for rang, ordre in enumerate(self.ordres):
            if not (ordre.source or self.source_des_ordres):
                raise refus(
                    f"l'ordre « {ordre.id} » est sans source",
                    "ajouter « source », ou « source_des_ordres » pour tous",
                    ("ordres", rang, "id"),
                )
        return self

"""The domain once read and checked: map, rules, and where each comes from.

Reading (`palliorient.lecture`) builds these objects from the YAML files;
`compilation` turns them into the flat table that decides. Nothing here knows
YAML, files or the clock. Identifiers are lower-case ASCII codes; every text is
French and meant for a person.
"""

from __future__ import annotations

from collections.abc import Mapping

from palliorient.noyau.modele.objets import dataclass, field

Valeurs = tuple[str, ...]

PLACES = ("arrondissement", "commune")
"""The criteria that say where: a folder declares one, the other may be said in its place."""

CONVENTION = "convention-de-l-outil"
"""The `document` of a source that is a decision of the tool itself."""

STATUT_EN_SERVICE, STATUT_DECLARE, STATUT_FERME = "en-service", "declare", "ferme"

STATUTS_PROPOSES = (STATUT_EN_SERVICE, STATUT_DECLARE)
"""Those of the services that are contacts; the others are to come, or no more."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line comes from: a declared document (or `CONVENTION`) and a place in it."""

    document: str
    localisation: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document that sources may cite; `date` is ISO, as precise as known."""

    id: str
    nom: str
    date: str
    court: str | None = None
    """Short name for the screen."""


# --- the map -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rattachement:
    """One commune, the territory it belongs to, and how we know."""

    commune: str
    """INSEE code."""
    nom: str
    territoire: str
    codes_postaux: Valeurs
    source: Source
    arrondissement: int | None = None
    """Its number, in a town whose arrondissements have numbers: each is a commune here."""
    deduit: bool = False
    pourquoi: str | None = None
    aussi: str | None = None
    """A second territory, still possible, for the service types of `types_aussi` only."""
    types_aussi: Valeurs = ()
    au_schema: tuple[int, int] | None = None
    """Where the poster draws it: half cells from the left, rows from the top; says nothing else."""


@dataclass(frozen=True, slots=True)
class Territoire:
    id: str
    nom: str


@dataclass(frozen=True, slots=True)
class Ville:
    """The town of the departement whose arrondissements have numbers."""

    nom: str
    commune: str
    """INSEE code of the whole town."""
    arrondissements: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Ferie:
    """A public holiday that the departement adds: a day `MM-JJ`, or days after Easter."""

    nom: str
    source: Source
    le: str | None = None
    paques: int | None = None


@dataclass(frozen=True, slots=True)
class Fait:
    """A fact from outside the two documents, about a structure or a service."""

    sur: str
    champ: str
    valeur: str
    source: Source
    date: str
    confiance: str


@dataclass(frozen=True, slots=True)
class Structure:
    """A place or a legal body that offers services.

    `territoire` is the one retained (with the commune, and its number where it has one,
    from the complements). `etablissement` marks what may answer `--etablissement`.
    """

    id: str
    nom: str
    alias: Valeurs
    etablissement: bool
    territoire: str | None
    arrondissement: int | None = None
    commune: str | None = None
    adresse: str | None = None
    finess: str | None = None
    telephone: str | None = None
    telephone_verifie_le: str | None = None
    """ISO date of the check; None with a number means « standard, à vérifier »."""
    telephone_source: Source | None = None
    telephone_date: str | None = None
    """Date of what gives the number, as precise as known."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What the table prints: row, column (None: the cell stands for all of it), text."""

    ligne: str
    colonne: str | None
    texte: str


@dataclass(frozen=True, slots=True)
class Joignabilite:
    """A statement on reachability: when, the value, and its condition in words."""

    valeur: str
    quand: Condition
    condition: str | None = None
    source: Source | None = None
    """What founds the condition; None: what founds the type or the contact itself."""
    types: Valeurs = ()
    sauf_types: Valeurs = ()


@dataclass(frozen=True, slots=True)
class Service:
    """One service of one structure, as retained, with what is printed beside it."""

    id: str
    nom: str
    type: str
    structure: str | None
    publics: Valeurs
    territoires: Valeurs
    """Territories served; or the departement, or the region."""
    source: Source
    statut: str = STATUT_EN_SERVICE
    depuis: str | None = None
    jusqua: str | None = None
    fonction: str | None = None
    """Sub-kind inside a type, when a role needs it (`visite`, `domicile`…)."""
    arrondissements: tuple[int, ...] = ()
    """Narrower than the territory, when the service is of some arrondissements only."""
    communes: Valeurs = ()
    """The same places by their INSEE codes, and those that have no number."""
    etablissements: Valeurs = ()
    """Hospitals in which this service is « the hospital's own »."""
    porteur: str | None = None
    """Who carries it, as shown to a person."""
    porteurs: Valeurs = ()
    """Identifiers of the carrying structures that are on the map."""
    horaires: str | None = None
    source_horaires: Source | None = None
    modalite: str | None = None
    declare: str | None = None
    """What is said of a service known from figures only: their year."""
    imprime: tuple[Impression, ...] = ()
    ecart: str | None = None
    """Why what is retained differs from what is printed (shown as an alert)."""
    source_ecart: Source | None = None
    joignable: tuple[Joignabilite, ...] = ()
    faits: tuple[Fait, ...] = ()
    generique: bool = False
    """Declared with the rules, not on the map: the person's own doctor, « l'HAD qui suit »…"""
    portee: str | None = None
    """For a generic contact: its reach, since no territory tells it."""
    avec: str | None = None
    """For a generic contact that is no call of its own: the contact whose line tells it."""
    arrondissement: int | None = None
    commune: str | None = None
    adresse: str | None = None
    telephone: str | None = None
    telephone_verifie_le: str | None = None
    telephone_source: Source | None = None
    telephone_date: str | None = None


@dataclass(frozen=True, slots=True)
class Lacune:
    """A row that the table prints empty: an information that is missing."""

    id: str
    nom: str
    type: str | None
    source: Source


# --- the rules ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition:
    """`quand`: every criterion has one of the values; `sauf`: none of these values.

    `un_de`, unless empty: at least one of these cases holds, each read as `quand` is.
    """

    quand: Mapping[str, Valeurs] = field(default_factory=dict)
    sauf: Mapping[str, Valeurs] = field(default_factory=dict)
    un_de: tuple[Mapping[str, Valeurs], ...] = ()


TOUJOURS = Condition()


@dataclass(frozen=True, slots=True)
class Emission:
    """An alert that a rule or a step raises; the text may be the alert's own."""

    code: str
    texte: str
    source: Source
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Proposition:
    """One line of a rule: which role, how strongly, in which words."""

    role: str
    caractere: str
    option: str | None = None
    modalite: str | None = None
    joignable: str | None = None
    explication: str | None = None
    source: Source | None = None
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Precision:
    """Words that a rule adds to every contact of some types, whoever proposed it."""

    types: Valeurs
    modalite: str
    sauf_contacts: Valeurs = ()
    explication: str | None = None
    source: Source | None = None
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Regle:
    """When a condition holds, propose roles and raise alerts. Rules only add."""

    id: str
    condition: Condition
    explication: str
    source: Source
    propose: tuple[Proposition, ...] = ()
    alertes: tuple[Emission, ...] = ()
    precise: tuple[Precision, ...] = ()
    libelle: str | None = None
    """Official label, for the six cells of the national table only."""


@dataclass(frozen=True, slots=True)
class Pas:
    """One look at the map: services of a type, or one generic contact, in a reach (`ou`).

    A step with neither only raises its alerts: the steps before found nothing.
    """

    type: str | None = None
    generique: str | None = None
    fonction: str | None = None
    public: str | None = None
    ou: str | None = None
    """`etablissement`, `porteur` (the hospital carries it elsewhere), `arrondissement` or
    `commune` (who serves that place only), `territoire`, `autres-territoires`,
    `tous-territoires`, `departement`, `region`, `territoire-de-residence`,
    `arrondissement-de-residence` or `commune-de-residence`."""
    caractere: str | None = None
    modalite: str | None = None
    joignable: str | None = None
    alertes: tuple[Emission, ...] = ()
    muet: bool = False
    """Finds without proposing: the steps after it are for places where it found nothing."""
    explication: str | None = None
    """Why this step, when it is not simply what the rule asks for (a stand-in…)."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Voie:
    """Steps tried in turn: the first that finds a service in service stops the way."""

    condition: Condition
    cherche: tuple[Pas, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a cell asks for, and how it is found. Every matching way contributes."""

    id: str
    nom: str
    voies: tuple[Voie, ...]

    @property
    def constate(self) -> bool:
        """Made to propose nothing: it only says, by an alert, that the map has none."""
        return all(pas.muet or pas.alertes for voie in self.voies for pas in voie.cherche)


@dataclass(frozen=True, slots=True)
class TypeDeService:
    id: str
    nom: str
    sigle: str
    groupe: str
    joignable: tuple[Joignabilite, ...]
    horaires: str
    source: Source | None = None
    """What founds its hours and its conditions; None when it states none."""
    note: str | None = None
    """True of all of them, but nothing to act upon: for the details and the reasons."""
    au_choix: bool = False
    """When several are required, one of them is enough."""


@dataclass(frozen=True, slots=True)
class Etape:
    """One step of an order of call: these roles, in this order, shown in this section."""

    roles: Valeurs
    section: str
    condition: Condition = TOUJOURS
    caracteres: Valeurs = ()
    """When given, only contacts of these caractères."""


@dataclass(frozen=True, slots=True)
class Ordre:
    """The order of call of a family of situations; the families do not overlap."""

    id: str
    condition: Condition
    source: Source
    etapes: tuple[Etape, ...]


@dataclass(frozen=True, slots=True)
class Valeur:
    """One value of a criterion; the optional attributes derive the other criteria."""

    id: str
    nom: str
    aide: str | None = None
    court: str | None = None
    """Shorter still, beside a name that says the rest."""
    synonymes: Valeurs = ()
    """Words that people use for this value and no other."""
    colonne: str | None = None
    implique: Mapping[str, str] = field(default_factory=dict)
    de: int | None = None
    a: int | None = None
    public: str | None = None
    remplace: Valeurs = ()
    """Service types no longer named when this value holds (the team that already follows)."""
    contredit: Mapping[str, str] = field(default_factory=dict)
    """Answers of other lists that do not go with it (list → value)."""
    explicite: bool = False
    """Only rules that name this value apply to it."""
    seul: Mapping[str, str] = field(default_factory=dict)
    """The value holds, unsaid, when this value of a list is the only one (list → value)."""
    dispense: Valeurs = ()
    """Criteria that are not wanted when this value holds."""


@dataclass(frozen=True, slots=True)
class Suivant:
    """What is said of a service that is left out, and why the next one of its type comes."""

    raison: str
    explication: str
    source: Source


@dataclass(frozen=True, slots=True)
class Critere:
    """A criterion of the situation: wording, values, and when it is asked."""

    id: str
    genre: str
    """How it is answered: `choix`, `oui-non`, `liste`, `classes-d-age`."""
    champ: str
    """Its key in the JSON of a situation."""
    nom: str
    question: str
    pourquoi: str
    aide: str
    toujours: bool
    """One of the six that are always wanted."""
    valeurs: tuple[Valeur, ...]
    groupes: Mapping[str, Valeurs] = field(default_factory=dict)
    defaut: str | None = None
    demande_si: Condition | None = None
    """Where the question is asked outright, without waiting for somebody to raise it."""
    dit: str | None = None
    """How an answer is said, `{}` standing for it; None: the name, a colon, the answer."""
    services: Suivant | None = None
    """A list whose answers may also be services, of the types that its values replace."""
    rubrique: str | None = None
    """The heading under which the help shows its option; None: none of the declared ones."""


@dataclass(frozen=True, slots=True)
class PlageHoraire:
    """A moment of the week: `jours` (0 Monday … 6, 7 a public holiday), minutes of the day."""

    moment: str
    jours: tuple[int, ...]
    de: int
    a: int


@dataclass(frozen=True, slots=True)
class Rappel:
    """A line always said on screen in some situations (the person's will…)."""

    id: str
    texte: str
    condition: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Anticipation:
    """Where the answer by day also says who answers at other moments, and what to prepare."""

    condition: Condition
    nuit: str
    week_end: str
    """The two moments looked ahead to."""
    preparer: tuple[Rappel, ...]


@dataclass(frozen=True, slots=True)
class Ceux:
    """Some services: for each key that is given, one of its values."""

    type: Valeurs | None = None
    fonction: Valeurs | None = None
    generique: bool | None = None
    contacts: Valeurs | None = None


@dataclass(frozen=True, slots=True)
class PlusTot:
    """Who is shown earlier to a caller, and who still stands before them."""

    condition: Condition
    ceux: Ceux
    apres: tuple[Ceux, ...]


@dataclass(frozen=True, slots=True)
class Renomme:
    """Services that a caller reads under another name, without their number."""

    ceux: Ceux
    nom: str


@dataclass(frozen=True, slots=True)
class Redite:
    """A text of the data, whole, and what a caller reads in its place."""

    texte: str
    par: str


@dataclass(frozen=True, slots=True)
class Appelant:
    """Who may be calling: what is numbered for them, in which words; decides nothing."""

    id: str
    nom: str
    source: Source
    numerotes: tuple[Ceux, ...] = ()
    """Families that this caller may call; none is given: all."""
    sinon: str | None = None
    """What is said of those that are not numbered."""
    sans_numero: tuple[Ceux, ...] = ()
    plus_tot: PlusTot | None = None
    noms: tuple[Renomme, ...] = ()
    redites: tuple[Redite, ...] = ()


@dataclass(frozen=True, slots=True)
class EtSi:
    """A change of the situation that is offered, once answered, where `condition` holds."""

    id: str
    nom: str
    change: Mapping[str, str]
    """Criterion → its new answer."""
    condition: Condition


@dataclass(frozen=True, slots=True)
class MomentDeFiche:
    """One list of the printed sheet: the same situation with these answers."""

    id: str
    nom: str
    court: str
    reponses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DangerDeFiche:
    """What stands first and largest on the sheet, in some situations."""

    id: str
    condition: Condition
    avant: str
    grand: str
    apres: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Fiche:
    """The sheet that one prints for who is beside the person; decides nothing."""

    lecteur: str
    """The caller who reads it."""
    mois: int
    """After which it is to be made again."""
    moments: tuple[MomentDeFiche, ...]
    danger: tuple[DangerDeFiche, ...]
    """The first that holds; the last has no condition."""
    sous_la_main: tuple[Rappel, ...]
    repete: Valeurs
    """The words of a modality that it says again; no other."""
    sans: tuple[Ceux, ...]
    """Services that are never on it."""
    alertes: Valeurs
    source: Source


@dataclass(frozen=True, slots=True)
class Mission:
    """What the national framework requires of a territory; decides nothing."""

    id: str
    nom: str
    source: Source
    types: Valeurs
    """Service types that fulfil it; none: nothing on the map does."""
    fonction: str | None = None
    public: str | None = None
    supra: bool = False
    """The framework lets it be organised outside the territory."""
    lacune: str | None = None


@dataclass(frozen=True, slots=True)
class Repondant:
    """Who could settle a question, and where a document says so."""

    qui: str
    source: Source


@dataclass(frozen=True, slots=True)
class QuestionOuverte:
    """What the sources leave open, what is retained meanwhile, and which answers rest on it.

    They are those where `condition` holds, whatever the level, and which cite one of the
    services (in service or to come) or raise one of the alerts, when some are named.
    """

    id: str
    question: str
    dit: str
    """What the sources say, or print."""
    retenu: str
    date: str
    sources: tuple[Source, ...]
    services: Valeurs
    alertes: Valeurs
    condition: Condition
    repond: Repondant | None = None


@dataclass(frozen=True, slots=True)
class Signe:
    """What the national text itself says of a level, in the words of the tool."""

    texte: str
    source: Source


@dataclass(frozen=True, slots=True)
class NiveauDeGrille:
    """A level that the discussion grid may propose."""

    id: str
    signes: tuple[Signe, ...]


@dataclass(frozen=True, slots=True)
class QuestionDeGrille:
    """One question of the discussion grid, answered by yes, no, or not known."""

    id: str
    question: str
    domaine: str
    source: Source
    plaide: str | None = None
    """The level that a yes supports, the way in, or nothing."""
    effet: str | None = None
    """What a yes changes beside the level."""
    source_effet: Source | None = None


@dataclass(frozen=True, slots=True)
class Grille:
    """The discussion grid: questions whose answers may propose a level, never choose it."""

    active: bool
    """Does the questionnaire of a situation offer it?"""
    avertissement: str
    """Said with every proposal, and where there is none."""
    regle: Source
    domaines: Mapping[str, str]
    niveaux: tuple[NiveauDeGrille, ...]
    """From the lowest."""
    questions: tuple[QuestionDeGrille, ...]


@dataclass(frozen=True, slots=True)
class Garantie:
    """A promise verified over every situation by `valider`."""

    id: str
    texte: str
    condition: Condition
    """Where it holds, whatever the level."""
    definition: Mapping[str, object]
    """What it promises, as plain values."""


@dataclass(frozen=True, slots=True)
class Recherche:
    """How a hospital's name is matched: words to ignore, abbreviations to expand."""

    mots_ignores: Valeurs
    abreviations: Mapping[str, str]
    mots_neutres: Valeurs = ()
    """Words that may stand beside a name without changing which hospital it is."""
    homonymes: tuple[tuple[str, Valeurs], ...] = ()
    """What several structures are called, and which."""


@dataclass(frozen=True, slots=True)
class HopitalHorsCarte:
    """A well-known hospital of elsewhere: only to say that it is not of the map."""

    nom: str
    alias: Valeurs
    commune: str
    source: Source


@dataclass(frozen=True, slots=True)
class Referentiel:
    """Everything the three files say, checked. `empreinte`: sha256 of their bytes."""

    version: str
    a_jour_au: str
    perime_apres: str
    empreinte: str
    documents: tuple[Document, ...]
    conventions: Mapping[str, str]
    departement: Territoire
    numero: str
    """Official number of the departement."""
    fuseau: str
    """Its time zone, by its name in the tz database."""
    de: str
    tout: str
    """The departement after « hors »; the whole of it."""
    region: Territoire
    territoires: tuple[Territoire, ...]
    rattachements: tuple[Rattachement, ...]
    structures: tuple[Structure, ...]
    services: tuple[Service, ...]
    """The map's services first, in file order, then the generic contacts."""
    lacunes: tuple[Lacune, ...]
    lignes: Mapping[str, str]
    """Rows of the table of § 5: identifier → label as printed."""
    faits: tuple[Fait, ...]
    recherche: Recherche
    criteres: tuple[Critere, ...]
    plages: tuple[PlageHoraire, ...]
    types: tuple[TypeDeService, ...]
    groupes: Valeurs
    joignabilites: tuple[Joignabilite, ...]
    roles: tuple[Role, ...]
    cellules: tuple[Regle, ...]
    regles: tuple[Regle, ...]
    alertes: Mapping[str, Emission]
    """Alert codes, in the order of the answer, with their default text and source."""
    sujets: Mapping[str, str]
    """Alert codes → when each is raised, in a few words."""
    notes: Valeurs
    """Alert codes that change nothing to whom to call: shown with the reasons only."""
    secondaires: Valeurs
    """Alert codes that give way, on a screen, when the answer would be too long."""
    automatiques: Mapping[str, str]
    """`ecart` and `supra-territorial`: what a contact raises by itself → alert code."""
    ordres: tuple[Ordre, ...]
    inconnus_en_dernier: Condition
    """When contacts that may not answer never stand before those that do."""
    rappels: tuple[Rappel, ...]
    garanties: tuple[Garantie, ...]
    textes: Mapping[str, str]
    """Short official sentences of the screen: title of each section, directory, cell summaries…"""
    anticipation: Anticipation
    appelants: tuple[Appelant, ...] = ()
    fiche: Fiche | None = None
    missions: tuple[Mission, ...] = ()
    """What `palliorient couverture` compares the map with."""
    ville: Ville | None = None
    feries: tuple[Ferie, ...] = ()
    cedex: Mapping[str, str] = field(default_factory=dict)
    """CEDEX code → the only commune that it serves."""
    controles_absents: tuple[tuple[str, str], ...] = ()
    """Files, and the keys without which `valider` checks less of them."""
    hors_carte: tuple[HopitalHorsCarte, ...] = ()
    rubriques: Mapping[str, str] = field(default_factory=dict)
    """Headings of the criteria in the help, in order: code → title."""
    questions_ouvertes: tuple[QuestionOuverte, ...] = ()
    grille: Grille | None = None
    et_si: tuple[EtSi, ...] = ()
    au_telephone: Mapping[str, str | None] = field(default_factory=dict)
    """Words of a contact → what a telephone leaves of them; None: they decide nothing."""

    @property
    def place(self) -> str:
        """The criterion that says where the person is: `arrondissement`, or `commune`."""
        return next(c.id for c in self.criteres if c.id in PLACES)

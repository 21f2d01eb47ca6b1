"""The compiled table, as the engine reads it: masks, rows, services, wordings.

It is built from the JSON-able values of `compilation.compiler`, fresh or cached: masks
become integers, and lists of values the named rows of `lignes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from palliorient.noyau.langue.mots import code, mots_de_commune, sans_petits_mots
from palliorient.noyau.modele.places import COMMUNE, PLACES
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.situation.situation import Valeur as Valeur_
from palliorient.noyau.table.lignes import (
    Appelant,
    Automatique,
    ClasseAge,
    Critere,
    Emission,
    EtSi,
    Fiche,
    Hopital,
    HorsCarte,
    Lieu,
    LigneCellule,
    LigneContact,
    LigneEtape,
    LigneJoignable,
    LignePrecision,
    Lignes,
    LigneTexte,
    Plage,
    QuestionOuverte,
    Raison,
    Service,
    Site,
    Suivants,
    TypeDeService,
    Valeur,
    Ville,
    criteres,
    nommees,
    rangees,
)
from palliorient.noyau.table.masques import Masques
from palliorient.noyau.table.rangees import Rangee

if TYPE_CHECKING:
    from palliorient.noyau.niveau.grille import Grille

GENRES = (
    "contact",
    "a-venir",
    "alerte",
    "rappel",
    "preparer",
    "precision",
    "joignable",
    "etape",
    "cellule",
)
"""The kinds of rows, in the order in which they stand in the table."""

SECTIONS = ("d-abord", "ensuite", "si-impossible", "autour", "reouverture")
"""The sections of an answer, in the order in which they are read."""

CARACTERES = ("requis", "alternative", "repli", "eventuel")
"""From the strongest to the weakest; rows hold the rank."""

PORTEES = ("etablissement", "territoire", "departement", "region", "supra-territorial")
"""From the nearest to the farthest; rows hold the rank."""

SUPRA = PORTEES[-1]
"""The reach of a service of another territory."""

REGLE_JOIGNABILITE = "joignabilite"
"""The reason that says what founds a condition to answer."""

OUI, NON = "oui", "non"
"""The values of a `oui-non` criterion, and of each value of a list."""

HOPITAL = "etablissement"
"""The column of the national table where a residence and a named hospital make sense."""

ACTUALITE = "actualite"
"""The criterion that the day gives: are the data in force, past, or later than it?"""

A_LA_PLACE = {"moment": "quand"}
"""What may be given instead of a criterion, and stands after it among the options."""

FIXES = ("lieu", "site", "residence", ACTUALITE)
"""The axes of what is not changed: a place, the day."""

L = TypeVar("L")


class Recherche(Rangee):
    """How the names of hospitals are compared."""

    ignores: list[str]
    abreviations: dict[str, str]


class Anticipation(Rangee):
    """Where the answer also looks ahead (boxes), and to which moments."""

    quand: list[dict[str, list[str]]]
    nuit: str
    week_end: str


class Table:
    """Rows with their masks. Read-only once built.

    `masques[axe][valeur]` is a bit set over all rows; each kind of rows (`contacts`,
    `alertes_levees`…) knows its place among the bits. `periode` gives the days (ISO, the
    last excluded) for which the table holds.
    """

    __slots__ = (
        "_grille",
        "_imposees",
        "_noms_des_communes",
        "_postaux",
        "_valeurs",
        "a_jour_au",
        "a_venir",
        "alertes",
        "alertes_levees",
        "anticipation",
        "appelants",
        "au_telephone",
        "automatiques",
        "autre_place",
        "cedex",
        "cellules",
        "champs",
        "changeables",
        "classes",
        "classes_de",
        "cles",
        "codes",
        "communes",
        "contacts",
        "criteres",
        "de",
        "defauts",
        "departement",
        "documents",
        "ecarts",
        "emissions",
        "empreinte",
        "et_si",
        "etablissements",
        "etapes",
        "feries",
        "fiche",
        "finess",
        "fixes",
        "formes",
        "fuseau",
        "genres",
        "hors_carte",
        "inconnus_en_dernier",
        "joignables",
        "lieux",
        "listes",
        "masques",
        "moments",
        "mots_neutres",
        "notes",
        "numero",
        "perime_apres",
        "periode",
        "place",
        "precisions",
        "prefixes",
        "preparatifs",
        "questions_ouvertes",
        "raisons",
        "rappels",
        "recherche",
        "roles",
        "rubriques",
        "secondaires",
        "services",
        "sites",
        "suivants",
        "territoires",
        "textes",
        "toutes",
        "types",
        "version",
        "ville",
    )

    def __init__(self, donnees: dict[str, Any]) -> None:
        self.version: str = donnees["version"]
        self.a_jour_au: str = donnees["a_jour_au"]
        self.perime_apres: str = donnees["perime_apres"]
        self.empreinte: str = donnees["empreinte"]
        self.numero: str = donnees["numero"]
        """Official number of the departement."""
        self.periode: tuple[str, str] = tuple(donnees["periode"])
        self.criteres: dict[str, Critere] = {c.id: c for c in criteres(donnees["criteres"])}
        self.rubriques: dict[str, str] = donnees["rubriques"]
        """Headings of the criteria in the help, in order: code → title."""
        self._valeurs: dict[tuple[str, str], Valeur] = {
            (c, v.id): v for c, d in self.criteres.items() for v in d.valeurs
        }
        self.formes: dict[str, dict[str, str]] = {
            critere: {code(forme): v.id for v in d.valeurs for forme in (*v.synonymes, v.id)}
            for critere, d in self.criteres.items()
        }
        """Criterion → every way to write one of its values → the value."""
        self.classes_de: dict[str, dict[str, ClasseAge]] = {
            c.id: {
                v.id: ClasseAge(v.id, v.de, v.a, v.public)
                for v in c.valeurs
                if v.de is not None and v.a is not None
            }
            for c in self.criteres.values()
            if c.genre == "classes-d-age"
        }
        """Criteria answered by an age → their classes (each age is in one: PAL134)."""
        self.classes = self.classes_de["age"]
        self.sites: dict[str, Site] = _par_nom(Site, donnees["sites"])
        self.etablissements: dict[str, Hopital] = _par_nom(Hopital, donnees["etablissements"])
        self.place: str = donnees["place"]
        """The criterion that says where: `arrondissement`, or `commune`."""
        self.lieux: dict[str, Lieu] = _par_nom(Lieu, donnees["lieux"])
        """INSEE code → commune, in the order of the file."""
        self.ville = Ville(*donnees["ville"]) if donnees["ville"] else None
        self.cedex: dict[str, str] = donnees["cedex"]
        """CEDEX code → the commune that it serves."""
        numerotes = {c: lieu for c, lieu in self.lieux.items() if lieu.arrondissement}
        self.communes: dict[int, str] = {
            lieu.arrondissement: c for c, lieu in numerotes.items() if lieu.arrondissement
        }
        """Number of an arrondissement → its INSEE code."""
        self.codes: dict[str, int] = {
            code: n
            for n, c in self.communes.items()
            for code in (c, *self.lieux[c].codes_postaux, *_codes_de(c, self.cedex))
        }
        """Every code (INSEE, postal, CEDEX) that names one arrondissement."""
        postaux = Counter(
            code[: len(self.numero)] for lieu in self.lieux.values() for code in lieu.codes_postaux
        )
        self.prefixes = (self.numero, *(debut for debut, _ in postaux.most_common(1)))
        """How codes of the departement begin: INSEE, then postal (Corsica has another)."""
        self._noms_des_communes: dict[str, list[str]] = {}
        self._postaux: dict[str, list[str]] = {}
        self.departement: str = donnees["departement"]
        self.de: str = donnees["de"]
        """The departement after « hors »."""
        self.fuseau: str = donnees["fuseau"]
        """Its time zone."""
        self.feries: tuple[tuple[int, int], ...] = tuple((m, j) for m, j in donnees["feries"])
        """The holidays that it adds (see `calendrier.Ferie`)."""
        self.recherche = Recherche(*donnees["recherche"])
        self.mots_neutres: list[str] = donnees["mots_neutres"]
        self.finess: dict[str, str] = donnees["finess"]
        """Number of a hospital of the map → its id."""
        self.hors_carte = rangees(HorsCarte, donnees["hors_carte"])
        self.territoires: dict[str, str] = donnees["territoires"]
        self.types = _par_nom(TypeDeService, donnees["types"])
        self.documents: dict[str, str] = donnees["documents"]
        self.moments = rangees(Plage, donnees["plages"])
        self.services = nommees(Service, donnees["services"])
        self.ecarts = {s.id: s.ecart for s in self.services if s.ecart}
        """Service → why it is retained otherwise than it is printed."""
        self.roles: list[str] = donnees["roles"]
        self.suivants = rangees(Suivants, donnees["suivants"])
        self.raisons = rangees(Raison, donnees["raisons"])
        self.emissions = rangees(Emission, donnees["emissions"])
        self.alertes: dict[str, int] = {c: rang for rang, c in enumerate(donnees["alertes"])}
        """Each code with its place: alerts are read in this order."""
        self.notes = frozenset(donnees["notes"])
        """Alert codes shown with the reasons only."""
        self.secondaires = frozenset(donnees["secondaires"])
        """Alert codes that give way when the answer would be too long."""
        self.anticipation = Anticipation(**donnees["anticipation"])
        self.automatiques = _par_nom(Automatique, donnees["automatiques"])
        self.appelants = {a.id: a for a in nommees(Appelant, donnees["appelants"])}
        """Who may be calling; changes what a person reads, never what is decided."""
        self.fiche: Fiche | None = Fiche.lue(donnees["fiche"]) if donnees["fiche"] else None
        """The printed sheet, where the data declare one."""
        self.inconnus_en_dernier: list[dict[str, list[str]]] = donnees["inconnus_en_dernier"]
        self.questions_ouvertes = nommees(QuestionOuverte, donnees["questions_ouvertes"])
        self._grille: dict[str, Any] | None = donnees["grille"]
        self.et_si = rangees(EtSi, donnees["et_si"])
        self.au_telephone: dict[str, str | None] = donnees["au_telephone"]
        """Words of a contact → what a telephone leaves of them; None: they decide nothing."""
        self.textes: dict[str, str] = donnees["textes"]
        self.masques = {axe: Masques(ecrits) for axe, ecrits in donnees["masques"].items()}
        self._ranger(donnees["lignes"])
        self.listes: dict[str, list[str]] = {
            c.id: [v.id for v in c.valeurs] for c in self.criteres.values() if c.genre == "liste"
        }
        self.autre_place = next((p for p in PLACES if p != self.place and self._dite(p)), None)
        """What may be said in place of `place`: the number of a commune, or its code."""
        self.champs = dict(_champs(self.criteres.values(), self.autre_place))
        """Names of the raw answers and their form (`texte`, `oui-non`, `liste`)."""
        self.cles = {c.id: c.champ for c in self.criteres.values() if c.champ != c.id}
        """Criteria whose key in the JSON of a situation is not their name."""
        self.defauts: dict[str, Valeur_] = {
            c.id: _non_dit(c) for c in self.criteres.values() if c.question
        }
        """Criterion → what holds when nothing is said; None: nothing does."""
        # What the caller leaves out is no trait of the situation either.
        self.fixes = [*FIXES, *(a for a in self.masques if self._retire(a.partition(":")[0]))]
        """The axes that no answer explains by."""
        self.changeables = self._changeables()
        """The axes of what may be otherwise for one place, the first to be thought of first."""
        self._imposees = {
            (c.id, v.id): v.colonne
            for c in self.criteres.values()
            for v in c.valeurs
            if v.colonne and c.id != "lieu"
        }

    @property
    def grille(self) -> Grille | None:
        """The discussion grid, where the folder has one: few answers need it."""
        from palliorient.noyau.niveau.grille import Grille

        return Grille(self._grille) if self._grille else None

    def _dite(self, place: str) -> bool:
        """Has some commune of the map such a name?"""
        return place == COMMUNE or bool(self.communes)

    def _ranger(self, brutes: dict[str, list[Any]]) -> None:
        """The rows of each kind, one kind after the other among the bits."""
        debuts: dict[str, int] = {}
        rang = 0
        for genre in GENRES:
            debuts[genre] = rang
            rang += len(brutes[genre])
        self.toutes = (1 << rang) - 1

        def lignes(genre: str, forme: type[L]) -> Lignes[L]:
            return Lignes(rangees(forme, brutes[genre]), debuts[genre])

        self.contacts = lignes("contact", LigneContact)
        self.a_venir: Lignes[int] = Lignes(brutes["a-venir"], debuts["a-venir"])
        """Ranks of services that are not in service yet."""
        self.alertes_levees: Lignes[int] = Lignes(brutes["alerte"], debuts["alerte"])
        """Ranks of emissions."""
        self.rappels = lignes("rappel", LigneTexte)
        self.preparatifs = lignes("preparer", LigneTexte)
        self.precisions = lignes("precision", LignePrecision)
        self.joignables = lignes("joignable", LigneJoignable)
        self.etapes = lignes("etape", LigneEtape)
        self.cellules = lignes("cellule", LigneCellule)
        self.genres: dict[str, Lignes[Any]] = dict(
            zip(
                GENRES,
                (
                    self.contacts,
                    self.a_venir,
                    self.alertes_levees,
                    self.rappels,
                    self.preparatifs,
                    self.precisions,
                    self.joignables,
                    self.etapes,
                    self.cellules,
                ),
                strict=True,
            )
        )
        """All the rows, kind by kind, for what goes through them alike."""

    def _retire(self, critere: str) -> bool:
        """May this criterion leave services out by their names?"""
        return critere in self.criteres and bool(self.criteres[critere].services)

    def _changeables(self) -> list[str]:
        """The wanted criteria, then the others from the one that is asked last, then the lists.

        Questions go from what weighs most: what explains best why a service is not there is
        the slightest change that would bring it.
        """
        seuls = [c for c in self.criteres.values() if c.id not in (*FIXES, *self.listes)]
        voulus = [c.id for c in seuls if c.toujours]
        autres = [c.id for c in reversed(seuls) if not c.toujours]
        dans_les_listes = [f"{c}:{code}" for c, codes in self.listes.items() for code in codes]
        tous = (*voulus, *autres, *dans_les_listes)
        return [axe for axe in tous if axe in self.masques and axe not in self.fixes]

    @property
    def noms_des_communes(self) -> dict[str, list[str]]:
        """Every way to write a name, as its words, or without its small ones → communes."""
        noms = self._noms_des_communes
        if not noms:
            for commune, lieu in self.lieux.items():
                mots = mots_de_commune(lieu.nom)
                for forme in (" ".join(mots), sans_petits_mots(mots)):
                    noms.setdefault(forme, []).append(commune)
        return noms

    @property
    def postaux(self) -> dict[str, list[str]]:
        """Postal code → its communes."""
        if not self._postaux:
            for commune, lieu in self.lieux.items():
                for code_postal in lieu.codes_postaux:
                    self._postaux.setdefault(code_postal, []).append(commune)
        return self._postaux

    def place_de(self, commune: str) -> int | str:
        """How a commune answers the criterion of the place: its number, or its INSEE code."""
        numero = self.lieux[commune].arrondissement
        return numero if self.place != COMMUNE and numero else commune

    def commune_de(self, place: object) -> str:
        """The INSEE code of an answer to the criterion of the place."""
        return self.communes[place] if isinstance(place, int) else str(place)

    def site_de(self, place: object) -> str:
        """The site that stands for an answer to the criterion of the place."""
        return self.lieux[self.commune_de(place)].site

    @property
    def places(self) -> list[int | str]:
        """One answer to the criterion of the place for each site that is no hospital."""
        return [self.place_de(s.commune) for s in self.sites.values() if not s.hopital]

    def valeur(self, critere: str, code: str) -> Valeur:
        """The declared value of a criterion. The code must be one of them."""
        return self._valeurs[critere, code]

    def nommables(self, critere: str) -> list[str]:
        """The services that an answer to a list may name, in the order of the map."""
        declare = self.criteres[critere]
        types = {t for v in declare.valeurs for t in v.remplace} if declare.services else ()
        return [s.id for s in self.services if s.type in types and not s.generique]

    def nom_de(self, liste: str, code: str) -> str:
        """The name of an answer to a list: one of its values, or a service."""
        declaree = self._valeurs.get((liste, code))
        return declaree.nom if declaree else next(s.nom for s in self.services if s.id == code)

    def classe(self, critere: str, age: object) -> str | None:
        """The class of an age in completed years (bounds included); None: it is not said."""
        if not isinstance(age, int):
            return None
        return next(c.id for c in self.classes_de[critere].values() if c.de <= age <= c.a)

    def colonne(self, lieu: str) -> str:
        """The column of the national table in which a place stands."""
        return str(self.valeur("lieu", lieu).colonne)

    def hospitalier(self, lieu: str) -> bool:
        """Is this place a hospital stay?"""
        return self.colonne(lieu) == HOPITAL

    def colonne_de(self, situation: Situation) -> str:
        """The column that applies: that of the place, unless an answer imposes another."""
        for (nom, valeur), colonne in self._imposees.items():
            if situation[nom] == valeur:
                return colonne
        return self.colonne(situation.lieu)

    def valeurs(self, axe: str) -> dict[str, Valeur]:
        """The declared values of a criterion by code; none for an axis of the map."""
        critere = self.criteres.get(axe)
        return {v.id: v for v in critere.valeurs} if critere else {}

    def defaut(self, axe: str) -> str | None:
        """The value taken when nothing is said; None for an axis of the map."""
        critere = self.criteres.get(axe)
        return critere.defaut if critere else None

    @property
    def sans_niveau(self) -> Valeur:
        """The value of `niveau` for who has none: its sole need, and what it dispenses from."""
        return next(v for v in self.criteres["niveau"].valeurs if v.seul)

    @property
    def voulus(self) -> list[str]:
        """The criteria that are always wanted."""
        return [c.id for c in self.criteres.values() if c.toujours]


def _par_nom(forme: type[L], brutes: dict[str, Any]) -> dict[str, L]:
    return dict(zip(brutes, rangees(forme, brutes.values()), strict=True))


def _codes_de(commune: str, cedex: Mapping[str, str]) -> list[str]:
    return [code for code, desservie in cedex.items() if desservie == commune]


def _champs(declares: Iterable[Critere], autre_place: str | None) -> Iterator[tuple[str, str]]:
    """Every criterion that is asked, in the order of the file."""
    for critere in declares:
        if critere.question:
            yield critere.id, critere.genre if critere.genre in ("oui-non", "liste") else "texte"
            if critere.id in PLACES and autre_place:
                yield autre_place, "texte"
            if critere.id in A_LA_PLACE:
                yield A_LA_PLACE[critere.id], "texte"


def _non_dit(critere: Critere) -> Valeur_:
    if critere.genre == "oui-non":
        return critere.defaut == OUI
    if critere.genre == "liste":
        return ()
    sans_defaut = critere.toujours or critere.genre == "classes-d-age" or critere.id == "residence"
    return None if sans_defaut else critere.defaut


def lignes_vraies(table: Table, valeurs: Mapping[str, str]) -> int:
    """The rows that hold for these values of the axes, as a bit set."""
    bits = table.toutes
    for axe, valeur in valeurs.items():
        bits &= table.masques[axe][valeur]
    return bits


def dans_une_boite(
    boites: Iterable[Mapping[str, Collection[str]]], valeurs: Mapping[str, str]
) -> bool:
    """Does a situation, given by the value of each axis, stand in one of these boxes?"""
    return any(all(valeurs[axe] in permises for axe, permises in boite.items()) for boite in boites)

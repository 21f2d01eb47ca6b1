"""The rows of the compiled table, and what they point to: one name and type per column.

The table is kept as plain JSON; each list of values becomes one of these tuples when it is
read. What they share: a `raison`, a `role`, a `service` are ranks in the table's own lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from operator import itemgetter
from typing import Any, Generic, TypeVar

from palliorient.noyau.table.rangees import Rangee


class LigneContact(Rangee):
    """Proposes a service. `caractere` and `portee` are ranks: the smallest is the strongest."""

    service: int
    caractere: int
    option: str | None
    modalites: list[str]
    joignable: str | None
    """A more cautious reachability than that of the type; None: nothing of its own."""
    portee: int
    role: int
    raison: int


class LigneTexte(Rangee):
    """A line to recall, or to prepare, and its source."""

    texte: str
    document: str
    localisation: str


class LignePrecision(Rangee):
    """Words that a rule adds to the services that it names."""

    services: list[int]
    modalite: str
    raison: int


class LigneJoignable(Rangee):
    """A statement on reachability, of types or of one service."""

    types: list[str]
    service: int | None
    valeur: str
    condition: str | None
    raison: int | None
    """What founds the condition; None exactly when there is none."""


class LigneEtape(Rangee):
    """A step of the order of call; `caracteres` empty: whatever the caractère."""

    rang: int
    roles: list[int]
    section: str
    caracteres: list[int]


class LigneCellule(Rangee):
    """A cell of the national table: its official label."""

    regle: str
    libelle: str
    document: str
    localisation: str


class Suivants(Rangee):
    """Who comes when the services that a role found are all left out by their names."""

    role: int
    boites: list[dict[str, list[str]]]
    """Where (axis → values): one of them holds."""
    absents: list[int]
    suivants: list[list[Any]]
    """For each, `service`, `caractere`, modality, `joignable`, `portee`; None: as before."""
    raison: int


class Raison(Rangee):
    """Why a contact is there: a rule, in words, and where in a document."""

    regle: str
    explication: str
    document: str
    localisation: str


class Emission(Rangee):
    """An alert as some rule raises it."""

    code: str
    texte: str
    regle: str
    document: str
    localisation: str


class Automatique(Rangee):
    """An alert that a contact raises by itself."""

    code: str
    texte: str
    document: str
    localisation: str


class TypeDeService(Rangee):
    """A type of service: its words, and whether one of several is enough."""

    nom: str
    sigle: str
    note: str | None
    au_choix: bool


class Site(Rangee):
    """One value of the axis `site`: a place, or a hospital of the map."""

    commune: str
    """INSEE code; of one of them, where a place stands for several communes."""
    arrondissement: int | None
    hopital: bool
    territoires: list[str]
    """The territory retained; then a second, possible one."""
    poids: int
    """How many communes it stands for."""


class Lieu(Rangee):
    """A commune: what is typed for it, and the site that stands for it."""

    nom: str
    arrondissement: int | None
    codes_postaux: list[str]
    site: str


class Ville(Rangee):
    """The town whose arrondissements have numbers; `commune`: INSEE code of the whole."""

    nom: str
    commune: str


class Appelant(Rangee):
    """Who may be calling (see `modele.Appelant`); services are named by their ids."""

    id: str
    nom: str
    numerotes: list[str]
    sinon: str | None
    sans_numero: list[str]
    plus_tot_si: list[dict[str, list[str]]]
    """Boxes of axis → values in which some are shown earlier; none: never."""
    plus_tot: list[str]
    restent_avant: list[str]
    noms: dict[str, str]
    """Service → the name under which this caller reads it, without its number."""
    redites: dict[str, str]
    """Text of the data → what this caller reads."""


class MomentDeFiche(Rangee):
    """One list of the printed sheet (see `modele.MomentDeFiche`)."""

    id: str
    nom: str
    court: str
    reponses: dict[str, str]


class DangerDeFiche(Rangee):
    """What stands first on the sheet, in some boxes of situations."""

    quand: list[dict[str, list[str]]]
    avant: str
    grand: str
    apres: str | None


class PhraseDeFiche(Rangee):
    """A sentence of the sheet, in some boxes of situations."""

    quand: list[dict[str, list[str]]]
    texte: str


class Fiche(Rangee):
    """The printed sheet (see `modele.Fiche`); services are named by their ids."""

    lecteur: str
    mois: int
    moments: list[MomentDeFiche]
    danger: list[DangerDeFiche]
    sous_la_main: list[PhraseDeFiche]
    repete: list[str]
    sans: list[str]
    alertes: list[str]

    @classmethod
    def lue(cls, donnees: dict[str, Any]) -> Fiche:
        """The sheet from its JSON values."""
        return cls(
            lecteur=donnees["lecteur"],
            mois=donnees["mois"],
            moments=rangees(MomentDeFiche, donnees["moments"]),
            danger=rangees(DangerDeFiche, donnees["danger"]),
            sous_la_main=rangees(PhraseDeFiche, donnees["sous_la_main"]),
            repete=donnees["repete"],
            sans=donnees["sans"],
            alertes=donnees["alertes"],
        )


class Hopital(Rangee):
    """A hospital of the map: its name and other names."""

    nom: str
    alias: list[str]


class HorsCarte(Rangee):
    """A well-known hospital of elsewhere."""

    nom: str
    alias: list[str]
    commune: str


class Plage(Rangee):
    """When a moment stands: `jours` 0 Monday … 6, 7 a public holiday; minutes of the day."""

    moment: str
    jours: list[int]
    de: int
    a: int


class Valeur(Rangee):
    """One value of a criterion (see `modele.Valeur`)."""

    id: str
    nom: str
    aide: str | None
    court: str
    synonymes: list[str]
    colonne: str | None
    implique: dict[str, str]
    de: int | None
    a: int | None
    public: str | None
    explicite: bool
    seul: dict[str, str]
    dispense: list[str]
    remplace: list[str]
    contredit: dict[str, str]


class ClasseAge(Rangee):
    """A class of ages: completed years, bounds included, and the public that it makes."""

    id: str
    de: int
    a: int
    public: str | None

    def au_plus_pres(self, age: int) -> int:
        """The bound of the class that is the nearest to an age outside it."""
        return self.de if self.de > age else self.a


class Critere(Rangee):
    """One criterion: its wording and its values (see `modele.Critere`)."""

    id: str
    genre: str
    """`choix`, `oui-non`, `liste` or `classes-d-age`."""
    champ: str
    """Its key in the JSON of a situation."""
    nom: str
    question: str
    pourquoi: str
    aide: str
    toujours: bool
    defaut: str | None
    demande_si: list[dict[str, list[str]]]
    """Boxes of axis → values in which the question is asked outright."""
    dit: str | None
    """How an answer is said, `{}` standing for it; None: the name, a colon, the answer."""
    services: str | None
    """A service of the map may be an answer too: what is said of one that is left out."""
    rubrique: str | None
    """The heading under which the help shows its option (see `Table.rubriques`)."""
    valeurs: list[Valeur]


class Service(Rangee):
    """A service of the map, or a generic contact, as it stands in the period of the table."""

    id: str
    nom: str
    type: str
    structure: str | None
    porteurs: list[str]
    groupe: str
    territoires: list[str]
    statut: str
    horaires: str
    porteur: str | None
    arrondissement: int | None
    adresse: str | None
    telephone: str | None
    telephone_verifie_le: str | None
    telephone_source: dict[str, str] | None
    generique: bool
    avec: str | None
    source_horaires: list[str] | None
    propre: bool
    """Has statements on reachability of its own."""
    modalite: str | None
    declare: str | None
    """What is said of a service known from figures only: their year."""
    note: str | None
    ecart: list[str] | None
    """Why it is retained elsewhere than printed, with the source."""
    source: list[str]


class QuestionOuverte(Rangee):
    """What the sources leave open (see `modele.QuestionOuverte`); `quand`: boxes."""

    id: str
    question: str
    dit: str
    retenu: str
    date: str
    sources: list[list[str]]
    """(document, place in it)."""
    services: list[str]
    alertes: list[str]
    quand: list[dict[str, list[str]]]


class EtSi(Rangee):
    """A change of the situation that is offered (see `modele.EtSi`); `quand`: boxes."""

    id: str
    nom: str
    change: dict[str, str]
    quand: list[dict[str, list[str]]]


L = TypeVar("L")


class Lignes(Generic[L]):
    """The rows of one kind, and their place among the bits of the table."""

    __slots__ = ("debut", "masque", "toutes")

    def __init__(self, toutes: list[L], debut: int) -> None:
        self.toutes = toutes
        self.debut = debut
        self.masque = (1 << len(toutes)) - 1 << debut
        """The bits of the kind."""

    def __eq__(self, autres: object) -> bool:
        """The same rows at the same place."""
        if not isinstance(autres, Lignes):
            return NotImplemented
        return (self.debut, self.toutes) == (autres.debut, autres.toutes)

    def rangs(self, bits: int) -> list[int]:
        """Ranks, inside the kind, of the rows that are in `bits`."""
        return rangs_de((bits & self.masque) >> self.debut)

    def vraies(self, bits: int) -> list[L]:
        """The rows that are in `bits`, in their order."""
        toutes = self.toutes
        return [toutes[rang] for rang in self.rangs(bits)]


SERREES = 64
"""Rows from which the bytes of a set are looked at one by one: to take out one bit after the
other copies them all each time."""

_RANGS: list[list[int]] = []
"""Byte → the ranks of its bits; made at the first large set."""


def rangs_de(bits: int) -> list[int]:
    """Ranks of the bits of a set, from the lowest."""
    if bits.bit_count() > SERREES:
        if not _RANGS:
            _RANGS.extend([r for r in range(8) if octet >> r & 1] for octet in range(256))
        octets = enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little"))
        return [place * 8 + rang for place, octet in octets if octet for rang in _RANGS[octet]]
    rangs = []
    while bits:
        bas = bits & -bits
        rangs.append(bas.bit_length() - 1)
        bits ^= bas
    return rangs


def rangees(forme: type[L], brutes: Iterable[Iterable[Any]]) -> list[L]:
    """One row for each list of values, in the order of its fields."""
    return [*map(partial(tuple.__new__, forme), brutes)]  # type: ignore[type-var]


def nommees(forme: type[L], fiches: Iterable[dict[str, Any]]) -> list[L]:
    """One row for each set of named values."""
    return rangees(forme, map(itemgetter(*forme._fields), fiches))  # type: ignore[attr-defined]


def criteres(declares: list[dict[str, Any]]) -> list[Critere]:
    """The criteria from their JSON values."""
    return nommees(
        Critere,
        [{**declare, "valeurs": nommees(Valeur, declare["valeurs"])} for declare in declares],
    )

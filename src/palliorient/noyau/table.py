"""The compiled table, as the engine reads it: masks, rows, services, wordings.

It is built from the JSON-able values of `compilation.compiler`, fresh or cached. The
lists of payloads stay as they come; only the masks become integers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from palliorient.noyau.mots import code

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


class Table:
    """Rows with their masks. Read-only once built.

    `masques[axe][valeur]` is a bit set over all rows; `decalages[genre]` gives the rank of
    the first row of a kind, `lignes[genre]` the payloads of that kind. `periode` gives
    the days (ISO, the last excluded) for which the table holds.
    """

    __slots__ = (
        "_ages",
        "_valeurs",
        "a_jour_au",
        "alertes",
        "anticipation",
        "automatiques",
        "codes",
        "codes_postaux",
        "communes",
        "criteres",
        "decalages",
        "departement",
        "documents",
        "emissions",
        "empreinte",
        "etablissements",
        "finess",
        "formes",
        "hors_carte",
        "inconnus_en_dernier",
        "lignes",
        "listes",
        "masques",
        "moments",
        "mots_neutres",
        "notes",
        "numero",
        "perime_apres",
        "periode",
        "prefixe",
        "raisons",
        "recherche",
        "roles",
        "secondaires",
        "services",
        "sites",
        "territoires",
        "textes",
        "toutes",
        "types",
        "version",
    )

    def __init__(self, donnees: dict[str, Any]) -> None:
        self.version: str = donnees["version"]
        self.a_jour_au: str = donnees["a_jour_au"]
        self.perime_apres: str = donnees["perime_apres"]
        self.empreinte: str = donnees["empreinte"]
        self.numero: str = donnees["numero"]
        """Official number of the departement."""
        self.periode: tuple[str, str] = tuple(donnees["periode"])
        self.criteres: dict[str, dict[str, Any]] = {c["id"]: c for c in donnees["criteres"]}
        self._valeurs: dict[tuple[str, str], dict[str, Any]] = {
            (c, v["id"]): v for c, d in self.criteres.items() for v in d["valeurs"]
        }
        self.formes: dict[str, dict[str, str]] = {
            critere: {
                code(forme): v["id"] for v in d["valeurs"] for forme in (*v["synonymes"], v["id"])
            }
            for critere, d in self.criteres.items()
        }
        """Criterion → every way to write one of its values → the value."""
        self._ages: dict[int, dict[str, Any]] = {
            age: v for v in self.criteres["age"]["valeurs"] for age in range(v["de"], v["a"] + 1)
        }
        self.sites: dict[str, list[Any]] = donnees["sites"]
        self.etablissements: dict[str, list[Any]] = donnees["etablissements"]
        self.communes: dict[int, str] = {int(n): c for n, c in donnees["communes"].items()}
        """Arrondissement → INSEE code."""
        self.codes_postaux: dict[str, int] = donnees["codes_postaux"]
        self.codes: dict[str, int] = {
            **{code: n for n, code in self.communes.items()},
            **donnees["cedex"],
            **self.codes_postaux,
        }
        """Every code (INSEE, postal, CEDEX) that names one arrondissement."""
        self.prefixe = _debut_commun(self.codes)
        """How every code of the departement begins."""
        self.departement: str = donnees["departement"]
        self.recherche: list[Any] = donnees["recherche"]
        self.mots_neutres: list[str] = donnees["mots_neutres"]
        self.finess: dict[str, str] = donnees["finess"]
        """Number of a hospital of the map → its id."""
        self.hors_carte: list[list[Any]] = donnees["hors_carte"]
        """Hospitals of elsewhere: name, other names, commune."""
        self.territoires: dict[str, str] = donnees["territoires"]
        self.types: dict[str, list[str]] = donnees["types"]
        self.documents: dict[str, str] = donnees["documents"]
        self.moments: list[list[Any]] = donnees["plages"]
        self.services: list[dict[str, Any]] = donnees["services"]
        self.roles: list[str] = donnees["roles"]
        self.raisons: list[list[str]] = donnees["raisons"]
        self.emissions: list[list[str]] = donnees["emissions"]
        self.alertes: list[str] = donnees["alertes"]
        self.notes = frozenset(donnees["notes"])
        """Alert codes shown with the reasons only."""
        self.secondaires = frozenset(donnees["secondaires"])
        """Alert codes that give way when the answer would be too long."""
        self.anticipation: dict[str, Any] = donnees["anticipation"]
        """`quand` (boxes), and the moments (`nuit`, `week_end`) to look ahead to."""
        self.automatiques: dict[str, list[str]] = donnees["automatiques"]
        self.inconnus_en_dernier: list[dict[str, list[str]]] = donnees["inconnus_en_dernier"]
        self.textes: dict[str, str] = donnees["textes"]
        self.lignes: dict[str, list[Any]] = donnees["lignes"]
        self.masques: dict[str, dict[str, int]] = {
            axe: {valeur: int(bits, 16) for valeur, bits in masques.items()}
            for axe, masques in donnees["masques"].items()
        }
        self.decalages: dict[str, int] = {}
        rang = 0
        for genre in GENRES:
            self.decalages[genre] = rang
            rang += len(self.lignes[genre])
        self.toutes = (1 << rang) - 1
        self.listes: dict[str, list[str]] = {
            critere: [v["id"] for v in self.criteres[critere]["valeurs"]]
            for critere in ("suivi", "besoin")
        }

    def valeur(self, critere: str, code: str) -> dict[str, Any]:
        """The declared value of a criterion. The code must be one of them."""
        return self._valeurs[critere, code]

    def classe_age(self, age: int | None) -> dict[str, Any]:
        """The age class of an age in completed years (bounds included); None: the default one."""
        if age is None:
            return self.valeur("age", self.criteres["age"]["defaut"])
        return self._ages[age]

    @property
    def sans_niveau(self) -> dict[str, Any]:
        """The value of `niveau` for who has none: its sole need, and what it dispenses from."""
        return next(v for v in self.criteres["niveau"]["valeurs"] if v["besoin_seul"])

    def rangs(self, genre: str, bits: int) -> list[int]:
        """Ranks, inside a kind, of the rows of that kind that are in `bits`."""
        return rangs_de(bits >> self.decalages[genre] & ((1 << len(self.lignes[genre])) - 1))


def _debut_commun(codes: Collection[str]) -> str:
    premier, dernier = min(codes), max(codes)
    communs = (n for n in range(len(premier), 0, -1) if dernier.startswith(premier[:n]))
    return premier[: next(communs, 0)]


def rangs_de(bits: int) -> list[int]:
    """Ranks of the bits of a set, from the lowest."""
    rangs = []
    while bits:
        bas = bits & -bits
        rangs.append(bas.bit_length() - 1)
        bits ^= bas
    return rangs


def dans_une_boite(
    boites: Iterable[Mapping[str, Collection[str]]], valeurs: Mapping[str, str]
) -> bool:
    """Does a situation, given by the value of each axis, stand in one of these boxes?"""
    return any(all(valeurs[axe] in permises for axe, permises in boite.items()) for boite in boites)

"""A situation: what is asked of the tool, without anything that names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from palliorient.noyau.table import Table


class Situation(NamedTuple):
    """The answers about one person. Values are the codes of the rules file.

    `age` in completed years; `etablissement` is the id of a hospital of the map, which
    then gives `arrondissement`; `niveau` is None only when bereavement is the sole need,
    and so may `age` and `moment` be; `residence` is None, "paris", "hors-paris" or an
    arrondissement. What is not said has the default of the contract.
    """

    lieu: str
    arrondissement: int | None
    niveau: int | None
    age: int | None
    moment: str | None
    precarite: bool = False
    etablissement: str | None = None
    isolement: bool = False
    maintien: str = "possible"
    suivi: tuple[str, ...] = ()
    besoins: tuple[str, ...] = ()
    urgence: bool = False
    residence: str | int | None = None


class Deduction(NamedTuple):
    """What follows from a situation: column, public, territories, what the place implies."""

    colonne: str
    public: str | None
    """None when the age is not said."""
    classe_age: str
    territoires: tuple[str, ...]
    commune: str
    """INSEE code of the arrondissement."""
    precarite: bool
    deduits: tuple[str, ...]


def deduire(table: Table, situation: Situation) -> Deduction:
    """Derive the criteria that nobody types. The values of `situation` must be known ones."""
    lieu = table.valeur("lieu", situation.lieu)
    hopital = lieu["colonne"] == "etablissement"
    admission = situation.maintien == "impossible" and not hopital
    classe = table.classe_age(situation.age)
    implique = lieu["implique"]
    precarite = implique.get("precarite")
    return Deduction(
        colonne="etablissement" if admission else lieu["colonne"],
        public=None if situation.age is None else classe["public"],
        classe_age=classe["id"],
        # A second, possible territory only counts for where the person lives.
        territoires=tuple(table.sites[site(situation)][2][: 1 if hopital else None]),
        commune=table.communes[table.sites[site(situation)][0]],
        precarite=situation.precarite if precarite is None else precarite == "oui",
        deduits=tuple(implique),
    )


def site(situation: Situation) -> str:
    """The value of the axis `site`: the hospital when there is one, else the arrondissement."""
    return situation.etablissement or str(situation.arrondissement)


def axes(table: Table, situation: Situation, deduction: Deduction) -> dict[str, str]:
    """Axis → value, for the single-valued axes (lists are read from the situation)."""
    residence = situation.residence
    return {
        "lieu": situation.lieu,
        "site": site(situation),
        "niveau": "aucun" if situation.niveau is None else str(situation.niveau),
        "age": deduction.classe_age,
        "precarite": _oui_non(deduction.precarite),
        "moment": situation.moment or table.criteres["moment"]["defaut"],
        "isolement": _oui_non(situation.isolement),
        "maintien": situation.maintien,
        "urgence": _oui_non(situation.urgence),
        "residence": "inconnue" if residence is None else str(residence),
    }


def _oui_non(valeur: bool) -> str:
    return "oui" if valeur else "non"

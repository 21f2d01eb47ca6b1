"""A situation: what is asked of the tool, without anything that names a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from palliorient.noyau.table.table import Table

Valeur = bool | int | str | tuple[str, ...] | None
"""One answer: yes or no, a number, a code, several codes; None: not said."""


class Situation:
    """The answers about one person, by criterion. Values are the codes of the rules file.

    `niveau` and `age` (completed years) are numbers. Where is said by the criterion that the
    folder declares: `arrondissement`, a number, or `commune`, an INSEE code; `etablissement`
    is the id of a hospital of the map, which then gives it; `niveau` is None
    only when a need that does without is the sole one, and so may `age` and `moment` be;
    `residence` is None, a code or a place. Any other criterion that the rules
    declare is read by its name; what is not said has the default that they declare.
    """

    __slots__ = ("_dits",)

    def __init__(
        self,
        lieu: str,
        arrondissement: int | None = None,
        niveau: int | None = None,
        age: int | None = None,
        moment: str | None = None,
        etablissement: str | None = None,
        residence: str | int | None = None,
        **autres: Valeur,
    ) -> None:
        self._dits: dict[str, Valeur] = {
            "lieu": lieu,
            "arrondissement": arrondissement,
            "niveau": niveau,
            "age": age,
            "moment": moment,
            "etablissement": etablissement,
            "residence": residence,
            **autres,
        }

    @classmethod
    def de(cls, dits: dict[str, Valeur]) -> Situation:
        """The situation of these answers, which are kept as they are."""
        situation = cls.__new__(cls)
        situation._dits = dits
        return situation

    def __getitem__(self, critere: str) -> Valeur:
        """The answer to a criterion; None when it is not said."""
        return self._dits.get(critere)

    @property
    def dits(self) -> Mapping[str, Valeur]:
        """Every answer by criterion."""
        return self._dits

    def avec(self, **changes: Valeur) -> Situation:
        """The same situation with other answers."""
        return Situation.de({**self._dits, **changes})

    def codes(self, critere: str) -> tuple[str, ...]:
        """The answers to a list, by code."""
        lus = self._dits.get(critere)
        return lus if isinstance(lus, tuple) else ()

    def __eq__(self, autre: object) -> bool:
        """The same answers."""
        return self._dits == autre._dits if isinstance(autre, Situation) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._dits.items())))

    def __repr__(self) -> str:
        dits = ", ".join(f"{c}={v!r}" for c, v in self._dits.items() if v not in (None, ()))
        return f"Situation({dits})"

    # --- the criteria with a logic of their own -----------------------------------------

    @property
    def lieu(self) -> str:
        """The place of living or care."""
        return str(self._dits["lieu"])

    @property
    def arrondissement(self) -> int | None:
        """The number of the arrondissement."""
        return _nombre(self._dits.get("arrondissement"))

    @property
    def etablissement(self) -> str | None:
        """The hospital of the map where the person is."""
        lu = self._dits.get("etablissement")
        return lu if isinstance(lu, str) else None

    @property
    def niveau(self) -> int | None:
        """The national level."""
        return _nombre(self._dits.get("niveau"))

    @property
    def age(self) -> int | None:
        """Completed years."""
        return _nombre(self._dits.get("age"))

    @property
    def moment(self) -> str | None:
        """When the call is made."""
        lu = self._dits.get("moment")
        return lu if isinstance(lu, str) else None

    @property
    def residence(self) -> str | int | None:
        """Where a person in hospital goes back to."""
        lu = self._dits.get("residence")
        return lu if isinstance(lu, str | int) else None


def _nombre(valeur: Valeur) -> int | None:
    return valeur if isinstance(valeur, int) else None


class Deduction(NamedTuple):
    """What follows from a situation: column, public, territories, what the place implies."""

    colonne: str
    public: str | None
    """None when the age is not said."""
    territoires: tuple[str, ...]
    commune: str
    """INSEE code of the place."""
    arrondissement: int | None
    """Its number, where it has one."""
    deduits: tuple[str, ...]
    """Criteria that the place decides."""


def deduire(table: Table, situation: Situation) -> Deduction:
    """Derive the criteria that nobody types. The values of `situation` must be known ones."""
    lieu = situation.lieu
    classe = table.classe("age", situation.age)
    ici = table.sites[site(table, situation)]
    # A site may stand for several communes: which one is said by the situation.
    commune = ici.commune if ici.hopital else table.commune_de(situation[table.place])
    return Deduction(
        colonne=table.colonne_de(situation),
        public=table.classes[classe].public if classe else None,
        # A second, possible territory only counts for where the person lives.
        territoires=tuple(ici.territoires[: 1 if table.hospitalier(lieu) else None]),
        commune=commune,
        arrondissement=table.lieux[commune].arrondissement,
        deduits=tuple(table.valeur("lieu", lieu).implique),
    )


def site(table: Table, situation: Situation) -> str:
    """The value of the axis `site`: the hospital when there is one, else the place."""
    return situation.etablissement or table.site_de(situation[table.place])

"""The order of call: each contact takes the first step that names one of its roles."""

from __future__ import annotations

from palliorient.noyau.table.lignes import LigneContact
from palliorient.noyau.table.table import CARACTERES, Table, dans_une_boite

INCERTAINS = ("inconnu", "non")
REPLI = CARACTERES.index("repli")

Cle = tuple[bool, tuple[int, int], int, int]
"""Sorts calls: uncertain ones last, the step and the place in it, the reach, the file."""

SANS_ETAPE = (1 << 30, 0)
"""Place of a contact that no step names: last. `valider` refuses data where it happens."""


class OrdreDuMoment:
    """The order that holds in one situation.

    When the rules say so (outside daytime), contacts that may not answer never stand
    before those that do; within each group the steps decide, then the reach, then the
    order of the file. A contact's place depends on itself only: sorting by `cle` is enough.
    """

    __slots__ = ("etapes", "incertains_en_dernier")

    def __init__(self, table: Table, bits: int, incertains_en_dernier: bool) -> None:
        self.etapes = sorted(table.etapes.vraies(bits))
        self.incertains_en_dernier = incertains_en_dernier

    def placer(
        self, rang_service: int, lignes: list[LigneContact], joignable: str
    ) -> tuple[Cle, str]:
        """The sort key of a contact, and its section."""
        place, section = self._etape(lignes)
        en_dernier = self.incertains_en_dernier and joignable in INCERTAINS
        return (en_dernier, place, min(ligne.portee for ligne in lignes), rang_service), section

    def _etape(self, lignes: list[LigneContact]) -> tuple[tuple[int, int], str]:
        """(rank of the step, rank of the role inside it), and the section of the step."""
        caractere = lignes[0].caractere
        # A stand-in keeps its place when it is also there for itself (the DAC, for the EMSPT).
        propres = {ligne.role for ligne in lignes if ligne.caractere != REPLI}
        roles = propres or {ligne.role for ligne in lignes}
        for rang, roles_de_l_etape, section, caracteres in self.etapes:
            if caracteres and caractere not in caracteres:
                continue
            for place, role in enumerate(roles_de_l_etape):
                if role in roles:
                    return (rang, place), section
        return SANS_ETAPE, "autour"


def places(table: Table) -> list[tuple[int, int]]:
    """Every place that a step gives, in order; then that of a contact that none names."""
    donnees = {(e.rang, place) for e in table.etapes.toutes for place in range(len(e.roles))}
    return [*sorted(donnees), SANS_ETAPE]


def incertains_en_dernier(table: Table, valeurs: dict[str, str]) -> bool:
    """Do the rules put last, in this situation, those that may not answer?"""
    return dans_une_boite(table.inconnus_en_dernier, valeurs)

"""The order of call: each contact takes the first step that names one of its roles."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.table import CARACTERES, Table, dans_une_boite

INCERTAINS = ("inconnu", "non")
REPLI = CARACTERES.index("repli")

SANS_ETAPE = (1 << 30, 0)
"""Place of a contact that no step names: last. `valider` refuses data where it happens."""


class Ordre:
    """The order that holds in one situation.

    When the rules say so (outside daytime), contacts that may not answer never stand
    before those that do; within each group the steps decide, then the reach, then the
    order of the file. A contact's place depends on itself only: sorting by `cle` is enough.
    """

    __slots__ = ("etapes", "incertains_en_dernier")

    def __init__(self, table: Table, bits: int, incertains_en_dernier: bool) -> None:
        self.etapes = sorted(table.lignes["etape"][r] for r in table.rangs("etape", bits))
        self.incertains_en_dernier = incertains_en_dernier

    def placer(
        self, rang_service: int, lignes: list[Any], joignable: str
    ) -> tuple[tuple[Any, ...], str]:
        """The sort key of a contact, and its section."""
        place, section = self._etape(lignes)
        en_dernier = self.incertains_en_dernier and joignable in INCERTAINS
        return (en_dernier, place, min(ligne[5] for ligne in lignes), rang_service), section

    def _etape(self, lignes: list[Any]) -> tuple[tuple[int, int], str]:
        """(rank of the step, rank of the role inside it), and the section of the step."""
        caractere = lignes[0][1]
        # A stand-in keeps its place when it is also there for itself (the DAC, for the EMSPT).
        propres = {ligne[6] for ligne in lignes if ligne[1] != REPLI}
        roles = propres or {ligne[6] for ligne in lignes}
        for rang, roles_de_l_etape, section, caracteres in self.etapes:
            if caracteres and caractere not in caracteres:
                continue
            for place, role in enumerate(roles_de_l_etape):
                if role in roles:
                    return (rang, place), section
        return SANS_ETAPE, "autour"


def incertains_en_dernier(table: Table, valeurs: dict[str, str]) -> bool:
    """Do the rules put last, in this situation, those that may not answer?"""
    return dans_une_boite(table.inconnus_en_dernier, valeurs)

"""The order of call: each contact takes the first step that names one of its roles."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.table import Table

INCERTAINS = ("inconnu", "non")
REPLI = 2
"""Rank of the caractère « repli » (see `moteur.CARACTERES`)."""

Ebauche = tuple[int, dict[str, Any], list[Any], str, str | None]
"""Rank of the service, the service, its rows, its reachability and the condition of it."""

SANS_ETAPE = (1 << 30, 0)
"""Place of a contact that no step names: last. `valider` refuses data where it happens."""


def classer(
    table: Table, bits: int, valeurs: dict[str, str], ebauches: list[Ebauche]
) -> list[tuple[Ebauche, str]]:
    """The contacts in the order of call, each with its section.

    When the rules say so (outside daytime), those that may not answer never stand
    before those that do; within each group the steps decide, then the reach, then the
    order of the file.
    """
    etapes = sorted(table.lignes["etape"][r] for r in table.rangs("etape", bits))
    incertains_en_dernier = any(
        all(valeurs[axe] in permises for axe, permises in boite.items())
        for boite in table.inconnus_en_dernier
    )

    def cle(ebauche: Ebauche) -> tuple[Any, ...]:
        rang, _, lignes, joignable, _ = ebauche
        return (
            incertains_en_dernier and joignable in INCERTAINS,
            _place(etapes, lignes)[0],
            min(ligne[5] for ligne in lignes),
            rang,
        )

    return [(e, _place(etapes, e[2])[1]) for e in sorted(ebauches, key=cle)]


def _place(etapes: list[Any], lignes: list[Any]) -> tuple[tuple[int, int], str]:
    """(rank of the step, rank of the role inside it), and the section of the step."""
    caractere = lignes[0][1]
    # A stand-in keeps its own place when it is also there for itself (the DAC, for the EMSPT).
    roles = {ligne[6] for ligne in lignes if ligne[1] != REPLI} or {ligne[6] for ligne in lignes}
    for rang, roles_de_l_etape, section, caracteres in etapes:
        if caracteres and caractere not in caracteres:
            continue
        for place, role in enumerate(roles_de_l_etape):
            if role in roles:
                return (rang, place), section
    return SANS_ETAPE, "autour"

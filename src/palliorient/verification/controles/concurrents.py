"""Families of situations that must not overlap: cells of the table, orders of call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import Ordre, Regle
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte


def concurrents(
    ctx: Contexte, code: Code, section: str, familles: Sequence[Regle | Ordre], quoi: str
) -> Iterator[Diagnostic]:
    """Two of them for one situation: said at the second."""
    lues = [(rang, famille, ctx.ou(famille.condition)) for rang, famille in enumerate(familles)]
    for (r1, f1, ou1), (r2, f2, ou2) in combinations(lues, 2):
        commun = ctx.espace.inter(ou1, ou2)
        if commun:
            yield ctx.diagnostic(
                code,
                (section, r2, "id"),
                f"{quoi} « {f1.id} » et « {f2.id} » valent dans les mêmes situations\n"
                f"{ctx.dans_les_situations(commun)}",
                "séparer leurs conditions",
                [(section, r1, "id")],
            )

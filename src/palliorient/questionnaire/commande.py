"""The command that gives the same answer without asking, to be replayed or noted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from palliorient.noyau.langue.mots import visible
from palliorient.noyau.situation.ecriture import options as ecrites
from palliorient.noyau.situation.lecture import SituationLue
from palliorient.noyau.table.table import A_LA_PLACE, Table


def equivalente(
    table: Table,
    options: Mapping[str, Any],
    lecture: SituationLue,
    fixes: Collection[str] = (),
    commande: str = "orienter",
) -> str:
    """`palliorient orienter`, or another command, with one option for each answer.

    In the order of the help, without the `fixes` that the command gives by itself.
    The answers are those that the door understood, so that nothing typed is echoed; a
    date and hour stays as it was given, a completed age is all that is kept of an age.
    """
    dits = {c: v for c, v in lecture.lus.items() if c not in fixes}
    for critere, autre in A_LA_PLACE.items():
        if options.get(autre):
            dits[autre] = visible(options[autre])
            dits.pop(critere, None)
    return " ".join([f"palliorient {commande}", *ecrites(table, dits)])

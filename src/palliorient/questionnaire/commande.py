"""The command that gives the same answer without asking, to be replayed or noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palliorient.noyau.langue.mots import visible
from palliorient.noyau.situation.ecriture import options as ecrites
from palliorient.noyau.situation.lecture import SituationLue
from palliorient.noyau.table.table import A_LA_PLACE, Table


def equivalente(table: Table, options: Mapping[str, Any], lecture: SituationLue) -> str:
    """`palliorient orienter` with one option for each answer, in the order of the help.

    The answers are those that the door understood, so that nothing typed is echoed; a
    date and hour stays as it was given, a completed age is all that is kept of an age.
    """
    dits = dict(lecture.lus)
    for critere, autre in A_LA_PLACE.items():
        if options.get(autre):
            dits[autre] = visible(options[autre])
            dits.pop(critere, None)
    return " ".join(["palliorient orienter", *ecrites(table, dits)])

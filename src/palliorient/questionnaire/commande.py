"""The command that gives the same answer without asking, to be replayed or noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palliorient.noyau.ecriture import options as ecrites
from palliorient.noyau.lire_situation import Lecture
from palliorient.noyau.mots import visible
from palliorient.noyau.table import A_LA_PLACE, Table


def equivalente(table: Table, options: Mapping[str, Any], lecture: Lecture) -> str:
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

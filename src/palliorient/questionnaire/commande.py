"""The command that gives the same answer without asking, to be replayed or noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palliorient.noyau.lire_situation import CHAMPS, Lecture
from palliorient.noyau.table import Table


def equivalente(table: Table, options: Mapping[str, Any], lecture: Lecture) -> str:
    """`palliorient orienter` with one option for each answer, in the order of the help.

    The answers are those that the door understood, so that nothing typed is echoed; a
    date and hour stays as it was given, a completed age is all that is kept of an age.
    """
    dits = dict(lecture.lus)
    if options.get("quand"):
        dits["quand"] = options["quand"]
        dits.pop("moment", None)
    if "etablissement" in dits:
        dits.pop("arrondissement", None)
    for critere in table.valeur("lieu", dits["lieu"])["implique"]:
        dits.pop(critere, None)
    morceaux = ["palliorient orienter"]
    for nom in CHAMPS:
        if nom in dits:
            morceaux += _options(nom, dits[nom])
    return " ".join(morceaux)


def _options(nom: str, valeur: Any) -> list[str]:
    if isinstance(valeur, bool):
        return [f"--{nom}" if valeur else f"--sans-{nom}"]
    if isinstance(valeur, tuple):
        return [f"--{nom} {code}" for code in valeur]
    texte = str(valeur)
    return [f'--{nom} "{texte}"' if " " in texte else f"--{nom} {texte}"]

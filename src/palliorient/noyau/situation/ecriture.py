"""A situation written again: as the options of a command, or as the answers of a scenario."""

from __future__ import annotations

from collections.abc import Mapping

from palliorient.noyau.situation.communes import ecrire
from palliorient.noyau.situation.situation import Valeur
from palliorient.noyau.table.table import Table

Dits = Mapping[str, Valeur]


def utiles(table: Table, dits: Dits) -> dict[str, Valeur]:
    """The answers that are enough to find the situation again, in the order of the options.

    Left out: what the place or the hospital decides, and what says the default.
    """
    lieu = dits.get("lieu")
    tus = set(table.valeur("lieu", lieu).implique) if isinstance(lieu, str) else set()
    if dits.get("etablissement"):
        tus.add(table.place)
    gardes = {}
    for critere in table.champs:
        valeur = dits.get(critere)
        voulu = critere not in table.criteres or table.criteres[critere].toujours
        tu = critere in tus or valeur in (None, ())
        if not tu and (voulu or valeur != table.defauts[critere]):
            gardes[critere] = _ecrite(table, valeur)
    return gardes


def _ecrite(table: Table, valeur: Valeur) -> Valeur:
    """A commune so that it is read again as the same one."""
    return ecrire(table, valeur) if isinstance(valeur, str) and valeur in table.lieux else valeur


def options(table: Table, dits: Dits) -> list[str]:
    """The options of `palliorient orienter` that say these answers."""
    return [o for critere, valeur in utiles(table, dits).items() for o in _option(critere, valeur)]


def _option(critere: str, valeur: Valeur) -> list[str]:
    if isinstance(valeur, bool):
        return [f"--{critere}" if valeur else f"--sans-{critere}"]
    if isinstance(valeur, tuple):
        return [f"--{critere} {code}" for code in valeur]
    texte = str(valeur)
    return [f'--{critere} "{texte}"' if " " in texte else f"--{critere} {texte}"]

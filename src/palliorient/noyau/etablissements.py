"""Finding the hospital that somebody means: « st joseph », « hegp », « Pitié »."""

from __future__ import annotations

from palliorient.noyau.mots import mots, sans_accents
from palliorient.noyau.table import Table


def trouver(table: Table, texte: str) -> list[str]:
    """Ids of the hospitals that a text may mean, in file order; one means found.

    An exact id, name or alias wins; otherwise every word typed must begin a word of
    the name or of one alias.
    """
    ignores, abreviations = table.recherche
    cherches = mots(texte, ignores, abreviations)
    if not cherches:
        return []
    exacts, partiels = [], []
    for identifiant, (nom, alias) in table.etablissements.items():
        formes = [mots(f, ignores, abreviations) for f in (identifiant, nom, *alias)]
        if sans_accents(texte.strip()) == identifiant or cherches in formes:
            exacts.append(identifiant)
        elif any(_contient(forme, cherches) for forme in formes):
            partiels.append(identifiant)
    return exacts or partiels


def _contient(forme: list[str], cherches: list[str]) -> bool:
    return all(any(mot.startswith(cherche) for mot in forme) for cherche in cherches)

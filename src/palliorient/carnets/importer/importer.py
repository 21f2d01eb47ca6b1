"""A whole table → the text of a directory that reads, and what was not taken from it.

By construction nothing is copied: each value is understood, then written anew; a row or a
column that is not understood is known by its number.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from palliorient.carnets.importer.colonnes import Colonne, reconnaitre
from palliorient.carnets.importer.lignes import Champs, Lecteur, Rejet, Reprise
from palliorient.carnets.importer.services import Services
from palliorient.carnets.importer.tableau import lire_tableau
from palliorient.carnets.lecture import interpreter
from palliorient.carnets.schema import FORMAT
from palliorient.noyau.modele.diagnostic import ERREUR
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.table import Table

SUR_SA_LIGNE = ("telephone", "intermediaire", "verifie_le")
"""Texts, which are quoted; the rest is made of codes."""


class Import(NamedTuple):
    """What a table gave."""

    texte: str | None
    """The directory; None when no row could be taken."""
    lignes: int
    """Rows that are filled in."""
    reprises: list[Reprise]
    rejets: list[Rejet]
    colonnes: list[Colonne]
    """Those that were left aside."""


def importer(table: Table, referentiel: Referentiel, octets: bytes, nom: str) -> Import:
    """The directory called `nom`. Raises `PasUneTable` when the bytes are not such a table."""
    tableau = lire_tableau(octets)
    colonnes = reconnaitre(table, tableau)
    lecteur = Lecteur(table, Services(referentiel), colonnes)
    lues = [lue for rangee in tableau.rangees if (lue := lecteur.lire(rangee))]
    reprises = [lue for lue in lues if isinstance(lue, Reprise)]
    rejets = [lue for lue in lues if isinstance(lue, Rejet)]
    noms = {s.id: s.nom for s in table.services}
    texte = _ecrire(table, nom, reprises, noms)
    while reprises and (refusees := _refusees(table, texte, reprises)):
        rejets += refusees
        ecartees = {rejet.numero for rejet in refusees}
        reprises = [r for r in reprises if r.numero not in ecartees]
        texte = _ecrire(table, nom, reprises, noms)
    rejets.sort()
    return Import(texte if reprises else None, len(lues), reprises, rejets, colonnes.autres)


def _refusees(table: Table, texte: str, reprises: Sequence[Reprise]) -> list[Rejet]:
    """The rows of the entries that the reading of directories refuses, and its word for it."""
    lu = interpreter(table, texte.encode(), "")
    debuts = [lu.lecture.position(("entrees", rang)).ligne for rang in range(len(reprises))]
    raisons: dict[int, str] = {}
    for diagnostic in lu.diagnostics:
        assert diagnostic.position is not None
        rang = bisect_right(debuts, diagnostic.position.ligne) - 1
        if diagnostic.gravite == ERREUR:
            assert rang >= 0, "only an entry can be wrong"
            raisons.setdefault(rang, diagnostic.message)
    return [Rejet(reprises[rang].numero, raison) for rang, raison in raisons.items()]


# --- writing ----------------------------------------------------------------------------


def _ecrire(table: Table, nom: str, reprises: Sequence[Reprise], noms: dict[str, str]) -> str:
    lignes = [
        "# Carnet tiré d'un tableau : à relire ligne par ligne avant de s'en servir.",
        "",
        f"format: {_texte(FORMAT)}",
        f"carte: {_texte(table.numero)}",
        f"nom: {_texte(nom)}",
        "",
        "entrees:",
    ]
    for reprise in reprises:
        lignes += ["", f"  # {noms[str(reprise.champs['service'])]}", *_entree(reprise.champs)]
    return "\n".join(lignes) + "\n"


def _entree(champs: Champs) -> list[str]:
    lignes = [f"{champ}: {_valeur(champ, valeur)}" for champ, valeur in champs.items()]
    return [f"  {'- ' if rang == 0 else '  '}{ligne}" for rang, ligne in enumerate(lignes)]


def _valeur(champ: str, valeur: object) -> str:
    if isinstance(valeur, dict):
        dites = (f"{moment}: {_valeur('heures', v)}" for moment, v in valeur.items())
        return f"{{{', '.join(dites)}}}"
    if isinstance(valeur, list):
        dits = [_texte(v) if champ == "heures" else str(v) for v in valeur]
        return dits[0] if len(dits) == 1 else f"[{', '.join(dits)}]"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return _texte(str(valeur)) if champ in SUR_SA_LIGNE else str(valeur)


def _texte(valeur: str) -> str:
    return json.dumps(valeur, ensure_ascii=False)

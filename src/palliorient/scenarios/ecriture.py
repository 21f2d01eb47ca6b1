"""The scenario block of an answer, ready to paste under `scenarios:`."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Any

from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.langue.mots import code
from palliorient.noyau.situation.ecriture import utiles
from palliorient.noyau.table.table import Table

APPELER = ("d-abord", "ensuite")
"""Sections whose order is part of the answer; the others are there to be chosen from."""

LARGEUR = 100

CODE = re.compile(r"[a-z][a-z0-9-]*")
BORNES = '[]"'
"""What stands around a value, and is not of its words."""


def bloc(table: Table, orientation: Orientation) -> str:
    """The situation and its answer as a scenario that passes today. To be read again.

    What is frozen is what was obtained, not what the documents ask: the person who
    pastes it keeps what the documents justify and takes the rest away.
    """
    reponses = {
        c: list(v) if isinstance(v, tuple) else v
        for c, v in utiles(table, orientation.situation.dits).items()
    }
    contacts = [c.id for c in orientation.contacts]
    appeler = [c.id for c in orientation.contacts if c.section in APPELER]
    alertes = list(dict.fromkeys(a.code for a in orientation.alertes))
    lignes = [
        f"  - id: {_identifiant(reponses)}",
        f'    titre: "{_titre(reponses)}"',
        *_ensemble("situation", [f"{cle}: {_valeur(v)}" for cle, v in reponses.items()], "{}"),
        *_ensemble("contacts", contacts, "[]"),
    ]
    if contacts:
        lignes.append(f"    premier: {contacts[0]}")
    if len(appeler) > 1:
        lignes += _ensemble("ordre", appeler, "[]")
    lignes += _ensemble("alertes", alertes, "[]")
    lignes += _ensemble("a_venir", [s.id for s in orientation.a_venir], "[]")
    return "\n".join(lignes) + "\n"


def _valeur(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, list):
        return f"[{', '.join(valeur)}]"
    # The code of a commune is a text, whatever it looks like.
    return f'"{valeur}"' if isinstance(valeur, str) and not CODE.fullmatch(valeur) else str(valeur)


def _identifiant(reponses: dict[str, Any]) -> str:
    """A code made of the answers; two different situations never share it."""
    mots = []
    for cle, valeur in reponses.items():
        if isinstance(valeur, bool):
            mots += [cle] if valeur else []
        elif isinstance(valeur, int):
            mots += [cle, str(valeur)]
        else:
            mots += valeur if isinstance(valeur, list) else [code(valeur)]
    return "-".join(mots)


def _titre(reponses: dict[str, Any]) -> str:
    return ", ".join(
        f"{cle} {_valeur(valeur).strip(BORNES)}"
        for cle, valeur in reponses.items()
        if valeur is not False
    )


def _ensemble(cle: str, elements: list[str], bornes: str) -> list[str]:
    """A flow list or mapping, on as many lines as it takes; none when it is empty."""
    if not elements:
        return []
    texte = f"{cle}: {bornes[0]}{', '.join(elements)}{bornes[1]}"
    return wrap(
        texte,
        LARGEUR,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )

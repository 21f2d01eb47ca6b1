"""Comparing what people type: case, accents and hyphens do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping


def sans_accents(texte: str) -> str:
    """Lower case, without accents: « Soirée » → « soiree »."""
    if texte.isascii():
        return texte.lower()
    decompose = unicodedata.normalize("NFD", texte.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in decompose if not unicodedata.combining(c))


def code(texte: str) -> str:
    """The form of a code: « Week end » → « week-end »."""
    return "-".join(sans_accents(texte).replace("_", " ").replace("-", " ").split())


def mots(texte: str, ignores: Iterable[str], abreviations: Mapping[str, str]) -> list[str]:
    """The words that count in a name: « Hôpital St-Joseph » → ["saint", "joseph"].

    `ignores` are words (or hyphened groups of words) already without accents.
    """
    plat = sans_accents(texte)
    for groupe in ignores:
        if "-" in groupe or " " in groupe:
            plat = plat.replace(groupe, " ")
    lettres = "".join(c if c.isalnum() else " " for c in plat)
    ecartes = set(ignores)
    gardes = (abreviations.get(m, m) for m in lettres.split() if m not in ecartes)
    return [mot for garde in gardes for mot in garde.split()]


def proche(texte: str, candidats: Iterable[str]) -> str | None:
    """The candidate that the person probably meant, or None when nothing is close."""
    from difflib import get_close_matches

    trouves = get_close_matches(code(texte), list(candidats), n=1, cutoff=0.6)
    return trouves[0] if trouves else None


def vouliez_vous_dire(texte: str, candidats: Iterable[str]) -> str:
    """« Vouliez-vous dire « x » ? » after a space, to end a refusal; or nothing."""
    voisin = proche(texte, candidats)
    return f" Vouliez-vous dire « {voisin} » ?" if voisin else ""

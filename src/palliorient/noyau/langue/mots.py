"""Comparing what people type: case, accents, hyphens, unseen characters do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

RESSEMBLANCE = 0.8
"""Below it two words are not one word and its slip: « foch » is not « cochin »."""

DEBUT = 3
"""Letters from which the beginning of one name only is enough."""

NEGATIONS = frozenset((
    "non", "no", "pas", "sans", "aucun", "aucune", "absence", "hors", "plus", "ni", "nul",
    "nulle", "jamais", "zero", "faux", "not", "without", "false",
))  # fmt: skip
"""A word that turns a sentence round: what has one is never taken for what has none."""

PETITS_MOTS = frozenset((
    "a", "au", "aux", "d", "dans", "de", "des", "du", "en", "l", "la", "le", "les", "sa",
    "son", "un", "une",
))  # fmt: skip
"""Words that may stand before a value: « à la maison »."""


def visible(texte: str) -> str:
    """Without what nobody sees: zero-width characters, soft hyphens, directions, BOM."""
    if texte.isascii():
        return texte
    return "".join(c for c in texte if unicodedata.category(c) != "Cf")


def sans_accents(texte: str) -> str:
    """Lower case, without accents: « Soirée » → « soiree »."""
    if texte.isascii():
        return texte.lower()
    lettres = visible(texte).lower().replace("œ", "oe").replace("æ", "ae")
    decompose = unicodedata.normalize("NFD", lettres)
    return "".join(c for c in decompose if not unicodedata.combining(c))


def code(texte: str) -> str:
    """The form of a code: « Week end » → « week-end ».

    A dash that begins or ends the text stays: « -2 » is not « 2 ».
    """
    return re.sub(r"[\s_'’‐‑–-]+", "-", sans_accents(texte).strip())


def sans_mot_de_tete(lu: str) -> str:
    """A code without the small words before it: « a-la-maison » → « maison »."""
    morceaux = lu.split("-")
    while len(morceaux) > 1 and morceaux[0] in PETITS_MOTS:
        del morceaux[0]
    return "-".join(morceaux)


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


SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur"}
"""Abbreviations in the name of a commune: « St », « Ste », « s/ »."""


def mots_de_commune(nom: str) -> list[str]:
    """The words of the name of a commune: « St-Pol-de-Léon » → ["saint", "pol", "de", "leon"]."""
    lettres = "".join(c if c.isalnum() else " " for c in sans_accents(nom))
    return [SAINTS.get(mot, mot) for mot in lettres.split()]


def sans_petits_mots(mots: Iterable[str]) -> str:
    """The same without articles; marked, for it is not how the commune is called."""
    return "~" + " ".join(mot for mot in mots if mot not in PETITS_MOTS)


def ressemblance(un: str, autre: str) -> float:
    """From 0 to 1: how much a word may be the other, mistyped."""
    from difflib import SequenceMatcher

    if 3 * min(len(un), len(autre)) < max(len(un), len(autre)):
        return 0.0  # at most one half: no need to compare a whole page with a word
    if len(un) == len(autre) and sorted(un) == sorted(autre):
        differents = sum(a != b for a, b in zip(un, autre, strict=True))
        if differents <= 2:  # the same word, or two letters swapped
            return 1.0 if differents == 0 else 0.9
    return float(SequenceMatcher(None, min(un, autre), max(un, autre), autojunk=False).ratio())


def proche(texte: str, candidats: Iterable[str]) -> str | None:
    """The candidate that the person probably meant: the nearest, or None when none is near.

    Also the only candidate that begins so. Never one that says the contrary.
    """
    lu = code(texte)
    possibles = [c for c in candidats if _nie(c) == _nie(lu)]
    if lu in possibles:
        return lu
    notes = [(ressemblance(lu, code(c)), -rang, c) for rang, c in enumerate(possibles)]
    note, _, meilleur = max(notes, default=(0.0, 0, ""))
    if note >= RESSEMBLANCE:
        return meilleur
    debuts = [c for c in possibles if len(lu) >= DEBUT and c.startswith(lu)]
    return debuts[0] if len(debuts) == 1 else None


def _nie(texte: str) -> bool:
    return not NEGATIONS.isdisjoint(code(texte).split("-"))


def vouliez_vous_dire(texte: str, candidats: Iterable[str]) -> str:
    """« Vouliez-vous dire « x » ? » after a space, to end a refusal; or nothing."""
    voisin = proche(texte, candidats)
    return f" Vouliez-vous dire « {voisin} » ?" if voisin else ""

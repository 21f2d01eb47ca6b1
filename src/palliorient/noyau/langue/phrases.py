"""Small French grammar: capitals, ordinals, plurals, numbers, lists of words, quotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

CITE = 40
"""Characters of what was typed that a message repeats."""


COLLES = (("« ", "«\xa0"), (" »", "\xa0»"), (" :", "\xa0:"), (" ;", "\xa0;"), (" ?", "\xa0?"))
"""A line never ends before « : », nor after « ."""

ENTIERS = re.compile(r"(?<=\d) (?=\d\d\b)|(?<=\d) (?=h\b)|(?<=\bh) (?=\d\d\b)")
"""The spaces of a telephone number, of an hour."""


def insecable(texte: str) -> str:
    """The text, whose signs, telephone numbers and hours no end of line parts."""
    for separe, colle in COLLES:
        texte = texte.replace(separe, colle)
    return ENTIERS.sub("\xa0", texte)


def majuscule(texte: str) -> str:
    """First letter upper case, the others as they are."""
    return texte[:1].upper() + texte[1:]


def minuscule(texte: str) -> str:
    """First letter lower case, the others as they are."""
    return texte[:1].lower() + texte[1:]


def ordinal(numero: int) -> str:
    """1 → « 1er », 12 → « 12e »."""
    return "1er" if numero == 1 else f"{numero}e"


MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def date_dite(iso: str) -> str:
    """« 1er décembre 2025 », « mars 2026 », « 2013 »: as precise as it is written."""
    annee, *reste = iso.split("-")
    dits = [MOIS[int(reste[0]) - 1], annee] if reste else [annee]
    if len(reste) > 1:
        jour = int(reste[1])
        dits.insert(0, "1er" if jour == 1 else str(jour))
    return " ".join(dits)


def nombre(n: int) -> str:
    """A number as French readers group it: 313 120 640."""
    return f"{n:,}".replace(",", " ")


def decimal(valeur: float, chiffres: int) -> str:
    """A number with so many decimals: 0,52."""
    return f"{valeur:.{chiffres}f}".replace(".", ",")


def pour_cent(taux: float) -> str:
    """A rate from 0 to 100: 95,0 %."""
    return f"{decimal(taux, 1)} %"


def accorder(n: int, mot: str) -> str:
    """« 1 situation », « 12 situations »."""
    return f"{nombre(n)} {mot}{'s' if n > 1 else ''}"


def et(mots: Sequence[str]) -> str:
    """« a, b et c »."""
    return _joindre(mots, "et")


def ou(mots: Sequence[str]) -> str:
    """« a, b ou c »."""
    return _joindre(mots, "ou")


def _joindre(mots: Sequence[str], mot: str) -> str:
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} {mot} {mots[-1]}"


def remplacer(texte: str, **valeurs: str) -> str:
    """A sentence of the data, each `{nom}` that is given replaced; never inside what replaces."""
    return re.sub(r"\{(\w+)\}", lambda t: valeurs.get(t[1], t[0]), texte, flags=re.ASCII)


def sans_de(texte: str) -> str:
    """« du Finistère » → « le Finistère », « de l'Essonne » → « l'Essonne »."""
    for avec, sans in (("du ", "le "), ("des ", "les "), ("de ", ""), ("d'", "")):
        if texte.startswith(avec):
            return sans + texte.removeprefix(avec)
    return texte


def couper(texte: str) -> str:
    """The text, or its beginning and « … »: enough to recognise what was typed."""
    return texte if len(texte) <= CITE else texte[: CITE - 1] + "…"


def citer(texte: str) -> str:
    """« texte », cut."""
    return f"« {couper(texte)} »"


def recite(message: str, dit: str, citation: Callable[[str], str]) -> str:
    """A refusal where the quotation of what was typed is written otherwise.

    Refusals quote whole, and first, the answer (or the part of it) that they refuse.
    """
    debut = message.find("« ")
    fin = message.rfind(" »")
    while 0 <= debut < fin:
        cite = message[debut + 2 : fin]
        if cite in dit:
            return message[:debut] + citation(cite) + message[fin + 2 :]
        fin = message.rfind(" »", debut, fin)
    return message

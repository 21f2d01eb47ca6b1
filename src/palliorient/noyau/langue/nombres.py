"""Reading numbers: the whole text is one, or it is refused. No sign, no dash is ever dropped."""

from __future__ import annotations

import re

from palliorient.noyau.langue.mots import sans_accents

CHIFFRES = 9
"""Significant digits beyond which a number is nobody's age nor level."""

JOURS_PAR_AN = 365
UNITES = {"an": 1, "annee": 1, "mois": 12, "semaine": 52, "jour": JOURS_PAR_AN}
"""Units of an age, and how many of them make a year."""


def entier(chiffres: str) -> int | None:
    """A number written with digits and nothing else; zeros in front do not count."""
    if not (chiffres.isascii() and chiffres.isdigit()):
        return None
    significatifs = chiffres.lstrip("0") or "0"
    return int(significatifs) if len(significatifs) <= CHIFFRES else None


def annees(texte: str) -> int | None:
    """Completed years of an age: « 82 », « 82ans », « 8 mois », « 3 jours »."""
    trouve = re.fullmatch(r"(\d+)\s*([a-z]*)", sans_accents(texte).strip())
    if trouve is None:
        return None
    nombre, unite = entier(trouve[1]), trouve[2] or "an"
    par_an = UNITES.get(unite) or UNITES.get(unite.removesuffix("s"))
    return None if nombre is None or par_an is None else nombre // par_an


def niveau(texte: str) -> int | None:
    """A level: « 2 », « N2 », « niveau 2 »."""
    trouve = re.fullmatch(r"(?:niveau|niv|n)?\s*(\d+)", sans_accents(texte).strip())
    return None if trouve is None else entier(trouve[1])

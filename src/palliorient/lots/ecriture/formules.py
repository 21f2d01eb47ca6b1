"""No text that we repeat is run by a spreadsheet, whatever delimiter it cuts cells at."""

from __future__ import annotations

import re
from unicodedata import category

EXECUTABLES = frozenset("=+-@＝＋－＠")
"""How a formula begins, full-width signs included."""

COUPURES = re.compile(r"([;,\t|\r\n])")
"""Where a reader may cut a cell, whatever the delimiter that it was written with."""


def sans_formule(texte: str) -> str:
    """The text, where an apostrophe stands before whatever a spreadsheet would run.

    Quotes do not protect: a reader that cuts elsewhere does not see them as quotes.
    """
    if texte[:1].isalnum() and not COUPURES.search(texte):
        return texte
    morceaux = COUPURES.split(texte)
    morceaux[::2] = [f"'{m}" if _execute(m) else m for m in morceaux[::2]]
    cache = texte.startswith(("\t", "\r"))  # hides how the text begins
    return "'" * cache + "".join(morceaux)


def _execute(morceau: str) -> bool:
    """Does it begin like a formula, but for spaces, quotes, characters that nobody sees?"""
    lus = (c for c in morceau if not (c.isspace() or c == '"' or category(c) in ("Cf", "Cc")))
    return next(lus, "") in EXECUTABLES

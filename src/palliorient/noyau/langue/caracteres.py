"""Characters that may not come out: they drive a terminal, turn a line round, or are not seen.

One door for all that is shown: whatever the data, the paths and the answers hold, what leaves
is readable text. Every kind of space is ordinary (French is written with unbreakable ones)
and is shown as a space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

REMPLACANT = "\ufffd"
"""Stands where a character was taken away, so that nobody reads past it."""

REFUSES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Commands, formats and directions, half characters, private use, unassigned, line ends."""

_IGNORABLES = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode lets a reader not draw (letters and marks among them), and the empty Braille."""

_ORDRES = re.compile(r"(?m)^( *)(:|##)(:|\[)")
"""How GitHub (and its cousins) read orders in what a step prints, spaces before or not."""


@cache
def interdit(caractere: str) -> bool:
    """Is this character a danger, or invisible? The line feed is neither."""
    if caractere == "\n":
        return False
    return unicodedata.category(caractere) in REFUSES or _IGNORABLES.match(caractere) is not None


def interdits(texte: str) -> frozenset[str]:
    """The characters of a text that may not come out."""
    if texte.isascii() and texte.isprintable():
        return frozenset()
    return frozenset(c for c in set(texte) if interdit(c))


def propre(texte: str) -> str:
    """The text fit to be shown: line feeds kept, spaces plain, what is forbidden replaced.

    A line that begins like an order to a continuous integration server is no more one.
    """
    if not (texte.isascii() and texte.isprintable()):
        texte = "".join(map(_montre, texte))
    if "::" in texte or "##[" in texte:
        texte = _ORDRES.sub(r"\1\2 \3", texte)
    return texte


def sur_une_ligne(texte: str) -> str:
    """The same for what stands inside a line (a path): nothing in it begins another one."""
    return propre(texte).replace("\n", REMPLACANT)


@cache
def _montre(caractere: str) -> str:
    if unicodedata.category(caractere) == "Zs":
        return " "
    return REMPLACANT if interdit(caractere) else caractere

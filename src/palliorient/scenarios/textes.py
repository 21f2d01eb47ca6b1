"""A text as a scenario expects it: the whole of it, but for what it says it leaves out."""

from __future__ import annotations

import re

AUCUN = "aucun"
"""Expected where there must be nothing."""

OMISSION = "[…]"
"""In an expected text: anything may stand here."""


def tient(voulu: str, obtenu: str) -> bool:
    """Is the text obtained the one expected? « Le 15 […] » is any text that begins so."""
    if OMISSION not in voulu:
        return voulu == obtenu
    morceaux = (re.escape(morceau.strip()) for morceau in voulu.split(OMISSION))
    return re.fullmatch(".*".join(morceaux), obtenu) is not None

"""Texts inside XML 1.0, which some characters cannot enter, even escaped."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAUX = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def en_contenu(texte: str) -> str:
    """A text between two tags; an illegal character becomes « � »."""
    return escape(_ILLEGAUX.sub("\ufffd", texte))


def en_attribut(texte: str) -> str:
    """A text in quotes; line ends become spaces, as XML readers would make them."""
    return quoteattr(_ILLEGAUX.sub("\ufffd", " ".join(texte.splitlines()) or texte))

"""Texts inside XML 1.0: what may not be shown could not enter either, even escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from palliorient.noyau.langue.caracteres import propre


def en_contenu(texte: str) -> str:
    """A text between two tags; an illegal character becomes « � »."""
    return escape(propre(texte))


def en_attribut(texte: str) -> str:
    """A text in quotes; line ends become spaces, as XML readers would make them."""
    return quoteattr(propre(" ".join(texte.splitlines())))

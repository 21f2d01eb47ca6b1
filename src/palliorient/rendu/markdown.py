"""Texts inside Markdown: what they hold is read as written, never run nor drawn."""

from __future__ import annotations

import re

from palliorient.noyau.langue.caracteres import sur_une_ligne

# As `xml.sax.saxutils.escape`, which loads the network libraries: 1.5 bare starts.
_BALISES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_PARTOUT = re.compile(r"([\\`*_\[\]|~@$])")
_AU_DEBUT = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)]))")
_LIENS = re.compile(r"(?i)(www)\.|(:)//")


def echapper(texte: str) -> str:
    """One line of text: no link, image, tag, mention, heading, list nor cell begins in it."""
    sur = _PARTOUT.sub(r"\\\1", sur_une_ligne(texte).translate(_BALISES))
    sur = _LIENS.sub(lambda t: r"www\." if t[1] else r":\//", sur)
    return _AU_DEBUT.sub(lambda t: t[1] + (f"{t[2]}\\" if t[2].isdigit() else f"\\{t[2]}"), sur)

"""Lines of 79 characters, French typography kept together, bold where it can be."""

from __future__ import annotations

import re
import sys
from os import environ
from shutil import get_terminal_size
from textwrap import wrap

from palliorient.sortie import propre

LARGEUR = 79
ETROIT = 40
COLLES = (("« ", "«\xa0"), (" »", "\xa0»"), (" :", "\xa0:"), (" ;", "\xa0;"), (" ?", "\xa0?"))
"""A line never ends before « : », nor after « ."""


def largeur() -> int:
    """79 columns, or those of a narrower terminal."""
    if not sys.stdout.isatty():
        return LARGEUR
    return max(ETROIT, min(LARGEUR, get_terminal_size((LARGEUR + 1, 24)).columns - 1))


def plier(texte: str, debut: str, suite: str | None = None) -> list[str]:
    """The text on lines of 79 characters, without anything that drives a terminal.

    `debut` stands before the first line, `suite` (as many spaces by default) before the
    others.
    """
    texte = propre(texte)
    for separe, colle in COLLES:
        texte = texte.replace(separe, colle)
    texte = re.sub(r"(?<=\d) (?=\d\d\b)", "\xa0", texte)  # telephone numbers stay whole
    lignes = wrap(
        texte,
        largeur(),
        initial_indent=debut,
        subsequent_indent=" " * len(debut) if suite is None else suite,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [ligne.replace("\xa0", " ") for ligne in lignes]


def gras(texte: str) -> str:
    """Bold on a real terminal, unless the person or the terminal says no."""
    if sys.stdout.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb":
        return f"\x1b[1m{texte}\x1b[0m"
    return texte

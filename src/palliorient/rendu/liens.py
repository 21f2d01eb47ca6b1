"""Telephone numbers that one can click, where the terminal is known to show links (OSC 8)."""

from __future__ import annotations

import re
import sys
from os import environ

NUMERO = re.compile(r"(?<!\d)(?<!\d )(?:0\d(?: \d\d){4}|0 8\d\d(?: \d\d){3})(?! ?\d)")
"""A number of ten digits, as people read it."""

OUVRIR, FERMER = "\x1b]8;;tel:{}\x1b\\", "\x1b]8;;\x1b\\"

VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM")
"""Set by terminals that show links."""

PROGRAMMES = ("iTerm.app", "WezTerm", "ghostty", "vscode", "Hyper", "Tabby")
"""Their names in `TERM_PROGRAM`."""

TERMINAUX = ("xterm-kitty", "xterm-ghostty", "foot", "alacritty", "contour", "wezterm")
"""Their names in `TERM`."""

VTE = 5000
"""First version of the GNOME terminals' library that shows links."""


def avec_les_liens(texte: str) -> str:
    """The text, its numbers being links where the terminal can; anywhere else, the text."""
    return NUMERO.sub(_lien, texte) if _en_liens() else texte


def _lien(trouve: re.Match[str]) -> str:
    numero = trouve[0]
    return f"{OUVRIR.format(numero.replace(' ', ''))}{numero}{FERMER}"


def _en_liens() -> bool:
    """Unless the person or the terminal says no; inside a multiplexer one cannot know."""
    terminal = environ.get("TERM", "")
    if not sys.stdout.isatty() or environ.get("NO_COLOR") or terminal == "dumb":
        return False
    if environ.get("TMUX") or environ.get("STY"):
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        any(environ.get(nom) for nom in VARIABLES)
        or environ.get("TERM_PROGRAM") in PROGRAMMES
        or terminal in TERMINAUX
        or (vte.isdigit() and int(vte) >= VTE)
    )

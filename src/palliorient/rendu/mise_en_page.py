"""Lines of 79 characters, French typography kept together, bold where it can be."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from os import environ
from shutil import get_terminal_size
from textwrap import wrap
from typing import NamedTuple

from palliorient.noyau.langue.phrases import COLLES
from palliorient.sortie import propre

LARGEUR = 79
ETROIT = 40
CONTINUE = " \\"
"""A line of a command that goes on."""

GRAS, FIN = "\x1b[1m", "\x1b[0m"


class Morceau(NamedTuple):
    """A piece of a line of text, and whether it stands out."""

    texte: str
    fort: bool = False


def largeur() -> int:
    """79 columns, or those of a narrower terminal."""
    if not sys.stdout.isatty():
        return LARGEUR
    return dans(get_terminal_size((LARGEUR + 1, 24)).columns)


def dans(colonnes: int) -> int:
    """How long a line may be in a terminal of so many columns (0: it does not say)."""
    return max(ETROIT, min(LARGEUR, (colonnes or LARGEUR + 1) - 1))


def hauteur() -> int | None:
    """Lines of the terminal; None when the text goes elsewhere."""
    return get_terminal_size((LARGEUR + 1, 24)).lines if sys.stdout.isatty() else None


def plier(
    texte: str,
    debut: str,
    suite: str | None = None,
    *,
    longueur: int | None = None,
    entiers: str | None = None,
) -> list[str]:
    """The text on lines of 79 characters, without anything that drives a terminal.

    `debut` stands before the first line, `suite` (as many spaces by default) before the
    others; `longueur`: that of a line, when it is not one of standard output; `entiers`: an
    expression for what is never cut, even at its spaces.
    """
    texte = propre(texte)
    if entiers is not None:
        texte = re.sub(entiers, lambda dit: dit[0].replace(" ", "\xa0"), texte)
    for separe, colle in COLLES:
        texte = texte.replace(separe, colle)
    texte = re.sub(r"(?<=\d) (?=\d\d\b)", "\xa0", texte)  # telephone numbers stay whole
    lignes = wrap(
        texte,
        largeur() if longueur is None else longueur,
        initial_indent=debut,
        subsequent_indent=" " * len(debut) if suite is None else suite,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [ligne.replace("\xa0", " ") for ligne in lignes]


def plier_commande(commande: str, debut: str = "    ") -> list[str]:
    """A command on several lines, as a shell takes it; an option keeps its value."""
    premier, *options = propre(commande).split(" --")
    lignes = [f"{debut}{premier}"]
    for option in options:
        if len(lignes[-1]) + len(f" --{option}{CONTINUE}") > largeur():
            lignes[-1] += CONTINUE
            lignes.append(f"{debut}  --{option}")
        else:
            lignes[-1] += f" --{option}"
    return lignes


def plier_morceaux(morceaux: Sequence[Morceau], debut: str) -> list[str]:
    """The same for a text of which some pieces stand out, where the terminal can."""
    lignes = plier("".join(m.texte for m in morceaux), debut)
    if not _en_gras():
        return lignes
    forts = iter([m.fort for m in morceaux for c in propre(m.texte) if not c.isspace()])
    return [ligne[: len(debut)] + _surligner(ligne[len(debut) :], forts) for ligne in lignes]


def _surligner(texte: str, forts: Iterator[bool]) -> str:
    """Bold codes around the strong characters of a line; spaces follow their neighbour."""
    sortie, ouvert = [], False
    for caractere in texte:
        fort = ouvert if caractere.isspace() else next(forts)
        if fort != ouvert:
            sortie.append(GRAS if fort else FIN)
            ouvert = fort
        sortie.append(caractere)
    return "".join(sortie) + (FIN if ouvert else "")


def gras(texte: str) -> str:
    """Bold on a real terminal, unless the person or the terminal says no."""
    texte = propre(texte)
    return f"{GRAS}{texte}{FIN}" if _en_gras() else texte


def _en_gras() -> bool:
    return sys.stdout.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"

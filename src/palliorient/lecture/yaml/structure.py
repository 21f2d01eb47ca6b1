"""What word processors and git leave in a file, named for what it is.

The parser only sees their effects, often on another line and far from what a person could
guess: these characters look like the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml.texte_source import LIGNES_SIGNALEES, numero, position_de
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic

_CONFLIT = re.compile(r"(?m)^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)")

_AVANT = r"(?:^|(?<=[\s\[{,:-]))"
_MORCEAUX = re.compile(
    rf"""(?msx)
      {_AVANT}"(?:[^"\\]|\\.)*"               # between straight quotes anything may stand
    | {_AVANT}'(?:[^']|'')*'
    | (?:^|(?<=\s))\#[^\r\n]*                 # in a comment too
    | (?P<espace>[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])
    | (?:^|(?<=[\s\[{{,:(-]))(?P<guillemet>[“”„‟«‘’‚‛‹＂])
    """
)
_FIN = re.compile(r"[”»’](?=[ ,}\]]*\Z)")
"""A closing mark at the end of a line."""


def conflits(texte: str, fichier: str) -> list[Diagnostic]:
    """The marks of an unfinished merge, wherever they stand."""
    return [
        Diagnostic(
            Code.SYNTAXE,
            ERREUR,
            f"marque de conflit git « {trouve[0]} »",
            position_de(texte, trouve.start(), fichier),
            "garder l'une des deux versions, puis effacer les lignes <<<<<<<, ======= et >>>>>>>",
        )
        for trouve, _ in zip(_CONFLIT.finditer(texte), range(LIGNES_SIGNALEES), strict=False)
    ]


def suspects(texte: str, fichier: str) -> list[Diagnostic]:
    """Spaces and quotation marks of word processors outside of texts in straight quotes.

    To be asked of a file that has problems: a good one has none of them.
    """
    trouves = list(_suspects(texte, fichier)) or list(_mal_fermes(texte, fichier))
    return trouves[:LIGNES_SIGNALEES]


def _mal_fermes(texte: str, fichier: str) -> Iterator[Diagnostic]:
    """Lines where a text opened by a straight mark ends with a curly one."""
    debut = 0
    for ligne in texte.splitlines(keepends=True):
        fin = _FIN.search(ligne.rstrip("\r\n")) if ligne.count('"') % 2 else None
        if fin:
            yield _guillemet(texte, debut + fin.start(), fichier)
        debut += len(ligne)


def _suspects(texte: str, fichier: str) -> Iterator[Diagnostic]:
    for trouve in _MORCEAUX.finditer(texte):
        if trouve["guillemet"]:
            yield _guillemet(texte, trouve.start(), fichier)
        elif trouve["espace"]:
            yield Diagnostic(
                Code.SYNTAXE,
                ERREUR,
                f"espace insécable ou typographique ({numero(trouve[0])}) hors des guillemets",
                position_de(texte, trouve.start(), fichier),
                "taper une espace ordinaire à sa place, ou mettre le texte entre guillemets (elle "
                "peut y rester)",
            )


def _guillemet(texte: str, indice: int, fichier: str) -> Diagnostic:
    return Diagnostic(
        Code.TEXTE_SANS_GUILLEMETS,
        ERREUR,
        f"guillemet de traitement de texte ({texte[indice]}) à la place d'un guillemet droit",
        position_de(texte, indice, fichier),
        'entourer le texte de guillemets droits : "…"',
    )

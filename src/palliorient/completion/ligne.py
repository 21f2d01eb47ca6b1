"""The words of a command line as a shell hands them over: raw, the last one unfinished."""

from __future__ import annotations

ECHAPPEMENT = "\\"
GUILLEMETS = "'\""


def decouper(ligne: str) -> list[str]:
    """The words of a line of shell, without their quotes; the last one is being typed.

    A quote that is not closed runs to the end; nothing is expanded.
    """
    mots: list[str] = []
    mot, ouvert, dedans = "", "", False
    lettres = iter(ligne)
    for lettre in lettres:
        if lettre == ECHAPPEMENT and ouvert != "'":
            mot += next(lettres, "")
            dedans = True
        elif ouvert:
            mot, ouvert = (mot, "") if lettre == ouvert else (mot + lettre, ouvert)
        elif lettre in GUILLEMETS:
            ouvert, dedans = lettre, True
        elif lettre.isspace():
            if dedans:
                mots.append(mot)
            mot, dedans = "", False
        else:
            mot, dedans = mot + lettre, True
    return [*mots, mot]


def dequoter(mot: str) -> str:
    """One word without its quotes, its spaces kept."""
    if not any(c in mot for c in (ECHAPPEMENT, *GUILLEMETS)):
        return mot
    return " ".join(decouper(mot))

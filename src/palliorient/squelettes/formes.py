"""YAML as a person would write it: short entries on one line, free text between quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LARGEUR = 120


class Code(str):
    """A word that is written without quotes: an identifier, oui, non."""

    __slots__ = ()


def scalaire(texte: str) -> str:
    """A code as it is; any other text between quotes."""
    if isinstance(texte, Code):
        return str(texte)
    echappe = texte.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{echappe}"'


def sur_une_ligne(valeur: object) -> str:
    """The flow form of a value."""
    if isinstance(valeur, str):
        return scalaire(valeur)
    if isinstance(valeur, Mapping):
        dedans = ", ".join(f"{cle}: {sur_une_ligne(dit)}" for cle, dit in valeur.items())
        return f"{{{dedans}}}"
    if isinstance(valeur, Sequence):
        return f"[{', '.join(map(sur_une_ligne, valeur))}]"
    raise TypeError(f"ni texte, ni liste, ni dictionnaire : {valeur!r}")


def entree(valeur: Mapping[str, object], retrait: int) -> str:
    """One entry of a list: on one line where it holds, else one key under the other."""
    marge = " " * retrait
    ligne = f"{marge}- {sur_une_ligne(valeur)}"
    if len(ligne) <= LARGEUR:
        return ligne
    lignes = [
        f"{marge}  {suite}" for cle, dit in valeur.items() for suite in _cle(cle, dit, retrait + 2)
    ]
    lignes[0] = f"{marge}- {lignes[0][retrait + 2 :]}"
    return "\n".join(lignes)


def _cle(cle: str, dit: object, retrait: int) -> list[str]:
    """One key and what it says; a list of entries stands below, where it does not hold."""
    ligne = f"{cle}: {sur_une_ligne(dit)}"
    if len(ligne) > LARGEUR - retrait and isinstance(dit, list) and isinstance(dit[0], Mapping):
        dessous = [ligne for element in dit for ligne in entree(element, 2).split("\n")]
        return [f"{cle}:", *dessous]
    return [ligne]


def citer_plusieurs(noms: Sequence[str], retrait: int) -> str:
    """Codes in a flow list, folded under one another when they are many."""
    lignes, ligne = [], ""
    for nom in noms:
        morceau = f"{nom}, "
        if ligne and len(ligne) + len(morceau) > LARGEUR - retrait:
            lignes.append(ligne.rstrip())
            ligne = ""
        ligne += morceau
    lignes.append(ligne.removesuffix(", "))
    return f"\n{' ' * retrait}".join(lignes)

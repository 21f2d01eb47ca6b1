"""From the answers to the grid to a level to discuss, or to none. Pure.

The highest level that a yes supports; the lowest one only when every question that supports
another is answered by no. Nothing is added up, and what is not known never counts: it is
said. Without a yes to the question that opens the grid nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from palliorient.noyau.niveau.grille import ENTREE, Grille, Niveau, Question


class Discussion(NamedTuple):
    """What the answers propose, and what they leave unknown; questions in the order of the grid."""

    niveau: Niveau | None
    """None: no level is proposed."""
    raisons: list[Question]
    """The answers that carry the proposal: each yes of its level; for the lowest level each no."""
    sans_reponse: list[Question]
    """Every question that was answered neither by yes nor by no."""
    restent: list[Question]
    """Those among them that could still change what is proposed."""
    effets: list[Question]
    """The yes that change something beside the level."""
    hors_grille: bool
    """Was the question that opens the grid answered by no?"""


def discuter(grille: Grille, oui: Collection[str], non: Collection[str]) -> Discussion:
    """What the answers propose. An identifier is in `oui`, in `non`, or in neither (not known)."""
    sans_reponse = [q for q in grille.questions if q.id not in oui and q.id not in non]
    ferme = grille.entree.id in non
    if grille.entree.id in oui:
        niveau, raisons, restent = _proposer(grille, oui, non)
    else:
        niveau, raisons, restent = None, [], [q for q in sans_reponse if q.plaide and not ferme]
    effets = [q for q in grille.questions if q.effet and q.id in oui]
    return Discussion(niveau, raisons, sans_reponse, restent, effets, ferme)


def _proposer(
    grille: Grille, oui: Collection[str], non: Collection[str]
) -> tuple[Niveau | None, list[Question], list[Question]]:
    """The level, what carries it, and what could still change it, once the grid is open."""
    restent: list[Question] = []
    plus_bas, *autres = grille.niveaux
    for niveau in reversed(autres):
        appuient = grille.appuient(niveau)
        raisons = [q for q in appuient if q.id in oui]
        if raisons:
            return niveau, raisons, restent
        restent += [q for q in appuient if q.id not in non]
    if restent:
        return None, [], [q for q in grille.questions if q in restent]
    return plus_bas, [q for q in grille.questions if q.plaide not in (None, ENTREE)], []

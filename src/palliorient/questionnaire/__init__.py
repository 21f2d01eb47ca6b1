"""Asking what the options did not say, at a terminal. All of it on standard error."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.situation.lecture import SituationLue
from palliorient.noyau.table.table import Table
from palliorient.questionnaire.commande import equivalente
from palliorient.questionnaire.etat import Etat
from palliorient.questionnaire.questions import LARGEUR, Question, Reponse
from palliorient.questionnaire.terminal import terminal_rendu
from palliorient.sortie import propre

VARIABLE_SIMPLE = "PALLIORIENT_SIMPLE"

Demander = Callable[[Question], Reponse | None]
"""Asks one question; None means « go back »."""


def completer(table: Table, reponses: Mapping[str, Any], lecture: SituationLue) -> SituationLue:
    """Ask what is missing in `lecture`, then what could still change the answer.

    `reponses` are the raw options: they are never asked again. Leaving (Ctrl-C, or the
    end of standard input) raises KeyboardInterrupt.
    """
    if not lecture.manquants:
        return lecture
    etat = Etat(table, reponses, lire_quand, maintenant(table.fuseau))
    try:
        with terminal_rendu(dessine=not _simple()):
            interroger(etat, _demandeur(table), _dire)
    except EOFError:
        raise KeyboardInterrupt from None
    _ecrire(f"\nPour rejouer : {equivalente(table, reponses, etat.lecture)}\n\n")
    return etat.lecture


def interroger(etat: Etat, demander: Demander, dire: Callable[[str], None]) -> None:
    """Ask until nothing is left to ask. What cannot be taken is said, and asked again."""
    while etat.question is not None:
        question = etat.question
        reponse = demander(question)
        if reponse is None:
            dire("(retour)" if etat.revenir() else "C'est la première question.")
            continue
        refus = etat.repondre(reponse)
        suite = f"! {refus}" if refus else etat.resume(question.id)
        if suite:
            dire(suite)


def _demandeur(table: Table) -> Demander:
    if _simple():
        from palliorient.questionnaire.simple import DemandeurSimple, lecteur_du_terminal

        return DemandeurSimple(_dire, lecteur_du_terminal())
    from palliorient.questionnaire.fleches import DemandeurFleches

    return DemandeurFleches(table)


def _simple() -> bool:
    """Plain lines where the cursor cannot move, or for whoever prefers them."""
    return os.environ.get("TERM") == "dumb" or os.environ.get(VARIABLE_SIMPLE, "") not in ("", "0")


def _dire(texte: str) -> None:
    """Lines for the person, folded to the screen, without anything that drives a terminal."""
    for ligne in propre(texte).split("\n"):
        retrait = " " * (len(ligne) - len(ligne.lstrip()))
        plies = textwrap.wrap(
            ligne,
            LARGEUR - 1,
            subsequent_indent=retrait,
            break_long_words=False,
            break_on_hyphens=False,
        )
        _ecrire("\n".join(plies) + "\n")


def _ecrire(texte: str) -> None:
    sys.stderr.write(texte)
    sys.stderr.flush()

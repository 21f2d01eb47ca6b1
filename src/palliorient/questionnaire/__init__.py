"""Asking what the options did not say, at a terminal. All of it on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.niveau.grille import Grille
from palliorient.noyau.situation.lecture import SituationLue
from palliorient.noyau.table.table import Table
from palliorient.questionnaire.commande import equivalente
from palliorient.questionnaire.etat import Etat
from palliorient.questionnaire.grille import Reponses
from palliorient.questionnaire.questions import LARGEUR, Question, Reponse
from palliorient.questionnaire.terminal import terminal_rendu

VARIABLE_SIMPLE = "PALLIORIENT_SIMPLE"

Demander = Callable[[Question], Reponse | None]
"""Asks one question; None means « go back »."""


def completer(
    table: Table,
    reponses: Mapping[str, Any],
    lecture: SituationLue,
    *,
    fixes: Mapping[str, str] | None = None,
    commande: str = "orienter",
) -> SituationLue:
    """Ask what is missing in `lecture`, then what could still change the answer.

    `reponses` are the raw options: they are never asked again; nor are `fixes`, which the
    `commande` gives by itself and does not take as options. Leaving (Ctrl-C, or the
    end of standard input) raises KeyboardInterrupt.
    """
    if not lecture.manquants:
        return lecture
    fixes = fixes or {}
    etat = Etat(table, {**reponses, **fixes}, lire_quand, maintenant(table.fuseau))
    try:
        with terminal_rendu(dessine=not en_lignes_simples()):
            interroger(etat, _demandeur(table), dire, _aide_au_niveau(table))
    except EOFError:
        raise KeyboardInterrupt from None
    _ecrire(f"\nPour rejouer : {equivalente(table, reponses, etat.lecture, fixes, commande)}\n\n")
    return etat.lecture


def remplir_la_grille(grille: Grille, *, premiere: bool) -> Reponses | None:
    """Ask the questions of the discussion grid, at a terminal; None: go back.

    `premiere`: nothing was asked before, there is nowhere to go back to. Leaving raises
    KeyboardInterrupt. The answers are only returned: nothing keeps nor repeats them.
    """
    try:
        with terminal_rendu(dessine=not en_lignes_simples()):
            if en_lignes_simples():
                from palliorient.questionnaire.grille_simple import demander
                from palliorient.questionnaire.simple import lecteur_du_terminal

                return demander(grille, dire, lecteur_du_terminal(), premiere=premiere)
            from palliorient.questionnaire.grille_fleches import dessiner

            return dessiner(grille, premiere=premiere)
    except EOFError:
        raise KeyboardInterrupt from None


def interroger(
    etat: Etat,
    demander: Demander,
    dire: Callable[[str], None],
    aider: Callable[[], None] = lambda: None,
) -> None:
    """Ask until nothing is left to ask. What cannot be taken is said, and asked again.

    `aider` helps whoever does not know the level, which is then asked again.
    """
    while etat.question is not None:
        question = etat.question
        reponse = demander(question)
        if reponse is None:
            dire("(retour)" if etat.revenir() else "C'est la première question.")
            continue
        refus = etat.repondre(reponse)
        if etat.ne_sait_pas:
            aider()
        suite = f"! {refus}" if refus else etat.resume(question.id)
        if suite:
            dire(suite)


def _aide_au_niveau(table: Table) -> Callable[[], None]:
    """What « je ne sais pas » does: the definitions or, where the data say so, the grid."""

    def aider() -> None:
        grille = table.grille
        if grille is None:
            return
        from palliorient.rendu import niveau as rendu

        if not grille.active:
            dire("\n".join(rendu.definitions(grille)))
            return
        reponses = remplir_la_grille(grille, premiere=False)
        if reponses is not None:
            dire("\n".join(rendu.resultat(grille, reponses.discussion(), sources=False)))

    return aider


def _demandeur(table: Table) -> Demander:
    if en_lignes_simples():
        from palliorient.questionnaire.simple import DemandeurSimple, lecteur_du_terminal

        return DemandeurSimple(dire, lecteur_du_terminal())
    from palliorient.questionnaire.fleches import DemandeurFleches

    return DemandeurFleches(table)


def en_lignes_simples() -> bool:
    """Plain lines where the cursor cannot move, or for whoever prefers them."""
    return os.environ.get("TERM") == "dumb" or os.environ.get(VARIABLE_SIMPLE, "") not in ("", "0")


def dire(texte: str) -> None:
    """Lines for the person, folded to the screen, without anything that drives a terminal."""
    from palliorient.rendu.mise_en_page import plier

    for ligne in texte.split("\n"):
        retrait = " " * (len(ligne) - len(ligne.lstrip()))
        suite = f"{retrait}  " if ligne.lstrip().startswith("- ") else retrait
        pliees = plier(ligne.lstrip(), retrait, suite, longueur=LARGEUR - 1)
        _ecrire("\n".join(pliees) + "\n")


def _ecrire(texte: str) -> None:
    sys.stderr.write(texte)
    sys.stderr.flush()

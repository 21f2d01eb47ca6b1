"""The discussion grid by lines, one question after another, without drawing."""

from __future__ import annotations

from collections.abc import Callable

from palliorient.noyau.langue.mots import code
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.niveau.grille import Grille
from palliorient.questionnaire.grille import NE_SAIT_PAS, NON, OUI, Reponses
from palliorient.rendu.niveau import d_ou

LETTRES = {"o": OUI, "oui": OUI, "n": NON, "non": NON, "?": NE_SAIT_PAS, "": NE_SAIT_PAS}
RETOUR, FINIR, SOURCE = "r", "f", "s"
INVITE = "o : oui, n : non, Entrée : ne sait pas (r : revenir, s : source, f : finir)"


def demander(
    grille: Grille, dire: Callable[[str], None], lire: Callable[[], str], *, premiere: bool
) -> Reponses | None:
    """Ask each question once; None: back before the first one, unless it is the first of all.

    Where the question that opens the grid is not answered by yes no other could propose
    anything: none is asked.
    """
    reponses = Reponses(grille)
    dire("")
    dire(grille.avertissement)
    suite = True
    while suite and not reponses.fermee:
        dire("")
        dire(reponses.question.question)
        dire(INVITE)
        tape = lire().strip()
        lettre = tape if tape == NE_SAIT_PAS else code(tape)
        if lettre in LETTRES:
            suite = reponses.repondre(LETTRES[lettre])
        elif lettre == SOURCE:
            dire(d_ou(reponses.question))
        elif lettre == FINIR:
            break
        elif lettre != RETOUR:
            dire(f"{citer(tape)} n'est pas une réponse.")
        elif not reponses.aller(-1):
            if not premiere:
                return None
            dire("C'est la première question.")
    return reponses

"""Asking without drawing: numbered questions, one line to type. Also for screen readers.

Used when the terminal cannot move its cursor (`TERM=dumb`), or when somebody prefers
it (`PALLIORIENT_SIMPLE=1`). Everything shown goes to standard error.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

from palliorient.noyau.langue.phrases import citer, majuscule
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.questions import Question, Reponse

RETOUR, AIDE = "r", "?"

Lire = Callable[[], str]
Dire = Callable[[str], None]


class DemandeurSimple:
    """Asks by lines: what to write with, what to read with."""

    def __init__(self, dire: Dire, lire: Lire) -> None:
        self.dire = dire
        self.lire = lire

    def __call__(self, question: Question) -> Reponse | None:
        """The answer; None to go back to the question before."""
        self.dire("")
        self.dire(question.texte)
        self.dire(question.pourquoi)
        if question.forme in (q.CHOIX, q.CASES):
            self.lister(question)
        aide = "liste" if question.forme == q.RECHERCHE else "aide"
        self.dire(f"{_invite(question)} ({RETOUR} : revenir, {AIDE} : {aide})")
        while True:
            tape = self.lire().strip()
            if tape.lower() == RETOUR:
                return None
            if tape == AIDE:
                self.aider(question)
                continue
            reponse = self.comprendre(question, tape)
            if reponse is not None:
                return reponse
            self.dire(f"{citer(tape)} n'est pas dans la liste. {_invite(question)}")

    def lister(self, question: Question) -> None:
        if question.id in q.LIEUX and question.choix:
            # So many names have no number: a number would be taken for a code.
            self.dire(f"  {', '.join(choix.libelle for choix in question.choix)}")
            return
        for numero, choix in enumerate(question.choix, start=1):
            self.dire(f"  {numero}. {choix.libelle}")

    def aider(self, question: Question) -> None:
        self.dire(question.aide)
        if question.choix:
            self.lister(question)
        self.dire(_invite(question))

    def comprendre(self, question: Question, tape: str) -> Reponse | None:
        """Numbers of the list as codes; typed answers as they are; None: not understood."""
        if question.forme == q.TEXTE:
            return tape
        if question.forme == q.RECHERCHE:
            return (question.id not in q.LIEUX and _par_numero(question, tape)) or tape
        if not tape:
            return question.defaut
        if question.forme == q.CHOIX:
            return _par_numero(question, tape) or q.code_dit(question, tape)
        morceaux = tape.replace(",", " ").replace(";", " ").split()
        codes = [_par_numero(question, m) or q.code_dit(question, m) for m in morceaux]
        if None in codes:
            return None
        return tuple(c.code for c in question.choix if c.code in codes)


def _par_numero(question: Question, tape: str) -> str | None:
    numero = int(tape) if tape.isascii() and tape.isdigit() and len(tape) < 3 else 0
    return question.choix[numero - 1].code if 1 <= numero <= len(question.choix) else None


def _invite(question: Question) -> str:
    """What to type, and what Enter alone answers."""
    if question.forme == q.CASES:
        choisis = [str(n) for n, c in enumerate(question.choix, 1) if c.code in question.defaut]
        invite = "Un ou plusieurs numéros, séparés par des espaces"
        return f"{invite}, Entrée : {' '.join(choisis)}" if choisis else invite
    if question.forme == q.CHOIX:
        choisis = [str(n) for n, c in enumerate(question.choix, 1) if c.code == question.defaut]
        return f"Numéro, Entrée : {choisis[0]}" if choisis else "Numéro"
    if question.forme == q.RECHERCHE:
        invite = q.A_TAPER[question.id in q.LIEUX]
    else:
        invite = majuscule(question.aide.splitlines()[0])
    return f"{invite}, Entrée : {q.defaut_en_mots(question)}" if question.defaut else invite


def lecteur_du_terminal() -> Lire:
    """Reads lines from standard input, prompted on standard error; its end means « leave »."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        # A letter in another encoding is an answer not understood, not a failure. Once, before
        # the first line: afterwards it can no longer be said.
        sys.stdin.reconfigure(errors="replace")

    def lire() -> str:
        sys.stderr.write("> ")
        sys.stderr.flush()
        ligne = sys.stdin.readline()
        if not ligne:
            raise EOFError
        return ligne

    return lire

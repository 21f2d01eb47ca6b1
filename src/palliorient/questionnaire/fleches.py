"""Asking with arrows and a search, drawn on standard error (questionary).

Each question disappears once answered; one line recalls it (see `completer`). Nothing
depends on colour: pointer, ticks and bold only. The library's own English words never
show: every instruction is given, and « done » is erased with its question.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from typing import Any

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary.prompts.common import InquirerControl as Liste

from palliorient.noyau.langue.phrases import majuscule, minuscule
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.questions import LARGEUR, Question, Reponse

SANS_COULEUR = questionary.Style(
    [
        ("qmark", "fg:default"),
        ("question", "bold"),
        ("answer", "fg:default nobold"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "nobold"),
        ("completion-menu", "noinherit"),
        ("completion-menu.completion", "noinherit"),
        ("completion-menu.completion.current", "noinherit reverse"),
        ("scrollbar.background", "noinherit"),
        ("scrollbar.button", "noinherit reverse"),
    ]
)

ETROIT = 8
"""Columns below which lines are left for the terminal to cut."""

TOUCHES = {
    q.CHOIX: "(flèches ou touche affichée, puis Entrée ; ← revenir ; Ctrl-C quitter)",
    q.CASES: "(flèches puis Entrée ; plusieurs : Espace ; ← revenir ; Ctrl-C quitter)",
    q.TEXTE: "(Entrée ; ← revenir ; Ctrl-C quitter)",
    q.RECHERCHE: "(flèches, Entrée ; ← revenir ; Ctrl-C quitter)",
}


class DemandeurFleches:
    """Asks with questionary. Another input or output, in tests only."""

    def __init__(
        self, table: Table, entree: Input | None = None, sortie: Output | None = None
    ) -> None:
        self.table = table
        self.flux: dict[str, Any] = {"input": entree, "output": sortie or vers_le_terminal()}

    def __call__(self, question: Question) -> Reponse | None:
        """The answer; None to go back to the question before."""
        dessiner: Callable[[Question], questionary.Question] = {
            q.CHOIX: self.choix,
            q.CASES: self.cases,
            q.TEXTE: self.texte,
            q.RECHERCHE: self.recherche,
        }[question.forme]
        dessin = dessiner(question)
        dessin.application.erase_when_done = True
        _ajouter(dessin, _retour())
        reponse = dessin.unsafe_ask()
        if reponse is None or isinstance(reponse, str):
            return reponse
        return tuple(reponse)

    def choix(self, question: Question) -> questionary.Question:
        return questionary.select(
            _aere(question),
            choices=_choix(question),
            default=str(question.defaut) or None,
            use_shortcuts=True,
            **self.communs(question),
        )

    def cases(self, question: Question) -> questionary.Question:
        dessin = questionary.checkbox(
            _aere(question), choices=_choix(question), use_jk_keys=False, **self.communs(question)
        )
        liste = next(
            c for c in dessin.application.layout.find_all_controls() if isinstance(c, Liste)
        )
        _ajouter(dessin, _pointer_ou_cocher(liste))
        return dessin

    def texte(self, question: Question) -> questionary.Question:
        return questionary.text(_aere(question), **self.communs(question))

    def recherche(self, question: Question) -> questionary.Question:
        dessin = questionary.text(
            _aere(question),
            completer=_Proposes(self.table, question),
            complete_while_typing=True,
            **self.communs(question),
        )
        tampon = dessin.application.current_buffer
        dessin.application.pre_run_callables.append(
            lambda: tampon.start_completion(select_first=False)
        )
        _ajouter(dessin, _chercher(self.table, question))
        return dessin

    def communs(self, question: Question) -> dict[str, Any]:
        """The line that says why, the keys, and where to draw."""
        lignes = _plier(question.pourquoi)
        if question.forme == q.TEXTE:
            lignes += _plier(majuscule(question.aide.splitlines()[0]))
        if question.forme == q.RECHERCHE:
            a_taper = minuscule(q.A_TAPER[question.id in q.LIEUX])
            lignes += _plier(f"Taper {a_taper}.")
        lignes += _plier(TOUCHES[question.forme])
        if question.forme in (q.TEXTE, q.RECHERCHE):
            if question.defaut:
                lignes += _plier(f"Entrée : {q.defaut_en_mots(question)}")
            lignes.append(" >")
        return {
            "instruction": "\n" + "\n".join(lignes),
            "qmark": "",
            "style": SANS_COULEUR,
            **self.flux,
        }


def vers_le_terminal() -> Output:
    """Where questions are drawn: standard error."""
    sortie = create_output(stdout=sys.stderr)
    if isinstance(sortie, Vt100_Output):
        # Asking the terminal where its cursor is brings an English warning when it is mute.
        sortie.enable_cpr = False
    return sortie


class _Proposes(Completer):
    """What the letters typed may mean, as the one search understands them."""

    def __init__(self, table: Table, question: Question) -> None:
        self.table = table
        self.question = question

    def get_completions(
        self, document: Document, _evenement: CompleteEvent
    ) -> Iterable[Completion]:
        tape = document.text_before_cursor
        for choix in q.proposer(self.table, self.question, tape):
            nom = self.table.etablissements.get(choix.code, [choix.libelle])[0]
            yield Completion(nom, start_position=-len(tape), display=choix.libelle)


def _aere(question: Question) -> str:
    """The question, one line below what was answered."""
    return f"\n {question.texte}"


def _ajouter(dessin: questionary.Question, touches: KeyBindings) -> None:
    """More keys: they win over the library's own."""
    siennes = dessin.application.key_bindings or KeyBindings()
    dessin.application.key_bindings = merge_key_bindings([siennes, touches])


def _choix(question: Question) -> list[questionary.Choice]:
    coches = question.defaut if question.forme == q.CASES else ()
    return [
        questionary.Choice(c.libelle, value=c.code, checked=c.code in coches and c.code != q.RIEN)
        for c in question.choix
    ]


def _retour() -> KeyBindings:
    """The left arrow goes back; in a text, from its beginning. Never a bare Escape: it waits."""
    touches = KeyBindings()

    @Condition
    def au_debut() -> bool:
        return get_app().current_buffer.cursor_position == 0

    @touches.add("left", eager=True, filter=au_debut)
    def _(evenement: KeyPressEvent) -> None:
        evenement.app.exit(result=None)

    @touches.add("<sigint>", eager=True)
    def _(evenement: KeyPressEvent) -> None:
        # The signal, sent by another program: the library takes it, and lists ignore it.
        evenement.app.exit(exception=KeyboardInterrupt)

    return touches


def _pointer_ou_cocher(liste: Liste) -> KeyBindings:
    """Enter takes the ticked lines, or else the one pointed at, as in every other list.

    At night nobody reads that a line must be ticked first. The letters by which the
    library ticks everything at once do nothing.
    """
    touches = KeyBindings()

    @touches.add("enter", eager=True)
    def _(evenement: KeyPressEvent) -> None:
        coches = [c.value for c in liste.get_selected_values()]
        evenement.app.exit(result=coches or [liste.get_pointed_at().value])

    @touches.add("a", eager=True)
    @touches.add("i", eager=True)
    def _(_evenement: KeyPressEvent) -> None:
        return None

    return touches


def _chercher(table: Table, question: Question) -> KeyBindings:
    """Erasing a letter widens the list again; Enter shows it when one must choose in it."""
    touches = KeyBindings()

    @Condition
    def a_choisir() -> bool:
        tampon = get_app().current_buffer
        dans_la_liste = tampon.complete_state and tampon.complete_state.current_completion
        if dans_la_liste or not tampon.text.strip():
            return False
        proposes = q.proposer(table, question, tampon.text)
        if not proposes:
            return False  # the door reads what no search finds, or says what is wrong with it
        nomme = q.code_dit(question, tampon.text) is not None
        return not nomme and len([c for c in proposes if c.code != q.AUTRE]) != 1

    @touches.add("enter", eager=True, filter=a_choisir)
    def _(evenement: KeyPressEvent) -> None:
        # Several of them: an arrow must choose one, Enter never takes the first.
        evenement.current_buffer.start_completion(select_first=False)

    @touches.add("backspace", eager=True)
    def _(evenement: KeyPressEvent) -> None:
        evenement.current_buffer.delete_before_cursor()
        evenement.current_buffer.start_completion(select_first=False)

    return touches


def _plier(texte: str) -> list[str]:
    return textwrap.wrap(texte, largeur(), initial_indent=" ", subsequent_indent=" ")


def largeur() -> int:
    """How long a line of the screen may be."""
    colonnes = min(shutil.get_terminal_size((LARGEUR, 24)).columns, LARGEUR)
    return max(colonnes - 1, ETROIT)

"""Once answered: one key, and the same situation changed stands beside the first.

What is offered is declared in the data. Any other key ends; nothing is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from palliorient.noyau.table.lignes import EtSi
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import dire, en_lignes_simples
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.questions import Choix, Question
from palliorient.questionnaire.terminal import terminal_rendu

TOUCHE = "e"
FINIR = "finir"

Montrer = Callable[[EtSi], None]
"""Shows one change, on standard output."""


def proposer(table: Table, offerts: Sequence[EtSi], montrer: Montrer) -> None:
    """Offer these changes, until another key than `TOUCHE`. Ctrl-C raises KeyboardInterrupt."""
    question = _question(table, offerts)
    par_code = {et_si.id: et_si for et_si in offerts}
    simple = en_lignes_simples()
    with terminal_rendu(dessine=not simple):
        while (_ligne if simple else _touche)(table, offerts) == TOUCHE:
            choix = _demander(table, question, simple=simple)
            if choix == FINIR:
                return
            if choix is not None:
                montrer(par_code[choix])


def _question(table: Table, offerts: Sequence[EtSi]) -> Question:
    textes = table.textes
    return Question(
        id="et-si",
        forme=q.CHOIX,
        nom=textes["et-si"],
        texte=textes["et-si-choisir"],
        pourquoi=textes["et-si-pourquoi"],
        aide=textes["et-si-pourquoi"],
        choix=(*(Choix(e.id, e.nom) for e in offerts), Choix(FINIR, textes["et-si-finir"])),
        defaut=offerts[0].id,
    )


def _invite(table: Table, offerts: Sequence[EtSi]) -> str:
    noms = " · ".join(et_si.nom for et_si in offerts)
    return f"{table.textes['et-si']} : {noms} ?"


def _demander(table: Table, question: Question, *, simple: bool) -> str | None:
    """The change that is chosen, or `FINIR`; None: back to the key."""
    if simple:
        from palliorient.questionnaire.simple import DemandeurSimple, lecteur_du_terminal

        try:
            reponse = DemandeurSimple(dire, lecteur_du_terminal())(question)
        except EOFError:
            return FINIR
    else:
        from palliorient.questionnaire.fleches import DemandeurFleches

        reponse = DemandeurFleches(table)(question)
    return reponse if isinstance(reponse, str) else None


def _ligne(table: Table, offerts: Sequence[EtSi]) -> str:
    """A line is typed; its end, or the end of standard input, is another key."""
    from palliorient.questionnaire.simple import lecteur_du_terminal

    dire(f"{_invite(table, offerts)} {table.textes['et-si-ligne']}")
    try:
        return lecteur_du_terminal()().strip().lower()
    except EOFError:
        return FINIR


def _touche(table: Table, offerts: Sequence[EtSi]) -> str:
    """One key is pressed: nothing to confirm, nothing left on the screen."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.layout import FormattedTextControl, Layout, Window
    from prompt_toolkit.output import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output

    touches = KeyBindings()

    @touches.add(Keys.Any)
    def _(evenement: KeyPressEvent) -> None:
        evenement.app.exit(result=evenement.data.lower())

    @touches.add("c-c")
    @touches.add("<sigint>")
    def _(evenement: KeyPressEvent) -> None:
        evenement.app.exit(exception=KeyboardInterrupt)

    sortie = create_output(stdout=sys.stderr)
    if isinstance(sortie, Vt100_Output):
        sortie.enable_cpr = False  # see `fleches`
    invite = f" {_invite(table, offerts)}\n ({table.textes['et-si-touche']})"
    ecran = Window(FormattedTextControl(invite), wrap_lines=True, dont_extend_height=True)
    application: Application[str] = Application(
        layout=Layout(ecran), key_bindings=touches, output=sortie, erase_when_done=True
    )
    return application.run()

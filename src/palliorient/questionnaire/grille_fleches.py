"""The discussion grid on one screen: every question, a key for each answer.

One window holds everything, and follows the question pointed at: on a smaller screen the
others are reached with the arrows. Nothing depends on colour.
"""

from __future__ import annotations

from typing import NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output

from palliorient.noyau.niveau.grille import Grille
from palliorient.questionnaire.fleches import SANS_COULEUR, largeur, vers_le_terminal
from palliorient.questionnaire.grille import NE_SAIT_PAS, NON, OUI, Reponses
from palliorient.rendu.mise_en_page import plier
from palliorient.rendu.niveau import d_ou

TITRE = "Grille de discussion"
TOUCHES = "(o oui ; n non ; ? ne sait pas ; flèches ; Entrée finir ; Échap quitter)"
TOUCHES_AVEC_RETOUR = "(o oui ; n non ; ? ne sait pas ; ← revenir ; Entrée finir ; Échap quitter)"
LETTRES = {OUI: "o", NON: "n", NE_SAIT_PAS: "?"}
POINTEE, AUTRE = "»", " "


class Ligne(NamedTuple):
    """One line of the screen, and its style."""

    style: str
    texte: str


def dessiner(
    grille: Grille, entree: Input | None = None, sortie: Output | None = None, *, premiere: bool
) -> Reponses | None:
    """The answers; None: back before the grid. Leaving raises KeyboardInterrupt.

    Another input or output, in tests only.
    """
    ecran = Ecran(grille, premiere=premiere)
    application: Application[Reponses | None] = Application(
        Layout(ecran.fenetre()),
        style=SANS_COULEUR,
        key_bindings=ecran.touches(),
        erase_when_done=True,
        input=entree,
        output=sortie or vers_le_terminal(),
    )
    return application.run()


class Ecran:
    """What is shown of the answers, and what the keys do."""

    def __init__(self, grille: Grille, *, premiere: bool) -> None:
        self.grille = grille
        self.premiere = premiere
        self.reponses = Reponses(grille)

    def fenetre(self) -> Window:
        """The whole screen."""
        return Window(
            FormattedTextControl(
                lambda: [(ligne.style, f"{ligne.texte}\n") for ligne in self.lignes()[0]],
                focusable=True,
                show_cursor=False,
                get_cursor_position=lambda: Point(0, self.lignes()[1]),
            ),
            always_hide_cursor=True,
        )

    def lignes(self) -> tuple[list[Ligne], int]:
        """The lines, and the place of the question pointed at among them."""
        lignes = [Ligne("", ""), Ligne("class:question", f" {TITRE}")]
        touches = TOUCHES if self.premiere else TOUCHES_AVEC_RETOUR
        for texte in (touches, self.grille.avertissement):
            lignes += _pliees("", texte, " ")
        ici = 0
        for rang, question in enumerate(self.grille.questions):
            pointee = rang == self.reponses.rang
            ici = len(lignes) if pointee else ici
            style = "class:highlighted" if pointee else ""
            lettre = LETTRES.get(self.reponses.dites.get(question.id, ""), " ")
            debut = f" {POINTEE if pointee else AUTRE} {lettre}  "
            lignes += _pliees(style, question.question, debut)
        lignes += _pliees("", d_ou(self.reponses.question), " ")
        return lignes, ici

    def touches(self) -> KeyBindings:
        """Letters answer, arrows move, Enter ends; whatever leaves interrupts."""
        touches, reponses = KeyBindings(), self.reponses

        for dite, lettre in LETTRES.items():
            for touche in {lettre, lettre.upper()}:

                @touches.add(touche)
                def _(_evenement: KeyPressEvent, dite: str = dite) -> None:
                    reponses.repondre(dite)

        @touches.add("up")
        def _(_evenement: KeyPressEvent) -> None:
            reponses.aller(-1)

        @touches.add("down")
        def _(_evenement: KeyPressEvent) -> None:
            reponses.aller(1)

        @touches.add("left")
        def _(evenement: KeyPressEvent) -> None:
            if not reponses.aller(-1) and not self.premiere:
                evenement.app.exit(result=None)

        @touches.add("enter")
        def _(evenement: KeyPressEvent) -> None:
            evenement.app.exit(result=reponses)

        @touches.add("escape", eager=True)
        @touches.add("c-c")
        @touches.add("c-d")
        @touches.add("<sigint>")
        def _(evenement: KeyPressEvent) -> None:
            evenement.app.exit(exception=KeyboardInterrupt)

        return touches


def _pliees(style: str, texte: str, debut: str) -> list[Ligne]:
    return [Ligne(style, pliee) for pliee in plier(texte, debut, longueur=largeur())]

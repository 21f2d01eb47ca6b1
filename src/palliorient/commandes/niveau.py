"""`palliorient niveau`: a discussion grid that proposes a level with its reasons, or none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Format, Sortie
from palliorient.donnees import lire_grille
from palliorient.noyau.langue.mots import code, vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer, et
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.niveau.discussion import discuter
from palliorient.noyau.niveau.grille import Grille
from palliorient.sortie import ecrire

AIDE = (
    "Une grille de discussion : propose un niveau avec ce qui le porte, ou rien. Le niveau est"
    " celui que le clinicien retient.\n\n"
    "Sans option, au terminal, pose les questions. Une question ni à oui ni à non n'est pas"
    " connue. Rien n'est enregistré. Statut 0, même sans proposition."
)
FORMATS = ("texte", "json")


def executer(
    oui: Annotated[
        list[str] | None,
        typer.Option(
            "--oui",
            metavar="ID…",
            help="Question dont la réponse est oui (répétable).",
        ),
    ] = None,
    non: Annotated[
        list[str] | None,
        typer.Option(
            "--non",
            metavar="ID…",
            help="Question dont la réponse est non (répétable).",
        ),
    ] = None,
    questions: Annotated[
        bool,
        typer.Option(
            "--questions",
            help="Les questions, leurs identifiants, leurs sources.",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the answers, or ask for them; show what they propose."""
    parmi(format, FORMATS, "--format")
    repondu = bool(oui or non)
    if questions and repondu:
        raise ErreurUsage("--questions ne va pas avec --oui ni --non : choisir.")
    grille = _grille(Path(donnees) if donnees else None)
    dits = {"--oui": _lus(grille, oui, "--oui"), "--non": _lus(grille, non, "--non")}
    contraires = [id for id in dits["--oui"] if id in dits["--non"]]
    if contraires:
        raise ErreurUsage(f"--oui et --non, les deux : {et(contraires)}. Choisir.")
    from palliorient.rendu import niveau as rendu

    if questions:
        rendre = {"texte": rendu.questions_en_texte, "json": rendu.en_json_des_questions}[format]
        ecrire(rendre(grille), sortie)
        return 0
    discussion = discuter(grille, *dits.values())
    demande = not repondu and sys.stdin.isatty() and sys.stderr.isatty()
    if demande:
        from palliorient.questionnaire import remplir_la_grille

        reponses = remplir_la_grille(grille, premiere=True)
        assert reponses is not None, "rien n'est demandé avant la grille"
        discussion = reponses.discussion()
    if format == "json":
        ecrire(rendu.en_json_du_niveau(grille, discussion), sortie)
    else:
        ecrire(rendu.en_texte(grille, discussion, codes=not demande), sortie)
    return 0


def _grille(dossier: Path | None) -> Grille:
    grille = lire_grille(dossier)
    if grille is None:
        raise ErreurPalliorient(
            "ce dossier n'a pas de grille de discussion (grille.yaml) : le niveau se choisit"
            " d'après les définitions (palliorient gradation)."
        )
    return grille


def _lus(grille: Grille, dits: list[str] | None, option: str) -> list[str]:
    """The identifiers of the questions that an option names, each once."""
    connus = [q.id for q in grille.questions]
    for dit in dits or ():
        if code(dit) not in connus:
            raise ErreurUsage(
                f"{option} : {citer(dit)} n'est pas une question de la grille."
                f"{vouliez_vous_dire(dit, connus)} Les voir toutes : palliorient niveau --questions"
            )
    return [id for id in connus if id in map(code, dits or ())]

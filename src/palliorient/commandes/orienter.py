"""`palliorient orienter`: from one situation to the actors to contact, in order."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from palliorient.commandes.erreurs import ErreurUsage, ReponsesManquantes, parmi
from palliorient.commandes.options import (
    AIDE_DE_L_APPELANT,
    TABLE,
    CommandeSituation,
    Donnees,
    Format,
    Jour,
    Sortie,
    appelant_lu,
    avec_situation,
    jour_lu,
    reponses_dites,
)
from palliorient.donnees import du_jour
from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.situation.lecture import SituationLue, lire_situation
from palliorient.noyau.table.table import Table
from palliorient.sortie import ecrire

CLASSE = CommandeSituation
AIDE = (
    "D'une situation aux équipes à contacter, dans l'ordre, avec les raisons.\n\n"
    "Pose au terminal les questions dont la réponse n'est pas donnée en option. Aucun nom,"
    " aucun texte libre : rien n'est enregistré."
)
FORMATS = ("texte", "json")


@avec_situation
def executer(
    ctx: typer.Context,
    jour: Jour = None,
    detail: Annotated[bool, typer.Option("--detail", help="Tout montrer, sans regrouper.")] = False,
    pourquoi: Annotated[
        bool, typer.Option("--pourquoi", help="Les raisons, leurs sources, et ce qui manque.")
    ] = False,
    appelant: Annotated[
        str | None,
        typer.Option("--appelant", metavar="QUI", help=AIDE_DE_L_APPELANT),
    ] = None,
    scenario: Annotated[
        bool, typer.Option("--scenario", help="Le bloc de scénario de cette situation (YAML).")
    ] = False,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
    **options: Any,
) -> int:
    """Read the answers, ask for those that lack, decide, show."""
    parmi(format, FORMATS, "--format")
    if appelant is not None and (scenario or format != "texte"):
        autre = "--scenario" if scenario else f"--format {format}"
        raise ErreurUsage(f"--appelant change ce que lit une personne : pas avec {autre}.")
    reponses = reponses_dites(ctx.meta[TABLE], options)
    instant = _instant(reponses["quand"], ctx.meta[TABLE].fuseau)
    jour_demande = jour_lu(jour) or (instant or maintenant(ctx.meta[TABLE].fuseau)).date()
    table = du_jour(ctx.meta[TABLE], Path(donnees) if donnees else None, jour_demande)
    qui = appelant_lu(table, appelant)
    lecture = lire_situation(table, reponses, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    if _peut_demander(lecture):
        from palliorient.questionnaire import completer

        lecture = completer(table, reponses, lecture)
    if lecture.situation is None:
        raise ReponsesManquantes(_manque(table, lecture))
    orientation = orienter(table, lecture.situation, jour_demande)
    if scenario:
        from palliorient.scenarios.ecriture import bloc

        ecrire(bloc(table, orientation), sortie)
    elif format == "json":
        from palliorient.rendu.reponse.json import en_ligne

        ecrire(en_ligne(orientation), sortie)
    else:
        from palliorient.rendu.reponse.texte import en_texte

        ecran = en_texte(
            table,
            orientation,
            instant,
            detail=detail,
            raisons=pourquoi,
            suppose=table.textes["lieu-suppose"] if "lieu" in lecture.supposes else None,
            appelant=qui,
        )
        ecrire(ecran, sortie)
    return 0


def _instant(texte: str | None, fuseau: str) -> datetime | None:
    """The hour of `--quand`, when it is one; the door says what is wrong with it otherwise."""
    lu = lire_quand(texte, fuseau) if texte else None
    return lu if isinstance(lu, datetime) else None


def _peut_demander(lecture: SituationLue) -> bool:
    """Questions are asked only at a terminal, when something wanted is missing."""
    return bool(lecture.manquants) and sys.stdin.isatty() and sys.stderr.isatty()


def _manque(table: Table, lecture: SituationLue) -> str:
    options = ", ".join(f"--{critere}" for critere in lecture.manquants)
    noms = ", ".join(table.criteres[critere].nom for critere in lecture.manquants)
    return f"il manque : {noms} ({options}). Sans terminal, rien n'est demandé."

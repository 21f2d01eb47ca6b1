"""`palliorient orienter`: from one situation to the actors to contact, in order."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from palliorient.commandes.erreurs import ErreurUsage, ReponsesManquantes, parmi
from palliorient.commandes.options import CommandeSituation, Donnees, Sortie, avec_situation
from palliorient.donnees import charger
from palliorient.horloge import lire_date, lire_quand, maintenant
from palliorient.noyau.diagnostic import SituationRefusee
from palliorient.noyau.lire_situation import Lecture, lire_situation
from palliorient.noyau.moteur import orienter
from palliorient.noyau.table import Table
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
    jour: Annotated[
        str | None,
        typer.Option("--date", metavar="AAAA-MM-JJ", help="jour des données (défaut : ce jour)"),
    ] = None,
    detail: Annotated[bool, typer.Option("--detail", help="Tout montrer, sans regrouper.")] = False,
    pourquoi: Annotated[
        bool, typer.Option("--pourquoi", help="Les raisons, leurs sources, et ce qui manque.")
    ] = False,
    scenario: Annotated[
        bool, typer.Option("--scenario", help="Le bloc de scénario de cette situation (YAML).")
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="texte|json", help="forme de la réponse", show_default=False
        ),
    ] = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
    **reponses: Any,
) -> int:
    """Read the answers, ask for those that lack, decide, show."""
    parmi(format, FORMATS, "--format")
    jour_demande = _jour(jour) or _jour_de_quand(reponses["quand"]) or maintenant().date()
    table = charger(Path(donnees) if donnees else None, jour_demande)
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

        ecrire(bloc(orientation), sortie)
    elif format == "json":
        from palliorient.rendu.json import en_ligne

        ecrire(en_ligne(orientation), sortie)
    else:
        from palliorient.rendu.texte import en_texte

        ecrire(en_texte(table, orientation, detail=detail, pourquoi=pourquoi), sortie)
    return 0


def _jour(texte: str | None) -> date | None:
    if texte is None:
        return None
    lu = lire_date(texte)
    if isinstance(lu, str):
        raise ErreurUsage(lu)
    return lu


def _jour_de_quand(texte: str | None) -> date | None:
    """The day of `--quand`, when it is one; the door says what is wrong with it otherwise."""
    lu = lire_quand(texte) if texte else None
    return lu.date() if isinstance(lu, datetime) else None


def _peut_demander(lecture: Lecture) -> bool:
    """Questions are asked only at a terminal, when something wanted is missing."""
    return bool(lecture.manquants) and sys.stdin.isatty() and sys.stderr.isatty()


def _manque(table: Table, lecture: Lecture) -> str:
    options = ", ".join(f"--{critere}" for critere in lecture.manquants)
    noms = ", ".join(table.criteres[critere]["nom"] for critere in lecture.manquants)
    return f"il manque : {noms} ({options}). Sans terminal, rien n'est demandé."

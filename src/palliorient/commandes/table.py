"""`palliorient table`: the decision table, for engines that outgrow one machine."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Sortie, jour_lu
from palliorient.donnees import charger
from palliorient.horloge import maintenant
from palliorient.lots.ecriture import destination, ouvrir_sortie
from palliorient.lots.redaction import Csv, Jsonl, Style
from palliorient.lots.table_de_decision import AJOUTABLES, ecrire_table

AIDE = (
    "La table de décision : toutes les situations et leur réponse.\n\n"
    "Une ligne par situation distincte des six critères toujours demandés ; les autres ont leur"
    " valeur par défaut, sauf ceux ajoutés par --criteres. Se joint en SQL (docs/lot.md)."
)
FORMATS = ("csv", "jsonl")


def executer(
    format: Annotated[
        str, typer.Option("--format", metavar="csv|jsonl", help="Forme de la table.")
    ] = "csv",
    criteres: Annotated[
        str | None,
        typer.Option("--criteres", metavar="A,B…", help=f"Ajoute : {', '.join(AJOUTABLES)}."),
    ] = None,
    jour: Annotated[
        str | None, typer.Option("--date", metavar="AAAA-MM-JJ", help="Jour des données.")
    ] = None,
    ecraser: Annotated[
        bool, typer.Option("--ecraser", help="Remplace une sortie qui existe.")
    ] = False,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the options, enumerate, write, count."""
    parmi(format, FORMATS, "--format")
    ajoutes = _criteres(criteres)
    instant = _instant(jour)
    style: Style = Jsonl() if format == "jsonl" else Csv(",")
    chemin = destination(sortie, None, ecraser=ecraser)
    table = charger(Path(donnees) if donnees else None, instant.date())
    with ouvrir_sortie(chemin) as ouverte:
        compte = ecrire_table(table, ajoutes, style, instant, ouverte.ecrire)
    sys.stderr.write(
        f"situations distinctes : {compte.situations} · réponses distinctes : {compte.reponses}\n"
    )
    return 0


def _criteres(texte: str | None) -> list[str]:
    choisis = [nom.strip() for nom in (texte or "").split(",") if nom.strip()]
    for nom in choisis:
        parmi(nom, AJOUTABLES, "--criteres")
    return [nom for nom in AJOUTABLES if nom in choisis]


def _instant(jour: str | None) -> datetime:
    lu = jour_lu(jour)
    return maintenant() if lu is None else datetime(lu.year, lu.month, lu.day)

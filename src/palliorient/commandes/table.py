"""`palliorient table`: the decision table, for engines that outgrow one machine."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import DONNEES, REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Sortie, jour_lu
from palliorient.donnees import charger
from palliorient.ecriture import REMPLACER, destination, ouvrir_sortie
from palliorient.horloge import maintenant
from palliorient.lots.ecriture.redaction import Csv, Jsonl, Style
from palliorient.lots.table_de_decision import ajoutables, ecrire_table
from palliorient.noyau.table.table import Table

AIDE = (
    "La table de décision : toutes les situations et leur réponse.\n\n"
    "Une ligne par situation distincte des six critères toujours demandés ; les autres ont leur"
    " valeur par défaut, sauf ceux ajoutés par --criteres. Se joint en SQL (docs/lot.md)."
)
FORMATS = ("csv", "jsonl", "parquet")


def executer(
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="csv|jsonl|parquet",
            help="Forme de la table.",
            rich_help_panel=REPONSE,
        ),
    ] = "csv",
    criteres: Annotated[
        str | None,
        typer.Option("--criteres", metavar="A,B…", help="Ajoute d'autres critères."),
    ] = None,
    jour: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="AAAA-MM-JJ", help="Jour des données.", rich_help_panel=DONNEES
        ),
    ] = None,
    ecraser: Annotated[
        bool,
        typer.Option("--ecraser", help="Remplace une sortie qui existe.", rich_help_panel=REPONSE),
    ] = False,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the options, enumerate, write, count."""
    parmi(format, FORMATS, "--format")
    dossier, lu = Path(donnees) if donnees else None, jour_lu(jour)
    style: Style = Jsonl() if format == "jsonl" else Csv(",")
    parquet = format == "parquet"
    if parquet:
        from palliorient.lots.parquet import verifier_duckdb

        verifier_duckdb()
        if sortie in (None, "-"):
            raise ErreurUsage("parquet est un fichier : ajouter --sortie FICHIER.parquet.")
    voulue = destination(sortie, ecraser=ecraser, conseil=REMPLACER)
    table = charger(dossier, lu)
    instant = datetime(lu.year, lu.month, lu.day) if lu else maintenant(table.fuseau)
    ajoutes = _criteres(table, criteres)
    ecrire_en = partial(ecrire_table, table, ajoutes, style, instant)
    with ouvrir_sortie(voulue) as ouverte:
        if parquet:
            from palliorient.lots.parquet import en_parquet

            compte = en_parquet(ecrire_en, ouverte.ecrire)
        else:
            compte = ecrire_en(ouverte.ecrire)
    sys.stderr.write(f"{compte.texte()}\n")
    return 0


def _criteres(table: Table, texte: str | None) -> list[str]:
    choisis = [nom.strip() for nom in (texte or "").split(",") if nom.strip()]
    for nom in choisis:
        parmi(nom, ajoutables(table), "--criteres")
    return [nom for nom in ajoutables(table) if nom in choisis]

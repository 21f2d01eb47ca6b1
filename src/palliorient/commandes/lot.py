"""`palliorient lot`: many situations from CSV or JSON Lines, streamed."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import DONNEES, REPONSE
from palliorient.commandes.carnet.lus import Carnet, carnets_demandes
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Sortie, jour_lu
from palliorient.donnees import charger
from palliorient.horloge import maintenant
from palliorient.lots.course.execution import FORMATS, Demande, executer_lot
from palliorient.lots.ecriture.reponse import colonnes_possibles
from palliorient.noyau.table.table import Table

AIDE = (
    "Beaucoup de situations, depuis un fichier CSV ou JSON Lines.\n\n"
    "Une ligne de réponse par ligne lue, à sa place, même refusée (colonne « erreur », statut"
    " 1). Les colonnes d'entrée portent le nom des options d'« orienter » ; « id », libre, est"
    " recopié. Un exemple : --modele."
)

CONTRAIRES = (("--complet", "--colonnes"),)
"""What is refused together."""

RAMASSAGE = 50_000
"""New objects between two searches for cycles (Python's default is 700)."""


def executer(
    entree: Annotated[
        str | None,
        typer.Argument(metavar="ENTREE", help="Fichier à lire (-: entrée standard)."),
    ] = None,
    modele: Annotated[bool, typer.Option("--modele", help="Affiche un fichier d'exemple.")] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="csv|jsonl",
            help="Forme des réponses (défaut : lue).",
            rich_help_panel=REPONSE,
        ),
    ] = None,
    colonnes: Annotated[
        str | None,
        typer.Option(
            "--colonnes",
            metavar="A,B…",
            help="Colonnes à écrire, dans cet ordre.",
            rich_help_panel=REPONSE,
        ),
    ] = None,
    complet: Annotated[
        bool,
        typer.Option(
            "--complet",
            help="La réponse entière d'« orienter » (JSON Lines).",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    ignorer: Annotated[
        bool, typer.Option("--ignorer-colonnes", help="Écarte les colonnes inconnues.")
    ] = False,
    arret: Annotated[
        bool,
        typer.Option("--arret-a-la-premiere-erreur", help="S'arrête à la première ligne refusée."),
    ] = False,
    processus: Annotated[
        int | None,
        typer.Option(
            "--processus",
            metavar="N",
            help="Processus au plus (défaut : autant que de cœurs, si le travail le vaut).",
            show_default=False,
        ),
    ] = None,
    jour: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="AAAA-MM-JJ",
            help="Jour des données, pour toutes.",
            rich_help_panel=DONNEES,
        ),
    ] = None,
    ecraser: Annotated[
        bool,
        typer.Option("--ecraser", help="Remplace une sortie qui existe.", rich_help_panel=REPONSE),
    ] = False,
    carnet: Carnet = None,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the options, run, report on standard error."""
    if modele:
        from palliorient.lots.modele import modele as exemple
        from palliorient.sortie import ecrire

        ecrire(exemple(charger(Path(donnees) if donnees else None)), sortie)
        return 0
    if entree is None:
        raise ErreurUsage("il manque l'argument ENTREE (ou - pour l'entrée standard).")
    if format is not None:
        parmi(format, FORMATS, "--format")
    if processus is not None and processus < 1:
        raise ErreurUsage("--processus : un nombre de 1 ou plus.")
    if complet and (colonnes is not None or format == "csv"):
        autre = "--colonnes" if colonnes is not None else "--format csv"
        raise ErreurUsage(f"--complet et {autre} ne vont pas ensemble.")
    dit = jour_lu(jour)
    table_du = partial(charger, Path(donnees) if donnees else None)
    # A batch is to be run again elsewhere: it reads no directory that it does not name.
    carnets = carnets_demandes(table_du(), carnet, dire_les_conflits=True) if carnet else None
    instant = maintenant(table_du().fuseau)
    demande = Demande(
        entree=entree,
        sortie=sortie,
        ecraser=ecraser,
        format=format,
        colonnes=None if colonnes is None else _colonnes(table_du(), colonnes),
        complet=complet,
        ignorer_colonnes=ignorer,
        arret=arret,
        jour=dit,
        carnets=carnets,
        processus=processus,
    )
    # Millions of small values, hardly any cycle: look for cycles less often, and never
    # among the data, which stay to the end.
    gc.freeze()
    gc.set_threshold(RAMASSAGE)
    bilan = executer_lot(table_du, demande, instant)
    sys.stderr.write(bilan.texte() + "\n")
    return 1 if bilan.rejetees else 0


def _colonnes(table: Table, texte: str) -> tuple[str, ...]:
    choisies = tuple(nom.strip() for nom in texte.split(",") if nom.strip())
    for nom in choisies:
        parmi(nom, colonnes_possibles(table), "--colonnes")
    if not choisies or len(set(choisies)) != len(choisies):
        raise ErreurUsage("--colonnes : une colonne au moins, et chacune une fois.")
    return choisies

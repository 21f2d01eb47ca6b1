"""`palliorient couverture`: missions of the national framework × territories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes import DEPARTEMENT, TOUS, Commande
from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Jour, Sortie, jour_lu
from palliorient.donnees import lire_carte
from palliorient.horloge import maintenant
from palliorient.sortie import ecrire

AIDE = (
    "Missions du cadre national × territoires, avec les lacunes.\n\n"
    "Chaque mission que le cadre (§ 2-2) demande à un territoire : un service nommé, un service"
    " d'un autre territoire, un service à venir, ou rien.\n\n"
    "Les 101 départements, d'après l'enquête nationale : --departement tous."
)
FORMATS = ("texte", "json", "markdown", "csv")


class CommandeCouverture(Commande):
    """`--departement tous` is the matrix of all of them."""

    tous = True


CLASSE = CommandeCouverture


def executer(
    ctx: typer.Context,
    jour: Jour = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="texte|json|markdown|csv",
            help="Forme du tableau.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the map, cross it with the missions, show."""
    parmi(format, FORMATS, "--format")
    jour_demande = jour_lu(jour)
    if donnees is None and (ctx.meta.get(DEPARTEMENT) or "").strip().lower() == TOUS:
        return _nationale(format, jour, sortie)
    from palliorient.noyau.carte.couverture import matrice
    from palliorient.rendu import couverture as rendu

    referentiel = lire_carte(Path(donnees) if donnees else None)
    rendre = {
        "texte": rendu.en_texte,
        "json": rendu.en_json_de_couverture,
        "markdown": rendu.en_markdown,
        "csv": rendu.en_csv,
    }[format]
    jour_demande = jour_demande or maintenant(referentiel.fuseau).date()
    ecrire(rendre(matrice(referentiel, jour_demande)), sortie)
    return 0


def _nationale(format: str, jour: str | None, sortie: str | None) -> int:
    """Départements × missions, from the facts alone."""
    if jour is not None:
        raise ErreurUsage("--date ne va pas avec --departement tous : l'enquête est d'une année.")
    from palliorient.rendu import matrice_nationale as rendu
    from palliorient.squelettes.matrice import matrice_nationale

    rendre = {
        "texte": rendu.en_texte,
        "json": rendu.en_json_national,
        "markdown": rendu.en_markdown,
        "csv": rendu.en_csv,
    }[format]
    ecrire(rendre(matrice_nationale(lire_carte())), sortie)
    return 0

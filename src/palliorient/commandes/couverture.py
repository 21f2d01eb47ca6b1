"""`palliorient couverture`: missions of the national framework × territories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Jour, Sortie, jour_lu
from palliorient.donnees import lire_carte
from palliorient.horloge import maintenant
from palliorient.sortie import ecrire

AIDE = (
    "Missions du cadre national × territoires, avec les lacunes.\n\n"
    "Chaque mission que le cadre (§ 2-2) demande à un territoire : un service nommé, un service"
    " d'un autre territoire, un service à venir, ou rien."
)
FORMATS = ("texte", "json", "markdown", "csv")


def executer(
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

"""`palliorient squelette`: the data folder of a département, from official figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.sortie import ecrire, montrer

AIDE = (
    "Écrit le dossier de données d'un département, d'après des chiffres officiels : les"
    " établissements qui ont déclaré une activité, les communes, et rien d'autre.\n\n"
    "Un point de départ, à vérifier et à compléter : rien n'y dit qui répond, ni quand."
    " Statut : 0 écrit, 2 département inconnu ou dossier qui existe, 3 impossible à écrire."
)


def executer(
    departement: Annotated[
        str, typer.Argument(metavar="DEP", help="Numéro ou nom : 29, 2A, Finistère.")
    ],
    sortie: Annotated[
        str | None,
        typer.Option(
            "--sortie",
            metavar="DOSSIER",
            help="Le dossier à créer.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = None,
) -> int:
    """Find the département, write its files, say what they hold."""
    if sortie is None or sortie == "-":
        raise ErreurUsage("squelette écrit un dossier : le nommer par --sortie DOSSIER.")
    from palliorient.squelettes.dossier import ecrire as ecrire_le_dossier
    from palliorient.squelettes.dossier import sur_place
    from palliorient.squelettes.faits import trouver

    trouve = trouver(departement)
    ecrire_le_dossier(trouve, Path(sortie))
    communes, etablissements = sur_place(trouve)
    ecrire(
        f"{trouve.nom} ({trouve.numero}) : {len(etablissements)} établissements,"
        f" {len(communes)} communes, dans {montrer(sortie)}.\n"
        "Rien n'y est vérifié. À faire : docs/departement.md, « Partir d'un squelette » ; puis\n"
        f"palliorient valider {montrer(sortie)}"
    )
    return 0

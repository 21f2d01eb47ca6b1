"""`palliorient gradation`: the national table, six cells with their label and their roles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.carte import carte_du_jour, nombre
from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Format, Sortie
from palliorient.sortie import ecrire

AIDE = (
    "Montre le tableau national : niveaux et lieux.\n\n"
    "Six cases : le libellé officiel, sa source, et les rôles que chacune appelle."
)
FORMATS = ("texte", "json")


def executer(
    niveau: Annotated[
        str | None, typer.Option("--niveau", metavar="1|2|3", help="Seulement ce niveau.")
    ] = None,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Show the cells of one level, or all six."""
    parmi(format, FORMATS, "--format")
    dossier = Path(donnees) if donnees else None
    referentiel = carte_du_jour(dossier)
    from palliorient.rendu import gradation

    demande = nombre(dossier, "niveau", niveau) if niveau is not None else None
    montrees = gradation.cellules(referentiel, demande)
    if format == "json":
        from palliorient.rendu.reponse.json import en_json

        ecrire(en_json(gradation.en_dictionnaire(referentiel, montrees)), sortie)
    else:
        ecrire(gradation.en_texte(referentiel, montrees), sortie)
    return 0

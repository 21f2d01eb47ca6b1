"""`palliorient couverture`: missions of the national framework × territories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Sortie
from palliorient.donnees import dossier_livre
from palliorient.horloge import lire_date, maintenant
from palliorient.sortie import ecrire

AIDE = (
    "Missions du cadre national × territoires, avec les lacunes.\n\n"
    "Chaque mission que le cadre (§ 2-2) demande à un territoire : un service nommé, un service"
    " d'un autre territoire, un service à venir, ou rien."
)
FORMATS = ("texte", "json", "markdown", "csv")


def executer(
    jour: Annotated[
        str | None,
        typer.Option("--date", metavar="AAAA-MM-JJ", help="jour des données (défaut : ce jour)"),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="texte|json|markdown|csv",
            help="forme du tableau",
            show_default=False,
        ),
    ] = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the map, cross it with the missions, show."""
    parmi(format, FORMATS, "--format")
    dit = lire_date(jour) if jour else maintenant().date()
    if isinstance(dit, str):
        raise ErreurUsage(dit)
    from palliorient import couverture
    from palliorient.lecture.charger import lire_dossier
    from palliorient.rendu import couverture as rendu

    referentiel = lire_dossier(Path(donnees) if donnees else dossier_livre())
    rendre = {
        "texte": rendu.en_texte,
        "json": rendu.en_json_de_couverture,
        "markdown": rendu.en_markdown,
        "csv": rendu.en_csv,
    }[format]
    ecrire(rendre(couverture.matrice(referentiel, dit)), sortie)
    return 0

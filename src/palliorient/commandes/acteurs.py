"""`palliorient acteurs`: the actors of the map, with what each line comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.carte import carte_du_jour, commune, zone
from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Format, Sortie
from palliorient.donnees import charger
from palliorient.noyau.carte.parcourir import Filtre, chercher
from palliorient.noyau.langue.mots import code
from palliorient.sortie import ecrire

AIDE = (
    "Parcourt les équipes de la carte.\n\n"
    "Les filtres s'ajoutent. Sans filtre : toute la carte, lignes vides du tableau comprises."
)
FORMATS = ("texte", "json")


def executer(
    type: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help="Type de service : usp, lisp, emsp, had…"),
    ] = None,
    territoire: Annotated[
        str | None,
        typer.Option(
            "--territoire",
            metavar="TERRITOIRE",
            help="Ceux qui servent ce territoire : centre, ouest, nord-est…",
        ),
    ] = None,
    numero: Annotated[
        str | None,
        typer.Option(
            "--arrondissement",
            metavar="NUMÉRO",
            help="Ceux qui servent cet arrondissement ou s'y trouvent : 7, 7e ou son code postal.",
        ),
    ] = None,
    lieu: Annotated[
        str | None,
        typer.Option(
            "--commune",
            metavar="COMMUNE",
            help="Ceux qui servent cette commune ou s'y trouvent : nom, code postal ou INSEE.",
        ),
    ] = None,
    texte: Annotated[
        str | None,
        typer.Option(
            "--texte", metavar="MOTS", help="Mots du nom, d'un autre nom ou du texte imprimé."
        ),
    ] = None,
    detail: Annotated[
        bool,
        typer.Option(
            "--detail",
            help="La case imprimée, les faits venus d'ailleurs, les sources.",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Check the filters, look the map up, show."""
    parmi(format, FORMATS, "--format")
    dossier = Path(donnees) if donnees else None
    referentiel = carte_du_jour(dossier)
    types = [t.id for t in referentiel.types]
    filtre = Filtre(texte=texte)
    if type is not None:
        filtre = filtre._replace(type=parmi(code(type), types, "--type"))
    if territoire is not None:
        filtre = filtre._replace(territoire=zone(referentiel, territoire, "--territoire"))
    if numero is not None or lieu is not None:
        ici = commune(charger(dossier), arrondissement=numero, commune=lieu)
        filtre = filtre._replace(commune=ici)
    trouvailles = chercher(referentiel, filtre)
    from palliorient.rendu import carte

    if format == "json":
        from palliorient.rendu.reponse.json import en_json

        ecrire(en_json(carte.en_dictionnaire(referentiel, trouvailles)), sortie)
    else:
        ecrire(carte.en_texte(referentiel, trouvailles, detail=detail), sortie)
    return 0

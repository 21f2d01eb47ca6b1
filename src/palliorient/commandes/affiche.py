"""`palliorient affiche`: an A3 poster of the territory: who does what, where, at which level."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Jour, Sortie, jour_lu
from palliorient.donnees import charger, lire_carte
from palliorient.horloge import maintenant
from palliorient.sortie import ecrire, ecrire_octets

AIDE = (
    "Une affiche A3 du territoire : un schéma ou la liste des communes, le tableau national avec"
    " ses libellés officiels, les équipes par territoire, ce qui manque, ce qui est annoncé.\n\n"
    "Une page, quel que soit le territoire : ce qui n'y tient pas y est compté. Se lit en noir et"
    " blanc."
)
FORMATS = ("svg", "html", "pdf")


def executer(
    jour: Jour = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="svg|html|pdf",
            help="Forme de l'affiche.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "svg",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the map as of a day, lay it out, write."""
    parmi(format, FORMATS, "--format")
    jour_demande = jour_lu(jour)
    if format == "pdf":
        from palliorient.rendu.fiche.pdf import verifier_typst

        verifier_typst()
        if sortie in (None, "-") and sys.stdout.isatty():
            raise ErreurUsage("un PDF ne se lit pas au terminal : ajouter --sortie FICHIER.pdf.")
    from palliorient.noyau.carte.couverture import matrice
    from palliorient.rendu.affiche.contenu import contenu

    dossier = Path(donnees) if donnees else None
    referentiel = lire_carte(dossier)
    jour_demande = jour_demande or maintenant(referentiel.fuseau).date()
    affiche = contenu(matrice(referentiel, jour_demande), charger(dossier, jour_demande))
    if format == "pdf":
        from palliorient.rendu.affiche.pdf import en_pdf

        ecrire_octets(en_pdf(affiche), sortie)
    elif format == "html":
        from palliorient.rendu.affiche.html import en_html

        ecrire(en_html(affiche), sortie)
    else:
        from palliorient.rendu.affiche.svg import en_svg

        ecrire(en_svg(affiche), sortie)
    return 0

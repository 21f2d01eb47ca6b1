"""`palliorient carnet valider`: what is wrong in directories, with line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.carnet.lus import phrase_des_conflits
from palliorient.commandes.erreurs import parmi
from palliorient.commandes.francais import dire
from palliorient.commandes.options import Donnees, Format, Jour, Sortie, jour_lu
from palliorient.donnees import charger
from palliorient.horloge import maintenant
from palliorient.sortie import ecrire, propre

AIDE = (
    "Vérifie des carnets : écriture, services, heures, dates.\n\n"
    "Chaque problème avec son fichier, sa ligne, sa colonne et quoi faire ; ce qui est écrit dans"
    " le carnet n'est pas répété. Statut : 0 rien à signaler, 1 des problèmes, 3 fichier illisible."
)
FORMATS = ("texte", "json")

Fichiers = Annotated[list[str], typer.Argument(metavar="FICHIER…", help="Des carnets.")]


def executer(
    fichiers: Fichiers,
    jour: Jour = None,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read them all, print all that is wrong."""
    parmi(format, FORMATS, "--format")
    table = charger(Path(donnees) if donnees else None, jour_lu(jour))
    jour_demande = jour_lu(jour) or maintenant(table.fuseau).date()
    from palliorient.carnets.conventions import conventions
    from palliorient.carnets.lecture import lire_carnet
    from palliorient.noyau.carnet.fusion import fusionner
    from palliorient.rendu import carnet as rendu

    lus = [lire_carnet(table, fichier, jour_demande) for fichier in fichiers]
    rendre = {"texte": rendu.validation_en_texte, "json": rendu.validation_en_json}[format]
    ecrire(propre(rendre(lus)), sortie)
    ensemble = fusionner([lu.carnet for lu in lus if lu.carnet], conventions())
    if ensemble.conflits:
        dire(phrase_des_conflits(ensemble))
    return 1 if any(lu.diagnostics for lu in lus) else 0

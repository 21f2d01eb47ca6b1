"""`palliorient carnet a-verifier`: the lines that nobody has verified lately."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Format, Jour, Sortie, jour_lu
from palliorient.donnees import charger
from palliorient.horloge import maintenant
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import ecrire, propre

AIDE = (
    "Les lignes vérifiées il y a plus de six mois, sans date, ou datées d'un jour à venir.\n\n"
    "Sans FICHIER : le carnet que lirait « orienter ». Statut 1 quand il y en a."
)
FORMATS = ("texte", "json")


def executer(
    fichiers: Annotated[
        list[str] | None, typer.Argument(metavar="[FICHIER…]", help="Des carnets.")
    ] = None,
    jour: Jour = None,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read, list; the status says whether there are some."""
    parmi(format, FORMATS, "--format")
    table = charger(Path(donnees) if donnees else None, jour_lu(jour))
    jour_demande = jour_lu(jour) or maintenant(table.fuseau).date()
    from palliorient.carnets.a_verifier import a_verifier
    from palliorient.carnets.lecture import CarnetInvalide, lire_carnet
    from palliorient.carnets.trouver import trouver
    from palliorient.rendu import carnet as rendu

    trouves = trouver(fichiers or ())
    if not trouves.fichiers:
        raise ErreurPalliorient(trouves.refus or "aucun carnet à lire : donner un FICHIER.")
    lus = [lire_carnet(table, fichier) for fichier in trouves.fichiers]
    erreurs = [d for lu in lus for d in lu.erreurs]
    if erreurs:
        raise CarnetInvalide(erreurs)
    lignes = [ligne for lu in lus for ligne in a_verifier(table, lu, jour_demande)]
    rendre = {"texte": rendu.a_verifier_en_texte, "json": rendu.a_verifier_en_json}[format]
    ecrire(propre(rendre(lignes)), sortie)
    return 1 if lignes else 0

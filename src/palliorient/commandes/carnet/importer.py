"""`palliorient carnet importer`: from a table saved as CSV to a directory."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.erreurs import ErreurUsage
from palliorient.commandes.options import Donnees, Sortie
from palliorient.donnees import charger, lire_carte
from palliorient.lecture.fichiers import TAILLE_PERMISE, octets_de
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import ecrire, montrer, propre, raison

AIDE = (
    "D'un tableau enregistré en CSV à un carnet.\n\n"
    "Seules les colonnes reconnues à leur titre sont reprises (service, téléphone, passer par,"
    " horaires, jour, soirée, nuit, week-end, fériés, réservé à, vérifié le, vérifié par, mobile de"
    " service). Les autres sont laissées de côté : ni copiées, ni affichées. Statut 1 quand une"
    " ligne n'a pas été reprise."
)
NOM = "Carnet de l'équipe"


def executer(
    fichier: Annotated[str, typer.Argument(metavar="FICHIER.csv", help="Le tableau.")],
    nom: Annotated[
        str, typer.Option("--nom", metavar="TEXTE", help="Nom du carnet, montré.")
    ] = NOM,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Read the table, write the directory, tell what was left."""
    dossier = Path(donnees) if donnees else None
    from palliorient.carnets.importer.importer import importer
    from palliorient.carnets.schema import nom_refuse
    from palliorient.rendu.carnet import import_en_texte

    refus = nom_refuse(nom)
    if refus:
        raise ErreurUsage(f"--nom : {refus}.")
    fait = importer(charger(dossier), lire_carte(dossier), _octets(fichier), nom)
    if fait.texte is not None:
        ecrire(fait.texte, sortie)
    sys.stderr.write(propre(import_en_texte(fait)) + "\n")
    return 1 if fait.rejets or fait.texte is None else 0


def _octets(fichier: str) -> bytes:
    try:
        octets = octets_de(Path(fichier))
    except FileNotFoundError:
        raise ErreurPalliorient(f"fichier introuvable : {montrer(fichier)}") from None
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier illisible : {montrer(fichier)} ({raison(erreur)})"
        ) from None
    if len(octets) > TAILLE_PERMISE:
        raise ErreurPalliorient(
            f"le fichier dépasse {TAILLE_PERMISE // 1024} Kio : {montrer(fichier)}."
        )
    return octets

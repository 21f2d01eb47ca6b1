"""`palliorient carnet modele`: an empty directory for the map, to be filled in."""

from __future__ import annotations

from pathlib import Path

from palliorient.commandes.options import Donnees, Sortie
from palliorient.donnees import charger
from palliorient.sortie import ecrire

AIDE = (
    "Un carnet vide pour la carte, à remplir.\n\n"
    "Tous les services de la carte y sont, par type ; il reste à écrire les numéros. Vide, il ne"
    " change aucune réponse."
)


def executer(donnees: Donnees = None, sortie: Sortie = None) -> int:
    """Write it."""
    from palliorient.carnets.modele import modele

    ecrire(modele(charger(Path(donnees) if donnees else None)), sortie)
    return 0

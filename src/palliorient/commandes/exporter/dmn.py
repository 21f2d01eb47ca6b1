"""`palliorient exporter dmn`: the national table for rule engines."""

from __future__ import annotations

from pathlib import Path

from palliorient.commandes.options import Donnees, Sortie
from palliorient.donnees import lire_carte
from palliorient.sortie import ecrire

AIDE = (
    "Le tableau national en DMN 1.3 : une décision, une règle par rôle demandé (COLLECT).\n\n"
    "Une seule valeur par case, pour que tout moteur la lise ; la source de chaque règle est sa"
    " description."
)


def executer(donnees: Donnees = None, sortie: Sortie = None) -> int:
    """Write it."""
    from palliorient.exports.dmn import en_dmn

    ecrire(en_dmn(lire_carte(Path(donnees) if donnees else None)), sortie)
    return 0

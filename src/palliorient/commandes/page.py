"""`palliorient page`: one HTML file that asks and answers where nothing can be installed."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from palliorient.commandes.carnet.lus import Carnet, carnets_demandes
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.commandes.francais import dire
from palliorient.commandes.options import Donnees, Sortie
from palliorient.noyau.langue.phrases import nombre
from palliorient.sortie import ecrire_octets, montrer

AIDE = (
    "Un seul fichier HTML qui pose les questions et répond comme « orienter », là où rien ne"
    " s'installe : il s'ouvre d'un double clic, sans réseau ; rien n'y est enregistré.\n\n"
    "Il ne se met pas à jour : il dit la date de ses données, et quand elles sont à revoir."
)


def executer(carnet: Carnet = None, donnees: Donnees = None, sortie: Sortie = None) -> int:
    """Compile the folder as of today, put the directories that are asked for, write the page."""
    if sortie in (None, "-") and sys.stdout.isatty():
        raise ErreurUsage("une page ne se lit pas au terminal : ajouter --sortie FICHIER.html.")
    from palliorient.donnees import charger, compilee
    from palliorient.page.carnets import a_plat
    from palliorient.page.construire import construire

    dossier = Path(donnees) if donnees else None
    # A directory of the user's own, found without being asked for, must not leave with the page.
    carnets = carnets_demandes(charger(dossier), carnet, dire_les_conflits=True) if carnet else None
    octets = construire(compilee(dossier), a_plat(carnets) if carnets else None).encode()
    ecrire_octets(octets, sortie)
    if sortie not in (None, "-"):
        dire(
            f"{montrer(sortie)} : {nombre(len(octets))} octets,"
            f" sha256 {sha256(octets).hexdigest()}."
        )
    return 0

"""`palliorient carnet`: a team's own directory, kept outside the product."""

from __future__ import annotations

from palliorient.commandes import Groupe

AIDE = (
    "Le carnet de lignes directes d'une équipe.\n\n"
    "Un fichier YAML, tenu par l'équipe, jamais livré : pour un service de la carte, sa ligne"
    " directe, ses heures, qui peut l'appeler, et quand cela a été vérifié. « orienter » montre"
    " ces numéros ; ni qui est appelé, ni l'ordre ne changent. Guide : docs/carnet.md."
)


class GroupeDuCarnet(Groupe):
    """The commands of `carnet`."""

    noms = {  # noqa: RUF012 - never changed
        "modele": "Un carnet vide pour la carte, à remplir.",
        "valider": "Vérifie des carnets : écriture, services, heures.",
        "a-verifier": "Les lignes vérifiées il y a plus de six mois, ou sans date.",
        "importer": "D'un tableau enregistré en CSV à un carnet.",
    }
    paquet = __name__


GROUPE = GroupeDuCarnet

"""`palliorient comparer`: two versions of the data, what changes, for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Jour, Sortie, jour_lu
from palliorient.horloge import maintenant
from palliorient.sortie import ecrire, propre

if TYPE_CHECKING:
    from palliorient.noyau.modele.modele import Referentiel

AIDE = (
    "Compare deux versions des données sur toutes les situations : quels contacts, quel ordre,"
    " quelles alertes, quelle joignabilité changent, et pour qui ; puis tout ce qui se tape,"
    " se lit ou s'écrit autrement. De deux départements, ce que l'un a et que l'autre n'a pas.\n\n"
    "Statut : 0 tout est pareil, 1 des différences, 2 mauvais usage, 3 données illisibles."
)
FORMATS = ("texte", "json", "markdown")


def executer(
    ancien: Annotated[str, typer.Argument(metavar="ANCIEN", help="Dossier des données d'avant.")],
    nouveau: Annotated[str, typer.Argument(metavar="NOUVEAU", help="Dossier des données d'après.")],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Forme du résultat.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "texte",
    scenarios: Annotated[
        bool,
        typer.Option(
            "--scenarios",
            help="Cite aussi les scénarios livrés dont la réponse change.",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    jour: Jour = None,
    sortie: Sortie = None,
) -> int:
    """Print the differences; the status says whether there are any."""
    forme = parmi(format, FORMATS, "--format")
    jour_demande = jour_lu(jour)
    from palliorient.lecture.charger import lire_dossier
    from palliorient.rendu import comparaison as rendu
    from palliorient.verification.comparer.comparaison import Comparaison
    from palliorient.verification.comparer.departements import sont_deux

    avant, apres = lire_dossier(Path(ancien)), lire_dossier(Path(nouveau))
    jour_demande = jour_demande or maintenant(apres.fuseau).date()
    if sont_deux(avant, apres):
        if scenarios:
            raise ErreurUsage(
                "--scenarios compare deux versions d'un même département :"
                f" {avant.departement.nom} et {apres.departement.nom} en sont deux."
            )
        ecrire(_entre_departements(avant, apres, jour_demande, forme), sortie)
        return 1
    comparaison = Comparaison(avant, apres, jour_demande)
    changes = None
    if scenarios:
        from palliorient.verification.comparer.scenarios_changes import scenarios_changes

        changes = scenarios_changes(comparaison.table_d_avant, comparaison.apres.table)
    if forme == "json":
        ecrire(rendu.en_json(comparaison, changes), sortie)
    elif forme == "markdown":
        ecrire(propre(rendu.en_markdown(comparaison, changes)), sortie)
    else:
        ecrire(propre(rendu.en_texte(comparaison, changes)), sortie)
    return 0 if comparaison.identiques else 1


def _entre_departements(avant: Referentiel, apres: Referentiel, jour: date, forme: str) -> str:
    """What one département has, and the other has not."""
    from palliorient.rendu import entre_departements as rendu
    from palliorient.verification.comparer.departements import comparer_departements

    deux = comparer_departements(avant, apres, jour)
    if forme == "json":
        return rendu.en_json(deux)
    return propre(rendu.en_markdown(deux) if forme == "markdown" else rendu.en_texte(deux))

"""`palliorient schema`: the JSON Schema of each file format, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palliorient.commandes.erreurs import parmi
from palliorient.commandes.francais import dire
from palliorient.commandes.options import Donnees, Sortie
from palliorient.donnees import charger
from palliorient.lecture.fichiers import octets_de
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import ecrire, montrer, raison

if TYPE_CHECKING:
    from palliorient.rendu.noms_declares import NomsDeclares

AIDE = (
    "Schéma JSON de chaque format de fichier.\n\n"
    "NOM : territoires, acteurs, regles_gradation, grille, scenarios ou carnet. Un éditeur qui le"
    " lit complète et explique chaque clé ; avec --donnees, les codes que le dossier déclare aussi."
)


def executer(
    nom: Annotated[str, typer.Argument(metavar="NOM", help="Le format du fichier.")],
    verifier: Annotated[
        str | None,
        typer.Option(
            "--verifier", metavar="FICHIER", help="Ce fichier est-il à jour ? Statut 1 sinon."
        ),
    ] = None,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Print the schema, or compare it with a committed file."""
    from palliorient.rendu.schema_json import en_schema, formats

    dossier = Path(donnees) if donnees else None
    connus = formats(charger(dossier) if dossier else None)
    format = connus[parmi(nom, connus, "NOM")]
    texte = en_schema(format, _noms(dossier) if dossier else None)
    if verifier is None:
        ecrire(texte, sortie)
        return 0
    if _lire(Path(verifier)) == texte:
        return 0
    chemin = montrer(verifier)
    dire(f"{chemin} n'est plus à jour.", f"Le refaire : palliorient schema {nom} > {chemin}")
    return 1


def _noms(dossier: Path) -> NomsDeclares:
    """What the folder declares: an editor then completes codes too."""
    from palliorient.lecture import REGLES
    from palliorient.lecture.charger import lire_fichiers, lire_octets, lire_referentiel
    from palliorient.rendu.noms_declares import noms_declares

    octets = lire_octets(dossier)
    regles = lire_fichiers(o for o in octets if o.nom == REGLES)[REGLES].donnees
    groupes = regles.get("groupes_de_roles") if isinstance(regles, dict) else None
    return noms_declares(lire_referentiel(octets), groupes if isinstance(groupes, dict) else ())


def _lire(chemin: Path) -> str | None:
    """The text of the file; None when it is not text, which is not up to date either."""
    try:
        octets = octets_de(chemin)
    except FileNotFoundError:
        raise ErreurPalliorient(f"fichier introuvable : {montrer(chemin)}") from None
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier illisible : {montrer(chemin)} ({raison(erreur)})"
        ) from None
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return None

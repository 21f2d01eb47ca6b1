"""`palliorient exporter fhir`: the map and the questionnaire for directories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from palliorient.commandes.erreurs import ReponsesManquantes
from palliorient.commandes.options import (
    TABLE,
    CommandeSituation,
    Donnees,
    Jour,
    Sortie,
    avec_situation,
    jour_lu,
    manque,
    reponses_dites,
)
from palliorient.donnees import du_jour, lire_carte
from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.sortie import ecrire

AIDE = (
    "La carte et le questionnaire en FHIR R4 (4.0.1), sans profil : organisations, lieux, services,"
    " questions. Aucune conformité au ROR n'est dite : docs/fhir.md.\n\n"
    "Avec les options d'« orienter », les réponses aussi : sans personne, sans auteur."
)
CLASSE = CommandeSituation


@avec_situation
def executer(
    ctx: typer.Context,
    jour: Jour = None,
    donnees: Donnees = None,
    sortie: Sortie = None,
    **options: Any,
) -> int:
    """Read the map as of a day, and the answers if some are given; write the bundle."""
    from palliorient.exports.fhir.annuaire import annuaire
    from palliorient.exports.fhir.commun import entree
    from palliorient.exports.fhir.questionnaire import questionnaire, reponse
    from palliorient.rendu.reponse.json import en_json_lisible

    dossier = Path(donnees) if donnees else None
    jour_demande = jour_lu(jour) or maintenant(ctx.meta[TABLE].fuseau).date()
    table = du_jour(ctx.meta[TABLE], dossier, jour_demande)
    paquet = annuaire(lire_carte(dossier), jour_demande)
    paquet["entry"].append(entree({"id": "questionnaire", **questionnaire(table)}))
    reponses = reponses_dites(table, options)
    if any(dite not in (None, "", []) for dite in reponses.values()):
        lecture = lire_situation(table, reponses, lire_quand)
        if lecture.refus:
            raise SituationRefusee(lecture.refus)
        if lecture.situation is None:
            raise ReponsesManquantes(manque(table, lecture))
        paquet["entry"].append(entree({"id": "reponse", **reponse(table, lecture.situation)}))
    ecrire(en_json_lisible(paquet), sortie)
    return 0

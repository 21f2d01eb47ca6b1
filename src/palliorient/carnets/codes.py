"""The codes of what can be wrong in a directory, each with its French title.

They follow those of the data: never reuse nor renumber one.
"""

from __future__ import annotations

from palliorient.lecture.codes import CodeDeProbleme
from palliorient.noyau.modele.diagnostic import AVERTISSEMENT


class Code(CodeDeProbleme):
    """`PAL4xx`: a team's own directory."""

    PAS_UN_CARNET = "PAL401", "le fichier n'est pas un carnet"
    AUTRE_CARTE = "PAL402", "le carnet est celui d'une autre carte"
    SERVICE_INCONNU = "PAL403", "service inconnu de la carte", AVERTISSEMENT
    SANS_NOM_PROPRE = "PAL404", "contact sans nom propre"
    NUMERO_PROTEGE = "PAL405", "numéro d'urgence qu'aucun carnet ne remplace"
    MOBILE = "PAL406", "numéro mobile qui n'est pas dit de service"
    SANS_NUMERO = "PAL407", "ligne sans numéro"
    NOM_DE_PERSONNE = "PAL408", "nom de personne à la place d'une fonction ou d'un service"
    APPELANT_INCONNU = "PAL409", "appelant inconnu"

    MOMENT_INCONNU = "PAL411", "moment inconnu de la carte"
    HEURES_MAL_ECRITES = "PAL412", "heures mal écrites"
    HEURES_QUI_SE_CHEVAUCHENT = "PAL413", "heures qui se chevauchent"
    HEURES_HORS_DU_MOMENT = "PAL414", "heures en dehors de leur moment"
    FERIES_SANS_HEURES = "PAL415", "jours fériés sans heures"

    SERVICE_EN_DOUBLE = "PAL421", "service inscrit deux fois pour les mêmes heures"
    DEJA_SUR_LA_CARTE = "PAL422", "service hors contrat qui est sur la carte"
    DATE_A_VENIR = "PAL423", "date de vérification à venir", AVERTISSEMENT

"""The codes of what a proof over every situation can find, each with its French title.

They follow those of the reading (`lecture.codes`): never reuse nor renumber one.
"""

from __future__ import annotations

from palliorient.lecture.codes import CodeDeProbleme
from palliorient.noyau.modele.diagnostic import AVERTISSEMENT


class Code(CodeDeProbleme):
    """`PAL2xx` the rules and the map over every situation, `PAL3xx` the guarantees."""

    # Rules
    REGLE_MORTE = "PAL201", "règle qui ne s'applique dans aucune situation"
    LIGNE_MORTE = "PAL202", "proposition ou alerte sans effet dans aucune situation", AVERTISSEMENT
    REGLE_EN_DOUBLE = "PAL203", "deux règles qui disent la même chose"
    REGLE_CONTENUE = "PAL204", "règle contenue dans une autre", AVERTISSEMENT
    VOIES_CONTRAIRES = "PAL205", "deux règles placent le même rôle dans deux voies différentes"
    JOIGNABLES_CONTRAIRES = "PAL206", "deux règles se contredisent sur la joignabilité d'un rôle"
    CELLULES_CONCURRENTES = "PAL207", "deux cellules du tableau national pour la même situation"
    CELLULE_ABSENTE = "PAL208", "situation avec un niveau, sans cellule du tableau national"

    FORCES_CONTRAIRES = "PAL209", "deux règles se contredisent sur la force d'un rôle"

    # What is declared and never serves
    ROLE_INUTILISE = "PAL211", "rôle jamais proposé", AVERTISSEMENT
    ALERTE_INUTILISEE = "PAL212", "alerte jamais levée", AVERTISSEMENT
    SERVICE_JAMAIS_PROPOSE = "PAL213", "service en service qu'aucune situation ne propose"

    # The order of call
    SANS_ETAPE = "PAL221", "contact qu'aucune étape de l'ordre d'appel ne nomme"
    ORDRES_CONCURRENTS = "PAL222", "deux ordres d'appel pour la même situation"
    ORDRE_ABSENT = "PAL223", "situation sans ordre d'appel"
    ETAPE_INUTILISEE = "PAL224", "étape d'un ordre d'appel que rien n'atteint", AVERTISSEMENT

    # What people type
    NOM_QUI_NE_TROUVE_PLUS = "PAL241", "le nom d'un hôpital n'est plus compris"
    HOMONYME_TRANCHE = "PAL242", "un nom ambigu désigne un seul hôpital"

    # What is open
    QUESTION_SANS_EFFET = "PAL261", "question ouverte dont aucune réponse ne dépend", AVERTISSEMENT

    # What is offered
    ET_SI_SANS_EFFET = "PAL262", "« et si » qui ne change rien, ou qui ne se peut pas"
    MOTS_JAMAIS_DITS = "PAL263", "mots du téléphone qu'aucun contact ne dit", AVERTISSEMENT

    # What is not checked
    CONTROLE_ABSENT = "PAL251", "un contrôle n'a pas de quoi se faire", AVERTISSEMENT

    # Time
    DONNEES_PERIMEES = "PAL231", "données périmées", AVERTISSEMENT

    # Guarantees
    GARANTIE_CRITERE = "PAL300", "garantie sur un critère qui ne va pas d'une valeur à l'autre"
    GARANTIE_AU_MOINS_UN = "PAL301", "garantie rompue : au moins un contact"
    GARANTIE_AUCUN = "PAL302", "garantie rompue : aucun contact de cette sorte"
    GARANTIE_TOUS = "PAL303", "garantie rompue : tous les contacts de cette sorte"
    GARANTIE_PREMIER = "PAL304", "garantie rompue : le premier contact"
    GARANTIE_ALERTES = "PAL305", "garantie rompue : alerte toujours levée"
    GARANTIE_RETRAIT = "PAL306", "garantie rompue : un contact disparaît"
    GARANTIE_AFFAIBLISSEMENT = "PAL307", "garantie rompue : un contact devient moins nécessaire"
    GARANTIE_AJOUT = "PAL308", "garantie rompue : un contact apparaît"
    GARANTIE_AVANT = "PAL310", "garantie rompue : un contact passe devant un autre"
    GARANTIE_DIT = "PAL311", "garantie rompue : ce que dit une alerte"
    GARANTIE_SANS_OBJET = "PAL309", "garantie qui ne porte sur aucune situation", AVERTISSEMENT

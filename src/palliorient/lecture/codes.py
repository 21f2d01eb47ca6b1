"""The codes of every problem the reading can find, each with its French title.

A code is a promise: people write it in their continuous integration and look it
up with `valider --expliquer`. Never reuse nor renumber one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from palliorient.noyau.modele.diagnostic import AVERTISSEMENT, ERREUR


class CodeDeProbleme(StrEnum):
    """A code with its French title and its severity, an error unless it says otherwise."""

    titre: str
    gravite: str

    def __new__(cls, code: str, titre: str, gravite: str = ERREUR) -> Self:
        membre = str.__new__(cls, code)
        membre._value_ = code
        membre.titre = titre
        membre.gravite = gravite
        return membre


class Code(CodeDeProbleme):
    """`PAL00x` the file, `PAL01x`–`PAL02x` its YAML, `PAL05x` its form, `PAL1xx` references."""

    # The file itself
    FICHIER_VIDE = "PAL001", "le fichier est vide"
    FICHIER_TROP_GROS = "PAL002", "le fichier dépasse la taille permise"
    PAS_UTF8 = "PAL003", "le fichier n'est pas enregistré en UTF-8"
    CARACTERE_INTERDIT = "PAL004", "caractère de commande ou invisible"
    SYNTAXE = "PAL005", "syntaxe YAML illisible"
    TABULATION = "PAL006", "tabulation"
    PLUSIEURS_DOCUMENTS = "PAL007", "plusieurs documents YAML dans un fichier"
    TROP_PROFOND = "PAL008", "imbrication trop profonde"
    TROP_DE_VALEURS = "PAL009", "trop de valeurs dans un fichier"

    # YAML devices that these files do not need, and that hide what is meant
    CLE_EN_DOUBLE = "PAL010", "clé écrite deux fois"
    ANCRE = "PAL011", "ancre YAML (« & »)"
    ALIAS = "PAL012", "alias YAML (« * »)"
    ETIQUETTE = "PAL013", "étiquette YAML (« ! »)"
    FUSION = "PAL014", "fusion YAML (« << »)"
    CLE_COMPOSEE = "PAL015", "clé qui n'est pas un mot"
    DIRECTIVE = "PAL016", "directive YAML (« % »)"
    TROP_DE_PROBLEMES = "PAL019", "trop de problèmes dans un fichier"

    # Unquoted values that YAML readers understand differently
    BOOLEEN_AMBIGU = "PAL020", "oui ou non écrit dans une autre langue ou en majuscules"
    HEURE_SANS_GUILLEMETS = "PAL021", "heure sans guillemets"
    ZERO_EN_TETE = "PAL022", "nombre qui commence par zéro"
    NOMBRE_AMBIGU = "PAL023", "nombre écrit autrement qu'en chiffres simples"
    DATE_SANS_GUILLEMETS = "PAL024", "date sans guillemets"
    TELEPHONE_SANS_GUILLEMETS = "PAL025", "numéro de téléphone sans guillemets"
    VALEUR_NULLE = "PAL026", "valeur nulle"
    VALEUR_VIDE = "PAL027", "valeur absente après une clé ou un tiret"
    TEXTE_SANS_GUILLEMETS = "PAL028", "texte libre sans guillemets"

    # The form: keys, types of values, closed lists
    CLE_INCONNUE = "PAL050", "clé inconnue"
    CLE_ABSENTE = "PAL051", "clé obligatoire absente"
    VALEUR_INCONNUE = "PAL052", "valeur hors de la liste acceptée"
    TYPE_INATTENDU = "PAL053", "valeur d'une autre nature que celle attendue"
    FORME_INCORRECTE = "PAL054", "valeur mal formée"
    HORS_BORNES = "PAL055", "nombre hors des bornes"
    LISTE_VIDE = "PAL056", "liste trop courte"
    CLES_INCOMPATIBLES = "PAL057", "clés qui ne vont pas ensemble"

    # References between places and between files
    TERRITOIRE_INCONNU = "PAL101", "territoire inconnu"
    STRUCTURE_INCONNUE = "PAL102", "structure inconnue"
    CIBLE_INCONNUE = "PAL103", "structure ou service inconnu"
    TYPE_INCONNU = "PAL104", "type de service inconnu"
    ROLE_INCONNU = "PAL105", "rôle inconnu"
    DOCUMENT_INCONNU = "PAL106", "document inconnu"
    CONVENTION_INCONNUE = "PAL107", "convention inconnue"
    REGLE_INCONNUE = "PAL108", "règle inconnue"
    CRITERE_INCONNU = "PAL109", "critère inconnu"
    VALEUR_DE_CRITERE_INCONNUE = "PAL110", "valeur ou groupe inconnu d'un critère"
    ALERTE_INCONNUE = "PAL111", "code d'alerte inconnu"
    SECTION_SANS_TITRE = "PAL112", "section sans titre dans les textes"
    CONTACT_GENERIQUE_INCONNU = "PAL113", "contact générique inconnu"
    LIGNE_INCONNUE = "PAL114", "ligne du tableau inconnue"
    ALERTE_ECART = "PAL115", "alerte automatique des écarts absente ou en double"

    TEXTE_ABSENT = "PAL116", "phrase de l'écran absente de « textes »"

    IDENTIFIANT_EN_DOUBLE = "PAL120", "identifiant déclaré deux fois"
    NOM_DE_DEUX_ETABLISSEMENTS = "PAL121", "un nom ou un alias désigne deux établissements"
    PORTAGE_EN_BOUCLE = "PAL122", "des services se portent en boucle"
    ARRONDISSEMENT_SANS_TERRITOIRE = "PAL123", "arrondissement sans territoire"
    ARRONDISSEMENT_EN_DOUBLE = "PAL124", "arrondissement rattaché deux fois"
    LIEU_DISCORDANT = "PAL125", "territoire retenu et arrondissement en désaccord"
    ECART_SANS_RAISON = "PAL126", "territoires retenus et imprimés différents, sans raison"
    ECART_SANS_OBJET = "PAL127", "raison d'écart sans écart", AVERTISSEMENT
    DEDUCTION_SANS_RAISON = "PAL128", "rattachement déduit sans raison"
    SANS_SOURCE = "PAL129", "service sans source"
    DATE_FUTURE = "PAL130", "date à venir", AVERTISSEMENT
    DATES_INVERSEES = "PAL131", "dates dans le désordre"
    DOCUMENT_INUTILISE = "PAL132", "document cité nulle part", AVERTISSEMENT
    FAIT_EN_DOUBLE = "PAL133", "fait donné deux fois"
    AGES_MAL_COUPES = "PAL134", "âge dans aucune classe, ou dans deux"
    HEURES_MAL_COUPEES = "PAL135", "heure sans moment, ou de deux moments"
    CRITERE_NON_DECLARE = "PAL136", "critère ou valeur nécessaire non déclaré"
    NOMBRE_DEPLACE = "PAL137", "nombre ou adresse de site écrit dans un texte"
    REPERE_INCONNU = "PAL138", "repère inconnu dans un texte"
    PROMESSE_SANS_SOURCE = "PAL139", "promesse sans source"
    PROMESSE_NON_FONDEE = "PAL140", "promesse que sa source ne dit pas"
    MOT_DE_DEUX_VALEURS = "PAL141", "un mot désigne deux valeurs d'un critère"
    DECLARATION_SANS_EFFET = "PAL160", "déclaration de critère sans effet"
    NOM_RESERVE = "PAL161", "nom de critère réservé"
    RUBRIQUE_INCONNUE = "PAL162", "rubrique inconnue"
    REDITE_SANS_TEXTE = "PAL163", "texte redit à un appelant, ou sur la fiche, et que rien ne dit"
    APPELANT_INCONNU = "PAL164", "appelant inconnu"
    CODE_DE_DEUX_ARRONDISSEMENTS = "PAL142", "un code désigne deux arrondissements"

    NOM_CONTREDIT = "PAL143", "nom contraire à l'identifiant et à ce qui est imprimé"
    NOM_DE_DEUX_STRUCTURES = "PAL144", "un nom ou un alias désigne deux structures"
    MOT_QUI_DISTINGUE = "PAL145", "un mot ignoré, neutre ou abrégé efface une différence"
    CODE_CONTREDIT = "PAL146", "code postal ou INSEE contraire au numéro de l'arrondissement"
    LIEU_CONTREDIT = "PAL147", "adresse, arrondissement et territoire en désaccord"
    VALEUR_CONTREDITE = "PAL148", "nom ou aide d'une valeur contraire à ce qui la fonde"
    FONCTION_INCONNUE = "PAL149", "fonction inconnue de ce type de service"
    CONTACT_INCONNU = "PAL150", "contact inconnu"
    TEXTE_INUTILE = "PAL151", "phrase que l'écran ne demande jamais", AVERTISSEMENT
    CLE_FINESS = "PAL152", "numéro FINESS impossible", AVERTISSEMENT
    NUMERO_DE_DEUX = "PAL153", "un même numéro pour deux structures", AVERTISSEMENT
    EXCEPTION_TROP_LARGE = "PAL154", "exception qui laisserait tout passer"
    ROLE_CITE_DEUX_FOIS = "PAL155", "rôle cité deux fois dans un ordre, sans « sinon »"
    ENTREE_INCONNUE = (
        "PAL156",
        "« comme », « recherche », « suite » ou « vient_apres » qui ne nomme rien",
    )
    LISTE_NON_CITEE = "PAL157", "liste de « recherches » ou de « suites » que rien ne cite"

    COMMUNE_EN_DOUBLE = "PAL190", "commune rattachée deux fois"
    LIEU_INCONNU = "PAL191", "commune ou arrondissement que rien ne rattache"
    COMMUNE_D_AILLEURS = "PAL192", "commune d'un autre département"
    CODE_POSTAL_DE_PERSONNE = "PAL193", "code postal que nul n'a"
    COMMUNE_SANS_NOM = "PAL194", "commune sans nom"
    HOPITAL_SANS_LIEU = "PAL195", "établissement dont rien ne dit où il est"
    DEUX_CRITERES_DE_LIEU = "PAL196", "deux critères disent où est la personne"
    COMMUNE_SANS_NUMERO = "PAL197", "commune sans numéro où l'on demande l'arrondissement"
    TERRITOIRE_VIDE = "PAL198", "territoire sans commune", AVERTISSEMENT
    FUSEAU_INCONNU = "PAL199", "fuseau horaire inconnu"

    SCHEMA_IMPOSSIBLE = "PAL189", "place au schéma déjà prise, ou qui manque", AVERTISSEMENT

    SOCLE_REDIT = "PAL165", "ce que le socle dit déjà"
    SOCLE_RESTREINT = "PAL166", "condition ajoutée à une entrée du socle"
    SOCLE_NON_LU = "PAL167", "socle écrit autrement que sur sa ligne"

    DATE_SANS_DOCUMENT = "PAL170", "date d'une question qu'aucun de ses documents ne porte"

    DOMAINE_INCONNU = "PAL180", "domaine de la grille inconnu"
    NIVEAU_DE_GRILLE_INCONNU = "PAL181", "niveau inconnu de la grille, ou des critères"
    GRILLE_SANS_ENTREE = "PAL182", "la grille n'a pas une seule question d'entrée"
    NIVEAU_SANS_QUESTION = "PAL183", "niveau qu'aucune question de la grille n'appuie"
    DOMAINE_SANS_QUESTION = "PAL184", "domaine de la grille sans question", AVERTISSEMENT

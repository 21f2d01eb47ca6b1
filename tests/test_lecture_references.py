"""Schemas and cross references: one small change to a valid folder, one problem, one place.

Each row replaces one text in one of the three files of `tests/cas/lecture/valide/`
and gives the only code expected, what is written at its position, and words of the
message or of the remedy.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Annotated

import dossiers
import pytest
from pydantic import BaseModel, Field, ValidationError

from palliorient.lecture.charger import diagnostiquer
from palliorient.lecture.codes import Code
from palliorient.lecture.schemas.erreurs import traduire
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.modele.diagnostic import Position

VALIDE = Path(__file__).parent / "cas" / "lecture" / "valide"
T, A, R, G = "territoires.yaml", "acteurs.yaml", "regles_gradation.yaml", "grille.yaml"
JOUR = date(2026, 11, 22)

Cas = tuple[str, str, str, Code, str, str]

VINGTIEME = (
    '  - {arrondissement: 20, commune: "75120", territoire: nord, codes_postaux: ["75020"], '
    'source: {document: contrat, localisation: "§ 5"}}\n'
)

# One row, one or two lines: a table is read down its columns.
# fmt: off
SCHEMA: list[Cas] = [
    # Keys
    (A, 'nom: "HAD régionale"\n', 'nmo: "HAD"\n    nom: "HAD régionale"\n', Code.CLE_INCONNUE,
     "nmo", "« nom » ?"),
    (R, "libelle: ", 'intitule: "x"\n    libelle: ', Code.CLE_INCONNUE, "intitule",
     "clés possibles ici"),
    (A, '    nom: "HAD régionale"\n', "", Code.CLE_ABSENTE, "id: had-regionale", "« nom »"),
    (R, 'version: "2026.1"\n', "", Code.CLE_ABSENTE, "a_jour_au", "« version »"),
    (R, "propose:\n      - {role: usp, caractere: eventuel, source: "
     '{document: cadre, localisation: "§ 2"}}\n', 'libelle: "x"\n', Code.CLE_INCONNUE, "libelle",
     "« libelle »"),
    (A, '    services: [usp-cochin, suivi-had]\n    alertes: [HORS_GRILLE]\n    quand: {lieu: '
     'lieu-de-vie}\n', "", Code.CLES_INCOMPATIBLES, "id: numero-de-cochin", "ne porte sur rien"),
    (A, 'sources: ["sae, « Cochin »"]', "sources: []", Code.LISTE_VIDE, "[]", ""),
    # Closed lists, yes and no
    (R, "section: d-abord", "section: dabord", Code.VALEUR_INCONNUE, "dabord", "« d-abord » ?"),
    (A, "confiance: moyenne", "confiance: faible", Code.VALEUR_INCONNUE, "faible",
     "haute, moyenne"),
    (A, "champ: note", "champ: fax", Code.VALEUR_INCONNUE, "fax", "arrondissement, commune"),
    (R, "groupe: expertise", "groupe: experts", Code.VALEUR_INCONNUE, "experts", "« expertise » ?"),
    (R, "toujours: oui\n", "toujours: peut-etre\n", Code.VALEUR_INCONNUE, "peut-etre",
     "oui ou non"),
    (A, "etablissement: oui\n    territoire: sud", "etablissement: 1\n    territoire: sud",
     Code.VALEUR_INCONNUE, "1", "oui ou non"),
    (R, "quand: {lieu: lieu-de-vie", "quand: {lieux: lieu-de-vie", Code.CRITERE_INCONNU, "lieux",
     "« lieu » ?"),
    (R, "ou: region", "ou: france", Code.VALEUR_INCONNUE, "france", "autres-territoires"),
    # Sources in one text
    (R, 'caractere: eventuel, source: {document: cadre, localisation: "§ 2"}',
     'caractere: eventuel, source: "Cadre § 2"', Code.FORME_INCORRECTE, '"Cadre § 2"',
     "document, où dans ce document"),
    (R, 'caractere: eventuel, source: {document: cadre, localisation: "§ 2"}',
     'caractere: eventuel, source: "Cadre, § 2"', Code.FORME_INCORRECTE, '"Cadre, § 2"',
     "minuscules sans accent"),
    (R, "residence: 7}", "residence: 7}\n    un_de: [{moment: nuit}]", Code.LISTE_VIDE, "[{moment",
     "au moins 2"),
    # Kinds of values
    (A, 'nom: "HAD régionale"', "nom: 12", Code.TYPE_INATTENDU, "12", '"12"'),
    (A, 'nom: "HAD régionale"', "nom: [a]", Code.TYPE_INATTENDU, "[a]", "une liste"),
    (A, "publics: [adulte, pediatrique]", "publics: adulte", Code.TYPE_INATTENDU, "adulte",
     "liste attendue"),
    (T, "arrondissement: 1,", 'arrondissement: "1",', Code.TYPE_INATTENDU, '"1"',
     "sans guillemets"),
    (T, "arrondissement: 1,", "arrondissement: [1],", Code.TYPE_INATTENDU, "[1]", "nombre attendu"),
    (R, "sauf: {public: pediatrique}", "sauf: pediatrique", Code.TYPE_INATTENDU, "pediatrique",
     "ensemble de clés"),
    (A, "valeur: 18", 'valeur: "18"', Code.TYPE_INATTENDU, '"18"', "sans guillemets"),
    (A, 'valeur: "750100232"', "valeur: 750100232", Code.TYPE_INATTENDU, "750100232", "guillemets"),
    (A, "valeur: 18", "valeur: [18]", Code.TYPE_INATTENDU, "[18]", "guillemets"),
    (A, 'source: sae, date: "2023"', 'source: 3, date: "2023"', Code.TYPE_INATTENDU, "3",
     "texte attendu"),
    (A, 'nom: "HAD régionale"', "nom: {a: b}", Code.TYPE_INATTENDU, "{a", "un ensemble de clés"),
    # Forms
    (A, "- id: bichat\n", "- id: hopital_bichat\n", Code.FORME_INCORRECTE, "hopital_bichat",
     "equipe-nord"),
    (A, 'nom: "HAD régionale"', 'nom: " HAD"', Code.FORME_INCORRECTE, '" HAD"', "espaces"),
    (A, 'nom: "HAD régionale"', 'nom: ""', Code.FORME_INCORRECTE, '""', "texte vide"),
    (A, 'valeur: "une note"', 'valeur: ""', Code.FORME_INCORRECTE, '""', "texte vide"),
    (A, 'depuis: "2025-01-01"', 'depuis: "01/01/2025"', Code.FORME_INCORRECTE, '"01/01',
     "AAAA-MM-JJ"),
    (A, 'depuis: "2025-01-01"', 'depuis: "2024-02-30"', Code.FORME_INCORRECTE, '"2024',
     "calendrier"),
    (A, 'date: "2013"', 'date: "2013-13"', Code.FORME_INCORRECTE, '"2013-13"', "calendrier"),
    (A, 'valeur: "01 40 25 80 80"', 'valeur: "0140258080"', Code.FORME_INCORRECTE, '"0140',
     "par deux"),
    (A, 'valeur: "750100232"', 'valeur: "75010023"', Code.FORME_INCORRECTE, '"75010023"', "neuf"),
    (R, 'de: "08:00"', 'de: "8:00"', Code.FORME_INCORRECTE, '"8:00"', "HH:MM"),
    (T, '["75001"]', '["9210"]', Code.FORME_INCORRECTE, '"9210"', "postal"),
    (R, "- HORS_GRILLE", '- "hors grille"', Code.FORME_INCORRECTE, '"hors', "majuscules"),
    (R, "option: A", "option: premier", Code.FORME_INCORRECTE, "premier", "une seule lettre"),
    # Bounds and lengths
    (T, "arrondissement: 20", "arrondissement: 21", Code.HORS_BORNES, "21", "au plus 20"),
    (T, "arrondissement: 1,", "arrondissement: 0,", Code.HORS_BORNES, "0", "au moins 1"),
    (A, "valeur: 18", "valeur: 0", Code.TYPE_INATTENDU, "0", "à partir de 1"),
    # Keys that belong together
    (R, '{document: contrat, localisation: "§ 4.4"}\n    propose',
     "{document: contrat}\n    propose", Code.CLES_INCOMPATIBLES, "{document", "convention"),
    (R, "{type: had, ou: region}", "{type: had}", Code.CLES_INCOMPATIBLES, "had", "ou: territoire"),
    (R, "{generique: suivi-had}", "{generique: suivi-had, type: had, ou: region}",
     Code.CLES_INCOMPATIBLES, "suivi-had", "garder"),
    (R, "{generique: suivi-had}", "{generique: suivi-had, ou: region}", Code.CLES_INCOMPATIBLES,
     "{generique", "type"),
    (R, "{alerte: HORS_GRILLE}", '{modalite: "x"}', Code.CLES_INCOMPATIBLES, "{modalite",
     "étape vide"),
    (R, "caractere: alternative,", "caractere: requis,", Code.CLES_INCOMPATIBLES, "A",
     "alternative"),
    (R, "de: 0, a: 17", "de: 18, a: 17", Code.CLES_INCOMPATIBLES, "18", "ordre"),
    (R, "de: 0, a: 17", "de: 0", Code.CLES_INCOMPATIBLES, "{id: 0-17", "vont ensemble"),
    (A, "    territoire: nord\n", "", Code.CLES_INCOMPATIBLES, "oui", "territoire"),
    (A, '        source_ecart: {document: contrat, localisation: "§ 4.2"}\n', "",
     Code.CLES_INCOMPATIBLES, '"Imprimée', "source_ecart"),
    (A, 'vide: oui, lacune: {id: lacune-rcp, nom: "Réunions de concertation"}', "vide: oui",
     Code.CLES_INCOMPATIBLES, "{id: rcp", "lacune"),
    (A, '        ecart: "Imprimée en Paris Sud seulement ; elle sert aussi Paris Nord."\n', "",
     Code.CLES_INCOMPATIBLES, "{document", "raison de l'écart"),
    (R, "aucun: {type: usp}}", "aucun: {type: usp}, tous: {}}", Code.CLES_INCOMPATIBLES, "",
     "en garder une seule"),
    (A, "vide: oui, lacune", "lacune", Code.CLES_INCOMPATIBLES, "{id: rcp", "vide: oui"),
    (R, "    propose:\n      - {role: had, caractere: alternative, option: A, "
     "quand: {territoire: nord, etablissement: aucun}}\n", "", Code.CLES_INCOMPATIBLES,
     "id: domicile-1", "ne fait rien"),
]

ECHELLES: list[Cas] = [
    (R, "{id: mco, nom: \"hôpital\", aide: \"court séjour\", colonne: etablissement}",
     "{id: mco, nom: \"hôpital\"}", Code.CLES_INCOMPATIBLES, "{id: mco", "colonne"),
    (R, "a: 17, public: pediatrique", "a: 17", Code.CLES_INCOMPATIBLES, "{id: 0-17", "public"),
    (R, "de: 18, a: 120", "de: 19, a: 120", Code.AGES_MAL_COUPES, "- {id: 0-17", "18 ans"),
    (R, "de: 18, a: 120", "de: 17, a: 120", Code.AGES_MAL_COUPES, "{id: 18", "deux classes"),
    (R, 'a: "17:59"', 'a: "17:58"', Code.HEURES_MAL_COUPEES, "- {moment: jour", "lundi, 17:59"),
    (R, 'a: "17:59"', 'a: "18:00"', Code.HEURES_MAL_COUPEES, "{moment: nuit", "deux moments"),
    (R, "moment: nuit, jours: [0, 1, 2, 3, 4, 5, 6, 7]",
     "moment: nuit, jours: [0, 1, 2, 3, 4, 5, 6]", Code.HEURES_MAL_COUPEES, "- {moment: jour",
     "jour férié, 00:00"),
    (R, '  - {id: actualite, nom: "actualité", question: "", pourquoi: "", aide: "", '
     'defaut: valide, valeurs: [{id: valide, nom: "valide"}, {id: perime, nom: "périmé"}, '
     '{id: anterieur, nom: "antérieur"}]}\n', "", Code.CRITERE_NON_DECLARE,
     "- id: lieu", "« actualite »"),
    # Declarations of a criterion that would have no effect
    (R, "defaut: possible, ", "", Code.DECLARATION_SANS_EFFET, "{id: maintien", "« defaut »"),
    (R, "{id: maintien", "{id: maintien, rubrique: lieux", Code.RUBRIQUE_INCONNUE, "lieux",
     "« lieux »"),
    # Who calls: a text said otherwise is one of the data
    (R, "\nrappels:", '\nappelants:\n  - {id: proche, nom: "proche", source: {document: cadre, '
     'localisation: "§ 2"}, redites: [{texte: "Ce que rien ne dit.", par: "Autre chose."}]}\n'
     'rappels:', Code.REDITE_SANS_TEXTE, '"Ce que rien ne dit."', "aucun texte ne dit"),
    (R, "\ncriteres:", '\nrubriques: {ou: "Le lieu"}\ncriteres:', Code.DECLARATION_SANS_EFFET,
     '"Le lieu"', "rubrique: ou"),
    (R, 'aide: "moment"\n', 'aide: "moment"\n    defaut: jour\n',
     Code.DECLARATION_SANS_EFFET, "jour", "jamais son défaut"),
    (R, 'aide: "moment"\n    toujours: oui\n', 'aide: "moment"\n', Code.DECLARATION_SANS_EFFET,
     "id: moment", "« toujours »"),
    (R, 'aide: "1, 2 ou 3"\n    toujours: oui\n', 'aide: "1, 2 ou 3"\n',
     Code.DECLARATION_SANS_EFFET, "id: niveau", "toujours: oui"),
    (R, ', remplace: [had]}', ', colonne: domicile}',
     Code.DECLARATION_SANS_EFFET, "domicile", "pas d'effet"),
    (R, '{id: jour, nom: "jour"}', '{id: jour, nom: "jour", implique: {urgence: oui}}',
     Code.DECLARATION_SANS_EFFET, "{urgence", "pas d'effet"),
    (R, '{id: isolement, genre: oui-non', '{id: format, genre: oui-non', Code.NOM_RESERVE, "format",
     "déjà le nom"),
    (R, '{id: isolement, genre: oui-non', '{id: sans-urgence, genre: oui-non', Code.NOM_RESERVE,
     "sans-urgence", "déjà le nom"),
    (R, ', {id: anterieur, nom: "antérieur"}]', "]", Code.CRITERE_NON_DECLARE, "[{id", "anterieur"),
]

NOMS_INCONNUS: list[Cas] = [
    (T, 'commune: "75101", territoire: nord', 'commune: "75101", territoire: nrod',
     Code.TERRITOIRE_INCONNU, "nrod", "« nord » ?"),
    (T, "aussi: {territoire: nord", "aussi: {territoire: est", Code.TERRITOIRE_INCONNU, "est",
     "nord, sud"),
    (A, "territoires: [paris]", "territoires: [lyon]", Code.TERRITOIRE_INCONNU, "lyon",
     "ile-de-france"),
    (A, "porteurs: [cochin]", "porteurs: [cochain]", Code.STRUCTURE_INCONNUE, "cochain",
     "« cochin » ?"),
    (A, "etablissements: [cochin]", "etablissements: [tenon]", Code.STRUCTURE_INCONNUE, "tenon",
     ""),
    (A, "etablissements: [cochin]", "etablissements: [had-regionale]", Code.STRUCTURE_INCONNUE,
     "had-regionale", "etablissement: oui"),
    (A, "sur: had-ecrite, champ: note", "sur: had-inconnue, champ: note", Code.CIBLE_INCONNUE,
     "had-inconnue", ""),
    (A, "type: usp\n        publics", "type: upsp\n        publics", Code.TYPE_INCONNU, "upsp",
     "« usp » ?"),
    (T, "types: [usp]", "types: [dac]", Code.TYPE_INCONNU, "dac", "usp, had"),
    (A, 'nom: "Réunions de concertation"}', 'nom: "Réunions", type: rcp}', Code.TYPE_INCONNU, "rcp",
     ""),
    (R, "remplace: [had]", "remplace: [hda]", Code.TYPE_INCONNU, "hda", "« had » ?"),
    (R, "sauf_types: [usp]", "sauf_types: [lisp]", Code.TYPE_INCONNU, "lisp", ""),
    (R, "{types: [usp], modalite", "{types: [lisp], modalite", Code.TYPE_INCONNU, "lisp", ""),
    (R, "{role: usp, caractere", "{role: ups, caractere", Code.ROLE_INCONNU, "ups", "« usp » ?"),
    (R, "roles: [usp, had]", "roles: [usp, dac]", Code.ROLE_INCONNU, "dac", "had, usp"),
    (R, '{document: cadre, localisation: "§ 2"}', '{document: cadres, localisation: "§ 2"}',
     Code.DOCUMENT_INCONNU, "cadres", "« cadre » ?"),
    (A, 'champ: note, valeur: "une note", source: sae',
     'champ: note, valeur: "une note", source: sea', Code.DOCUMENT_INCONNU, "sea", "« sae » ?"),
    (T, 'codes_postaux: ["75001"], source: {document: contrat',
     'codes_postaux: ["75001"], source: {document: autre',
     Code.DOCUMENT_INCONNU, "autre", ""),
    (R, 'explication: "La rue n\'est pas dans la grille."\n    source: {convention: ordre}',
     'explication: "La rue n\'est pas dans la grille."\n    source: {convention: odre}',
     Code.CONVENTION_INCONNUE, "odre", "« ordre » ?"),
    (R, "  resume-domicile-1", '  resume-domicile-9: "Niveau"\n  resume-domicile-1',
     Code.REGLE_INCONNUE, '"Niveau"', "« domicile-1 » ?"),
    (R, '  resume-domicile-1: "Niveau 1 à domicile."\n', "", Code.TEXTE_ABSENT, "section",
     "« resume-domicile-1 »"),
    (R, "quand: {lieu: lieu-de-vie, niveau", "quand: {lieu: domicil, niveau",
     Code.VALEUR_DE_CRITERE_INCONNUE, "domicil", "« domicile » ?"),
    (R, "niveau: [1, aucun]", "niveau: [1, 4]", Code.VALEUR_DE_CRITERE_INCONNUE, "4",
     "1, 2, aucun"),
    (R, "residence: 7", "residence: 21", Code.VALEUR_DE_CRITERE_INCONNUE, "21", "inconnue, 1, 2"),
    (R, "arrondissement: [1, 2]", "arrondissement: [1, 22]", Code.VALEUR_DE_CRITERE_INCONNUE, "22",
     ""),
    (R, "etablissement: bichat", "etablissement: tenon", Code.VALEUR_DE_CRITERE_INCONNUE, "tenon",
     "bichat, cochin, aucun"),
    (R, "quand: {colonne: domicile}\n", "quand: {colonne: maison}\n",
     Code.VALEUR_DE_CRITERE_INCONNUE, "maison", "domicile, etablissement"),
    (R, "inconnus_en_dernier: {moment: hors-jour}", "inconnus_en_dernier: {moment: soir}",
     Code.VALEUR_DE_CRITERE_INCONNUE, "soir", ""),
    (R, "implique: {precarite: oui}", "implique: {precarite: peut-etre}",
     Code.VALEUR_DE_CRITERE_INCONNUE, "peut-etre", ""),
    (R, "{moment: nuit, jours", "{moment: matin, jours", Code.VALEUR_DE_CRITERE_INCONNUE, "matin",
     "jour, nuit"),
    (R, "defaut: possible,", "demande_si: {moment: soir}, defaut: possible,",
     Code.VALEUR_DE_CRITERE_INCONNUE, "soir", "jour, nuit"),
    (R, "defaut: inconnue", "defaut: paris", Code.VALEUR_DE_CRITERE_INCONNUE, "paris", ""),
    (R, "lieu-de-vie: [domicile, rue]", "lieu-de-vie: [domicile, roue]",
     Code.VALEUR_DE_CRITERE_INCONNUE, "roue", "« rue » ?"),
    (R, "residence: 7", "milieu: ville", Code.CRITERE_INCONNU, "milieu", "« lieu »"),
    (R, "residence: 7}", "residence: 7}\n    un_de: [{moment: nuit}, {milieu: ville}]",
     Code.CRITERE_INCONNU, "milieu", "« lieu »"),
    (R, "residence: 7}", "residence: 7}\n    un_de: [{moment: nuit}, {urgence: [oui, peut-etre]}]",
     Code.VALEUR_DE_CRITERE_INCONNUE, "peut-etre", "non, oui"),
    (R, "defaut: valide, valeurs:", "demande_si: {etablissements: x}, defaut: valide, valeurs:",
     Code.CRITERE_INCONNU, "etablissements", "« etablissement »"),
    (R, ', {id: anterieur, nom: "antérieur"}]', "]", Code.CRITERE_NON_DECLARE, "[{id", "anterieur"),
    (R, "- HORS_GRILLE", "- HORS_GRILE", Code.ALERTE_INCONNUE, "HORS_GRILE", "« HORS_GRILLE » ?"),
    (R, "{code: HORS_GRILLE, quand", "{code: AUTRE, quand", Code.ALERTE_INCONNUE, "AUTRE", ""),
    (R, "{alerte: HORS_GRILLE}", "{alerte: HORS}", Code.ALERTE_INCONNUE, "HORS", ""),
    (R, "alertes: [HORS_GRILLE]}", "alertes: [AUTRE]}", Code.ALERTE_INCONNUE, "AUTRE", ""),
    (R, "aucun: {type: usp}", "aucun: {type: upsp}", Code.TYPE_INCONNU, "upsp", "« usp » ?"),
    (R, "section: ensuite", "section: autour", Code.SECTION_SANS_TITRE, "autour", "section-autour"),
    (R, "generique: suivi-had", "generique: suivi-hda", Code.CONTACT_GENERIQUE_INCONNU, "suivi-hda",
     "« suivi-had » ?"),
    (A, "ligne: had", "ligne: hda", Code.LIGNE_INCONNUE, "hda", "« had » ?"),
    (R, ", automatique: ecart", "", Code.ALERTE_ECART, "- {id: HORS", "automatique: ecart"),
    (R, '  cette-nuit: "Cette nuit"\n', "", Code.TEXTE_ABSENT, "section-d-abord", "« cette-nuit »"),
    (R, "seul: {besoin: deuil}", "seul: {besoin: seul}", Code.VALEUR_DE_CRITERE_INCONNUE, "seul",
     "deuil"),
    (A, "[usp-cochin, suivi-had]", "[usp-cochin, suivi-hda]", Code.CONTACT_INCONNU, "suivi-hda",
     "« suivi-had » ?"),
    (A, "alertes: [HORS_GRILLE]", "alertes: [HORS_GRILE]", Code.ALERTE_INCONNUE, "HORS_GRILE",
     "« HORS_GRILLE » ?"),
    (A, "sources: [\"sae,", "sources: [\"sea,", Code.DOCUMENT_INCONNU, '"sea', "« sae » ?"),
    (A, "quand: {lieu: lieu-de-vie}", "quand: {lieu: ruelle}", Code.VALEUR_DE_CRITERE_INCONNUE,
     "ruelle", "rue"),
    (R, '  section-questions-ouvertes: "Ce que les sources laissent ouvert"\n', "",
     Code.TEXTE_ABSENT, "section-d-abord", "« section-questions-ouvertes »"),
    (R, "dispense: [niveau]", "dispense: [territoire]", Code.CRITERE_INCONNU, "territoire", ""),
    (R, "nuit: nuit", "nuit: soir", Code.VALEUR_DE_CRITERE_INCONNUE, "soir", "jour, nuit"),
    (R, "portee: etablissement, source", "avec: autre, source", Code.CONTACT_GENERIQUE_INCONNU,
     "autre", "suivi-had"),
    (R, "automatique: supra-territorial", "automatique: ecart", Code.ALERTE_ECART, "", ""),
]

CARTE: list[Cas] = [
    (T, "  - {id: sud", '  - {id: nord, nom: "x"}\n  - {id: sud', Code.IDENTIFIANT_EN_DOUBLE,
     "nord", ""),
    (A, "lacune: {id: lacune-rcp", "lacune: {id: bichat", Code.IDENTIFIANT_EN_DOUBLE, "bichat",
     "déjà déclaré"),
    (A, "  - {id: sae", '  - {id: cadre, nom: "x", date: "2020"}\n  - {id: sae',
     Code.IDENTIFIANT_EN_DOUBLE, "cadre", ""),
    (R, "groupes: {hors-jour: [nuit]}", "groupes: {hors-jour: [nuit], jour: [nuit]}",
     Code.IDENTIFIANT_EN_DOUBLE, "[nuit]", "jour"),
    (R, '{id: jour, nom: "jour"}', '{id: jour, nom: "jour", synonymes: ["journée", "Nuit"]}',
     Code.MOT_DE_DEUX_VALEURS, '"Nuit"', "désigne déjà « nuit »"),
    (R, '{id: jour, nom: "jour"}', '{id: jour, nom: "jour", synonymes: ["de jour", "De-Jour"]}',
     Code.MOT_DE_DEUX_VALEURS, '"De-Jour"', "désigne déjà « jour »"),
    (A, "questions_ouvertes:\n",
     'questions_ouvertes:\n  - {id: numero-de-cochin, question: "a", dit: "b", retenu: "c", '
     'date: "2023-12-31", sources: ["sae, ici"], services: [usp-cochin]}\n',
     Code.IDENTIFIANT_EN_DOUBLE, "numero-de-cochin", "déjà déclaré"),
    (A, 'à vérifier."\n    date: "2023-12-31"', 'à vérifier."\n    date: "2024"',
     Code.DATE_SANS_DOCUMENT, '"2024"', "écrire 2023-12-31"),
    (T, 'codes_postaux: ["75002"]', 'codes_postaux: ["75002", "75001"]',
     Code.CODE_DE_DEUX_ARRONDISSEMENTS, '"75001"', "l'arrondissement 1"),
    (T, VINGTIEME, f'{VINGTIEME}cedex:\n  - {{code: "75020", arrondissement: 19, source: '
     '{document: contrat, localisation: "§ 5"}}\n',
     Code.CODE_DE_DEUX_ARRONDISSEMENTS, '"75020"', "l'arrondissement 20"),
    (A, 'lignes:\n', 'hors_carte:\n  source: {document: sae, localisation: "ici"}\n  hopitaux:\n'
     '    - {nom: "Autre", alias: ["claude-bernard"], commune: "Ailleurs"}\nlignes:\n',
     Code.NOM_DE_DEUX_ETABLISSEMENTS, '"claude-bernard"', "« bichat »"),
    (R, "  - id: rue\n", "  - id: domicile-1\n", Code.IDENTIFIANT_EN_DOUBLE, "domicile-1", ""),
    (R, "id: OFFRE_SUPRA_TERRITORIALE", "id: HORS_GRILLE", Code.IDENTIFIANT_EN_DOUBLE,
     "HORS_GRILLE", ""),
    (A, 'nom: "Hôpital Cochin"\n', 'nom: "Hôpital Cochin"\n    alias: ["CLAUDE-BERNARD ap-hp"]\n',
     Code.NOM_DE_DEUX_ETABLISSEMENTS, '"CLAUDE', "« bichat »"),
    (A, 'nom: "Hôpital Cochin"\n', 'nom: "Saint-Bichat"\n', Code.NOM_DE_DEUX_ETABLISSEMENTS,
     '"Saint', "« bichat »"),
    (A, "        territoires: [sud, nord]\n",
     "        territoires: [sud, nord]\n        porteurs: [bichat]\n", Code.PORTAGE_EN_BOUCLE,
     "cochin", "bichat → cochin → bichat"),
    (A, "porteurs: [cochin]", "porteurs: [bichat]", Code.PORTAGE_EN_BOUCLE, "bichat",
     "bichat → bichat"),
    (T, VINGTIEME, VINGTIEME * 2, Code.ARRONDISSEMENT_EN_DOUBLE, "20", "déjà rattaché"),
    (T, VINGTIEME, "", Code.ARRONDISSEMENT_SANS_TERRITOIRE, "- {arr", "arrondissement 20"),
    (A, "valeur: 18", "valeur: 21", Code.LIEU_INCONNU, "21", "que rien ne rattache"),
    (A, "territoires: [nord]", 'territoires: [nord]\n        communes: ["75199"]',
     Code.LIEU_INCONNU, '"75199"', "commune que rien ne rattache"),
    (T, VINGTIEME, f'{VINGTIEME}cedex:\n  - {{code: "75999", commune: "75199", source: '
     '{document: contrat, localisation: "§ 5"}}\n', Code.LIEU_INCONNU, '"75199"', "75120"),
    (T, VINGTIEME, f'{VINGTIEME}  - {{commune: "75200", nom: "A", territoire: nord, source: '
     '{document: contrat, localisation: "§ 5"}}\n', Code.COMMUNE_SANS_NUMERO, '"75200"', "« A »"),
    (A, "  - {sur: cochin, champ: arrondissement, valeur: 14, source: sae, date: "
     '"2023-12-31", confiance: haute}\n', "", Code.HOPITAL_SANS_LIEU, "oui",
     "champ: arrondissement"),
    (R, '  - {id: arrondissement, nom: "arrondissement"', '  - {id: commune, nom: "commune", '
     'question: "Où ?", pourquoi: "Le territoire.", aide: "nom", toujours: oui}\n'
     '  - {id: arrondissement, nom: "arrondissement"', Code.DEUX_CRITERES_DE_LIEU, "arrondissement",
     "en garder un"),
    (T, 'nom: "Paris Sud"}', 'nom: "Paris Sud"}\n  - {id: est, nom: "Paris Est"}',
     Code.TERRITOIRE_VIDE, "est", "rattacher"),
    (T, 'ville: {nom: "Paris", commune: "75056", arrondissements: 20}\n', "", Code.COMMUNE_SANS_NOM,
     '"75101"', "ville: {nom"),
    (T, "Europe/Paris", "Europe/Brest", Code.FUSEAU_INCONNU, '"Europe/Brest"', "tz"),
    (T, 'exceptions: {"75116": 16}', 'exceptions: {"75116": 16, "75117": 17}',
     Code.CODE_POSTAL_DE_PERSONNE, "17", "« 75117 »"),
    (A, "    territoire: nord\n", "    territoire: sud\n", Code.LIEU_DISCORDANT, "sud",
     "(18) est de « nord »"),
    (A, "territoires: [nord]", "territoires: [sud]", Code.ECART_SANS_RAISON, "[sud]",
     "imprimé en nord"),
    (A, "territoires: [ile-de-france]", "territoires: [sud]", Code.ECART_SANS_RAISON, "[sud]",
     "tout Paris"),
    (A, "territoires: [sud, nord]", "territoires: [sud]", Code.ECART_SANS_OBJET, '"Imprimée',
     "supprimer"),
    (T, '    pourquoi: "La CPTS est imprimée dans deux colonnes."\n', "",
     Code.DEDUCTION_SANS_RAISON, "oui", "pourquoi"),
    (T, '    deduit: oui\n    pourquoi: "La CPTS est imprimée dans deux colonnes."\n', "",
     Code.DEDUCTION_SANS_RAISON, "{territoire", "« aussi »"),
    (A, '        source: {document: contrat, localisation: "§ 4.2"}\ncomplements', "complements",
     Code.SANS_SOURCE, "had-ecrite", "imprime"),
    (A, 'champ: finess, valeur: "750100232"', 'champ: adresse, valeur: "ici"', Code.FAIT_EN_DOUBLE,
     "{sur: bichat", "déjà donné"),
    (A, 'date: "2013"', 'date: "2103"', Code.DATE_FUTURE, '"2103"', "vérifier l'année"),
    (R, 'date: "2026-03"', 'date: "2026-12"', Code.DATE_FUTURE, '"2026-12"', ""),
    (R, 'a_jour_au: "2025-12-01"', 'a_jour_au: "2026-12-01"', Code.DATE_FUTURE, '"2026-12-01"', ""),
    (R, 'perime_apres: "2027-03-31"', 'perime_apres: "2025-03-31"', Code.DATES_INVERSEES,
     '"2025-03-31"', ""),
    (A, 'jusqua: "2027-12-31"', 'jusqua: "2024-12-31"', Code.DATES_INVERSEES, '"2024-12-31"', ""),
    (A, '  - {id: sae, nom: "SAE 2023"',
     '  - {id: insee, nom: "Insee", date: "2020"}\n  - {id: sae, nom: "SAE 2023"',
     Code.DOCUMENT_INUTILISE, "insee", "nulle part"),
]
DITS: list[Cas] = [
    # Numbers and promises
    (R, "Ce lieu n'est pas dans la grille.", "Appeler le 17.", Code.NOMBRE_DEPLACE, '"Appeler',
     "17"),
    (R, "Ce lieu n'est pas dans la grille.", "Le 01.42 00-00 00.", Code.NOMBRE_DEPLACE, '"Le',
     "01, 42 et 00"),
    (R, "https://{site:annuaire}", "https://x.example", Code.NOMBRE_DEPLACE, '"https', "sites"),
    (R, "Ce lieu n'est pas dans la grille.", "Appeler le {numero:sam}.", Code.REPERE_INCONNU,
     '"Appeler', "numero:samu"),
    (R, "Ce lieu n'est pas dans la grille.", "Appeler {samu.", Code.REPERE_INCONNU, '"Appeler',
     "accolade"),
    (R, "Ce lieu n'est pas dans la grille.", "Voir {a_venir:uspp}.", Code.REPERE_INCONNU, '"Voir',
     "a_venir:usp"),
    (A, "{numero:samu}", "{numero:smur}", Code.REPERE_INCONNU, '"{numero', "numero:samu"),
    (R, 'numero: "15"', 'numero: "17"', Code.PROMESSE_NON_FONDEE, '"17"', "citation"),
    (R, 'aide: "moment"', 'aide: "H24"', Code.PROMESSE_SANS_SOURCE, '"H24"', "à toute heure"),
    (R, 'modalite: "admission directe"', 'modalite: "admission garantie"',
     Code.PROMESSE_NON_FONDEE, '"admission', "une certitude"),
    (R, 'condition: "venue non précisée"', 'condition: "À TOUTE HEURE"', Code.PROMESSE_NON_FONDEE,
     '"À', "ne le dit pas"),
    (A, "Le numéro de Cochin est-il", "Le 01 58 est-il", Code.NOMBRE_DEPLACE, '"Le 01', "58"),
    (A, "Il est montré, à", "Il répond à toute heure, à", Code.PROMESSE_NON_FONDEE, '"Il',
     "ne le dit pas"),
    (R, "nombres: [\"niveau #\"", "nombres: [\"niveau #\", \"le #\"", Code.EXCEPTION_TROP_LARGE,
     "\"le #\"", "tout passer"),
    # Names
    (A, 'nom: "Unité de Cochin"', 'nom: "Unité de Bichat"', Code.NOM_CONTREDIT, '"Unité',
     "usp-cochin"),
    (A, 'porteur: "portée par l\'hôpital Cochin"', 'porteur: "portée par l\'hôpital Tenon"',
     Code.NOM_CONTREDIT, '"portée', "« cochin »"),
    (A, 'ligne: usp, colonne: nord, texte: "Bichat"', 'ligne: usp, colonne: nord, texte: "Tenon"',
     Code.NOM_CONTREDIT, '"Tenon"', "« tenon »"),
    (A, '    nom: "HAD régionale"\n', '    nom: "HAD régionale"\n    alias: ["Bichat"]\n',
     Code.NOM_DE_DEUX_STRUCTURES, '"Bichat"', ""),
    (A, "homonymes: []", 'homonymes: [{mots: "autre", structures: [bichat, tenon]}]',
     Code.STRUCTURE_INCONNUE, "tenon", ""),
    (A, 'mots_ignores: ["hopital"', 'mots_ignores: ["cochin", "hopital"', Code.MOT_QUI_DISTINGUE,
     '"cochin"', "l'identifiant « cochin »"),
    (A, '{st: "saint"}', '{st: "sainte"}', Code.MOT_QUI_DISTINGUE, '"sainte"', "n'abrège pas"),
    # Places
    (T, '["75001"]', '["75199"]', Code.CODE_CONTREDIT, '"75199"', "75001 est attendu"),
    (T, 'commune: "75101"', 'commune: "75199"', Code.CODE_CONTREDIT, '"75199"', "75101"),
    (A, "Henri-Huchard, 75018", "Henri-Huchard, 75017", Code.LIEU_CONTREDIT, '"46 rue', "du 17e"),
    # Values, functions, contacts, keys, numbers of one only
    (R, 'aide: "stable et non complexe"', 'aide: "stable et complexe"', Code.VALEUR_CONTREDITE,
     '"stable', "« non » manque"),
    (R, 'nom: "niveau 2"', 'nom: "niveau 1"', Code.VALEUR_CONTREDITE, '"niveau', "la valeur 2"),
    (R, 'resume-domicile-1: "Niveau 1', 'resume-domicile-1: "Niveau 2', Code.VALEUR_CONTREDITE,
     '"Niveau', "niveau 1"),
    (R, "{type: usp, ou: etablissement,", "{type: usp, fonction: lit, ou: etablissement,",
     Code.FONCTION_INCONNUE, "lit,", "« lits » ?"),
    (R, '{types: [usp], modalite: "admission directe"}',
     '{types: [usp], sauf_contacts: [suivi-hda], modalite: "admission directe"}',
     Code.CONTACT_INCONNU, "suivi-hda", "« suivi-had » ?"),
    (R, '  cette-nuit: "Cette nuit"\n', '  cette-nuit: "Cette nuit"\n  cette-nuti: "Cette nuit"\n',
     Code.TEXTE_INUTILE, '"Cette nuit"', "« cette-nuit » ?"),
    (R, "roles: [usp, had], section: ensuite", "ensuite: [usp, had]", Code.ROLE_CITE_DEUX_FOIS,
     "ensuite:", "« sinon-ensuite »"),
    (R, "ordres:\n", "suites: {fin: [{d-abord: had}]}\nordres:\n", Code.LISTE_NON_CITEE, "fin:",
     "« suite: fin »"),
    (R, "- {type: had, ou: region}\n", "- recherche: en-had\n", Code.ENTREE_INCONNUE, "en-had",
     "retirer cette ligne"),
    (A, 'valeur: "750100232"', 'valeur: "750100233"', Code.CLE_FINESS, '"750100233"', "recopier"),
    (A, 'valeur: "01 58 41 41 41"', 'valeur: "01 40 25 80 80"', Code.NUMERO_DE_DEUX, '"01 40',
     "« bichat »"),
]

GRILLE: list[Cas] = [
    (G, "domaine: medical,", "domaine: medicale,", Code.DOMAINE_INCONNU, "medicale",
     "« medical » ?"),
    (G, "plaide: 2", "plaide: 4", Code.NIVEAU_DE_GRILLE_INCONNU, "4", "2, entree"),
    (G, "plaide: 2", "plaide: 1", Code.NIVEAU_DE_GRILLE_INCONNU, "1",
     "2, entree"),
    (G, "  1:\n    signes", "  aucun:\n    signes", Code.NIVEAU_DE_GRILLE_INCONNU, "aucun:",
     "1 et 2"),
    (G, "plaide: 2", "plaide: entree", Code.GRILLE_SANS_ENTREE, "entree", "seconde entrée"),
    (G, "plaide: entree", "effet: \"rien\"", Code.GRILLE_SANS_ENTREE, "maladie:", "« plaide"),
    (G, 'plaide: 2}\n  douleur: {plaide: 2', 'effet: "x"}\n  douleur: {effet: "x"',
     Code.NIVEAU_SANS_QUESTION, "2:", "plaide: 2"),
    (G, 'medical: "Soins"}', 'medical: "Soins", autre: "Rien"}', Code.DOMAINE_SANS_QUESTION,
     "autre", "« autre »"),
    (G, "questions:\n", 'questions:\n  avis: {question: "?", domaine: medical, plaide: 2, source: '
     "ordre}\n", Code.CLE_EN_DOUBLE, "avis:", ""),
    (G, "regle: ordre", "regle: ordres", Code.CONVENTION_INCONNUE, "ordres", "ordre"),
    (G, 'stable", source: {"cadre,', 'stable", source: {"cadres,', Code.DOCUMENT_INCONNU, '"cadres',
     "« cadre » ?"),
    (G, 'source: {"cadre, § 2": "situations stables"}', 'source: "cadre, § 2"',
     Code.CLES_INCOMPATIBLES, '"cadre', "les mots du document"),
    (G, 'source: {"cadre, § 2": "soins renforcés"}, plaide', 'source: "cadre, § 2", plaide',
     Code.CLES_INCOMPATIBLES, '"cadre', "les mots du document"),
    (G, 'effet: "un avis est possible", ', "", Code.CLES_INCOMPATIBLES, "avis:", "« effet »"),
    (G, "plaide: 2", "source_effet: ordre, plaide: 2", Code.CLES_INCOMPATIBLES,
     "ordre", "« effet »"),
    (G, '"Une aide à la discussion."', '""', Code.FORME_INCORRECTE, '""', "une seule ligne"),
    (G, "grille: non", "grille: peut", Code.VALEUR_INCONNUE, "peut", "oui ou non"),
    (G, '"un avis est possible"', '"un avis, 24 h/24"', Code.PROMESSE_NON_FONDEE, '"un avis',
     "ne le dit pas"),
    (G, '"Un avis ?"', '"Un avis au 01 02 03 04 05 ?"', Code.NOMBRE_DEPLACE, '"Un avis', "numeros"),
    (G, '"Une aide à la discussion."', '"Une aide garantie."', Code.PROMESSE_SANS_SOURCE, '"Une',
     "une certitude"),
]

# fmt: on

CONTROLES = {
    Code.CODE_POSTAL_DE_PERSONNE,
    Code.NOMBRE_DEPLACE,
    Code.PROMESSE_SANS_SOURCE,
    Code.PROMESSE_NON_FONDEE,
    Code.NOM_CONTREDIT,
    Code.NOM_DE_DEUX_STRUCTURES,
    Code.MOT_QUI_DISTINGUE,
    Code.CODE_CONTREDIT,
    Code.LIEU_CONTREDIT,
    Code.VALEUR_CONTREDITE,
    Code.EXCEPTION_TROP_LARGE,
    Code.ROLE_CITE_DEUX_FOIS,
}
"""Errors for `valider`; the files are read all the same, to be compared for instance."""

AVERTISSEMENTS = {
    Code.DATE_FUTURE,
    Code.ECART_SANS_OBJET,
    Code.DOCUMENT_INUTILISE,
    Code.TEXTE_INUTILE,
    Code.CLE_FINESS,
    Code.NUMERO_DE_DEUX,
    Code.DOMAINE_SANS_QUESTION,
    Code.TERRITOIRE_VIDE,
}
QUERELLES = {
    Code.IDENTIFIANT_EN_DOUBLE,
    Code.NOM_DE_DEUX_ETABLISSEMENTS,
    Code.MOT_DE_DEUX_VALEURS,
    Code.CODE_DE_DEUX_ARRONDISSEMENTS,
    Code.ARRONDISSEMENT_EN_DOUBLE,
    Code.LIEU_DISCORDANT,
    Code.ECART_SANS_RAISON,
    Code.FAIT_EN_DOUBLE,
    Code.DATES_INVERSEES,
}
"""Problems between two places: the other one is always given."""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VALIDE, tmp_path / "donnees"))


def remplacer(dossier: Path, fichier: str, avant: str, apres: str) -> None:
    chemin = dossier / fichier
    texte = chemin.read_text(encoding="utf-8")
    assert avant in texte, f"{avant!r} absent de {fichier}"
    chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")


def ecrit_a(position: Position | None) -> str:
    """What the file says from a position to the end of the line."""
    assert position is not None
    lignes = Path(position.fichier).read_text(encoding="utf-8").split("\n")
    return lignes[position.ligne - 1][position.colonne - 1 :]


CAS = [*SCHEMA, *ECHELLES, *NOMS_INCONNUS, *CARTE, *DITS, *GRILLE]


@pytest.mark.parametrize("cas", CAS, ids=str)
def test_un_changement_un_probleme(dossier: Path, cas: Cas) -> None:
    """The change gives this problem only, at this place; no referential if it is an error."""
    fichier, avant, apres, code, ici, dit = cas
    remplacer(dossier, fichier, avant, apres)
    referentiel, diagnostics = diagnostiquer(dossier, JOUR, controler=True)
    assert {d.code for d in diagnostics} == {code}
    diagnostic = diagnostics[0]
    assert ecrit_a(diagnostic.position).startswith(ici)
    assert dit in f"{diagnostic.message} {diagnostic.remede}"
    assert diagnostic.remede
    assert bool(diagnostic.autres) or code not in QUERELLES
    attendue = "avertissement" if code in AVERTISSEMENTS else "erreur"
    assert diagnostic.gravite == attendue
    lisible = attendue == "avertissement" or code in CONTROLES
    assert (referentiel is not None) == lisible


@pytest.mark.parametrize(
    ("ecrit", "dit"),
    [("bretonnau", "écrire bretonneau"), ("zzz", "déclarer « zzz »")],
)
def test_une_longue_liste_de_noms_n_est_pas_recopiee(tmp_path: Path, ecrit: str, dit: str) -> None:
    """With the hundred structures of the real map, the remedy names one or none."""
    livre = Path(shutil.copytree(dossiers.CARTE, tmp_path / "livre"))
    remplacer(livre, A, "porteurs: [bretonneau]", f"porteurs: [{ecrit}]")
    _, diagnostics = diagnostiquer(livre)
    (diagnostic,) = diagnostics
    assert diagnostic.code == Code.STRUCTURE_INCONNUE
    assert dit in (diagnostic.remede or "")


def test_une_erreur_de_pydantic_sans_traduction_reste_en_francais() -> None:
    class Pair(BaseModel):
        n: Annotated[int, Field(multiple_of=2)]

    lecture = lire_texte(b"n: 3\n", "x.yaml")
    with pytest.raises(ValidationError) as erreur:
        Pair.model_validate(lecture.donnees)
    (diagnostic,) = traduire(erreur.value, Pair, lecture)
    assert (diagnostic.code, diagnostic.message) == (Code.FORME_INCORRECTE, "valeur refusée : 3")
    assert diagnostic.position == Position("x.yaml", 1, 4)


def test_chaque_code_a_son_cas() -> None:
    """A code that nothing raises is a promise that nobody checks."""
    ici = {cas[3] for cas in CAS}
    attendus = "".join(p.read_text(encoding="utf-8") for p in VALIDE.parent.glob("*.attendu"))
    sans_fichier = {Code.FICHIER_TROP_GROS, Code.PAS_UTF8, Code.TROP_DE_VALEURS}
    sans_fichier.add(Code.TROP_DE_PROBLEMES)  # these four are in test_lecture_yaml_strict.py
    sans_fichier.add(Code.APPELANT_INCONNU)  # that one is in test_fiche.py
    sans_fichier.add(Code.SCHEMA_IMPOSSIBLE)  # and that one in test_affiche.py
    sans_fichier |= {Code.SOCLE_REDIT, Code.SOCLE_RESTREINT, Code.SOCLE_NON_LU}  # in test_socle.py
    sans_fichier |= {Code.COMMUNE_EN_DOUBLE, Code.COMMUNE_D_AILLEURS}  # in test_communes.py
    assert [c for c in Code if c not in ici | sans_fichier and f"[{c}]" not in attendus] == []

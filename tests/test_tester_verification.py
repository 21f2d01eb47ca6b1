"""Expected against obtained: every key of a scenario can fail, and says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from situations import CHAMPS

from palliorient.noyau.table.table import Table
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import ScenariosInvalides, champs_de, choisir, lire_scenarios
from palliorient.scenarios.modele import Resultat
from palliorient.scenarios.schema import SUJETS, Scenario, fichier_scenarios
from palliorient.scenarios.verification import PAR_CLE

SITUATION = "{lieu: domicile, arrondissement: 18, niveau: 2, age: 59, precarite: non, moment: jour}"


def ecrire(dossier: Path, *lignes: str, nom: str = "s.yaml", situation: str = SITUATION) -> Path:
    """A file with one scenario, whose expectations are these lines."""
    fichier = dossier / nom
    corps = "".join(f"    {ligne}\n" for ligne in lignes)
    fichier.write_text(
        f'scenarios:\n  - id: essai\n    titre: "Essai"\n    situation: {situation}\n{corps}',
        encoding="utf-8",
    )
    return fichier


def jouer(table: Table, fichier: Path) -> Resultat:
    (scenario,) = lire_scenarios([str(fichier)])
    return Banc(lambda _: table).jouer(scenario)


JUSTES = (
    "contacts: [emspt-paris-nord, had]",
    "absents: [usp, EMSPT_NON_LABELLISEE]",
    "contacts: [emspt-paris-nord]\n    seuls: [emspt]",
    "premier: proximite",
    "ordre: [proximite, emspt-paris-nord, had, dac]",
    "alertes: [URGENCE_VITALE]",
    "ecartes: [lisp-bichat]",
    "questions_ouvertes: {heures-des-emspt: oui, rattachement-du-7e: non}",
    "joignables: [had, emspt-paris-nord]",
    "joignables: {had: conditionnel, appui-telephonique: oui, dac: [inconnu, oui]}",
    "caracteres: {had: alternative}",
    "options: {had: B}",
    "sections: {emspt: d-abord}",
    "portees: {hdj: supra-territorial}",
    'modalites: {dac: "coordonne"}',
    'porteurs: {emspt: "Quiétude"}',
    "desservis: {emspt: [nord-est, nord-ouest]}",
    'modalites_entieres: {benevoles-etre-la-domicile: aucun, proximite: "aux heures […]"}',
    'raisons: {had: "[…] équipe experte […]"}',
    'noms: {emspt: "Équipe Paris Nord (EMSPT)"}',
    'structures: {emspt: "Équipe Paris Nord"}',
    'telephones: {hdj-jeanne-garnier: "01 43 92 21 00", had: aucun}',
    'adresses: {hdj-jeanne-garnier: "[…]"}',
    'horaires: {emspt: "de jour […]"}',
    'textes: {URGENCE_VITALE: "Danger vital : le 15, […]"}',
    'rappels: ["Maintien sur place supposé."]',
    'a_preparer: ["lit de repli"]',
    'fiche: ["Danger vital : appeler le 15 […]", "La nuit : […]", "Qui est sur place"]',
    'gradation: "HAD"',
    'gradation_entiere: "Professionnels du niveau 1 + Appui […] HAD […]"',
    'et_si: {nuit: "la nuit : moment=nuit", niveau-2: aucun}',
    'court: ["1. Le médecin traitant et l\'infirmier : […]"]',
    "colonne: domicile",
    "public: adulte",
    "moment: jour",
    "territoires: [nord-ouest]",
)

FAUSSES = (
    ("contacts: [usp]", "contacts", "usp", "absent"),
    ("absents: [had]", "absents", "sans had", "had-croix-saint-simon"),
    ("absents: [URGENCE_VITALE]", "absents", "sans URGENCE_VITALE", "URGENCE_VITALE"),
    ("contacts: [had-ap-hp]\n    seuls: [had]", "seuls", "pas d'autre had", "had-sante-service"),
    ("premier: had", "premier", "had", "medecin-traitant-et-infirmier"),
    ("ordre: [had, proximite]", "ordre", "had avant proximite", "1. medecin-traitant"),
    ("alertes: [HORS_PARIS]", "alertes", "HORS_PARIS", "URGENCE_VITALE"),
    ("a_venir: [emspt]", "a_venir", "emspt", "rien"),
    ("questions_ouvertes: {rattachement-du-7e: oui}", "questions_ouvertes", "du-7e", "heures"),
    ("questions_ouvertes: {heures-des-emspt: non}", "questions_ouvertes", "sans heures", "heures"),
    ("questions_ouvertes: {heure: non}", "questions_ouvertes", "heure", "inconnu"),
    ("ecartes: [formation-nexumea]", "ecartes", "formation-nexumea", "lisp-bichat"),
    ("joignables: [dac]", "joignables", "dac : oui ou conditionnel", "inconnu"),
    ("caracteres: {had: requis}", "caracteres", "had : requis", "alternative"),
    ("options: {had: A}", "options", "had : A", "had-ap-hp : B"),
    ("sections: {had: autour}", "sections", "had : autour", "d-abord"),
    ("portees: {had: territoire}", "portees", "had : territoire", "region"),
    ('modalites: {dac: "soigne la nuit"}', "modalites", "dac : soigne la nuit", "coordonne"),
    ('porteurs: {emspt: "Cochin"}', "porteurs", "emspt : Cochin", "Quiétude"),
    ("desservis: {emspt: ouest}", "desservis", "emspt : ouest", "nord-est, nord-ouest"),
    ('modalites_entieres: {proximite: "aux heures"}', "modalites_entieres", "aux h", "cabinet"),
    ("modalites_entieres: {dac: aucun}", "modalites_entieres", "aucun", "coordonne"),
    ('raisons: {emspt: "Sans raison."}', "raisons", "Sans raison.", "niveau 2"),
    ('noms: {emspt: "Équipe Paris Ouest (EMSPT)"}', "noms", "Ouest", "Nord"),
    ('structures: {emspt: "Équipe"}', "structures", "Équipe", "Équipe Paris Nord"),
    ('telephones: {hdj-jeanne-garnier: "01 43 92 21 01"}', "telephones", "21 01", "21 00"),
    ("telephones: {hdj-jeanne-garnier: aucun}", "telephones", "aucun", "01 43 92 21 00"),
    ("adresses: {hdj-jeanne-garnier: aucun}", "adresses", "aucun", "hdj-jeanne-garnier"),
    ('horaires: {emspt: "24 h/24"}', "horaires", "24 h/24", "de jour"),
    ('textes: {URGENCE_VITALE: "Danger vital : le 15."}', "textes", "le 15.", "en disant"),
    ('textes: {HORS_PARIS: "Ailleurs."}', "textes", "HORS_PARIS", "rien"),
    ('rappels: ["Rien à dire."]', "rappels", "Rien à dire.", "Maintien"),
    ('a_preparer: ["un sac"]', "a_preparer", "un sac", "lit de repli"),
    ('et_si: {nuit: "la nuit : moment=soiree"}', "et_si", "moment=soiree", "moment=nuit"),
    ("et_si: {hopital: aucun}", "et_si", "aucun", "lieu=mco"),
    ('et_si: {inconnu: "rien"}', "et_si", "inconnu", "aucun"),
    ('court: ["1. SAMU 75"]', "court", "1. SAMU 75", "1. Le médecin traitant"),
    ('fiche: ["Danger vital : appeler le 15."]', "fiche", "le 15.", "en disant"),
    ('gradation: "USP"', "gradation", "USP", "HAD"),
    ('gradation_entiere: "HAD"', "gradation_entiere", "HAD", "Professionnels"),
    ("colonne: etablissement", "colonne", "etablissement", "domicile"),
    ("public: pediatrique", "public", "pediatrique", "adulte"),
    ("moment: nuit", "moment", "nuit", "jour"),
    ("territoires: [est]", "territoires", "est", "nord-ouest"),
)


@pytest.mark.parametrize("attendu", JUSTES)
def test_attente_tenue(table: Table, tmp_path: Path, attendu: str) -> None:
    assert jouer(table, ecrire(tmp_path, attendu)).ecarts == ()


@pytest.mark.parametrize(("attendu", "cle", "voulu", "obtenu"), FAUSSES)
def test_attente_non_tenue(
    table: Table, tmp_path: Path, attendu: str, cle: str, voulu: str, obtenu: str
) -> None:
    ecarts = jouer(table, ecrire(tmp_path, attendu)).ecarts
    assert {e.cle for e in ecarts} == {cle}
    assert all(voulu in e.attendu for e in ecarts)
    assert any(obtenu in e.obtenu for e in ecarts)
    assert all(e.position.ligne == 5 + attendu.count("\n") for e in ecarts)


def test_toutes_les_cles_sont_essayees() -> None:
    attentes = set(Scenario.model_fields) - {"id", "titre", *SUJETS}
    assert attentes == set(PAR_CLE) == {cle for _, cle, _, _ in FAUSSES}


def test_la_situation_a_les_reponses_de_orienter(table: Table) -> None:
    decrite = fichier_scenarios(champs_de(table)).model_json_schema()["$defs"]["SituationDecrite"]
    assert set(decrite["properties"]) == {*CHAMPS, "date"}


def test_les_raisons_du_contact_de_trop(table: Table, tmp_path: Path) -> None:
    (ecart,) = jouer(table, ecrire(tmp_path, "absents: [emspt-paris-nord]")).ecarts
    assert any(r.startswith("domicile-2 : ") for r in ecart.raisons)


def test_pourquoi_un_service_manque(table: Table, tmp_path: Path) -> None:
    (ecart,) = jouer(table, ecrire(tmp_path, "contacts: [lisp-bichat]")).ecarts
    assert any("maintien sur place" in r for r in ecart.raisons)


def test_service_a_venir(table: Table, tmp_path: Path) -> None:
    situation = SITUATION.replace("18", "20")
    fichier = ecrire(tmp_path, "contacts: [emspt-ghdcss]", situation=situation)
    (ecart,) = jouer(table, fichier).ecarts
    assert ecart.obtenu == "absent, à venir : emspt-ghdcss en-labellisation"


@pytest.mark.parametrize("cle", ["contacts: [usp-bretoneau]", "absents: [usp-bretoneau]"])
def test_nom_inconnu(table: Table, tmp_path: Path, cle: str) -> None:
    (ecart,) = jouer(table, ecrire(tmp_path, cle)).ecarts
    assert "vouliez-vous dire « usp-bretonneau » ?" in ecart.obtenu


def test_situation_refusee(table: Table, tmp_path: Path) -> None:
    situation = "{lieu: domicil, arrondissement: 18, niveau: 9, age: 59, precarite: non}"
    resultat = jouer(table, ecrire(tmp_path, "premier: had", situation=situation))
    assert resultat.orientation is None
    assert [e.cle for e in resultat.ecarts] == ["situation", "situation"]
    assert "« domicil » n'est pas une valeur connue" in resultat.ecarts[0].obtenu
    assert resultat.ecarts[0].position.colonne == 23


def test_situation_incomplete(table: Table, tmp_path: Path) -> None:
    situation = "{lieu: domicile, arrondissement: 18}"
    (ecart,) = jouer(table, ecrire(tmp_path, "premier: had", situation=situation)).ecarts
    assert ecart.obtenu == "réponses absentes : niveau, age, precarite, moment"


def test_date_et_heure(table: Table, tmp_path: Path) -> None:
    situation = SITUATION.replace("moment: jour", 'quand: "2028-02-05T23:00"')
    fichier = ecrire(tmp_path, "moment: nuit", "alertes: [REFERENTIEL_PERIME]", situation=situation)
    assert jouer(table, fichier).reussi


# --- reading ----------------------------------------------------------------------

REFUSES = (
    ("premier: [had]", "PAL053"),
    ("contacts: []", "PAL056"),
    ("contact: [had]", "PAL050"),
    ("caracteres: {had: obligatoire}", "PAL052"),
    ("premier: Had-AP", "PAL028"),
    ("joignables: {had: yes}", "PAL020"),
    ("alertes: [hors-paris]", "PAL054"),
)


@pytest.mark.parametrize(("ligne", "code"), REFUSES)
def test_fichier_refuse(tmp_path: Path, ligne: str, code: str) -> None:
    fichier = ecrire(tmp_path, ligne)
    with pytest.raises(ScenariosInvalides) as refus:
        lire_scenarios([str(fichier)])
    assert code in {d.code for d in refus.value.diagnostics}
    assert f"{fichier}:5:" in str(refus.value)


def test_scenario_qui_n_attend_rien(tmp_path: Path) -> None:
    with pytest.raises(ScenariosInvalides, match="n'attend rien"):
        lire_scenarios([str(ecrire(tmp_path))])


def test_identifiant_en_double(tmp_path: Path) -> None:
    ecrire(tmp_path, "premier: had", nom="a.yaml")
    ecrire(tmp_path, "premier: had", nom="b.yaml")
    with pytest.raises(ScenariosInvalides, match=r"b\.yaml:2:9: \[PAL120\].*a\.yaml:2:9"):
        lire_scenarios([str(tmp_path)])


def test_choisir_sans_accents(tmp_path: Path) -> None:
    scenarios = lire_scenarios([str(ecrire(tmp_path, "premier: had"))])
    assert choisir(scenarios, "ESSÀI") == scenarios
    assert choisir(scenarios, "autre") == []

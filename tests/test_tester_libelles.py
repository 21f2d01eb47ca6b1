"""Scenarios without a situation: what is typed, what is asked, who is on the map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import JOUR

from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import ScenariosInvalides, lire_scenarios
from palliorient.scenarios.modele import Manque
from palliorient.scenarios.textes import tient
from palliorient.verification.comparer.scenarios_changes import scenarios_changes


def ecrire(dossier: Path, corps: str) -> Path:
    fichier = dossier / "s.yaml"
    fichier.write_text(f'scenarios:\n  - id: essai\n    titre: "Essai"\n{corps}', encoding="utf-8")
    return fichier


def ecarts(table: Table, dossier: Path, corps: str) -> tuple[Manque, ...]:
    (scenario,) = lire_scenarios([str(ecrire(dossier, corps))])
    resultat = Banc(lambda _: table).jouer(scenario)
    assert not resultat.refuse
    return resultat.ecarts


LECTURES = (
    ('arrondissement: {"75116": 16}', ""),
    ('arrondissement: {"75116": 17}', "16"),
    ('arrondissement: {"92100": {refuse: "hors de Paris"}}', ""),
    ('arrondissement: {"92100": 12}', "refusé : arrondissement : « 92100 » est hors de Paris."),
    ('arrondissement: {"75012": {refuse: "hors de Paris"}}', "12"),
    ('arrondissement: {"92100": {refuse: "quel arrondissement"}}', "hors de Paris"),
    ('etablissement: {"st joseph": saint-joseph}', ""),
    ('etablissement: {"st joseph": cochin}', "saint-joseph"),
    ('etablissement: {"rothschild": [rothschild-ap-hp, fondation-rothschild]}', ""),
    ('etablissement: {"rothschild": [rothschild-ap-hp, cochin]}', "plusieurs hôpitaux"),
    ('etablissement: {"rothschild": rothschild-ap-hp}', "plusieurs hôpitaux"),
    ('etablissement: {"tenon": [rothschild-ap-hp, tenon]}', "tenon"),
    ('lieu: {"chez elle": domicile}', ""),
    ('lieu: {"chez elle": ehpad}', "domicile"),
    ('quand: {"2026-11-22T03:00": nuit}', ""),
    ('quand: {"2026-11-22T03:00": jour}', "nuit"),
    ("precarite: {oui: oui}", ""),
    ('suivi: {"had": had}', ""),
    ('niveau: {"3": 3}', ""),
)


@pytest.mark.parametrize(("dit", "obtenu"), LECTURES)
def test_lecture(table: Table, tmp_path: Path, dit: str, obtenu: str) -> None:
    trouves = ecarts(table, tmp_path, f"    lecture:\n      {dit}\n")
    assert [e.cle for e in trouves] == ["lecture"] * bool(obtenu)
    for ecart in trouves:
        assert obtenu in ecart.obtenu
        assert (ecart.position.ligne, ecart.position.colonne > 10) == (5, True)


AUTRES = (
    ('questions: {niveau: {valeurs: {"3": {aide: "complexité […] forte, ou instable"}}}}', ""),
    ('questions: {niveau: {valeurs: {"3": {aide: "complexité"}}}}', "complexité médico"),
    ('questions: {niveau: {valeurs: {"4": {nom: "niveau 4"}}}}', "inconnu de ces données"),
    ('questions: {lieu: {question: "Où ?"}}', "Où la personne vit-elle"),
    ("questions: {lieu: {valeurs: {ehpad: {aide: aucun}}}}", ""),
    ('questions: {couleur: {question: "Où ?"}}', "inconnu de ces données"),
    ('carte: {samu-75: {telephone: "15"}}', ""),
    ('carte: {samu-75: {telephone: "17"}}', "15"),
    ("carte: {samu-75: {telephone: aucun}}", "15"),
    ('carte: {curie: {nom: "Institut Curie", arrondissement: 5, territoires: [centre]}}', ""),
    ("carte: {curie: {arrondissement: 6}}", "5"),
    ("carte: {curie: {territoires: [est]}}", "centre"),
    ('carte: {curie: {finess: "750160012"}}', ""),
    ('carte: {marie: {nom: "Marie"}}', "inconnu de ces données"),
    ('phrases: {section-ensuite: "Ensuite"}', ""),
    ('phrases: {section-ensuite: "Jamais"}', "Ensuite"),
    ('phrases: {section-absente: "Jamais"}', "inconnu de ces données"),
)


@pytest.mark.parametrize(("dit", "obtenu"), AUTRES)
def test_questions_carte_et_phrases(table: Table, tmp_path: Path, dit: str, obtenu: str) -> None:
    trouves = ecarts(table, tmp_path, f"    {dit}\n")
    assert [e.cle for e in trouves] == [dit.partition(":")[0]] * bool(obtenu)
    assert all(obtenu in e.obtenu and e.position.ligne == 4 for e in trouves)


REFUS = (
    ('lecture: {lieu: {"x": [a, b]}}', 4, "une liste ne va qu'avec « etablissement »"),
    ('lecture: {couleur: {"x": a}}', 4, "couleur"),
    ("lecture: {lieu: {}}", 4, "lecture"),
    ('lecture: {lieu: {"x": {refus: "y"}}}', 4, ""),
    ('questions: {lieu: {quetion: "x"}}', 4, "quetion"),
    ('carte: {samu-75: {numero: "15"}}', 4, "numero"),
    ('phrases: {annuaire: "x"}\n    carte: {curie: {nom: "x"}}', 2, "pas un seul sujet"),
    ('phrases: {annuaire: "x"}\n    contacts: [had]', 5, "« contacts » attend une situation"),
    ("contacts: [had]", 2, "pas un seul sujet"),
)


@pytest.mark.parametrize(("dit", "ligne", "phrase"), REFUS)
def test_refus(tmp_path: Path, dit: str, ligne: int, phrase: str) -> None:
    with pytest.raises(ScenariosInvalides) as erreur:
        lire_scenarios([str(ecrire(tmp_path, f"    {dit}\n"))])
    assert phrase in str(erreur.value)
    positions = [d.position for d in erreur.value.diagnostics]
    assert ligne in [p.ligne for p in positions if p]


@pytest.mark.parametrize(
    ("voulu", "obtenu", "juste"),
    [
        ("Le 15.", "Le 15.", True),
        ("Le 15.", "Le 15. Ou pas.", False),
        ("Le 15 […]", "Le 15, toujours", True),
        ("Le 15 […]", "Jamais le 15, toujours", False),
        ("[…] 15 […]", "Pas le 15, le 17", True),
        ("[…] toujours", "Le 15, toujours", True),
        ("a.c", "abc", False),
        ("[…]", "", True),
    ],
)
def test_texte_entier_ou_laisse_libre(voulu: str, obtenu: str, juste: bool) -> None:
    assert tient(voulu, obtenu) is juste


def test_une_lecture_changee_est_un_scenario_a_relire(
    table: Table, referentiel: Referentiel
) -> None:
    """`comparer` names the scenarios that read otherwise, without any situation."""
    rattachements = list(referentiel.rattachements)
    premier, dernier = rattachements[0], rattachements[-1]
    rattachements[0] = replace(premier, codes_postaux=dernier.codes_postaux)
    rattachements[-1] = replace(dernier, codes_postaux=premier.codes_postaux)
    change = replace(referentiel, rattachements=tuple(rattachements))
    a_relire = scenarios_changes(table, Table(compiler(change, JOUR)))
    assert "codes-postaux" in [scenario.id for scenario in a_relire]
    assert scenarios_changes(table, table) == []

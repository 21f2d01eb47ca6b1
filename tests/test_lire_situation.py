"""The one door: what is understood, what is refused, in which words."""

from __future__ import annotations

from typing import Any

import pytest

from palliorient.horloge import lire_quand
from palliorient.noyau.lire_situation import lire_situation
from palliorient.noyau.table import Table

BASE: dict[str, Any] = {
    "lieu": "domicile", "arrondissement": "18", "niveau": "2", "age": "59", "precarite": "non",
    "moment": "nuit",
}  # fmt: skip
HOPITAL = {k: v for k, v in BASE.items() if k not in ("lieu", "arrondissement")}

COMPRIS = [
    ({**BASE, "arrondissement": "12e"}, {"arrondissement": 12}),
    ({**BASE, "arrondissement": "1er"}, {"arrondissement": 1}),
    ({**BASE, "arrondissement": "12ème"}, {"arrondissement": 12}),
    ({**BASE, "arrondissement": "75012"}, {"arrondissement": 12}),
    ({**BASE, "arrondissement": "75116"}, {"arrondissement": 16}),
    ({**BASE, "arrondissement": 7}, {"arrondissement": 7}),
    ({**BASE, "age": "8 mois"}, {"age": 0}),
    ({**BASE, "age": "3 jours"}, {"age": 0}),
    ({**BASE, "age": "30 mois"}, {"age": 2}),
    ({**BASE, "age": "4 ans"}, {"age": 4}),
    ({**BASE, "age": 0}, {"age": 0}),
    ({**BASE, "moment": "Week-end"}, {"moment": "week-end"}),
    ({**BASE, "moment": "soirée"}, {"moment": "soiree"}),
    ({**BASE, "niveau": "N3"}, {"niveau": 3}),
    ({**BASE, "suivi": "had|dac"}, {"suivi": ("had", "dac")}),
    ({**BASE, "besoin": ["deuil", "aidants"]}, {"besoins": ("aidants", "deuil")}),
    ({**BASE, "precarite": True}, {"precarite": True}),
    ({**BASE, "lieu": "lam", "precarite": "non"}, {"precarite": True}),
    ({**HOPITAL, "etablissement": "HEGP"}, {"lieu": "mco", "arrondissement": 15}),
    ({**HOPITAL, "etablissement": "hôpital st-joseph"}, {"etablissement": "saint-joseph"}),
    ({**HOPITAL, "etablissement": "Pitié", "lieu": "smr"}, {"lieu": "smr"}),
    ({**HOPITAL, "etablissement": "bichat", "arrondissement": "75018"}, {"arrondissement": 18}),
    ({**HOPITAL, "etablissement": "bichat", "residence": "hors-paris"},
     {"residence": "hors-paris"}),
    ({**HOPITAL, "etablissement": "bichat", "residence": "14e"}, {"residence": 14}),
]  # fmt: skip

REFUSES = [
    ({**BASE, "lieu": "domicle"}, "lieu", "Vouliez-vous dire « domicile »"),
    ({**BASE, "arrondissement": "21"}, "arrondissement", "annuaire régional"),
    ({**BASE, "arrondissement": "92100"}, "arrondissement", "hors de Paris"),
    ({**BASE, "niveau": "4"}, "niveau", "Niveaux acceptés"),
    ({**BASE, "age": "121"}, "age", "0 à 120"),
    ({**BASE, "age": "-3"}, "age", "n'est pas un âge"),
    ({**BASE, "age": "3,5"}, "age", "n'est pas un âge"),
    ({**BASE, "precarite": "peut-être"}, "precarite", "ni « oui » ni « non »"),
    ({**BASE, "suivi": "hda"}, "suivi", "Vouliez-vous dire « had »"),
    ({**BASE, "quand": "2026-11-22T03:00"}, "moment", "l'un ou l'autre"),
    ({**BASE, "residence": "hors-paris"}, "residence", "domicile"),
    ({**BASE, "etablissement": "bichat"}, "lieu", "mco, smr ou usld"),
    ({**HOPITAL, "etablissement": "rothschild"}, "etablissement", "plusieurs hôpitaux"),
    ({**HOPITAL, "etablissement": "bichat", "arrondissement": "3"}, "arrondissement", "Bichat"),
    ({**HOPITAL, "etablissement": "zzz"}, "etablissement", "pas sur la carte"),
    ({**HOPITAL, "lieu": "mco", "arrondissement": "8", "residence": "lyon"}, "residence", "lyon"),
]  # fmt: skip

QUAND = [
    ("2026-11-23T10:00", "jour"),
    ("2026-11-23 17:59", "jour"),
    ("2026-11-23T18:00", "soiree"),
    ("2026-11-23T20:59", "soiree"),
    ("2026-11-23T21:00", "nuit"),
    ("2026-11-23T07:59", "nuit"),
    ("2026-11-22T15:00", "week-end"),
    ("2026-11-22T03:00", "nuit"),
    ("2026-12-25T10:00", "week-end"),
    ("2026-04-06T10:00", "week-end"),  # lundi de Pâques
    ("2026-05-14T10:00", "week-end"),  # Ascension
    ("2026-05-25T10:00", "week-end"),  # lundi de Pentecôte
    ("2026-11-23T02:00+00:00", "nuit"),
    ("2026-07-01T07:30+00:00", "jour"),  # 9 h 30 à Paris, l'été
    ("2026-12-01T07:30Z", "jour"),  # 8 h 30 à Paris, l'hiver
]


@pytest.mark.parametrize(("champs", "attendu"), COMPRIS)
def test_ce_qui_est_compris(table: Table, champs: dict[str, Any], attendu: dict[str, Any]) -> None:
    lecture = lire_situation(table, champs, lire_quand)
    assert lecture.situation is not None, lecture
    for nom, valeur in attendu.items():
        assert getattr(lecture.situation, nom) == valeur


@pytest.mark.parametrize(("champs", "critere", "dit"), REFUSES)
def test_ce_qui_est_refuse(table: Table, champs: dict[str, Any], critere: str, dit: str) -> None:
    lecture = lire_situation(table, champs, lire_quand)
    assert lecture.situation is None
    assert critere in [r.critere for r in lecture.refus]
    assert dit in " ".join(r.message for r in lecture.refus)


@pytest.mark.parametrize(("texte", "moment"), QUAND)
def test_le_moment_d_une_date(table: Table, texte: str, moment: str) -> None:
    champs = {k: v for k, v in BASE.items() if k != "moment"}
    lecture = lire_situation(table, {**champs, "quand": texte}, lire_quand)
    assert lecture.situation is not None, lecture.refus
    assert lecture.situation.moment == moment
    assert lecture.jour is not None


@pytest.mark.parametrize("texte", ["2026-11-22", "hier", "2026-13-01T10:00", "10:00", "20261122"])
def test_une_date_sans_heure_est_refusee(table: Table, texte: str) -> None:
    champs = {k: v for k, v in BASE.items() if k != "moment"}
    lecture = lire_situation(table, {**champs, "quand": texte}, lire_quand)
    assert [r.critere for r in lecture.refus] == ["quand"]


def test_ce_qui_manque_est_dit_dans_l_ordre_des_questions(table: Table) -> None:
    lecture = lire_situation(table, {"niveau": "2"}, lire_quand)
    assert lecture.manquants == ["lieu", "arrondissement", "age", "precarite", "moment"]


def test_le_niveau_peut_manquer_pour_le_deuil_seul(table: Table) -> None:
    sans_niveau = {k: v for k, v in BASE.items() if k != "niveau"}
    assert lire_situation(table, {**sans_niveau, "besoin": "deuil"}, lire_quand).situation
    lecture = lire_situation(table, {**sans_niveau, "besoin": "deuil|aidants"}, lire_quand)
    assert lecture.manquants == ["niveau"]


def test_une_mauvaise_valeur_passe_avant_ce_qui_manque(table: Table) -> None:
    lecture = lire_situation(table, {"niveau": "9"}, lire_quand)
    assert lecture.refus
    assert lecture.manquants == []

"""The one door: what is understood, what is refused, in which words."""

from __future__ import annotations

from typing import Any

import pytest

from palliorient.horloge import lire_quand
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table


@pytest.fixture(scope="module")
def table(table_livree: Table) -> Table:
    """The map of the team: more hospitals than the frozen one."""
    return table_livree


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
    ({**BASE, "besoin": ["deuil", "aidants"]}, {"besoin": ("aidants", "deuil")}),
    ({**BASE, "precarite": True}, {"precarite": True}),
    ({**BASE, "precarite": "VRAI"}, {"precarite": True}),
    ({**BASE, "precarite": "1.0", "isolement": "x"}, {"precarite": True, "isolement": True}),
    ({**BASE, "precarite": 0, "urgence": "O"}, {"precarite": False, "urgence": True}),
    ({**BASE, "age": 59.0, "niveau": "2,0"}, {"age": 59, "niveau": 2}),
    ({**BASE, "lieu": "dom\u200bicile\ufeff", "age": "\u200e8\u00a0mois"}, {"age": 0}),
    ({**BASE, "lieu": "lam", "precarite": "non"}, {"precarite": True}),
    ({**BASE, "age": "0000000000082"}, {"age": 82}),
    ({**BASE, "age": "75ans"}, {"age": 75}),
    ({**BASE, "age": "8mois"}, {"age": 0}),
    ({**BASE, "niveau": "niveau 2"}, {"niveau": 2}),
    ({**BASE, "lieu": "maison"}, {"lieu": "domicile"}),
    ({**BASE, "lieu": "à la maison"}, {"lieu": "domicile"}),
    ({**BASE, "lieu": "Chez elle"}, {"lieu": "domicile"}),
    ({**BASE, "lieu": "à domicile"}, {"lieu": "domicile"}),
    ({**BASE, "lieu": "SDF"}, {"lieu": "rue", "precarite": True}),
    ({**BASE, "lieu": "maison de retraite"}, {"lieu": "ehpad"}),
    ({**BASE, "lieu": "l’hôpital"}, {"lieu": "mco"}),
    ({**BASE, "lieu": "clinique"}, {"lieu": "mco"}),
    ({**BASE, "lieu": "SSR"}, {"lieu": "smr"}),
    ({**BASE, "lieu": "maison d'arrêt"}, {"lieu": "prison"}),
    ({**BASE, "moment": "WE"}, {"moment": "week-end"}),
    ({**BASE, "moment": "jour férié"}, {"moment": "week-end"}),
    ({**BASE, "moment": "le soir"}, {"moment": "soiree"}),
    ({**BASE, "maintien": "pas possible"}, {"maintien": "impossible"}),
    ({**BASE, "besoin": "HDJ|répit"}, {"besoin": ("hopital-de-jour", "aidants")}),
    ({**HOPITAL, "etablissement": "bichat", "residence": "hors de Paris"},
     {"residence": "hors-paris"}),
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
    ({**BASE, "age": "_5"}, "age", "n'est pas un âge"),
    ({**BASE, "age": "5-"}, "age", "n'est pas un âge"),
    ({**BASE, "age": "-0"}, "age", "n'est pas un âge"),
    ({**BASE, "age": "9" * 900}, "age", "n'est pas un âge"),
    ({**BASE, "age": "75 ans et demi"}, "age", "n'est pas un âge"),
    ({**BASE, "niveau": "-3"}, "niveau", "n'est pas un niveau"),
    ({**BASE, "niveau": "--2"}, "niveau", "n'est pas un niveau"),
    ({**BASE, "niveau": "2-"}, "niveau", "n'est pas un niveau"),
    ({**BASE, "niveau": "_1"}, "niveau", "n'est pas un niveau"),
    ({**BASE, "lieu": "-domicile-"}, "lieu", "Vouliez-vous dire « domicile »"),
    ({**BASE, "lieu": "masion"}, "lieu", "Vouliez-vous dire « maison »"),
    ({**BASE, "lieu": "usp"}, "lieu", "connue. Valeurs"),
    ({**BASE, "moment": "matin"}, "moment", "connue. Valeurs"),
    ({**BASE, "maintien": "non-possibl"}, "maintien", "Vouliez-vous dire « non-possible »"),
    ({**BASE, "suivi": "|"}, "suivi", "« | »"),
    ({**BASE, "precarite": "peut-être"}, "precarite", "ni « oui » ni « non »"),
    ({**BASE, "precarite": "-1"}, "precarite", "« -1 » n'est ni « oui » ni « non »"),
    ({**BASE, "age": "1.000"}, "age", "n'est pas un âge"),
    ({**BASE, "age": "-3.0"}, "age", "n'est pas un âge"),
    ({**BASE, "age": {"ans": 3}}, "age", "« {…} » n'est pas un âge"),
    ({**BASE, "besoin": [["deuil"]]}, "besoin", "« […] » n'est pas une valeur connue"),
    ({**BASE, "lieu": "z" * 60}, "lieu", f"« {'z' * 39}… » n'est pas une valeur connue"),
    ({**BASE, "suivi": "had|" + "z » " * 60}, "suivi", f"« {('z » ' * 60)[:39]}… » n'est"),
    ({**BASE, "quand": "z" * 60}, "quand", f"« {'z' * 39}… » n'est pas une date et une heure"),
    ({**BASE, "lieu": "z" * 5000}, "lieu", "plus de 1000 caractères"),
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
    ("24/11/2026 22:00", "nuit"),
    ("24/11/2026 22h30", "nuit"),
    ("24/11/2026 à 18 h", "soiree"),
    ("24/11/2026, 9:05:59", "jour"),
    ("1/5/2026 10h00", "week-end"),  # le 1er mai, pas le 5 janvier
    ("22.11.2026 9 heures", "week-end"),
    ("22-11-2026 09:00", "week-end"),
    ("2026-11-24 22h30", "nuit"),
    ("24/11/2026\u00a022:00\u200b", "nuit"),
]


@pytest.mark.parametrize(("champs", "attendu"), COMPRIS)
def test_ce_qui_est_compris(table: Table, champs: dict[str, Any], attendu: dict[str, Any]) -> None:
    lecture = lire_situation(table, champs, lire_quand)
    assert lecture.situation is not None, lecture
    for nom, valeur in attendu.items():
        assert lecture.situation[nom] == valeur


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


PAS_UN_INSTANT = [
    *("2026-11-22", "hier", "2026-13-01T10:00", "10:00", "20261122", "24/11/2026", "22h30"),
    *("24/11/26 22:00", "11/24/2026 22:00", "31/02/2026 10:00", "24/11/2026 24:00"),
    *("24/11/2026 22", "24/11/2026 10:00 PM", "24/11-2026 10:00", "24/11/2026 22:0", "46350.9"),
    *("24/11/2026 22h5", "24/11/2026 22:00:00:00", "24/11/2026 22:60", "24/11/0000 22:00"),
]


@pytest.mark.parametrize("texte", PAS_UN_INSTANT)
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

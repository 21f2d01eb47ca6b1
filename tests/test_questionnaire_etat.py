"""The state of the dialogue: which question comes, what an answer does, going back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from palliorient.horloge import lire_quand
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.commande import equivalente
from palliorient.questionnaire.etat import ATTENDUE, Etat
from palliorient.questionnaire.questions import Reponse

NUIT = datetime(2026, 11, 24, 3, 5)
CHEZ_ELLE = {"lieu": "domicile", "arrondissement": "13", "niveau": "2", "age": "67"}


def etat(table: Table, **options: Any) -> Etat:
    return Etat(table, options, lire_quand, NUIT)


def derouler(dialogue: Etat, *reponses: Reponse) -> list[str]:
    """Give the answers one after the other; the questions asked, the pending one last."""
    posees = []
    for reponse in reponses:
        assert dialogue.question is not None
        posees.append(dialogue.question.id)
        assert dialogue.repondre(reponse) is None
    return [*posees, dialogue.question.id if dialogue.question else "fin"]


SUITES: list[tuple[dict[str, Any], tuple[Reponse, ...], str]] = [
    (
        {},
        ("domicile", "13e", "2", "67", "non", "jour", ("rien",)),
        "lieu arrondissement niveau age precarite moment signaler fin",
    ),
    # By night, who follows and whether it is unstable are asked of everybody.
    (
        {},
        ("domicile", "13e", "3", "67", "non", "nuit", ("rien",), "non", ("rien",)),
        "lieu arrondissement niveau age precarite moment suivi urgence signaler fin",
    ),
    (
        {"lieu": "mco", "arrondissement": "8", "niveau": "1", "age": "50", "moment": "soiree"},
        ("non", ("had",), "oui"),
        "precarite suivi urgence signaler",
    ),
    # A hospital of the map gives its arrondissement; an unknown one must be placed.
    ({}, ("smr", "st jo"), "lieu etablissement niveau"),
    ({}, ("mco", "autre", "8"), "lieu etablissement arrondissement niveau"),
    ({"arrondissement": "8"}, ("mco",), "lieu niveau"),
    ({"arrondissement": "14"}, ("mco", "cochin"), "lieu etablissement niveau"),
    ({"lieu": "mco", "arrondissement": "8"}, (), "niveau"),
    ({"etablissement": "hegp"}, (), "niveau"),
    # Places that imply precarity do not ask it; two of them ask whether one can stay.
    ({}, ("lam", "11", "3", "48", "jour"), "lieu arrondissement niveau age moment signaler"),
    (
        {"niveau": "2", "age": "44", "moment": "jour"},
        ("rue", "18", "impossible", ("suivi",), ("had",)),
        "lieu arrondissement maintien signaler suivi fin",
    ),
    ({**CHEZ_ELLE, "quand": "2026-11-22T03:00"}, ("non",), "precarite suivi"),
    # What is ticked is asked when a tick does not say all; what options said never is.
    (
        {**CHEZ_ELLE, "precarite": False},
        ("jour", ("urgence", "suivi", "besoin"), ("had",), ("aidants", "benevoles")),
        "moment signaler suivi besoin fin",
    ),
    (
        {**CHEZ_ELLE, "precarite": False, "suivi": ["had"], "isolement": True},
        ("nuit", "non", ("maintien",)),
        "moment urgence signaler fin",
    ),
    # « je ne sais pas » asks the level again; bereavement alone has no level.
    ({}, ("ehpad", "20", "ne-sais-pas", "2"), "lieu arrondissement niveau niveau age"),
    (
        {"age": "50", "precarite": False, "moment": "jour"},
        ("domicile", "13", "aucun"),
        "lieu arrondissement niveau signaler",
    ),
    ({"besoin": ["deuil"]}, ("domicile", "13"), "lieu arrondissement signaler"),
    # In a hospital, bereavement leaves only the place of return.
    (
        {"lieu": "usld", "arrondissement": "8"},
        ("aucun", ("residence",), "hors-paris"),
        "niveau signaler residence fin",
    ),
]


@pytest.mark.parametrize(("options", "reponses", "attendues"), SUITES)
def test_suite_des_questions(
    table: Table, options: dict[str, Any], reponses: tuple[Reponse, ...], attendues: str
) -> None:
    assert derouler(etat(table, **options), *reponses) == attendues.split()


REFUS = [
    ({}, (), "", ATTENDUE),
    ({}, ("domicile",), "92100", "arrondissement : « 92100 » est hors de Paris"),
    ({}, ("domicile", "13", "2"), "abc", "âge : « abc » n'est pas un âge"),
    ({}, ("domicile", "13", "2"), "-3", "âge : « -3 » n'est pas un âge"),
    ({}, ("mco",), "rothschild", "hôpital : « rothschild » peut désigner plusieurs hôpitaux"),
    ({}, ("mco",), "avicenne", "hôpital : « avicenne » n'est pas sur la carte"),
    ({"arrondissement": "14"}, ("mco",), "bichat", "hôpital « Hôpital Bichat AP-HP » (18e) et"),
    ({"residence": "12"}, (), "domicile", "lieu « domicile » et résidence « 12 »"),
    ({**CHEZ_ELLE, "precarite": False}, ("jour", ("suivi",)), (), ATTENDUE),
]


@pytest.mark.parametrize(("options", "avant", "reponse", "debut"), REFUS)
def test_reponse_refusee(
    table: Table, options: dict[str, Any], avant: Any, reponse: Reponse, debut: str
) -> None:
    dialogue = etat(table, **options)
    derouler(dialogue, *avant)
    question = dialogue.question
    assert str(dialogue.repondre(reponse)).startswith(debut)
    assert dialogue.question == question


def test_revenir_propose_la_reponse_d_avant(table: Table) -> None:
    dialogue = etat(table)
    derouler(dialogue, "lam", "75011", "3", "48", "soiree", ("had",), "non", ("isolement",))
    assert dialogue.lecture.situation is not None
    for attendue, defaut in [
        ("signaler", ("isolement",)),
        ("urgence", "non"),
        ("suivi", ("had",)),
        ("moment", "soiree"),
        ("age", "48"),
        ("niveau", "3"),
        ("arrondissement", "75011"),
        ("lieu", "lam"),
    ]:
        assert dialogue.revenir()
        assert dialogue.question is not None
        assert (dialogue.question.id, dialogue.question.defaut) == (attendue, defaut)
    assert not dialogue.revenir()
    # The place changed: precarity is no longer implied, so it is asked. Enter keeps the rest.
    suite = derouler(dialogue, "domicile", "", "", "", "oui", "", ("rien",), "", ("rien",))
    assert " ".join(suite) == (
        "lieu arrondissement niveau age precarite moment suivi urgence signaler fin"
    )
    assert dialogue.lecture.lus["arrondissement"] == 11


def test_une_reponse_devenue_sans_objet_est_abandonnee(table: Table) -> None:
    dialogue = etat(table, age="60", niveau="2", precarite=False, moment="jour")
    derouler(dialogue, "mco", "cochin", ("residence", "urgence"), "12")
    for _ in range(3):
        dialogue.revenir()
    assert dialogue.repondre("autre") is None
    assert [*dialogue.reponses] == ["lieu", "etablissement"]
    dialogue.revenir()
    dialogue.revenir()
    derouler(dialogue, "domicile", "14", ("rien",))
    assert "residence" not in dialogue.lecture.lus
    assert "urgence" not in dialogue.lecture.lus
    assert "etablissement" not in dialogue.lecture.lus


def test_le_niveau_n_est_choisi_par_personne_d_autre(table: Table) -> None:
    dialogue = etat(table, lieu="domicile", arrondissement="13")
    assert dialogue.question is not None
    assert dialogue.question.defaut == q.NE_SAIS_PAS
    assert [c.libelle for c in dialogue.question.choix[:3]] == ["niveau 1", "niveau 2", "niveau 3"]
    dialogue.repondre("")
    # Still not a level: Enter reads the definitions again.
    assert dialogue.question.defaut == q.NE_SAIS_PAS
    definitions = [v.aide for v in table.criteres["niveau"].valeurs if not v.explicite]
    for choix, definition in zip(dialogue.question.choix, definitions, strict=False):
        assert definition in choix.libelle
    assert dialogue.question.choix[3].libelle == "relire les définitions"


@pytest.mark.parametrize(
    ("reponse", "resume"),
    [
        (("rien",), "À signaler : rien"),
        (("urgence", "suivi"), "À signaler : urgence palliative"),
        (("suivi", "besoin"), None),
    ],
)
def test_rappel_de_ce_qui_est_signale(table: Table, reponse: Reponse, resume: str | None) -> None:
    dialogue = etat(table, **CHEZ_ELLE, precarite=False)
    derouler(dialogue, "jour", reponse)
    assert dialogue.resume(q.SIGNALER) == resume
    assert dialogue.resume("besoin") is None


def test_le_moment_vient_de_l_horloge(table: Table) -> None:
    dialogue = etat(table, **CHEZ_ELLE, precarite=False)
    assert dialogue.question is not None
    assert dialogue.question.defaut == "nuit"
    marques = [c.code for c in dialogue.question.choix if "maintenant, 3 h 05" in c.libelle]
    assert marques == ["nuit"]


@pytest.mark.parametrize(
    ("tape", "codes"),
    [
        ("st jo", ["saint-joseph", "autre"]),
        ("ROTHSCHILD", ["rothschild-ap-hp", "fondation-rothschild", "autre"]),
        ("hegp", ["georges-pompidou", "autre"]),
        ("zzz", ["autre"]),
        ("autre", ["autre"]),
    ],
)
def test_recherche_d_un_hopital(table: Table, tape: str, codes: list[str]) -> None:
    question = q.de_l_hopital(table, "", None)
    assert question is not None
    assert [c.code for c in q.proposer(table, question, tape)] == codes


@pytest.mark.parametrize("tape", ["", "hop"])
def test_toute_la_liste_des_hopitaux(table: Table, tape: str) -> None:
    question = q.de_l_hopital(table, "", None)
    assert question is not None
    assert len(q.proposer(table, question, tape)) == len(table.etablissements) + 1


def test_chaque_question_dit_pourquoi_et_rien_n_est_anglais(table: Table) -> None:
    for critere in table.criteres.values():
        if critere.question:
            question = q.du_critere(table, critere.id)
            assert question.pourquoi
            assert "\n" not in question.pourquoi
            assert question.texte.endswith("?")


COMMANDES = [
    (
        {"lieu": "domicile", "arrondissement": "75116", "niveau": "N2", "age": "8 mois"},
        {"precarite": False, "moment": "nuit", "suivi": ["usp", "had"]},
        "--lieu domicile --arrondissement 16 --niveau 2 --age 0 --sans-precarite"
        " --moment nuit --suivi had --suivi usp",
    ),
    (
        {"lieu": "rue", "arrondissement": "18", "niveau": "2", "age": "44"},
        {"quand": "2026-11-22 03:00", "maintien": "impossible", "urgence": True},
        "--lieu rue --arrondissement 18 --niveau 2 --age 44"
        ' --quand "2026-11-22 03:00" --urgence --maintien impossible',
    ),
    (
        {"etablissement": "st joseph", "niveau": "3", "age": "50"},
        {"precarite": True, "moment": "jour", "residence": "hors paris"},
        "--lieu mco --etablissement saint-joseph --niveau 3 --age 50 --precarite --moment jour"
        " --residence hors-paris",
    ),
]


@pytest.mark.parametrize(("options", "suite", "attendue"), COMMANDES)
def test_commande_equivalente(
    table: Table, options: dict[str, Any], suite: dict[str, Any], attendue: str
) -> None:
    champs = options | suite
    lecture = lire_situation(table, champs, lire_quand)
    assert lecture.situation is not None, lecture.refus
    assert equivalente(table, champs, lecture) == f"palliorient orienter {attendue}"

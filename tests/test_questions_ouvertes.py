"""Open questions: which answers rest on them, how they are counted, shown and kept."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from caches import compilations
from conftest import JOUR, Lancer
from dossiers import ACTEURS, copier, inserer

from palliorient.cache import VARIABLE
from palliorient.donnees import lire_questions
from palliorient.horloge import lire_quand
from palliorient.noyau.carte.inventaire import Inventaire
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.modele import Condition, QuestionOuverte, Referentiel, Source
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.rendu import questions_ouvertes as rendu
from palliorient.rendu.reponse.json import en_dictionnaire
from palliorient.rendu.reponse.texte import en_texte
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.questions_ouvertes import inventorier

SOURCE = Source("cadre-2023", "annexe 1")


def question(
    services: tuple[str, ...] = (),
    alertes: tuple[str, ...] = (),
    condition: Condition | None = None,
) -> QuestionOuverte:
    return QuestionOuverte(
        id="essai",
        question="Un essai ?",
        dit="Rien.",
        retenu="Rien.",
        date="2023-06-21",
        sources=(SOURCE,),
        services=services,
        alertes=alertes,
        condition=condition or Condition(),
    )


def avec(referentiel: Referentiel, *questions: QuestionOuverte) -> Table:
    return Table(compiler(replace(referentiel, questions_ouvertes=questions), JOUR))


def repondre(table: Table, **reponses: object) -> Orientation:
    dites = {"lieu": "domicile", "niveau": "1", "age": "60", "precarite": False, "moment": "jour"}
    lecture = lire_situation(table, {**dites, **reponses}, lire_quand)
    assert lecture.situation is not None, (lecture.refus, lecture.manquants)
    return orienter(table, lecture.situation, JOUR)


# --- which answers ---------------------------------------------------------------------

ENFANT = Condition({"public": ("pediatrique",)})
NUIT_OU_URGENCE = Condition({}, {}, ({"moment": ("nuit",)}, {"urgence": ("oui",)}))

CAS: list[tuple[QuestionOuverte, dict[str, object], bool]] = [
    # a service that is proposed; one that is to come; one of elsewhere
    (question(services=("dac-est",)), {"arrondissement": "11"}, True),
    (question(services=("emspt-ghdcss",)), {"arrondissement": "11"}, True),
    (question(services=("dac-est",)), {"arrondissement": "13"}, False),
    (question(services=("dac-sud", "dac-est")), {"arrondissement": "13"}, True),
    # an alert; either of the two
    (question(alertes=("TERRITOIRE_A_CONFIRMER",)), {"arrondissement": "7"}, True),
    (question(alertes=("TERRITOIRE_A_CONFIRMER",)), {"arrondissement": "8"}, False),
    (question(("dac-est",), ("TERRITOIRE_A_CONFIRMER",)), {"arrondissement": "7"}, True),
    # an alert that a contact raises by itself
    (question(alertes=("COLONNE_CORRIGEE",)), {"arrondissement": "17", "age": "80"}, True),
    # a condition, alone or with a service
    (question(condition=ENFANT), {"arrondissement": "11", "age": "8"}, True),
    (question(condition=ENFANT), {"arrondissement": "11"}, False),
    (question(("dac-est",), (), ENFANT), {"arrondissement": "11"}, False),
    (question(("dac-est",), (), ENFANT), {"arrondissement": "11", "age": "8"}, True),
    (question(condition=NUIT_OU_URGENCE), {"arrondissement": "11", "moment": "nuit"}, True),
    (question(condition=NUIT_OU_URGENCE), {"arrondissement": "11", "urgence": True}, True),
    (question(condition=NUIT_OU_URGENCE), {"arrondissement": "11"}, False),
    # whatever the level, none included
    (
        question(condition=Condition({"arrondissement": ("11",)})),
        {"arrondissement": "11", "niveau": None, "age": None, "moment": None, "besoin": ("deuil",)},
        True,
    ),
]


@pytest.mark.parametrize(("ouverte", "reponses", "attendu"), CAS)
def test_une_reponse_en_depend(
    referentiel: Referentiel, ouverte: QuestionOuverte, reponses: dict[str, object], attendu: bool
) -> None:
    reponse = repondre(avec(referentiel, ouverte), **reponses)
    assert ([q.id for q in reponse.questions_ouvertes] == ["essai"]) is attendu


def test_le_json_de_la_reponse_n_en_dit_rien(referentiel: Referentiel, table: Table) -> None:
    sans = avec(referentiel)
    for arrondissement in ("7", "18"):
        dites = {"arrondissement": arrondissement, "age": "80", "moment": "nuit"}
        reponse = repondre(table, **dites)
        assert reponse.questions_ouvertes
        assert en_dictionnaire(reponse) == en_dictionnaire(repondre(sans, **dites))


def test_pourquoi_les_dit_et_l_ecran_non(referentiel: Referentiel) -> None:
    table = avec(referentiel, question(services=("dac-est",)))
    titre = table.textes["section-questions-ouvertes"].upper()
    reponse = repondre(table, arrondissement="11")
    assert titre not in en_texte(table, reponse)
    pourquoi = en_texte(table, reponse, raisons=True)
    dit = "Un essai ?\n   21 juin 2023 : Cadre national 2023, annexe 1\n   → Rien.\n"
    assert f"\n{titre}\n ? {dit}" in pourquoi
    assert " ? Un essai ? [essai] Rien.\n" in en_texte(table, reponse, raisons=True, detail=True)
    ailleurs = repondre(table, arrondissement="13")
    assert titre not in en_texte(table, ailleurs, raisons=True)


# --- the inventory ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def inventaire(referentiel: Referentiel) -> Inventaire:
    return inventorier(referentiel, JOUR)


def test_chaque_exemple_montre_sa_question(inventaire: Inventaire, table: Table) -> None:
    assert inventaire.questions
    for dite in inventaire.questions:
        assert 0 < dite["situations"] <= inventaire.situations
        _, _, *mots = shlex.split(dite["exemple"])
        reponses: dict[str, object] = {}
        for rang, mot in enumerate(mots):
            if mot.startswith("--"):
                suivant = mots[rang + 1] if rang + 1 < len(mots) else "--"
                seul = suivant.startswith("--")
                nom = mot[2:].removeprefix("sans-") if seul else mot[2:]
                reponses[nom] = not mot.startswith("--sans-") if seul else suivant
        listes = {nom: (reponses[nom],) for nom in table.listes if nom in reponses}
        reponse = repondre(table, **{**reponses, **listes})
        assert dite["id"] in {q.id for q in reponse.questions_ouvertes}, dite["exemple"]


def test_les_nombres_sont_ceux_des_situations(referentiel: Referentiel) -> None:
    """A question on everything, one on nothing, one and its contrary."""
    age = {"age": ("75-ans-et-plus",)}
    toutes = replace(question(condition=Condition({"niveau": ("1", "2", "3", "aucun")})), id="a")
    aucune = replace(question(("sad-adiam",), (), Condition({"lieu": ("prison",)})), id="b")
    agees = replace(question(condition=Condition(age)), id="c")
    autres = replace(question(condition=Condition({}, age)), id="d")
    change = replace(referentiel, questions_ouvertes=(toutes, aucune, agees, autres))
    fait = inventorier(change, JOUR)
    a, b, c, d = (q["situations"] for q in fait.questions)
    assert (a, b, c + d) == (fait.situations, 0, fait.situations)
    assert fait.questions[1]["exemple"] is None
    assert 0 < c < d


def test_le_texte_tient_sur_un_ecran(inventaire: Inventaire) -> None:
    texte = rendu.en_texte(inventaire)
    longues = [li for li in texte.splitlines() if len(li) > 79 and "http" not in li]
    assert longues == []
    commandes = re.sub(r" \\\n +", " ", texte)
    for dite in inventaire.questions:
        assert dite["question"] in " ".join(texte.split())
        assert f"    {dite['exemple']}\n" in commandes


def test_sans_question_le_texte_le_dit(referentiel: Referentiel) -> None:
    vide = inventorier(replace(referentiel, questions_ouvertes=()), JOUR)
    assert rendu.en_texte(vide) == rendu.AUCUNE
    assert json.loads(rendu.en_json_des_questions(vide))["questions"] == []


CLES = ["id", "question", "dit", "retenu", "date", "sources", "repond", "services", "alertes"]
CLES += ["quand", "sauf", "un_de", "situations", "exemple"]


def test_la_commande(lancer: Lancer, referentiel: Referentiel, tmp_path: Path) -> None:
    fini = lancer("questions-ouvertes", "--format", "json")
    assert (fini.returncode, fini.stderr) == (0, "")
    dit = json.loads(fini.stdout)
    assert list(dit) == ["format", "situations", "questions", "referentiel"]
    assert dit["format"] == "palliorient.questions-ouvertes/1"
    assert dit["referentiel"]["empreinte"] == referentiel.empreinte
    assert [list(q) for q in dit["questions"]] == [CLES] * len(referentiel.questions_ouvertes)
    documents = {d.id: d.date for d in referentiel.documents}
    for q in dit["questions"]:
        assert q["date"] in {documents[s["document"]] for s in q["sources"]}
    sortie = tmp_path / "questions.txt"
    assert lancer("questions-ouvertes", "--sortie", str(sortie)).returncode == 0
    assert sortie.read_text(encoding="utf-8").startswith(dit["questions"][0]["question"][:40])


REFUS = [
    (("--format", "csv"), 2, "texte"),
    (("--donnees", "absent"), 3, "introuvable"),
    (("--niveau", "2"), 2, "option inconnue"),
]


@pytest.mark.parametrize(("arguments", "statut", "dit"), REFUS)
def test_la_commande_refuse(
    lancer: Lancer, tmp_path: Path, arguments: tuple[str, ...], statut: int, dit: str
) -> None:
    fini = lancer("questions-ouvertes", *arguments, cwd=tmp_path)
    assert (fini.returncode, fini.stdout) == (statut, "")
    assert dit in fini.stderr


# --- kept, compared -----------------------------------------------------------------------


def test_l_inventaire_est_garde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copie = copier(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    faites = compilations(monkeypatch, "questions")
    premier = lire_questions(copie)
    assert lire_questions(copie) == premier
    assert len(faites) == 1
    inserer(
        copie,
        ACTEURS,
        "questions_ouvertes",
        '  - {id: essai, question: "Un essai ?", dit: "Rien.", retenu: "Rien.", date: "2026-03",\n'
        '     sources: ["contrat-paris-2026, § 5"], services: [dac-est]}\n',
    )
    assert lire_questions(copie).questions[0]["id"] == "essai"
    assert len(faites) == 2


def test_comparer_voit_une_question(referentiel: Referentiel) -> None:
    garde = referentiel.questions_ouvertes[0]
    for questions, chemin in (
        (referentiel.questions_ouvertes[1:], [garde.id]),
        ((*referentiel.questions_ouvertes, question(("dac-est",))), ["essai"]),
        (
            (replace(garde, retenu="Autre chose."), *referentiel.questions_ouvertes[1:]),
            [garde.id, "retenu"],
        ),
        (
            (replace(garde, services=("dac-est",)), *referentiel.questions_ouvertes[1:]),
            [garde.id, "services"],
        ),
    ):
        neuf = replace(referentiel, questions_ouvertes=tuple(questions))
        comparaison = Comparaison(referentiel, neuf, JOUR)
        assert not comparaison.identiques
        assert [list(d.chemin) for d in comparaison.details] == [["questions_ouvertes", *chemin]]

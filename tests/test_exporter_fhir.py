"""FHIR R4: read by a model that is not ours; what it does not see is checked here."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from absents import absent
from conftest import JOUR, Lancer
from dossiers import CARTE
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from palliorient.exports.fhir.annuaire import CATEGORIES, R244, annuaire
from palliorient.exports.fhir.questionnaire import questionnaire, reponse
from palliorient.horloge import lire_quand
from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.noyau.carte.parcourir import au
from palliorient.noyau.modele.modele import STATUTS_PROPOSES, Referentiel
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table

Ressource = dict[str, Any]
DOSSIERS = {
    "carte": CARTE,
    "livre": dossier_livre(),
    "91": Path(__file__).parent / "departements" / "91",
}
BASE = (
    *("--lieu", "ehpad", "--arrondissement", "12", "--niveau", "2", "--age", "90"),
    *("--sans-precarite", "--moment", "nuit", "--date", str(JOUR)),
)


@pytest.fixture(scope="module", params=DOSSIERS)
def carte(request: pytest.FixtureRequest) -> Referentiel:
    return lire_dossier(DOSSIERS[request.param])


@pytest.fixture(scope="module")
def paquet(carte: Referentiel) -> Ressource:
    return annuaire(carte, JOUR)


def ressources(paquet: Ressource, *types: str) -> list[Ressource]:
    dites = [entree["resource"] for entree in paquet["entry"]]
    return [r for r in dites if not types or r["resourceType"] in types]


def lire(ressource: Ressource) -> None:
    get_fhir_model_class(ressource["resourceType"]).model_validate(ressource)


def test_un_modele_de_fhir_le_lit(paquet: Ressource) -> None:
    lire(paquet)
    for ressource in ressources(paquet):
        lire(ressource)


@pytest.mark.parametrize(
    "faute", [{"inconnu": 1}, {"active": "peut-être"}, {"telecom": [{"system": 3}]}]
)
def test_une_faute_se_voit(paquet: Ressource, faute: Ressource) -> None:
    service = ressources(paquet, "HealthcareService")[0]
    with pytest.raises(ValidationError):
        lire({**service, **faute})


def references(valeur: Any) -> list[str]:
    if isinstance(valeur, dict):
        sienne = [valeur["reference"]] if "reference" in valeur else []
        return sienne + [r for v in valeur.values() for r in references(v)]
    return [r for v in valeur for r in references(v)] if isinstance(valeur, list) else []


def test_identifiants_uniques_et_references_resolues(paquet: Ressource) -> None:
    noms = [f"{r['resourceType']}/{r['id']}" for r in ressources(paquet)]
    assert len(noms) == len({*noms})
    assert {*references(paquet)} <= {*noms}
    assert all(len(r["id"]) <= 64 for r in ressources(paquet))
    adresses = [entree["fullUrl"] for entree in paquet["entry"]]
    assert len(adresses) == len({*adresses})


def test_chaque_service_et_rien_sans_source(carte: Referentiel, paquet: Ressource) -> None:
    services = {s["identifier"][0]["value"]: s for s in ressources(paquet, "HealthcareService")}
    ouverte = au(carte, JOUR)
    attendus = {s.id: s for s in ouverte.services if not s.generique and s.statut != "ferme"}
    assert services.keys() == attendus.keys()
    for id, service in services.items():
        declare = attendus[id]
        assert service["name"] == declare.nom
        assert service["active"] == (declare.statut in STATUTS_PROPOSES)
        assert service["extraDetails"].startswith("Source : ")
        assert service["coverageArea"]
        assert "availableTime" not in service
        assert "meta" in service
        assert "profile" not in service["meta"]
        numeros = [t["value"] for t in service.get("telecom", ())]
        assert numeros == ([declare.telephone] if declare.telephone else [])
        assert not numeros or "téléphone d'après" in service["comment"]


def test_les_categories_sont_certaines(carte: Referentiel, paquet: Ressource) -> None:
    """A code only for the types of the list; « EMSP » of TRE_R244 is another thing."""
    types = {s.id: s.type for s in carte.services}
    for service in ressources(paquet, "HealthcareService"):
        type_ = types[service["identifier"][0]["value"]]
        codes = [c for categorie in service.get("category", ()) for c in categorie["coding"]]
        assert [c["code"] for c in codes] == ([CATEGORIES[type_][0]] if type_ in CATEGORIES else [])
        assert all(c["system"] == R244 for c in codes)
    assert "142" not in {code for code, _ in CATEGORIES.values()}


def test_le_questionnaire(carte: Referentiel) -> None:
    table = Table(compiler(carte, JOUR))
    dit = questionnaire(table)
    lire(dit)
    items = {item["linkId"]: item for item in dit["item"]}
    assert [*items] == [c.id for c in table.criteres.values() if c.question]
    liens = [*items, *(sous["linkId"] for item in items.values() for sous in item["item"])]
    assert len(liens) == len({*liens})
    for item in items.values():
        conditions = item.get("enableWhen", [])
        assert ("enableBehavior" in item) == (len(conditions) > 1)
        for condition in conditions:
            offerts = items[condition["question"]]["answerOption"]
            codes = [option["valueCoding"]["code"] for option in offerts]
            assert condition["answerCoding"]["code"] in codes
        assert (item["type"] == "choice") == bool(item.get("answerOption"))
        codes = [option["valueCoding"]["code"] for option in item.get("answerOption", ())]
        assert len(codes) == len({*codes})


def test_la_reponse_ne_dit_personne(carte: Referentiel) -> None:
    """Each answer is one of its question; what the place decides is not answered."""
    table = Table(compiler(carte, JOUR))
    place = table.place_de(next(iter(table.lieux)))
    lieu = next(v.id for v in table.criteres["lieu"].valeurs if v.implique)
    dits = {"lieu": lieu, "niveau": 2, "age": 60, "moment": "nuit", "urgence": True}
    lecture = lire_situation(table, {**dits, table.place: place}, lire_quand)
    assert lecture.situation is not None, lecture.refus
    dite = reponse(table, lecture.situation)
    lire(dite)
    assert not {"subject", "author", "source", "encounter"} & dite.keys()
    repondus = {item["linkId"]: item["answer"] for item in dite["item"]}
    assert not repondus.keys() & table.valeur("lieu", lieu).implique.keys()
    assert repondus["age"] == [{"valueInteger": 60}]
    questions = {item["linkId"]: item for item in questionnaire(table)["item"]}
    for critere, reponses in repondus.items():
        offerts = [o["valueCoding"] for o in questions[critere].get("answerOption", ())]
        assert all(r["valueCoding"] in offerts for r in reponses if "valueCoding" in r)


def test_la_commande(lancer: Lancer) -> None:
    seul = lancer("exporter", "fhir", "--date", str(JOUR))
    assert seul.returncode == 0, seul.stderr
    assert seul.stdout == lancer("exporter", "fhir", "--date", str(JOUR)).stdout
    types = [e["resource"]["resourceType"] for e in json.loads(seul.stdout)["entry"]]
    assert types.count("Questionnaire") == 1
    assert "QuestionnaireResponse" not in types
    avec = json.loads(lancer("exporter", "fhir", *BASE).stdout)
    assert avec["entry"][-1]["resource"]["resourceType"] == "QuestionnaireResponse"
    lire(avec)
    manque = lancer("exporter", "fhir", "--lieu", "ehpad")
    assert manque.returncode == 4
    assert "il manque" in manque.stderr


NOEUD = Path(__file__).parent.parent / "outils" / "page"


def valider(lues: list[Ressource]) -> list[list[list[str]]]:
    """What two validators of the npm registry say of each; skipped without them."""
    node = shutil.which("node")
    if node is None or not (NOEUD / "node_modules" / "fhir").is_dir():
        absent("npm", "node ou ses validateurs absents (npm ci dans outils/page)")
    lignes = "".join(json.dumps(lue) + "\n" for lue in lues)
    fini = subprocess.run(
        [node, str(NOEUD / "fhir.mjs")],
        input=lignes,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [json.loads(ligne) for ligne in fini.stdout.splitlines()]


def test_deux_validateurs_n_y_trouvent_rien(carte: Referentiel, paquet: Ressource) -> None:
    table = Table(compiler(carte, JOUR))
    lues = [paquet, *ressources(paquet), questionnaire(table)]
    assert [dits for dits in valider(lues) if dits != [[], []]] == []


def test_ils_voient_les_fautes(paquet: Ressource, carte: Referentiel) -> None:
    service = ressources(paquet, "HealthcareService")[0]
    questions = questionnaire(Table(compiler(carte, JOUR)))
    fautives = [
        {**service, "inconnu": 1},
        {**service, "active": "peut-être"},
        {**questions, "status": "brouillon"},
        {**questions, "item": [{**questions["item"][0], "type": "menu"}]},
    ]
    for regles, schema in valider(fautives):
        assert regles or schema

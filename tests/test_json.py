"""The JSON answer, to the letter of the contract."""

from __future__ import annotations

import json
from datetime import date

import pytest
from situations import situation

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_ligne


@pytest.fixture(scope="module")
def table(table_livree: Table) -> Table:
    """The map of the team: more hospitals than the frozen one."""
    return table_livree


CLES = [
    "format", "situation", "territoires", "gradation", "contacts", "a_venir", "ecartes", "alertes",
    "anticipation", "hors_contrat", "referentiel",
]  # fmt: skip
CLES_SITUATION = [
    "lieu", "colonne", "commune", "arrondissement", "etablissement", "niveau", "age", "public",
    "precarite", "isolement", "moment", "maintien", "suivi", "indisponible", "besoins", "urgence",
    "residence", "deduits",
]  # fmt: skip
CLES_CONTACT = [
    "rang", "id", "nom", "type", "structure", "groupe", "section", "caractere", "option",
    "modalite", "territoires", "portee", "statut", "joignable", "horaires", "porteur",
    "arrondissement", "adresse", "telephone", "telephone_verifie_le",
    "telephone_source", "motifs",
]  # fmt: skip
VALEURS = {
    "type": {
        "proximite", "sad", "ssiad", "emspt", "emsp", "errspp", "had", "hdj", "lit-habituel",
        "lisp", "usp", "eri-sp", "urgence", "appui-telephonique", "dac", "crt", "emg", "emg-eh",
        "cpts", "consultation", "benevoles", "repit", "aidants", "deuil", "formation", "annuaire",
    },
    "section": {"d-abord", "ensuite", "si-impossible", "autour", "reouverture"},
    "caractere": {"requis", "alternative", "repli", "eventuel"},
    "portee": {"etablissement", "territoire", "supra-territorial", "departement", "region"},
    "statut": {"en-service"},
    "joignable": {"oui", "conditionnel", "inconnu", "non"},
}  # fmt: skip
GROUPES = {
    "premier-recours": {"proximite", "sad", "ssiad"},
    "expertise": {
        "emspt", "emsp", "errspp", "had", "hdj", "emg", "emg-eh", "consultation",
        "appui-telephonique",
    },
    "hospitalisation": {"lit-habituel", "lisp", "usp"},
    "urgence": {"urgence", "eri-sp"},
    "coordination": {"dac", "crt", "cpts", "annuaire"},
    "accompagnement": {"benevoles", "repit", "aidants", "deuil", "formation"},
}  # fmt: skip
CAS = [
    {"lieu": "domicile", "arrondissement": 12, "niveau": 3, "age": 80, "moment": "nuit"},
    {"lieu": "domicile", "arrondissement": 7, "niveau": 2, "age": 5, "moment": "jour"},
    {"etablissement": "pitie", "niveau": 3, "age": 22, "moment": "week-end", "residence": 18},
    {"lieu": "rue", "arrondissement": 10, "niveau": 2, "age": 40, "moment": "soiree"},
    {"lieu": "domicile", "arrondissement": 4, "age": 60, "moment": "jour", "besoin": "deuil"},
]


def reponse(table: Table, champs: dict[str, object]) -> str:
    s = situation(table, {"precarite": False, **champs})
    return en_ligne(orienter(table, s, date(2026, 6, 1)))


def test_une_ligne_sans_espace_entre_les_jetons(table: Table) -> None:
    ligne = reponse(table, CAS[0])
    assert "\n" not in ligne
    assert ligne == json.dumps(json.loads(ligne), ensure_ascii=False, separators=(",", ":"))
    assert "é" in ligne


def test_les_cles_sont_dans_l_ordre_du_contrat(table: Table) -> None:
    for champs in CAS:
        lue = json.loads(reponse(table, champs))
        assert list(lue) == CLES
        assert lue["format"] == "palliorient.orientation/2"
        assert list(lue["situation"]) == CLES_SITUATION
        assert list(lue["referentiel"]) == [
            "departement", "version", "a_jour_au", "empreinte",
        ]  # fmt: skip
        if lue["gradation"] is not None:
            assert list(lue["gradation"]) == ["niveau", "colonne", "libelle", "source"]
        for contact in lue["contacts"]:
            assert list(contact) == CLES_CONTACT
            assert [list(m) for m in contact["motifs"]] == [
                ["regle", "explication", "source"] for _ in contact["motifs"]
            ]
        for service in lue["a_venir"]:
            assert list(service) == ["id", "nom", "type", "statut", "source"]
        for ecarte in lue["ecartes"]:
            assert list(ecarte) == ["id", "nom", "type", "raison", "serait_propose_si"]
        for alerte in lue["alertes"]:
            assert list(alerte) == ["code", "texte", "regle", "source"]


def test_les_valeurs_sont_celles_des_listes_fermees(table: Table) -> None:
    for champs in CAS:
        for contact in json.loads(reponse(table, champs))["contacts"]:
            for cle, permises in VALEURS.items():
                assert contact[cle] in permises, (cle, contact[cle])
            assert contact["type"] in GROUPES[contact["groupe"]]


def test_le_deuil_seul_n_a_ni_niveau_ni_cellule(table: Table) -> None:
    lue = json.loads(reponse(table, CAS[-1]))
    assert lue["situation"]["niveau"] is None
    assert lue["gradation"] is None
    assert {c["type"] for c in lue["contacts"]} == {"deuil", "benevoles", "annuaire"}


def test_le_deuil_seul_ne_demande_que_le_lieu(table: Table) -> None:
    lue = json.loads(reponse(table, {"lieu": "domicile", "arrondissement": 4, "besoin": "deuil"}))
    dite = lue["situation"]
    assert [dite[c] for c in ("niveau", "age", "public", "moment")] == [None] * 4
    assert dite["precarite"] is False
    assert not [a["code"] for a in lue["alertes"] if a["code"].startswith("APPUI")]
    for moment in ("jour", "nuit"):
        autre = json.loads(reponse(table, {**CAS[-1], "moment": moment, "age": 8}))
        assert [c["id"] for c in autre["contacts"]] == [c["id"] for c in lue["contacts"]]


@pytest.mark.parametrize(
    ("jour", "week_end"),
    [
        ("2026-06-03", False),
        ("2026-06-05", True),  # a Friday
        ("2026-07-13", True),  # the eve of a holiday
        ("9999-12-31", True),  # the last day of all, a Friday
    ],
)
def test_cette_nuit_est_la_reponse_de_la_nuit(table: Table, jour: str, week_end: bool) -> None:
    le = date.fromisoformat(jour)
    for champs in CAS[:4]:
        s = situation(table, {"precarite": False, **champs, "niveau": 3, "moment": "jour"})
        dite = json.loads(en_ligne(orienter(table, s, le)))["anticipation"]
        if champs.get("etablissement"):
            assert dite is None
            continue
        assert list(dite) == ["moment", "contacts", "week_end", "preparer"]
        for moment, annonces in (("nuit", dite["contacts"]), ("week-end", dite["week_end"])):
            if annonces is None:
                continue
            vraie = orienter(table, s.avec(moment=moment), le)
            assert annonces == [
                {"id": c.id, "nom": c.nom, "joignable": c.joignable}
                for c in vraie.contacts[: len(annonces)]
            ]
            assert len(annonces) == len([c for c in vraie.contacts if c.section == "d-abord"])
        assert (dite["week_end"] is not None) is week_end
        assert dite["preparer"]


def test_un_numero_dit_d_ou_il_vient(table: Table) -> None:
    contacts = json.loads(reponse(table, CAS[0]))["contacts"]
    assert any(c["telephone"] for c in contacts)
    for contact in contacts:
        assert (contact["telephone"] is None) == (contact["telephone_source"] is None)
        if contact["telephone_source"]:
            assert list(contact["telephone_source"]) == ["origine", "nom", "date"]
            assert contact["telephone_source"]["origine"] == "document"


def test_la_commune_est_le_code_officiel(table: Table) -> None:
    situations = [json.loads(reponse(table, c))["situation"] for c in CAS]
    assert [s["commune"] for s in situations] == ["75112", "75107", "75113", "75110", "75104"]


def test_ce_que_le_lieu_implique_est_dit(table: Table) -> None:
    lue = json.loads(reponse(table, {**CAS[0], "lieu": "lhss", "precarite": False}))
    assert lue["situation"]["precarite"] is True
    assert lue["situation"]["deduits"] == ["precarite"]


def test_un_maintien_impossible_change_la_colonne_pas_le_lieu(table: Table) -> None:
    lue = json.loads(reponse(table, {**CAS[0], "maintien": "impossible"}))
    assert lue["situation"]["lieu"] == "domicile"
    assert lue["situation"]["colonne"] == lue["gradation"]["colonne"] == "etablissement"
    lits = [c for c in lue["contacts"] if c["groupe"] == "hospitalisation"]
    assert lits
    assert all("admission directe" in c["modalite"] for c in lits)
    assert not {c["type"] for c in lue["contacts"]} & {"sad", "ssiad", "hdj", "had"}


def test_un_numero_est_celui_d_un_fait_et_verifie_s_il_l_est(
    referentiel_livre: Referentiel,
) -> None:
    """Nobody borrows a number but a hospital, of who carries its team; a switchboard is no call."""
    hopitaux = {s.id for s in referentiel_livre.structures if s.etablissement}
    faits = [f for f in referentiel_livre.faits if f.champ in ("telephone", "standard")]
    verifies = {
        (f.sur, f.valeur) for f in faits if f.champ == "telephone" and f.confiance == "haute"
    }
    for service in referentiel_livre.services:
        siens = {service.id, service.structure}
        siens |= set(service.porteurs) if service.structure in hopitaux else set()
        dits = {(f.sur, f.valeur) for f in faits if f.sur in siens}
        numeros = {numero for _, numero in dits}
        assert service.telephone in (numeros or {None}), service.id
        verifie = service.telephone in {numero for sur, numero in verifies if sur in siens}
        assert bool(service.telephone_verifie_le) is verifie, service.id

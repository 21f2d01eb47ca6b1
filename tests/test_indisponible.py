"""What the caller says unavailable: who goes, who stands in, and what never goes."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import JOUR
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import codes, indisponibilites, reponses, situation

from palliorient.horloge import lire_quand
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table

TIRAGES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

SIX = {"niveau": 3, "age": 70, "precarite": False, "moment": "jour"}
CHEZ_SOI = {**SIX, "lieu": "domicile", "arrondissement": 17}
TENON = {**SIX, "etablissement": "tenon", "niveau": 2}
SAINT_LOUIS = {**SIX, "etablissement": "saint-louis"}
JEAN_JAURES = {**SIX, "lieu": "mco", "arrondissement": 9}


def reponse(table: Table, champs: dict[str, Any], *dits: str) -> Orientation:
    return orienter(table, situation(table, {**champs, "indisponible": list(dits)}), JOUR)


def par_id(orientation: Orientation) -> dict[str, Contact]:
    return {c.id: c for c in orientation.contacts}


@pytest.mark.parametrize(
    ("champs", "dit", "caracteres"),
    [
        (CHEZ_SOI, "emspt", {"dac-nord-ouest": "repli", "annuaire-corpalif": "repli"}),
        ({**CHEZ_SOI, "niveau": 1}, "emspt", {"dac-nord-ouest": "repli"}),
        (CHEZ_SOI, "emspt-paris-nord", {"dac-nord-ouest": "repli", "annuaire-corpalif": "repli"}),
        (JEAN_JAURES, "usp", {"lisp-lariboisiere": "repli", "emsp-lariboisiere": "repli"}),
        (SAINT_LOUIS, "usp", {"lisp-saint-louis": "repli", "emsp-saint-louis": "requis"}),
        (JEAN_JAURES, "usp-jean-jaures", {"usp-bretonneau": "requis"}),
        (JEAN_JAURES, "usp-jean-jaures", {"lisp-lariboisiere": "eventuel"}),
        (TENON, "lisp", {"lit-du-service": "repli", "emsp-tenon": "requis"}),
        (TENON, "emsp-tenon", {"emsp-saint-antoine": "repli"}),
        (TENON, "lisp-tenon", {"lisp-saint-antoine": "requis", "emsp-tenon": "eventuel"}),
    ],
    ids=str,
)  # fmt: skip
def test_qui_en_tient_lieu(
    table: Table, champs: dict[str, Any], dit: str, caracteres: dict[str, str]
) -> None:
    contacts = par_id(reponse(table, champs, dit))
    assert {id: contacts[id].caractere for id in caracteres} == caracteres


def test_le_suivant_du_meme_type_prend_le_rang(table: Table) -> None:
    sans, avec = reponse(table, JEAN_JAURES), reponse(table, JEAN_JAURES, "usp-jean-jaures")
    assert [c.type for c in sans.contacts[:2]] == [c.type for c in avec.contacts[:2]]
    premiere = avec.contacts[1]
    assert (premiere.type, premiere.portee, premiere.section) == (
        "usp", "supra-territorial", sans.contacts[1].section,
    )  # fmt: skip
    assert "indisponible" in {m.regle for m in premiere.motifs}
    assert "OFFRE_SUPRA_TERRITORIALE" in {a.code for a in avec.alertes}


def test_tous_ceux_d_un_type_un_a_un_sont_le_type(table: Table) -> None:
    """When nobody of a type is left, what stands in for the type does."""
    ids = [s.id for s in table.services if s.type == "had" and not s.generique]
    un_a_un, ensemble = reponse(table, CHEZ_SOI, *ids), reponse(table, CHEZ_SOI, "had")
    assert un_a_un.contacts == ensemble.contacts
    assert [e.id for e in un_a_un.ecartes] == [e.id for e in ensemble.ecartes]


def test_ils_sont_dits_ecartes(table: Table) -> None:
    o = reponse(table, CHEZ_SOI, "had", "emspt-paris-nord")
    dits = {e.id: e for e in o.ecartes if e.raison == "indisponible, dit par l'appelant"}
    assert {e.type for e in dits.values()} == {"had", "emspt"}
    assert dits["emspt-paris-nord"].serait_propose_si == {"indisponible": ["had"]}
    assert dits["had-ap-hp"].serait_propose_si == {"indisponible": ["emspt-paris-nord"]}
    # What the caller leaves out is never a way to be proposed.
    autres = [e for e in reponse(table, CHEZ_SOI).ecartes if "indisponible" in e.serait_propose_si]
    assert autres == []


@pytest.mark.parametrize(
    ("indisponible", "suivi", "refus"),
    [
        ("had", "had", "l'un dit le contraire de l'autre"),
        ("hopital de jours", "", "n'est pas une valeur connue"),
        ("emsp-tenonn", "", "« emsp-tenon »"),
        ("samu-75", "", "n'est pas une valeur connue"),
        ("dac-nord-ouest", "", "n'est pas une valeur connue"),
        ("had|équipe rapide", "eri-sp", "l'un dit le contraire de l'autre"),
    ],
)
def test_ce_qui_se_refuse(table: Table, indisponible: str, suivi: str, refus: str) -> None:
    lue = lire_situation(
        table, {**CHEZ_SOI, "indisponible": indisponible, "suivi": suivi}, lire_quand
    )
    assert [r.critere for r in lue.refus] == ["indisponible"]
    assert refus in lue.refus[0].message


def test_les_services_se_lisent_comme_les_categories(table: Table) -> None:
    dit = "emspt-paris-nord, Hospitalisation à domicile"
    s = situation(table, {**CHEZ_SOI, "indisponible": dit})
    assert s["indisponible"] == ("had", "emspt-paris-nord")


@TIRAGES
@given(st.data())
def test_rien_d_essentiel_ne_part(table: Table, data: st.DataObject) -> None:
    """The 15, the nearest team and who already follows stay; nobody is left without a contact."""
    champs = data.draw(reponses(table))
    dits = champs.pop("indisponible")
    sans, avec = reponse(table, champs), reponse(table, champs, *dits)
    assert avec.contacts
    gardes = {c.id for c in sans.contacts if c.type in ("proximite", "urgence", "dac")}
    gardes |= {c.id for c in sans.contacts if c.id.startswith("suivi-")}
    assert gardes <= {c.id for c in avec.contacts}
    assert {a.code for a in sans.alertes} - {"OFFRE_SUPRA_TERRITORIALE", "COLONNE_CORRIGEE"} <= {
        a.code for a in avec.alertes
    }


@TIRAGES
@given(st.data())
def test_ce_qui_est_dit_indisponible_ne_vient_pas(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    o = reponse(table, champs, *champs.pop("indisponible"))
    dits = o.situation.codes("indisponible")
    refuses = {
        t for v in table.criteres["indisponible"].valeurs if v.id in dits for t in v.remplace
    }
    nommables = {*table.nommables("indisponible")}
    for contact in o.contacts:
        assert contact.id not in dits
        assert contact.id not in nommables or contact.type not in refuses
    for ecarte in o.ecartes:
        assert ecarte.id not in {c.id for c in o.contacts}


@TIRAGES
@given(st.data())
def test_un_seul_de_plusieurs_laisse_les_autres(table: Table, data: st.DataObject) -> None:
    """One service of a type that has several: the others stay, and the type is not gone."""
    champs = data.draw(reponses(table)) | {"indisponible": ""}
    sans = reponse(table, champs)
    nommables = {*table.nommables("indisponible")}
    par_type: dict[str, list[str]] = {}
    for contact in sans.contacts:
        if contact.id in nommables:
            par_type.setdefault(contact.type, []).append(contact.id)
    for ids in par_type.values():
        if len(ids) > 1:
            avec = reponse(table, champs, ids[0])
            assert {*ids[1:]} <= {c.id for c in avec.contacts}


def test_chaque_categorie_a_des_services(table: Table) -> None:
    assert {*codes(table, "indisponible")} < {*indisponibilites(table)}

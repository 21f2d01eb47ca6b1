"""What must hold in every situation, drawn at random from the declared criteria."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import codes, reponses, situation

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_ligne
from palliorient.rendu.reponse.texte import en_texte

JOUR = date(2026, 11, 23)
EXPERTISE = {"emspt", "emsp", "errspp"}
REPONDENT = {"oui", "conditionnel"}

tirages = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def table(table_livree: Table) -> Table:
    """What is promised here is promised of the map of the team."""
    return table_livree


def reponse(table: Table, champs: dict[str, Any]) -> Orientation:
    return orienter(table, situation(table, champs), JOUR)


def types(contacts: list[Contact]) -> set[str]:
    return {c.type for c in contacts}


@tirages
@given(st.data())
def test_toute_reponse_tient_ses_promesses(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    o = reponse(table, champs)
    assert o.contacts
    assert [c.rang for c in o.contacts] == list(range(1, len(o.contacts) + 1))
    assert len({c.id for c in o.contacts}) == len(o.contacts)
    assert {c.statut for c in o.contacts} == {"en-service"}
    assert all(s.statut != "en-service" for s in o.a_venir)
    assert o.contacts[0].joignable != "non"
    assert all(c.motifs for c in o.contacts)
    for source in [m.source for c in o.contacts for m in c.motifs] + [a.source for a in o.alertes]:
        assert source["document"]
        assert source["localisation"]
    assert "URGENCE_VITALE" in {a.code for a in o.alertes}
    assert (o.gradation is not None) == (o.situation.niveau is not None)
    for c in o.contacts:
        assert (c.option is not None) == (c.caractere == "alternative"), c
        assert c.joignable != "conditionnel" or c.modalite, c
        assert c.territoires
    supra = [c for c in o.contacts if c.portee == "supra-territorial"]
    assert bool(supra) == ("OFFRE_SUPRA_TERRITORIALE" in {a.code for a in o.alertes})


@tirages
@given(st.data())
def test_hors_jour_un_silence_ne_passe_jamais_devant(table: Table, data: st.DataObject) -> None:
    moment = data.draw(st.sampled_from([m for m in codes(table, "moment") if m != "jour"]))
    o = reponse(table, data.draw(reponses(table, moment=moment)))
    repondent = [c.joignable in REPONDENT for c in o.contacts]
    assert repondent == sorted(repondent, reverse=True)
    assert "APPUI_NUIT_NON_DEPLOYE" in {a.code for a in o.alertes}
    assert o.contacts[0].joignable in REPONDENT
    reouverture = [c for c in o.contacts if c.section == "reouverture"]
    assert all(c.joignable in ("inconnu", "non") for c in reouverture)
    assert "annuaire" not in types(reouverture)
    assert "appui-telephonique" not in types(o.contacts)


@tirages
@given(st.data())
def test_un_oui_vient_toujours_d_une_source(table: Table, data: st.DataObject) -> None:
    o = reponse(table, data.draw(reponses(table)))
    for c in o.contacts:
        if c.joignable == "oui":
            assert c.type == "urgence" or (
                c.type == "appui-telephonique" and o.situation.moment == "jour"
            )


@tirages
@given(st.data())
def test_un_enfant_n_a_que_sa_filiere(table: Table, data: st.DataObject) -> None:
    o = reponse(table, data.draw(reponses(table, age=data.draw(st.integers(0, 17)))))
    assert not types(o.contacts) & {"usp", "hdj", "sad", "ssiad"}
    publics = {s.id: s for s in table.services}
    for c in o.contacts:
        if c.type in ("emsp", "lisp") and not publics[c.id].generique:
            assert "pediatrique" in c.id or "trousseau" in c.id or "debre" in c.id


@tirages
@given(st.data())
def test_aucune_emspt_d_un_autre_territoire(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    o = reponse(table, champs)
    siens = set(o.deduction.territoires)
    if isinstance(o.situation.residence, int):
        siens |= set(table.sites[str(o.situation.residence)].territoires)
    for c in o.contacts:
        if c.type == "emspt":
            assert set(c.territoires) & siens


@tirages
@given(st.data())
def test_un_niveau_plus_haut_garde_l_equipe_experte(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    niveaux = [reponse(table, {**champs, "niveau": n}) for n in codes(table, "niveau")]
    for bas, haut in pairwise(niveaux):
        experts = {c.id for c in bas.contacts if c.type in EXPERTISE}
        assert experts <= {c.id for c in haut.contacts}


@tirages
@given(st.data())
def test_la_precarite_seule_n_hospitalise_pas(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    sans, avec = (reponse(table, {**champs, "precarite": p}) for p in (False, True))
    lits = [{c.id for c in o.contacts if c.groupe == "hospitalisation"} for o in (sans, avec)]
    assert lits[0] == lits[1]


@tirages
@given(st.data())
def test_les_memes_octets_deux_fois(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    un, deux = (en_ligne(reponse(table, champs)) for _ in range(2))
    assert un == deux


@tirages
@given(st.data())
def test_les_besoins_s_ajoutent(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    besoin = data.draw(st.sampled_from(codes(table, "besoin")))
    sans = reponse(table, champs)
    avec = reponse(table, {**champs, "besoin": [*champs["besoin"], besoin]})
    assert {c.id for c in sans.contacts} <= {c.id for c in avec.contacts}


@tirages
@given(st.data())
def test_un_ecarte_vient_avec_le_changement_annonce(table: Table, data: st.DataObject) -> None:
    champs = data.draw(reponses(table))
    o = reponse(table, champs)
    presents = {c.id for c in o.contacts}
    for ecarte in o.ecartes[:6]:
        assert ecarte.id not in presents
        assert len(ecarte.serait_propose_si) == 1
        criteres = {cle: critere for critere, cle in table.cles.items()}
        nouvelle = o.situation.avec(
            **{
                criteres.get(k, k): tuple(v) if isinstance(v, list) else v
                for k, v in ecarte.serait_propose_si.items()
            }
        )
        assert ecarte.id in {c.id for c in orienter(table, nouvelle, JOUR).contacts}, ecarte


@tirages
@given(st.data())
def test_l_ecran_nomme_ce_que_le_json_nomme(table: Table, data: st.DataObject) -> None:
    o = reponse(table, data.draw(reponses(table)))
    ecran = en_texte(table, o, detail=True)
    a_plat = " ".join(ecran.split()).upper()
    for c in o.contacts:
        assert " ".join(c.nom.split()).upper() in a_plat, c.nom
    sections = [c.section for c in o.contacts if c.section in ("d-abord", "ensuite")]
    assert sections == sorted(sections)
    for texte in (ecran, en_texte(table, o), en_texte(table, o, raisons=True)):
        # What is numbered comes in the order of the ranks; an address of the web is never cut.
        assert all(len(ligne) <= 80 or "://" in ligne for ligne in texte.splitlines())
        assert all(c.isprintable() or c == "\n" for c in texte)


@pytest.mark.parametrize("numero", range(1, 21))
def test_le_territoire_de_chaque_arrondissement(table: Table, numero: int) -> None:
    attendus = {
        "centre": {1, 2, 3, 4, 5, 6},
        "ouest": {7, 15, 16},
        "nord-ouest": {8, 17, 18},
        "nord-est": {9, 10, 19},
        "est": {11, 12, 20},
        "sud": {13, 14},
    }
    champs = {"lieu": "domicile", "arrondissement": numero, "niveau": 2, "age": 50}
    o = reponse(table, {**champs, "precarite": False, "moment": "jour"})
    assert numero in attendus[o.deduction.territoires[0]]
    assert o.deduction.territoires[1:] == (("centre",) if numero == 7 else ())

"""Which questions can still change the answer: what is left out must indeed change nothing."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import JOUR
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import reponses, situation

from palliorient.horloge import lire_quand
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.pertinence import demandes_d_office, encore_utiles, facultatifs
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table


def visible(table: Table, cas: Situation) -> Any:
    """What a reader acts upon: who, where, in which order, how sure; and the alerts."""
    reponse = orienter(table, cas, JOUR)
    contacts = [
        (c.id, c.section, c.caractere, c.option, c.joignable, c.modalite) for c in reponse.contacts
    ]
    return contacts, [(a.code, a.texte) for a in reponse.alertes], reponse.a_venir


def _deuil_seul(champs: dict[str, Any]) -> dict[str, Any]:
    return {**champs, "niveau": None, "besoin": ["deuil"]}


@settings(max_examples=200, deadline=None)
@given(donnees=st.data())
def test_un_critere_non_pertinent_ne_change_rien(table: Table, donnees: Any) -> None:
    champs = donnees.draw(reponses(table))
    if donnees.draw(st.booleans()):
        champs = _deuil_seul(champs)
    optionnels = [c for c in facultatifs(table) if c in champs]
    obliges = [c for c in optionnels if champs["niveau"] is None and c == "besoin"]
    dits = {*obliges, *donnees.draw(st.sets(st.sampled_from(optionnels)))}
    connus = {c: v for c, v in champs.items() if c not in optionnels or c in dits}
    connue = situation(table, connus)
    utiles = encore_utiles(table, connue, dits, JOUR)
    assert not set(utiles) & dits
    for critere in set(optionnels) - dits - set(utiles):
        change = situation(table, connus | {critere: champs[critere]})
        assert visible(table, change) == visible(table, connue), critere


@settings(max_examples=60, deadline=None)
@given(donnees=st.data())
def test_un_critere_pertinent_change_quelque_chose(table: Table, donnees: Any) -> None:
    champs = donnees.draw(reponses(table))
    champs = {c: v for c, v in champs.items() if c not in facultatifs(table)}
    connue = situation(table, champs)
    for critere in encore_utiles(table, connue, (), JOUR):
        codes = table.listes.get(critere) or list(table.masques[critere])
        autres = [c for c in codes if c != table.criteres[critere].defaut]
        reponse = visible(table, connue)
        assert any(
            visible(table, situation(table, champs | {critere: code})) != reponse for code in autres
        ), critere


@pytest.mark.parametrize(
    ("lieu", "niveau", "moment", "utiles"),
    [
        ("domicile", 2, "jour", "suivi indisponible besoin urgence maintien isolement"),
        # At level 3, by night, the urgent services already come first.
        ("domicile", 3, "nuit", "suivi indisponible besoin maintien isolement"),
        ("mco", 2, "jour", "suivi indisponible besoin urgence isolement residence"),
        ("domicile", None, "jour", "isolement"),
        ("mco", None, "jour", "isolement residence"),
    ],
)
def test_cas_ordinaires(
    table: Table, lieu: str, niveau: int | None, moment: str, utiles: str
) -> None:
    dits = ("besoin",) if niveau is None else ()
    besoins = ("deuil",) if niveau is None else ()
    cas = Situation(lieu, 13, niveau, 67, moment, besoin=besoins)
    assert encore_utiles(table, cas, dits, JOUR) == utiles.split()


@pytest.mark.parametrize(
    ("lieu", "niveau", "moment", "d_office"),
    [
        ("domicile", 2, "jour", []),
        ("mco", 2, "jour", []),
        ("rue", 2, "jour", ["maintien"]),
        ("hebergement", 2, "jour", ["maintien"]),
        ("domicile", 3, "nuit", ["suivi", "urgence"]),
        ("mco", 1, "week-end", ["suivi", "urgence"]),
        ("rue", 2, "soiree", ["suivi", "urgence", "maintien"]),
        ("domicile", None, "nuit", []),
    ],
)
def test_demande_d_office(
    table: Table, lieu: str, niveau: int | None, moment: str, d_office: list[str]
) -> None:
    besoins = ("deuil",) if niveau is None else ()
    cas = Situation(lieu, 18, niveau, 44, moment, besoin=besoins)
    assert demandes_d_office(table, cas, (), JOUR) == d_office
    assert demandes_d_office(table, cas, d_office, JOUR) == []


def test_la_residence_ne_se_dit_qu_a_l_hopital(table: Table) -> None:
    champs = {"lieu": "domicile", "arrondissement": "13", "residence": "12"}
    refus = lire_situation(table, champs, lire_quand).refus
    assert [r.critere for r in refus] == ["residence"]
    cas = Situation("domicile", 13, 2, 67, "jour", maintien="impossible")
    assert "residence" not in encore_utiles(table, cas, ("maintien",), JOUR)

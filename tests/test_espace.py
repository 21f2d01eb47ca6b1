"""The space of situations: sets against plain Python sets, validity against the one door."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palliorient.horloge import lire_quand
from palliorient.noyau.langue.phrases import accorder, et, majuscule, nombre, ordinal, ou
from palliorient.noyau.preuve.ensembles import VIDE, Ensembles
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.boites import AUCUN
from palliorient.verification.morceaux import situation_de
from palliorient.verification.mots import _plage, _sans_debut_commun

TAILLES = (11, 2)
"""Enough values at the top for nodes of which nearly all the children differ."""

BITS = 4
POINTS = list(product(range(11), range(2), range(BITS)))

points = st.frozensets(st.sampled_from(POINTS), max_size=60)


def batir(ensembles: Ensembles, ceux: frozenset[tuple[int, ...]]) -> int:
    return ensembles.union([ensembles.boite([1 << a, 1 << b], 1 << c) for a, b, c in ceux])


@given(points, points)
def test_operations_comme_des_ensembles(a, b):
    ensembles = Ensembles(TAILLES)
    x, y = batir(ensembles, a), batir(ensembles, b)
    assert ensembles.inter(x, y) == batir(ensembles, a & b)
    assert ensembles.plus(x, y) == batir(ensembles, a | b)
    assert ensembles.moins(x, y) == batir(ensembles, a - b)
    assert ensembles.compter(x) == len(a)
    assert (x == y) == (a == b)


@given(points, st.lists(st.integers(1, 9), min_size=11, max_size=11))
def test_ce_qui_compte_pour_plusieurs(ceux, poids):
    ensembles = Ensembles(TAILLES, (poids, ()))
    ensemble = batir(ensembles, ceux)
    assert ensembles.compter(ensemble) == sum(poids[a] for a, _, _ in ceux)
    assert ensembles.compter(ensemble, pesees=False) == len(ceux)
    vus = [sum(1 for a, b, _ in ceux if a == rang) for rang in range(11)]
    enfants = ensembles.enfants(ensemble, 0) if ensemble else [VIDE] * 11
    assert [ensembles.compter(e, 1) for e in enfants] == vus


def test_rien_est_vide():
    ensembles = Ensembles(TAILLES)
    assert ensembles.boite([0, None], 1) == VIDE
    assert ensembles.boite([None, None], 0) == VIDE
    assert ensembles.union([]) == VIDE


@pytest.fixture(scope="module")
def espace(table):
    return Espace(table)


@pytest.fixture(scope="module")
def univers(espace, table):
    return Univers(espace, table)


def au_hasard(espace, graine: int, nombre: int):
    alea = random.Random(graine)
    for _ in range(nombre):
        yield {axe: alea.choice(valeurs) for axe, valeurs in espace.valeurs.items()}


def test_valide_comme_a_la_porte(table, espace, univers):
    """A point is in the space exactly when `lire_situation` takes it as it is."""
    vus = {True: 0, False: 0}
    for point in au_hasard(espace, 1, 3500):
        situation = situation_de(table, point)
        lecture = lire_situation(table, situation.dits, lire_quand)
        acceptee = lecture.situation == situation and (
            situation.niveau is not None or situation["besoin"] == ("deuil",)
        )
        assert espace.contient(univers.tout, point) == acceptee, point
        vus[acceptee] += 1
    assert min(vus.values()) > 50


def test_nombre_de_situations(table, univers):
    """The count of the contract's core space, worked out by hand from the declared values."""
    lieux = table.criteres["lieu"].valeurs
    nombre = {c: len(m) for c, m in table.masques.items()}
    quartiers = sum(1 for site in table.sites.values() if not site.hopital)
    # None or one of each, but for what cannot be both.
    absents = table.criteres["indisponible"].valeurs
    suivis = (len(table.listes["suivi"]) + 1) * (len(absents) + 1)
    suivis -= sum(len(valeur.contredit) for valeur in absents)
    niveaux = nombre["niveau"] - 1
    par_besoin = niveaux * (len(table.listes["besoin"]) + 1) + 1  # bereavement, without level
    communs = nombre["age"] * nombre["isolement"] * nombre["moment"] * nombre["maintien"]
    communs *= nombre["urgence"] * suivis * par_besoin
    attendu = 0
    for lieu in lieux:
        precarites = 1 if "precarite" in lieu.implique else 2
        chez_soi = lieu.colonne == "domicile"
        ou_et_retour = quartiers if chez_soi else len(table.sites) * nombre["residence"]
        attendu += communs * precarites * ou_et_retour
    assert univers.nombre == attendu
    assert 0 < univers.distinctes < univers.nombre


def test_boites_et_listes(espace, univers):
    boite = {"besoin:deuil": frozenset(("oui",)), "suivi:had": frozenset(("non",))}
    restriction = espace.replier(boite)
    assert restriction["besoin"] == ["deuil"]
    assert AUCUN in restriction["suivi"]
    assert "had" not in restriction["suivi"]


def test_deplacer_un_axe_de_la_feuille_et_un_axe_haut(espace, univers):
    niveau_1 = espace.boite({"niveau": ["1"], "site": ["13"]})
    assert espace.deplacer(niveau_1, "niveau", "1", "3") == espace.boite(
        {"niveau": ["3"], "site": ["13"]}
    )
    assert espace.deplacer(niveau_1, "niveau", "2", "3") == VIDE
    assert espace.deplacer(niveau_1, "site", "13", "2") == espace.boite(
        {"niveau": ["1"], "site": ["2"]}
    )


def test_phrases():
    assert et(["a", "b", "c"]) == "a, b et c"
    assert ou(["a"]) == "a"
    assert ordinal(1) == "1er"
    assert ordinal(13) == "13e"
    assert nombre(313120640) == "313 120 640"
    assert accorder(1, "situation") == "1 situation"
    assert accorder(1234, "situation") == "1 234 situations"
    assert majuscule("éRI-SP") == "ÉRI-SP"


def test_mots():
    assert _plage(0, 17, 120) == "moins de 18 ans"
    assert _plage(75, 120, 120) == "75 ans et plus"
    assert _plage(0, 120, 120) == "tout âge"
    assert _sans_debut_commun({"a": "Paris Est", "b": "Paris Sud"}) == {"a": "Est", "b": "Sud"}
    assert _sans_debut_commun({"a": "Est", "b": "Sud"}) == {"a": "Est", "b": "Sud"}

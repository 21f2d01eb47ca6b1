"""The fast prover and the real engine agree: drawn situations, decided by both."""

from __future__ import annotations

import random
from itertools import product

import pytest
from conftest import JOUR

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.moteur_symbolique import Faits
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.table.table import CARACTERES, PORTEES
from palliorient.verification.morceaux import Morceaux, commande, jour_de, situation_de
from palliorient.verification.mots import Mots

TIRAGES = 1600


@pytest.fixture(scope="module")
def faits(table):
    return Faits(Univers(Espace(table), table))


def points(faits, table):
    """Valid situations: drawn at random, then every one of a small grid."""
    espace, tout = faits.espace, faits.univers.tout
    alea = random.Random(20260601)
    tires = 0
    lieux = list(espace.valeurs["lieu"])
    while tires < TIRAGES:
        point = {axe: alea.choice(valeurs) for axe, valeurs in espace.valeurs.items()}
        point["lieu"] = lieux[tires % len(lieux)]
        if not table.sites[point["site"]].hopital and alea.random() < 0.7:
            point["residence"] = table.criteres["residence"].defaut
        if espace.contient(tout, point):
            tires += 1
            yield point
    base = {a: faits_usuels(espace, a) for a in espace.valeurs} | {
        "site": "13",
        "residence": "inconnue",
    }
    axes = ("lieu", "niveau", "moment", "maintien")
    for valeurs in product(*(espace.valeurs[a] for a in axes)):
        point = base | dict(zip(axes, valeurs, strict=True))
        if table.valeur("lieu", point["lieu"]).implique:
            point["precarite"] = "oui"
        if espace.contient(tout, point):
            yield point


def faits_usuels(espace, axe):
    return next(
        v
        for v in (*("aucun", "non", "possible", "valide"), espace.valeurs[axe][0])
        if v in espace.valeurs[axe]
    )


def test_le_prouveur_et_le_moteur_s_accordent(faits, table):
    espace = faits.espace
    ids = [s.id for s in table.services]
    ici = espace.contient
    for point in points(faits, table):
        reponse = orienter(table, situation_de(table, point), jour_de(table, point, JOUR))
        obtenus = {c.id: (c.caractere, c.joignable, c.section, c.portee) for c in reponse.contacts}
        attendus = {}
        places = []
        for service, ou in faits.presence.items():
            if not ici(ou, point):
                continue
            caractere = [
                CARACTERES[c] for c, e in faits.caracteres(service).items() if ici(e, point)
            ]
            joignable = [v for v, e in faits.joignables(service).items() if ici(e, point)]
            section = [s for _, s, e in faits.etapes(service) if ici(e, point)]
            place = [p for p, e in faits.places(service).items() if ici(e, point)]
            assert [len(x) for x in (caractere, joignable, section, place)] == [1, 1, 1, 1]
            portee = PORTEES[place[0].portee]
            attendus[ids[service]] = (caractere[0], joignable[0], section[0], portee)
            places.append((place[0], service))
        assert obtenus == attendus, commande(table, point)
        assert [c.id for c in reponse.contacts] == [ids[s] for _, s in sorted(places)]
        ouvertes = [id_ for id_, e in faits.questions_ouvertes.items() if ici(e, point)]
        assert ouvertes == [q.id for q in reponse.questions_ouvertes]
        premiers = [ids[s] for s, e in faits.premiers.items() if ici(e, point)]
        assert premiers == [c.id for c in reponse.contacts[:1]]
        assert {a.code for a in reponse.alertes} == {
            code for code, e in faits.alertes.items() if ici(e, point)
        }
        assert {a.id for a in reponse.a_venir} == {
            ids[s] for s, e in faits.a_venir.items() if ici(e, point)
        }


def test_les_boites_recouvrent_l_ensemble_sans_le_depasser(faits, table, referentiel):
    mots = Mots(faits.espace, referentiel, table)
    morceaux = Morceaux(faits.univers, mots)
    espace = faits.espace
    for service in sorted(faits.presence)[::12]:
        ensemble = faits.presence[service]
        decoupage = morceaux.boites(ensemble, maximum=40)
        valides = [espace.inter(espace.boite(b), faits.univers.tout) for b in decoupage.boites]
        assert espace.moins(espace.union(valides), ensemble) == 0
        assert (decoupage.reste == 0) == (espace.moins(ensemble, espace.union(valides)) == 0)
        assert all(mots.boite(b) for b in decoupage.boites)
        assert espace.contient(ensemble, morceaux.exemple(ensemble))


def test_l_exemple_est_le_plus_simple(faits, table, referentiel):
    """Nothing unusual is said that the set does not require."""
    mots = Mots(faits.espace, referentiel, table)
    morceaux = Morceaux(faits.univers, mots)
    point = morceaux.exemple(
        faits.espace.inter(
            faits.univers.tout, faits.espace.boite({"suivi": ["had"], "moment": ["nuit"]})
        )
    )
    assert point["suivi"] == "had"
    assert [point[a] for a in ("besoin", "urgence", "isolement", "precarite", "maintien")] == [
        "aucun",
        "non",
        "non",
        "non",
        "possible",
    ]
    assert "nuit" in mots.situation(point)
    assert "suivi : had" in mots.situation(point)
    assert "urgence" not in mots.situation(point)

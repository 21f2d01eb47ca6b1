"""`comparer` between two départements: what one has, and what the other has not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import JOUR, Lancer
from dossiers import CARTE

from palliorient.lecture.charger import lire_dossier
from palliorient.verification.comparer.departements import (
    DeuxDepartements,
    Propre,
    comparer_departements,
)

ESSONNE = Path(__file__).parent / "departements" / "91"


@pytest.fixture(scope="module")
def deux() -> DeuxDepartements:
    return comparer_departements(lire_dossier(CARTE), lire_dossier(ESSONNE), JOUR)


def test_les_missions_cote_a_cote(deux: DeuxDepartements) -> None:
    missions = {m.id: m for m in deux.missions}
    assert missions["usp"].etats == ("nomme", "declare")
    assert missions["usp"].services[1] == 5
    assert missions["coordination"].etats == ("nomme", "lacune")
    assert missions["coordination"].services[1] == 0


def test_les_equipes_comptees(deux: DeuxDepartements) -> None:
    types = {t.id: t for t in deux.types}
    assert types["lisp"].declares == (0, 10)
    assert types["emspt"].proposes[1] == 0
    assert types["emspt"].proposes[0] > 0


def test_ce_que_l_un_seul_ecrit(deux: DeuxDepartements) -> None:
    sections = {s.nom: s for s in deux.sections}
    ici, la = sections["alertes"].seuls
    assert "HORS_PARIS" in [p.id for p in ici]
    assert "SOCLE_STATISTIQUE" in [p.id for p in la]
    assert (
        Propre("hors-departement", "Les équipes du retour sont d'un autre département.")
        in (sections["regles"].seuls[1])
    )
    assert "arrondissement" in [p.id for p in sections["criteres"].seuls[0]]
    assert "commune" in [p.id for p in sections["criteres"].seuls[1]]
    # What both write, and not with the same words, is no one's own.
    assert "REFERENTIEL_PERIME" in sections["alertes"].autrement


def test_dans_l_autre_sens(deux: DeuxDepartements) -> None:
    autre = comparer_departements(deux.apres, deux.avant, JOUR)
    for section, miroir in zip(deux.sections, autre.sections, strict=True):
        assert section.seuls == miroir.seuls[::-1]
        assert sorted(section.autrement) == sorted(miroir.autrement)
    etats = {m.id: m.etats[::-1] for m in deux.missions}
    assert {m.id: m.etats for m in autre.missions} == etats


def test_la_commande(lancer_livre: Lancer) -> None:
    fini = lancer_livre("comparer", str(CARTE), str(ESSONNE), "--date", "2026-06-01")
    assert fini.returncode == 1, fini.stderr
    assert [n for n in fini.stdout.splitlines() if len(n) > 79 and "http" not in n] == []
    for dit in ("PARIS SEUL", "ESSONNE SEUL", "DAC (coordination)", "10 déclarés", "1 déclaré\n"):
        assert dit in fini.stdout
    lu = json.loads(lancer_livre("comparer", str(CARTE), str(ESSONNE), "--format", "json").stdout)
    assert lu["format"] == "palliorient.comparaison-departements/1"
    assert (lu["avant"]["departement"], lu["apres"]["departement"]) == ("75", "91")
    assert "commune" in [p["id"] for p in lu["seuls"]["apres"]["criteres"]]
    page = lancer_livre("comparer", str(CARTE), str(ESSONNE), "--format", "markdown").stdout
    assert "| Unité de soins palliatifs |" in page


def test_les_scenarios_sont_d_un_departement(lancer_livre: Lancer) -> None:
    fini = lancer_livre("comparer", str(CARTE), str(ESSONNE), "--scenarios")
    assert fini.returncode == 2
    assert "Paris et Essonne en sont deux" in fini.stderr

"""The worked examples of CONTRIBUTING.md, followed to the letter on a copy of the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import dernier_jour
from dossiers import copier
from livrees import ajouter_la_regle, ouvrir_nexumea

from palliorient.donnees import dossier_livre
from palliorient.lecture.charger import lire_dossier
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.verification.validation import valider


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return copier(tmp_path, depuis=dossier_livre())


def table_au(dossier: Path, jour: date) -> Table:
    return Table(compiler(lire_dossier(dossier), jour))


def test_corriger_un_acteur(dossier: Path) -> None:
    ouvrir_nexumea(dossier)
    situation = Situation(lieu="domicile", arrondissement=13, niveau=2, age=60, moment="jour")
    for jour, attendu in ((date(2026, 8, 31), False), (date(2026, 9, 1), True)):
        reponse = orienter(table_au(dossier, jour), situation, jour)
        assert ("emspt-nexumea" in {c.id for c in reponse.contacts}) is attendu
        assert ("emspt-nexumea" in {s.id for s in reponse.a_venir}) is not attendu


def test_ajouter_une_regle(dossier: Path, jour_livre: date) -> None:
    situation = Situation(lieu="ehpad", arrondissement=13, niveau=2, age=80, moment="jour")
    ajouter_la_regle(dossier)
    reponse = orienter(table_au(dossier, jour_livre), situation, jour_livre)
    motifs = {m.regle for c in reponse.contacts for m in c.motifs if c.type == "benevoles"}
    assert "benevoles-ehpad-age" in motifs


@pytest.mark.parametrize("suivre", [ouvrir_nexumea, ajouter_la_regle])
def test_valider_n_a_rien_a_redire(dossier: Path, suivre: object) -> None:
    assert callable(suivre)
    suivre(dossier)
    assert valider(dossier, dernier_jour(lire_dossier(dossier))).diagnostics == []

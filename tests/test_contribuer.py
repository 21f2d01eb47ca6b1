"""The worked examples of CONTRIBUTING.md, followed to the letter on a copy of the data."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import RACINE
from dossiers import copier

from palliorient.lecture.charger import lire_dossier
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table

GUIDE = (RACINE / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return copier(tmp_path)


def exemple(nom: str) -> str:
    """The YAML of an example, without the indentation of the list it stands in."""
    trouve = re.search(rf"<!-- exemple-{nom} -->\n   ```yaml\n(.*?)   ```", GUIDE, re.DOTALL)
    assert trouve, nom
    return re.sub(r"(?m)^   ", "", trouve.group(1))


def inserer(fichier: Path, apres: str, lignes: str) -> None:
    """Put the lines right after a line of the file."""
    texte = fichier.read_text(encoding="utf-8")
    assert texte.count(f"\n{apres}\n") == 1
    fichier.write_text(texte.replace(f"\n{apres}\n", f"\n{apres}\n{lignes}"), encoding="utf-8")


def table_au(dossier: Path, jour: date) -> Table:
    return Table(compiler(lire_dossier(dossier), jour))


def test_corriger_un_acteur(dossier: Path) -> None:
    acteurs = dossier / "acteurs.yaml"
    texte = acteurs.read_text(encoding="utf-8")
    avant, apres = texte.split("- id: emspt-nexumea\n")
    retrait = re.search(r"\n( +)statut: en-labellisation\n", apres)
    assert retrait
    change = f"\n{retrait[1]}statut: en-service\n" + f'{retrait[1]}depuis: "2026-09-01"\n'
    apres = apres.replace(retrait[0], change, 1)
    acteurs.write_text(f"{avant}- id: emspt-nexumea\n{apres}", encoding="utf-8")
    inserer(acteurs, "documents_complementaires:", exemple("document"))
    inserer(acteurs, "complements:", exemple("fait"))

    situation = Situation(lieu="domicile", arrondissement=13, niveau=2, age=60, moment="jour")
    for jour, attendu in ((date(2026, 8, 31), False), (date(2026, 9, 1), True)):
        reponse = orienter(table_au(dossier, jour), situation, jour)
        assert ("emspt-nexumea" in {c.id for c in reponse.contacts}) is attendu
        assert ("emspt-nexumea" in {s.id for s in reponse.a_venir}) is not attendu


def test_ajouter_une_regle(dossier: Path) -> None:
    jour = date(2026, 6, 1)
    situation = Situation(
        lieu="ehpad", arrondissement=13, niveau=1, age=80, moment="jour", isolement=True
    )
    inserer(dossier / "regles_gradation.yaml", "regles:", exemple("regle"))
    reponse = orienter(table_au(dossier, jour), situation, jour)
    motifs = {m.regle for c in reponse.contacts for m in c.motifs if c.type == "benevoles"}
    assert "benevoles-ehpad-isole" in motifs

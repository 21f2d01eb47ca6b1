"""Edits of the shipped data that could harm: what `valider` says of each, or cannot see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import JOUR
from dossiers import ACTEURS, CARTE, REGLES, copier, remplacer

from palliorient.lecture.charger import diagnostiquer, lire_fichier, lire_octets
from palliorient.lecture.schemas.vocabulaire import Vocabulaire
from palliorient.lecture.vocabulaire import Regard
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.verification.codes import Code
from palliorient.verification.validation import valider

CAS = Path(__file__).parent / "cas" / "modifications_dangereuses.yaml"
MODIFICATIONS: list[dict[str, Any]] = yaml.safe_load(CAS.read_text(encoding="utf-8"))
PREUVES = tuple("23")
"""First figure of the codes that a proof over every situation finds, once the files are read."""


def modifier(dossier: Path, modification: dict[str, Any]) -> None:
    chemin = dossier / modification["fichier"]
    texte = chemin.read_text(encoding="utf-8")
    for avant, apres in modification["change"].items():
        assert avant in texte, f"{avant!r} n'est plus dans {chemin.name}"
        texte = texte.replace(avant, apres)
    chemin.write_text(texte, encoding="utf-8")


def controler(dossier: Path) -> list[Diagnostic]:
    return diagnostiquer(dossier, controler=True)[1]


@pytest.mark.parametrize(
    "modification", [m for m in MODIFICATIONS if "code" in m], ids=lambda m: m["nom"]
)
def test_une_modification_dangereuse_est_refusee(tmp_path, modification):
    dossier = copier(tmp_path)
    modifier(dossier, modification)
    code = modification["code"]
    a_prouver = code[3] in PREUVES
    trouves = valider(dossier, JOUR).diagnostics if a_prouver else controler(dossier)
    diagnostic = next((d for d in trouves if d.code == code), None)
    assert diagnostic, [(str(d.code), d.message) for d in trouves]
    assert diagnostic.position
    assert diagnostic.remede


@pytest.mark.parametrize(
    "modification", [m for m in MODIFICATIONS if "code" not in m], ids=lambda m: m["nom"]
)
def test_ce_que_seuls_les_scenarios_arretent(tmp_path, modification):
    """Nothing in the data contradicts these: a row that `valider` refuses gets its code."""
    dossier = copier(tmp_path)
    modifier(dossier, modification)
    assert controler(dossier) == []


ECRITURES = """24h/24 | 24 H/24 | 24 h / 24 | 24 h/24 | 24 heures sur 24 | H24 | À TOUTE HEURE
à tout moment | jour et nuit | 7j/7 | 7 jours sur 7 | tous les jours | de 8 h à 21 h | 8h30-17h
8 H–21 H | de 8 heures à midi | GARANTI | admission garantie | toujours | immédiatement
sans délai | tout de suite | sans condition | le quinze"""
"""One promise by piece, as people and editors write them."""


@pytest.fixture(scope="module")
def regard() -> Regard:
    """The vocabulary of the map of the tests."""
    (lues,) = (lire_fichier(o).donnees for o in lire_octets(CARTE) if f"{o.nom}.yaml" == REGLES)
    assert isinstance(lues, dict)
    return Regard(Vocabulaire.model_validate(lues["vocabulaire"]))


@pytest.mark.parametrize("dit", [d.strip() for d in ECRITURES.replace("\n", "|").split("|")])
@pytest.mark.parametrize("espace", [" ", "\u00a0", "\u202f"])
def test_une_promesse_se_reconnait_comme_on_l_ecrit(regard, dit, espace):
    assert regard.promesses(f"équipe {dit.replace(' ', espace)}, le dire")


NUMEROS = """le 17 | au 112 | 01 42 00 00 00 | 0142000000 | 01.42.00.00.00 | +33 1 42 00 00 00
3114 | le １７ | SAMU75 | le 15/17"""
PERMIS = "niveau 2 | à partir de 75 ans | § 2-3-2 | mars 2026 | le 18e | 12 rue Santerre"


@pytest.mark.parametrize("dit", [d.strip() for d in NUMEROS.replace("\n", "|").split("|")])
def test_un_numero_ne_s_ecrit_dans_aucun_texte(regard, dit):
    assert regard.lire(f"Appeler {dit}.")[1]


@pytest.mark.parametrize("dit", [d.strip() for d in PERMIS.split("|")])
def test_les_autres_nombres_s_ecrivent(regard, dit):
    assert regard.lire(f"Voir {dit}.") == ({}, [])


def test_un_nom_qui_ne_trouve_plus_son_hopital(tmp_path):
    dossier = copier(tmp_path)
    remplacer(dossier, ACTEURS, 'mots_ignores: ["hopital"', 'mots_ignores: ["sls", "hopital"')
    (diagnostic,) = valider(dossier, JOUR).diagnostics
    assert diagnostic.code == Code.NOM_QUI_NE_TROUVE_PLUS
    assert "« SLS », tapé tel quel" in diagnostic.message


def test_un_homonyme_tranche(tmp_path):
    dossier = copier(tmp_path)
    remplacer(
        dossier,
        ACTEURS,
        '    - {mots: "rothschild",',
        '    - {mots: "adolphe", structures: [rothschild-ap-hp, fondation-rothschild]}\n'
        '    - {mots: "rothschild",',
    )
    (diagnostic,) = valider(dossier, JOUR).diagnostics
    assert diagnostic.code == Code.HOMONYME_TRANCHE
    assert "sans rothschild-ap-hp" in diagnostic.message


@pytest.mark.parametrize(
    ("fichier", "avant", "dit"),
    [
        (REGLES, "vocabulaire:\n  promesses:", "vocabulaire"),
        (ACTEURS, "  homonymes:\n    - {mots", "recherche: homonymes"),
    ],
)
def test_un_controle_absent_se_dit(tmp_path, fichier, avant, dit):
    """A folder of before these checks is still read, and `valider` says what it did not do."""
    dossier = copier(tmp_path)
    chemin = dossier / fichier
    lignes = chemin.read_text(encoding="utf-8").splitlines()
    debut = chemin.read_text(encoding="utf-8")[: chemin.read_text(encoding="utf-8").index(avant)]
    ici = debut.count("\n")
    retrait = len(lignes[ici]) - len(lignes[ici].lstrip())
    fin = next(
        i
        for i in range(ici + 1, len(lignes))
        if lignes[i].strip() and len(lignes[i]) - len(lignes[i].lstrip()) <= retrait
    )
    chemin.write_text("\n".join(lignes[:ici] + lignes[fin:]) + "\n", encoding="utf-8")
    (diagnostic,) = valider(dossier, JOUR).diagnostics
    assert diagnostic.code == Code.CONTROLE_ABSENT
    assert f"« {dit} »" in diagnostic.message
    assert diagnostic.position is not None
    assert diagnostic.position.fichier.endswith(fichier)

"""Six lines for a telephone: never more, the first call always there, no condition lost."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from conftest import JOUR, Lancer
from dossiers import CARTE, REGLES, copier
from hypothesis import given, settings
from situations import reponses, situation
from test_ecran import VENDREDI, _les_six

from palliorient.donnees import charger
from palliorient.noyau.decision.moteur import SEPARATEUR, orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.table.table import Table
from palliorient.rendu.mise_en_page import LARGEUR
from palliorient.rendu.reponse.contenu import Ligne, contenu
from palliorient.rendu.reponse.court import APPELS, LIGNES, REOUVERTURE, lignes
from palliorient.rendu.reponse.groupes import Noms

TABLE = charger(CARTE, JOUR)


def court(table: Table, orientation: Orientation) -> list[str]:
    danger, premier, suite = lignes(table, orientation)
    return [*danger, *premier, *suite]


def appels(table: Table, orientation: Orientation) -> list[Ligne]:
    sections = contenu(table, orientation, None).sections
    return [ligne for s in sections for ligne in s.lignes if ligne.numero][:APPELS]


def verifier(table: Table, orientation: Orientation) -> int:
    """What every answer must hold; how many calls are told."""
    dites = court(table, orientation)
    texte = " ".join(" ".join(dites).split())
    attendus = appels(table, orientation)
    assert len(dites) <= LIGNES, dites
    assert max(map(len, dites)) <= LARGEUR, dites
    assert dites[0].startswith("Danger vital"), dites
    assert dites[-1].rpartition("À dire : ")[1], dites
    dits = [b for b in attendus if re.search(rf"(?:^| ){b.numero}\. ", texte)]
    assert dits == attendus[: len(dits)], dites
    assert bool(dits) == bool(attendus), dites
    for ligne in dits:
        contact = ligne.groupe.premier
        numero = next((c.telephone for c in ligne.groupe.contacts if c.telephone), None)
        assert numero is None or numero in texte, (ligne.nom, dites)
        nom = Noms(table).court(contact.nom.partition(", ")[0])
        assert any(mot in texte for mot in nom.split() if len(mot) > 3), (nom, dites)
        for mot in ligne.details.split(SEPARATEUR):
            reste = table.au_telephone.get(mot, mot)
            assert not reste or reste in texte, (mot, dites)
        assert not ligne.silence or ligne.silence in texte, (ligne.nom, dites)
    return len(dits)


def test_toute_reponse_aux_six_criteres(table: Table) -> None:
    """The first call is always told, and all three of them nearly everywhere."""
    manques = nombre = 0
    for s in _les_six(table):
        orientation = orienter(table, s, VENDREDI, avec_ecartes=False)
        manques += verifier(table, orientation) < len(appels(table, orientation))
        nombre += 1
    assert nombre > 5_000
    assert manques < nombre / 5


@settings(max_examples=300, deadline=None)
@given(reponses(TABLE))
def test_toute_situation(champs: dict[str, Any]) -> None:
    orientation = orienter(TABLE, situation(TABLE, champs), JOUR, avec_ecartes=False)
    verifier(TABLE, orientation)
    fermes = [c for c in orientation.contacts if c.section == REOUVERTURE]
    assert ("Pas à cette heure" in "\n".join(court(TABLE, orientation))) <= bool(fermes)


NUIT = {"lieu": "domicile", "arrondissement": 13, "niveau": 3, "age": 67, "moment": "nuit"}

DITS: list[tuple[dict[str, Any], list[str]]] = [
    (
        NUIT,
        [
            "Danger vital : le 15, en disant que la personne est en soins palliatifs.",
            "1. SAMU 75 / SAS · le 15",
            "2. Pallidom (ERI-SP) : la nuit, si déjà vue, par le 15, par un professionnel",
            "3. SOS Médecins 01 47 07 77 77 (2017 ?)",
        ],
    ),
    (NUIT | {"suivi": "had"}, ["1. L'HAD qui suit la personne : numéro de garde au dossier"]),
    (NUIT | {"moment": "jour"}, ["1. Le médecin traitant et l'infirmier : heures du cabinet"]),
    (
        {"lieu": "domicile", "arrondissement": 4, "besoin": "deuil"},
        ["À dire : un deuil, et ce que la personne demande."],
    ),
    (
        {"etablissement": "tenon", "niveau": 3, "age": 66, "moment": "nuit"},
        ["1. Le service où la personne est hospitalisée : médecin de garde ou d'astreinte"],
    ),
]


@pytest.mark.parametrize(("champs", "dits"), DITS)
def test_ce_qui_est_dit(table: Table, champs: dict[str, Any], dits: list[str]) -> None:
    s = situation(table, {"precarite": False, **champs})
    texte = "\n".join(court(table, orienter(table, s, JOUR)))
    assert all(dit in texte for dit in dits), texte


def test_une_condition_que_rien_ne_raccourcit_est_dite_en_entier(tmp_path: Path) -> None:
    """Whatever the data do not say to shorten is kept: calls give way, never its words."""
    dossier = copier(tmp_path)
    chemin = dossier / REGLES
    texte = chemin.read_text(encoding="utf-8")
    debut = texte.index("\nau_telephone:\n")
    fin = texte.index("\nmissions:\n", debut)
    chemin.write_text(texte[:debut] + texte[fin:], encoding="utf-8")
    table = charger(dossier, JOUR)
    assert table.au_telephone == {}
    orientation = orienter(table, situation(table, {"precarite": False, **NUIT}), JOUR)
    verifier(table, orientation)
    dit = " ".join(" ".join(court(table, orientation)).split())
    assert "téléconsultation pour les seules personnes déjà vues" in dit


COMMANDE = (
    "orienter --lieu domicile --arrondissement 13 --niveau 3 --age 67 --sans-precarite"
    " --moment nuit --date 2026-06-01 --court"
)


def test_un_numero_court_n_est_pas_celui_d_une_urgence(table: Table) -> None:
    """« le 15 » needs no caution; a number of four digits that nobody has checked does."""
    noms = Noms(table)
    situation_ = situation(table, NUIT | {"precarite": False})
    quinze = next(c for c in orienter(table, situation_, JOUR).contacts if c.telephone == "15")
    assert noms.telephone(quinze) == "le 15"
    source = {"document": "contrat", "localisation": "p. 1", "date": "2020"}
    autre = quinze._replace(telephone="3977", telephone_verifie_le=None, telephone_source=source)
    assert noms.telephone(autre).startswith("3977 (")


def test_la_commande(lancer: Lancer, table: Table) -> None:
    fini = lancer(*shlex.split(COMMANDE), env={"COLUMNS": "30"})
    assert fini.returncode == 0
    assert fini.stderr == ""
    s = situation(table, {"precarite": False, **NUIT})
    assert fini.stdout.splitlines() == court(table, orienter(table, s, JOUR))


@pytest.mark.parametrize("option", ["--format json", "--pourquoi", "--detail", "--scenario"])
def test_ce_qui_n_aurait_pas_d_effet_est_refuse(lancer: Lancer, option: str) -> None:
    fini = lancer(*shlex.split(f"{COMMANDE} {option}"))
    assert (fini.returncode, fini.stdout) == (2, "")
    assert "--court" in fini.stderr
    assert option in fini.stderr


def test_des_donnees_sans_ces_phrases(lancer: Lancer, tmp_path: Path) -> None:
    """Those of an earlier version are still read; what they cannot say is said (3)."""
    dossier = copier(tmp_path)
    chemin = dossier / REGLES
    texte = chemin.read_text(encoding="utf-8")
    debut, fin = texte.index("\net_si:\n"), texte.index("\nmissions:\n")
    texte = texte[:debut] + texte[fin:]
    texte = re.sub(r"^  (?:et-si|court)[a-z-]*: .*\n", "", texte, flags=re.M)
    chemin.write_text(texte, encoding="utf-8")
    dits = shlex.split(COMMANDE)
    fini = lancer(*dits, "--donnees", str(dossier))
    assert (fini.returncode, fini.stdout) == (3, "")
    assert "court-reserve" in fini.stderr
    sans = [mot for mot in dits if mot != "--court"]
    assert lancer(*sans, "--donnees", str(dossier)).returncode == 0
    assert lancer(*sans, "--donnees", str(dossier), "--et-si", "niveau=2").returncode == 3
    json = [*sans, "--donnees", str(dossier), "--et-si", "niveau=2", "--format", "json"]
    assert lancer(*json).returncode == 0

"""Skeletons: valid, honest, the same bytes each time; what an answer says of declared teams.

A few départements by default, of every particular kind; all of them (a minute) with
`PALLIORIENT_DEPARTEMENTS=tous`.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from palliorient.lecture.charger import interpreter, lire_dossier
from palliorient.noyau.carte.couverture import DECLARE, LACUNE, NOMME, matrice
from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.criteres import completer
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table, lignes_vraies
from palliorient.rendu.mise_en_page import LARGEUR
from palliorient.rendu.reponse.court import en_court
from palliorient.rendu.reponse.texte import HAUTEUR, en_texte
from palliorient.squelettes.dossier import ecrire, fichiers
from palliorient.squelettes.faits import Departement, departements, trouver
from palliorient.verification.validation import valider

JOUR = date(2026, 6, 5)
PARTICULIERS = ("04", "13", "29", "2A", "38", "54", "57", "75", "91", "971", "973", "976")
"""Without HAD, with arrondissements, of an added holiday, overseas, with odd names…"""
CHOISIS = (
    [*departements()] if os.environ.get("PALLIORIENT_DEPARTEMENTS") == "tous" else PARTICULIERS
)


@pytest.fixture(scope="module")
def ecrits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The skeletons of 29 and 91, written."""
    base = tmp_path_factory.mktemp("squelettes")
    for numero in ("29", "91"):
        ecrire(trouver(numero), base / numero)
    return {numero: base / numero for numero in ("29", "91")}


@pytest.fixture(scope="module")
def finistere(ecrits: dict[str, Path]) -> Referentiel:
    return lire_dossier(ecrits["29"])


@pytest.fixture(scope="module")
def table(finistere: Referentiel) -> Table:
    return Table(compiler(finistere, JOUR))


def repondre(table: Table, **champs: Any) -> Orientation:
    commune = champs.pop("commune", "29019")
    champs = {"lieu": "domicile", "niveau": 2, "age": 60, "moment": "jour"} | champs
    s = Situation(commune=commune, **({"precarite": False} | champs))
    return orienter(table, completer(table, s), JOUR)


@pytest.mark.parametrize("numero", CHOISIS)
def test_un_squelette_est_valide(numero: str, tmp_path: Path) -> None:
    """No error, no warning, every guarantee proved over all situations."""
    dossier = tmp_path / numero
    ecrire(departements()[numero], dossier)
    bilan = valider(dossier, JOUR)
    assert [f"{d.position} {d.code} {d.message}" for d in bilan.diagnostics] == []
    assert bilan.preuve is not None


def test_les_memes_octets_a_chaque_fois() -> None:
    def une(departement: Departement) -> dict[str, str]:
        return fichiers(departement)

    assert une(trouver("29")) == une(trouver("29"))
    noms = {"territoires.yaml", "acteurs.yaml", "regles_gradation.yaml", "grille.yaml"}
    assert {*une(trouver("91"))} == noms


def test_les_fichiers_se_lisent_comme_ecrits_a_la_main(ecrits: dict[str, Path]) -> None:
    for fichier in ecrits["29"].glob("*.yaml"):
        lignes = fichier.read_text(encoding="utf-8").splitlines()
        assert lignes[0].startswith("# "), fichier
        assert not any("<<" in ligne or ">>" in ligne for ligne in lignes)
        assert all(ligne == ligne.rstrip() for ligne in lignes)


def test_chaque_service_est_declare_et_a_sa_source(finistere: Referentiel) -> None:
    propres = [s for s in finistere.services if not s.generique]
    assert {s.statut for s in propres if s.type != "urgence"} == {"declare"}
    assert {s.source.document for s in propres if s.type != "urgence"} == {"sae-2023"}
    assert {s.telephone for s in propres} == {None, "15", "18"}
    assert all("FINESS" in s.source.localisation for s in propres if s.type != "urgence")
    assert all(s.imprime for s in propres if s.type != "urgence")


def test_ce_qui_manque_est_une_lacune(finistere: Referentiel) -> None:
    """Every mission of the framework has declared teams, national numbers, or a gap."""
    lignes = matrice(finistere, JOUR).lignes
    etats = {ligne.mission.id: ligne.cellules[0].etat for ligne in lignes}
    assert {m for m, etat in etats.items() if etat == DECLARE} == {"usp", "lisp", "had", "emsp"}
    assert {m for m, etat in etats.items() if etat == NOMME} == {"urgences"}
    sans = {m for m, etat in etats.items() if etat == LACUNE}
    assert {"emspt", "coordination", "benevoles", "deuil", "rcp", "formation"} <= sans
    assert len(finistere.lacunes) == 13
    assert {lacune.source.document for lacune in finistere.lacunes} == {"cadre-2023"}


def test_toute_la_commune_du_departement(finistere: Referentiel) -> None:
    assert len(finistere.rattachements) == 277
    assert {r.territoire for r in finistere.rattachements} == {"tout-le-departement"}


def test_les_feries_ajoutes(tmp_path: Path) -> None:
    for numero, jours in (("57", ["avant", "12-26"]), ("974", ["12-20"]), ("29", [])):
        ecrire(trouver(numero), tmp_path / numero)
        feries = lire_dossier(tmp_path / numero).feries
        assert [f.le or "avant" for f in feries] == jours


def test_les_arrondissements_de_lyon(tmp_path: Path) -> None:
    ecrire(trouver("69"), tmp_path / "69")
    rhone = lire_dossier(tmp_path / "69")
    numeros = {r.arrondissement: r.nom for r in rhone.rattachements if r.arrondissement}
    assert numeros == {n: f"Lyon {n}er" if n == 1 else f"Lyon {n}e" for n in range(1, 10)}
    assert "69123" not in {r.commune for r in rhone.rattachements}


def test_une_equipe_declaree_ne_promet_rien(table: Table) -> None:
    vus = 0
    for moment, niveau, lieu in product(
        ("jour", "soiree", "nuit", "week-end"), (1, 2, 3), ("domicile", "ehpad", "mco", "smr")
    ):
        reponse = repondre(table, moment=moment, niveau=niveau, lieu=lieu)
        assert "SOCLE_STATISTIQUE" in [a.code for a in reponse.alertes]
        for contact in reponse.contacts:
            if contact.statut == "declare":
                vus += 1
                assert contact.joignable == "inconnu"
                assert "déclaré en 2023" in (contact.modalite or "")
                assert contact.telephone is None
    assert vus > 200


@pytest.mark.parametrize("niveau", [1, 2, 3])
@pytest.mark.parametrize("moment", ["jour", "soiree", "nuit", "week-end"])
def test_une_had_n_est_jamais_d_abord(table: Table, niveau: int, moment: str) -> None:
    had = [c for c in repondre(table, moment=moment, niveau=niveau).contacts if c.type == "had"]
    assert all(c.section != "d-abord" for c in had)
    assert all("zone desservie non dite" in (c.modalite or "") for c in had)
    assert bool(had) is (niveau > 1)


def test_l_equipe_mobile_qui_va_a_domicile(table: Table) -> None:
    """Those that declare an activity at home; with its doubt."""
    a_domicile = [c for c in repondre(table).contacts if c.type == "emsp"]
    assert 0 < len(a_domicile) < 5
    for contact in a_domicile:
        assert contact.section == "d-abord"
        assert "activité à domicile déclarée (colonne interprétée)" in (contact.modalite or "")
    en_ehpad = [c for c in repondre(table, lieu="ehpad").contacts if c.type == "emsp"]
    assert all("établissement médico-social" in (c.modalite or "") for c in en_ehpad)
    assert [c for c in repondre(table, age=6).contacts if c.type == "emsp"] == []


def test_sans_equipe_qui_sort_toutes_en_repli(tmp_path: Path) -> None:
    ecrire(trouver("39"), tmp_path / "39")
    jura = Table(compiler(lire_dossier(tmp_path / "39"), JOUR))
    emsp = [c for c in repondre(jura, commune="39198").contacts if c.type == "emsp"]
    sortent = any("déclarée (colonne" in (c.modalite or "") for c in emsp)
    assert emsp
    assert sortent or {c.caractere for c in emsp} == {"repli"}


def test_un_hopital_de_l_enquete(table: Table) -> None:
    quimper = next(i for i, s in table.sites.items() if i == "quimper")
    reponse = repondre(table, lieu="mco", etablissement=quimper, commune="29232", niveau=3)
    assert "EMSP_NON_DECLAREE" not in {a.code for a in reponse.alertes}
    assert [c.id for c in reponse.contacts if c.type == "emsp"] == ["emsp-quimper"]
    ailleurs = repondre(table, lieu="mco", niveau=3)
    assert "EMSP_NON_DECLAREE" in {a.code for a in ailleurs.alertes}


def test_ce_qui_est_demande_et_n_est_pas_connu_est_dit(table: Table) -> None:
    for besoin in ("consultation", "concertation", "coordination", "aidants", "benevoles", "deuil"):
        codes = {a.code for a in repondre(table, besoin=(besoin,)).alertes}
        assert "OFFRE_NON_RENSEIGNEE" in codes, besoin
    seul = repondre(table, besoin=("deuil",), niveau=None, age=None, moment=None)
    assert [c.id for c in seul.contacts] == ["medecin-traitant-et-infirmier"]


def test_les_reponses_tiennent_a_l_ecran(table: Table) -> None:
    """Lists of figures give way: forty lines, each of them marked, whatever the size."""
    for lieu, niveau, moment, age in product(
        ("domicile", "ehpad", "rue", "mco", "usld"), (1, 2, 3), ("jour", "nuit"), (6, 20, 60, 80)
    ):
        reponse = repondre(table, lieu=lieu, niveau=niveau, moment=moment, age=age)
        ecran = en_texte(table, reponse)
        assert len(ecran.splitlines()) <= HAUTEUR
        assert max(map(len, ecran.splitlines())) <= LARGEUR
        plat = " ".join(ecran.split())
        for type_ in {c.type for c in reponse.contacts if c.statut == "declare"}:
            noms = [c.nom for c in reponse.contacts if c.type == type_]
            sigle = table.types[type_].sigle
            dits = [sigle, f"{sigle} (enfants)", *noms]
            assert any(f"{dit} (déclaré en 2023)" in plat for dit in dits), (type_, ecran)
        court = en_court(table, reponse)
        assert len(court.splitlines()) <= 6


def test_retirer_declare_suffit(ecrits: dict[str, Path], tmp_path: Path) -> None:
    """One line less, and the team is as any other; an HAD has its zone too."""
    from palliorient.lecture.charger import lire_octets

    octets = []
    for lu in lire_octets(ecrits["29"]):
        contenu = lu.contenu
        if lu.nom == "acteurs":
            debut = contenu.index(b"- id: had-had-pays-morlaix")
            fin = contenu.index(b"        statut: declare\n", debut)
            contenu = contenu[:fin] + contenu[fin + len(b"        statut: declare\n") :]
            zone = contenu.index(b"territoires: [finistere]", debut)
            assert zone < fin
            avant, apres = contenu[:zone], contenu[zone + len(b"territoires: [finistere]") :]
            contenu = avant + b"territoires: [tout-le-departement]" + apres
        octets.append(lu._replace(contenu=contenu))
    referentiel, diagnostics = interpreter(octets, JOUR)
    assert diagnostics == []
    assert referentiel is not None
    change = Table(compiler(referentiel, JOUR))
    had = {c.id: c for c in repondre(change).contacts if c.type == "had"}
    verifiee = had["had-had-pays-morlaix"]
    assert (verifiee.statut, verifiee.section, verifiee.option) == ("en-service", "d-abord", "B")
    assert "déclaré" not in (verifiee.modalite or "")
    assert "zone" not in (verifiee.modalite or "")
    autres = [c for c in had.values() if c is not verifiee]
    assert {c.section for c in autres} == {"ensuite"}


def test_les_communes_que_rien_ne_distingue(table: Table) -> None:
    """A département of one territory is a few places, whatever its communes."""
    lignes = {
        lignes_vraies(table, valeurs_des_axes(table, completer(table, s), JOUR))
        for s in (
            Situation("domicile", None, 2, 60, "jour", commune=commune, precarite=False)
            for commune in ("29001", "29019", "29232", "29300")
        )
    }
    assert len(lignes) == 1

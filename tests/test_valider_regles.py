"""Each check of `valider` finds what it is for, at its line, and nothing on the shipped data."""

from __future__ import annotations

from datetime import date

import pytest
from arbre import Arbre
from cas_valider import CAS, DOUBLES
from conftest import JOUR
from dossiers import CARTE, REGLES, copier, inserer, regle

from palliorient.livres import dossier_livre
from palliorient.noyau.modele.diagnostic import AVERTISSEMENT
from palliorient.verification.codes import Code
from palliorient.verification.validation import valider


def test_les_donnees_livrees_sont_saines(jour_livre):
    bilan = valider(dossier_livre(), jour_livre)
    assert bilan.diagnostics == []
    assert bilan.preuve is not None
    assert bilan.preuve.garanties >= 9


@pytest.mark.parametrize("code", CAS)
def test_chaque_verification_trouve_son_probleme(code, tmp_path):
    fichier, section, bloc, ecart, mots = CAS[code]
    dossier = copier(tmp_path)
    if code in DOUBLES:
        inserer(dossier, fichier, "regles", DOUBLES[code])
    debut = inserer(dossier, fichier, section, bloc)
    bilan = valider(dossier, JOUR)
    trouves = [d for d in bilan.diagnostics if d.code == code and mots in d.message]
    assert trouves, [(str(d.code), d.message) for d in bilan.diagnostics]
    ici = trouves[0].position
    assert ici is not None
    assert ici.fichier == str(dossier / fichier)
    if code not in (Code.CELLULES_CONCURRENTES, Code.ORDRES_CONCURRENTS):
        assert ici.ligne == debut + ecart
    assert trouves[0].gravite == code.gravite
    assert trouves[0].remede


@pytest.mark.parametrize(
    ("un_de", "faux"),
    [
        ("[{moment: hors-jour}, {urgence: oui}]", []),
        ("[{moment: hors-jour}, {lieu: mas}]", ["lieu"]),  # contrary to the rule
        ("[{moment: hors-jour}, {moment: nuit, urgence: oui}]", ["moment, urgence"]),
    ],
)
def test_un_cas_qui_n_ajoute_rien(tmp_path, un_de, faux):
    dossier = copier(tmp_path)
    bloc = regle("essai", "{lieu: ehpad}", "[{role: annuaire, caractere: requis}]")
    debut = inserer(dossier, REGLES, "regles", f"{bloc}    un_de: {un_de}\n")
    trouves = [d for d in valider(dossier, JOUR).diagnostics if d.code == Code.LIGNE_MORTE]
    assert [d.message for d in trouves] == [
        f"règle « essai » : le cas « {f} » de « un_de » n'ajoute aucune situation" for f in faux
    ]
    assert all(d.position and d.position.ligne == debut + 5 for d in trouves)


def test_deux_endroits_quand_deux_endroits_se_disputent(tmp_path):
    dossier = copier(tmp_path)
    _, _, bloc, _, _ = CAS[Code.VOIES_CONTRAIRES]
    debut = inserer(dossier, REGLES, "regles", bloc)
    (diagnostic,) = [d for d in valider(dossier, JOUR).diagnostics if d.code == "PAL205"]
    assert [p.ligne for p in diagnostic.autres] == [debut + 5]


def test_cellule_et_ordre_absents(tmp_path):
    dossier = copier(tmp_path)
    with Arbre(dossier / REGLES) as regles:
        quand = "{colonne: domicile, niveau: 1, lieu: lieu-de-vie}"
        regles.changer("cellules", "domicile-1", "quand", valeur=quand)
        regles.changer("cellules", "domicile-1", "sauf", valeur="{territoire: [est, sud]}")
        regles.changer("ordres", "hopital", "quand", valeur="{lieu: [mco, smr]}")
    messages = {d.code: d.message for d in valider(dossier, JOUR).diagnostics}
    assert "lieu de vie, Est et Sud, niveau 1" in messages[Code.CELLULE_ABSENTE]
    assert "usld" in messages[Code.ORDRE_ABSENT]
    assert Code.SANS_ETAPE in messages


def test_etape_que_rien_n_atteint(tmp_path):
    dossier = copier(tmp_path)
    with Arbre(dossier / REGLES) as regles:
        regles.ajouter("ordres", "hopital", "etapes", bloc="[{autour: eri-sp}]")
    trouves = [d for d in valider(dossier, JOUR).diagnostics if "étape 1 (eri-sp)" in d.message]
    assert [(d.code, d.gravite) for d in trouves] == [(Code.ETAPE_INUTILISEE, AVERTISSEMENT)]


def test_donnees_perimees():
    diagnostics = valider(CARTE, date(2030, 1, 1)).diagnostics
    assert Code.DONNEES_PERIMEES in {d.code for d in diagnostics}


def test_garantie_rompue_boites_et_contre_exemple(tmp_path):
    """A child sent to an adults' unit: merged boxes, the simplest case, how to ask for it."""
    dossier = copier(tmp_path)
    inserer(
        dossier,
        REGLES,
        "roles",
        '  essai: {nom: "essai", cherche: {usp: territoire}}\n',
    )
    inserer(
        dossier,
        REGLES,
        "regles",
        regle(
            "essai",
            "{territoire: [nord-est, nord-ouest], moment: nuit, niveau: 2, lieu: domicile,"
            " maintien: possible}",
            "[{role: essai, caractere: eventuel}]",
        ),
    )
    diagnostics = valider(dossier, JOUR).diagnostics
    (message,) = [d.message for d in diagnostics if "pas-d-usp-pour-un-enfant" in d.message]
    assert "domicile, Nord-Est et Nord-Ouest, niveau 2, moins de 18 ans, nuit" in message
    assert "par exemple : domicile, 8e, niveau 2, moins de 3 ans, nuit → USP " in message
    assert "palliorient orienter --lieu domicile --arrondissement 8 --niveau 2 --age 0" in message
    assert len(message.splitlines()) == 4


def test_la_lecture_refusee_arrete_la_preuve(tmp_path):
    dossier = copier(tmp_path)
    inserer(dossier, REGLES, "regles", regle("essai", "{niveau: 9}", "[]"))
    bilan = valider(dossier, JOUR)
    assert bilan.preuve is None
    assert bilan.erreurs

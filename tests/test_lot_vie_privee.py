"""A message never repeats what may be data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Lancer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lots import Banc
from situations import CHAMPS

from palliorient.horloge import lire_quand
from palliorient.lots.erreurs import PasUneTable, PremiereErreur
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table

ENTETE = "id;lieu;arrondissement;niveau;age;precarite;moment"
LIGNE = "r1;domicile;12;2;70;non;jour"
BONNE = dict(zip(ENTETE.split(";"), LIGNE.split(";"), strict=True))
REGLAGES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# Names of persons, some of which look like a code or a hospital, and what goes with names.
SECRETS = [
    *("Dupont Marcelle 06 12 34 56 78", "Frison", "Larue", "Lamy", "Haddad", "Curien", "Bichet"),
    *(
        "DOMICILLE",
        "12/03/1942",
        "1 42 03 75 116 001 22",
        "x » Dupont « y",
        "Dupont » z",
        "« Dupont",
    ),
    *("marcelle@dupont.fr", "Dupont, Marcelle", "had|Dupont|dac", "12 Dupont", "75012 Dupont"),
    *("Saint Dupont", "hors-Dupont", "oui Dupont", "24/11/2026 Dupont", "2 Dupont", "d" * 39),
    *("8 mois Dupont", "Dupont\u200b Marcelle", "\u00a0Dupont\u00a0Marcelle", "d" * 41, "d" * 5000),
]


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


@pytest.mark.parametrize("colonne", CHAMPS)
@pytest.mark.parametrize("secret", SECRETS)
def test_une_valeur_refusee_n_est_pas_repetee(banc: Banc, colonne: str, secret: str) -> None:
    rangee: dict[str, Any] = {**BONNE, colonne: secret}
    flux = io.StringIO()
    redacteur = csv.DictWriter(flux, list(rangee), delimiter=";", lineterminator="\n")
    redacteur.writeheader()
    redacteur.writerow(rangee)
    morceaux = [m for m in secret.replace("|", " ").split() if len(m) > 3 and not m.isdigit()]
    attendus = [m for m in morceaux if m not in ("domicile", "mois")] or [secret]
    for contenu in (flux.getvalue(), json.dumps(rangee), json.dumps({**rangee, colonne: [secret]})):
        for options in ({}, {"format": "jsonl"}, {"complet": True}):
            sortie = banc.lot(contenu, **options).decode()
            assert not [m for m in attendus if m in sortie]
            assert banc.bilan.rejetees == 1
        with pytest.raises(PremiereErreur) as vue:
            banc.lot(contenu, arret=True)
        assert not [m for m in attendus if m in str(vue.value)]


@REGLAGES
@given(colonne=st.sampled_from(list(CHAMPS)), texte=st.text(min_size=1, max_size=60))
def test_aucun_texte_refuse_n_est_repete(table: Table, colonne: str, texte: str) -> None:
    marque = f"Zq{texte}zQ"
    champs = {**{n: v for n, v in BONNE.items() if n in CHAMPS}, colonne: marque}
    lecture = lire_situation(table, champs, lire_quand, discret=True)
    assert lecture.refus
    for refus in lecture.refus:
        assert "Zq" not in refus.message
        assert "zQ" not in refus.message


def test_des_reponses_comprises_mais_contradictoires_sont_citees(banc: Banc) -> None:
    (rangee,) = banc.csv(f"{ENTETE};quand\n{LIGNE};24/11/2026 22:00\n")
    assert "moment « jour » et quand « 24/11/2026 22:00 »" in rangee["erreur"]


ENTETES = {
    "une ligne de données": "r1;DUPONT;domicile;12;2;70;non;moment",
    "sans chiffre": "DUPONT;Marcelle;domicile;XII;non;moment",
    "deux lignes en une": f"{ENTETE};r1;DUPONT;domicile;12;2;70;non;jour",
    "séparées par VT": f"{ENTETE}\x0bDUPONT;Marcelle",
    "séparées par NEL": f"{ENTETE};urgence\x85DUPONT;Marcelle",
    "séparées par LS": f"{ENTETE};urgence\u2028DUPONT;Marcelle",
    "une date": f"{ENTETE};DUPONT;12/03/1942",
    "guillemet ouvert": f'{ENTETE};"urgence\nDUPONT;12"\n',
}


@pytest.mark.parametrize("nom", ENTETES)
@pytest.mark.parametrize("fin", ["\n", "\r"])
def test_un_en_tete_qui_contient_des_donnees(banc: Banc, nom: str, fin: str) -> None:
    contenu = f"{ENTETES[nom]}{fin}{LIGNE}{fin}"
    with pytest.raises(PasUneTable) as vue:
        banc.lot(contenu)
    dits = [str(vue.value)]
    assert ("des données" if nom != "sans chiffre" else "absente") in dits[0]
    try:
        dits.append(banc.lot(contenu, ignorer_colonnes=True).decode())
    except PasUneTable as erreur:
        dits.append(str(erreur))
    assert not [m for m in ("DUPONT", "Marcelle", "1942") for dit in dits if m in dit]


def test_des_fins_de_ligne_mac_avec_des_noms(banc: Banc) -> None:
    rangs = ["id;nom;lieu;arrondissement;niveau;age;precarite;moment"]
    rangs += [f"{n};NOM{n} PRENOM{n};domicile;12;2;70;non;jour" for n in range(5000)]
    with pytest.raises(PasUneTable, match="colonne inconnue : « nom »") as vue:
        banc.lot("\r".join(rangs))
    assert "NOM1" not in str(vue.value)
    rangees = banc.csv("\r".join(rangs), ignorer_colonnes=True)
    assert len(rangees) == 5000
    assert not any(r["erreur"] for r in rangees)


def test_des_retours_chariot_dans_une_ligne_sont_dits(banc: Banc) -> None:
    (rangee,) = banc.csv(f"{ENTETE}\n{LIGNE}\rr2;DUPONT;12;2;70;non;jour\r")
    assert "retours chariot" in rangee["erreur"]
    assert "DUPONT" not in rangee["erreur"]


def test_un_nom_de_json_qui_ressemble_a_une_donnee(banc: Banc) -> None:
    objet = {**BONNE, "DUPONT": 1, "06 12 34 56 78": 2}
    with pytest.raises(PasUneTable, match="ressemble à une donnée") as vue:
        banc.lot(json.dumps(objet))
    (_, rangee) = banc.jsonl(f"{json.dumps(BONNE)}\n{json.dumps(objet)}\n")
    assert "DUPONT" not in str(vue.value) + rangee["erreur"]
    objet = {**BONNE, "nom;=1": 1}
    (_, rangee) = banc.csv(f"{json.dumps(BONNE)}\n{json.dumps(objet)}\n")
    assert "« nom;'=1 »" in rangee["erreur"]  # nor can it be run by a spreadsheet


@pytest.mark.parametrize(
    "objet",
    [
        {"Mme DUPONT": BONNE},
        {"DUPONT": {"niveau": 2}, "MARTIN": []},
        {"id": "r2", "DUPONT": 1},
        {" DUPONT ": None},
    ],
)
def test_un_objet_sans_reponse_ne_donne_pas_ses_noms(banc: Banc, objet: dict[str, Any]) -> None:
    for contenu in (f"{json.dumps(BONNE)}\n{json.dumps(objet)}\n", json.dumps([BONNE, objet])):
        (_, rangee) = banc.csv(contenu)
        assert "aucune colonne attendue" in rangee["erreur"]
        assert "DUPONT" not in rangee["erreur"]


def test_beaucoup_de_colonnes_inconnues_sont_comptees(banc: Banc) -> None:
    """Also a matter of time: neither is each compared with the known ones, nor counted again."""
    for contenu in (
        f"{ENTETE};{';'.join(f'colonne{n}' for n in range(200_000))}\n",
        json.dumps({**BONNE, **{f"colonne{n}": n for n in range(200_000)}}),
    ):
        with pytest.raises(PasUneTable) as vue:
            banc.lot(contenu)
        assert "et 199990 autres (200000 en tout)" in str(vue.value)
        assert len(str(vue.value)) < 500
    with pytest.raises(PasUneTable) as vue:
        banc.lot(f"{ENTETE};{'lieu;' * 200_000}\n")
    assert str(vue.value) == "colonne en double : lieu."
    with pytest.raises(PasUneTable) as vue:
        banc.lot(f"{ENTETE};{'y' * 5000}\n")
    assert f"« {'y' * 39}… »" in str(vue.value)


def test_les_autres_commandes_coupent_ce_qu_elles_citent(lancer: Lancer) -> None:
    long = "z" * 300
    situation = ("--arrondissement", "12", "--niveau", "2", "--age", "70", "--moment", "jour")
    for arguments in (
        *((["orienter", f"--{nom}", long]) for nom in CHAMPS if CHAMPS[nom] != "oui-non"),
        ["orienter", "--lieu", long, *situation],
        ["orienter", "--besoin", "aidants", "--besoin", long],
        ["orienter", "--date", long],
        ["orienter", long],
        ["orienter", f"--{long}"],
        [long],
        ["lot", "-", "--colonnes", long],
        ["lot", "-", "--format", long],
        ["territoires", long],
        ["acteurs", "--type", long],
        ["acteurs", "--arrondissement", long],
        ["schema", long],
        ["valider", "--expliquer", long],
    ):
        fini = lancer(*arguments)
        assert fini.returncode == 2, arguments
        assert "zzz" in fini.stderr.lower()
        assert "z" * 41 not in fini.stderr.lower(), arguments


def test_une_reponse_comprise_est_coupee_aussi(table: Table) -> None:
    """A code may be typed with any number of hyphens."""
    champs = {"moment": "week" + "-" * 500 + "end", "quand": "2026-11-22T03:00"}
    (refus,) = lire_situation(table, champs, lire_quand).refus
    assert f"« week{'-' * 35}… »" in refus.message

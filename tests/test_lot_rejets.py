"""Bad rows stay at their place; what is no table writes nothing; nothing leaks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Lancer
from lots import Banc

from palliorient.lots.erreurs import PasUneTable, PremiereErreur
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.table.table import Table

TITRES = (
    "id;lieu;arrondissement;niveau;age;precarite;moment;quand;etablissement;suivi;besoin;residence"
)
BONNE = {
    "lieu": "domicile",
    "arrondissement": 18,
    "niveau": 2,
    "age": 59,
    "precarite": False,
    "moment": "nuit",
}
SECRET = "Jeanne-Zzyzx"


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


@pytest.mark.parametrize(
    ("ligne", "morceau"),
    [
        ("château;18;2;59;non;nuit;;;;;", "ce texte n'est pas une valeur connue"),
        ("domicile;93100;2;59;non;nuit;;;;;", "hors de Paris"),
        ("domicile;18;4;59;non;nuit;;;;;", "n'est pas un niveau"),
        ("domicile;18;2;121;non;nuit;;;;;", "n'est pas un âge"),
        ("domicile;18;2;59;peut-être;nuit;;;;;", "ni « oui » ni « non »"),
        ("domicile;18;2;59;non;;2026-06-01;;;;", "n'a pas d'heure"),
        ("domicile;18;2;59;non;nuit;2026-06-01T03:00;;;;", "donner l'un ou l'autre"),
        (";;2;59;non;nuit;;rothschild;;;", "plusieurs hôpitaux"),
        ("ehpad;;2;59;non;nuit;;curie;;;", "une personne hospitalisée"),
        ("domicile;18;2;59;non;nuit;;;;;hors-paris", "hospitalisée"),
        ("domicile;18;2;59;non;nuit;;;had|?;;", "ce texte n'est pas une valeur connue"),
        ("domicle;18;2;59;non;nuit;;;;;", "Vouliez-vous dire « domicile » ?"),
        ("domicile;18;2;;non;;;;;;", "il manque : âge, moment (--age, --moment)."),
        ("domicile;18;2;59;non;nuit;;;;;;;trop", "14 cellules pour 12"),
        ("", "il manque"),
    ],
)
def test_une_mauvaise_ligne_reste_a_sa_place(banc: Banc, ligne: str, morceau: str) -> None:
    bonne = "b;domicile;18;2;59;non;nuit;;;;;"
    for contenu in (f"{TITRES}\n{bonne}\na;{ligne}\n{bonne}\n", f"{TITRES}\na;{ligne}\n"):
        rangees = banc.csv(contenu)
        (mauvaise,) = (r for r in rangees if r["id"] == "a")
        assert int(mauvaise["ligne"]) == 1 + (2 if len(rangees) == 3 else 1)
        assert morceau in mauvaise["erreur"]
        assert not any(mauvaise[n] for n in mauvaise if n not in ("ligne", "id", "erreur"))
        assert banc.bilan.rejetees == 1


def test_la_phrase_est_celle_de_la_ligne_de_commande(banc: Banc, lancer: Lancer) -> None:
    """But for the refused value, which may be a name in a file whose columns are shifted."""
    (rangee,) = banc.csv(f"{TITRES}\na;château;18;2;121;non;nuit;;;;;\n")
    commande = lancer(
        *("orienter", "--lieu", "château", "--arrondissement", "18", "--niveau", "2"),
        *("--age", "121", "--sans-precarite", "--moment", "nuit"),
    )
    assert commande.returncode == 2
    for phrase in commande.stderr.splitlines():
        dite = re.sub("« (château|121) »", "ce texte", phrase.removeprefix("palliorient : "))
        assert dite.strip() in rangee["erreur"]


@pytest.mark.parametrize(
    ("ligne", "morceau"),
    [
        ("[1,2]", "objet JSON"),
        ('{"lieu":', "objet JSON"),
        ("[" * 100_000, "objet JSON"),
        ('{"lieu":"domicile","lieu":"rue"}', "deux fois"),
        ('{"Age":3,"age":3}', "deux fois"),
        ('{"id":{"nom":"x"},"age":3}', "id :"),
        ('{"id":"\\ud800","age":3}', "UTF-8"),
        (f'{{"id":"a","age":3,"nom":"{SECRET}"}}', "colonne inconnue : « nom »"),
        ('{"age":' + "9" * 5000 + "}", "objet JSON"),
        ('{"id":"a","niveau":true}', "niveau"),
    ],
)
def test_une_mauvaise_ligne_json(banc: Banc, ligne: str, morceau: str) -> None:
    bonne = json.dumps(BONNE)
    rangees = banc.jsonl(f"{bonne}\n{ligne}\n{bonne}\n")
    assert [r["ligne"] for r in rangees] == [1, 2, 3]
    assert morceau in rangees[1]["erreur"]
    assert SECRET not in json.dumps(rangees, ensure_ascii=False)
    (mauvaise,) = banc.jsonl(f"{bonne}\n{ligne}\n", complet=True)[1:]
    assert mauvaise["orientation"] is None
    assert mauvaise["erreur"] == rangees[1]["erreur"]


@pytest.mark.parametrize(
    ("contenu", "morceau"),
    [
        (b"", "vide"),
        (b"\n \n", "vide"),
        (b"\x7fELF\0\0\x01", "pas du texte"),
        ("lieu;age".encode("utf-16"), "UTF-16"),
        (b"[1, 2]", "tableau JSON"),
        (b"{pas du json\n", "JSON Lines"),
        (b"bonjour\n", "en-tête"),
        (f"{SECRET};12 rue des Lilas\n".encode(), "en-tête"),
        (b"lieu;lieu;age\n", "double"),
        (b"lieu;arrondissement;niveau;precarite;moment\n", "absente de l'en-tête : age"),
        (b'{"nom":"x","lieu":"rue"}\n', "« nom »"),
        (f"{TITRES};nom;date_naissance\n".encode(), "« nom », « date_naissance »"),
        (f"{TITRES};besoins\n".encode(), "Vouliez-vous dire « besoin »"),
    ],
)
def test_ce_qui_n_est_pas_une_table(banc: Banc, contenu: bytes, morceau: str) -> None:
    with pytest.raises(PasUneTable) as vue:
        banc.lot(contenu)
    assert vue.value.statut == 3
    assert morceau in str(vue.value)
    assert SECRET not in str(vue.value)
    assert not banc.sortie.exists()


def test_les_colonnes_ignorees_ne_sortent_jamais(banc: Banc, table: Table) -> None:
    titres = f"nom;{TITRES};note"
    lignes = [f"{SECRET};a;domicile;18;2;{age};non;nuit;;;;;;{SECRET}" for age in (59, "?", 59)]
    lignes += [f'"{SECRET}";a;domicile;18;2;59;non;nuit;;;;;;"{SECRET}";{SECRET}']
    contenu = "\n".join([titres, *lignes])
    for options in ({}, {"format": "jsonl"}, {"complet": True}):
        sortie = banc.lot(contenu, ignorer_colonnes=True, **options).decode()
        assert SECRET not in sortie + banc.bilan.texte()
        assert banc.bilan.rejetees == 2
    objet = f'{{"id":"a","nom":"{SECRET}","lieu":"domicile","age":"?"}}\n'
    assert SECRET.encode() not in banc.lot(objet, ignorer_colonnes=True)
    assert banc.bilan.rejetees == 1


def test_arret_a_la_premiere_erreur(banc: Banc) -> None:
    bonne = "b;domicile;18;2;59;non;nuit;;;;;"
    with pytest.raises(PremiereErreur, match=r"ligne 3 : .*n'est pas un niveau") as vue:
        banc.lot(f"{TITRES}\n{bonne}\n{bonne.replace(';2;', ';9;')}\n{bonne}\n", arret=True)
    assert vue.value.statut == 1
    assert not banc.sortie.exists()


def test_fichier_absent(table: Table, tmp_path: Path) -> None:
    from lots import INSTANT

    from palliorient.lots.course.execution import Demande, executer_lot

    for nom in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(ErreurPalliorient, match="impossible de lire"):
            executer_lot(lambda _: table, Demande(str(nom)), INSTANT)

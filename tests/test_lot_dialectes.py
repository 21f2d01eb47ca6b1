"""Files as people have them: delimiters, encodings, line ends, quotes, both formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lots import Banc

from palliorient.noyau.table.table import Table

ENTETE = ["id", "lieu", "arrondissement", "niveau", "age", "precarite", "moment"]
LIGNE = ["é1", "domicile", "18", "2", "59", "non", "nuit"]


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("fin", ["\n", "\r\n"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("cite", [False, True])
@pytest.mark.parametrize("derniere", [False, True])
def test_dialectes(
    banc: Banc, separateur: str, fin: str, encodage: str, cite: bool, derniere: bool
) -> None:
    rangees = [[f'"{c}"' for c in r] if cite else r for r in (ENTETE, LIGNE, LIGNE)]
    texte = fin.join(separateur.join(r) for r in rangees) + (fin if derniere else "")
    sortie = banc.lot(texte.encode(encodage))
    assert sortie.startswith(b"\xef\xbb\xbf") is (encodage != "utf-8")
    ecrit = sortie.decode("utf-8-sig")
    assert ecrit.count(fin) == ecrit.count("\n") == 3
    entete, premiere, _ = ecrit.split(fin)[:3]
    assert entete.split(separateur)[:3] == ["ligne", "id", "lieu"]
    assert premiere.split(separateur)[:8] == ["2", "é1", "domicile", "18", "2", "59", "non", "nuit"]
    assert banc.bilan.rejetees == 0


def test_les_colonnes_dans_n_importe_quel_ordre(banc: Banc) -> None:
    attendu = banc.csv(";".join(ENTETE) + "\n" + ";".join(LIGNE))
    for pas in range(1, len(ENTETE)):
        entete, ligne = (r[pas:] + r[:pas] for r in (ENTETE, LIGNE))
        assert banc.csv(";".join(entete) + "\n" + ";".join(ligne)) == attendu


def test_les_titres_sans_accent_ni_casse(banc: Banc) -> None:
    titres = "ID;Lieu;Arrondissement;Niveau;Âge;Précarité;MOMENT;;"
    (rangee,) = banc.csv(titres + "\n" + ";".join(LIGNE) + ";;")
    assert rangee["premier"]


def test_les_numeros_sont_ceux_du_fichier(banc: Banc) -> None:
    bon = "domicile;18;2;59;non;nuit"
    contenu = (
        "\nid;lieu;arrondissement;niveau;age;precarite;moment\n"
        f'"a\nb";{bon}\n'
        "\n"
        f"c;{bon}\n"
        f'5" de haut;{bon}\n'
        f'"jamais refermé;{bon}\n'
        f"d;{bon}\n"
    )
    rangees = banc.csv(contenu)
    assert [(r["ligne"], r["id"], bool(r["premier"])) for r in rangees] == [
        ("3", "a\nb", True),
        ("6", "c", True),
        ("7", '5" de haut', True),
        ("8", "", False),
        ("9", "d", True),
    ]
    assert "guillemet" in rangees[3]["erreur"]


def test_un_enregistrement_a_cheval_sur_deux_blocs(
    banc: Banc, monkeypatch: pytest.MonkeyPatch
) -> None:
    bon = "domicile;18;2;59;non;nuit"
    lignes = "".join(f'"i{n}\n\n";{bon}\ns{n};{bon}\n' for n in range(30))
    contenu = "id;lieu;arrondissement;niveau;age;precarite;moment\n" + lignes
    attendu = banc.csv(contenu)
    assert [int(r["ligne"]) for r in attendu[:3]] == [2, 5, 6]
    for taille in (64, 97, 311):
        monkeypatch.setattr("palliorient.lots.entree.lignes.TAILLE", taille)
        monkeypatch.setattr("palliorient.lots.entree.tete.TAILLE", taille)
        assert banc.csv(contenu) == attendu


def test_une_ligne_demesuree_n_est_qu_une_ligne(
    banc: Banc, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("lignes", "tete"):
        monkeypatch.setattr(f"palliorient.lots.entree.{module}.TAILLE", 128)
    monkeypatch.setattr("palliorient.lots.entree.lignes.LIGNE_MAX", 200)
    bon = "domicile;18;2;59;non;nuit"
    contenu = f"id;lieu;arrondissement;niveau;age;precarite;moment\na;{bon}\n{'x' * 3000}\nb;{bon}"
    rangees = banc.csv(contenu)
    assert [r["ligne"] for r in rangees] == ["2", "3", "4"]
    assert [bool(r["erreur"]) for r in rangees] == [False, True, False]


def test_json_lines(banc: Banc) -> None:
    commun = {"lieu": "domicile", "arrondissement": 18, "niveau": 2, "age": 59}
    objets = [
        {"id": "a", **commun, "precarite": False, "moment": "nuit", "besoin": ["aidants", "deuil"]},
        {**commun, "id": 12, "precarite": "non", "moment": "nuit", "besoin": "aidants|deuil"},
        {"id": "=1+1", **commun, "precarite": False, "moment": "nuit", "besoin": None},
        {**commun, "precarite": False, "moment": "nuit", "suivi": []},
    ]
    contenu = "\r\n".join(json.dumps(o, ensure_ascii=False) for o in objets)
    rangees = banc.jsonl(b"\xef\xbb\xbf" + contenu.encode())
    assert [r["id"] for r in rangees] == ["a", 12, "=1+1", None]
    assert rangees[0]["contacts"] == rangees[1]["contacts"] != rangees[2]["contacts"]
    assert banc.lot(contenu) == banc.lot(contenu, format="jsonl")
    assert [r["id"] for r in banc.csv(contenu)] == ["a", "12", "'=1+1", ""]


def test_colonnes_choisies(banc: Banc) -> None:
    contenu = ";".join(ENTETE) + "\n" + ";".join(LIGNE) + "\n"
    assert banc.lot(contenu, colonnes=("premier", "ligne", "age", "erreur", "id")).decode() == (
        "premier;ligne;age;erreur;id\nsamu-75;2;59;;é1\n"
    )


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_une_cellule_qu_un_tableur_executerait(banc: Banc, debut: str) -> None:
    cellule = f"{debut}cmd|' /C calc'!A0"
    entete, ligne = ";".join(ENTETE), ";".join(LIGNE[1:])
    for citee in (f'"{cellule}"', cellule):
        if citee == cellule and debut == "\r":
            continue
        (rangee,) = banc.csv(f"{entete}\n{citee};{ligne}\n")
        assert rangee["id"] == f"'{cellule}"

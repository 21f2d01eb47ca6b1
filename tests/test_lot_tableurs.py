"""Tables as spreadsheets and libraries write them, and what is given instead of a table."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from lots import Banc

from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.table.table import Table

ENTETE = "id;lieu;arrondissement;niveau;age;precarite;moment"
LIGNE = "r1;domicile;12;2;70;non;jour"
COMPRIS = ["r1", "domicile", "12", "2", "70", "non", "jour"]
OBJET = {
    "id": "r1",
    "lieu": "domicile",
    "arrondissement": 12,
    "niveau": 2,
    "age": 70,
    "precarite": False,
    "moment": "jour",
}
CLASSEUR = "enregistrer en « CSV UTF-8 »"


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


def comprise(rangee: dict[str, str]) -> list[str]:
    """What a row of the output says that it understood."""
    assert rangee["erreur"] == ""
    return [rangee[nom] for nom in ENTETE.split(";")]


LUES = {
    "sep=": (f"sep=;\r\n{ENTETE}\r\n{LIGNE}\r\n", 3),
    "sep= après un BOM": (f"\ufeffsep=;\n{ENTETE}\n{LIGNE}\n", 3),
    "sep= récrit par un tableur": (f'"sep=;";;;;;;\n{ENTETE}\n{LIGNE}\n', 3),
    "SEP= avec des virgules": (f"SEP=,\n{ENTETE}\n{LIGNE}\n".replace(";", ","), 3),
    "deux BOM": (f"\ufeff\ufeff{ENTETE}\n{LIGNE}\n", 2),
    "fins de ligne Mac": (f"{ENTETE}\r{LIGNE}\r", 2),
    "fins de ligne Mac, sans la dernière": (f"\r{ENTETE}\r\r{LIGNE}", 4),
    "en-tête fini par CR, suite par CRLF": (f"{ENTETE}\r{LIGNE}\r\n", 2),
    "lignes blanches, puis CR": (f"\r\n \r\n{ENTETE}\r{LIGNE}\r", 4),
    "sep= fini par CRLF, suite par CR": (f"sep=;\r\n{ENTETE}\r{LIGNE}\r", 3),
    "CR CR LF": (f"{ENTETE}\r\r\n{LIGNE}\r\r\n", 2),
    "ligne décimale": (f"{ENTETE}\nr1;domicile;12.0;2.0;70.0;0.0;jour\n", 2),
    "virgule décimale": (f"{ENTETE}\nr1;domicile;12,0;2,0;70,00;0,0;jour\n", 2),
    "code postal décimal": (f"{ENTETE}\nr1;domicile;75012.0;2;70;non;jour\n", 2),
    '="12"': (f'{ENTETE}\nr1;="domicile";="12";="2";="70";="non";="jour"\n', 2),
    '"=""12"""': (f'{ENTETE}\nr1;domicile;"=""12""";2;70;non;jour\n', 2),
    "'12": (f"{ENTETE}\nr1;'domicile;'12;'2;'70;'non;'jour\n", 2),
    "titres protégés": (ENTETE.replace("age", '="age"') + f"\n{LIGNE}\n", 2),
    "invisibles": (f"{ENTETE}\nr1;domicile\u200b;\u200e12;2;7\u00ad0;non;\ufeffjour\n", 2),
    "invisibles dans les titres": (ENTETE.replace("age", "a\u200bge\u2060") + f"\n{LIGNE}\n", 2),
    "insécables": (f"{ENTETE}\nr1;\u00a0domicile;12\u00a0;\u202f2;70 ans;non\u00a0;jour\n", 2),
    "index sans nom": (f";{ENTETE}\n0;{LIGNE}\n", 2),
    "index sans nom, tabulations": (f";{ENTETE}\n0;{LIGNE}\n".replace(";", "\t"), 2),
    "index relu": (f"Unnamed: 0;{ENTETE}\n0;{LIGNE}\n", 2),
    "index de R": (f'"";{ENTETE}\n"1";{LIGNE}\n', 2),
    "titre sur deux lignes": (f'{ENTETE};"suivi\n";"\nbesoin"\n{LIGNE};;\n', 4),
}


@pytest.mark.parametrize("nom", LUES)
@pytest.mark.parametrize("taille", [1 << 18, 7, 1])
def test_une_table_de_tableur_est_lue(
    banc: Banc, nom: str, taille: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("lignes", "tete"):
        monkeypatch.setattr(f"palliorient.lots.entree.{module}.TAILLE", taille)
    contenu, numero = LUES[nom]
    (rangee,) = banc.csv(contenu)
    assert comprise(rangee) == COMPRIS
    assert int(rangee["ligne"]) == numero


@pytest.mark.parametrize("encodage", ["utf-8", "cp1252"])
def test_les_lignes_vides_sont_sautees(banc: Banc, encodage: str) -> None:
    vides = [";;;;;;", '"";"";"";"";"";"";""', " ; ;\u00a0;;;;", "   ", ";;;;;;;;;", '="";;;;;;']
    contenu = "\r\n".join([ENTETE, vides[0], LIGNE, *vides, LIGNE, ""]).encode(encodage)
    rangees = banc.csv(contenu)
    assert [r["ligne"] for r in rangees] == ["3", "10"]
    assert [comprise(r) for r in rangees] == [COMPRIS] * 2
    assert "lignes : 2 · rejetées : 0" in banc.bilan.texte()


def test_une_ligne_qui_dit_quelque_chose_n_est_pas_vide(banc: Banc) -> None:
    """Neither with an `id` alone, nor with something in a dropped column."""
    rangees = banc.csv(f"note;{ENTETE}\n;r2;;;;;;\nx;;;;;;;\n;;;;;;;\n", ignorer_colonnes=True)
    assert [(r["ligne"], r["id"]) for r in rangees] == [("2", "r2"), ("3", "")]
    assert all(r["erreur"].startswith("il manque") for r in rangees)
    rangees = banc.csv(f"{ENTETE}\nr2;;;;;;\n;;;;;;\nr3;;;;;;\n")
    assert [r["id"] for r in rangees] == ["r2", "r3"]


def test_oui_et_non_en_toutes_ecritures(banc: Banc) -> None:
    oui = ["OUI", "Vrai", "1", "1.0", "x", "X", "O", "true", "yes", "TRUE"]
    non = ["NON ", "FAUX", "0", "0,0", "N", "false", "No"]
    contenu = "\n".join([ENTETE, *(f"r;domicile;12;2;70;{dit};jour" for dit in (*oui, *non))])
    dits = [r["precarite"] for r in banc.csv(contenu)]
    assert dits == ["oui"] * len(oui) + ["non"] * len(non)
    lignes = [json.dumps({**OBJET, "precarite": dit}) for dit in (True, 1, 1.0, "x", False, 0)]
    dits = [r["precarite"] for r in banc.jsonl("\n".join(lignes))]
    assert dits == [True] * 4 + [False] * 2
    for dit in ("-1", "2", "oui non", "?", "xx"):
        (rangee,) = banc.csv(f"{ENTETE}\nr;domicile;12;2;70;{dit};jour\n")
        assert "ni « oui » ni « non »" in rangee["erreur"]


def test_les_nombres_de_json(banc: Banc) -> None:
    decimaux = {**OBJET, "id": 7.0, "arrondissement": 12.0, "niveau": 2.0, "age": 70.0}
    (rangee,) = banc.jsonl(json.dumps(decimaux))
    assert [rangee[n] for n in ("id", "arrondissement", "niveau", "age")] == [7, 12, 2, 70]
    for age in (70.5, -3.0, 1e300, {"ans": 3}, [[3]]):
        (rangee,) = banc.jsonl(json.dumps({**OBJET, "age": age}))
        assert "n'est pas un âge" in rangee["erreur"]


def test_les_dates_d_un_tableur(banc: Banc) -> None:
    dites = ["24/11/2026 22:00", "24/11/2026 22h30", "22/11/2026 9:05:00", "24/11/2026", "22:00"]
    titres = ENTETE.replace("moment", "quand")
    contenu = "\n".join([titres, *(f"r;domicile;12;2;70;non;{dite}" for dite in dites)])
    assert [r["moment"] for r in banc.csv(contenu)] == ["nuit", "nuit", "week-end", "", ""]


DEUX = [OBJET, {**OBJET, "id": "r2"}]
DOCUMENTS = {
    "tableau": json.dumps(DEUX),
    "tableau indenté": json.dumps(DEUX, indent=2),
    "tableau, un objet par ligne": "[\n" + ",\n".join(map(json.dumps, DEUX)) + "\n]\n",
    "objets indentés": "\n".join(json.dumps(o, indent=2) for o in DEUX),
    "objets sur une ligne": "".join(map(json.dumps, DEUX)),
    "tableau, fins de ligne Mac": json.dumps(DEUX, indent=1).replace("\n", "\r"),
    "BOM": "\ufeff" + json.dumps(DEUX, indent=2),
}


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_un_document_json_est_lu(banc: Banc, nom: str) -> None:
    attendues = banc.jsonl("\n".join(map(json.dumps, DEUX)))
    assert [r["id"] for r in attendues] == ["r1", "r2"]
    assert banc.jsonl(DOCUMENTS[nom]) == attendues
    for taille in (64, 97):
        with pytest.MonkeyPatch.context() as petit:
            petit.setattr("palliorient.lots.entree.tete.TAILLE", taille)
            assert banc.jsonl(DOCUMENTS[nom]) == attendues


def test_un_objet_indente_est_lu(banc: Banc) -> None:
    (rangee,) = banc.jsonl(json.dumps(OBJET, indent=2))
    assert (rangee["ligne"], rangee["arrondissement"], rangee["erreur"]) == (1, 12, None)


def test_un_document_garde_ses_mauvais_objets_a_leur_place(banc: Banc) -> None:
    mauvais = ['{"lieu":"domicile","lieu":"rue"}', "5", '{"age":' + "9" * 5000 + "}", "null"]
    rangees = banc.jsonl(f"[{json.dumps(OBJET)},\n{', '.join(mauvais)}]")
    assert [r["ligne"] for r in rangees] == [1, 2, 3, 4, 5]
    assert [bool(r["erreur"]) for r in rangees] == [False, True, True, True, True]


def classeur(*noms: str, premier: str = "") -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        if premier:
            archive.writestr("mimetype", premier)
        for nom in noms:
            archive.writestr(nom, "<x/>")
    return flux.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"
BUNDLE = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"x": 1}}]}
GENRES = {
    "xlsx": (classeur("[Content_Types].xml", "xl/workbook.xml"), "xlsx", CLASSEUR),
    "ods": (classeur("content.xml", premier=ODS), "ods", CLASSEUR),
    "docx": (classeur("[Content_Types].xml", "word/document.xml"), "docx", "JSON Lines"),
    "zip": (classeur("demandes.csv"), "zip", "décompresser"),
    "zip vide": (classeur(), "zip", "décompresser"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "xls", CLASSEUR),
    "gz": (gzip.compress(f"{ENTETE}\n{LIGNE}\n".encode()), "gz", "décompresser"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "PDF", "JSON Lines"),
    "html": (b"\n<!DOCTYPE html>\n<html><table><tr><td>lieu", "HTML", CLASSEUR),
    "html nu": (b"<table><tr><td>lieu</td></tr></table>", "HTML", CLASSEUR),
    "xml": (b'<?xml version="1.0"?>\n<definitions/>', "XML", "JSON Lines"),
    "yaml": (b"name: Build\non:\n  push:\n", "YAML", "palliorient tester"),
    "fhir": (json.dumps(BUNDLE).encode(), "FHIR", "--modele"),
    "fhir indenté": (json.dumps(BUNDLE, indent=2).encode(), "FHIR", "--modele"),
    "fhir xml": (b'<Bundle xmlns="http://hl7.org/fhir"><type/></Bundle>', "FHIR", "--modele"),
    "utf-16 sans BOM": (ENTETE.encode("utf-16-le"), "UTF-16", "CSV UTF-8"),
    "enveloppe": (b'{"situations": [{"lieu": "domicile"}]}', "aucune colonne", "--modele"),
    "colonnes": (b'{\n"columns": ["lieu"],\n"data": []}', "aucune colonne", "--modele"),
    "scalaires": (b'["lieu", "age"]', "tableau JSON", "un objet par ligne"),
    "tableau vide": (b"[]", "vide", ""),
    "tableau coupé": (b'[{"lieu":"rue"},\n{"lieu":"rue"},\n', "ligne 2", ""),
    "objet coupé": (b'[\n{"lieu":"rue"},\n{"lieu', "ligne 3", ""),
    "json profond": (b'[\n{"lieu":' + b"[" * 99_999, "ligne 2", ""),
    "json en latin-1": ('{"lieu":\n"é"}'.encode("latin-1"), "UTF-8", ""),
    "sep seul": (b"sep=;\n", "vide", ""),
    "titre au-dessus": (f"Demandes: mai\n{ENTETE}\n".encode(), "n'est pas un en-tête", "--modele"),
    "séparateur inconnu": (ENTETE.replace(";", "!").encode(), "n'est pas un en-tête", "--modele"),
}


@pytest.mark.parametrize("nom", GENRES)
def test_ce_qui_n_est_pas_une_table_est_nomme(banc: Banc, nom: str) -> None:
    contenu, dit, remede = GENRES[nom]
    with pytest.raises(PasUneTable) as vue:
        banc.lot(contenu)
    assert vue.value.statut == 3
    assert dit in str(vue.value)
    assert remede in str(vue.value)
    assert not banc.sortie.exists()


def test_un_document_trop_grand(banc: Banc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palliorient.lots.entree.tete.TETE_MAX", 1000)
    monkeypatch.setattr("palliorient.lots.entree.tete.TAILLE", 100)
    objets = [json.dumps(OBJET)] * 20
    with pytest.raises(PasUneTable, match=r"trop grand.*JSON Lines"):
        banc.lot("[\n" + ",\n".join(objets) + "]")
    with pytest.raises(PasUneTable, match="ni un en-tête, ni un objet JSON par ligne"):
        banc.lot("[" + ", ".join(objets) + "]")
    assert len(banc.jsonl("\n".join(objets))) == 20

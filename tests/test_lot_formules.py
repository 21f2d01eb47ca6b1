"""What is repeated (the `id`) cannot be run by a spreadsheet, whatever it cuts cells at."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lots import Banc

from palliorient.lots.ecriture.formules import EXECUTABLES, sans_formule
from palliorient.lots.ecriture.redaction import Csv
from palliorient.noyau.table.table import Table

ENTETE = "id;lieu;arrondissement;niveau;age;precarite;moment"
LIGNE = "r1;domicile;12;2;70;non;jour"


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


FORMULES = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "＝1+1",
    " =1",
    "\u200b=1",
    "\ufeff=1",
    '"=1"',
    '""=1',
    "\x00=1",
]


@pytest.mark.parametrize("formule", FORMULES)
@pytest.mark.parametrize(
    "coupure", ["", "a;", "a,", "a\t", "a|", "a\n", "a\r", ";", '"a";', "a;b,"]
)
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_aucune_formule_quel_que_soit_le_separateur(
    coupure: str, formule: str, separateur: str
) -> None:
    """Whatever a reader cuts at, and whether it knows of quotes, no piece is a formula."""
    identifiant = coupure + formule
    cellule = Csv(separateur).champ("id", identifiant)
    (relue,) = next(csv.reader(io.StringIO(cellule, newline=""), delimiter=separateur))
    assert relue.replace("'", "") == identifiant.replace("'", "")
    for autre in ";,\t|\n\r":
        for morceau in (*cellule.split(autre), *relue.split(autre)):
            debut = morceau.strip(' "\u200b\ufeff\x00\t\r\n')
            assert debut[:1] not in EXECUTABLES


@given(st.text())
def test_un_identifiant_sans_formule_est_recopie_tel_quel(texte: str) -> None:
    garde = sans_formule(texte)
    assert garde.replace("'", "") == texte.replace("'", "")
    assert garde == texte or set(texte) & (EXECUTABLES | {"\t", "\r"})


def test_une_formule_ne_sort_pas_du_lot(banc: Banc) -> None:
    entete, ligne = ENTETE.replace(";", ","), LIGNE.replace(";", ",").removeprefix("r1,")
    sortie = banc.lot(f"{entete}\na;=1+1,{ligne}\n").decode()
    assert sortie.splitlines()[1].startswith("2,a;'=1+1,domicile")


def test_nos_propres_phrases_restent_entieres(banc: Banc) -> None:
    (rangee,) = banc.csv(f"{ENTETE}\nr1;domicile;12;2;;non;\n")
    assert rangee["erreur"] == "il manque : âge, moment (--age, --moment)."

"""Damaged directories and tables: a sentence each time, and never what nobody asked to read.

Two hundred of each; `PALLIORIENT_CARNETS=10000 python -m pytest -n 0 tests/test_carnet_hasard.py`
makes ten thousand of each.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from carnets import ENTETE
from conftest import JOUR

from palliorient.carnets.importer.importer import importer
from palliorient.carnets.lecture import CarnetInvalide, interpreter
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.table import Table
from palliorient.rendu.carnet import import_en_texte, validation_en_json, validation_en_texte

NOMBRE = int(os.environ.get("PALLIORIENT_CARNETS", "200"))
MOT = "zqxsecret"
"""Letters that nothing else has: any piece of it that comes out is seen."""
SECRET = " ".join([MOT] * 4)

CARNET = (
    ENTETE
    + f"""\
entrees:
  - service: had-ap-hp
    telephone: "01 99 00 00 01"
    remarque: "{SECRET}"
    heures: {{jour: ["09:00-12:00", "14:00-17:00"], nuit: oui, feries: non}}
    qui_peut_appeler: [professionnels, proches]
    {MOT}: "{SECRET}"
  - service: dac-nord-ouest
    intermediaire: "15"
    patients: [{MOT}, "{SECRET}", {{nom: "{SECRET}"}}]
    verifie_le: "2026-05-12"
    verifie_par: secretariat
hors_contrat:
  - id: repit
    nom: "Répit"
    type: repit
    telephone: "39 77"
    suivi: >
      {SECRET}
notes: {SECRET}
"""
)
TABLEAU = f"""\
Équipe;Remarque;Tél. direct;Horaires;Patients;Vérifié le;Réservé à
DAC Paris Nord-Ouest;{SECRET};0199000001;9h-17h;"{SECRET}";12/05/2026;pros
had-ap-hp;"{SECRET}";+33 1 99 00 00 02;24h/24 7j/7;{SECRET};;
dac-sud;{SECRET};01 99 00 00 03;;{SECRET};1er mai 2026;proches
inconnu;{SECRET};01 99 00 00 04;;{SECRET};;
"""
SIGNES = [*"\"';,:{}[]#&*!|>-?%@`\n\t\\ é0\0\x1b\u202e\ufeff", "\r\n", "---", "oui", "15"]


def abimer(tirage: random.Random, texte: str) -> bytes:
    """The text with one to four damages, such as hands and programs make."""
    for _ in range(tirage.randint(1, 4)):
        ou = tirage.randrange(len(texte) + 1)
        lignes = texte.split("\n")
        geste = tirage.randrange(8)
        if geste == 0:
            texte = texte[:ou] + texte[ou + tirage.randint(1, 12) :]
        elif geste == 1:
            texte = texte[:ou] + tirage.choice(SIGNES) + texte[ou:]
        elif geste == 2:
            texte = texte[:ou] + tirage.choice(SIGNES) + texte[ou + 1 :]
        elif geste == 3:
            lignes.insert(tirage.randrange(len(lignes)), tirage.choice(lignes))
            texte = "\n".join(lignes)
        elif geste == 4:
            del lignes[tirage.randrange(len(lignes))]
            texte = "\n".join(lignes)
        elif geste == 5:
            rang = tirage.randrange(len(lignes))
            lignes[rang] = " " * tirage.randint(0, 6) + lignes[rang].lstrip()
            texte = "\n".join(lignes)
        elif geste == 6:
            tirage.shuffle(lignes)
            texte = "\n".join(lignes)
        else:
            texte = texte[:ou]
    octets = texte.encode(
        tirage.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16"]), "replace"
    )
    if tirage.random() < 0.05:
        ou = tirage.randrange(len(octets) + 1)
        octets = octets[:ou] + tirage.randbytes(3) + octets[ou:]
    return octets


def tait(dit: str) -> bool:
    """Is there no piece of the secret, were it cut?"""
    return "zqx" not in dit and "xsec" not in dit


def test_des_carnets_abimes(table: Table) -> None:
    codes = set()
    for graine in range(NOMBRE):
        octets = abimer(random.Random(graine), CARNET)
        lu = interpreter(table, octets, "c.yaml", JOUR)
        dits = [
            validation_en_texte([lu]),
            validation_en_json([lu]),
            str(CarnetInvalide(lu.erreurs)),
        ]
        assert all(map(tait, dits)), (graine, dits)
        assert (lu.carnet is not None) == (lu.erreurs == []), graine
        assert tait(repr(lu.carnet)), graine
        for d in lu.diagnostics:
            codes.add(str(d.code))
            assert d.position, graine
            assert d.remede, (graine, d)
    assert len(codes) > 10


def lire(table: Table, referentiel: Referentiel, octets: bytes) -> tuple[str, str | None]:
    """What is said of a table, and the directory that it gives."""
    try:
        fait = importer(table, referentiel, octets, "Carnet d'essai")
    except PasUneTable as refus:
        return str(refus), None
    return import_en_texte(fait), fait.texte


def test_des_tableaux_abimes(table: Table, referentiel: Referentiel) -> None:
    repris = 0
    for graine in range(NOMBRE):
        octets = abimer(random.Random(graine), TABLEAU)
        dit, carnet = lire(table, referentiel, octets)
        assert tait(dit), (graine, dit)
        if carnet is not None:
            assert tait(carnet), (graine, carnet)
            repris += 1
            lu = interpreter(table, carnet.encode(), "c.yaml")
            assert lu.diagnostics == [], (graine, lu.diagnostics)
    assert repris > NOMBRE / 4


@pytest.mark.parametrize("fichier", ["acteurs.yaml", "regles_gradation.yaml"])
def test_un_yaml_d_un_autre_metier(table: Table, fichier: str) -> None:
    from dossiers import CARTE

    octets = Path(CARTE / fichier).read_bytes()
    assert [d.code for d in interpreter(table, octets, fichier).diagnostics] == ["PAL401"]

"""A table as a secretary keeps it → a directory; what is not recognised never comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from carnets import interpreter
from conftest import JOUR, Lancer

from palliorient.carnets.importer import cellules
from palliorient.carnets.importer.importer import importer
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.table import Table

SECRET = "SECRETDUPONT"
TABLEAU = (
    "Équipe;Tél. direct;Horaires;Nuit;Fériés;Vérifié le;Vérifié par;Réservé à;Patients suivis\r\n"
    f"DAC Paris Nord-Ouest;0199000001;9h-17h;;non;12/05/2026;secrétaire;pros;{SECRET}\r\n"
    f"had-ap-hp;+33 (0)1 99 00 00 02;;oui;;12 mai 26;{SECRET};;\r\n"
    f"{SECRET};01 99 00 00 03;;;;;;;\r\n"
    f"dac-sud;{SECRET};;;;;;;{SECRET}\r\n"
)
CARNET = """\
entrees:

  # DAC Paris Nord-Ouest (Quiétude)
  - service: dac-nord-ouest
    telephone: "01 99 00 00 01"
    heures: {jour: "09:00-17:00", feries: non}
    qui_peut_appeler: professionnels
    verifie_le: "2026-05-12"
    verifie_par: secretariat

  # HAD AP-HP
  - service: had-ap-hp
    telephone: "01 99 00 00 02"
    heures: {nuit: oui}
"""


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("debut", ["", "sep={}\r\n"])
def test_ce_qu_excel_ecrit(
    table: Table, referentiel: Referentiel, encodage: str, separateur: str, debut: str
) -> None:
    texte = debut.format(separateur) + TABLEAU.replace(";", separateur)
    fait = importer(table, referentiel, texte.encode(encodage), "Carnet d'essai")
    assert fait.texte is not None
    assert fait.texte.partition("\n\n")[2].partition("\n\n")[2] == CARNET
    assert interpreter(table, fait.texte.encode(), "c.yaml", JOUR).diagnostics == []
    decalage = bool(debut)
    assert [(r.numero - decalage, r.raison) for r in fait.rejets] == [
        (4, "service inconnu de la carte"),
        (5, "numéro non compris"),
    ]
    assert [(r.numero - decalage, len(r.reserves)) for r in fait.reprises] == [(2, 0), (3, 2)]
    assert [(c.numero, c.titre) for c in fait.colonnes] == [(9, "Patients suivis")]
    assert [n - decalage for n in fait.colonnes[0].lignes] == [2, 5]
    assert SECRET not in repr(fait)


@pytest.mark.parametrize(
    ("cellule", "attendu"),
    [
        ("0199000001", "01 99 00 00 01"),
        ("199000001", "01 99 00 00 01"),
        ("+33 1 99 00 00 01", "01 99 00 00 01"),
        ("+33 (0)1.99.00.00.01", "01 99 00 00 01"),
        ("0033199000001", "01 99 00 00 01"),
        ("01-99-00-00-01", "01 99 00 00 01"),
        ("0800123456", "0 800 12 34 56"),
        ("15", "15"),
        ("par le 15", "15"),
        ("3977", "39 77"),
        ("116117", "116 117"),
        ("01 99 00 00 01 / 02", None),
        ("poste 3977", None),
        ("", None),
        ("00199000001", None),
        ("0055000001", None),
    ],
)
def test_les_numeros(cellule: str, attendu: str | None) -> None:
    assert cellules.telephone(cellule) == attendu


@pytest.mark.parametrize(
    ("cellule", "attendu"),
    [
        ("12/05/2026", "2026-05-12"),
        ("12/05/26", "2026-05-12"),
        ("1.5.2026", "2026-05-01"),
        ("2026-05-12", "2026-05-12"),
        ("2026-05-12 00:00:00", "2026-05-12"),
        ("12 mai 2026", "2026-05-12"),
        ("1er août 2026", "2026-08-01"),
        ("31/02/2026", None),
        ("05/2026", None),
        ("46154", None),
        ("hier", None),
    ],
)
def test_les_dates(cellule: str, attendu: str | None) -> None:
    assert cellules.jour(cellule) == attendu


@pytest.mark.parametrize(
    ("cellule", "attendu"),
    [
        ("9h-17h", ["09:00-17:00"]),
        ("9h00 - 17h30", ["09:00-17:30"]),
        ("09:00-17:00", ["09:00-17:00"]),
        ("de 9h à 17h", ["09:00-17:00"]),
        ("9h-12h / 14h-17h", ["09:00-12:00", "14:00-17:00"]),
        ("9 h-12 h et 14 h-17 h", ["09:00-12:00", "14:00-17:00"]),
        ("21h-24h", ["21:00-00:00"]),
        ("9-17", None),
        ("25h-26h", None),
        ("lundi 9h-17h", None),
        ("9h-17h sauf mardi", None),
        ("9h-17h;", None),
    ],
)
def test_les_heures(cellule: str, attendu: list[str] | None) -> None:
    assert cellules.plages(cellule) == attendu


def test_qui_appelle_et_qui_verifie() -> None:
    assert cellules.appelants("Médecins") == ["medecins"]
    assert cellules.appelants("aux professionnels, proches") == ["professionnels", "proches"]
    assert cellules.appelants("tout le monde") is None
    assert cellules.fonction("Secrétaire") == "secretariat"
    assert cellules.fonction("Mme Martin") is None


UN = "service;téléphone;réservé à;mobile de service;standard;type\n"


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        ("had-ap-hp;;;;;", "aucun numéro"),
        (";01 99 00 00 01;;;;", "aucun service"),
        ("had-ap-hp;06 39 98 00 01;;;;", "numéro mobile"),
        ("samu-75;01 99 00 00 01;;;;", "ne se remplace pas"),
        ("had-ap-hp;18;;;;", "numéro d'urgence"),
        ("Hôpital Tenon;01 99 00 00 01;;;;", "plusieurs services"),
        ("had-ap-hp;01 99 00 00 01;tout le monde;;;", "non compris"),
    ],
)
def test_une_ligne_qui_n_est_pas_reprise(
    table: Table, referentiel: Referentiel, ligne: str, raison: str
) -> None:
    fait = importer(table, referentiel, f"{UN}{ligne}\n".encode(), "x")
    assert fait.texte is None
    assert [(r.numero, raison in r.raison) for r in fait.rejets] == [(2, True)]


@pytest.mark.parametrize(
    ("ligne", "service"),
    [
        ("Hôpital Tenon;01 99 00 00 01;;;;LISP", "lisp-tenon"),
        ("emsp tenon;01 99 00 00 01;;;;", "emsp-tenon"),
        ("HAD AP-HP;06 39 98 00 01;;oui;;", "had-ap-hp"),
        ("pallidom;;;;15;", "eri-sp-pallidom"),
    ],
)
def test_le_service_par_son_nom(
    table: Table, referentiel: Referentiel, ligne: str, service: str
) -> None:
    fait = importer(table, referentiel, f"{UN}{ligne}\n".encode(), "x")
    assert [r.champs["service"] for r in fait.reprises] == [service], fait.rejets


def test_deux_lignes_d_un_service(table: Table, referentiel: Referentiel) -> None:
    """The second is not taken, and known by its number; unless hours tell them apart."""
    tableau = "service;tél;jour;nuit\nhad-ap-hp;0199000001;oui;\nhad-ap-hp;0199000002;{}\n"
    fait = importer(table, referentiel, tableau.format("9h-10h;").encode(), "x")
    assert [r.numero for r in fait.rejets] == [3]
    fait = importer(table, referentiel, tableau.format(";oui").encode(), "x")
    assert [r.numero for r in fait.reprises] == [2, 3]


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\n\n",
        f"{SECRET};0199000001\n{SECRET};0199000002\n".encode(),
        b"PK\x03\x04 xl/",
        b"%PDF-1.4",
        f'service;tel\n"{SECRET}'.encode() + b"x" * (1 << 17),
    ],
)
def test_ce_qui_n_est_pas_un_tableau(table: Table, referentiel: Referentiel, octets: bytes) -> None:
    with pytest.raises(PasUneTable) as refus:
        importer(table, referentiel, octets, "x")
    assert SECRET not in str(refus.value)


@pytest.mark.parametrize(
    "entete",
    [
        f"service;téléphone;{SECRET} 01 99 00 00 09",
        f"service;téléphone;remarque;{SECRET};x;y",
        f'service;téléphone;"{SECRET}\nx"',
        f"service;téléphone;{SECRET} {'x' * 60}",
    ],
)
def test_un_titre_qui_n_en_est_pas_un(table: Table, referentiel: Referentiel, entete: str) -> None:
    """A header glued to the row after it, or that is a row: known by its number only."""
    fait = importer(table, referentiel, f"{entete}\nhad-ap-hp;0199000001;{SECRET}\n".encode(), "x")
    assert fait.colonnes
    assert SECRET not in repr(fait)


def test_la_commande(lancer: Lancer, tmp_path: Path) -> None:
    tableau, carnet = tmp_path / "t.csv", tmp_path / "c.yaml"
    tableau.write_bytes(TABLEAU.encode("cp1252"))
    fait = lancer("carnet", "importer", str(tableau), "--sortie", str(carnet), "--nom", "Nous")
    assert (fait.returncode, fait.stdout) == (1, "")
    assert "2 lignes sur 4 dans le carnet." in fait.stderr
    assert "n° 9, « Patients suivis », lignes 2, 5" in fait.stderr
    assert SECRET not in fait.stderr + carnet.read_text(encoding="utf-8")
    assert 'nom: "Nous"' in carnet.read_text(encoding="utf-8")
    assert lancer("carnet", "valider", str(carnet)).returncode == 0
    assert lancer("carnet", "importer", str(tableau), "--sortie", str(carnet)).returncode == 2
    assert lancer("carnet", "importer", str(tableau), "--nom", "Dr Martin").returncode == 2
    assert lancer("carnet", "importer", str(tmp_path / "absent")).returncode == 3
    tableau.write_text("service;tel\nhad-ap-hp;0199000001\n")
    fait = lancer("carnet", "importer", str(tableau))
    assert fait.returncode == 0
    assert fait.stdout.endswith('    telephone: "01 99 00 00 01"\n')

"""What is refused in a directory: the code, the place, the remedy; never a word of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from carnets import ENTETE, lu
from conftest import JOUR

from palliorient.carnets.codes import Code
from palliorient.carnets.lecture import interpreter
from palliorient.carnets.modele import modele
from palliorient.noyau.modele.diagnostic import ERREUR
from palliorient.noyau.table.table import Table

SECRET = "Mme Secretdupont"

CAS = {
    "autre carte": (
        'format: "palliorient.carnet/1"\ncarte: "92"\nnom: "X"\n', Code.AUTRE_CARTE, "2:8"
    ),
    "étranger": (f"contacts:\n  - nom: {SECRET}\n", Code.PAS_UN_CARNET, "1:1"),
    "service inconnu": (
        ENTETE + 'entrees:\n  - service: dac-nord\n    telephone: "01 99 00 00 01"\n',
        Code.SERVICE_INCONNU, "5:14",
    ),
    "générique": (ENTETE + "entrees:\n  - service: suivi-had\n", Code.SANS_NOM_PROPRE, "5:14"),
    "15 remplacé": (
        ENTETE + 'entrees:\n  - service: samu-75\n    telephone: "01 99 00 00 01"\n',
        Code.NUMERO_PROTEGE, "5:14",
    ),
    "15 donné": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "112"\n',
        Code.NUMERO_PROTEGE, "6:16",
    ),
    "mobile": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "06 39 98 00 01"\n',
        Code.MOBILE, "6:16",
    ),
    "sans numéro": (
        ENTETE + "entrees:\n  - service: had-ap-hp\n    heures: {jour: oui}\n",
        Code.SANS_NUMERO, "5:5",
    ),
    "personne": (
        ENTETE + f'entrees:\n  - service: had-ap-hp\n    verifie_par: "{SECRET}"\n',
        Code.NOM_DE_PERSONNE, "6:18",
    ),
    "personne hors contrat": (
        ENTETE + 'hors_contrat:\n  - id: x\n    type: repit\n    telephone: "3977"\n'
        f'    nom: "Cabinet de {SECRET}"\n',
        Code.NOM_DE_PERSONNE, "8:10",
    ),
    "appelant": (
        ENTETE + "entrees:\n  - service: had-ap-hp\n    qui_peut_appeler: [proches, tous]\n",
        Code.APPELANT_INCONNU, "6:33",
    ),
    "moment": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        "    heures: {matin: oui}\n",
        Code.MOMENT_INCONNU, "7:21",
    ),
    "heures": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        '    heures: {jour: "9h-17h"}\n',
        Code.HEURES_MAL_ECRITES, "7:20",
    ),
    "plage vide": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        '    heures: {jour: "09:00-09:00"}\n',
        Code.HEURES_MAL_ECRITES, "7:20",
    ),
    "chevauchement": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        '    heures: {jour: ["09:00-13:00", "12:00-17:00"]}\n',
        Code.HEURES_QUI_SE_CHEVAUCHENT, "7:36",
    ),
    "hors du moment": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        '    heures: {jour: "07:00-17:00"}\n',
        Code.HEURES_HORS_DU_MOMENT, "7:20",
    ),
    "fériés": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        "    heures: {jour: oui, feries: oui}\n",
        Code.FERIES_SANS_HEURES, "7:33",
    ),
    "deux fois": (
        ENTETE + 'entrees:\n  - {service: had-ap-hp, telephone: "3977"}\n'
        '  - {service: had-ap-hp, telephone: "3978"}\n',
        Code.SERVICE_EN_DOUBLE, "6:15",
    ),
    "deux fois aux mêmes heures": (
        ENTETE + 'entrees:\n  - {service: had-ap-hp, telephone: "3977", heures: {jour: oui}}\n'
        '  - {service: had-ap-hp, telephone: "3978", heures: {jour: "09:00-10:00"}}\n',
        Code.SERVICE_EN_DOUBLE, "6:15",
    ),
    "sur la carte": (
        ENTETE + 'hors_contrat:\n  - {id: had-ap-hp, nom: "X", type: had, telephone: "3977"}\n',
        Code.DEJA_SUR_LA_CARTE, "5:10",
    ),
    "à venir": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    telephone: "3977"\n'
        '    verifie_le: "2062-05-12"\n',
        Code.DATE_A_VENIR, "7:17",
    ),
    "type": (
        ENTETE + 'hors_contrat:\n  - {id: x, nom: "X", type: repits, telephone: "3977"}\n',
        "PAL104", "5:29",
    ),
    "clé inconnue": (
        ENTETE + f'entrees:\n  - service: had-ap-hp\n    remarque: "{SECRET}"\n', "PAL050", "6:5"
    ),
    "sans guillemets": (
        ENTETE + f"entrees:\n  - service: had-ap-hp\n    verifie_par: {SECRET}\n",
        "PAL028", "6:18",
    ),
    "clé qui est un nom": (
        ENTETE + f'entrees:\n  - service: had-ap-hp\n    "{SECRET}": oui\n', "PAL050", "6:5"
    ),
    "clé accentuée": (
        ENTETE + 'entrees:\n  - service: had-ap-hp\n    téléphone: "39 77"\n', "PAL028", "6:5"
    ),
    "téléphone": (
        ENTETE + f'entrees:\n  - service: had-ap-hp\n    telephone: "{SECRET}"\n', "PAL054", "6:16"
    ),
    "date": (
        ENTETE + f'entrees:\n  - service: had-ap-hp\n    verifie_le: "{SECRET}"\n', "PAL054", "6:17"
    ),
    "guillemet": (ENTETE + f'entrees:\n  - service: "{SECRET}\n', "PAL005", "5:14"),
}  # fmt: skip


@pytest.mark.parametrize("nom", CAS)
def test_le_code_et_la_place(table: Table, nom: str) -> None:
    texte, code, place = CAS[nom]
    dits = interpreter(table, texte.encode(), "c.yaml", JOUR).diagnostics
    assert [(d.code, str(d.position)) for d in dits] == [(code, f"c.yaml:{place}")]
    assert dits[0].remede
    assert "Secretdupont" not in f"{dits[0].message} {dits[0].remede}"


def test_une_cle_inconnue_sans_guillemets(table: Table) -> None:
    """Two problems, at their places, and still not a word of what is written."""
    dits = lu(table, f"entrees:\n  - service: had-ap-hp\n    remarque: {SECRET}\n").diagnostics
    assert [(d.code, str(d.position)) for d in dits] == [
        ("PAL050", "c.yaml:6:5"),
        ("PAL028", "c.yaml:6:15"),
    ]
    assert "Secretdupont" not in str(dits)


def test_chaque_code_a_son_cas() -> None:
    assert set(Code) <= {code for _, code, _ in CAS.values()}


def test_les_avertissements_ne_ferment_pas_le_carnet(table: Table) -> None:
    """A map that renames a service, a clock: the rest of the directory is read."""
    for nom in ("service inconnu", "à venir"):
        lue = interpreter(table, CAS[nom][0].encode(), "c.yaml", JOUR)
        assert lue.carnet is not None
        assert all(d.gravite != ERREUR for d in lue.diagnostics)


def test_le_modele_est_vide_et_valide(table: Table) -> None:
    texte = modele(table)
    lue = interpreter(table, texte.encode(), "modele.yaml", JOUR)
    assert lue.diagnostics == []
    assert lue.carnet is not None
    assert (lue.carnet.lignes, lue.carnet.hors_contrat) == ((), ())
    assert lue.modele is not None
    inscrits = {e.service for e in lue.modele.entrees}
    assert inscrits == {
        s.id for s in table.services if not s.generique and s.telephone not in ("15", "18")
    }
    assert max(len(ligne) for ligne in texte.splitlines() if ligne[:1] != " ") < 80


def test_l_exemple_du_modele_se_lit(table: Table) -> None:
    """What the model shows in its comments, uncommented, is right."""
    lignes = modele(table).splitlines()
    debut = next(i for i, ligne in enumerate(lignes) if ligne.startswith("#   - service:"))
    fin = next(i for i, ligne in enumerate(lignes) if "verifie_par:" in ligne) + 1
    exemple = "\n".join(ligne.removeprefix("# ") for ligne in lignes[debut:fin])
    exemple = exemple.replace("nom-du-service", "had-ap-hp")
    lue = lu(table, f"entrees:\n{exemple}\n", JOUR)
    assert lue.diagnostics == []
    assert lue.carnet is not None
    voie = lue.carnet.lignes[0].voie
    assert (voie.telephone, voie.intermediaire) == ("01 99 00 00 00", "15")
    assert dict(voie.heures.moments) == {
        "jour": ((540, 1020),),
        "nuit": None,
        "soiree": None,
        "week-end": None,
    }
    assert voie.heures.feries is False


def test_un_fichier_qui_n_est_pas_du_texte(table: Table, tmp_path: Path) -> None:
    carnet = (ENTETE + "# à relire\n").encode
    for octets, code in (
        (carnet("utf-16"), "PAL003"),
        (carnet("cp1252"), "PAL003"),
        ("équipe;tél\n".encode("cp1252"), "PAL401"),
        (b"", "PAL001"),
        (b"a" * (1 << 21), "PAL002"),
    ):
        dits = interpreter(table, octets, "c.yaml", date(2026, 1, 1)).diagnostics
        assert [d.code for d in dits] == [code]

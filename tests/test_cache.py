"""The kept table: believed only when everything agrees, and never needed."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest
from conftest import JOUR
from dossiers import copier

from palliorient import donnees
from palliorient.donnees import VARIABLE_DU_CACHE, charger, table_livree
from palliorient.noyau.table import Table


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the shipped files, so that the packaged table never answers for it."""
    copie = tmp_path / "donnees"
    copie.mkdir()
    return copier(copie)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chemin = tmp_path / "cache" / "profond"
    monkeypatch.setenv(VARIABLE_DU_CACHE, str(chemin))
    return chemin


def identiques(une: Table, autre: Table) -> bool:
    return all(getattr(une, champ) == getattr(autre, champ) for champ in Table.__slots__)


def fichier_du(cache: Path) -> Path:
    (seul,) = cache.iterdir()
    return seul


def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders compiled from now on."""
    faites: list[Path] = []
    vraie = donnees._compiler

    def compiler(dossier: Path, jour: date) -> object:
        faites.append(dossier)
        return vraie(dossier, jour)

    monkeypatch.setattr(donnees, "_compiler", compiler)
    return faites


def test_la_seconde_fois_rien_n_est_compile(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    faites = compilations(monkeypatch)
    premiere, seconde = charger(dossier, JOUR), charger(dossier, JOUR)
    assert faites == [dossier]
    assert identiques(premiere, seconde)
    assert identiques(premiere, table)


def _modifier(octets: bytes, **champs: object) -> bytes:
    entete, _, corps = octets.partition(b"\n")
    return json.dumps(json.loads(entete) | champs).encode() + b"\n" + corps


DEGATS = {
    "vide": lambda _: b"",
    "coupé": lambda o: o[: len(o) // 2],
    "un octet changé": lambda o: o[:-10] + b"#" + o[-9:],
    "étranger": lambda _: b"\x89PNG\r\n\x1a\n" * 40,
    "entête sans corps": lambda o: o.partition(b"\n")[0],
    "entête en liste": lambda o: b"[1]\n" + o.partition(b"\n")[2],
    "autre clé": lambda o: _modifier(o, cle="0.0.9 1 autre"),
    "autre jour": lambda o: _modifier(o, jusqua="2025-01-01"),
    "jour d'un autre type": lambda o: _modifier(o, depuis=3),
    "JSON très profond": lambda o: b"[" * 100_000 + b"\n" + o,
}


@pytest.mark.parametrize("degat", DEGATS, ids=str)
def test_un_cache_abime_est_refait(
    degat: str, dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    charger(dossier, JOUR)
    fichier = fichier_du(cache)
    bon = fichier.read_bytes()
    fichier.write_bytes(DEGATS[degat](bon))
    faites = compilations(monkeypatch)
    assert identiques(charger(dossier, JOUR), table)
    assert faites == [dossier]
    assert fichier.read_bytes() == bon


@pytest.mark.parametrize("corps", [b"{}", b"[]", b"null", b'{"version":1}'])
def test_un_corps_qui_n_est_pas_une_table_est_refait(
    corps: bytes, dossier: Path, cache: Path, table: Table
) -> None:
    charger(dossier, JOUR)
    fichier = fichier_du(cache)
    entete = json.loads(fichier.read_bytes().partition(b"\n")[0])
    fichier.write_bytes(json.dumps(entete | {"somme": crc32(corps)}).encode() + b"\n" + corps)
    assert identiques(charger(dossier, JOUR), table)


def test_la_cle_est_le_contenu(dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Touching a file changes nothing; one byte more makes another table."""
    charger(dossier, JOUR)
    acteurs = dossier / "acteurs.yaml"
    os.utime(acteurs, (1, 1))
    faites = compilations(monkeypatch)
    charger(dossier, JOUR)
    assert faites == []
    acteurs.write_bytes(acteurs.read_bytes() + b"# note\n")
    ancienne = json.loads(fichier_du(cache).read_bytes().partition(b"\n")[0])["cle"]
    charger(dossier, JOUR)
    assert faites == [dossier]
    assert json.loads(fichier_du(cache).read_bytes().partition(b"\n")[0])["cle"] != ancienne


def test_une_autre_version_du_code_refait_la_table(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charger(dossier, JOUR)
    faites = compilations(monkeypatch)
    monkeypatch.setattr(donnees, "_code", lambda: "autre")
    charger(dossier, JOUR)
    monkeypatch.setattr(donnees, "__version__", "9.9.9")
    charger(dossier, JOUR)
    assert faites == [dossier, dossier]


def test_sans_endroit_ou_ecrire(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    """A file where the folder should be: even root cannot write there."""
    obstacle = tmp_path / "fichier"
    obstacle.write_text("x", encoding="utf-8")
    monkeypatch.setenv(VARIABLE_DU_CACHE, str(obstacle))
    assert identiques(charger(dossier, JOUR), table)
    assert obstacle.read_text(encoding="utf-8") == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME")
def test_sans_maison(dossier: Path, monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    for nom in (VARIABLE_DU_CACHE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(nom, raising=False)
    assert identiques(charger(dossier, JOUR), table)


@pytest.mark.skipif(sys.platform == "win32", reason="XDG")
def test_la_place_du_cache(dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE_DU_CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    charger(dossier, JOUR)
    assert len(list((tmp_path / "xdg" / "palliorient").iterdir())) == 1
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "maison"))
    charger(dossier, JOUR)
    assert len(list((tmp_path / "maison" / ".cache" / "palliorient").iterdir())) == 1


def test_la_table_livree_est_celle_d_une_compilation(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, cache: Path, table: Table
) -> None:
    """Built with the package, believed on the same terms, and then nothing else is written."""
    (dossier / donnees.TABLE_LIVREE).write_bytes(table_livree(dossier, JOUR))
    monkeypatch.setattr(donnees, "dossier_livre", lambda: dossier)
    faites = compilations(monkeypatch)
    assert identiques(charger(None, JOUR), table)
    assert faites == []
    assert not cache.exists()
    acteurs = dossier / "acteurs.yaml"
    acteurs.write_bytes(acteurs.read_bytes() + b"# note\n")
    charger(None, JOUR)
    assert faites == [dossier]


def test_une_table_hors_du_paquet_n_est_pas_crue(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the shipped folder may bring its own table."""
    (dossier / donnees.TABLE_LIVREE).write_bytes(table_livree(dossier, JOUR))
    faites = compilations(monkeypatch)
    charger(dossier, JOUR)
    assert faites == [dossier]

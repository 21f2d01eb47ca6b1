"""The kept table: believed only when everything agrees, and never needed."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from caches import compilations, fichier_du, identiques
from conftest import JOUR
from dossiers import ACTEURS, copier, remplacer

from palliorient import donnees
from palliorient.cache import SECRET, VARIABLE, condense
from palliorient.commandes import lancer
from palliorient.donnees import charger, lire_carte, livrer
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.table import Table


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the shipped files, so that the packaged table never answers for it."""
    copie = tmp_path / "donnees"
    copie.mkdir()
    return copier(copie)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chemin = tmp_path / "cache" / "profond"
    monkeypatch.setenv(VARIABLE, str(chemin))
    return chemin


def test_la_seconde_fois_rien_n_est_compile(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    faites = compilations(monkeypatch)
    premiere, seconde = charger(dossier, JOUR), charger(dossier, JOUR)
    assert faites == [dossier]
    assert identiques(premiere, seconde)
    assert identiques(premiere, table)


def resceller(entete: bytes, corps: bytes, secret: bytes) -> bytes:
    scelle = entete + b"\n" + corps
    return condense(scelle, secret).encode() + b"\n" + scelle


def _modifier(octets: bytes, secret: bytes, **champs: object) -> bytes:
    _, entete, corps = octets.split(b"\n")
    return resceller(json.dumps(json.loads(entete) | champs).encode(), corps, secret)


DEGATS = {
    "vide": lambda o, s: b"",
    "coupé": lambda o, s: o[: len(o) // 2],
    "un octet changé": lambda o, s: o[:-10] + b"#" + o[-9:],
    "étranger": lambda o, s: b"\x89PNG\r\n\x1a\n" * 40,
    "sceau sans suite": lambda o, s: o.partition(b"\n")[0],
    "entête sans corps": lambda o, s: o.rpartition(b"\n")[0],
    "entête en liste": lambda o, s: resceller(b"[1]", o.split(b"\n")[2], s),
    "entête scellée seule": lambda o, s: resceller(o.split(b"\n")[1], b"", s),
    "autre clé": lambda o, s: _modifier(o, s, cle="0.0.9 1 autre"),
    "autre jour": lambda o, s: _modifier(o, s, jusqua="2025-01-01"),
    "jour d'un autre type": lambda o, s: _modifier(o, s, depuis=3),
    "table d'une autre forme": lambda o, s: resceller(o.split(b"\n")[1], b"{}", s),
    "JSON très profond": lambda o, s: resceller(o.split(b"\n")[1], b"[" * 100_000, s),
    "d'un autre dossier de cache": lambda o, s: resceller(*o.split(b"\n")[1:], s[::-1]),
}


@pytest.mark.parametrize("degat", DEGATS, ids=str)
def test_un_cache_abime_est_refait(
    degat: str, dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    charger(dossier, JOUR)
    fichier = fichier_du(cache)
    bon = fichier.read_bytes()
    fichier.write_bytes(DEGATS[degat](bon, (cache / SECRET).read_bytes()))
    faites = compilations(monkeypatch)
    assert identiques(charger(dossier, JOUR), table)
    assert faites == [dossier]
    assert fichier.read_bytes() == bon


def test_la_cle_est_le_contenu(dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Touching a file changes nothing; one byte more makes another table."""
    charger(dossier, JOUR)
    acteurs = dossier / "acteurs.yaml"
    os.utime(acteurs, (1, 1))
    faites = compilations(monkeypatch)
    charger(dossier, JOUR)
    assert faites == []
    acteurs.write_bytes(acteurs.read_bytes() + b"# note\n")
    ancienne = json.loads(fichier_du(cache).read_bytes().split(b"\n")[1])["cle"]
    charger(dossier, JOUR)
    assert faites == [dossier]
    assert json.loads(fichier_du(cache).read_bytes().split(b"\n")[1])["cle"] != ancienne


def test_deux_periodes_ont_chacune_leur_table(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One day before an opening and one day after it, in turn: both answers are kept."""
    ligne = "      - id: emspt-paris-nord\n"
    remplacer(dossier, ACTEURS, ligne, f'{ligne}        depuis: "2026-09-01"\n')
    faites = compilations(monkeypatch)
    jours = [date(2026, 6, 1), date(2026, 10, 1), date(2026, 8, 31), date(2026, 9, 1)]
    avant, apres, veille, matin = [charger(dossier, jour) for jour in jours]
    assert faites == [dossier, dossier]
    assert identiques(avant, veille)
    assert identiques(apres, matin)
    assert avant.contacts != apres.contacts
    # Once the data say otherwise, neither is left behind.
    remplacer(dossier, ACTEURS, '        depuis: "2026-09-01"\n', "")
    charger(dossier, JOUR)
    assert fichier_du(cache)


def test_une_autre_version_du_code_refait_la_table(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charger(dossier, JOUR)
    faites = compilations(monkeypatch)
    monkeypatch.setattr(donnees, "_code", lambda _: "autre")
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
    monkeypatch.setenv(VARIABLE, str(obstacle))
    assert identiques(charger(dossier, JOUR), table)
    assert obstacle.read_text(encoding="utf-8") == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME")
def test_sans_maison(dossier: Path, monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    for nom in (VARIABLE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(nom, raising=False)
    assert identiques(charger(dossier, JOUR), table)


@pytest.mark.skipif(sys.platform == "win32", reason="XDG")
def test_la_place_du_cache(dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    charger(dossier, JOUR)
    assert fichier_du(tmp_path / "xdg" / "palliorient")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "maison"))
    charger(dossier, JOUR)
    assert fichier_du(tmp_path / "maison" / ".cache" / "palliorient")


def livrer_dans(dossier: Path) -> None:
    """Put beside the files what an installed package has there."""
    for nom, octets in livrer(dossier, JOUR).items():
        (dossier / nom).write_bytes(octets)


def test_la_carte_lue_est_gardee(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, referentiel: Referentiel
) -> None:
    """All that the files say comes back, object by object; a changed byte is a new reading."""
    faites = compilations(monkeypatch, "carte")
    assert lire_carte(dossier) == lire_carte(dossier) == referentiel
    assert faites == [dossier]
    (carte,) = cache.glob("carte-*.json")
    carte.write_bytes(carte.read_bytes().replace(b"Paris", b"Pavie"))
    assert lire_carte(dossier) == referentiel
    assert faites == [dossier, dossier]
    acteurs = dossier / ACTEURS
    acteurs.write_bytes(acteurs.read_bytes() + b"# note\n")
    assert lire_carte(dossier).empreinte != referentiel.empreinte


@pytest.mark.parametrize("commande", ["acteurs", "territoires", "gradation", "couverture"])
def test_parcourir_ne_lit_pas_les_yaml_deux_fois(
    commande: str, dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faites = compilations(monkeypatch, "carte")
    arguments = [commande, "--format", "json", "--donnees", str(dossier)]
    assert [lancer(arguments), lancer(arguments)] == [0, 0]
    assert faites == [dossier]


def test_la_table_livree_est_celle_d_une_compilation(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, cache: Path, table: Table
) -> None:
    """Built with the package, believed on the same terms, and then nothing else is written."""
    livrer_dans(dossier)
    monkeypatch.setattr(donnees, "dossier_livre", lambda: dossier)
    faites = compilations(monkeypatch)
    lues = compilations(monkeypatch, "carte")
    assert identiques(charger(None, JOUR), table)
    assert lire_carte().empreinte == table.empreinte
    assert faites == lues == []
    assert not cache.exists()
    acteurs = dossier / "acteurs.yaml"
    acteurs.write_bytes(acteurs.read_bytes() + b"# note\n")
    charger(None, JOUR)
    lire_carte()
    assert faites == lues == [dossier]


def test_une_table_hors_du_paquet_n_est_pas_crue(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the shipped folder may bring its own table."""
    livrer_dans(dossier)
    faites = compilations(monkeypatch)
    charger(dossier, JOUR)
    assert faites == [dossier]

"""The table that an installed package carries: believed as the code beside it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from caches import SPECIAUX, compilations, identiques
from conftest import JOUR
from dossiers import copier

from palliorient import donnees
from palliorient.cache import TOUJOURS, VARIABLE, condense, en_octets
from palliorient.donnees import LIVRES, charger, livrer
from palliorient.noyau.table.table import Table

pytest.importorskip("resource")  # POSIX: owners, modes, pipes, devices


@pytest.fixture
def faites(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders compiled from now on."""
    return compilations(monkeypatch)


@pytest.fixture
def livree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table as an installed package carries it."""
    copie = copier(tmp_path)
    monkeypatch.setattr(donnees, "dossier_livre", lambda: copie)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    livres = livrer(copie, JOUR)
    (copie / LIVRES["table"]).write_bytes(livres[LIVRES["table"]])
    return copie / LIVRES["table"]


def test_la_table_livree_que_d_autres_peuvent_ecrire(livree: Path, faites: list[Path]) -> None:
    charger(None, JOUR)
    assert faites == []
    livree.chmod(0o666)
    charger(None, JOUR)
    assert len(faites) == 1


@pytest.mark.parametrize("special", SPECIAUX)
def test_une_table_livree_speciale(
    special: str, livree: Path, table: Table, faites: list[Path]
) -> None:
    livree.unlink()
    SPECIAUX[special](livree)
    assert identiques(charger(None, JOUR), table)
    assert len(faites) == 1


@pytest.mark.parametrize("faux", [{}, [], None, 3, {"version": 1}, {"criteres": [3]}], ids=repr)
def test_une_table_livree_qui_n_en_est_pas_une(
    faux: object, livree: Path, table: Table, faites: list[Path]
) -> None:
    cle = json.loads(livree.read_bytes().split(b"\n")[1])["cle"]
    livree.write_bytes(en_octets(cle, TOUJOURS, faux))
    assert identiques(charger(None, JOUR), table)
    assert len(faites) == 1


def test_une_table_livree_trop_profonde(livree: Path, table: Table) -> None:
    entete = livree.read_bytes().split(b"\n")[1]
    scelle = entete + b"\n" + b"[" * 100_000
    livree.write_bytes(condense(scelle).encode() + b"\n" + scelle)
    assert identiques(charger(None, JOUR), table)

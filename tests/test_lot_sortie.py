"""Outputs that are whole or absent, whatever happens in the middle."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Lancer
from lots import INSTANT, Banc

from palliorient.ecriture import PREFIXE, SUFFIXE, SortieRefusee, VersFichier
from palliorient.lots.course.execution import Demande, executer_lot
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.table.table import Table

TITRES = "id;lieu;arrondissement;niveau;age;precarite;moment\n"
LIGNE = "a;domicile;18;2;59;non;nuit\n"


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


def test_jamais_sa_propre_entree(table: Table, tmp_path: Path) -> None:
    entree = tmp_path / "a.csv"
    entree.write_text(TITRES + LIGNE)
    lien, dur = tmp_path / "lien.csv", tmp_path / "dur.csv"
    lien.symlink_to(entree)
    os.link(entree, dur)
    for sortie in (entree, lien, dur, tmp_path / "." / "a.csv"):
        demande = Demande(str(entree), str(sortie), ecraser=True)
        with pytest.raises(SortieRefusee, match="fichier d'entrée") as vue:
            executer_lot(lambda _: table, demande, INSTANT)
        assert vue.value.statut == 2
    assert entree.read_text() == TITRES + LIGNE


def test_la_sortie_standard_n_est_pas_l_entree(
    tmp_path: Path, environnement: dict[str, str]
) -> None:
    entree = tmp_path / "a.csv"
    entree.write_text(TITRES + LIGNE)
    with entree.open("ab") as flux:
        fini = subprocess.run(
            [sys.executable, "-m", "palliorient", "lot", str(entree)],
            stdout=flux,
            stderr=subprocess.PIPE,
            env=environnement,
            check=False,
        )
    assert fini.returncode == 2
    assert entree.read_text() == TITRES + LIGNE


def test_un_fichier_qui_existe(table: Table, tmp_path: Path) -> None:
    entree, sortie = tmp_path / "a.csv", tmp_path / "b.csv"
    entree.write_text(TITRES + LIGNE)
    sortie.write_text("ancien")
    sortie.chmod(0o640)
    with pytest.raises(SortieRefusee, match="--ecraser"):
        executer_lot(lambda _: table, Demande(str(entree), str(sortie)), INSTANT)
    assert sortie.read_text() == "ancien"
    executer_lot(lambda _: table, Demande(str(entree), str(sortie), ecraser=True), INSTANT)
    assert sortie.read_text().startswith("ligne;id")
    assert sortie.stat().st_mode & 0o777 == 0o640
    with pytest.raises(SortieRefusee, match="fichier ordinaire"):
        executer_lot(lambda _: table, Demande(str(entree), str(tmp_path), ecraser=True), INSTANT)
    with pytest.raises(ErreurPalliorient, match="impossible d'écrire"):
        executer_lot(
            lambda _: table, Demande(str(entree), str(tmp_path / "rien" / "b.csv")), INSTANT
        )


def test_disque_plein(banc: Banc, monkeypatch: pytest.MonkeyPatch) -> None:
    banc.lot(TITRES + LIGNE)
    avant = banc.sortie.read_bytes()

    class Plein:
        def write(self, octets: Any) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def close(self) -> None:
            pass

    ouvrir = VersFichier.ouvrir

    def ouvrir_plein(self: VersFichier) -> None:
        ouvrir(self)
        assert self._flux is not None
        self._flux.close()
        self._flux = Plein()  # type: ignore[assignment]

    monkeypatch.setattr(VersFichier, "ouvrir", ouvrir_plein)
    with pytest.raises(ErreurPalliorient, match="impossible d'écrire") as vue:
        banc.lot(TITRES + LIGNE * 9)
    assert vue.value.statut == 3
    assert banc.sortie.read_bytes() == avant
    assert sorted(p.name for p in banc.sortie.parent.iterdir()) == ["entree", "sortie"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="pas de /dev/full ici")
def test_sortie_standard_pleine(environnement: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as plein:
        fini = subprocess.run(
            [sys.executable, "-m", "palliorient", "lot", "-"],
            input=(TITRES + LIGNE).encode(),
            stdout=plein,
            stderr=subprocess.PIPE,
            env=environnement,
            check=False,
        )
    assert fini.returncode == 3
    assert fini.stderr.decode().startswith("palliorient : impossible d'écrire")
    assert b"Traceback" not in fini.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signaux POSIX")
@pytest.mark.parametrize(
    ("signaux", "statut"),
    [
        (["SIGINT"], {130}),
        (["SIGTERM"], {143}),
        (["SIGHUP"], {129}),
        # A system that stops sends both at once: the second must not stop the tidying up.
        (["SIGTERM", "SIGHUP"], {129, 143}),
    ],
)
def test_interruption_au_milieu(
    tmp_path: Path, environnement: dict[str, str], signaux: list[str], statut: set[int]
) -> None:
    sortie = tmp_path / "b.csv"
    sortie.write_text("ancien")
    with subprocess.Popen(
        [sys.executable, "-m", "palliorient", "lot", "-", "--sortie", str(sortie), "--ecraser"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environnement,
    ) as processus:
        assert processus.stdin is not None
        processus.stdin.write((TITRES + LIGNE * 20_000).encode())
        processus.stdin.flush()
        limite = time.monotonic() + 30
        while not any(p.stat().st_size > 10_000 for p in tmp_path.glob(f"{PREFIXE}*{SUFFIXE}")):
            assert time.monotonic() < limite
            time.sleep(0.01)
        for nom in signaux:
            processus.send_signal(getattr(signal, nom))
        assert processus.wait(30) in statut
        assert processus.stderr is not None
        assert b"Traceback" not in processus.stderr.read()
    assert sortie.read_text() == "ancien"
    assert [p.name for p in tmp_path.iterdir()] == ["b.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="tubes POSIX")
def test_tube_ferme(tmp_path: Path, environnement: dict[str, str]) -> None:
    entree = tmp_path / "a.csv"
    entree.write_text(TITRES + LIGNE * 50_000)
    with subprocess.Popen(
        [sys.executable, "-m", "palliorient", "lot", str(entree)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environnement,
    ) as processus:
        assert processus.stdout is not None
        assert processus.stderr is not None
        assert processus.stdout.readline().startswith(b"ligne;id")
        processus.stdout.close()
        assert processus.wait(30) == 0
        assert processus.stderr.read() == b""


def test_statuts_et_bilan(lancer: Lancer, tmp_path: Path) -> None:
    modele = lancer("lot", "--modele")
    assert modele.returncode == 0
    bon = lancer("lot", "-", entree=modele.stdout)
    assert bon.returncode == 0
    assert "lignes : 4 · rejetées : 0 · situations distinctes : 4" in bon.stderr
    assert "URGENCE_VITALE : 4" in bon.stderr
    assert "\x1b" not in bon.stderr + bon.stdout
    mauvais = lancer("lot", "-", entree=modele.stdout + "x;;;;;;;;;;;;;;\n")
    assert mauvais.returncode == 1
    assert mauvais.stdout.startswith(bon.stdout)
    assert lancer("lot").returncode == 2
    assert lancer("lot", "-", "--colonnes", "nom").returncode == 2
    assert lancer("lot", "-", "--complet", "--format", "csv").returncode == 2
    assert lancer("lot", "-", "--date", "hier").returncode == 2
    aucun = lancer("lot", "-", "--processus", "0")
    assert (aucun.returncode, "un nombre de 1 ou plus" in aucun.stderr) == (2, True)
    assert lancer("lot", "-").returncode == 3
    assert lancer("lot", str(tmp_path / "absent")).returncode == 3
    arret = lancer("lot", "-", "--arret-a-la-premiere-erreur", entree=TITRES + "x;;;;;;\n")
    assert arret.returncode == 1
    assert "ligne 2 : il manque" in arret.stderr

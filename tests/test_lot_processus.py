"""Several processes write what one writes: bytes, report, statuses, and nothing left behind."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lots import en_csv
from tirages import situations, tapes

from palliorient.ecriture import PREFIXE, SUFFIXE
from palliorient.lots.course.traitement import TRAVAIL
from palliorient.noyau.table.table import Table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="un seul processus ici")

LANCEUR = """
import os, sys
fichier, fork = sys.argv[1], os.fork
def compter():
    with open(fichier, "ab") as ouvert:
        ouvert.write(b".")
    return fork()
os.fork = compter
sys.argv[:2] = ["palliorient"]
from palliorient.__main__ import main
sys.exit(main())
"""
"""The command line, which notes each copy that it makes of itself."""


def rangees(table: Table, nombre: int) -> list[dict[str, Any]]:
    tirees = (tapes(table, dits) for dits in situations(table, 41))
    return [{"id": f"r{n}", **dits} for n, dits in enumerate(islice(tirees, nombre))]


def en_texte(table: Table, nombre: int) -> str:
    """Rows of all kinds: some refused, blank, quoted, on several lines, written with care."""
    colonnes = ["id", *table.champs]
    texte = en_csv(rangees(table, nombre), colonnes)
    hasard = Random(42)
    lignes = texte.split("\n")
    for rang in range(50, len(lignes) - 1, 50):
        ligne = lignes[rang]
        lignes[rang] = hasard.choice([
            ligne.replace(";", ";lune;", 1),
            "",
            ";" * (len(colonnes) - 1),
            ligne.replace("r", '"r\n""', 1).replace(";", '";', 1),
            f"=1+1{ligne}",
            f"{ligne};;;",
        ])  # fmt: skip
    return "\n".join(lignes)


class Course:
    """One run: what it wrote, and how many times it copied itself."""

    def __init__(self, dossier: Path, environnement: dict[str, str], *options: str) -> None:
        copies = dossier / "copies"
        copies.unlink(missing_ok=True)
        commande = [sys.executable, "-c", LANCEUR, str(copies), "lot", *options]
        fini = subprocess.run(commande, capture_output=True, env=environnement, check=False)
        self.statut, self.sortie = fini.returncode, fini.stdout
        self.dit = fini.stderr.decode()
        self.copies = copies.stat().st_size if copies.exists() else 0


@pytest.mark.parametrize("options", [(), ("--complet",), ("--colonnes", "premier,ligne,urgence")])
def test_les_memes_octets(
    table: Table, tmp_path: Path, environnement: dict[str, str], options: tuple[str, ...]
) -> None:
    nombre = TRAVAIL["--complet" in options] + 1500
    entree = tmp_path / "a.csv"
    entree.write_text(en_texte(table, nombre), encoding="utf-8")
    un, deux, trois = (
        Course(tmp_path, environnement, str(entree), *options, "--processus", n) for n in "123"
    )
    assert un.copies == 0
    assert un.statut == 1
    assert "rejetées" in un.dit
    for autre in (deux, trois):
        assert autre.sortie == un.sortie
        assert (autre.statut, autre.dit) == (un.statut, un.dit)
    # On a machine of one processor there is nobody to share with.
    coeurs = len(os.sched_getaffinity(0))
    assert [deux.copies, trois.copies] == [
        n if n > 1 else 0 for n in (min(2, coeurs), min(3, coeurs))
    ]


def test_les_memes_objets(table: Table, tmp_path: Path, environnement: dict[str, str]) -> None:
    """JSON Lines too, and a document."""
    dits = rangees(table, TRAVAIL[False] + 1500)
    for nom, texte in (
        ("a.jsonl", "".join(json.dumps(d) + "\n" for d in dits)),
        ("a.json", json.dumps(dits)),
    ):
        entree = tmp_path / nom
        entree.write_text(texte, encoding="utf-8")
        un, deux = (Course(tmp_path, environnement, str(entree), "--processus", n) for n in "12")
        assert deux.sortie == un.sortie
        assert deux.dit == un.dit
        assert "rejetées : 0" in un.dit


def test_la_premiere_erreur(table: Table, tmp_path: Path, environnement: dict[str, str]) -> None:
    """Rows after the first one refused are not written, whoever was ahead."""
    dits = rangees(table, TRAVAIL[False] + 4000)
    dits[-1500]["lieu"] = dits[-100]["lieu"] = "lune"
    entree = tmp_path / "a.csv"
    entree.write_text(en_csv(dits, ["id", *table.champs]), encoding="utf-8")
    options = (str(entree), "--arret-a-la-premiere-erreur", "--processus")
    un, deux = (Course(tmp_path, environnement, *options, n) for n in "12")
    assert deux.sortie == un.sortie
    assert (deux.statut, deux.dit) == (un.statut, un.dit) == (1, un.dit)
    assert f"ligne {len(dits) - 1500 + 2} : " in un.dit


def test_un_flux_reste_a_un_seul(
    table: Table, tmp_path: Path, environnement: dict[str, str]
) -> None:
    """What comes through a pipe is answered as it comes."""
    texte = en_csv(rangees(table, TRAVAIL[False] + 1500), ["id", *table.champs])
    copies = tmp_path / "copies"
    fini = subprocess.run(
        [sys.executable, "-c", LANCEUR, str(copies), "lot", "-"],
        input=texte.encode(),
        capture_output=True,
        env=environnement,
        check=True,
    )
    assert len(list(csv.reader(io.StringIO(fini.stdout.decode()), delimiter=";"))) == (
        TRAVAIL[False] + 1501
    )
    assert not copies.exists()


def enfants(numero: int) -> list[int]:
    chemin = Path(f"/proc/{numero}/task/{numero}/children")
    return [int(n) for n in chemin.read_text().split()]


def en_marche(numero: int) -> bool:
    try:
        etat = Path(f"/proc/{numero}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return etat != "Z"


@pytest.fixture
def lance(table: Table, tmp_path: Path, environnement: dict[str, str]) -> Any:
    """A long run of two processes, in a session of its own; their numbers."""
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("un seul processeur")
    entree = tmp_path / "a.csv"
    lignes = en_csv(rangees(table, 4000), ["id", *table.champs]).splitlines()
    # Each time other rows: none comes back.
    fois = ([f"{d};{r.partition(';')[2]}" for d, r in enumerate(lignes[1:])] for _ in range(25))
    entree.write_text("\n".join([lignes[0], *(ligne for une in fois for ligne in une)]))
    sortie = tmp_path / "b.jsonl"
    commande = [sys.executable, "-m", "palliorient", "lot", str(entree), "--complet"]
    with subprocess.Popen(
        [*commande, "--sortie", str(sortie), "--processus", "2"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environnement,
        start_new_session=True,
    ) as processus:
        limite = time.monotonic() + 60
        while len(enfants(processus.pid)) < 2:
            assert processus.poll() is None
            assert time.monotonic() < limite
            time.sleep(0.01)
        yield processus, enfants(processus.pid)
        processus.kill()


@pytest.mark.parametrize("nom", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("a_tous", [True, False])
def test_un_signal(lance: Any, tmp_path: Path, nom: str, a_tous: bool) -> None:
    """A terminal sends it to all of them, another program to the first."""
    processus, autres = lance
    numero = getattr(signal, nom)
    (os.killpg if a_tous else os.kill)(processus.pid, numero)
    assert processus.wait(30) == 128 + numero
    assert b"Traceback" not in processus.stderr.read()
    assert not any(map(en_marche, autres))
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_un_processus_perdu(lance: Any, tmp_path: Path) -> None:
    processus, autres = lance
    os.kill(autres[0], signal.SIGKILL)
    assert processus.wait(30) == 3
    dit = processus.stderr.read().decode()
    assert "n'en demander qu'un (--processus 1)" in dit
    assert "Traceback" not in dit
    assert not any(map(en_marche, autres))
    assert not list(tmp_path.glob(f"{PREFIXE}*{SUFFIXE}"))


def test_le_premier_perdu(lance: Any) -> None:
    """The others end by themselves: nobody asks them anything any more."""
    processus, autres = lance
    processus.kill()
    processus.wait(30)
    limite = time.monotonic() + 30
    while any(map(en_marche, autres)):
        assert time.monotonic() < limite
        time.sleep(0.05)

"""Around every command: closed streams, Ctrl-C at any time, and the last net."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Lancer

from palliorient._version import __version__

posix = pytest.mark.skipif(sys.platform == "win32", reason="shell et signaux POSIX")

B = "--lieu domicile --arrondissement 17 --niveau 2 --age 82 --sans-precarite --moment jour"
LIGNES = "id;lieu;arrondissement;niveau;age;precarite;moment\na;domicile;18;2;59;non;nuit\n"


# --- standard streams -----------------------------------------------------------------

FLUX = [
    # what is told on standard error never changes the outcome
    (f"orienter {B} 2>&-", 0),
    (f"orienter {B} 2>/dev/full", 0),
    ("orienter --lieu x 2>&-", 2),
    ("orienter --lieu x 2>/dev/full", 2),
    ("lot a.csv --sortie r.csv 2>/dev/full", 0),
    ("lot a.csv --sortie r.csv 2>&-", 0),
    ("lot absent.csv 2>/dev/full", 3),
    ("acteurs --inconnue 2>/dev/full", 2),
    ("tester absent.yaml 2>/dev/full", 3),
    # what is asked for on standard output, and not written, does
    (f"orienter {B} >&-", 3),
    (f"orienter {B} --format json >/dev/full", 3),
    ("lot a.csv >&-", 3),
    ("table >/dev/full", 3),
    ("acteurs >&-", 3),
    ("--help >&-", 3),
    ("--version >&-", 3),
    ("lot a.csv --sortie r.csv >&-", 0),
    ("orienter --lieu x >&- 2>&-", 2),
    # a reader that has gone is not a failure
    (f"orienter {B} | head -c 0; test $? = 0", 0),
    # nothing to read
    ("orienter --lieu domicile <&-", 4),
    ("lot - <&-", 3),
    ("orienter --lieu x <&- >&- 2>&-", 2),
    (f"orienter {B} --sortie r.txt <&- >&- 2>&-", 0),
]


@posix
@pytest.mark.parametrize(("commande", "statut"), FLUX)
def test_flux(tmp_path: Path, lancer_en_shell: Lancer, commande: str, statut: int) -> None:
    (tmp_path / "a.csv").write_text(LIGNES)
    fini = lancer_en_shell(f"palliorient {commande}", cwd=tmp_path)
    assert fini.returncode == statut, fini.stderr
    assert "Traceback" not in fini.stderr
    for ecrit in tmp_path.glob("r.*"):
        assert ecrit.read_text(encoding="utf-8").startswith(("ligne;", "Domicile"))


# --- Ctrl-C while it starts -------------------------------------------------------------

RETARDS = (0.0, 0.01, 0.03, 0.06, 0.1, 0.15)
"""Seconds after the first line of the program has run."""


PRET = """
import sys
from palliorient import arret
suivre = arret.suivre
def dire():
    suivre()
    print("ici", flush=True)
arret.suivre = dire
from palliorient.__main__ import main
sys.argv = ["palliorient", "lot", "-"]
sys.exit(main())
"""


@posix
@pytest.mark.parametrize("nom", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrompu_des_le_debut(environnement: dict[str, str], nom: str) -> None:
    """From the entry point on: before it the interpreter is alone."""
    numero = getattr(signal, nom)
    for retard in RETARDS:
        with subprocess.Popen(
            [sys.executable, "-c", PRET],
            env=environnement,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as processus:
            assert processus.stdout is not None
            assert processus.stderr is not None
            assert processus.stdout.readline() == b"ici\n"
            time.sleep(retard)
            processus.send_signal(numero)
            assert processus.wait(30) == 128 + numero
            dit = processus.stderr.read()
        assert b"Traceback" not in dit
        assert dit.count(b"Interrompu.") == 1


# --- the last net -------------------------------------------------------------------------

PANNE = """
import sys
from palliorient.__main__ import main
def tomber(*_):
    raise KeyError("Mme DUPONT")
import palliorient.commandes.orienter as commande
commande.lire_situation = tomber
sys.argv = ["palliorient", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.mark.parametrize("montrer", [False, True])
def test_un_defaut_est_une_ligne_a_signaler(environnement: dict[str, str], montrer: bool) -> None:
    fini = subprocess.run(
        [sys.executable, "-c", PANNE, "orienter", "--etablissement", "chez Mme DUPONT"],
        env=environnement | ({"PALLIORIENT_DEBUG": "1"} if montrer else {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert fini.stdout == ""
    if montrer:
        assert "Traceback" in fini.stderr
        return
    assert fini.returncode == 70
    (ligne,) = fini.stderr.splitlines()
    for mot in ("orienter", __version__, "KeyError", "commandes/orienter.py:", "signaler"):
        assert mot in ligne
    assert "DUPONT" not in ligne
    assert "chez" not in ligne


def test_sans_memoire(environnement: dict[str, str]) -> None:
    fini = subprocess.run(
        [sys.executable, "-c", PANNE.replace('KeyError("Mme DUPONT")', "MemoryError"), "orienter"],
        env=environnement,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (fini.returncode, fini.stdout) == (3, "")
    (ligne,) = fini.stderr.splitlines()
    assert "mémoire insuffisante" in ligne


def test_un_defaut_avant_toute_commande(environnement: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "sys.modules['palliorient.noyau.langue.mots'] = None\n"
        "from palliorient.__main__ import main\n"
        "sys.argv = ['palliorient', 'DUPONT']\n"
        "sys.exit(main())\n"
    )
    fini = subprocess.run(
        [sys.executable, "-c", script],
        env=environnement,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (fini.returncode, len(fini.stderr.splitlines())) == (70, 1)
    assert "DUPONT" not in fini.stderr


# --- time zones -----------------------------------------------------------------------------


def test_sans_fuseaux_du_systeme(lancer: Lancer) -> None:
    """`tzdata` comes with the program."""
    arguments = ("orienter", *B.split(), "--format", "json")
    sans = lancer(*arguments, env={"PYTHONTZPATH": ""})
    assert (sans.returncode, sans.stdout) == (0, lancer(*arguments).stdout)


def test_sans_aucun_fuseau(environnement: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "sys.modules['tzdata'] = None\n"
        "from palliorient.__main__ import main\n"
        "sys.argv = ['palliorient', 'couverture']\n"
        "sys.exit(main())\n"
    )
    fini = subprocess.run(
        [sys.executable, "-c", script],
        env=environnement | {"PYTHONTZPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (fini.returncode, "installer le paquet tzdata" in fini.stderr) == (3, True)
    assert len(fini.stderr.splitlines()) == 1


# --- values that are nothing ----------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("gradation", "--niveau", " "),
        ("acteurs", "--arrondissement", "\u00a0"),
        ("acteurs", "--texte", "\u200b"),
        ("territoires", " "),
        ("valider", ""),
        ("orienter", "--donnees", ""),
        ("comparer", "\t", "data"),
        ("schema", "acteurs", "--sortie", " "),
        ("lot", "-", "--colonnes", "\u202e"),
    ],
)
def test_une_valeur_blanche_est_refusee(lancer: Lancer, arguments: tuple[str, ...]) -> None:
    fini = lancer(*arguments)
    assert fini.returncode == 2, fini.stderr
    assert fini.stderr.startswith("palliorient : ")
    assert "valeur vide" in fini.stderr

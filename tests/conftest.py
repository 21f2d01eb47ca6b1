"""Fixtures that every test may use. Reading and compiling the map happen once a session."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import CARTE, SCENARIOS

import palliorient
from palliorient.livres import dossier_livre

if TYPE_CHECKING:
    from palliorient.noyau.modele.modele import Referentiel
    from palliorient.noyau.table.table import Table

JOUR = date(2026, 6, 1)
"""The day of the map of the tests, frozen as the map is."""

RACINE = Path(__file__).resolve().parent.parent
PROGRAMME = Path(palliorient.__file__).parent

for _nom, _usuel in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler)):
    # Under nohup, or behind « & », commands inherit an ignored signal, and rightly live on:
    # the tests that end them would wait.
    if hasattr(signal, _nom) and signal.getsignal(getattr(signal, _nom)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _nom), _usuel)

Lancer = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def referentiel() -> Referentiel:
    """What the map of the tests says."""
    from palliorient.lecture.charger import lire_dossier

    return lire_dossier(CARTE)


@pytest.fixture(scope="session")
def referentiel_livre() -> Referentiel:
    """What the shipped files say: the map of the team, which changes."""
    from palliorient.lecture.charger import lire_dossier

    return lire_dossier(dossier_livre())


@pytest.fixture(scope="session")
def jour_livre(referentiel_livre: Referentiel) -> date:
    """A day on which the shipped files may be read: none of their facts is yet to come."""
    return dernier_jour(referentiel_livre)


def dernier_jour(referentiel: Referentiel) -> date:
    """The last day that a folder knows of, and not before that of the tests."""
    dates = [d.date for d in referentiel.documents] + [referentiel.a_jour_au]
    dates += [f.date for f in referentiel.faits]
    # « 2026 », « 2026-08 »: as precise as it is known.
    return max(JOUR, *(date.fromisoformat(f"{d}-01-01"[:10]) for d in dates))


@pytest.fixture(scope="session")
def table_livree(referentiel_livre: Referentiel, jour_livre: date) -> Table:
    """The table of the shipped files, on that day."""
    from palliorient.noyau.table.compilation import compiler
    from palliorient.noyau.table.table import Table

    return Table(compiler(referentiel_livre, jour_livre))


@pytest.fixture(scope="session")
def table(referentiel: Referentiel) -> Table:
    """The table that the engine reads, freshly compiled from the map of the tests."""
    from palliorient.noyau.table.compilation import compiler
    from palliorient.noyau.table.table import Table

    return Table(compiler(referentiel, JOUR))


@pytest.fixture(scope="session")
def environnement_livre(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a child process: no user cache, no carnet, no colour, no size."""
    garde = {nom: v for nom, v in os.environ.items() if not nom.startswith(("PALLIORIENT_", "XDG"))}
    garde["PALLIORIENT_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    garde["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("reglages"))
    # The same palliorient as the tests', whatever the folder from which it is run.
    garde["PYTHONPATH"] = str(PROGRAMME.parent)
    garde.pop("COLUMNS", None)
    return garde


@pytest.fixture(scope="session")
def environnement(
    environnement_livre: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """That of a program which ships the map of the tests: a copy of it, beside that map."""
    depot = tmp_path_factory.mktemp("depot")
    shutil.copytree(PROGRAMME, depot / "src" / PROGRAMME.name)
    shutil.copytree(CARTE, depot / "data")
    shutil.copytree(dossier_livre() / "departements", depot / "data" / "departements")
    (depot / "scenarios").mkdir()
    shutil.copy(SCENARIOS, depot / "scenarios")
    return environnement_livre | {"PYTHONPATH": str(depot / "src")}


@pytest.fixture
def env(environnement: dict[str, str]) -> dict[str, str]:
    """That of a terminal whose cursor moves (see `terminal.Terminal`)."""
    return environnement | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}


def _lanceur(environnement: dict[str, str], avant: Callable[[], None] | None = None) -> Lancer:
    """Runs the command in a process of its own, without terminal: `lancer("acteurs", …)`."""

    def lancer(
        *arguments: str,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        entree: str = "",
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "palliorient", *arguments],
            input=entree,
            capture_output=True,
            encoding="utf-8",
            env=environnement | (env or {}),
            cwd=cwd,
            timeout=60,
            check=False,
            preexec_fn=avant,
        )

    return lancer


@pytest.fixture(scope="session")
def lancer(environnement: dict[str, str]) -> Lancer:
    """Run the command in a process of its own."""
    return _lanceur(environnement)


@pytest.fixture(scope="session")
def lancer_livre(environnement_livre: dict[str, str]) -> Lancer:
    """The command as it is shipped, with the map of the team."""
    return _lanceur(environnement_livre)


@pytest.fixture(scope="session")
def sans_passe_droit(environnement: dict[str, str]) -> Lancer:
    """Like `lancer`, as somebody whom rights stop: root gives up what lets it through."""
    return _lanceur(environnement, _rendre_les_passe_droits if os.geteuid() == 0 else None)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""From <linux/prctl.h> and <linux/capability.h>."""


def _rendre_les_passe_droits() -> None:
    noyau = ctypes.CDLL(None, use_errno=True)
    for droit in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if noyau.prctl(PR_CAPBSET_DROP, droit, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


@pytest.fixture(scope="session")
def lancer_en_shell(environnement: dict[str, str]) -> Lancer:
    """Run a line of shell where `palliorient` is the tests': streams closed, folders gone."""

    def _lancer(ligne: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        commande = f"palliorient() {{ '{sys.executable}' -m palliorient \"$@\"; }}; {ligne}"
        return subprocess.run(
            ["/bin/sh", "-c", commande],
            cwd=cwd,
            env=environnement,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return _lancer

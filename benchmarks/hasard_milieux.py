"""Surroundings drawn at random for `hasard.py`: variables, streams, folders of real processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from hasard_entrees import RACINE, SITUATION

import palliorient

VARIABLES: dict[str, tuple[str | None, ...]] = {
    "HOME": (None, "", "/nonexistent", "relatif", "/dev/null", "/inconnu/\udcff", "a\nb"),
    "XDG_CACHE_HOME": (None, "", "relatif", "/proc", "/dev/null", "/nonexistent/x"),
    "PALLIORIENT_CACHE": (
        *(None, "", ".", "/", "/dev/null", "/proc/self", "fichier", "lecture-seule", "neuf/neuf"),
        *("boucle", "\udcff", "a" * 300, "ouvert-a-tous", "~", "\n"),
    ),
    "TERM": (None, "", "dumb", "xterm-256color", "inconnu", "\x1b[31m"),
    "LANG": (None, "", "C", "POSIX", "fr_FR.ISO-8859-1", "fr_FR.UTF-8", "xx", "\udcff"),
    "LC_ALL": (None, "C", "POSIX", "fr_FR", "tr_TR.UTF-8", ""),
    "PYTHONIOENCODING": (None, "ascii", "latin-1:strict", "utf-16"),
    "PYTHONUTF8": (None, "0", "1"),
    "NO_COLOR": (None, "", "1"),
    "FORCE_COLOR": (None, "", "1"),
    "CLICOLOR_FORCE": (None, "1"),
    "COLUMNS": (None, "", "0", "-1", "1", "20", "99999999", "x", "9" * 5000),
    "LINES": (None, "0", "x"),
    "TZ": (None, "", "Mars/Olympus", "UTC", "Pacific/Kiritimati", ":/etc/passwd"),
    "TMPDIR": (None, "/nonexistent", ""),
    "CI": (None, "true"),
    "GITHUB_ACTIONS": (None, "true", "1"),
    "_TYPER_COMPLETE_ARGS": (None, "orienter --"),
    "_PALLIORIENT_COMPLETE": (None, "complete_bash", "source_bash", "x"),
    "PALLIORIENT_DEBUG": (None, ""),
}
FLUX = (
    *("", "", "", "", "", "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"),
    *(">/dev/full", "2>/dev/full", "| head -c 10", "<>/dev/null", "2>&1 | cat"),
)
COMMANDES: tuple[list[str], ...] = (
    ["orienter", *SITUATION, "--format", "json"],
    ["orienter", *SITUATION],
    ["orienter", "--lieu", "domicile"],
    ["orienter", *SITUATION, "--sortie", "lecture-seule/r.txt"],
    ["orienter", *SITUATION, "--sortie", "r.txt"],
    ["lot", "-"],
    ["lot", "e.csv"],
    ["lot", "e.csv", "--sortie", "lecture-seule/r.csv"],
    ["acteurs", "--type", "usp"],
    ["territoires"],
    ["gradation"],
    ["couverture"],
    ["--help"],
    ["--version"],
    ["lot", "--help"],
    ["tester", str(RACINE / "scenarios" / "moments.yaml")],
    ["valider", "."],
    [],
)
LIGNES = "id;lieu;arrondissement;niveau;age;precarite;moment\na;domicile;18;2;59;non;nuit\n"


class Milieu(NamedTuple):
    """One run in its surroundings."""

    arguments: list[str]
    variables: dict[str, str | None]
    flux: str


class Fini(NamedTuple):
    """What is left of a process; its status is that of `palliorient`, whatever follows it."""

    statut: int | None
    stdout: bytes
    stderr: bytes


def tirer(alea: random.Random) -> Milieu:
    """A command, some variables, streams."""
    changees = alea.sample(list(VARIABLES), alea.choice((1, 2, 4, 8)))
    return Milieu(
        alea.choice(COMMANDES),
        {nom: alea.choice(VARIABLES[nom]) for nom in changees},
        alea.choice(FLUX),
    )


def preparer(dossier: Path) -> None:
    """The files and folders that the surroundings name."""
    (dossier / "e.csv").write_text(LIGNES, encoding="utf-8")
    (dossier / "fichier").write_text("x", encoding="utf-8")
    (dossier / "lecture-seule").mkdir(mode=0o555)
    (dossier / "ouvert-a-tous").mkdir()
    (dossier / "ouvert-a-tous").chmod(0o777)
    (dossier / "boucle").symlink_to("boucle")


def executer(milieu: Milieu, dossier: Path, secondes: float) -> Fini:
    """Run it as a process of its own; a status None: it did not end in time."""
    environnement = {**os.environ, "PYTHONPATH": str(Path(palliorient.__file__).parent.parent)}
    for nom, valeur in milieu.variables.items():
        environnement.pop(nom, None)
        if valeur is not None:
            environnement[nom] = valeur
    shell = f'("$@"; echo $? > "$STATUT") {milieu.flux}'
    if "|" not in milieu.flux:
        shell = f'"$@" {milieu.flux}; echo $? > "$STATUT"'
    statut = dossier.parent / "statut"
    statut.unlink(missing_ok=True)
    with subprocess.Popen(
        ["/bin/sh", "-c", shell, "sh", sys.executable, "-m", "palliorient", *milieu.arguments],
        cwd=dossier,
        env={**environnement, "STATUT": str(statut)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as processus:
        try:
            dits = processus.communicate(timeout=secondes)
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)
            return Fini(None, *processus.communicate())
    return Fini(int(statut.read_text() or -1), *dits)

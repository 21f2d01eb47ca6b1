"""Completion in the real shells: something is typed, Tab is pressed, the command is run.

A shell that is not installed is skipped, and said so (`-rs`).
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from absents import absent

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on this system")

INVITE = "PRET>"

PALLIORIENT = """#!/bin/sh
if [ "$1" = --completion ]; then {completion}; fi
printf '%s\\n' "$@" > {journal}.neuf && mv {journal}.neuf {journal}
"""
"""Stands for the command: answers at Tab, and otherwise only notes what it was given."""


class Poste(NamedTuple):
    """A shell, its environment, and where the command notes its arguments."""

    chemin: str
    env: dict[str, str]
    dossier: Path

    @property
    def journal(self) -> Path:
        return self.dossier / "journal"


def poste(shell: str, env: dict[str, str], dossier: Path, completion: str) -> Poste:
    chemin = shutil.which(shell)
    if chemin is None:
        absent(shell, f"{shell} n'est pas installé : sa complétion n'est pas essayée")
    palliorient = dossier / "bin" / "palliorient"
    palliorient.parent.mkdir()
    journal = shlex.quote(str(dossier / "journal"))
    palliorient.write_text(PALLIORIENT.format(completion=completion, journal=journal))
    palliorient.chmod(0o755)
    for nom in ("un dossier", "autre"):
        (dossier / "ici" / nom).mkdir(parents=True)
    (dossier / "ici" / "fichier.yaml").touch()
    propre = {
        "PATH": f"{palliorient.parent}:{env['PATH']}",
        "HOME": str(dossier),
        "ZDOTDIR": str(dossier),
        "XDG_CONFIG_HOME": str(dossier),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
    }
    return Poste(chemin, env | propre, dossier)


@pytest.fixture
def ici(request: pytest.FixtureRequest, environnement: dict[str, str], tmp_path: Path) -> Poste:
    """The shell that the test names, where the command is the one under test."""
    completion = f'exec {shlex.quote(sys.executable)} -m palliorient "$@"'
    return poste(request.param, environnement, tmp_path, completion)


def taper(ici: Poste, arguments: list[str], preparer: str, texte: str) -> list[str]:
    """Type in an interactive shell; the arguments with which the command was run in the end."""
    enfant = pexpect.spawn(
        *(ici.chemin, arguments),
        env=ici.env,
        cwd=str(ici.dossier / "ici"),
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=30,
    )
    enfant.sendline(preparer)
    enfant.expect_exact(INVITE)
    # One key after the other, as hands do: Tab is answered before the next is read.
    enfant.send(f"palliorient {texte}\r")
    fin = time.monotonic() + 30
    while not ici.journal.exists():
        assert time.monotonic() < fin, enfant.before
        time.sleep(0.05)
    enfant.close(force=True)
    return ici.journal.read_text(encoding="utf-8").splitlines()


# fmt: off
FRAPPES = {
    "orient\t--li\tehp\t": ["orienter", "--lieu", "ehpad"],
    "orienter --lieu=ehp\t": ["orienter", "--lieu=ehpad"],
    "orienter --etab\thegp\t--mom\tnu\t": [
        "orienter", "--etablissement", "georges-pompidou", "--moment", "nuit"],
    "orienter --etablissement 'st jo\t": ["orienter", "--etablissement", "saint-joseph"],
    "orienter --etablissement \"Sainte-Pé\t": ["orienter", "--etablissement", "sainte-perine"],
    # Two hospitals, several places: what is typed stays
    "orienter --etablissement roth\t": ["orienter", "--etablissement", "roth"],
    "orienter --lieu mai\t": ["orienter", "--lieu", "mai"],
    "orienter --suivi équipe\t": ["orienter", "--suivi", "équipe"],  # else « e »: emsp, eri-sp…
    # What a colon would cut
    "orienter --quand 2026-11-24T22:00 --arron\t13": [
        "orienter", "--quand", "2026-11-24T22:00", "--arrondissement", "13"],
    # The shell's own: files and folders
    "tester fich\t": ["tester", "fichier.yaml"],
    "valider un\t": ["valider", "un dossier/"],
    "orienter --donnees=au\t": ["orienter", "--donnees=autre/"],
    # Nothing is proposed: nothing is written
    "orienter --lieu zzz\t": ["orienter", "--lieu", "zzz"],
    "orienter --donnees /nulle/part --lieu eh\t": [
        "orienter", "--donnees", "/nulle/part", "--lieu", "eh"],
}
# fmt: on

SHELLS = {
    "bash": (["--norc", "-i"], 'eval "$(palliorient --completion bash)"; PS1=PRET; PS1="$PS1> "'),
    "zsh": (
        ["-i"],
        "autoload -Uz compinit; compinit -u -D; setopt nobeep; "
        'eval "$(palliorient --completion zsh)"; PS1=PRET; PS1="$PS1> "',
    ),
}


@pytest.mark.parametrize("frappe", FRAPPES)
@pytest.mark.parametrize(("ici", "shell"), [(s, s) for s in SHELLS], indirect=["ici"])
def test_la_touche_tab(ici: Poste, shell: str, frappe: str) -> None:
    arguments, preparer = SHELLS[shell]
    (ici.dossier / ".zshrc").touch()  # without one zsh asks what to put in it
    attendu = [mot.removesuffix("/") for mot in FRAPPES[frappe]]
    obtenu = [mot.removesuffix("/") for mot in taper(ici, arguments, preparer, frappe)]
    assert obtenu == attendu


# fmt: off
FISH = {
    "palliorient orient": ["orienter\tD'une situation aux équipes à contacter, dans l'ordre, avec "
                           "les raisons."],
    "palliorient orienter --lieu ehp": ["ehpad\tEHPAD"],
    "palliorient orienter --lieu=ehp": ["--lieu=ehpad\tEHPAD"],
    "palliorient orienter --etablissement heg": [
        "hegp\tHôpital européen Georges-Pompidou AP-HP, 15e"],
    "palliorient orienter --moment nuit --qu": [],
    "palliorient orienter --sans-preca": ["--sans-precarite\tprécarité : non"],
    "palliorient orienter --donnees /nulle/part --lieu ": [],
}
# fmt: on


@pytest.mark.parametrize("ligne", FISH)
@pytest.mark.parametrize("ici", ["fish"], indirect=True)
def test_fish_propose(ici: Poste, ligne: str) -> None:
    script = f"palliorient --completion fish | source; complete -C {shlex.quote(ligne)}"
    fini = subprocess.run(
        [ici.chemin, "--no-config", "-c", script],
        env=ici.env,
        cwd=ici.dossier / "ici",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (fini.stdout.splitlines(), fini.stderr) == (FISH[ligne], "")


APPELER_BASH = """
eval "$(palliorient --completion bash)"
COMP_LINE="palliorient orienter --li" COMP_POINT=25 COMP_WORDS=(palliorient orienter --li)
COMP_CWORD=2
_palliorient palliorient --li orienter
echo "${#COMPREPLY[@]} proposition(s)"
"""


@pytest.mark.parametrize(
    ("mise_au_point", "montre"), [({}, False), ({"PALLIORIENT_DEBUG": "1"}, True)]
)
def test_un_defaut_ne_s_ecrit_pas_dans_le_terminal(
    environnement: dict[str, str],
    tmp_path: Path,
    mise_au_point: dict[str, str],
    montre: bool,
) -> None:
    """A program that fails at Tab proposes nothing and says nothing, unless it is looked into."""
    texte = shlex.quote(
        f'if [ $# = 2 ]; then exec {shlex.quote(sys.executable)} -m palliorient "$@"; fi;'
        " echo Traceback >&2; exit 1"
    )
    ici = poste("bash", environnement, tmp_path, f"eval {texte}")
    fini = subprocess.run(
        [ici.chemin, "--norc", "-c", APPELER_BASH],
        env=ici.env | mise_au_point,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert fini.stdout == "0 proposition(s)\n"
    assert ("Traceback" in fini.stderr) == montre
    assert montre or not fini.stderr

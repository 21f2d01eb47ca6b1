"""Whatever it is given: no traceback, no status that is not promised, no endless run.

    python benchmarks/hasard.py [--graine 1] [--nombre 10000] [--processus 2] [--seul FRONT:N]

Inputs are drawn front by front: arguments, YAML data, scenarios, CSV, JSON Lines, JSON
documents, and the surroundings of a process (variables, closed streams, read-only folders).
Each must end in time with a status of its command's, French and readable on standard error;
a batch answers each row and repeats nobody's name. Status 1 when one does not; each failure
is named by its front and number, and `--seul` shows it alone.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import hasard_milieux
from hasard_entrees import DANS_LE_PROCESSUS, Entree
from hasard_jugement import Issue, juger

from palliorient.commandes import lancer
from palliorient.livres import dossier_livre

MILIEUX = "environnements"
PART_DES_MILIEUX = 3
SECONDES = 30.0
"""Of work, for one run; a loaded machine makes nobody late. A run that waits has ATTENTE."""
ATTENTE = 300.0
MONTRES = 5
"""Failures shown of each kind."""


class Faute(NamedTuple):
    """What a run did that it must not."""

    front: str
    numero: int
    dit: str


class TropLong(BaseException):
    """The run did not end in time; a `BaseException`, for nothing to catch it on the way."""


def _trop_long(_numero: int, _cadre: FrameType | None) -> None:
    raise TropLong


def executer(entree: Entree, dossier: Path) -> Issue:
    """Run it here, in this folder, with streams of its own."""
    for nom, octets in entree.fichiers.items():
        (dossier / nom).write_bytes(octets)
    if entree.donnees:
        (dossier / entree.donnees).mkdir()
        for livre in dossier_livre().glob("*.yaml"):
            lus = entree.fichiers.get(livre.name) or livre.read_bytes()
            (dossier / entree.donnees / livre.name).write_bytes(lus)
    os.chdir(dossier)
    garde = sys.stdin, sys.stdout, sys.stderr
    sortie, erreurs = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(entree.stdin), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(sortie, encoding="utf-8")
    sys.stderr = io.TextIOWrapper(erreurs, encoding="utf-8")
    statut: int | None = None
    panne = ""
    signal.setitimer(signal.ITIMER_PROF, SECONDES)
    signal.setitimer(signal.ITIMER_REAL, ATTENTE)
    try:
        statut = lancer(list(entree.arguments))
    except TropLong:
        panne = f"pas fini en {SECONDES:.0f} s de calcul, ou {ATTENTE:.0f} s d'attente"
    except (Exception, SystemExit) as erreur:  # noqa: BLE001 - what is looked for
        panne = f"{type(erreur).__name__} à {_endroit(erreur)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.flush()
        sys.stderr.flush()
        dits = sortie.getvalue(), erreurs.getvalue()
        sys.stdin, sys.stdout, sys.stderr = garde
    return Issue(statut, *dits, panne)


def _endroit(erreur: BaseException) -> str:
    trace, lieu = erreur.__traceback__, "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "palliorient" in code.co_filename:
            lieu = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return lieu


def essayer(front: str, numero: int, graine: int, montrer: bool = False) -> tuple[int, list[str]]:
    """One draw: its status, and what is wrong with what it did."""
    alea = random.Random(f"{graine}/{front}/{numero}")
    base = Path(tempfile.mkdtemp(prefix="hasard-"))
    dossier = base / "ici"
    dossier.mkdir()
    try:
        if front == MILIEUX:
            milieu = hasard_milieux.tirer(alea)
            hasard_milieux.preparer(dossier)
            issue = Issue(*hasard_milieux.executer(milieu, dossier, ATTENTE), "")
            entree = Entree(milieu.arguments)
            tire: object = milieu
        else:
            tire = entree = DANS_LE_PROCESSUS[front][0](alea)
            issue = executer(entree, dossier)
    finally:
        os.chdir("/")
        shutil.rmtree(base, ignore_errors=True)
    if montrer:
        print(tire)
        print(issue)
    return -1 if issue.statut is None else issue.statut, juger(
        entree, issue, milieu=front == MILIEUX
    )


def _preparer() -> None:
    """A worker: its own cache, one answer to a run that lasts."""
    os.environ["PALLIORIENT_CACHE"] = tempfile.mkdtemp(prefix="hasard-cache-")
    signal.signal(signal.SIGALRM, _trop_long)
    signal.signal(signal.SIGPROF, _trop_long)


def _travail(demande: tuple[str, int, int]) -> tuple[str, int, int, list[str]]:
    front, numero, graine = demande
    return (front, numero, *essayer(front, numero, graine))


def demandes(nombre: int, graine: int) -> Iterator[tuple[str, int, int]]:
    """Every draw, front by front, according to their shares."""
    parts = {nom: part for nom, (_, part) in DANS_LE_PROCESSUS.items()}
    for front, part in {**parts, MILIEUX: PART_DES_MILIEUX}.items():
        for numero in range(max(1, nombre * part // 100)):
            yield front, numero, graine


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--graine", type=int, default=1)
    options.add_argument("--nombre", type=int, default=10_000)
    options.add_argument("--processus", type=int, default=os.cpu_count() or 1)
    options.add_argument("--seul", metavar="FRONT:N")
    demande = options.parse_args()
    if demande.seul:
        front, _, numero = demande.seul.rpartition(":")
        _preparer()
        _, fautes = essayer(front, int(numero), demande.graine, montrer=True)
        print(*fautes, sep="\n")
        return 1 if fautes else 0

    debut = time.perf_counter()
    statuts: dict[str, Counter[int]] = {}
    fautes_de: dict[str, list[Faute]] = {}
    with multiprocessing.get_context("fork").Pool(
        demande.processus, _preparer, maxtasksperchild=50
    ) as equipe:
        toutes = demandes(demande.nombre, demande.graine)
        for front, numero, statut, dits in equipe.imap_unordered(_travail, toutes, 8):
            statuts.setdefault(front, Counter())[statut] += 1
            fautes_de.setdefault(front, []).extend(Faute(front, numero, dit) for dit in dits)
    total = 0
    for front, comptes in statuts.items():
        trouvees = fautes_de[front]
        total += len(trouvees)
        detail = ", ".join(f"{statut} : {n}" for statut, n in sorted(comptes.items()))
        print(f"{front:16}{comptes.total():6} essais  {len(trouvees):4} faute(s)  statuts {detail}")
    _montrer([faute for trouvees in fautes_de.values() for faute in trouvees])
    essais = sum(comptes.total() for comptes in statuts.values())
    duree = time.perf_counter() - debut
    print(f"{essais} essais, {total} faute(s), graine {demande.graine}, {duree:.0f} s")
    return 1 if total else 0


def _montrer(fautes: list[Faute]) -> None:
    """The failures, each kind a few times."""
    vues: Counter[str] = Counter()
    for faute in sorted(fautes):
        vues[faute.dit[:40]] += 1
        if vues[faute.dit[:40]] <= MONTRES:
            print(json.dumps(f"{faute.front}:{faute.numero} {faute.dit}", ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())

"""Speed and memory of `palliorient lot`, as ratios against a plain floor.

    python benchmarks/lot.py [--lignes 1000000] [--tours 3] [--verifier]

The floor, on the same rows: csv module read + dictionary look-up + csv module write, the
dictionary being ready beforehand. Every measure is a process of its own; commands are
interleaved and the median of the rounds is kept. `lot` is charged with its whole process,
start-up included; the floor only with its loop. Outputs must be the same bytes. Realistic
rows are measured against as many rows of the six wanted criteria. Everything runs on one process,
but for two runs that say what a second one brings. With `--verifier`, status 1
when a goal of `BUTS` is missed.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import NamedTuple

from buts import But, conclure

SOURCES = Path(__file__).resolve().parent.parent / "src"
SIX = ("lieu", "arrondissement", "niveau", "age", "precarite", "moment")
AGES = ("1", "10", "40", "80")
FROID = 10_000
REALISTES = 100_000
REALISTES_COMPLETES = 20_000
TITRES = (*SIX[:5], "quand", "besoin", "suivi", "isolement", "urgence", "maintien")
AN = 365 * 86_400

BUTS = {
    "lignes": But("lignes", ".0f"),
    "distinctes": But("situations distinctes", ".0f"),
    "plancher": But("plancher, µs par ligne", ".2f"),
    "processeur": But("CSV / plancher (processeur)", ".2f", maximum=1.0),
    "horloge": But("CSV / plancher (horloge)", ".2f", maximum=1.0),
    "memoire": But("mémoire, Mio", ".1f", maximum=60),
    "croissance": But("mémoire : de N/10 à N lignes, Mio", "+.1f", maximum=2),
    "froid": But("10⁴ premières lignes / lignes chaudes", ".1f", maximum=10),
    "jsonl": But("débit JSON Lines / débit CSV", ".2f", minimum=0.25),
    "memoire-jsonl": But("mémoire JSON Lines, Mio", ".1f", maximum=60),
    "realistes": But("lignes réalistes / six critères (processeur)", ".2f", maximum=5),
    "memoire-realistes": But("mémoire, lignes réalistes, Mio", ".1f", maximum=60),
    "complet-realistes": But("réalistes : --complet / sans (processeur)", ".2f", maximum=3),
    "memoire-complet-realistes": But("mémoire, réalistes --complet, Mio", ".1f", maximum=60),
    "realistes-a-deux": But("réalistes : deux processus / un (horloge)", ".2f", maximum=0.7),
    "complet-a-deux": But(
        "réalistes --complet : deux processus / un (horloge)", ".2f", maximum=0.7
    ),
    "complet": But("--complet, situations distinctes par s", ".0f", minimum=5000),
    "memoire-complet": But("mémoire --complet, Mio", ".1f", maximum=60),
}

A_DEUX = {"realistes": "realistes-a-deux", "complet-realistes": "complet-a-deux"}
"""The same rows by one process and by two, which need two processors."""


class Mesure(NamedTuple):
    """One process: seconds on the wall, seconds of processor, peak memory in MiB."""

    mur: float
    processeur: float
    memoire: float


class Essai(NamedTuple):
    """What to run, and what it gave at each round."""

    commande: list[str]
    sortie: Path
    mesures: list[Mesure]

    def mesurer(self) -> None:
        self.sortie.unlink(missing_ok=True)
        cache = str(self.sortie.parent / "cache")
        environnement = os.environ | {"PYTHONPATH": str(SOURCES), "PALLIORIENT_CACHE": cache}
        fini = subprocess.run(
            [sys.executable, __file__, "--executer", *self.commande, str(self.sortie)],
            env=environnement,
            stdout=subprocess.PIPE,
            check=False,
        )
        if fini.returncode:
            raise SystemExit(f"échec ({fini.returncode}) : {' '.join(self.commande)}")
        self.mesures.append(Mesure(*json.loads(fini.stdout)))

    def mediane(self, nom: str) -> float:
        return float(statistics.median(getattr(mesure, nom) for mesure in self.mesures))


def executer(commande: list[str]) -> int:
    """Run Python in a process of its own, print its `Mesure`; returns its status.

    To the system a process weighs at least as much as the one that starts it: this one is small.
    """
    debut = time.perf_counter()
    processus = subprocess.Popen(
        [sys.executable, *commande], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert processus.stdout is not None
    dit = processus.stdout.read()
    processus.stdout.close()
    _, statut, usage = os.wait4(processus.pid, 0)
    mur, temps = time.perf_counter() - debut, usage.ru_utime + usage.ru_stime
    processus.returncode = os.waitstatus_to_exitcode(statut)
    if dit:  # the floor times its own loop
        mur, temps = json.loads(dit)
    unite = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(json.dumps([mur, temps, usage.ru_maxrss / unite]))
    return processus.returncode


def plancher(entree: str, reponses: str, sortie: str) -> None:
    """The floor itself, in its own process: prints its wall and processor times."""
    with Path(reponses).open(encoding="utf-8", newline="") as flux:
        lecteur = csv.reader(flux)
        dictionnaire = {tuple(ligne[: len(SIX)]): ligne[len(SIX) :] for ligne in lecteur}
    mur, temps = time.perf_counter(), time.process_time()
    with (
        Path(entree).open(encoding="utf-8", newline="") as lu,
        Path(sortie).open("w", encoding="utf-8", newline="") as ecrit,
    ):
        lecteur = csv.reader(lu, delimiter=";")
        redacteur = csv.writer(ecrit, delimiter=";", lineterminator="\n")
        next(lecteur)
        redacteur.writerow(["ligne", "id", *dictionnaire[SIX]])
        for numero, ligne in enumerate(lecteur, start=2):
            redacteur.writerow([numero, ligne[0], *dictionnaire[tuple(ligne[1:])]])
    print(json.dumps([time.perf_counter() - mur, time.process_time() - temps]))


def distinctes() -> list[tuple[str, ...]]:
    """Every combination of the declared values, with four ages: about 29,000."""
    from palliorient.donnees import charger

    table = charger()

    def codes(critere: str) -> list[str]:
        return [v.id for v in table.criteres[critere].valeurs if not v.explicite]

    arrondissements = [str(place) for place in table.places]
    combinaisons = product(
        codes("lieu"), arrondissements, codes("niveau"), AGES, ("oui", "non"), codes("moment")
    )
    return list(combinaisons)


def realistes(tirage: random.Random, nombre: int) -> Iterator[tuple[str, ...]]:
    """Rows as a service keeps them: every age, needs, follow-up, all hours different."""
    from palliorient.donnees import charger

    table = charger()
    codes = {c.id: [v.id for v in c.valeurs if not v.explicite] for c in table.criteres.values()}
    arrondissements = table.places

    def quelques(critere: str) -> str:
        return "|".join(code for code in table.listes[critere] if tirage.random() < 0.15)

    for seconde in tirage.sample(range(AN), nombre):
        yield (
            tirage.choice(codes["lieu"]),
            str(tirage.choice(arrondissements)),
            tirage.choice(codes["niveau"]),
            str(tirage.randint(0, 100)),
            tirage.choice(("oui", "non")),
            (datetime(2026, 1, 1) + timedelta(seconds=seconde)).isoformat(),
            quelques("besoin"),
            quelques("suivi"),
            tirage.choice(("oui", "non", "")),
            tirage.choice(("oui", "non", "")),
            tirage.choice(codes["maintien"]),
        )


def ecrire(
    chemin: Path,
    rangees: Iterator[tuple[str, ...]],
    *,
    jsonl: bool = False,
    titres: tuple[str, ...] = SIX,
) -> Path:
    """Numbered rows, as CSV or JSON Lines."""
    with chemin.open("w", encoding="utf-8", newline="") as flux:
        if not jsonl:
            flux.write(";".join(("id", *titres)) + "\n")
        for numero, rangee in enumerate(rangees):
            if jsonl:
                objet = dict(zip(("id", *SIX), (f"r{numero}", *rangee), strict=True))
                flux.write(json.dumps(objet) + "\n")
            else:
                flux.write(f"r{numero};{';'.join(rangee)}\n")
    return chemin


def preparer_le_plancher(dossier: Path, toutes: list[tuple[str, ...]]) -> Path:
    """Answers by the six cells as typed, as `lot` gives them; the titles under their own."""
    entree = ecrire(dossier / "distinctes.csv", iter(toutes))
    essai = Essai(["-m", "palliorient", "lot", str(entree), "--sortie"], dossier / "d.out", [])
    essai.mesurer()
    reponses = dossier / "reponses.csv"
    with (
        essai.sortie.open(encoding="utf-8", newline="") as lu,
        reponses.open("w", encoding="utf-8", newline="") as ecrit,
    ):
        redacteur = csv.writer(ecrit)
        for six, ligne in zip([SIX, *toutes], csv.reader(lu, delimiter=";"), strict=True):
            redacteur.writerow([*six, *ligne[2:]])
    return reponses


def mesurer(dossier: Path, lignes: int, tours: int) -> dict[str, float]:
    """Prepare the files, run everything; returns a value for each of `BUTS`."""
    from palliorient.livres import dossier_livre

    toutes = distinctes()
    tirage = random.Random(2026)

    def tirees(nombre: int) -> Iterator[tuple[str, ...]]:
        return (tirage.choice(toutes) for _ in range(nombre))

    reponses = preparer_le_plancher(dossier, toutes)
    grand = ecrire(dossier / "grand.csv", tirees(lignes))
    objets = ecrire(dossier / "grand.jsonl", tirees(lignes), jsonl=True)
    petit = ecrire(dossier / "petit.csv", tirees(lignes // 10))
    froid = ecrire(dossier / "froid.csv", tirees(FROID))
    cent_mille = ecrire(dossier / "cent-mille.csv", tirees(REALISTES))
    vraies = ecrire(dossier / "vraies.csv", realistes(tirage, REALISTES), titres=TITRES)
    moins = realistes(tirage, REALISTES_COMPLETES)
    moins_de_vraies = ecrire(dossier / "moins-de-vraies.csv", moins, titres=TITRES)
    donnees = dossier / "donnees"  # a copy: nothing may change between two measures
    shutil.copytree(dossier_livre(), donnees)
    une = ecrire(dossier / "une.csv", tirees(1))
    tirage.shuffle(toutes)
    melees = ecrire(dossier / "melees.csv", iter(toutes))

    fixe = ("--donnees", str(donnees))

    def lot(entree: Path, *options: str, processus: int = 1) -> Essai:
        sortie = dossier / f"{entree.name}{''.join(options)}-{processus}.out"
        fixes = ("--processus", str(processus), *fixe)
        commande = ["-m", "palliorient", "lot", str(entree), *options, *fixes, "--sortie"]
        return Essai(commande, sortie, [])

    ici = str(Path(__file__).resolve())
    sol = Essai([ici, "--plancher", str(grand), str(reponses)], dossier / "plancher.out", [])
    essais = {
        "plancher": sol,
        "csv": lot(grand),
        "petit": lot(petit),
        "froid": lot(froid),
        "une": lot(une),
        "jsonl": lot(objets),
        "cent-mille": lot(cent_mille),
        "realistes": lot(vraies),
        "moins-realistes": lot(moins_de_vraies),
        "complet-realistes": lot(moins_de_vraies, "--complet"),
        "realistes-a-deux": lot(vraies, processus=2),
        "complet-a-deux": lot(moins_de_vraies, "--complet", processus=2),
        "complet": lot(melees, "--complet"),
        "complet-une": lot(une, "--complet"),
    }
    essais["une"].mesurer()  # fills the cache of the data: not counted
    essais["une"].mesures.clear()
    for _ in range(tours):
        for essai in essais.values():
            essai.mesurer()
        for nom in ("froid", "une", "complet-une"):  # short ones, to be subtracted
            essais[nom].mesurer()
            essais[nom].mesurer()
    if not filecmp.cmp(sol.sortie, essais["csv"].sortie, shallow=False):
        raise SystemExit("le plancher et lot n'ont pas écrit les mêmes octets")
    for seul, a_deux in A_DEUX.items():
        if not filecmp.cmp(essais[seul].sortie, essais[a_deux].sortie, shallow=False):
            raise SystemExit("un et deux processus n'ont pas écrit les mêmes octets")

    def temps(nom: str) -> float:
        return essais[nom].mediane("processeur")

    def memoire(nom: str) -> float:
        return max(mesure.memoire for mesure in essais[nom].mesures)

    chaude = (temps("csv") - temps("petit")) / (lignes - lignes // 10)
    froide = (temps("froid") - temps("une")) / FROID
    return {
        "lignes": lignes,
        "distinctes": len(toutes),
        "plancher": temps("plancher") / lignes * 1e6,
        "processeur": temps("csv") / temps("plancher"),
        "horloge": essais["csv"].mediane("mur") / sol.mediane("mur"),
        "memoire": memoire("csv"),
        "croissance": memoire("csv") - memoire("petit"),
        "froid": froide / chaude,
        "jsonl": temps("csv") / temps("jsonl"),
        "memoire-jsonl": memoire("jsonl"),
        "realistes": temps("realistes") / temps("cent-mille"),
        "memoire-realistes": memoire("realistes"),
        "complet-realistes": temps("complet-realistes") / temps("moins-realistes"),
        "memoire-complet-realistes": memoire("complet-realistes"),
        **{
            nom: essais[nom].mediane("mur") / essais[seul].mediane("mur")
            for seul, nom in A_DEUX.items()
        },
        "complet": len(toutes) / (temps("complet") - temps("complet-une")),
        "memoire-complet": memoire("complet"),
    }


def main() -> int:
    """Command line of the benchmark; returns the exit status."""
    if sys.argv[1:2] == ["--executer"]:
        return executer(sys.argv[2:])
    analyse = argparse.ArgumentParser(description=__doc__, add_help=True)
    analyse.add_argument("--lignes", type=int, default=1_000_000)
    analyse.add_argument("--tours", type=int, default=3)
    analyse.add_argument("--verifier", action="store_true", help="statut 1 si un but est manqué")
    analyse.add_argument("--plancher", nargs=3, help=argparse.SUPPRESS)
    choix = analyse.parse_args()
    if choix.plancher:
        plancher(*choix.plancher)
        return 0
    sys.path.insert(0, str(SOURCES))
    with tempfile.TemporaryDirectory() as dossier:
        valeurs = mesurer(Path(dossier), choix.lignes, choix.tours)
    return conclure(BUTS, valeurs, choix.verifier)


if __name__ == "__main__":
    sys.exit(main())

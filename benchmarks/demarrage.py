"""How long the command takes to start, as a multiple of the bare interpreter.

    python benchmarks/demarrage.py [--tours 40] [--verifier]

Run it with the Python of an environment where palliorient is installed (`pip install .`,
not editable: an editable installation has no compiled table). Each measure is paired with
a bare start just before it, so that a noisy machine disturbs both; the median of the
ratios is shown. With `--verifier`, status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SITUATION = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2", "--age", "82"),
    *("--sans-precarite", "--moment", "jour"),
)


class Mesure(NamedTuple):
    """One command, its goal (None: for information), and whether the cache is emptied."""

    nom: str
    arguments: list[str]
    but: float | None
    a_froid: bool = False


MESURES = (
    Mesure("--version", ["--version"], 1.6),
    Mesure("orienter, cache chaud", ["orienter", *SITUATION, "--format", "json"], 7.5),
    Mesure("orienter, cache vide", ["orienter", *SITUATION, "--format", "json"], 16, a_froid=True),
    Mesure("orienter, écran", ["orienter", *SITUATION], None),
    Mesure("--help", ["--help"], None),
)


def duree(commande: list[str], environnement: dict[str, str]) -> float:
    """Seconds of wall clock for one whole process."""
    debut = time.perf_counter()
    subprocess.run(
        commande,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=environnement,
    )
    return time.perf_counter() - debut


def mesurer(mesure: Mesure, programme: str, tours: int) -> tuple[float, float]:
    """The median ratio to the bare interpreter, and the median time in milliseconds."""
    nu = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as dossier:
        cache = Path(dossier) / "cache"
        environnement = os.environ | {"PALLIORIENT_CACHE": str(cache)}
        commande = [programme, *mesure.arguments]
        duree(commande, environnement)
        rapports, temps = [], []
        for _ in range(tours):
            if mesure.a_froid:
                shutil.rmtree(cache, ignore_errors=True)
            reference = duree(nu, environnement)
            temps.append(duree(commande, environnement))
            rapports.append(temps[-1] / reference)
    return statistics.median(rapports), statistics.median(temps) * 1000


def main() -> int:
    """Measure, print one line for each command; returns the exit status."""
    lecteur = argparse.ArgumentParser(description="Durée de démarrage de palliorient.")
    lecteur.add_argument("--tours", type=int, default=40)
    lecteur.add_argument("--verifier", action="store_true", help="statut 1 si un but est manqué")
    choix = lecteur.parse_args()
    programme = shutil.which("palliorient", path=str(Path(sys.executable).parent))
    if programme is None:
        print("palliorient n'est pas installé à côté de cet interpréteur.", file=sys.stderr)
        return 3
    manques = 0
    for mesure in MESURES:
        rapport, temps = mesurer(mesure, programme, choix.tours)
        manque = mesure.but is not None and rapport > mesure.but
        manques += manque
        but = f"but {mesure.but:4.1f}" if mesure.but else "pour mémoire"
        verdict = "  MANQUÉ" if manque else ""
        print(f"{mesure.nom:<24}{rapport:6.2f} × l'interpréteur nu{temps:8.1f} ms  {but}{verdict}")
    return 1 if choix.verifier and manques else 0


if __name__ == "__main__":
    sys.exit(main())

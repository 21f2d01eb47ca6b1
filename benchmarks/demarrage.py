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

from buts import But, conclure

SITUATION = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2", "--age", "82"),
    *("--sans-precarite", "--moment", "jour"),
)


class Mesure(NamedTuple):
    """One command, its goal (None: for information), and what it finds when it starts."""

    nom: str
    arguments: list[str]
    but: float | None
    ailleurs: bool = False
    """On a copy of the data: the packaged table does not answer for it, only the cache."""
    a_froid: bool = False
    """With an empty cache each time: everything is read, checked and compiled."""


ORIENTER = ["orienter", *SITUATION, "--format", "json"]
DEPARTEMENT = [
    *("orienter", "--departement", "29", "--commune", "29019"),
    *(*SITUATION[:2], *SITUATION[4:], "--format", "json"),
]
"""From official figures: at most a tenth more than the shipped data."""
COMPLETER = ["--completion", "bash"]
MESURES = (
    Mesure("--version", ["--version"], 1.6),
    Mesure("orienter, données livrées", ORIENTER, 7.5),
    Mesure("orienter, cache chaud", ORIENTER, 7.5, ailleurs=True),
    Mesure("orienter, cache vide", ORIENTER, 20, ailleurs=True, a_froid=True),
    Mesure("acteurs", ["acteurs"], 9),
    Mesure("territoires", ["territoires"], 9),
    Mesure("gradation", ["gradation"], 9),
    Mesure("couverture", ["couverture"], 9),
    Mesure("questions-ouvertes", ["questions-ouvertes"], 9),
    Mesure("niveau", ["niveau", "--format", "json"], 7),
    Mesure("niveau, cache chaud", ["niveau", "--format", "json"], 7, ailleurs=True),
    Mesure("fiche, HTML", ["fiche", *SITUATION[:-2]], 12),
    Mesure("acteurs, cache chaud", ["acteurs"], 9, ailleurs=True),
    Mesure("orienter, un département", DEPARTEMENT, 8.25),
    Mesure("complétion, une valeur", [*COMPLETER, "palliorient orienter --lieu "], 7),
    Mesure("complétion, un hôpital", [*COMPLETER, "palliorient orienter --etablissement st"], 7),
    Mesure("orienter, écran", ["orienter", *SITUATION], None),
    Mesure("--help", ["--help"], None),
)
"""The goals, as multiples of the bare interpreter."""


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


def mesurer(mesure: Mesure, programme: str, tours: int) -> float:
    """The median ratio to the bare interpreter."""
    from palliorient.livres import dossier_livre

    nu = [sys.executable, "-c", "pass"]
    with tempfile.TemporaryDirectory() as dossier:
        cache, copie = Path(dossier) / "cache", Path(dossier) / "donnees"
        environnement = os.environ | {"PALLIORIENT_CACHE": str(cache)}
        commande = [programme, *mesure.arguments]
        if mesure.ailleurs:
            shutil.copytree(dossier_livre(), copie)
            commande += ["--donnees", str(copie)]
        duree(commande, environnement)
        rapports = []
        for _ in range(tours):
            if mesure.a_froid:
                shutil.rmtree(cache, ignore_errors=True)
            reference = duree(nu, environnement)
            rapports.append(duree(commande, environnement) / reference)
    return statistics.median(rapports)


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
    print("Multiples du démarrage de l'interpréteur nu :")
    buts = {m.nom: But(m.nom, ".2f", maximum=m.but) for m in MESURES}
    valeurs = {m.nom: mesurer(m, programme, choix.tours) for m in MESURES}
    return conclure(buts, valeurs, choix.verifier)


if __name__ == "__main__":
    sys.exit(main())

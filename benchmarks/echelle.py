"""How the cost grows with the map: a whole département, then up to 32 times the shipped one.

    python benchmarks/echelle.py [--tours 5] [--fois 1,2,4,8,16,32] [--verifier]

Folders are written by rule (`dossiers_faits.py`): no real place, no real team. Each measure is a
ratio of two times taken one after the other in this run, the median of several: `valider` of a
département of 500 communes and 400 services against that of the shipped map; the start of
`orienter` on it, from its cache, against the same; then `valider` of 1 to 32 times the shipped map,
by territory. With `--verifier`, status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from buts import But, conclure
from dossiers_faits import DEPARTEMENT, PARIS, Taille, ecrire, fois

from palliorient.livres import dossier_livre
from palliorient.verification.validation import valider

JOUR = date(2026, 6, 1)
BUTS = {
    "valider": But("valider, département / livré", ".2f", maximum=3),
    "depart": But("orienter, département / livré", ".2f", maximum=1.3),
    "croissance": But("valider par territoire, au plus grand / à 8", ".2f", maximum=1.5),
}
SITUATION = (
    *("--lieu", "domicile", "--niveau", "3", "--age", "70", "--precarite", "non"),
    *("--moment", "nuit", "--format", "json", "--date", JOUR.isoformat()),
)
PLACES = {"livre": ("--commune", "75112"), "departement": ("--commune", "Ville Babi")}


def rapport(un: Callable[[], object], autre: Callable[[], object], tours: int) -> float:
    """The time of the first by that of the second, the median of so many rounds."""
    un(), autre()
    return statistics.median(_duree(un) / _duree(autre) for _ in range(tours))


def _duree(travail: Callable[[], object]) -> float:
    debut = time.perf_counter()
    travail()
    return time.perf_counter() - debut


def orienter(dossier: Path, place: Sequence[str]) -> Callable[[], object]:
    """A whole start of the command, answer included."""
    commande = [sys.executable, "-m", "palliorient", "orienter", "--donnees", str(dossier)]

    def lancer() -> None:
        subprocess.run([*commande, *place, *SITUATION], stdout=subprocess.DEVNULL, check=True)

    return lancer


def prouver(dossier: Path) -> Callable[[], object]:
    """`valider`, reading included; nothing may be wrong with a folder that is measured."""

    def lancer() -> None:
        if valider(dossier, JOUR).diagnostics:
            raise SystemExit(f"{dossier} : palliorient valider y trouve quelque chose")

    return lancer


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tours", type=int, default=5)
    options.add_argument("--fois", default="1,2,4,8,16,32")
    options.add_argument("--verifier", action="store_true")
    demandes = options.parse_args()
    facteurs = [int(n) for n in demandes.fois.split(",")]

    with tempfile.TemporaryDirectory() as provisoire:
        ici = Path(provisoire)
        os.environ["PALLIORIENT_CACHE"] = str(ici / "cache")
        departement, livre = ici / "departement", dossier_livre()
        services = ecrire(departement, DEPARTEMENT)
        print(f"département : {DEPARTEMENT.communes} communes, {services} services")
        valeurs = {
            "valider": rapport(prouver(departement), prouver(livre), demandes.tours),
            "depart": rapport(
                orienter(departement, PLACES["departement"]),
                orienter(livre, PLACES["livre"]),
                2 * demandes.tours + 1,
            ),
        }
        durees = {n: _mesurer(ici / f"fois-{n}", fois(n)) for n in facteurs}
    par_territoire = {n: duree / (n * PARIS.territoires) for n, duree in durees.items()}
    debut = min(durees, key=lambda n: abs(n - 8))
    for n, duree in durees.items():
        print(f"{n:3} fois : {duree:6.2f} s, {duree / durees[facteurs[0]]:5.1f} × la première")
    valeurs["croissance"] = par_territoire[facteurs[-1]] / par_territoire[debut]
    return conclure(BUTS, valeurs, demandes.verifier)


def _mesurer(dossier: Path, taille: Taille) -> float:
    """Seconds of processor for `valider`, the better of two."""
    ecrire(dossier, taille)
    lancer = prouver(dossier)
    mesures = []
    for _ in range(2):
        debut = time.process_time()
        lancer()
        mesures.append(time.process_time() - debut)
    return min(mesures)


if __name__ == "__main__":
    sys.exit(main())

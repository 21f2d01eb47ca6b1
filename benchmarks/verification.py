"""How fast the proof over every situation is, as a multiple of naive loops.

    python benchmarks/verification.py [--tours 5] [--situations 6000] [--verifier]

The proof goes through the whole space; a loop cannot in reasonable time, so each loop is
timed on situations drawn from that space, and its time for all of them follows (a loop
costs the same for each). Proof and loops alternate in one run, and the median of the
ratios is shown: a noisy machine disturbs both. With `--verifier`, status 1 when the goal
(20 times the fastest loop) is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from buts import But, conclure

from palliorient.lecture.charger import interpreter, lire_octets
from palliorient.livres import dossier_livre
from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table, lignes_vraies
from palliorient.verification.contexte import Contexte
from palliorient.verification.morceaux import situation_de
from palliorient.verification.validation import VERIFICATIONS, valider

JOUR = date(2026, 6, 1)
BUTS = {"rapport": But("preuve / boucle la plus rapide, en vitesse", ".0f", minimum=20)}


def tirer(ctx: Contexte, nombre: int) -> list[Situation]:
    """Valid situations, drawn evenly over the axes."""
    alea = random.Random(1)
    tirees: list[Situation] = []
    while len(tirees) < nombre:
        point = {axe: alea.choice(valeurs) for axe, valeurs in ctx.espace.valeurs.items()}
        if ctx.espace.contient(ctx.univers.tout, point):
            tirees.append(situation_de(ctx.table, point))
    return tirees


def boucle_du_moteur(table: Table, situations: list[Situation]) -> int:
    """Decide each situation and look for the simplest failure: no contact."""
    return sum(not orienter(table, situation, JOUR).contacts for situation in situations)


def boucle_des_masques(table: Table, situations: list[Situation]) -> int:
    """The fastest loop there is here: only which rows hold, nothing made of them."""
    return sum(
        not lignes_vraies(table, valeurs_des_axes(table, situation, JOUR))
        for situation in situations
    )


def chronometrer(travail: Callable[[], object]) -> float:
    debut = time.perf_counter()
    travail()
    return time.perf_counter() - debut


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tours", type=int, default=5)
    options.add_argument("--situations", type=int, default=6000)
    options.add_argument("--verifier", action="store_true")
    demandes = options.parse_args()

    octets = lire_octets(dossier_livre())
    referentiel, _ = interpreter(octets)
    if referentiel is None:
        print("données invalides : palliorient valider", file=sys.stderr)
        return 3

    def prouver() -> Contexte:
        """Compilation, sets and every check, from the referential alone."""
        contexte = Contexte(referentiel, octets, JOUR)
        for verification in VERIFICATIONS:
            list(verification(contexte))
        return contexte

    ctx = prouver()
    situations = tirer(ctx, demandes.situations)
    total = ctx.univers.nombre
    boucles = {"moteur complet": boucle_du_moteur, "masques seuls": boucle_des_masques}
    preuves: list[float] = []
    commandes: list[float] = []
    rapports: dict[str, list[float]] = {nom: [] for nom in boucles}
    for _ in range(demandes.tours):
        preuve = chronometrer(prouver)
        preuves.append(preuve)
        commandes.append(chronometrer(lambda: valider(dossier_livre(), JOUR)))
        for nom, boucle in boucles.items():
            duree = chronometrer(lambda boucle=boucle: boucle(ctx.table, situations))  # type: ignore[misc]
            rapports[nom].append(duree / len(situations) * total / preuve)

    lignes = ctx.table.toutes.bit_length()
    print(f"{total} situations ({ctx.univers.distinctes} distinctes) × {lignes} lignes")
    print(f"preuve : {statistics.median(preuves):.2f} s (compilation comprise)")
    print(f"valider : {statistics.median(commandes):.2f} s (lecture comprise)")
    for nom, mesures in rapports.items():
        par_situation = statistics.median(mesures) * statistics.median(preuves) / total
        print(
            f"boucle, {nom} : {par_situation * 1e6:.0f} µs par situation ;"
            f" la preuve est {statistics.median(mesures):.0f} fois plus rapide"
        )
    plus_rapide = min(statistics.median(mesures) for mesures in rapports.values())
    return conclure(BUTS, {"rapport": plus_rapide}, demandes.verifier)


if __name__ == "__main__":
    sys.exit(main())

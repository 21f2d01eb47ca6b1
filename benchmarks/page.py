"""How long the page takes: python benchmarks/page.py [--verifier]

In a headless Chromium whose processor is slowed six times (an old hospital PC, a telephone): to
open, and from the last answer to the answer on the screen. Ratios to the same page on the
machine as it is. The answer's goal is one second on the slowed one; with `--verifier`, a goal
that is missed is told by the status 1.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LENTEUR = 6
TOURS = 5
BUT = 1.0
"""Seconds, on the slowed processor."""

REPONSES = ("domicile", "17", "niveau 2", "82")


def main() -> int:
    """Measure, print, compare with the goal."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as ici, sync_playwright() as outil:
        page = Path(ici) / "page.html"
        faire = [sys.executable, "-m", "palliorient", "page", "--sortie", str(page)]
        subprocess.run(faire, check=True, stderr=subprocess.DEVNULL)
        navigateur = outil.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        mesures = {
            lenteur: [mesurer(navigateur, page, lenteur) for _ in range(TOURS)]
            for lenteur in (1, LENTEUR)
        }
        navigateur.close()
    print(f"page : {TOURS} tours, médianes")
    manque = False
    for rang, nom in enumerate(("ouvrir", "répondre")):
        vite, lent = (statistics.median(m[rang] for m in mesures[n]) for n in (1, LENTEUR))
        manque = manque or (nom == "répondre" and lent > BUT)
        print(
            f"{nom:10} {vite:6.3f} s   processeur ÷ {LENTEUR} : {lent:6.3f} s   × {lent / vite:.1f}"
        )
    return int(manque and "--verifier" in sys.argv)


def mesurer(navigateur: Any, fichier: Path, lenteur: int) -> tuple[float, float]:
    """Seconds to open the page, then from the last press to the answer."""
    contexte = navigateur.new_context(offline=True)
    page = contexte.new_page()
    contexte.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": lenteur})
    page.goto(fichier.as_uri())
    ouvrir = page.evaluate("performance.now()") / 1000
    for reponse in REPONSES:
        repondre(page, reponse)
    while page.locator("#dialogue").is_visible():
        duree = page.evaluate(
            """() => {
                const debut = performance.now();
                document.querySelector("#question .principal").click();
                document.body.getBoundingClientRect();
                return performance.now() - debut;
            }"""
        )
    contexte.close()
    return ouvrir, duree / 1000


def repondre(page: Any, reponse: str) -> None:
    """One answer, by its code or its words."""
    question = page.locator("#question")
    if question.locator("select").count():
        question.locator("select").select_option(reponse)
    elif question.locator("input[type=text]").count():
        question.locator("input[type=text]").fill(reponse)
    else:
        question.get_by_role("button", name=reponse).first.click()
        return
    question.get_by_role("button", name="Continuer").click()


if __name__ == "__main__":
    sys.exit(main())

"""Writes how the page looks, at three sizes: `python docs/captures.py DOSSIER`.

The page of the shipped data, in a headless Chromium (`pip install playwright`): its first
question, an answer, the sheet; and the poster. The images of the documents are those of
`docs/images`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HEURE = "2026-06-03T02:15:00"
"""UTC: a night in Paris."""

TAILLES = {"telephone": (375, 740), "tablette": (800, 1100), "ecran": (1440, 900)}
VUES = ("question", "reponse", "fiche")
REPONSES = ("domicile", "17", "niveau 2", "82")


def main(dossier: Path) -> int:
    """Write the images into the folder; 0."""
    from playwright.sync_api import sync_playwright

    dossier.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as ici, sync_playwright() as outil:
        page_html = Path(ici) / "page.html"
        faire = [sys.executable, "-m", "palliorient", "page", "--sortie", str(page_html)]
        subprocess.run(faire, check=True)
        navigateur = outil.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        affiche = Path(ici) / "affiche.html"
        faire = [sys.executable, "-m", "palliorient", "affiche", "--format", "html"]
        subprocess.run([*faire, "--date", HEURE[:10], "--sortie", str(affiche)], check=True)
        page = navigateur.new_page(viewport={"width": 1680, "height": 1188})
        page.goto(affiche.as_uri())
        page.screenshot(path=dossier / "affiche.png")
        page.close()
        for nom, (largeur, hauteur) in TAILLES.items():
            page = navigateur.new_page(viewport={"width": largeur, "height": hauteur})
            page.clock.set_fixed_time(HEURE)
            page.goto(page_html.as_uri())
            for vue in VUES:
                _aller(page, vue)
                page.screenshot(path=dossier / f"page-{vue}-{nom}.png", full_page=vue != "question")
            page.close()
        navigateur.close()
    return 0


def _aller(page: Any, vue: str) -> None:
    """From the first question to the answer, then to its sheet."""
    if vue == "reponse":
        for reponse in REPONSES:
            _repondre(page, reponse)
        _finir(page)
    elif vue == "fiche":
        page.get_by_role("button", name="Fiche à imprimer").click()
        _finir(page)


def _repondre(page: Any, reponse: str) -> None:
    question = page.locator("#question")
    if question.locator("select").count():
        question.locator("select").select_option(reponse)
    elif question.locator("input[type=text]").count():
        question.locator("input[type=text]").fill(reponse)
    else:
        question.get_by_role("button", name=reponse).first.click()
        return
    question.get_by_role("button", name="Continuer").click()


def _finir(page: Any) -> None:
    while page.locator("#dialogue").is_visible():
        page.locator("#question .principal").first.click()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

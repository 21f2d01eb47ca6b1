"""Pages opened in a real browser, from the disk, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from absents import absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
SANS = "le navigateur n'a pas tourné : {} absent, la page n'y est pas essayée"


@pytest.fixture(scope="module")
def navigateur() -> Iterator[Browser]:
    """A headless Chromium; skipped, loudly, where there is none."""
    chemin = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chemin is None:
        absent("chromium", SANS.format("chromium"))
    if find_spec("playwright") is None:
        absent("chromium", SANS.format("playwright"))
    from playwright import sync_api as api

    # Root has no sandbox to give; nothing but our own page is opened.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with api.sync_playwright() as outil:
        lance = outil.chromium.launch(executable_path=chemin, args=arguments)
        yield lance
        lance.close()


@contextmanager
def ouvrir(navigateur: Browser, fichier: Path, **contexte: Any) -> Iterator[Page]:
    """A page of the disk, whose every message or request beyond itself is a failure."""
    contexte = {"viewport": {"width": 420, "height": 800}, "offline": True, **contexte}
    ouvert = navigateur.new_context(**contexte)
    page = ouvert.new_page()
    fautes: list[str] = []
    page.on("console", lambda message: fautes.append(message.text))
    page.on("pageerror", lambda erreur: fautes.append(str(erreur)))
    page.on("request", lambda demande: fautes.append(demande.url))
    adresse = fichier.as_uri()
    page.goto(adresse)
    yield page
    assert {*fautes} == {adresse}
    assert page.url == adresse
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "",
        0,
        0,
    ]
    ouvert.close()


def choisir(page: Page, code: str) -> None:
    """Answer the current question with the choice, or the place, of this code or these words."""
    question = page.locator("#question")
    if question.locator("select").count():
        question.locator("select").select_option(code)
    elif question.locator("input[type=text]").count():
        question.locator("input[type=text]").fill(code)
    elif question.locator("input[type=checkbox]").count():
        question.locator(f"input[value='{code}']").check()
    else:
        question.get_by_role("button", name=code).first.click()
        return
    question.get_by_role("button", name="Continuer").click()


def repondre(page: Page, *codes: str) -> None:
    """Answer these questions, then the others as they are expected."""
    for code in codes:
        choisir(page, code)
    while page.locator("#dialogue").is_visible():
        bouton = page.locator("#question .principal").first
        bouton.click()

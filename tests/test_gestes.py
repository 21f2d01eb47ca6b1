"""The pages of `docs/gestes/`, followed to the letter on the map of the tests.

Followed on the map of the team, they would fail each time that somebody follows them.
"""

from __future__ import annotations

import re
import shutil
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from conftest import RACINE
from dossiers import CARTE, SCENARIOS, sur_un_socle
from gestes import Geste

from palliorient import horloge, livres

GESTES = sorted((RACINE / "docs" / "gestes").glob("*.md"))
PAGES = [*GESTES, RACINE / "docs" / "carnet.md"]
SUR_UN_SOCLE = ("ajouter-un-genre-d-acteur",)
"""The pages whose folder has its rules in two files."""

JOUR = datetime(2026, 9, 15, 12, 0)
"""The day on which the pages are followed."""


@pytest.fixture
def copie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a page changes, in a folder of its own, on a day of its own."""
    for depot in (tmp_path, tmp_path / "livre"):
        shutil.copytree(CARTE, depot / "data")
        (depot / "scenarios").mkdir()
        shutil.copy(SCENARIOS, depot / "scenarios")
    shutil.copy(RACINE / "CHANGELOG.md", tmp_path)
    monkeypatch.setattr(livres, "_livre", lambda _, nom: tmp_path / "livre" / nom)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PALLIORIENT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "reglages"))

    class CeJour(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> CeJour:
            return cls.combine(JOUR.date(), JOUR.time(), tz)

    monkeypatch.setattr(horloge, "datetime", CeJour)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_chaque_geste_se_suit(page: Path, copie: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if page.stem in SUR_UN_SOCLE:
        sur_un_socle(copie / "data")
    geste = Geste(copie)
    geste.suivre(page.read_text(encoding="utf-8"), capsys)
    assert geste.commandes >= 2


def test_le_sommaire_nomme_chaque_geste() -> None:
    sommaire = (RACINE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    cites = re.findall(r"\(docs/gestes/([a-z-]+\.md)\)", sommaire)
    assert sorted(cites) == [page.name for page in GESTES]


PIEGES = [
    ("Dans `data/acteurs.yaml`, sous `absente:`, ajouter :\n\n```yaml\nx: 1\n```\n", "0 lignes"),
    ("Dans `data/acteurs.yaml`, remplacer `mot absent` par `autre`.\n", "n'est pas dans"),
    ("```sh\npalliorient acteurs --texte zzz\n```\n\n```text\nrien de tel\n```\n", "à l'écran"),
    ("```sh\npalliorient valider absent\n```\n", "introuvable"),
    ("```yaml\nx: 1\n```\n", "où mettre"),
]


@pytest.mark.parametrize(("page", "dit"), PIEGES)
def test_une_page_fausse_ne_passe_pas(
    page: str, dit: str, copie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError, match=dit):
        Geste(copie).suivre(page, capsys)

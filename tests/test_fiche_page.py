"""One A4 page whatever the answer, in each form; and how the HTML is made."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fiches import SIX, fiche
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import reponses

from palliorient.noyau.table.table import Table
from palliorient.rendu.fiche.contenu import Fiche
from palliorient.rendu.fiche.html import STYLE, en_html
from palliorient.rendu.fiche.page import CORPS, GRAND, HAUTEUR, millimetres, tenir
from palliorient.rendu.fiche.pdf import ECHELLE, en_pdf
from palliorient.rendu.fiche.texte import HAUTEUR as LIGNES
from palliorient.rendu.fiche.texte import en_texte

LONGUES: list[dict[str, Any]] = [
    SIX,
    {**SIX, "age": 9, "besoin": ["aidants", "concertation"], "suivi": ["had", "usp"]},
    {**SIX, "lieu": "prison", "arrondissement": 14},
    {**SIX, "age": 20, "maintien": "impossible", "besoin": ["aidants", "deuil"]},
    {**SIX, "lieu": "mco", "age": 20, "residence": "7", "besoin": ["coordination", "aidants"]},
]
"""Sheets from which lines are taken out, or nearly so."""


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_une_page(table: Table, data: st.DataObject) -> None:
    """The PDF has one page, the text as many lines as a page, of its columns."""
    pytest.importorskip("typst", reason="sans typst, le PDF n'est pas vérifié")
    dite = fiche(table, data.draw(reponses(table)))
    assert pages(en_pdf(dite)) == 1
    lignes = en_texte(dite).split("\n")
    assert len(lignes) <= LIGNES
    assert max(map(len, lignes)) <= 79


@pytest.mark.relecture
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_une_page_avec_la_carte_livree(table_livree: Table, data: st.DataObject) -> None:
    pytest.importorskip("typst", reason="sans typst, le PDF n'est pas vérifié")
    dite = fiche(table_livree, data.draw(reponses(table_livree)))
    assert pages(en_pdf(dite)) == 1
    assert len(en_texte(dite).split("\n")) <= LIGNES


CHROMIUM = shutil.which("chromium")


@pytest.mark.skipif(CHROMIUM is None, reason="sans chromium, l'HTML n'est pas imprimé")
@pytest.mark.parametrize("champs", LONGUES)
def test_une_page_imprimee(table: Table, tmp_path: Path, champs: dict[str, Any]) -> None:
    (tmp_path / "fiche.html").write_text(en_html(fiche(table, champs)), encoding="utf-8")
    subprocess.run(
        [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu",
         f"--user-data-dir={tmp_path / 'profil'}", "--no-pdf-header-footer",
         f"--print-to-pdf={tmp_path / 'fiche.pdf'}", str(tmp_path / "fiche.html")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert pages((tmp_path / "fiche.pdf").read_bytes()) == 1


# --- what gives way -----------------------------------------------------------------------


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_ce_qui_cede(table: Table, data: st.DataObject) -> None:
    """The last ranks, never a first call nor an emergency number; and how many is said."""
    entiere = fiche(table, data.draw(reponses(table)))
    tenue = tenir(entiere, millimetres, data.draw(st.integers(100, HAUTEUR)))
    assert tenue.omises == _lignes(entiere) - _lignes(tenue)
    dite = [n for n in tenue.notes if "palliorient orienter" in n]
    assert bool(dite) is bool(tenue.omises)
    assert tenue.omises < 2 or dite[0].startswith(str(tenue.omises))
    titres = {bloc.titre: bloc for bloc in tenue.blocs}
    for avant in entiere.blocs:
        restes = list(titres[avant.titre].lignes) if avant.titre in titres else []
        if avant.premier:
            assert avant.lignes[0] in restes
            assert next(li for li in avant.lignes if li.rang) in restes
            urgences = [li for li in avant.lignes if li.numero and len(li.numero.texte) == 2]
            assert [li for li in restes if li in urgences] == urgences
        else:
            assert restes == list(avant.lignes[: len(restes)])


def _lignes(fiche: Fiche) -> int:
    return sum(len(bloc.lignes) for bloc in fiche.blocs)


def test_une_omission_ou_plusieurs(table: Table) -> None:
    dite = fiche(table, SIX)
    assert dite.notes == dite._replace(omises=0).notes
    assert dite._replace(omises=1).notes[-1].startswith("Une ligne ne tient pas")
    assert dite._replace(omises=2).notes[-1].startswith("2 lignes ne tiennent pas")


# --- HTML ---------------------------------------------------------------------------------


class Lu(HTMLParser):
    """The tags with their attributes, and the text of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.balises: list[tuple[str, dict[str, str | None]]] = []
        self.liens: dict[str, str] = {}
        self.lien: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append((tag, dict(attrs)))
        self.lien = dict(attrs).get("href") if tag == "a" else self.lien

    def handle_endtag(self, tag: str) -> None:
        self.lien = None if tag == "a" else self.lien

    def handle_data(self, data: str) -> None:
        if self.lien:
            self.liens[self.lien] = data


@pytest.mark.parametrize("champs", LONGUES)
def test_la_structure(table: Table, champs: dict[str, Any]) -> None:
    """One title, lists under theirs, numbers to dial; no script, no network, no field."""
    page = en_html(fiche(table, champs))
    lu = Lu()
    lu.feed(page)
    noms = [nom for nom, _ in lu.balises]
    assert ("html", {"lang": "fr"}) in lu.balises
    assert noms.count("h1") == 1
    assert noms.count("h2") == noms.count("ol") + noms.count("ul")
    assert not {"script", "link", "img", "input", "form", "iframe", "font"} & {*noms}
    assert not re.search(r"https?://|url\(|@import|@font-face|src=|\bon\w+=", page)
    for lien, texte in lu.liens.items():
        assert lien == "tel:" + "".join(c for c in texte if c.isdigit())
        assert " " not in texte
    assert not re.search(r"\d\d \d\d", re.sub(r"(?s)<style>.*?</style>", "", page))


def test_les_tailles() -> None:
    """The danger is read from afar, names and numbers without glasses; it prints on one A4."""
    assert GRAND >= 28
    assert CORPS >= 11
    assert ECHELLE >= 1
    assert "@page { size: A4;" in STYLE
    assert "@media print" in STYLE
    assert {*re.findall(r"#[0-9a-f]{3,6}\b", STYLE)} == {"#000", "#fff"}


def test_un_texte_n_est_ni_balise_ni_commande(table: Table) -> None:
    """What the data write is shown as it is, whatever it looks like."""
    pytest.importorskip("typst", reason="sans typst, le PDF n'est pas vérifié")
    pieges = 'Équipe <b>A</b> & "B" #panic() $x$ \\ @c *d* //'
    dite = fiche(table, SIX)
    bloc = dite.blocs[0]
    ligne = bloc.lignes[0]._replace(nom=pieges, mots=pieges)
    piegee = dite._replace(blocs=(bloc._replace(lignes=(ligne,)),), titre=pieges)
    assert "<b>A</b>" not in en_html(piegee)
    assert pages(en_pdf(piegee)) == 1

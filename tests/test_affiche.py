"""The poster: one A3 page whatever the map, everything in words, nothing from outside."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import JOUR, Lancer
from dossiers import CARTE, TERRITOIRES, copier
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.noyau.carte.couverture import matrice
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.rendu.affiche.contenu import Affiche, Case, Mission, Offre, Zone, contenu
from palliorient.rendu.affiche.page import (
    HAUTEUR,
    LARGEUR,
    MARGE,
    Cadre,
    Hexagone,
    Texte,
    composer,
)
from palliorient.rendu.affiche.pdf import en_pdf
from palliorient.rendu.affiche.svg import en_svg
from palliorient.rendu.fiche.page import POINT, etendue

ICI = Path(__file__).parent
DOSSIERS = {
    "carte": CARTE,
    "livre": dossier_livre(),
    "91": ICI / "departements" / "91",
    "29": ICI / "departements" / "29",
}


def affiche(dossier: Path) -> Affiche:
    referentiel = lire_dossier(dossier)
    table = Table(compiler(referentiel, JOUR))
    return contenu(matrice(referentiel, JOUR), table)


@pytest.fixture(scope="module", params=DOSSIERS)
def une(request: pytest.FixtureRequest) -> Affiche:
    return affiche(DOSSIERS[request.param])


@pytest.fixture(scope="module")
def paris() -> Affiche:
    return affiche(dossier_livre())


def large(texte: Texte) -> float:
    return etendue(texte.texte, texte.taille / POINT, gras=texte.gras)


def dans_la_page(dite: Affiche) -> None:
    """Every shape is inside the page; no line of text goes over another one."""
    textes = []
    for forme in composer(dite):
        match forme:
            case Texte():
                gauche = forme.x - large(forme) / 2 if forme.milieu else forme.x
                boite = (gauche, forme.y - forme.taille * 0.7, large(forme), forme.taille * 0.7)
                textes.append((forme, boite))
            case Cadre(x, y, largeur, hauteur, _):
                boite = (x, y, largeur, hauteur)
            case Hexagone(x, y, rayon, _):
                boite = (x - 0.866 * rayon, y - rayon, 1.732 * rayon, 2 * rayon)
            case _:
                boite = (forme.x, forme.y, forme.largeur, 0)
        x, y, largeur, hauteur = boite
        assert x >= MARGE - 1, forme
        assert x + largeur <= LARGEUR - MARGE + 1, forme
        assert y >= 0, forme
        assert y + hauteur <= HAUTEUR - 1, forme
    for rang, (texte, (x, y, largeur, hauteur)) in enumerate(textes):
        for autre, (x2, y2, largeur2, hauteur2) in textes[rang + 1 :]:
            croise = (
                x < x2 + largeur2 and x2 < x + largeur and y < y2 + hauteur2 and y2 < y + hauteur
            )
            assert not croise, (texte, autre)


def test_une_page_lisible(une: Affiche) -> None:
    dans_la_page(une)
    assert min(f.taille for f in composer(une) if isinstance(f, Texte)) >= 2


@pytest.mark.parametrize("departement", ["59", "974", "93", "2A"])
def test_un_squelette(lancer_livre: Lancer, departement: str) -> None:
    fini = lancer_livre("affiche", "--departement", departement)
    assert fini.returncode == 0, fini.stderr
    ys = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', fini.stdout)]
    assert max(ys) < HAUTEUR - 1
    assert "<polygon" not in fini.stdout


def dits(dite: Affiche) -> str:
    return " ".join(f.texte for f in composer(dite) if isinstance(f, Texte))


def test_tout_y_est(une: Affiche) -> None:
    """Levels, official labels, each territory, each mission; a gap is in words."""
    lus = dits(une)
    for niveau in une.niveaux:
        assert niveau.nom in lus
        for libelle in niveau.libelles:
            assert libelle in lus
    for zone in une.zones:
        assert f"{zone.nom} ({zone.signe})" in lus
    for mission in une.missions:
        assert mission.nom in lus
        for offre in mission.offres:
            assert offre.mots is None or offre.mots in lus
            assert offre.noms or offre.mots
    for lacune in une.lacunes:
        assert lacune in lus
    assert une.danger in lus


def test_paris_sans_rien_oter(paris: Affiche) -> None:
    """The shipped map has all its names on the page, in their short form."""
    lus = dits(paris)
    assert "Sans place ici" not in lus
    assert "Hôpital européen" not in lus
    assert len(paris.cases) == 20
    assert {case.numero for case in paris.cases} == {"1er", *(f"{n}e" for n in range(2, 21))}
    assert sum(1 for f in composer(paris) if isinstance(f, Hexagone)) == 20
    assert all(f"{z.signe}" in lus for z in paris.zones)


def test_le_signe_dit_le_territoire_sans_la_couleur(paris: Affiche) -> None:
    signes = [zone.signe for zone in paris.zones]
    assert len({*signes}) == len(signes)
    svg = en_svg(paris)
    for case in paris.cases:
        assert f">{paris.zones[case.zone].signe}" in svg


MOTS = st.text("abcdefghijklmnopqrstuvwxyzé-' ", min_size=1, max_size=60).map(str.strip)
NOMS = MOTS.filter(bool)


@st.composite
def longues(tirer: Any) -> Affiche:
    """Posters of any size: many territories, long names, long lists, long labels."""
    base = affiche(CARTE)
    zones = tirer(st.integers(1, 14))
    listes = partial(st.lists, NOMS)
    offres = st.builds(
        Offre, listes(max_size=12).map(tuple), st.sampled_from([None, "rien d'inscrit", "annoncé"])
    ).filter(lambda o: bool(o.noms or o.mots))
    missions = st.builds(Mission, NOMS, st.lists(offres, min_size=zones, max_size=zones).map(tuple))
    hexagones = [Case(2 * n, 0, f"{n}e", n % zones, None) for n in range(tirer(st.integers(0, 9)))]
    return base._replace(
        titre=tirer(NOMS),
        zones=tuple(
            Zone(tirer(NOMS), str(n), tuple(tirer(listes(max_size=60)))) for n in range(zones)
        ),
        cases=tuple(hexagones),
        missions=tuple(tirer(st.lists(missions, max_size=14))),
        partout=tuple((nom, (nom,) * 9) for nom in tirer(listes(max_size=5))),
        a_venir=tuple(tirer(listes(max_size=5))),
        lacunes=tuple(tirer(listes(max_size=8))),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(longues())
def test_une_page_quoi_qu_on_y_mette(dite: Affiche) -> None:
    dans_la_page(dite)
    montrees = sum(mission.nom in dits(dite) for mission in dite.missions)
    assert montrees == len(dite.missions) or "Sans place ici" in dits(dite)


def test_les_formes(lancer: Lancer, tmp_path: Path) -> None:
    svg = lancer("affiche", "--date", str(JOUR)).stdout
    assert svg == lancer("affiche", "--date", str(JOUR)).stdout
    html = lancer("affiche", "--date", str(JOUR), "--format", "html").stdout
    assert svg in html
    for texte in (svg, html):
        assert "<script" not in texte
        assert not re.search(r"\b(?:href|src)=|url\(", texte)
        assert re.findall(r"https?://[^\s\"<]+", texte) == ["http://www.w3.org/2000/svg"]
    fichier = tmp_path / "a.svg"
    assert lancer("affiche", "--date", str(JOUR), "--sortie", str(fichier)).returncode == 0
    assert fichier.read_text(encoding="utf-8") == svg
    assert lancer("affiche", "--format", "png").returncode == 2


def test_le_pdf_est_une_page_a3(une: Affiche) -> None:
    pytest.importorskip("typst", reason="sans typst, le PDF n'est pas vérifié")
    pdf = en_pdf(une)
    assert pdf == en_pdf(une)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    assert re.search(rb"/MediaBox ?\[0 0 1190\.\d+ 841\.\d+\]", pdf)


def test_les_places_du_schema_sont_verifiees(lancer: Lancer, tmp_path: Path) -> None:
    """Two communes in one place, or one without: said by `valider`, and the reading goes on."""
    copier(tmp_path)
    fichier = tmp_path / TERRITOIRES
    texte = fichier.read_text(encoding="utf-8")
    for commune, place in (("75101", "[3, 2]"), ("75102", "[4, 2]")):
        ligne = f'    commune: "{commune}"\n'
        assert ligne in texte
        texte = texte.replace(ligne, f"{ligne}    au_schema: {place}\n")
    fichier.write_text(texte, encoding="utf-8")
    fini = lancer("valider", str(tmp_path))
    assert fini.returncode == 0, fini.stdout
    assert fini.stdout.count("[PAL189]") == 19
    assert "place au schéma déjà prise" in fini.stdout

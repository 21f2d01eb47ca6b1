"""The poster as SVG: text as text, tints that read in black and white, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import cos, pi, sin

from palliorient.rendu.affiche.contenu import Affiche
from palliorient.rendu.affiche.page import (
    HAUTEUR,
    LARGEUR,
    Cadre,
    Forme,
    Hexagone,
    Texte,
    Trait,
    composer,
)

ZONES = ("#ffffff", "#e3e9f2", "#f6ead0", "#dcefe2", "#f5dfe4", "#e7e0f3")
"""Light enough for black letters, printed grey too; the sign of a territory tells it apart."""

FONDS = {"titre": "#d5e3ee", "danger": "#ffffff"}
NIVEAUX = ("#ffffff", "#f1f5f9", "#e2ebf2")
ENCRE = "#111111"


def en_svg(affiche: Affiche) -> str:
    """The whole drawing, one A3 page wide."""
    formes = [trait for forme in composer(affiche) for trait in _dessiner(forme)]
    lignes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(LARGEUR)}mm" height="{_n(HAUTEUR)}mm"'
        f' viewBox="0 0 {_n(LARGEUR)} {_n(HAUTEUR)}" role="img" lang="fr" aria-labelledby="t d"'
        f' font-family="DejaVu Sans, Verdana, Arial, sans-serif" fill="{ENCRE}">',
        f'<title id="t">{_t(affiche.titre)}</title>',
        f'<desc id="d">{_t(_description(affiche))}</desc>',
        f'<rect width="{_n(LARGEUR)}" height="{_n(HAUTEUR)}" fill="#ffffff"/>',
        *formes,
        "</svg>",
    ]
    return "\n".join(lignes) + "\n"


def _description(affiche: Affiche) -> str:
    zones = " ; ".join(f"{z.nom} : {', '.join(z.lieux)}" for z in affiche.zones)
    return f"{affiche.danger}. Territoires : {zones}."


def _dessiner(forme: Forme) -> Iterator[str]:
    match forme:
        case Texte(x, y, texte, taille, gras, milieu, _):
            graisse = ' font-weight="700"' if gras else ""
            ancre = ' text-anchor="middle"' if milieu else ""
            yield (
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(taille)}"{graisse}{ancre}>'
                f"{_t(texte)}</text>"
            )
        case Cadre(x, y, largeur, hauteur, fond):
            epais = "0.9" if fond == "danger" else "0.25"
            yield (
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(largeur)}" height="{_n(hauteur)}"'
                f' fill="{_fond(fond)}" stroke="{ENCRE}" stroke-width="{epais}"/>'
            )
        case Hexagone(x, y, rayon, zone):
            points = " ".join(
                f"{_n(x + rayon * 0.97 * sin(pi / 3 * k))},{_n(y + rayon * 0.97 * cos(pi / 3 * k))}"
                for k in range(6)
            )
            yield (
                f'<polygon points="{points}" fill="{ZONES[zone % len(ZONES)]}" stroke="{ENCRE}"'
                ' stroke-width="0.35"/>'
            )
        case Trait(x, y, largeur):
            yield (
                f'<line x1="{_n(x)}" x2="{_n(x + largeur)}" y1="{_n(y)}" y2="{_n(y)}"'
                ' stroke="#999999" stroke-width="0.2"/>'
            )


def _fond(nom: str) -> str:
    genre, _, rang = nom.partition("-")
    if genre == "zone":
        return ZONES[int(rang) % len(ZONES)]
    return NIVEAUX[int(rang) % len(NIVEAUX)] if genre == "niveau" else FONDS[nom]


def _n(nombre: float) -> str:
    return f"{nombre:.2f}".rstrip("0").rstrip(".")


def _t(texte: str) -> str:
    return escape(texte, quote=False)

"""The poster as one HTML file that prints on an A3 page: the drawing, and nothing else."""

from __future__ import annotations

from html import escape

from palliorient.rendu.affiche.contenu import Affiche
from palliorient.rendu.affiche.svg import en_svg

STYLE = """\
@page { size: A3 landscape; margin: 0; }
body { margin: 0; background: #fff; }
svg { display: block; width: 100%; height: auto; }
"""


def en_html(affiche: Affiche) -> str:
    """The document: no script, no network, no font."""
    return (
        '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(affiche.titre, quote=False)}</title>\n<style>\n{STYLE}</style>\n"
        f"</head>\n<body>\n{en_svg(affiche)}</body>\n</html>\n"
    )

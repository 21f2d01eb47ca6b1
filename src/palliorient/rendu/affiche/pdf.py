"""The poster as a PDF, by typst (extra `pdf`): its own fonts, so the same bytes everywhere."""

from __future__ import annotations

from palliorient.rendu.affiche.contenu import Affiche
from palliorient.rendu.affiche.page import HAUTEUR, LARGEUR
from palliorient.rendu.affiche.svg import en_svg
from palliorient.rendu.fiche.pdf import verifier_typst


def en_pdf(affiche: Affiche) -> bytes:
    """One A3 page. Raises `ErreurPalliorient` where typst is not."""
    verifier_typst()
    import typst

    octets: bytes = typst.compile(en_typst(affiche).encode(), ignore_system_fonts=True)
    return octets


def en_typst(affiche: Affiche) -> str:
    """The source: the drawing is a string of it, none of its text is code."""
    return (
        f"#set document(title: {_chaine(affiche.titre)}, date: none)\n"
        '#set text(lang: "fr")\n'
        f"#set page(width: {LARGEUR}mm, height: {HAUTEUR}mm, margin: 0mm)\n"
        f'#image(bytes({_chaine(en_svg(affiche))}), format: "svg", width: {LARGEUR}mm,'
        f" alt: {_chaine(affiche.titre)})\n"
    )


def _chaine(texte: str) -> str:
    return '"' + texte.replace("\\", "\\\\").replace('"', '\\"') + '"'

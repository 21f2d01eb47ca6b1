"""The sheet as one HTML file that prints on an A4 page: no script, no network, no font."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from palliorient.noyau.langue.phrases import insecable
from palliorient.rendu.fiche.contenu import Fiche
from palliorient.rendu.fiche.lignes import Ligne, Numero
from palliorient.rendu.fiche.listes import Bloc
from palliorient.rendu.fiche.page import (
    A_ECRIRE,
    BLANC,
    CORPS,
    ENTRE_LIGNES,
    GRAND,
    HAUTEUR,
    INTERLIGNE,
    INTITULE,
    LARGEUR,
    MARGE,
    PETIT,
    RETRAIT,
    TITRE,
    millimetres,
    tenir,
)

STYLE = f"""\
@page {{ size: A4; margin: {MARGE}mm; }}
* {{ box-sizing: border-box; margin: 0; padding: 0; }}
body {{ max-width: {LARGEUR}mm; margin: {MARGE}mm auto; color: #000; background: #fff;
  font: {CORPS}pt/{INTERLIGNE} Arial, "Liberation Sans", Helvetica, sans-serif; }}
a {{ color: inherit; text-decoration: none; }}
h1 {{ font-size: {TITRE}pt; line-height: {INTERLIGNE}; }}
h2 {{ font-size: {INTITULE}pt; margin-top: 2.4mm; border-top: 0.5mm solid #000; }}
.ou {{ font-size: {INTITULE}pt; font-weight: normal; }}
.danger {{ border: 0.8mm solid #000; padding: 0.5mm 3mm; margin-top: 1mm; text-align: center;
  font-size: {INTITULE + 1}pt; font-weight: bold; line-height: 1; }}
.grand {{ font-size: {GRAND}pt; padding: 0 2mm; line-height: 1.1; }}
ol, ul {{ padding-left: {RETRAIT}mm; }}
li {{ margin-bottom: {ENTRE_LIGNES}mm; break-inside: avoid; }}
li.tiret {{ list-style-type: "–  "; }}
.numero {{ font-size: {CORPS + 2}pt; font-weight: bold; white-space: nowrap; }}
.ferme .numero {{ font-size: {CORPS}pt; font-weight: normal; }}
.mots {{ font-size: {PETIT}pt; font-weight: normal; }}
.blanc {{ display: inline-block; width: {BLANC}mm; height: 4.6mm;
  border-bottom: 0.3mm solid #000; }}
.ecrire li {{ display: flex; min-height: {A_ECRIRE}mm; margin: 0; align-items: flex-end;
  gap: 2mm; }}
.ecrire li::after {{ content: ""; flex: 1; border-bottom: 0.3mm solid #000; }}
.pied {{ margin-top: 2mm; border-top: 0.5mm solid #000; font-size: {PETIT}pt; }}
.validite {{ font-size: {CORPS}pt; font-weight: bold; }}
@media print {{ body {{ margin: 0; }} }}
"""


def en_html(fiche: Fiche) -> str:
    """The sheet, with as many lines as an A4 page holds."""
    fiche = tenir(fiche, millimetres, HAUTEUR)
    danger = fiche.danger
    lignes = [
        "<!DOCTYPE html>",
        '<html lang="fr">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_texte(fiche.titre)}</title>",
        f"<style>\n{STYLE}</style>",
        "</head>",
        "<body>",
        f'<h1>{_texte(fiche.titre)} <span class="ou">{_texte(fiche.ou)}</span></h1>',
        f'<p class="danger">{_texte(danger.avant)} {_grand(danger.grand)}'
        f"{f' {_texte(danger.apres)}' if danger.apres else ''}</p>",
        *(f"<p>{_texte(alerte)}</p>" for alerte in fiche.alertes),
    ]
    for bloc in fiche.blocs:
        lignes += _bloc(bloc)
    if fiche.sous_la_main:
        lignes += [f"<h2>{_texte(fiche.titre_sous_la_main)}</h2>", '<ul class="ecrire">']
        lignes += [f"<li>{_texte(f'{texte} :')}</li>" for texte in fiche.sous_la_main]
        lignes.append("</ul>")
    pied = " ".join([*fiche.notes, fiche.version, fiche.offre])
    lignes += [
        '<div class="pied">',
        f'<p class="validite">{_texte(fiche.validite)}</p>',
        f"<p>{_texte(pied)}</p>",
        "</div>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lignes) + "\n"


def _bloc(bloc: Bloc) -> Iterator[str]:
    heures = f' <span class="mots">{_texte(bloc.heures)}</span>' if bloc.heures else ""
    yield f"<h2>{_texte(bloc.titre)}{heures}</h2>"
    yield "<ol>"
    for ligne in bloc.lignes:
        # Only what the reader may call has its number in the order.
        ordre = f' value="{ligne.rang}"' if ligne.rang else ""
        classes = [c for c, vraie in (("tiret", not ordre), ("ferme", not ligne.ouverte)) if vraie]
        classe = f' class="{" ".join(classes)}"' if classes else ""
        yield f"<li{ordre}{classe}>{' '.join(_ligne(ligne))}</li>"
    yield "</ol>"


def _ligne(ligne: Ligne) -> Iterator[str]:
    nom = _texte(ligne.nom)
    yield f"<strong>{nom}</strong>" if ligne.ouverte else nom
    if ligne.nature:
        yield f'<span class="mots">({_texte(ligne.nature)})</span>'
    if ligne.numero:
        yield _numero(ligne.numero)
    if ligne.noms:
        yield ": " + ", ".join(
            f"{_texte(n.nom)} {_numero(n.numero)}" if n.numero else _texte(n.nom)
            for n in ligne.noms
        )
    if ligne.blanc:
        yield '<span class="blanc"></span>'
    mots = " ; ".join(filter(None, (ligne.qui, ligne.mots)))
    yield f'<span class="mots">{_texte(mots)}</span>'


def _grand(texte: str) -> str:
    """Read from afar; a number is dialled from a telephone that shows the sheet."""
    dit = f'<a href="tel:{texte}">{texte}</a>' if texte.isdigit() else _texte(texte)
    return f'<span class="grand">{dit}</span>'


def _numero(numero: Numero) -> str:
    dit = numero.texte.replace(" ", "&nbsp;") + ("*" if numero.annee else "")
    return f'<a class="numero" href="tel:{numero.a_composer}">{dit}</a>'


def _texte(texte: str) -> str:
    """Escaped; signs and numbers never parted at the end of a line."""
    return escape(insecable(texte), quote=False)

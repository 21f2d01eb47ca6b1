"""The sheet as a PDF, by typst (extra `pdf`): its own fonts, so the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from palliorient.noyau.langue.phrases import insecable
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
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
    INTITULE,
    MARGE,
    PETIT,
    RETRAIT,
    TITRE,
    millimetres,
    tenir,
)

ECHELLE = 1.18
"""Libertinus is a narrower type than those that the page is reckoned for: it is set larger."""


def _(points: int) -> float:
    return round(points * ECHELLE, 1)


DEBUT = f"""\
#set page(paper: "a4", margin: {MARGE}mm)
#set text(lang: "fr", size: {_(CORPS)}pt, font: "Libertinus Serif", hyphenate: false)
#set par(leading: 0.36em, spacing: {ENTRE_LIGNES}mm)
#show heading.where(level: 1): it => text({_(TITRE)}pt, it.body)
#show heading.where(level: 2): it => block(above: 2.4mm, below: 1mm, width: 100%,
  stroke: (top: 0.5mm), inset: (top: 1mm), text({_(INTITULE)}pt, it.body))
#let mots(dits) = text({_(PETIT)}pt, weight: "regular", dits)
#let numero(dit, lien, grand) = link("tel:" + lien,
  text(if grand {{ {_(CORPS + 2)}pt }} else {{ {_(CORPS)}pt }},
    weight: if grand {{ "bold" }} else {{ "regular" }}, dit))
#let blanc = box(width: {BLANC}mm, stroke: (bottom: 0.3mm), height: 0.6em)
#let ligne(puce, corps) = block(above: {ENTRE_LIGNES + 1}mm, below: 0mm,
  grid(columns: ({RETRAIT}mm, 1fr), puce, corps))
#let ecrire(dit) = block(above: 0mm, below: 0mm, height: {A_ECRIRE}mm, grid(
  columns: (auto, 1fr), column-gutter: 2mm, align: bottom, box(height: {A_ECRIRE}mm, align(bottom,
  dit)), box(width: 100%, height: {A_ECRIRE}mm, stroke: (bottom: 0.3mm))))
"""
"""The page, and how a line is laid out."""

MANQUE = (
    "le format pdf demande « typst », qui n'est pas installé : pip install typst"
    " (ou palliorient avec son option « pdf »). Sans lui : --format html, puis imprimer."
)


def verifier_typst() -> None:
    """Raises `ErreurPalliorient`, with how to install it, where typst is not."""
    if find_spec("typst") is None:
        raise ErreurPalliorient(MANQUE)


def en_pdf(fiche: Fiche) -> bytes:
    """The sheet, with as many lines as an A4 page holds. Raises as `verifier_typst`."""
    verifier_typst()
    import typst

    source = en_typst(tenir(fiche, millimetres, HAUTEUR))
    octets: bytes = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    return octets


def en_typst(fiche: Fiche) -> str:
    """The source of a sheet that fits. Every text is a string: none of them is code."""
    danger = fiche.danger
    apres = f" #{_texte(danger.apres)}" if danger.apres else ""
    lignes = [
        f"#set document(title: {_texte(fiche.titre)}, date: none)",
        DEBUT,
        f"#box(heading(level: 1, {_texte(fiche.titre)})) #h(2mm) #text({_(INTITULE)}pt,"
        f" {_texte(fiche.ou)})",
        f"#block(above: 2mm, below: 0mm, stroke: 0.8mm, inset: 2.5mm, width: 100%,"
        f' align(center, text({_(INTITULE + 1)}pt, weight: "bold")[#{_texte(danger.avant)}'
        f" #h(2mm)#box({_grand(danger.grand)})#h(2mm){apres}]))",
        *(f"#par({_texte(alerte)})" for alerte in fiche.alertes),
    ]
    for bloc in fiche.blocs:
        lignes += _bloc(bloc)
    if fiche.sous_la_main:
        lignes.append(f"#heading(level: 2, {_texte(fiche.titre_sous_la_main)})")
        lignes += [f"#ecrire({_texte(f'{texte} :')})" for texte in fiche.sous_la_main]
    pied = " ".join([*fiche.notes, fiche.version, fiche.offre])
    lignes += [
        "#block(above: 3mm, below: 1mm, width: 100%, stroke: (top: 0.5mm), inset: (top: 1mm),"
        f' text({_(CORPS)}pt, weight: "bold", {_texte(fiche.validite)}))',
        f"#mots({_texte(pied)})",
    ]
    return "\n".join(lignes) + "\n"


def _bloc(bloc: Bloc) -> Iterator[str]:
    heures = f" #mots({_texte(bloc.heures)})" if bloc.heures else ""
    yield f"#heading(level: 2)[#{_texte(bloc.titre)}{heures}]"
    for ligne in bloc.lignes:
        puce = f'"{ligne.rang}."' if ligne.rang else '"–"'
        yield f"#ligne({puce})[{' '.join(_ligne(ligne))}]"


def _ligne(ligne: Ligne) -> Iterator[str]:
    nom = _texte(ligne.nom)
    yield f"#strong({nom})" if ligne.ouverte else f"#{nom}"
    if ligne.nature:
        yield f"#mots({_texte(f'({ligne.nature})')})"
    if ligne.numero:
        yield _numero(ligne.numero, ligne.ouverte)
    if ligne.noms:
        noms = [
            f"#{_texte(n.nom)}" + (f" {_numero(n.numero, ligne.ouverte)}" if n.numero else "")
            for n in ligne.noms
        ]
        yield f"#{_texte(': ')}" + f"#{_texte(', ')}".join(noms)
    if ligne.blanc:
        yield "#blanc"
    yield f"#mots({_texte(' ; '.join(filter(None, (ligne.qui, ligne.mots))))})"


def _grand(texte: str) -> str:
    dit = f"text({_(GRAND)}pt, {_texte(texte)})"
    return f'link("tel:{texte}", {dit})' if texte.isdigit() else dit


def _numero(numero: Numero, grand: bool) -> str:
    dit = _texte(numero.texte.replace(" ", "\xa0") + ("*" if numero.annee else ""))
    return f'#numero({dit}, "{numero.a_composer}", {"true" if grand else "false"})'


def _texte(texte: str) -> str:
    """A string of typst; signs and numbers never parted at the end of a line."""
    texte = insecable(texte)
    return '"' + texte.replace("\\", "\\\\").replace('"', '\\"') + '"'

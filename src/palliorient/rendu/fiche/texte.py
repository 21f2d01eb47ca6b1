"""The sheet in plain text: 79 columns, as many lines as an A4 page of a typewriter."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.noyau.langue.phrases import majuscule
from palliorient.rendu.fiche.contenu import Fiche
from palliorient.rendu.fiche.lignes import Ligne, Numero
from palliorient.rendu.fiche.listes import Bloc
from palliorient.rendu.fiche.page import tenir
from palliorient.rendu.mise_en_page import LARGEUR, plier

HAUTEUR = 66
"""Lines of a page."""

BLANC = "." * 20


def en_texte(fiche: Fiche) -> str:
    """The sheet, with as many lines as a page holds."""
    fiche = tenir(fiche, lambda essai: len(_lignes(essai)), HAUTEUR)
    return "\n".join(_lignes(fiche))


def _lignes(fiche: Fiche) -> list[str]:
    danger = " ".join(filter(None, (fiche.danger.avant, fiche.danger.grand.upper())))
    lignes = [fiche.titre.upper(), *_plie(fiche.ou), "*" * LARGEUR]
    lignes += plier(danger, "*  ")
    lignes += plier(majuscule(fiche.danger.apres), "*  ") if fiche.danger.apres else []
    lignes.append("*" * LARGEUR)
    for alerte in fiche.alertes:
        lignes += _plie(alerte, "! ")
    for bloc in fiche.blocs:
        lignes += _bloc(bloc)
    if fiche.sous_la_main:
        lignes.append(fiche.titre_sous_la_main.upper())
        for texte in fiche.sous_la_main:
            *debut, fin = _plie(f"{texte} : ", " -  ")
            lignes += [*debut, f"{fin} ".ljust(LARGEUR, ".")]
    lignes.append("-" * LARGEUR)
    for phrase in (fiche.validite, " ".join([*fiche.notes, fiche.version]), fiche.offre):
        lignes += _plie(phrase)
    return lignes


def _bloc(bloc: Bloc) -> list[str]:
    titre = bloc.titre.upper()
    lignes = _plie(f"{titre} ({bloc.heures})" if bloc.heures else titre)
    for ligne in bloc.lignes:
        puce = f"{ligne.rang:2}. " if ligne.rang else " -  "
        lignes += _plie(" ".join(_morceaux(ligne)), puce)
    return lignes


def _morceaux(ligne: Ligne) -> Iterator[str]:
    yield ligne.nom
    if ligne.nature:
        yield f"({ligne.nature})"
    if ligne.numero:
        yield f"· {_numero(ligne.numero)}"
    if ligne.noms:
        dits = [f"{n.nom} {_numero(n.numero)}" if n.numero else n.nom for n in ligne.noms]
        yield f": {' | '.join(dits)}"
    if ligne.blanc:
        yield BLANC
    yield f"({' ; '.join(filter(None, (ligne.qui, ligne.mots)))})"


def _numero(numero: Numero) -> str:
    return f"{numero.texte}*" if numero.annee else numero.texte


def _plie(texte: str, debut: str = "") -> list[str]:
    return plier(texte, debut, longueur=LARGEUR)

"""Strict YAML: any bytes → plain data, the position of every value, and what is wrong."""

from __future__ import annotations

import yaml

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml import structure
from palliorient.lecture.yaml.construction import Construction
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.lecture.yaml.signalement import Abandon
from palliorient.lecture.yaml.syntaxe import expliquer
from palliorient.lecture.yaml.texte_source import decoder
from palliorient.noyau.modele.diagnostic import Diagnostic

# libyaml reads several times faster; the pure parser says the same, only slower.
_CHARGEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lire_texte(octets: bytes, fichier: str) -> FichierLu:
    """Read any bytes; never raises: what cannot be read is in the diagnostics."""
    lecture = FichierLu(fichier)
    texte, problemes = decoder(octets, fichier)
    lecture.diagnostics += problemes
    if texte is None:
        return lecture
    marques = structure.conflits(texte, fichier)
    if marques:
        lecture.diagnostics += marques
        return lecture
    try:
        Construction(lecture, echappements="\\" in texte).suivre(
            yaml.parse(texte, Loader=_CHARGEUR)
        )
    except Abandon:
        lecture.donnees = None
    except (yaml.YAMLError, ValueError, RecursionError) as erreur:
        lecture.donnees = None
        # A tab read as a space may break the layout: the tab is the news, not its effect.
        if not problemes:
            lecture.diagnostics.append(expliquer(erreur, fichier))
    if lecture.diagnostics:
        _causes_cachees(lecture, texte)
    return lecture


def _causes_cachees(lecture: FichierLu, texte: str) -> None:
    """What looks right and is not comes in place of its effects, on its line or the next."""
    causes = structure.suspects(texte, lecture.fichier)
    if not causes:
        return
    lignes = {ligne(d) + ecart for d in causes for ecart in (-1, 0, 1)}
    autres = [d for d in lecture.diagnostics if d.code != Code.SYNTAXE and ligne(d) not in lignes]
    lecture.donnees = None
    lecture.diagnostics[:] = sorted([*causes, *autres], key=ligne)


def ligne(diagnostic: Diagnostic) -> int:
    """The line of a problem."""
    return diagnostic.position.ligne if diagnostic.position else 0

"""Strict YAML: any bytes → plain data, the position of every value, and what is wrong."""

from __future__ import annotations

import yaml

from palliorient.lecture.construction import Construction
from palliorient.lecture.resultat import Lecture
from palliorient.lecture.signalement import Abandon
from palliorient.lecture.syntaxe import expliquer
from palliorient.lecture.texte_source import decoder

# libyaml reads several times faster; the pure parser says the same, only slower.
_CHARGEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lire_texte(octets: bytes, fichier: str) -> Lecture:
    """Read any bytes; never raises: what cannot be read is in the diagnostics."""
    lecture = Lecture(fichier)
    texte, problemes = decoder(octets, fichier)
    lecture.diagnostics += problemes
    if texte is None:
        return lecture
    try:
        Construction(lecture).suivre(yaml.parse(texte, Loader=_CHARGEUR))
    except Abandon:
        lecture.donnees = None
    except (yaml.YAMLError, ValueError, RecursionError) as erreur:
        lecture.donnees = None
        # A tab read as a space may break the layout: the tab is the news, not its effect.
        if not problemes:
            lecture.diagnostics.append(expliquer(erreur, fichier))
    return lecture

"""The map of the tests with two more criteria and two more rules, in YAML alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from arbre import Arbre
from dossiers import CARTE, REGLES

CRITERES_AJOUTES = """
  isolement-social:
    genre: oui-non
    nom: "isolement social"
    question: "La personne est-elle coupée de tout entourage ?"
    pourquoi: "L'isolement social appelle les bénévoles."
    aide: "coupée de tout entourage"

  langue:
    nom: "langue"
    question: "Quelle langue la personne parle-t-elle ?"
    pourquoi: "Une autre langue demande un interprète."
    aide: "langue parlée"
    defaut: francais
    valeurs:
      francais: "français"
      anglais: {nom: "anglais", synonymes: ["english"]}
      signes: "langue des signes"
"""

REGLES_AJOUTEES = """
  isolement-social-benevoles:
    quand: {isolement-social: oui}
    explication: "Des bénévoles pour une personne seule."
    source: {convention: besoin-exprime}
    propose: {benevoles: requis}
  langue-annuaire:
    quand: {langue: [anglais, signes]}
    explication: "L'annuaire dit qui parle cette langue."
    source: {convention: besoin-exprime}
    propose: {annuaire: requis}
"""


def avec_deux_criteres(dossier: Path) -> Path:
    """Its files, in a new folder of that folder."""
    copie = dossier / "data"
    shutil.copytree(CARTE, copie)
    with Arbre(copie / REGLES) as regles:
        # The last one, « actualité », is deduced from the day.
        regles.ajouter("criteres", bloc=CRITERES_AJOUTES, rang=-1)
        regles.ajouter("regles", bloc=REGLES_AJOUTEES)
    return copie

"""The map of the tests with two more criteria and two more rules, in YAML alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from arbre import Arbre
from dossiers import ACTEURS, CARTE, REGLES

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

SANS_REGLE = """
  mois-de-suivi:
    genre: classes-d-age
    nom: "mois de suivi"
    question: "Depuis combien de mois ?"
    pourquoi: "La durée du suivi."
    aide: "mois de suivi"
    defaut: court
    valeurs:
      court: {nom: "court", de: 0, a: 11}
      long: {nom: "long", de: 12, a: 120}

  signes:
    genre: liste
    nom: "signes"
    question: "Quels signes ?"
    pourquoi: "Les signes."
    aide: "signes"
    valeurs:
      un: "un seul"

  groupe:
    genre: choix
    nom: "groupe"
    question: "De quel groupe ?"
    pourquoi: "Les groupes."
    aide: "groupe"
    dit: "du groupe {}"
    defaut: aucun
    valeurs:
      aucun: "aucun"
      dollars: "$& $1 $$"
"""
"""Zero is an answer to the first, one value is all that the second has; the words of the last are
those of a replacement in a script."""

UN_NUMERO = "01 47 07 77 77"
"""A number of the map, which becomes a short one: no emergency number for all that."""

EN_CHIFFRES = re.compile(r"(?<![\w-])(?:had|emsp|usp|dac)-[a-z0-9-]+(?![\w-])")
"""Services of the map whose identifiers may be numbers, as those of a register are."""

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


def avec_des_nombres(dossier: Path) -> Path:
    """The same with two more, and identifiers made of digits, the last service's the smallest:
    no reader of objects keeps their order by itself."""
    copie = avec_deux_criteres(dossier)
    with Arbre(copie / REGLES) as regles:
        regles.ajouter("criteres", bloc=SANS_REGLE, rang=-1)
    textes = {fichier: fichier.read_text(encoding="utf-8") for fichier in copie.glob("*.yaml")}
    declares = re.findall(r"(?m)^[- ]*id: (\S+)$", textes[copie / ACTEURS])
    nombres = {
        id: f'"{900_000_000 - rang}"'
        for rang, id in enumerate(id for id in declares if EN_CHIFFRES.fullmatch(id))
    }
    textes[copie / ACTEURS] = textes[copie / ACTEURS].replace(UN_NUMERO, "3977")
    for fichier, texte in textes.items():
        dit = EN_CHIFFRES.sub(lambda trouve: nombres.get(trouve[0], trouve[0]), texte)
        fichier.write_text(dit, encoding="utf-8")
    return copie

"""Kinds of actors that no data of ours has, in YAML only: what `test_acteur_ajoute` adds.

The facts of the MASP are those of its call for projects; the two other teams are invented.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from arbre import Arbre
from dossiers import ACTEURS, CARTE, REGLES

DOCUMENTS = """
- id: ars-masp
  nom: "ARS Nouvelle-Aquitaine, appel à projets 2025 sur les MASP"
  court: "Appel à projets MASP 2025"
  date: "2025"
- {id: courrier, nom: "Courrier inventé", date: "2025"}
"""

STRUCTURES = """
- id: maison-ile-de-france
  nom: "Maison d'accompagnement et de soins palliatifs (MASP), Île-de-France"
  services:
    - id: masp-ile-de-france
      type: masp
      nom: "MASP d'Île-de-France, non nommée"
      publics: [adulte]
      territoires: [ile-de-france]
      statut: annonce
      source: {document: ars-masp, localisation: "présentation"}
- id: equipe-inventee
  nom: "Équipe inventée"
  services:
    - id: emsp-ehpad-equipe-inventee
      type: emsp-ehpad
      nom: "EMSP des EHPAD (équipe inventée)"
      publics: [adulte]
      territoires: [sud]
      source: {document: courrier, localisation: "page 1"}
    - id: avis-equipe-inventee
      type: avis
      fonction: medecins
      nom: "Avis entre médecins (équipe inventée)"
      publics: [adulte]
      territoires: [paris]
      source: {document: courrier, localisation: "page 2"}
    - id: avis-equipe-inventee-soignants
      type: avis
      fonction: soignants
      nom: "Avis aux soignants (équipe inventée)"
      publics: [adulte]
      territoires: [paris]
      source: {document: courrier, localisation: "page 2"}
"""

TYPES = """
masp:
  nom: "maison d'accompagnement et de soins palliatifs"
  sigle: "MASP"
  groupe: accompagnement
  joignable: {jour: {conditionnel: "la maison décide de l'entrée"}, hors-jour: inconnu}
  source: genres-ajoutes
emsp-ehpad:
  nom: "équipe mobile de soins palliatifs pour les EHPAD"
  sigle: "EMSP EHPAD"
  groupe: expertise
  joignable: {jour: {conditionnel: "à la demande d'un professionnel"}, hors-jour: inconnu}
  source: genres-ajoutes
avis:
  nom: "avis spécialisé"
  sigle: "Avis"
  groupe: expertise
  fonctions: [medecins, soignants]
  joignable: {jour: {conditionnel: "à la demande d'un professionnel"}, hors-jour: inconnu}
  source: genres-ajoutes
"""

ROLES = """
masp: {nom: "maison d'accompagnement (MASP)", sauf: {public: pediatrique}, cherche: {masp: region}}
emsp-ehpad:
  nom: "équipe mobile des EHPAD"
  quand: {lieu: ehpad}
  sauf: {public: pediatrique}
  cherche: {emsp-ehpad: territoire}
avis: {nom: "avis spécialisé", sauf: {public: pediatrique}, cherche: {avis: departement}}
"""

REGLES_AJOUTEES = """
masp-annoncee:
  quand: {lieu: lieu-de-vie, maintien: impossible, niveau: [1, 2]}
  sauf: {lieu: prison}
  explication: "Traitement stabilisé, et rester chez soi n'est plus possible."
  source: "ars-masp, présentation"
  propose: {masp: eventuel}
emsp-des-ehpad:
  quand: {lieu: ehpad, colonne: domicile}
  explication: "Une équipe mobile pour les seuls EHPAD."
  source: "courrier, page 1"
  propose: {emsp-ehpad: eventuel}
avis-specialise:
  quand: {besoin: concertation, colonne: domicile, moment: jour}
  explication: "Un avis spécialisé, à qui le demande."
  source: "courrier, page 2"
  propose: {avis: eventuel}
"""

ETAPES = (
    ("domicile-de-jour", "ensuite: emsp-ehpad", "emsp-pediatrique"),
    ("domicile-de-jour", "ensuite: avis", "emsp-ehpad"),
    ("domicile-urgence-de-jour", "ensuite: emsp-ehpad", "hdj"),
    ("domicile-urgence-de-jour", "ensuite: avis", "emsp-ehpad"),
    ("domicile-hors-jour", "reouverture: emsp-ehpad", "emsp-pediatrique"),
    ("admission-de-jour", "ensuite: masp", "usp-d-ailleurs"),
    ("admission-urgence-de-jour", "ensuite: masp", "usp-d-ailleurs"),
    ("admission-hors-jour", "reouverture: masp", "relais-pediatrique"),
)
"""Order of call → its new step, and the role after which it comes."""

INFIRMIER = """
infirmier:
  nom: "infirmier"
  sans_numero: [{type: avis, fonction: medecins}]
  sinon: "par le médecin"
  source: genres-ajoutes
"""


def ajouter(dossier: Path, *, depuis: Path = CARTE, masp: str = "statut: annonce") -> Path:
    """A copy of a map with the three kinds. `masp`: what is said of its opening."""
    shutil.copytree(depuis, dossier)
    with Arbre(dossier / ACTEURS) as acteurs:
        acteurs.ajouter("documents_complementaires", bloc=DOCUMENTS)
        acteurs.ajouter("structures", bloc=STRUCTURES.replace("statut: annonce", masp))
    with Arbre(dossier / REGLES) as regles:
        convention = 'genres-ajoutes: "Ce que l\'essai tient pour vrai de ces équipes."'
        regles.ajouter("conventions", bloc=convention)
        regles.ajouter("types", bloc=TYPES)
        regles.ajouter("roles", bloc=ROLES)
        regles.ajouter("regles", bloc=REGLES_AJOUTEES)
        regles.ajouter("appelants", bloc=INFIRMIER)
        for ordre, etape, apres in ETAPES:
            etapes = regles.noeud("ordres", ordre, "etapes").value
            rang = max(r for r, e in enumerate(etapes) if _nomme(e, apres))
            regles.ajouter("ordres", ordre, "etapes", bloc=f"- {etape}", rang=rang + 1)
    return dossier


def _nomme(etape: object, role: str) -> bool:
    """Does a step, read as a tree, name this role?"""
    for _, dit in getattr(etape, "value", []):
        dits = dit.value if isinstance(dit.value, list) else [dit]
        if role in [getattr(d, "value", None) for d in dits]:
            return True
    return False

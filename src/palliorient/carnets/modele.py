"""An empty directory for a map: all its services, by type, and how to fill it in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap

from palliorient.carnets.conventions import conventions
from palliorient.carnets.schema import FORMAT
from palliorient.noyau.carnet.carnet import Conventions
from palliorient.noyau.carnet.heures import moments
from palliorient.noyau.langue.phrases import ou
from palliorient.noyau.table.cites import services_cites
from palliorient.noyau.table.lignes import Service
from palliorient.noyau.table.table import Table

LARGEUR = 79

ENTETE = """\
# Carnet de lignes directes d'une équipe. Il reste chez vous.
#
# Il ajoute des numéros aux réponses. Il ne change ni qui est appelé, ni dans
# quel ordre ; il ne remplace pas {proteges}.
# Jamais de patient, jamais de nom de personne : un service, une fonction.
#
# Sous un service, ajouter ce que l'on sait, aligné comme ici et sans « # » :
#
#   - service: nom-du-service
#     telephone: "01 99 00 00 00"       # ligne directe, entre guillemets
#     intermediaire: "15"               # ou : par quel numéro le demander
#     mobile_de_service: oui            # obligatoire pour un 06 ou un 07
#     heures:                           # seulement ce que le service a dit
#       jour: "09:00-17:00"             # ses heures, ou oui : tout le moment
{moments}
#       feries: non                     # oui (mêmes heures), non, ses heures
#     qui_peut_appeler: {appelant}  # si elle leur est réservée
#     verifie_le: "2026-05-12"          # le jour où quelqu'un a appelé
#     verifie_par: {fonction}              # une fonction, pas un nom
#
# qui_peut_appeler : {appelants}.
# verifie_par : {fonctions}.
#
# Un service qui a deux lignes à des heures différentes est écrit deux fois.
# Un numéro est tenu pour sûr {mois} mois après sa vérification.
#
# Vérifier ce fichier :      palliorient carnet valider FICHIER
# Ce qui a vieilli :         palliorient carnet a-verifier FICHIER
# S'en servir :              palliorient orienter --carnet FICHIER …

format: {format}
carte: {carte}
nom: "Carnet de l'équipe"              # montré sous chaque réponse
"""

FIN = """
# Services que la carte n'a pas : montrés à part, sans rang, « {hors_contrat} ».
#
#   - id: un-service
#     nom: "Nom du service"
#     type: {type}
#     telephone: "01 99 00 00 00"
#
# type : {types}.
hors_contrat: []
"""


def modele(table: Table) -> str:
    """The text of the file, which `carnet valider` accepts as it is."""
    texte = "\n".join([_entete(table, conventions()), *_entrees(table), _fin(table)])
    return "\n".join(plie for ligne in texte.split("\n") for plie in _plie(ligne)) + "\n"


def _plie(ligne: str) -> list[str]:
    """A long comment on several lines; what is no comment stays whole."""
    if not ligne.startswith("# ") or len(ligne) <= LARGEUR:
        return [ligne]
    return wrap(ligne, LARGEUR, subsequent_indent="#   ", break_on_hyphens=False)


def _entete(table: Table, declarees: Conventions) -> str:
    autres = [m for m in moments(table) if m != table.criteres["moment"].defaut]
    return ENTETE.format(
        proteges=ou(sorted(declarees.proteges, key=int)),
        moments="\n".join(f"#       {moment}: oui" for moment in autres),
        appelant=next(iter(declarees.appelants)),
        appelants=", ".join(declarees.appelants),
        fonction=next(iter(declarees.fonctions)),
        fonctions=", ".join(declarees.fonctions),
        mois=declarees.mois,
        format=json.dumps(FORMAT),
        carte=json.dumps(table.numero),
    )


def _entrees(table: Table) -> Iterator[str]:
    """The services that answers name, without emergency numbers, in the order of the types."""
    yield "entrees:"
    inscrits = _inscrits(table)
    for type_, declare in table.types.items():
        siens = [s for s in inscrits if s.type == type_]
        if siens:
            yield f"\n  # --- {declare.nom} ---"
        for service in siens:
            yield f"\n  # {service.nom}\n  - service: {service.id}"
    if not inscrits:
        yield "  []"


def _inscrits(table: Table) -> list[Service]:
    cites, proteges = services_cites(table), conventions().proteges
    return [
        s
        for s in table.services
        if s.id in cites and not s.generique and s.telephone not in proteges
    ]


def _fin(table: Table) -> str:
    servis = {s.type for s in _inscrits(table)}
    return FIN.format(
        hors_contrat=conventions().mots["hors-contrat"],
        type=[t for t in table.types if t in servis or not servis][-1],
        types=", ".join(table.types),
    ).rstrip("\n")

"""Several directories → one: a regional one, then one's own; what contradicts is kept to be said.

The last given wins, whole: a service that it names has its lines and no other's.
"""

from __future__ import annotations

from collections.abc import Sequence

from palliorient.noyau.carnet.carnet import Carnet, Carnets, Conflit, Conventions, HorsContrat, Voie


def fusionner(carnets: Sequence[Carnet], conventions: Conventions) -> Carnets:
    """What all of them say, in the order in which they are given."""
    lignes: dict[str, tuple[Voie, ...]] = {}
    ajoutes: dict[str, HorsContrat] = {}
    conflits: list[Conflit] = []
    for carnet in carnets:
        siennes: dict[str, tuple[Voie, ...]] = {}
        for ligne in carnet.lignes:
            siennes[ligne.service] = (*siennes.get(ligne.service, ()), ligne.voie)
        for service, voies in siennes.items():
            _comparer(conflits, service, lignes.get(service, ()), voies)
        for ajoute in carnet.hors_contrat:
            connu = ajoutes.get(ajoute.id)
            _comparer(conflits, ajoute.id, (connu.voie,) if connu else (), (ajoute.voie,))
        lignes |= siennes
        ajoutes |= {ajoute.id: ajoute for ajoute in carnet.hors_contrat}
    return Carnets(
        conventions,
        tuple(dict.fromkeys(c.nom for c in carnets if c.lignes or c.hors_contrat)),
        lignes,
        tuple(ajoutes.values()),
        tuple(conflits),
    )


def _comparer(
    conflits: list[Conflit], sujet: str, avant: tuple[Voie, ...], apres: tuple[Voie, ...]
) -> None:
    differe = len(avant) != len(apres) or not all(map(Voie.memes_faits, avant, apres))
    if avant and differe:
        conflits.append(Conflit(sujet, apres, avant))

"""What the national framework requires of a territory, against what the map offers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from palliorient.noyau.modele.modele import (
    STATUT_DECLARE,
    STATUT_FERME,
    STATUTS_PROPOSES,
    Mission,
    Referentiel,
    Service,
    Territoire,
)
from palliorient.noyau.table.compilation import statut_au
from palliorient.noyau.table.table import SUPRA

NOMME = "nomme"
DECLARE = STATUT_DECLARE
A_VENIR = "en-labellisation"
LACUNE = "lacune"
ETATS = (NOMME, DECLARE, SUPRA, A_VENIR, LACUNE)
"""A service is named here; known from figures only; named elsewhere, where the framework allows
it; not open yet; nothing."""


class Cellule(NamedTuple):
    """One mission in one territory."""

    territoire: Territoire
    etat: str
    services: tuple[Service, ...]
    """Those that make the state: in service, elsewhere, or to come."""


class Ligne(NamedTuple):
    """One mission over the territories, in their order."""

    mission: Mission
    cellules: tuple[Cellule, ...]

    def territoires(self, etat: str) -> list[Territoire]:
        return [c.territoire for c in self.cellules if c.etat == etat]


class Matrice(NamedTuple):
    """Missions × territories, as the map stands on a day."""

    referentiel: Referentiel
    jour: date
    lignes: tuple[Ligne, ...]


def matrice(referentiel: Referentiel, jour: date) -> Matrice:
    """The whole table; services that are closed on that day do not count."""
    statuts = {s.id: statut_au(s, jour) for s in referentiel.services}
    ouverts = [s for s in referentiel.services if not s.generique and statuts[s.id] != STATUT_FERME]
    lignes = []
    for mission in referentiel.missions:
        repondent = [s for s in ouverts if _repond(s, mission)]
        en_service = [s for s in repondent if statuts[s.id] in STATUTS_PROPOSES]
        a_venir = [s for s in repondent if statuts[s.id] not in STATUTS_PROPOSES]
        lignes.append(
            Ligne(
                mission,
                tuple(
                    _cellule(referentiel, mission, territoire, en_service, a_venir)
                    for territoire in referentiel.territoires
                ),
            )
        )
    return Matrice(referentiel, jour, tuple(lignes))


def _repond(service: Service, mission: Mission) -> bool:
    return (
        service.type in mission.types
        and (mission.fonction is None or service.fonction == mission.fonction)
        and (mission.public is None or mission.public in service.publics)
    )


def _cellule(
    referentiel: Referentiel,
    mission: Mission,
    territoire: Territoire,
    en_service: list[Service],
    a_venir: list[Service],
) -> Cellule:
    zones = {territoire.id, referentiel.departement.id, referentiel.region.id}
    ici = tuple(s for s in en_service if zones.intersection(s.territoires))
    if ici:
        declares = all(s.statut == STATUT_DECLARE for s in ici)
        return Cellule(territoire, DECLARE if declares else NOMME, ici)
    bientot = tuple(s for s in a_venir if zones.intersection(s.territoires))
    if bientot:
        return Cellule(territoire, A_VENIR, bientot)
    if mission.supra and en_service:
        return Cellule(territoire, SUPRA, tuple(en_service))
    return Cellule(territoire, LACUNE, ())

"""The days on which a service opens or closes: its state in two versions, on the other days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.compilation import bornes, statut_au


class Statut(NamedTuple):
    """A service whose state is not the same from a day on; None: it is not there."""

    depuis: str
    """First day (ISO) of that state."""
    id: str
    nom: str
    avant: str | None
    apres: str | None


def statuts(avant: Referentiel, apres: Referentiel, jour: date) -> list[Statut]:
    """States that differ on days to come or past, and do not on `jour`, or not so."""
    ce_jour = _etats(avant, apres, jour)
    trouves = []
    for limite in sorted({*bornes(avant), *bornes(apres)}):
        deja = ce_jour
        ce_jour_la = _etats(avant, apres, date.fromisoformat(limite))
        for service, (nom, un, autre) in ce_jour_la.items():
            if un != autre and deja[service] != (nom, un, autre):
                trouves.append(Statut(limite, service, nom, un, autre))
    return trouves


def _etats(
    avant: Referentiel, apres: Referentiel, jour: date
) -> dict[str, tuple[str, str | None, str | None]]:
    """Service → its name, and its state on a day in each version."""
    un, autre = ({s.id: statut_au(s, jour) for s in r.services} for r in (avant, apres))
    noms = {s.id: s.nom for r in (avant, apres) for s in r.services}
    return {s: (nom, un.get(s), autre.get(s)) for s, nom in noms.items()}

"""Where a text is shown: the situations whose answer carries it, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.table.lignes import LigneJoignable, LignePrecision
from palliorient.verification.comparer.versions import Version


def montre(version: Version, texte: str) -> Noeud:
    """The situations of a version where an answer holds this very text."""
    ou = [ici() for dits, ici in _rangees(version) if texte in dits]
    return version.univers.espace.union([o for o in ou if o])


def _rangees(version: Version) -> Iterator[tuple[set[str], Any]]:
    """(texts of a row or of a service, where)."""
    table, univers = version.table, version.univers
    for lignes in table.genres.values():
        for ligne, ou in univers.lignes(lignes):
            emise = lignes is table.alertes_levees
            dits = set(_textes(table.emissions[ligne] if emise else ligne))
            raison = getattr(ligne, "raison", None)
            if raison is not None:
                dits |= set(table.raisons[raison])
            yield dits, lambda ligne=ligne, ou=ou: _ou(version, ligne, ou)
    for service in table.services:
        yield set(_textes(service)), lambda id=service.id: version.cite(id)


def _ou(version: Version, ligne: object, ou: Noeud) -> Noeud:
    """Where a row counts: words about services, only where one of them stands."""
    table, espace = version.table, version.univers.espace
    if isinstance(ligne, LignePrecision):
        ids = [table.services[rang].id for rang in ligne.services]
    elif isinstance(ligne, LigneJoignable):
        ids = [s.id for s in table.services if s.type in ligne.types]
        if ligne.service is not None:
            ids = [table.services[ligne.service].id]
    else:
        return ou
    return espace.inter(ou, espace.union([p for p in map(version.presence, ids) if p] or [VIDE]))


def _textes(valeur: Any) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, list | tuple):
        for v in valeur:
            yield from _textes(v)
    elif isinstance(valeur, dict):
        yield from _textes(list(valeur.values()))

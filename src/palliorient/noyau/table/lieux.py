"""The places of the axis `site`: one for all the communes that nothing tells apart.

A département has hundreds of communes, and the rules tell few of them apart: by their
territory, by the services that serve some of them only, and where a condition names one.
Those with the same of all these are one place, which one of them stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from palliorient.noyau.modele.places import NUMERO, PLACES

if TYPE_CHECKING:
    from palliorient.noyau.modele.modele import Rattachement, Referentiel

NOMMENT = (*PLACES, "residence")
"""The criteria by which a condition names a commune."""


def places(referentiel: Referentiel, *autres: Referentiel) -> dict[str, str]:
    """Commune (INSEE code) → the value of the axis `site` that stands for it.

    A number where the folder asks for an arrondissement. `autres`: other versions of the
    data, which must not tell apart what is one place here.
    """
    if referentiel.place == NUMERO:
        return {r.commune: str(r.arrondissement) for r in referentiel.rattachements}
    traits = [_traits(version) for version in (referentiel, *autres)]
    ensemble: dict[str, object] = {
        r.commune: tuple(t.get(r.commune) for t in traits) for r in referentiel.rattachements
    }
    # The smallest code stands for the others: the same one in all the versions.
    premiers: dict[object, str] = {}
    for commune in sorted(ensemble):
        premiers.setdefault(ensemble[commune], commune)
    return {commune: premiers[siens] for commune, siens in ensemble.items()}


def _traits(referentiel: Referentiel) -> dict[str, object]:
    """Commune → all that the rules may tell it from another by."""
    servies: dict[str, list[str]] = {}
    for service in referentiel.services:
        for commune in service.communes:
            servies.setdefault(commune, []).append(service.id)
    nommees = set(_nommees(referentiel))
    return {
        r.commune: (
            (r.territoire, r.aussi, r.types_aussi, tuple(servies.get(r.commune, ()))),
            r.commune if nommees & {r.commune, _numero(r)} else None,
        )
        for r in referentiel.rattachements
    }


def _numero(r: Rattachement) -> str:
    return str(r.arrondissement)


def _nommees(objet: Any) -> Iterator[str]:
    """Values that conditions name of the criteria of a place, wherever conditions stand."""
    if isinstance(objet, Mapping):
        for cle, valeur in objet.items():
            if cle in NOMMENT:
                yield from _textes(valeur)
            yield from _nommees(valeur)
    elif isinstance(objet, tuple | list):
        for element in objet:
            yield from _nommees(element)
    elif hasattr(objet, "__slots__"):
        for champ in objet.__slots__:
            yield from _nommees(getattr(objet, champ))


def _textes(valeur: Any) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, tuple | list):
        for element in valeur:
            yield from _textes(element)

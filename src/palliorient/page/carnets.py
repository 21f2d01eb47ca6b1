"""The team's own directories as the JSON values that a page holds."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.carnet.carnet import Carnets


def a_plat(carnets: Carnets) -> dict[str, Any] | None:
    """Named values, in the order of their fields, sets as sorted lists; None: they say nothing."""
    return None if carnets.vide else dict(_valeur(carnets))


def _valeur(valeur: Any) -> Any:
    if hasattr(valeur, "_asdict"):
        return {nom: _valeur(v) for nom, v in valeur._asdict().items()}
    if isinstance(valeur, frozenset):
        return sorted(valeur)
    if isinstance(valeur, tuple | list):
        return [_valeur(v) for v in valeur]
    if hasattr(valeur, "items"):
        return {nom: _valeur(v) for nom, v in valeur.items()}
    return valeur

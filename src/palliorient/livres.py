"""Where the files that come with the program are: in the installed package, or the checkout."""

from __future__ import annotations

from pathlib import Path

_ICI = Path(__file__).resolve().parent


def dossier_livre() -> Path:
    """The shipped YAML files; the bases that folders build on are in its sub-folders."""
    return _livre("donnees_livrees", "data")


def scenarios_livres() -> Path:
    """The shipped scenarios."""
    return _livre("scenarios_livres", "scenarios")


def _livre(installe: str, depot: str) -> Path:
    """Inside the installed package, else in the checkout."""
    dossier = _ICI / installe
    return dossier if dossier.is_dir() else _ICI.parent.parent / depot

"""Paths as forges want them in reports."""

from __future__ import annotations

import os
from pathlib import Path

from palliorient.sortie import court

VARIABLE_DU_DEPOT = "GITHUB_WORKSPACE"


def chemin_relatif(fichier: str) -> str:
    """A path as forges want it: from the root of the repository, with slashes.

    The root is `GITHUB_WORKSPACE` where it is given, else the current folder; a path that is
    outside of it stays as it was given.
    """
    depot = os.environ.get(VARIABLE_DU_DEPOT)
    if depot:
        # Neither `..` nor the link by which one came in changes which file it is.
        for complet in (os.path.abspath, os.path.realpath):
            vu = Path(complet(fichier))
            if vu.is_relative_to(complet(depot)):
                return vu.relative_to(complet(depot)).as_posix()
    return court(Path(fichier)).as_posix()

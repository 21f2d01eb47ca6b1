"""Which folder answers for a département: its own where the program has one, else a skeleton."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from palliorient.livres import dossier_livre
from palliorient.squelettes.faits import trouver

NUMERO = re.compile(r'^  numero: "([0-9AB]+)"', re.MULTILINE)


@cache
def dossier_du(texte: str) -> Path | None:
    """The folder for what names a département; None: the shipped one."""
    departement = trouver(texte)
    if departement.numero == _livre():
        return None
    from palliorient.squelettes.garde import dossier_garde

    return dossier_garde(departement)


def _livre() -> str | None:
    """The number of the département that the shipped files describe."""
    fichier = dossier_livre() / "territoires.yaml"
    trouve = NUMERO.search(fichier.read_text(encoding="utf-8"))
    return trouve[1] if trouve else None

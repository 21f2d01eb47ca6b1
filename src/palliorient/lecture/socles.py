"""The base that a folder builds on: which one, and its bytes.

`socle: national` at the head of the rules: what holds everywhere is then read in the folder
`national`, beside the files or among the shipped ones, and the folder says only what is its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from palliorient.lecture import GRILLE, REGLES
from palliorient.livres import dossier_livre
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import montrer

SOCLE = "socle"
"""The key of the rules that names it."""

LIGNE = re.compile(rb"^(?:\xef\xbb\xbf)?socle: *([a-z0-9][a-z0-9-]*) *(?:#.*)?\r?$", re.MULTILINE)
"""The line alone, so that nothing has to be understood to know which files are read."""

COMMUNS = (REGLES, GRILLE)
"""The files that a base has: what is local is in no base."""


class Socle(NamedTuple):
    """A base, and where it stands."""

    nom: str
    dossier: Path


def socle_cite(regles: bytes, dossier: Path) -> Socle | None:
    """The base that these rules name; None when they stand alone.

    Raises `ErreurPalliorient` when nothing bears its name.
    """
    ligne = LIGNE.search(regles)
    if ligne is None:
        return None
    nom = ligne.group(1).decode()
    for parent in (dossier, dossier_livre()):
        if (parent / nom / f"{REGLES}.yaml").is_file():
            return Socle(nom, parent / nom)
    connus = sorted(f.parent.name for f in dossier_livre().glob(f"*/{REGLES}.yaml"))
    livres = f" Socles livrés : {', '.join(connus)}." if connus else ""
    regles_du_dossier = montrer(dossier / f"{REGLES}.yaml")
    raise ErreurPalliorient(f"socle introuvable : « {nom} », cité par {regles_du_dossier}.{livres}")

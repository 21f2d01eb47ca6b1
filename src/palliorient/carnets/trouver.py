"""Which directories an answer reads: those asked for, else the environment's, else the user's own.

Light on purpose: every `orienter` comes through here, and most have no directory.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from typing import NamedTuple

VARIABLE = "PALLIORIENT_CARNET"
NOM = "carnet.yaml"


class Trouves(NamedTuple):
    """The files to read; `d_office` when nobody named them on this command line or around it."""

    fichiers: tuple[str, ...]
    d_office: bool = False
    refus: str | None = None
    """Why the user's own is not read, when it is not."""


def trouver(demandes: Sequence[str] = ()) -> Trouves:
    """The files of `--carnet`, else of the variable (empty: none at all), else the user's own."""
    if demandes:
        return Trouves(tuple(demandes))
    dits = os.environ.get(VARIABLE)
    if dits is not None:
        return Trouves(tuple(filter(None, dits.split(os.pathsep))))
    usuel = fichier_de_l_utilisateur()
    try:
        etat = os.stat(usuel) if usuel else None  # noqa: PTH116 - at every start
    except OSError:
        etat = None
    if usuel is None or etat is None:
        return Trouves(())
    if not _sur(etat):
        return Trouves(
            (),
            refus=f"carnet laissé de côté, car d'autres que vous peuvent l'écrire : {usuel}."
            f" Le protéger (chmod go-w), ou le donner par --carnet.",
        )
    return Trouves((usuel,), d_office=True)


def fichier_de_l_utilisateur() -> str | None:
    """Where the user's own directory stands, whether it exists or not; None: nowhere."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA")
    else:
        base = os.environ.get("XDG_CONFIG_HOME")
        if not base or not os.path.isabs(base):  # noqa: PTH117 - as the standard asks
            maison = os.environ.get("HOME")
            base = f"{maison}/.config" if maison else None
    return f"{base}{os.sep}palliorient{os.sep}{NOM}" if base else None


def _sur(etat: os.stat_result) -> bool:
    """Does it belong to the user (or the machine's administrator), and may no stranger write it?

    What it says is dialled: a file that anybody may change is not taken without being asked for.
    """
    if sys.platform == "win32":
        return True
    return etat.st_uid in (os.geteuid(), 0) and not etat.st_mode & stat.S_IWOTH

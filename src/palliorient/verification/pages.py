"""The page of each code: what, wrong, right, why; in `pages/*.md`, one section a code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from palliorient.carnets import codes as carnets
from palliorient.lecture import codes as lecture
from palliorient.noyau.modele.diagnostic import AVERTISSEMENT
from palliorient.verification import codes as preuve

DOSSIER = "pages"
DEBUT = "## "


class Fiche(NamedTuple):
    """What is known of a code before any file is read."""

    titre: str
    avertit: bool


CODES: dict[str, Fiche] = {
    str(c): Fiche(c.titre, c.gravite == AVERTISSEMENT)
    for c in (*lecture.Code, *preuve.Code, *carnets.Code)
}
"""Every code of `valider` and of `carnet valider`, in order."""


def titre(code: str) -> str:
    """The title of a code."""
    return CODES[code].titre


@cache
def pages() -> dict[str, str]:
    """Code → its page, as Markdown without the title."""
    trouvees: dict[str, str] = {}
    fichiers = (f for f in files(__package__).joinpath(DOSSIER).iterdir() if f.name.endswith(".md"))
    for fichier in sorted(fichiers, key=lambda f: f.name):
        for section in ("\n" + fichier.read_text(encoding="utf-8")).split("\n" + DEBUT)[1:]:
            code, _, corps = section.partition("\n")
            trouvees[code.strip()] = corps.strip()
    return trouvees


def page(code: str) -> str:
    """The whole page of a code, with its title."""
    return f"# {code} : {titre(code)}\n\n{pages()[code]}\n"

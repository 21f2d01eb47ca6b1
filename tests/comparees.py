"""The shipped data with texts replaced, to compare with the shipped data."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import JOUR
from dossiers import TERRITOIRES

from palliorient.lecture.charger import Octets, interpreter
from palliorient.noyau.modele.modele import Referentiel
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.validation import valider

Changement = tuple[str, str, str]
"""A file, what to look for in it (a pattern), what is written in its place."""


def changer(octets: list[Octets], *changements: Changement) -> list[Octets]:
    """The files with texts replaced everywhere; the test is wrong when one is not there."""
    textes = {o.nom: o.contenu.decode() for o in octets}
    for fichier, avant, apres in changements:
        nom = fichier.removesuffix(".yaml")
        assert re.search(avant, textes[nom]), f"{avant!r} n'est plus dans {fichier}"
        textes[nom] = re.sub(avant, apres, textes[nom])
    return [o._replace(contenu=textes[o.nom].encode()) for o in octets]


def comparer_avec(
    ancien: Referentiel, octets: list[Octets], *changements: Changement
) -> Comparaison:
    """What is compared is read as the command reads it: `valider` may refuse it."""
    nouveau, diagnostics = interpreter(changer(octets, *changements))
    assert nouveau is not None, diagnostics
    return Comparaison(ancien, nouveau, JOUR)


def ce_que_dit_valider(dossier: Path, octets: list[Octets], *changements: Changement) -> list[str]:
    """The problems that `valider` finds in the files with texts replaced, put in a folder."""
    for fichier in changer(octets, *changements):
        (dossier / f"{fichier.nom}.yaml").write_bytes(fichier.contenu)
    return [f"{d.code} {d.message}" for d in valider(dossier, JOUR).diagnostics]


def codes_echanges(un: str, autre: str) -> list[Changement]:
    """Two postal codes, each at the other's place."""
    return [
        (TERRITOIRES, rf'\["{un}"\]', '["75199"]'),
        (TERRITOIRES, rf'\["{autre}"\]', f'["{un}"]'),
        (TERRITOIRES, r'\["75199"\]', f'["{autre}"]'),
    ]

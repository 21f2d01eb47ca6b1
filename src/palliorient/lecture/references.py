"""Cross-file checks, on files that are each valid alone.

One check is one function, and one problem one code. They only look names up: what
needs every possible situation (holes, contradictions) is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from palliorient.lecture import (
    references_carte,
    references_codes,
    references_conditions,
    references_criteres,
    references_dates,
    references_echelles,
    references_identifiants,
    references_lieux,
    references_noms,
    references_recherche,
    references_reperes,
    references_structures,
    references_textes,
    references_valeurs,
)
from palliorient.lecture.assemblage import Fichiers
from palliorient.lecture.contexte import Contexte
from palliorient.lecture.resultat import Lecture
from palliorient.noyau.diagnostic import Diagnostic

Verifications = tuple[Callable[[Contexte], Iterator[Diagnostic]], ...]

VERIFICATIONS: Verifications = (
    *references_identifiants.VERIFICATIONS,
    *references_noms.VERIFICATIONS,
    *references_conditions.VERIFICATIONS,
    *references_criteres.VERIFICATIONS,
    *references_echelles.VERIFICATIONS,
    *references_carte.VERIFICATIONS,
    *references_codes.VERIFICATIONS,
    *references_dates.VERIFICATIONS,
    *references_reperes.VERIFICATIONS,
)
"""Without which the files cannot be put together: made at every reading."""

CONTROLES: Verifications = (
    *references_structures.VERIFICATIONS,
    *references_recherche.VERIFICATIONS,
    *references_lieux.VERIFICATIONS,
    *references_valeurs.VERIFICATIONS,
    *references_textes.VERIFICATIONS,
)
"""What the files say wrongly, in good order: `valider` refuses it, the rest can read it.

Otherwise two versions could not be compared, of which one is wrong.
"""


def verifier(
    fichiers: Fichiers,
    lectures: Mapping[str, Lecture],
    jour: date | None,
    verifications: Verifications = VERIFICATIONS,
) -> Iterator[Diagnostic]:
    """Every problem between the files; `jour` None: dates to come are not looked for."""
    ctx = Contexte(fichiers, lectures, jour)
    for verification in verifications:
        yield from verification(ctx)

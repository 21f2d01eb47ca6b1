"""Cross-file checks, on files that are each valid alone.

One check is one function, and one problem one code. They only look names up: what
needs every possible situation (holes, contradictions) is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from palliorient.lecture import (
    references_carte,
    references_conditions,
    references_dates,
    references_echelles,
    references_identifiants,
    references_noms,
)
from palliorient.lecture.assemblage import Fichiers
from palliorient.lecture.contexte import Contexte
from palliorient.lecture.resultat import Lecture
from palliorient.noyau.diagnostic import Diagnostic

VERIFICATIONS: tuple[Callable[[Contexte], Iterator[Diagnostic]], ...] = (
    *references_identifiants.VERIFICATIONS,
    *references_noms.VERIFICATIONS,
    *references_conditions.VERIFICATIONS,
    *references_echelles.VERIFICATIONS,
    *references_carte.VERIFICATIONS,
    *references_dates.VERIFICATIONS,
)


def verifier(
    fichiers: Fichiers, lectures: Mapping[str, Lecture], jour: date | None
) -> Iterator[Diagnostic]:
    """Every problem between the files; `jour` None: dates to come are not looked for."""
    ctx = Contexte(fichiers, lectures, jour)
    for verification in VERIFICATIONS:
        yield from verification(ctx)

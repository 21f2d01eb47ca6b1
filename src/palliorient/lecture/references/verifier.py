"""Cross-file checks, on files that are each valid alone.

One check is one function, and one problem one code. They only look names up: what
needs every possible situation (holes, contradictions) is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from palliorient.lecture.assemblage.assembler import Fichiers
from palliorient.lecture.contexte import Recoupement
from palliorient.lecture.references import codes as references_codes
from palliorient.lecture.references import conditions as references_conditions
from palliorient.lecture.references import criteres as references_criteres
from palliorient.lecture.references import dates as references_dates
from palliorient.lecture.references import echelles as references_echelles
from palliorient.lecture.references import grille as references_grille
from palliorient.lecture.references import identifiants as references_identifiants
from palliorient.lecture.references import ordres as references_ordres
from palliorient.lecture.references import questions as references_questions
from palliorient.lecture.references import reperes as references_reperes
from palliorient.lecture.references import textes as references_textes
from palliorient.lecture.references import valeurs as references_valeurs
from palliorient.lecture.references.carte import carte as references_carte
from palliorient.lecture.references.carte import communes as references_communes
from palliorient.lecture.references.carte import lieux as references_lieux
from palliorient.lecture.references.carte import noms as references_noms
from palliorient.lecture.references.carte import recherche as references_recherche
from palliorient.lecture.references.carte import structures as references_structures
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.noyau.modele.diagnostic import Diagnostic

Verifications = tuple[Callable[[Recoupement], Iterator[Diagnostic]], ...]

VERIFICATIONS: Verifications = (
    *references_identifiants.VERIFICATIONS,
    *references_noms.VERIFICATIONS,
    *references_conditions.VERIFICATIONS,
    *references_criteres.VERIFICATIONS,
    *references_echelles.VERIFICATIONS,
    *references_carte.VERIFICATIONS,
    *references_communes.VERIFICATIONS,
    *references_codes.VERIFICATIONS,
    *references_dates.VERIFICATIONS,
    *references_questions.VERIFICATIONS,
    *references_grille.VERIFICATIONS,
    *references_reperes.VERIFICATIONS,
)
"""Without which the files cannot be put together: made at every reading."""

CONTROLES: Verifications = (
    *references_structures.VERIFICATIONS,
    *references_recherche.VERIFICATIONS,
    *references_lieux.VERIFICATIONS,
    *references_communes.CONTROLES,
    *references_valeurs.VERIFICATIONS,
    *references_textes.VERIFICATIONS,
    *references_ordres.VERIFICATIONS,
)
"""What the files say wrongly, in good order: `valider` refuses it, the rest can read it.

Otherwise two versions could not be compared, of which one is wrong.
"""


def verifier(
    fichiers: Fichiers,
    lectures: Mapping[str, FichierLu],
    jour: date | None,
    verifications: Verifications = VERIFICATIONS,
) -> Iterator[Diagnostic]:
    """Every problem between the files; `jour` None: dates to come are not looked for."""
    ctx = Recoupement(fichiers, lectures, jour)
    for verification in verifications:
        yield from verification(ctx)

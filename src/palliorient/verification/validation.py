"""The whole of `valider`: reading, references, then proofs over every situation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from palliorient.lecture.ajouts import Ajouts, ajouts
from palliorient.lecture.charger import Jour, Octets, en_ordre, interpreter, jour_en, lire_octets
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles import (
    cas_inutiles,
    contradictions,
    garanties,
    questions,
    regles,
    saisies,
    sur_demande,
    usages,
)

VERIFICATIONS: tuple[Callable[[Contexte], Iterator[Diagnostic]], ...] = (
    *regles.VERIFICATIONS,
    *cas_inutiles.VERIFICATIONS,
    *contradictions.VERIFICATIONS,
    *usages.VERIFICATIONS,
    *garanties.VERIFICATIONS,
    *saisies.VERIFICATIONS,
    *questions.VERIFICATIONS,
    *sur_demande.VERIFICATIONS,
)


class Preuve(NamedTuple):
    """How far the proof went. `distinctes`: the situations that the rows tell apart."""

    situations: int
    distinctes: int
    lignes: int
    garanties: int


class Bilan(NamedTuple):
    """Everything found in one run; `preuve` is None when reading already refused the data."""

    diagnostics: list[Diagnostic]
    preuve: Preuve | None
    sources: dict[str, str]
    """File as the user named it → its text, to show the line of a problem."""
    duree: float
    ajouts: Ajouts | None = None
    """What the folder adds to the base that it builds on, when it builds on one."""

    @property
    def erreurs(self) -> int:
        return sum(d.gravite == ERREUR for d in self.diagnostics)

    @property
    def avertissements(self) -> int:
        return len(self.diagnostics) - self.erreurs


def valider(dossier: Path, jour: Jour) -> Bilan:
    """Check a data folder as of a day, or of the day that it is in the time zone it states.

    Raises only when a file cannot be read at all.
    """
    debut = perf_counter()
    octets = lire_octets(dossier)
    referentiel, diagnostics = interpreter(octets, jour, controler=True)
    preuve = None
    if referentiel is not None:
        ctx = Contexte(referentiel, octets, jour_en(jour, referentiel.fuseau))
        for verification in VERIFICATIONS:
            diagnostics += verification(ctx)
        preuve = Preuve(
            situations=ctx.univers.nombre,
            distinctes=ctx.univers.distinctes,
            lignes=ctx.table.toutes.bit_length(),
            garanties=len(referentiel.garanties),
        )
    sources = {o.chemin: o.contenu.decode("utf-8-sig", errors="replace") for o in octets}
    constats = en_ordre(_du_dossier(diagnostics, octets, dossier), octets)
    return Bilan(constats, preuve, sources, perf_counter() - debut, ajouts(octets))


def _du_dossier(
    diagnostics: list[Diagnostic], octets: list[Octets], dossier: Path
) -> list[Diagnostic]:
    """Without what a folder has no use of in a base that stands elsewhere: it is for others."""
    ailleurs = {o.chemin for o in octets if o.socle and dossier not in Path(o.chemin).parents}
    return [
        d
        for d in diagnostics
        if d.gravite == ERREUR or d.position is None or d.position.fichier not in ailleurs
    ]

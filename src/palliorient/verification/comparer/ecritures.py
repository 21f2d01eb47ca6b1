"""Two versions as they are written: what is renamed, and every field that differs."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.table.compilation import compiler
from palliorient.verification.comparer.ecrits import IDENTITE, Ecrit, differences, ecrits
from palliorient.verification.comparer.renommages import renommages, renommer
from palliorient.verification.comparer.statuts import Statut, statuts
from palliorient.verification.comparer.versions import Regles

DES_REGLES = ("cellules", "regles")
"""The sections of the rules that propose: told as rules."""


class Ecritures:
    """What two referentials say otherwise.

    Nothing is worked out before it is asked: whether anything differs at all is known
    without going through the situations.
    """

    def __init__(self, ancien: Referentiel, nouveau: Referentiel, jour: date) -> None:
        self.ancien, self.nouveau, self.jour = ancien, nouveau, jour

    @cached_property
    def renommages(self) -> dict[str, str]:
        """Identifiers that only changed their name: old → new."""
        return renommages(self.ancien, self.nouveau)

    @cached_property
    def details(self) -> list[Ecrit]:
        """Everything written otherwise, field by field; what only a renaming explains, once."""
        return ecrits(self.ancien, self.nouveau, self.renommages) or self._internes

    @cached_property
    def _internes(self) -> list[Ecrit]:
        """What would decide otherwise though nothing says so: an order that nobody reads."""
        if self.renommages:
            return []
        avant, apres = (
            {nom: v for nom, v in table.items() if nom not in IDENTITE} for table in self._compilees
        )
        return list(differences(avant, apres, {}))

    @cached_property
    def identiques(self) -> bool:
        """Nothing differs that a person or a program may read, ever."""
        return not (self.renommages or self.details)

    @cached_property
    def ancien_renomme(self) -> Referentiel:
        """The old version in the identifiers of the new one."""
        return renommer(self.ancien, self.nouveau, self.renommages)

    @cached_property
    def _compilees(self) -> list[dict[str, Any]]:
        return [
            compiler(self.ancien, self.jour, autres=(self.nouveau,)),
            compiler(self.nouveau, self.jour, autres=(self.ancien,)),
        ]

    @cached_property
    def statuts(self) -> list[Statut]:
        """Services that, on other days than the one compared, are not in the same state."""
        return statuts(self.ancien_renomme, self.nouveau, self.jour)

    @cached_property
    def regles(self) -> Regles:
        """Rules and cells added, removed, or written otherwise."""
        avant, apres = (
            {r.id: r for r in (*v.cellules, *v.regles)} for v in (self.ancien_renomme, self.nouveau)
        )
        return Regles(
            [r for r in apres if r not in avant],
            [r for r in avant if r not in apres],
            [r for r in apres if r in avant and apres[r] != avant[r]],
        )

    @cached_property
    def ecritures(self) -> list[str]:
        """What is written otherwise outside the rules, by section of the files and identifier."""
        chemins = (d.chemin[:2] for d in self.details if d.chemin[0] not in DES_REGLES)
        return list(dict.fromkeys(".".join(chemin) for chemin in chemins))

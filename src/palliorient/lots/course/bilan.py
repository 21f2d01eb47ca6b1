"""What a run says at its end, on standard error."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from palliorient.noyau.table.table import Table

if TYPE_CHECKING:
    from palliorient.lots.course.traitement import Entree

DISTINCTES = 1 << 16
"""Distinct situations are counted up to there, so that counting stays small."""

PLACES = 2 * DISTINCTES
"""So many places for them that nearly all find theirs free."""

EMPREINTE = 8
"""Bytes by which a situation is known: two of 65,536 share them once in 10¹⁰ files."""


class Comptes(NamedTuple):
    """What one process has counted."""

    lignes: int
    rejetees: int
    par_territoire: Counter[tuple[str, int | None]]
    alertes: Counter[str]
    empreintes: list[int]


class BilanDuLot:
    """Rows counted by group of equal rows, never one by one."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.lignes = 0
        self.rejetees = 0
        self.par_territoire: Counter[tuple[str, int | None]] = Counter()
        self.alertes: Counter[str] = Counter()
        self.distinctes = 0
        self._empreintes = array("Q", bytes(8 * PLACES))
        """Each situation as one number, at its own place or the next free one: a set of them
        would take six times as much."""

    def ajouter(self, comptes: Iterable[Entree]) -> None:
        """Count rows, group by group of those that got the same answer."""
        ensemble: Counter[tuple[str, ...]] = Counter()
        """Codes that come together: many groups have the same ones."""
        for compte in comptes:
            lignes = compte.compte
            self.lignes += lignes
            if compte.erreur is not None:
                self.rejetees += lignes
                continue
            self.par_territoire[compte.territoire, compte.niveau] += lignes
            ensemble[compte.alertes] += lignes
        for codes, lignes in ensemble.items():
            for code in codes:
                self.alertes[code] += lignes

    def distincte(self, dits: bytes) -> None:
        """Remember that a situation was met, by its answers (`Rangee.dits`)."""
        if self.distinctes > DISTINCTES:
            return
        self._noter(int.from_bytes(blake2b(dits, digest_size=EMPREINTE).digest(), "big") or 1)

    def comptes(self) -> Comptes:
        """All of it, to be added elsewhere."""
        empreintes = [*filter(None, self._empreintes)]
        return Comptes(self.lignes, self.rejetees, self.par_territoire, self.alertes, empreintes)

    def reunir(self, autres: Comptes) -> None:
        """Add what another process has counted."""
        self.lignes += autres.lignes
        self.rejetees += autres.rejetees
        self.par_territoire += autres.par_territoire
        self.alertes += autres.alertes
        for empreinte in autres.empreintes:
            if self.distinctes <= DISTINCTES:
                self._noter(empreinte)

    def _noter(self, empreinte: int) -> None:
        connues, place = self._empreintes, empreinte % PLACES
        while connues[place] and connues[place] != empreinte:
            place = (place + 1) % PLACES
        if not connues[place]:
            connues[place] = empreinte
            self.distinctes += 1

    def texte(self) -> str:
        """The report in French, one fact a line."""
        trop = self.distinctes > DISTINCTES
        nombre = f"plus de {DISTINCTES}" if trop else str(self.distinctes)
        lignes = [
            f"lignes : {self.lignes} · rejetées : {self.rejetees}"
            f" · situations distinctes : {nombre}"
        ]
        for code, nom in self.table.territoires.items():
            niveaux = {n: c for (t, n), c in self.par_territoire.items() if t == code}
            if niveaux:
                details = [f"niveau {n} : {niveaux[n]}" for n in sorted(filter(None, niveaux))]
                if None in niveaux:
                    details.append(f"sans niveau : {niveaux[None]}")
                lignes.append(f"  {nom} : {sum(niveaux.values())} ({', '.join(details)})")
        for code in self.table.alertes:
            if self.alertes[code]:
                lignes.append(f"  alerte {code} : {self.alertes[code]}")
        return "\n".join(lignes)

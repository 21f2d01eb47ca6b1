"""What a run says at its end, on standard error."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table

if TYPE_CHECKING:
    from palliorient.lots.traitement import Entree

DISTINCTES = 1 << 16
"""Distinct situations are counted up to there, so that counting stays small."""

EMPREINTE = 8
"""Bytes by which a situation is known: two of 65,536 share them once in 10¹⁰ files."""


class BilanDuLot:
    """Rows counted by group of equal rows, never one by one."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.lignes = 0
        self.rejetees = 0
        self.par_territoire: Counter[tuple[str, int | None]] = Counter()
        self.alertes: Counter[str] = Counter()
        self._distinctes: set[int] = set()
        """Each situation as one number, the same whichever process meets it."""

    def ajouter(self, compte: Entree) -> None:
        """Count rows that got the same answer."""
        lignes = compte.compte
        self.lignes += lignes
        if compte.erreur is not None:
            self.rejetees += lignes
            return
        self.par_territoire[compte.territoire, compte.niveau] += lignes
        for code in compte.alertes:
            self.alertes[code] += lignes

    def distincte(self, situation: Situation) -> None:
        """Remember that a situation was met."""
        if len(self._distinctes) <= DISTINCTES:
            dits = repr([*situation.dits.values()]).encode()
            empreinte = blake2b(dits, digest_size=EMPREINTE).digest()
            self._distinctes.add(int.from_bytes(empreinte, "big"))

    def texte(self) -> str:
        """The report in French, one fact a line."""
        distinctes = len(self._distinctes)
        nombre = f"plus de {DISTINCTES}" if distinctes > DISTINCTES else str(distinctes)
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

"""What came of the changes, by family: counts, rates, survivors, and which are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from palliorient.mutations.familles import FAMILLE_DE, FAMILLES
from palliorient.mutations.mutants.mutant import Mutant
from palliorient.mutations.mutation import REFUSE, SANS_EFFET, SURVIVANT


class Compte(NamedTuple):
    """The changes of one family. Those without effect, or accepted, are counted apart."""

    famille: str
    total: int
    refuses: int
    """Of `total`, those that `valider` refuses."""
    survivants: int
    admis: int
    sans_effet: int

    @property
    def tues(self) -> int:
        return self.total - self.survivants

    @property
    def taux(self) -> float:
        """Percentage of those that could be noticed and are."""
        return 100 * self.tues / self.total if self.total else 100.0


class Bilan(NamedTuple):
    """All the families, in their order. `possibles`: how many changes exist, tried or not."""

    comptes: tuple[Compte, ...]
    survivants: tuple[Mutant, ...]
    admis: tuple[tuple[Mutant, str], ...]
    """Survivors that are accepted, each with its reason."""
    perimes: tuple[str, ...]
    """Accepted changes that are noticed today, or that cannot be made any more."""
    essayes: int
    possibles: int
    empreinte: str
    """Of the data that were changed: another folder has other changes."""

    @property
    def entier(self) -> bool:
        return self.essayes == self.possibles

    @property
    def ensemble(self) -> Compte:
        return Compte(
            "",
            sum(c.total for c in self.comptes),
            sum(c.refuses for c in self.comptes),
            sum(c.survivants for c in self.comptes),
            sum(c.admis for c in self.comptes),
            sum(c.sans_effet for c in self.comptes),
        )

    def en_dessous(self, seuil: float) -> list[Compte]:
        """The families whose rate is under a threshold; of a sample, all of them or none.

        A sample holds too few changes of each family for a rate to mean anything.
        """
        if not self.entier:
            return list(self.comptes) if self.ensemble.taux < seuil else []
        return [c for c in self.comptes if c.taux < seuil]


def echantillon(mutants: Sequence[Mutant], limite: int | None) -> list[Mutant]:
    """At most `limite` of them, in the same order: each family has its share, spread evenly.

    Ranks are taken in turn: the first of each family, then the farthest from it, and so on,
    so that a larger sample holds the smaller one.
    """
    if limite is None or limite >= len(mutants):
        return list(mutants)
    rangs: dict[str, list[int]] = {famille: [] for famille in FAMILLES}
    for rang, mutant in enumerate(mutants):
        rangs[FAMILLE_DE[mutant.operateur]].append(rang)
    files = [_espaces(siens) for siens in rangs.values()]
    choisis = [
        file[tour] for tour in range(max(map(len, files))) for file in files if tour < len(file)
    ]
    return [mutants[rang] for rang in sorted(choisis[:limite])]


def _espaces(rangs: list[int]) -> list[int]:
    """The same ranks, so ordered that the first ones are always far from one another."""
    pas = max(1, round(len(rangs) * 0.618))
    while _pgcd(pas, len(rangs)) > 1:
        pas += 1
    return [rangs[(tour * pas) % len(rangs)] for tour in range(len(rangs))]


def _pgcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def dresser(
    mutants: Sequence[Mutant],
    sorts: Sequence[str],
    admis: Mapping[str, str],
    possibles: int,
    empreinte: str,
) -> Bilan:
    """The account of these changes. `admis`: description of accepted survivors → reason."""
    comptes: dict[str, Counter[str]] = {famille: Counter() for famille in FAMILLES}
    survivants: list[Mutant] = []
    acceptes: list[tuple[Mutant, str]] = []
    perimes = [] if len(mutants) < possibles else [d for d in admis if d not in _dits(mutants)]
    for mutant, sort in zip(mutants, sorts, strict=True):
        raison = admis.get(mutant.description)
        compte = comptes[FAMILLE_DE[mutant.operateur]]
        if sort == SURVIVANT and raison is not None:
            acceptes.append((mutant, raison))
            compte["admis"] += 1
            continue
        if raison is not None:
            perimes.append(mutant.description)
        compte[sort] += 1
        if sort == SURVIVANT:
            survivants.append(mutant)
    return Bilan(
        tuple(_compte(famille, compte) for famille, compte in comptes.items()),
        tuple(survivants),
        tuple(acceptes),
        tuple(perimes),
        len(mutants),
        possibles,
        empreinte,
    )


def _dits(mutants: Sequence[Mutant]) -> set[str]:
    return {mutant.description for mutant in mutants}


def _compte(famille: str, compte: Counter[str]) -> Compte:
    total = sum(compte.values()) - compte[SANS_EFFET] - compte["admis"]
    return Compte(
        famille, total, compte[REFUSE], compte[SURVIVANT], compte["admis"], compte[SANS_EFFET]
    )

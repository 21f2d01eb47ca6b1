"""Goals of the benchmarks: a value, the bound that it should keep, and the exit status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class But(NamedTuple):
    """What is shown, in which form, and its bound (none: for information)."""

    intitule: str
    forme: str
    maximum: float | None = None
    minimum: float | None = None

    def tenu(self, valeur: float) -> bool:
        return (self.maximum is None or valeur <= self.maximum) and (
            self.minimum is None or valeur >= self.minimum
        )

    def borne(self) -> str:
        """The bound as it is printed."""
        bornes = (("≤", self.maximum), ("≥", self.minimum))
        dits = [f"{signe} {borne:g}" for signe, borne in bornes if borne is not None]
        return f"but {' '.join(dits)}" if dits else "pour mémoire"


def conclure(buts: Mapping[str, But], valeurs: Mapping[str, float], verifier: bool) -> int:
    """Print each value beside its goal; the status is 1 when one is missed, if asked for."""
    manques = 0
    for nom, but in buts.items():
        tenu = but.tenu(valeurs[nom])
        manques += not tenu
        verdict = "" if tenu else "  MANQUÉ"
        print(f"{but.intitule:44}{valeurs[nom]:{but.forme}}".ljust(58), f"{but.borne()}{verdict}")
    print(f"{manques} but(s) manqué(s)")
    return 1 if verifier and manques else 0

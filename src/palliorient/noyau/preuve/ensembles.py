"""Sets of points of a product of axes, as trees of bit sets that share their parts.

The last axes together are one *leaf*: a Python integer with one bit per combination of
their values. Above it each axis is a level of the tree, a node holding one child for
each value. Equal parts are one and the same node, and every operation is remembered:
hundreds of millions of situations cost a few hundred nodes, nothing is sampled, and two
sets are equal exactly when their numbers are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import mul

VIDE = 0
"""The empty set, at every level."""

Noeud = int
"""A set: the number of its node; inside the leaf, the bits themselves."""


class Ensembles:
    """The sets over some axes. `tailles`: how many values each level has, top first.

    `poids`: where a value of a level stands for several, how many; a level without any is ().
    """

    def __init__(self, tailles: Sequence[int], poids: Sequence[Sequence[int]] = ()) -> None:
        self.tailles = tuple(tailles)
        self.poids = tuple(poids) or ((),) * len(self.tailles)
        self.hauteur = len(self.tailles)
        self._enfants: list[tuple[int, ...]] = [()]
        self._numeros: list[dict[tuple[int, ...], Noeud]] = [{} for _ in self.tailles]
        self._et: dict[tuple[int, int], Noeud] = {}
        self._ou: dict[tuple[int, int], Noeud] = {}
        self._sans: dict[tuple[int, int], Noeud] = {}
        self._comptes: dict[tuple[int, bool], int] = {}

    # --- building ---------------------------------------------------------------

    def noeud(self, etage: int, enfants: tuple[int, ...]) -> Noeud:
        """The node with these children; the same children give the same node."""
        if not any(enfants):
            return VIDE
        numeros = self._numeros[etage]
        numero = numeros.get(enfants)
        if numero is None:
            numero = len(self._enfants)
            self._enfants.append(enfants)
            numeros[enfants] = numero
        return numero

    def boite(self, permis: Sequence[Collection[int] | None], feuille: int) -> Noeud:
        """The product of the permitted ranks of each level (None: all) and of a leaf."""
        courant = feuille
        for etage in range(self.hauteur - 1, -1, -1):
            rangs = permis[etage]
            taille = self.tailles[etage]
            if rangs is None:
                enfants = (courant,) * taille
            else:
                enfants = tuple(courant if i in rangs else VIDE for i in range(taille))
            courant = self.noeud(etage, enfants)
        return courant

    def enfants(self, noeud: Noeud) -> tuple[int, ...]:
        return self._enfants[noeud]

    # --- operations -------------------------------------------------------------
    # Each settles its easy children on the spot: a call costs more than the answer.

    def inter(self, a: Noeud, b: Noeud, etage: int = 0) -> Noeud:
        """What is in both."""
        if a == b:
            return a
        if not a or not b:
            return VIDE
        if etage == self.hauteur:
            return a & b
        cle = (a, b) if a < b else (b, a)
        resultat = self._et.get(cle)
        if resultat is None:
            paires = zip(self._enfants[a], self._enfants[b], strict=True)
            bas = etage + 1
            if bas == self.hauteur:
                enfants = [x & y for x, y in paires]
            else:
                inter = self.inter
                enfants = [
                    x if x == y else (inter(x, y, bas) if x and y else VIDE) for x, y in paires
                ]
            resultat = self._et[cle] = self.noeud(etage, tuple(enfants))
        return resultat

    def plus(self, a: Noeud, b: Noeud, etage: int = 0) -> Noeud:
        """What is in either."""
        if a == b or not b:
            return a
        if not a:
            return b
        if etage == self.hauteur:
            return a | b
        cle = (a, b) if a < b else (b, a)
        resultat = self._ou.get(cle)
        if resultat is None:
            paires = zip(self._enfants[a], self._enfants[b], strict=True)
            bas = etage + 1
            if bas == self.hauteur:
                enfants = [x | y for x, y in paires]
            else:
                plus = self.plus
                enfants = [
                    x if x == y or not y else (plus(x, y, bas) if x else y) for x, y in paires
                ]
            resultat = self._ou[cle] = self.noeud(etage, tuple(enfants))
        return resultat

    def moins(self, a: Noeud, b: Noeud, etage: int = 0) -> Noeud:
        """What is in `a` and not in `b`."""
        if a == b or not a:
            return VIDE
        if not b:
            return a
        if etage == self.hauteur:
            return a & ~b
        resultat = self._sans.get((a, b))
        if resultat is None:
            paires = zip(self._enfants[a], self._enfants[b], strict=True)
            bas = etage + 1
            if bas == self.hauteur:
                enfants = [x & ~y for x, y in paires]
            else:
                moins = self.moins
                enfants = [
                    VIDE if x == y else (moins(x, y, bas) if x and y else x) for x, y in paires
                ]
            resultat = self._sans[a, b] = self.noeud(etage, tuple(enfants))
        return resultat

    def union(self, ensembles: Collection[Noeud]) -> Noeud:
        """What is in one of them; two by two, so that what is alike meets early."""
        restants = list(dict.fromkeys(ensembles))
        while len(restants) > 1:
            paires = zip(restants[::2], restants[1::2], strict=False)
            reste = restants[-1:] if len(restants) % 2 else []
            restants = [self.plus(a, b) for a, b in paires] + reste
        return restants[0] if restants else VIDE

    # --- reading ----------------------------------------------------------------

    def compter(self, noeud: Noeud, etage: int = 0, *, pesees: bool = True) -> int:
        """How many points; `pesees` false: whatever a value stands for, it is one."""
        if etage == self.hauteur:
            return noeud.bit_count()
        if not noeud:
            return 0
        compte = self._comptes.get((noeud, pesees))
        if compte is None:
            poids = self.poids[etage] if pesees else ()
            comptes = [self.compter(e, etage + 1, pesees=pesees) for e in self._enfants[noeud]]
            compte = sum(map(mul, comptes, poids)) if poids else sum(comptes)
            self._comptes[noeud, pesees] = compte
        return compte

    def transformer(
        self,
        noeud: Noeud,
        etage: int,
        feuille: Callable[[int], int],
        haut: int | None,
        echange: Callable[[tuple[int, ...]], tuple[int, ...]],
    ) -> Noeud:
        """Apply `echange` to the children of level `haut`, `feuille` to every leaf."""
        connus: dict[Noeud, Noeud] = {}

        def refaire(courant: Noeud, ici: int) -> Noeud:
            if not courant:
                return VIDE
            if ici == self.hauteur:
                return feuille(courant)
            connu = connus.get(courant)
            if connu is None:
                enfants = self._enfants[courant]
                if ici == haut:
                    enfants = echange(enfants)
                connu = self.noeud(ici, tuple(refaire(e, ici + 1) for e in enfants))
                connus[courant] = connu
            return connu

        return refaire(noeud, etage)

"""Sets of points of a product of axes, as trees of bit sets that share their parts.

The last axes together are one *leaf*: a Python integer with one bit per combination of
their values. Above it each axis is a level of the tree, a node saying each different child
once, with the values (one bit each) that lead to it: a map of a thousand places where the rules
tell three kinds apart costs three children. Equal parts are one and the same node, and every
operation is remembered: hundreds of millions of situations cost a few hundred nodes, nothing is
sampled, and two sets are equal exactly when their numbers are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

VIDE = 0
"""The empty set, at every level."""

Noeud = int
"""A set: the number of its node; inside the leaf, the bits themselves."""

Parts = tuple[tuple[Noeud, int], ...]
"""The children of a node that are not empty: each with the bits of its values."""


class Ensembles:
    """The sets over some axes. `tailles`: how many values each level has, top first.

    `poids`: where a value of a level stands for several, how many; a level without any is ().
    """

    def __init__(self, tailles: Sequence[int], poids: Sequence[Sequence[int]] = ()) -> None:
        self.tailles = tuple(tailles)
        self.poids = tuple(poids) or ((),) * len(self.tailles)
        self.hauteur = len(self.tailles)
        self.toutes = tuple((1 << taille) - 1 for taille in self.tailles)
        """All the values of each level."""
        self._parts: list[Parts] = [()]
        self._numeros: list[dict[frozenset[tuple[Noeud, int]], Noeud]] = [{} for _ in self.tailles]
        self._et: dict[tuple[int, int], Noeud] = {}
        self._ou: dict[tuple[int, int], Noeud] = {}
        self._sans: dict[tuple[int, int], Noeud] = {}
        self._comptes: dict[tuple[int, bool], int] = {}
        self._pesees: dict[tuple[int, int], int] = {}

    # --- building ---------------------------------------------------------------

    def noeud(self, etage: int, parts: Mapping[Noeud, int]) -> Noeud:
        """The node with these children (child → its values); the same give the same node."""
        if not parts:
            return VIDE
        numeros = self._numeros[etage]
        cle = frozenset(parts.items())
        numero = numeros.get(cle)
        if numero is None:
            numero = numeros[cle] = len(self._parts)
            self._parts.append(tuple(parts.items()))
        return numero

    def boite(self, permis: Sequence[int | None], feuille: int) -> Noeud:
        """The product of the permitted values of each level (bits; None: all) and of a leaf."""
        courant = feuille
        for etage in range(self.hauteur - 1, -1, -1):
            bits = permis[etage]
            bits = self.toutes[etage] if bits is None else bits
            courant = self.noeud(etage, {courant: bits} if courant and bits else {})
        return courant

    def enfants(self, noeud: Noeud, etage: int) -> list[Noeud]:
        """The children of a node, one for each value of its level."""
        enfants = [VIDE] * self.tailles[etage]
        for enfant, bits in self._parts[noeud]:
            for rang in rangs(bits):
                enfants[rang] = enfant
        return enfants

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
            bas = etage + 1
            parts: dict[Noeud, int] = {}
            for x, y, bits in self._paires(a, b, etage):
                enfant = x if x == y else self.inter(x, y, bas)
                if enfant:
                    parts[enfant] = parts.get(enfant, 0) | bits
            resultat = self._et[cle] = self.noeud(etage, parts)
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
            bas = etage + 1
            parts: dict[Noeud, int] = {}
            communs = 0
            for x, y, bits in self._paires(a, b, etage):
                enfant = x if x == y else self.plus(x, y, bas)
                parts[enfant] = parts.get(enfant, 0) | bits
                communs |= bits
            for enfant, bits in (*self._parts[a], *self._parts[b]):
                if seuls := bits & ~communs:
                    parts[enfant] = parts.get(enfant, 0) | seuls
            resultat = self._ou[cle] = self.noeud(etage, parts)
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
            bas = etage + 1
            parts: dict[Noeud, int] = {}
            communs = 0
            for x, y, bits in self._paires(a, b, etage):
                enfant = self.moins(x, y, bas)
                if enfant:
                    parts[enfant] = parts.get(enfant, 0) | bits
                communs |= bits
            for enfant, bits in self._parts[a]:
                if seuls := bits & ~communs:
                    parts[enfant] = parts.get(enfant, 0) | seuls
            resultat = self._sans[a, b] = self.noeud(etage, parts)
        return resultat

    def _paires(self, a: Noeud, b: Noeud, etage: int) -> Iterator[tuple[Noeud, Noeud, int]]:
        """Children of the one and of the other with the same values, and these values."""
        de_a, de_b = self._parts[a], self._parts[b]
        if len(de_a) * len(de_b) <= 4 * self.tailles[etage]:
            for x, bits in de_a:
                for y, autres in de_b:
                    if communs := bits & autres:
                        yield x, y, communs
            return
        # As many children as values, or nearly: value by value is then shorter.
        paires: dict[tuple[Noeud, Noeud], int] = {}
        enfants = zip(self.enfants(a, etage), self.enfants(b, etage), strict=True)
        for rang, (x, y) in enumerate(enfants):
            if x and y:
                paires[x, y] = paires.get((x, y), 0) | 1 << rang
        for (x, y), bits in paires.items():
            yield x, y, bits

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
            compte = sum(
                self.compter(enfant, etage + 1, pesees=pesees) * self._peser(etage, bits, pesees)
                for enfant, bits in self._parts[noeud]
            )
            self._comptes[noeud, pesees] = compte
        return compte

    def _peser(self, etage: int, bits: int, pesees: bool) -> int:
        poids = self.poids[etage]
        if not (pesees and poids):
            return bits.bit_count()
        pese = self._pesees.get((etage, bits))
        if pese is None:
            pese = self._pesees[etage, bits] = sum(poids[rang] for rang in rangs(bits))
        return pese

    def transformer(
        self,
        noeud: Noeud,
        feuille: Callable[[int], int],
        haut: int | None,
        echange: Callable[[int], int],
    ) -> Noeud:
        """Apply `echange` to the values of the children of level `haut`, `feuille` to each leaf."""
        connus: dict[Noeud, Noeud] = {}

        def refaire(courant: Noeud, ici: int) -> Noeud:
            if ici == self.hauteur:
                return feuille(courant)
            connu = connus.get(courant)
            if connu is None:
                parts: dict[Noeud, int] = {}
                for enfant, bits in self._parts[courant]:
                    bits = echange(bits) if ici == haut else bits
                    refait = refaire(enfant, ici + 1) if bits else VIDE
                    if refait:
                        parts[refait] = parts.get(refait, 0) | bits
                connu = connus[courant] = self.noeud(ici, parts)
            return connu

        return refaire(noeud, 0) if noeud else VIDE


def rangs(bits: int) -> Iterator[int]:
    """The ranks of the bits that are set, the smallest first."""
    while bits:
        bas = bits & -bits
        yield bas.bit_length() - 1
        bits ^= bas

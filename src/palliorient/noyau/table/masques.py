"""The rows that hold with each value of an axis, written and read.

The places of a map are many, and the rows tell few of them apart: the rows of a first one are
written whole, those of the others as what differs from it, and one that differs too much is
written whole in its turn. A command asks for one place: the others are not even worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from palliorient.noyau.table.lignes import rangs_de

Ecrits = tuple[list[str], dict[str, list[int]]]
"""Bit sets in hexadecimal; value → the rank of the one it is like, then the rows that differ."""

CHIFFRES = 6
"""Characters of a rank, about."""


class Masques(Mapping[str, int]):
    """Value → the rows that hold with it, as a bit set, worked out when asked."""

    __slots__ = ("_ecarts", "_faits", "_modeles")

    def __init__(self, ecrits: Ecrits) -> None:
        """What `ecrire` gives, as JSON keeps it."""
        self._modeles, self._ecarts = ecrits
        self._faits: dict[str, int] = {}

    def __getitem__(self, valeur: str) -> int:
        fait = self._faits.get(valeur)
        if fait is None:
            modele, *rangs = self._ecarts[valeur]
            fait = int(self._modeles[modele], 16)
            for rang in rangs:
                fait ^= 1 << rang
            self._faits[valeur] = fait
        return fait

    def __iter__(self) -> Iterator[str]:
        return iter(self._ecarts)

    def __len__(self) -> int:
        return len(self._ecarts)

    def par_ligne(self, bits: Mapping[str, int], nombre: int) -> Iterator[int]:
        """For each of so many rows, the bits of the values that it allows."""
        ecarts = dict.fromkeys(range(nombre), 0)
        familles = [0] * len(self._modeles)
        for valeur, (modele, *rangs) in self._ecarts.items():
            familles[modele] |= bits[valeur]
            for rang in rangs:
                ecarts[rang] |= bits[valeur]
        octets = [int(m, 16).to_bytes(nombre // 8 + 1, "little") for m in self._modeles]
        for rang, differe in ecarts.items():
            place, ici = rang >> 3, 1 << (rang & 7)
            permis = 0
            for famille, octet in zip(familles, octets, strict=True):
                if octet[place] & ici:
                    permis |= famille
            yield permis ^ differe


def ecrire(valeurs: Sequence[str], permises: Sequence[frozenset[str] | None]) -> Ecrits:
    """The masks of an axis; `permises`: for each row, the values that it allows (None: all)."""
    modeles: list[int] = []
    ecarts: dict[str, list[int]] = {}
    for valeur, bits in _entiers(valeurs, permises).items():
        differe = [(bits ^ modele).bit_count() for modele in modeles]
        proche = min(range(len(modeles)), key=differe.__getitem__, default=None)
        if proche is None or differe[proche] * CHIFFRES > len(permises) // 4:
            ecarts[valeur] = [len(modeles)]
            modeles.append(bits)
        else:
            ecarts[valeur] = [proche, *rangs_de(bits ^ modeles[proche])]
    return [format(modele, "x") for modele in modeles], ecarts


def _entiers(valeurs: Sequence[str], permises: Sequence[frozenset[str] | None]) -> dict[str, int]:
    # Bits are set one by one in bytes: in a whole number, each would copy all the others.
    place = len(permises) // 8 + 1
    libres = bytearray(place)
    nommees = {valeur: bytearray(place) for valeur in valeurs}
    for rang, permis in enumerate(permises):
        octet, bit = rang >> 3, 1 << (rang & 7)
        if permis is None:
            libres[octet] |= bit
        else:
            for valeur in permis:
                nommees[valeur][octet] |= bit
    partout = int.from_bytes(libres, "little")
    return {v: int.from_bytes(bits, "little") | partout for v, bits in nommees.items()}

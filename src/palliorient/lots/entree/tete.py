"""The beginning of an input, read line by line until what it is has been understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from palliorient.lots.entree.genres import nommer
from palliorient.lots.entree.lignes import TAILLE, Bloc, blocs
from palliorient.lots.erreurs import PasUneTable

TETE_MAX = 1 << 23
"""Bytes of the longest first line, and of the biggest JSON document read whole."""

TROP_LONGUE = (
    "la première ligne a plus de huit millions de caractères : ce n'est ni un en-tête, ni un"
    " objet JSON par ligne."
)
TROP_GRAND = (
    "le document JSON est trop grand pour être lu d'un bloc : le donner en JSON Lines, un objet"
    " entier par ligne."
)
UTF8 = b"\xef\xbb\xbf"
CR_SEUL = re.compile(rb"\r(?=[^\r\n])")
"""A carriage return in the middle of what line feeds make one line."""

ENTRE_GUILLEMETS = re.compile(rb'"[^"]*"?')


class Tete:
    """Gives its first lines one at a time; what was not taken comes out of `blocs`.

    Raises `PasUneTable` when the input is no text, has nothing in it, or no end of line.
    """

    def __init__(self, lire: Callable[[int], bytes]) -> None:
        self.numero = 1
        """Of the line that comes next."""
        self._lire = lire
        self._octets = b""
        while b"\n" not in self._octets.lstrip() and self._lire_plus():
            pass
        self.bom = self._octets.startswith(UTF8)
        while self._octets.startswith(UTF8):
            self._octets = self._octets.removeprefix(UTF8)
        nommer(self._octets)
        # Up to its last line feed: a character may be cut after.
        entieres = self._octets[: self._octets.rfind(b"\n") + 1] or self._octets
        self.utf8 = entieres.decode(errors="ignore").encode() == entieres

    def ligne(self) -> bytes:
        """The next line that is not blank; empty at the end."""
        while True:
            blancs = len(self._octets) - len(self._octets.lstrip())
            fin = self._octets.rfind(b"\n", 0, blancs) + 1
            self.numero += self._octets.count(b"\n", 0, fin)
            self._octets = self._octets[fin:]
            if b"\n" in self._octets or not self._lire_plus():
                break
        ligne, fin_de_ligne, reste = self._octets.partition(b"\n")
        if CR_SEUL.search(ENTRE_GUILLEMETS.sub(b'""', ligne.lstrip())):
            self._sans_cr()
            return self.ligne()
        if not fin_de_ligne and len(ligne) > TETE_MAX:
            raise PasUneTable(TROP_LONGUE)
        self._octets = reste
        self.numero += 1
        return ligne if ligne.strip() else b""

    def rendre(self, ligne: bytes) -> None:
        """Put back the line that was just taken."""
        self._octets = ligne + b"\n" + self._octets
        self.numero -= 1

    def tout(self) -> bytes:
        """All that was not taken."""
        while self._lire_plus():
            pass
        if len(self._octets) > TETE_MAX:
            raise PasUneTable(TROP_GRAND)
        return self._octets

    def blocs(self) -> Iterator[Bloc]:
        """The lines that were not taken."""
        return blocs(self._lire, self._octets, self.numero)

    def _sans_cr(self) -> None:
        """Old Macintosh ends of line, alone or mixed with others, are line feeds from here."""
        lire = self._lire

        def traduit(bloc: bytes) -> bytes:
            if bloc.endswith(b"\r"):
                bloc += lire(1)  # perhaps its line feed
            return bloc.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

        self._octets = traduit(self._octets)
        self._lire = lambda taille: traduit(lire(taille))

    def _lire_plus(self) -> bool:
        suite = self._lire(TAILLE) if len(self._octets) <= TETE_MAX else b""
        self._octets += suite
        return bool(suite)

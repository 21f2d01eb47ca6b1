"""Rows of a CSV file. Most are never parsed: their raw text is looked up as it is."""

from __future__ import annotations

import string
from collections.abc import Iterator

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.entete import IDENTIFIANT
from palliorient.lots.entree.lignes import Bloc, cellules, decoder, nettoyer
from palliorient.lots.entree.source import QUAND, Coupe, Couper, Lue, Reduire, Source

SANS_TEXTE = "ligne illisible : ni UTF-8 ni Windows-1252."
TROP_LONGUE = "ligne illisible : caractère nul, ou plus d'un million de caractères."
GUILLEMETS_EN_PLUS = "Une cellule qui contient le séparateur s'écrit entre guillemets."
SANS_FIN = "Des retours chariot seuls (CR) y séparent des lignes : enregistrer en fins de ligne LF."
GUILLEMETS = "ligne illisible : un guillemet n'est pas refermé, ou n'est pas à sa place."


SIMPLES = (string.ascii_letters + string.digits + ":|_.-").encode()
"""What `nettoyer` leaves as it is, wherever it stands in a cell."""


class SourceCsv(Source):
    """A CSV input whose header is known. `colonnes`: criterion, `id`, or None (dropped)."""

    genre = "csv"
    entre = "\0"

    def __init__(
        self,
        lues: Iterator[Bloc],
        colonnes: list[str | None],
        separateur: str,
        *,
        bom: bool,
        fin: str,
    ) -> None:
        super().__init__(lues, bom=bom, fin=fin)
        self.colonnes = colonnes
        self.separateur = separateur
        self._sans_surprise = SIMPLES + separateur.encode()
        self._rang_id = colonnes.index(IDENTIFIANT) if IDENTIFIANT in colonnes else None
        self._utiles = [(r, c) for r, c in enumerate(colonnes) if c and c != IDENTIFIANT]

    def coupeur(self, style: Style, reduire: Reduire) -> Couper:
        """`id` alone in front, or rows without it: the text is the key. Else cells are needed."""
        octet, sans_id = self.separateur.encode(), style.identifiant("")
        lentement = self.lentement(style, reduire)

        sans = self._rang_id is None

        def couper(brut: bytes) -> Coupe:
            identifiant, _, suite = (b"", b"", brut) if sans else brut.partition(octet)
            if not identifiant.isascii() or b'"' in brut or b"\0" in brut or not suite:
                return lentement(brut)
            if identifiant.isalnum():
                return style.identifiant_sur(identifiant), suite
            return style.identifiant(identifiant.decode()) if identifiant else sans_id, suite

        lent = None in self.colonnes or QUAND in self.colonnes or self._rang_id
        return lentement if lent else couper

    def lire_une(self, brut: bytes) -> Lue:
        """See `Source`."""
        net = brut.removesuffix(b"\r")
        if not net.translate(None, self._sans_surprise):  # cells that mean what they say
            simples = net.decode().split(self.separateur)
            if len(simples) == len(self.colonnes):
                dits = {colonne: simples[rang] for rang, colonne in self._utiles}
                return "" if self._rang_id is None else simples[self._rang_id], dits
        lues = self._cellules(brut)
        if isinstance(lues, str):
            return "", lues
        identifiant = "" if self._rang_id is None else lues[self._rang_id]
        if len(lues) > len(self.colonnes):
            remede = SANS_FIN if b"\r" in brut.rstrip(b"\r") else GUILLEMETS_EN_PLUS
            combien = f"{len(lues)} cellules pour {len(self.colonnes)} colonnes"
            return identifiant, f"la ligne a {combien}. {remede}"
        return identifiant, {colonne: nettoyer(lues[rang]) for rang, colonne in self._utiles}

    def cle(self, champs: dict[str, str]) -> str:
        """See `Source`: all rows have the same columns."""
        return self.entre.join(champs.values())

    def vide(self, brut: bytes) -> bool:
        """See `Source`."""
        lues = () if brut[:1].isalnum() else self._cellules(brut)
        return isinstance(lues, list) and not any(map(nettoyer, lues))

    def _cellules(self, brut: bytes) -> list[str] | str:
        """The cells: at least one by column; more only when one of them is not empty."""
        if b"\0" in brut:
            return TROP_LONGUE
        texte = decoder(brut)
        if texte is None:
            return SANS_TEXTE
        texte = texte.removesuffix("\r")
        lues = texte.split(self.separateur) if '"' not in texte else None
        lues = lues or cellules(texte, self.separateur)
        if lues is None:
            return GUILLEMETS
        attendues = len(self.colonnes)
        while len(lues) > attendues and not lues[-1].strip():
            lues.pop()
        return lues + [""] * (attendues - len(lues))

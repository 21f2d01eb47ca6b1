"""Rows of a CSV file. Most are never parsed: their raw text is looked up as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from operator import itemgetter

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.entete import IDENTIFIANT
from palliorient.lots.entree.lignes import Bloc, cellules, decoder, nettoyer

Coupe = tuple[bytes, Hashable]

SANS_TEXTE = "ligne illisible : ni UTF-8 ni Windows-1252."
TROP_LONGUE = "ligne illisible : caractère nul, ou plus d'un million de caractères."
GUILLEMETS_EN_PLUS = "Une cellule qui contient le séparateur s'écrit entre guillemets."
SANS_FIN = "Des retours chariot seuls (CR) y séparent des lignes : enregistrer en fins de ligne LF."
GUILLEMETS = "ligne illisible : un guillemet n'est pas refermé, ou n'est pas à sa place."


class SourceCsv:
    """A CSV input whose header is known. `colonnes`: criterion, `id`, or None (dropped)."""

    genre = "csv"

    def __init__(
        self,
        lues: Iterator[Bloc],
        colonnes: list[str | None],
        separateur: str,
        *,
        bom: bool,
        fin: str,
    ) -> None:
        self.colonnes = colonnes
        self.separateur = separateur
        self.bom = bom
        self.fin = fin
        self._lues = lues
        self._rang_id = colonnes.index(IDENTIFIANT) if IDENTIFIANT in colonnes else None
        self._utiles = [
            (r, c) for r, c in enumerate(colonnes) if c is not None and c != IDENTIFIANT
        ]

    def blocs(self) -> Iterator[Bloc]:
        """Raw records after the header, blank lines included (they are not rows)."""
        return self._lues

    def coupeur(self, style: Style) -> Callable[[bytes], Coupe]:
        """The quickest way to cut, for these columns. See `Source.coupeur`."""
        separateur = self.separateur.encode()
        sans_id = style.identifiant("")
        lentement = self._lentement(style)

        def toute_la_ligne(brut: bytes) -> Coupe:
            if b'"' in brut or b"\0" in brut:
                return lentement(brut)
            return sans_id, brut

        def apres_l_id(brut: bytes) -> Coupe:
            identifiant, _, suite = brut.partition(separateur)
            if not identifiant.isascii() or b'"' in brut or b"\0" in brut or not suite:
                return lentement(brut)
            if identifiant.isalnum():
                return style.identifiant_sur(identifiant), suite
            return style.identifiant(identifiant.decode()), suite

        # Neither `id` alone in front nor rows without it: cells are needed.
        attendues = len(self.colonnes)
        prendre = itemgetter(*(rang for rang, _ in self._utiles), self._utiles[0][0])
        rang_id = self._rang_id

        def par_cellules(brut: bytes) -> Coupe:
            cellules_ = brut.removesuffix(b"\r").split(separateur)
            if len(cellules_) != attendues or b'"' in brut or b"\0" in brut:
                return lentement(brut)
            if rang_id is None:
                return sans_id, prendre(cellules_)
            identifiant = cellules_[rang_id]
            if not identifiant.isascii():
                return lentement(brut)
            return style.identifiant(identifiant.decode()), prendre(cellules_)

        if None in self.colonnes:
            return par_cellules
        if rang_id is None:
            return toute_la_ligne
        return apres_l_id if rang_id == 0 else par_cellules

    def _lentement(self, style: Style) -> Callable[[bytes], Coupe]:
        rang_id = self._rang_id

        def couper(brut: bytes) -> Coupe:
            lues = self._cellules(brut)
            if isinstance(lues, str):
                return style.identifiant(""), (lues,)
            identifiant = "" if rang_id is None else lues[rang_id]
            return style.identifiant(identifiant), (len(lues), *(lues[r] for r, _ in self._utiles))

        return couper

    def champs(self, brut: bytes) -> dict[str, str] | str:
        """The answers of a record, or why it cannot be read."""
        lues = self._cellules(brut)
        if isinstance(lues, str):
            return lues
        if len(lues) > len(self.colonnes):
            remede = SANS_FIN if b"\r" in brut.rstrip(b"\r") else GUILLEMETS_EN_PLUS
            return f"la ligne a {len(lues)} cellules pour {len(self.colonnes)} colonnes. {remede}"
        return {colonne: nettoyer(lues[rang]) for rang, colonne in self._utiles}

    def vide(self, brut: bytes) -> bool:
        """See `Source.vide`."""
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

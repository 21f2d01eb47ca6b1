"""Rows of a CSV file. Most are never parsed: their raw text is looked up as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from operator import itemgetter

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.entete import IDENTIFIANT
from palliorient.lots.entree.lignes import Bloc, Coupe, Reduire, cellules, decoder, nettoyer
from palliorient.noyau.table.table import A_LA_PLACE

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

    def coupeur(self, style: Style, reduire: Reduire) -> Callable[[bytes], Coupe]:
        """The quickest way to cut, for these columns. See `Source.coupeur`."""
        octet, separateur = self.separateur.encode(), self.separateur
        attendues, rang_id = len(self.colonnes), self._rang_id
        sans_id = style.identifiant("")
        utiles = [colonne for _, colonne in self._utiles]
        prendre = itemgetter(*(rang for rang, _ in self._utiles), self._utiles[0][0])
        dates = [(utiles.index(q), m) for m, q in A_LA_PLACE.items() if q in utiles]
        rang_quand, moment = dates[0] if dates else (None, "")
        rang_moment = utiles.index(moment) if moment in utiles else None

        def dater(lues: list[str]) -> tuple[Hashable, tuple[str, ...]]:
            """The date and hour, reduced, and the other cells."""
            prises = prendre(lues)
            if rang_quand is None or (rang_moment is not None and prises[rang_moment]):
                return None, prises
            quand = reduire(nettoyer(prises[rang_quand]))
            if quand is None:
                return None, prises
            return quand, (*prises[:rang_quand], "", *prises[rang_quand + 1 :])

        def lentement(brut: bytes) -> Coupe:
            lues = self._cellules(brut)
            if isinstance(lues, str):
                return sans_id, (lues,)
            identifiant = "" if rang_id is None else lues[rang_id]
            return style.identifiant(identifiant), (len(lues), *dater(lues))

        def toute_la_ligne(brut: bytes) -> Coupe:
            if b'"' in brut or b"\0" in brut:
                return lentement(brut)
            return sans_id, brut

        def apres_l_id(brut: bytes) -> Coupe:
            identifiant, _, suite = brut.partition(octet)
            if not identifiant.isascii() or b'"' in brut or b"\0" in brut or not suite:
                return lentement(brut)
            if identifiant.isalnum():
                return style.identifiant_sur(identifiant), suite
            return style.identifiant(identifiant.decode()), suite

        def par_cellules(brut: bytes) -> Coupe:
            if not brut.isascii() or b'"' in brut or b"\0" in brut:
                return lentement(brut)
            lues = brut.decode().removesuffix("\r").split(separateur)
            if len(lues) != attendues:
                return lentement(brut)
            quand, prises = dater(lues)
            cle = (quand, separateur.join(prises))
            identifiant = "" if rang_id is None else lues[rang_id]
            if identifiant.isalnum():
                return style.identifiant_sur(identifiant.encode()), cle
            return style.identifiant(identifiant), cle

        # `id` alone in front, or rows without it: the text is the key. Else cells are needed.
        if None in self.colonnes or rang_quand is not None or rang_id:
            return par_cellules
        return toute_la_ligne if rang_id is None else apres_l_id

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

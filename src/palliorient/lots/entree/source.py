"""What the input is: JSON Lines or CSV, with which encoding, delimiter and columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Protocol

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.entete import Colonnes
from palliorient.lots.entree.lignes import (
    Bloc,
    Coupe,
    Reduire,
    cellules,
    decoder,
    enregistrements,
    nettoyer,
)
from palliorient.lots.entree.tete import Tete
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.table.table import Table

SEPARATEURS = (";", ",", "\t")
SEP = re.compile(rb'"?sep=.?"?[;,\t]*\r*', re.IGNORECASE)
"""The line by which a file tells Excel its delimiter."""


class EntreeLue(Protocol):
    """Rows of one input, as numbered raw lines and the means to read them."""

    genre: str
    separateur: str
    fin: str
    bom: bool

    def blocs(self) -> Iterator[Bloc]:
        """Raw records, with the number of the first."""
        ...

    def coupeur(self, style: Style, reduire: Reduire) -> Callable[[bytes], Coupe]:
        """The function that cuts a raw record into its `id`, already written in the style
        of the output, and a key: records of one key have the same answer. In that key a
        date and hour stand reduced to what answers take of it."""
        ...

    def champs(self, brut: bytes) -> dict[str, str] | str:
        """The answers of a raw record by criterion, or why it cannot be read."""
        ...

    def vide(self, brut: bytes) -> bool:
        """Is it no row at all (what spreadsheets leave under a table)?"""
        ...


def ouvrir(table: Table, lire: Callable[[int], bytes], *, ignorer: bool) -> EntreeLue:
    """Recognise an input from its first lines. Raises `PasUneTable`, having written nothing."""
    from palliorient.lots.entree.source_csv import SourceCsv
    from palliorient.lots.entree.source_jsonl import ouvrir_json

    tete = Tete(lire)
    connues = Colonnes(table)
    premiere = tete.ligne()
    if premiere.lstrip().startswith((b"{", b"[")):
        return ouvrir_json(connues, tete, premiere, ignorer=ignorer)
    if SEP.fullmatch(premiere):
        premiere = tete.ligne()
    if not premiere:
        raise PasUneTable("le fichier est vide.")
    texte = decoder(premiere)
    if texte is None:
        raise PasUneTable("le fichier n'est ni en UTF-8 ni en Windows-1252.")
    separateur = _separateur(connues, texte)
    # The header again, with the other lines that its quotes may hold.
    lues = enregistrements(chain([(tete.numero - 1, [premiere])], tete.blocs()), separateur)
    numero, (entete, *suite) = next(lues)
    titres = _titres(decoder(entete) or texte, separateur)
    colonnes = connues.verifier(titres, ignorer=ignorer)
    rangees = chain([(numero + 1, suite)], lues)
    fin = "\r\n" if premiere.endswith(b"\r") else "\n"
    return SourceCsv(rangees, colonnes, separateur, bom=tete.bom or not tete.utf8, fin=fin)


def _separateur(connues: Colonnes, entete: str) -> str:
    """The delimiter under which most columns are known; French Excel's when in doubt."""
    return max(SEPARATEURS, key=lambda s: sum(map(bool, map(connues.connue, _titres(entete, s)))))


def _titres(entete: str, separateur: str) -> list[str]:
    """The titles of the columns; Excel sometimes ends rows with unused empty cells."""
    texte = entete.rstrip("\r")
    titres = [*map(nettoyer, cellules(texte, separateur) or texte.split(separateur))]
    while titres and not titres[-1]:
        titres.pop()
    return titres

"""Bytes of a CSV file, as French Excel and others write them → a header and rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import NamedTuple

from palliorient.lots.entree.genres import nommer
from palliorient.lots.entree.lignes import decoder, nettoyer
from palliorient.lots.erreurs import PasUneTable

SEPARATEURS = (";", ",", "\t")
SEP = re.compile(r'"?sep=.?"?[;,\t]*', re.IGNORECASE)
"""The line by which a file tells Excel its delimiter."""

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CELLULE_MAX = 1 << 16
"""Characters of the longest cell: beyond, a quote was not closed."""


class Rangee(NamedTuple):
    """A row: the number of its first line in the file, its cells."""

    numero: int
    cellules: list[str]

    def cellule(self, rang: int) -> str:
        """A cell, empty when the row is too short."""
        return self.cellules[rang] if rang < len(self.cellules) else ""

    def sur_une_ligne(self) -> Rangee:
        """The same, each cell on one line with plain spaces."""
        return Rangee(self.numero, [" ".join(c.split()) for c in self.cellules])


class Tableau(NamedTuple):
    """A whole table."""

    entete: list[str]
    """Titles as they are written: one on several lines may be no title at all."""
    rangees: list[Rangee]


def lire_tableau(octets: bytes) -> Tableau:
    """The table of a file; raises `PasUneTable`, which repeats nothing that is written in it."""
    texte = _texte(octets)
    premiere = _premiere_ligne(texte)
    if SEP.fullmatch(premiere):
        # A blank line in its place: rows keep their number.
        texte = texte.replace(premiere, "", 1)
        premiere = _premiere_ligne(texte)
    # French Excel's delimiter when in doubt.
    separateur = max(SEPARATEURS, key=premiere.count)
    rangees = [rangee for rangee in _rangees(texte, separateur) if any(rangee.cellules)]
    if not rangees:
        raise PasUneTable("le fichier est vide.")
    return Tableau(rangees[0].cellules, [r.sur_une_ligne() for r in rangees[1:]])


def _premiere_ligne(texte: str) -> str:
    return next((ligne for ligne in texte.split("\n") if ligne.strip()), "")


def _texte(octets: bytes) -> str:
    """The text, whatever the encoding; ends of line are line feeds."""
    if octets.startswith(UTF_16):
        texte = octets.decode("utf-16", errors="replace")
    else:
        octets = octets.removeprefix(codecs.BOM_UTF8)
        nommer(octets)  # a workbook, a PDF… is named
        lu = decoder(octets)
        if lu is None:
            raise PasUneTable("le fichier n'est ni en UTF-8 ni en Windows-1252.")
        texte = lu
    return texte.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")


def _rangees(texte: str, separateur: str) -> list[Rangee]:
    csv.field_size_limit(CELLULE_MAX)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur)
    lues, debut = [], 1
    try:
        for cellules in lecteur:
            lues.append(Rangee(debut, [nettoyer(c).strip() for c in cellules]))
            debut = lecteur.line_num + 1
    except csv.Error:
        raise PasUneTable(
            f"ligne {debut} : un guillemet n'est pas refermé, ou une cellule est trop longue."
        ) from None
    return lues

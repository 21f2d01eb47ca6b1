"""From bytes to the physical lines of a table, and to CSV records that span several.

Everything is bounded: blocks, the length of a line, the length of a quoted field. A line
that nothing can read stays one line, so that the rows after it keep their number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from palliorient.noyau.langue.mots import visible

TAILLE = 1 << 18
"""Bytes read at once."""

LIGNE_MAX = 1 << 20
"""A longer line is replaced by `ILLISIBLE`."""

ENREGISTREMENT_MAX = 1 << 16
"""A quote not closed within so many bytes is a stray quote."""

ILLISIBLE = b"\0"
"""Stands for a line too long; a null byte is refused wherever it comes from."""

Bloc = tuple[int, list[bytes]]
"""Number of the first line in the file, and consecutive lines without their line feed."""


def blocs(lire: Callable[[int], bytes], debut: bytes, numero: int) -> Iterator[Bloc]:
    """The lines of a stream of which `debut` has already been read; number of the first."""
    reste, saute = b"", False
    bloc = debut or lire(TAILLE)
    while bloc:
        lignes = (reste + bloc).split(b"\n")
        reste = lignes.pop()
        if lignes:
            if saute or len(lignes[0]) > LIGNE_MAX:
                lignes[0], saute = ILLISIBLE, False
            yield numero, lignes
            numero += len(lignes)
        if len(reste) > LIGNE_MAX:
            reste, saute = b"", True
        bloc = lire(TAILLE)
    if reste or saute:
        yield numero, [ILLISIBLE if saute else reste]


def enregistrements(lues: Iterator[Bloc], separateur: str) -> Iterator[Bloc]:
    """The same, where the lines of one quoted CSV record are joined by line feeds.

    A block that holds such a record is cut around it, so that the number given is always
    that of the record's first line.
    """
    for numero, lignes in lues:
        debut = rang = 0
        while rang < len(lignes):
            if lignes[rang].count(b'"') % 2:
                fin = _fin(lignes, rang, lues, separateur)
                if fin > rang + 1:
                    if rang > debut:
                        yield numero + debut, lignes[debut:rang]
                    yield numero + rang, [b"\n".join(lignes[rang:fin])]
                    debut = rang = fin
                    continue
            rang += 1
        if rang > debut:
            yield numero + debut, lignes[debut:]


def _fin(lignes: list[bytes], debut: int, suivantes: Iterator[Bloc], separateur: str) -> int:
    """Where the record that starts on a line with an open quote ends (excluded).

    More lines are taken from the following blocks when needed. If no reading makes one
    record of several lines, the record is the line alone.
    """
    rang, taille, guillemets = debut, 0, 0
    while rang == debut or guillemets % 2:
        if rang == len(lignes):
            lignes += next(suivantes, (0, []))[1]
        suivante = lignes[rang] if rang < len(lignes) else None
        if suivante is None or taille + len(suivante) > ENREGISTREMENT_MAX:
            return debut + 1
        taille += len(suivante)
        guillemets += suivante.count(b'"')
        rang += 1
    # Latin-1 reads any bytes, and the structure is in ASCII: encodings are not needed here.
    texte = b"\n".join(lignes[debut:rang]).decode("latin-1")
    return rang if cellules(texte, separateur) is not None else debut + 1


def nettoyer(cellule: str) -> str:
    """What a cell means: spreadsheets keep zeros with `="012"` or `'012`, and copied cells
    bring characters that nobody sees."""
    if not cellule or (cellule.isascii() and cellule.isalnum()):
        return cellule
    texte = visible(cellule).strip().removeprefix("'")
    return texte[2:-1] if texte.startswith('="') and texte[2:].endswith('"') else texte


def cellules(texte: str, separateur: str) -> list[str] | None:
    """The cells of one CSV record; None when its quotes make no single record."""
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    try:
        lus = list(lecteur)
    except csv.Error:
        return None
    return lus[0] if len(lus) == 1 else None


def decoder(octets: bytes) -> str | None:
    """UTF-8, else Windows-1252 (what Excel writes), else None."""
    for encodage in ("utf-8", "cp1252"):
        try:
            return octets.decode(encodage)
        except UnicodeDecodeError:
            continue
    return None

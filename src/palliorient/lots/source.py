"""What the input is: JSON Lines or CSV, with which encoding, delimiter and columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Protocol

from palliorient.lots.entete import connue, exiger, verifier
from palliorient.lots.erreurs import PasUneTable
from palliorient.lots.lignes import LIGNE_MAX, TAILLE, Bloc, blocs, cellules, decoder
from palliorient.lots.redaction import Style
from palliorient.noyau.table import Table

UTF8 = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATEURS = (";", ",", "\t")


class Source(Protocol):
    """Rows of one input, as numbered raw lines and the means to read them."""

    genre: str
    separateur: str
    fin: str
    bom: bool

    def blocs(self) -> Iterator[Bloc]:
        """Raw records, with the number of the first."""
        ...

    def coupeur(self, style: Style) -> Callable[[bytes], tuple[bytes, Hashable]]:
        """The function that cuts a raw record into its `id`, already written in the style
        of the output, and a key: records of one key have the same answer."""
        ...

    def champs(self, brut: bytes) -> dict[str, str] | str:
        """The answers of a raw record by criterion, or why it cannot be read."""
        ...


def ouvrir(table: Table, lire: Callable[[int], bytes], *, ignorer: bool) -> Source:
    """Recognise an input from its first bytes. Raises `PasUneTable`, having written nothing."""
    from palliorient.lots.source_csv import SourceCsv
    from palliorient.lots.source_jsonl import SourceJsonl

    debut = lire(TAILLE)
    while debut and b"\n" not in debut.strip() and len(debut) <= LIGNE_MAX:
        suite = lire(TAILLE)
        if not suite:
            break
        debut += suite
    if debut.startswith(UTF16):
        raise PasUneTable(
            "le fichier est en UTF-16 : l'enregistrer en « CSV UTF-8 (délimité par des virgules) »."
        )
    bom = debut.startswith(UTF8)
    debut = debut.removeprefix(UTF8)
    premiere = debut.strip().split(b"\n", 1)[0]
    if b"\0" in debut:
        raise PasUneTable("le fichier n'est pas du texte : ni CSV ni JSON Lines.")
    if not premiere:
        raise PasUneTable("le fichier est vide.")
    if premiere.startswith(b"["):
        raise PasUneTable(
            "le fichier est un tableau JSON : le donner en JSON Lines, un objet par ligne."
        )
    lues = blocs(lire, debut)
    if premiere.startswith(b"{"):
        source = SourceJsonl(lues, bom=bom, fin=_fin(debut), ignorer=ignorer)
        source.verifier(premiere)
        return source
    texte = decoder(premiere)
    if texte is None:
        raise PasUneTable("le fichier n'est ni en UTF-8 ni en Windows-1252.")
    separateur = _separateur(texte)
    colonnes = verifier(_titres(texte, separateur), ignorer=ignorer)
    exiger(table, colonnes)
    return SourceCsv(lues, colonnes, separateur, bom=bom or not _utf8(debut), fin=_fin(debut))


def _separateur(entete: str) -> str:
    """The delimiter under which most columns are known; French Excel's when in doubt."""
    return max(SEPARATEURS, key=lambda s: sum(map(bool, map(connue, _titres(entete, s)))))


def _titres(entete: str, separateur: str) -> list[str]:
    """The titles of the columns; Excel sometimes ends rows with unused empty cells."""
    titres = cellules(entete, separateur) or entete.split(separateur)
    while titres and not titres[-1].strip():
        titres.pop()
    return titres


def _fin(debut: bytes) -> str:
    return "\r\n" if debut.partition(b"\n")[0].endswith(b"\r") else "\n"


def _utf8(debut: bytes) -> bool:
    """Is it UTF-8 up to its last line feed (a character may be cut after)?"""
    try:
        (debut[: debut.rfind(b"\n") + 1] or debut).decode()
    except UnicodeDecodeError:
        return False
    return True

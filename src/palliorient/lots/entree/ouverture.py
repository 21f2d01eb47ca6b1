"""What the input is: JSON Lines or CSV, with which encoding, delimiter and columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

from palliorient.lots.entree.entete import Colonnes
from palliorient.lots.entree.lignes import cellules, decoder, enregistrements, nettoyer
from palliorient.lots.entree.source import Source
from palliorient.lots.entree.source_csv import SourceCsv
from palliorient.lots.entree.source_jsonl import ouvrir_json
from palliorient.lots.entree.tete import Tete
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.table.table import Table

SEPARATEURS = (";", ",", "\t")
SEP = re.compile(rb'"?sep=.?"?[;,\t]*\r*', re.IGNORECASE)
"""The line by which a file tells Excel its delimiter."""


def ouvrir(table: Table, lire: Callable[[int], bytes], *, ignorer: bool) -> Source:
    """Recognise an input from its first lines. Raises `PasUneTable`, having written nothing."""
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
    # French Excel's delimiter when in doubt.
    separateur = max(
        SEPARATEURS, key=lambda s: sum(map(bool, map(connues.connue, _titres(texte, s))))
    )
    # The header again, with the other lines that its quotes may hold.
    lues = enregistrements(chain([(tete.numero - 1, [premiere])], tete.blocs()), separateur)
    numero, (entete, *suite) = next(lues)
    titres = _titres(decoder(entete) or texte, separateur)
    colonnes = connues.verifier(titres, ignorer=ignorer)
    rangees = chain([(numero + 1, suite)], lues)
    fin = "\r\n" if premiere.endswith(b"\r") else "\n"
    return SourceCsv(rangees, colonnes, separateur, bom=tete.bom or not tete.utf8, fin=fin)


def _titres(entete: str, separateur: str) -> list[str]:
    """The titles of the columns; Excel sometimes ends rows with unused empty cells."""
    texte = entete.rstrip("\r")
    titres = [*map(nettoyer, cellules(texte, separateur) or texte.split(separateur))]
    while titres and not titres[-1]:
        titres.pop()
    return titres

"""Writing rows as CSV or JSON Lines: fixed parts once, then one template for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from palliorient.lots.ecriture.formules import sans_formule
from palliorient.lots.ecriture.reponse import REPONSES, VARIABLES, Cellule
from palliorient.noyau.langue.caracteres import propre
from palliorient.rendu.reponse.json import en_json

BOM = "\ufeff"
LISTES = (list, tuple)

ENTIERE = "orientation"
"""The column of a full answer."""

VARIEES = ("contacts", "a_joindre_maintenant", "erreur")
"""Columns of which the values rarely come back; those of the others are few, and written once."""

CONNUES = 1 << 12
"""Values of a column that are kept as written; more, and they are begun again."""


class Csv:
    """Cells with the delimiter, line end and byte order mark of the input."""

    debut = ""

    def __init__(self, separateur: str = ";", fin: str = "\n", bom: bool = False) -> None:
        self.separateur = separateur
        self.fin = fin
        self.bom = bom

    def champ(self, nom: str, valeur: Cellule) -> str:
        """One value as a cell; lists are separated by `|`."""
        if isinstance(valeur, LISTES):
            return self.cellule("|".join(valeur))
        if valeur is None:
            return ""
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        # The reason of a refusal is our own sentence, with its commas and its dashes; it quotes.
        texte = propre(str(valeur)) if nom == "erreur" else sans_formule(str(valeur))
        return self.cellule(texte)

    def cellule(self, texte: str) -> str:
        """A text as a cell, in quotes when needed."""
        if '"' in texte or self.separateur in texte or "\n" in texte or "\r" in texte:
            return '"' + texte.replace('"', '""') + '"'
        return texte

    def variable(self, nom: str, marque: str) -> str:
        """What stands for a column that changes from row to row."""
        return marque

    def identifiant(self, valeur: Cellule) -> bytes:
        """Whatever an `id` is, written with care."""
        return self.cellule(sans_formule(str(valeur))).encode()

    def identifiant_sur(self, octets: bytes) -> bytes:
        """One of ASCII letters and digits only: nearly all rows, and much quicker."""
        return octets

    def entete(self, colonnes: Sequence[str]) -> bytes:
        return ((BOM if self.bom else "") + self.separateur.join(colonnes) + self.fin).encode()


class Jsonl:
    """One JSON object by line, no spaces between tokens."""

    debut, separateur, fin = "{", ",", "}\n"

    def champ(self, nom: str, valeur: Cellule) -> str:
        texte = en_json(propre(str(valeur)) if nom == "erreur" and valeur else valeur)
        return f'"{nom}":{texte}'

    def variable(self, nom: str, marque: str) -> str:
        return f'"{nom}":{marque}'

    def identifiant(self, valeur: Cellule) -> bytes:
        return b"null" if valeur == "" else en_json(valeur).encode()

    def identifiant_sur(self, octets: bytes) -> bytes:
        return b'"%b"' % octets

    def entete(self, colonnes: Sequence[str]) -> bytes:
        return b""


Style = Csv | Jsonl
"""How a format writes fields."""


class Colonne(dict[Cellule, str]):
    """The few values of one column, as they are written."""

    def __init__(self, nom: str, style: Style) -> None:
        super().__init__()
        self._nom, self._style = nom, style

    def __missing__(self, valeur: Cellule) -> str:
        if len(self) >= CONNUES:
            self.clear()
        self[valeur] = ecrite = self._style.champ(self._nom, valeur)
        return ecrite


class Redaction:
    """The template of a row, and the fixed parts (segments) of a situation or an answer.

    Neighbouring columns that come from the same place make one segment; the segments of
    an answer are shared by all the rows that get this answer.
    """

    def __init__(self, colonnes: Sequence[str], style: Style) -> None:
        self.style = style
        self.colonnes = tuple(colonnes)
        self.entete = style.entete(colonnes)
        self.complete = ENTIERE in colonnes
        self._segments: list[tuple[bool, list[tuple[str, Colonne | None]]]] = []
        morceaux: list[str] = []
        places: list[int] = []
        for genre, suite in groupby(colonnes, key=_genre):
            if genre in VARIABLES:
                morceaux.append(style.variable(genre, VARIABLES[genre]))
                places.append([*VARIABLES].index(genre))
            else:
                morceaux.append("%b")
                places.append(len(VARIABLES) + len(self._segments))
                noms = [(n, None if n in VARIEES else Colonne(n, style)) for n in suite]
                self._segments.append((genre == "reponse", noms))
        self._gabarit = (style.debut + style.separateur.join(morceaux) + style.fin).encode()
        self._ranger = itemgetter(*places)
        self._avant, _, self._apres = self._gabarit.rpartition(b"%b")

    def segments(self, comprises: Mapping[str, Cellule], reponse: list[bytes]) -> tuple[bytes, ...]:
        """All the segments of a situation, given those of its answer."""
        suite = iter(reponse)
        return tuple(
            [
                next(suite) if de_la_reponse else self._rendre(noms, comprises)
                for de_la_reponse, noms in self._segments
            ]
        )

    def segments_de_reponse(self, reponse: Mapping[str, Cellule]) -> list[bytes]:
        """The segments that an answer gives, to be kept once."""
        return [self._rendre(noms, reponse) for oui, noms in self._segments if oui]

    def ligne(self, numero: int, identifiant: bytes, segments: Sequence[bytes]) -> bytes:
        """One row of the output."""
        ligne: bytes = self._gabarit % self._ranger((numero, identifiant, *segments))
        return ligne

    def entiere(self, numero: int, identifiant: bytes, morceaux: Sequence[bytes]) -> list[bytes]:
        """One row of full answers, in pieces: big ones are put together once, for all rows."""
        return [self._avant % (numero, identifiant), *morceaux, self._apres]

    def _rendre(
        self, noms: list[tuple[str, Colonne | None]], valeurs: Mapping[str, Cellule]
    ) -> bytes:
        champ = self.style.champ
        ecrites = [
            champ(nom, valeurs[nom]) if colonne is None else colonne[valeurs[nom]]
            for nom, colonne in noms
        ]
        return self.style.separateur.join(ecrites).encode()


def _genre(colonne: str) -> str:
    """A variable column is a kind of its own."""
    if colonne in VARIABLES:
        return colonne
    return "reponse" if colonne in (*REPONSES, ENTIERE) else "comprise"

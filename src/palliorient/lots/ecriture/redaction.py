"""Writing rows as CSV or JSON Lines: fixed parts once, then one template for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Protocol

from palliorient.lots.ecriture.formules import sans_formule
from palliorient.lots.ecriture.reponse import REPONSES, VARIABLES, Cellule, Valeurs
from palliorient.noyau.langue.caracteres import propre
from palliorient.rendu.reponse.json import en_json

BOM = "\ufeff"
LISTES = (list, tuple)

ENTIERE = "orientation"
"""The column of a full answer."""


class Style(Protocol):
    """How a format writes fields.

    `identifiant` takes care of whatever it echoes; `identifiant_sur`, much quicker, takes
    ASCII letters and digits only: nearly all rows.
    """

    debut: str
    separateur: str
    fin: str

    def champ(self, nom: str, valeur: Cellule) -> str: ...
    def variable(self, nom: str, marque: str) -> str: ...
    def identifiant(self, valeur: Cellule) -> bytes: ...
    def identifiant_sur(self, octets: bytes) -> bytes: ...
    def entete(self, colonnes: Sequence[str]) -> bytes: ...


class Csv:
    """Cells with the delimiter, line end and byte order mark of the input."""

    debut = ""

    def __init__(self, separateur: str = ";", fin: str = "\n", bom: bool = False) -> None:
        self.separateur = separateur
        self.fin = fin
        self.bom = bom

    def champ(self, nom: str, valeur: Cellule) -> str:
        """One value as a cell; lists are separated by `|`."""
        if valeur is None:
            return ""
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        if isinstance(valeur, LISTES):
            return self.cellule("|".join(valeur))
        # The reason of a refusal is our own sentence, with its commas and its dashes; it quotes.
        texte = propre(str(valeur)) if nom == "erreur" else sans_formule(str(valeur))
        return self.cellule(texte)

    def cellule(self, texte: str) -> str:
        """A text as a cell, in quotes when needed."""
        if '"' in texte or self.separateur in texte or "\n" in texte or "\r" in texte:
            return '"' + texte.replace('"', '""') + '"'
        return texte

    def variable(self, nom: str, marque: str) -> str:
        return marque

    def identifiant(self, valeur: Cellule) -> bytes:
        return self.cellule(sans_formule(str(valeur))).encode()

    def identifiant_sur(self, octets: bytes) -> bytes:
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
        if valeur == "":
            return b"null"
        return en_json(valeur).encode()

    def identifiant_sur(self, octets: bytes) -> bytes:
        return b'"%b"' % octets

    def entete(self, colonnes: Sequence[str]) -> bytes:
        return b""


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
        morceaux: list[str] = []
        places: list[int] = []
        self._comprises: dict[tuple[str, Cellule], str] = {}
        self._segments: list[tuple[bool, list[str]]] = []
        for genre, suite in groupby(colonnes, key=_genre):
            noms = list(suite)
            if genre == "variable":
                for nom in noms:
                    rang = VARIABLES.index(nom)
                    places.append(rang)
                    morceaux.append(style.variable(nom, ("%d", "%b")[rang]))
            else:
                places.append(len(VARIABLES) + len(self._segments))
                self._segments.append((genre == "reponse", noms))
                morceaux.append("%b")
        self.gabarit = (style.debut + style.separateur.join(morceaux) + style.fin).encode()
        self._places = places
        attendues = len(VARIABLES) + len(self._segments)
        self._dans_l_ordre = places == list(range(attendues))

    def segments(self, comprises: Mapping[str, Cellule], reponse: list[bytes]) -> tuple[bytes, ...]:
        """All the segments of a situation, given those of its answer."""
        suite = iter(reponse)
        return tuple(
            [
                next(suite) if de_la_reponse else self._rendre_comprises(noms, comprises)
                for de_la_reponse, noms in self._segments
            ]
        )

    def _rendre_comprises(self, noms: list[str], valeurs: Mapping[str, Cellule]) -> bytes:
        """The same few hundred values in all rows: each is written once."""
        champs = []
        for nom in noms:
            cle = (nom, valeurs[nom])
            champ = self._comprises.get(cle)
            if champ is None:
                champ = self._comprises[cle] = self.style.champ(*cle)
            champs.append(champ)
        return self.style.separateur.join(champs).encode()

    def segments_de_reponse(self, reponse: Valeurs) -> list[bytes]:
        """The segments that an answer gives, to be kept once."""
        return [self._rendre(noms, reponse) for oui, noms in self._segments if oui]

    def _rendre(self, noms: list[str], valeurs: Valeurs) -> bytes:
        champ = self.style.champ
        return self.style.separateur.join([champ(n, valeurs[n]) for n in noms]).encode()

    def ligne(self, numero: int, identifiant: bytes, segments: tuple[bytes, ...]) -> bytes:
        """One row of the output."""
        valeurs = (numero, identifiant, *segments)
        if self._dans_l_ordre:
            return self.gabarit % valeurs
        return self.gabarit % tuple([valeurs[place] for place in self._places])


def _genre(colonne: str) -> str:
    if colonne in VARIABLES:
        return "variable"
    return "reponse" if colonne in (*REPONSES, ENTIERE) else "comprise"

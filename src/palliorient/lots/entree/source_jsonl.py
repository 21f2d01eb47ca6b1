"""Rows of a JSON Lines file; those that start with their `id` are looked up raw."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from palliorient.lots.ecriture.redaction import Style
from palliorient.lots.entree.entete import IDENTIFIANT, Colonnes, sans_nom
from palliorient.lots.entree.lignes import Bloc
from palliorient.lots.entree.source import QUAND, Coupe, Couper, Lue, Reduire, Source
from palliorient.lots.entree.tete import Tete
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.situation.lecture import en_texte

UN_OBJET = re.compile(r"[\s,\[\]]*(?=[^\s,\[\]])")
"""What stands before a value of a document."""

LECTEUR = json.JSONDecoder(parse_int=str, parse_float=str)
"""Finds where a value ends; what is in it is read, and judged, like a line."""

ID_EN_TETE = re.compile(rb'\{"id": ?("[\w .:/@+=-]*"|-?(?:0|[1-9][0-9]{0,15})), ?', re.ASCII)
"""An `id` that comes first and needs no care; the rest of the line is then the key."""

GUILLEMET = ord('"')

PAS_UN_OBJET = "ligne illisible : ce n'est pas un objet JSON."
PAS_D_OBJETS = (
    "le document JSON n'est pas fait d'objets : donner un tableau JSON d'objets, ou du"
    " JSON Lines, un objet par ligne."
)
EN_DOUBLE = "ligne illisible : un nom y figure deux fois."
SANS_REPONSE = "aucune colonne attendue : les noms de cette ligne ne sont pas répétés."
PAS_UN_ID = "id : attendu un texte ou un nombre entier."
CARACTERE = "ligne illisible : un caractère n'existe pas en UTF-8."


class _Double(ValueError):
    pass


def ouvrir_json(colonnes: Colonnes, tete: Tete, premiere: bytes, *, ignorer: bool) -> SourceJsonl:
    """JSON Lines when the first line is an object; else a document, read whole."""
    tete.rendre(premiere)
    fin = "\r\n" if premiere.endswith(b"\r") else "\n"
    if _objet(premiere) != PAS_UN_OBJET:
        lues = tete.blocs()
    else:
        trouves = _objets(tete.tout(), tete.numero)
        if not trouves:
            raise PasUneTable("le fichier est vide.")
        premiere, lues = trouves[0], iter([(1, trouves)])
    source = SourceJsonl(colonnes, lues, bom=tete.bom, fin=fin, ignorer=ignorer)
    source.verifier(premiere)
    return source


class SourceJsonl(Source):
    """A JSON input, one object by row. The columns of each are checked: they may differ."""

    genre = "jsonl"
    entre = "\n"

    def __init__(
        self, colonnes: Colonnes, lues: Iterator[Bloc], *, bom: bool, fin: str, ignorer: bool
    ) -> None:
        super().__init__(lues, bom=bom, fin=fin)
        self._colonnes = colonnes
        self._ignorer = ignorer

    def verifier(self, premiere: bytes) -> None:
        """The first row must name criteria, and nothing else. Raises `PasUneTable`."""
        objet = _objet(premiere)
        if isinstance(objet, str):
            autre = f"le fichier n'est pas du JSON Lines : {objet}"
            raise PasUneTable(PAS_D_OBJETS if objet == PAS_UN_OBJET else autre)
        colonnes = self._colonnes
        if not any(map(colonnes.est_une_reponse, objet)):
            aucune = "le premier objet JSON n'a aucune colonne attendue."
            raise PasUneTable(f"{aucune} {colonnes.attendues}")
        if not self._ignorer:
            colonnes.refuser([n for n in objet if not colonnes.connue(n) and not sans_nom(n)])

    def coupeur(self, style: Style, reduire: Reduire) -> Couper:
        """See `Source`."""
        lentement = self.lentement(style, reduire)
        date = QUAND.encode()

        def couper(brut: bytes) -> Coupe:
            trouve = ID_EN_TETE.match(brut)
            if not trouve:
                return lentement(brut)
            identifiant = trouve[1]
            if identifiant[0] == GUILLEMET and identifiant[1:-1].isalnum():
                ecrit = style.identifiant_sur(identifiant[1:-1])
            else:
                ecrit = style.identifiant(json.loads(identifiant))
            return ecrit, lentement(brut)[1] if date in brut else brut[trouve.end() :]

        return couper

    def lire_une(self, brut: bytes) -> Lue:
        """See `Source`."""
        objet = _objet(brut)
        if isinstance(objet, str):
            return "", objet
        lus: dict[str, Any] = {}
        inconnues = []
        for nom, valeur in objet.items():
            colonne = self._colonnes.connue(nom)
            if colonne in lus:
                return "", EN_DOUBLE
            if colonne is not None:
                lus[colonne] = valeur
            elif not sans_nom(nom):
                inconnues.append(nom)
        if inconnues and not self._ignorer:
            # Named only beside an answer: else the name may be what the row is about.
            titres = any(map(self._colonnes.est_une_reponse, objet))
            return "", self._colonnes.phrase(inconnues) if titres else SANS_REPONSE
        identifiant = lus.pop(IDENTIFIANT, None)
        if identifiant is None:
            identifiant = ""
        if isinstance(identifiant, float) and identifiant.is_integer():
            identifiant = int(identifiant)
        if isinstance(identifiant, bool) or not isinstance(identifiant, str | int):
            return "", PAS_UN_ID
        return identifiant, {n: en_texte(lus[n]) for n in self._colonnes.connues if n in lus}


def _objets(octets: bytes, numero: int) -> list[bytes]:
    """The values of a document of which `numero` is the first line, each as its own text.

    Raises `PasUneTable` when it is not JSON, or was cut.
    """
    try:
        texte = octets.decode().rstrip()
    except UnicodeDecodeError:
        raise PasUneTable("le document JSON n'est pas en UTF-8.") from None
    position, trouves = 0, []
    try:
        while trouve := UN_OBJET.match(texte, position):
            debut = position = trouve.end()
            _, position = LECTEUR.raw_decode(texte, debut)
            trouves.append(texte[debut:position].encode())
        if texte.startswith("[") and not texte.endswith("]"):
            raise ValueError
    except (ValueError, RecursionError):
        ligne = numero + texte.count("\n", 0, position)
        raison = f"illisible à partir de la ligne {ligne}"
        raise PasUneTable(f"le fichier n'est ni du JSON ni du JSON Lines : {raison}.") from None
    return trouves


def _objet(brut: bytes) -> dict[str, Any] | str:
    """A JSON object, or why the line is none. Never quotes the line."""
    try:
        texte = brut.decode()
        lu = json.loads(texte, object_pairs_hook=_sans_double)
        if isinstance(lu, dict) and "\\u" in texte:
            # Half of a surrogate pair, written as an escape, could not be written again.
            json.dumps(lu, ensure_ascii=False).encode()
    except _Double:
        return EN_DOUBLE
    except UnicodeEncodeError:
        return CARACTERE
    except (ValueError, RecursionError):
        return PAS_UN_OBJET
    return lu if isinstance(lu, dict) else PAS_UN_OBJET


def _sans_double(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet = dict(paires)
    if len(objet) != len(paires):
        raise _Double
    return objet

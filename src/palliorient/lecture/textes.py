"""Where the texts of the data stand: every one that can reach the screen.

A text is looked at wherever it stands in the schemas, unless `HORS_DU_REGARD` says why
not: a new field cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, StringConstraints

from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import (
    HopitalHorsCarte,
    Impression,
    Recherche,
    Structure,
)
from palliorient.lecture.schemas.base import (
    F_TEXTE,
    F_TEXTE_OU_VIDE,
    Document,
    Source,
    SourceDocument,
)
from palliorient.lecture.schemas.complements import CHAMPS_NUMEROS, Complement
from palliorient.lecture.schemas.criteres import Valeur
from palliorient.lecture.schemas.et_si import MotsAuTelephone
from palliorient.lecture.schemas.fiche import Fiche
from palliorient.lecture.schemas.garanties import Garantie, Parole
from palliorient.lecture.schemas.vocabulaire import Promesse, Site, Vocabulaire
from palliorient.noyau.modele.places import PLACES

HORS_DU_REGARD: dict[tuple[type[BaseModel], str], str] = {
    (SourceDocument, "localisation"): "an address inside a document",
    (Source, "localisation"): "an address inside a document",
    (Complement, "localisation"): "an address inside a document",
    (SourceDocument, "citation"): "the words of a document",
    (Source, "citation"): "the words of a document",
    (Impression, "texte"): "the words of the printed table",
    (Document, "nom"): "the title of a document",
    (Document, "court"): "the title of a document",
    (Recherche, "mots_ignores"): "words typed",
    (Recherche, "abreviations"): "words typed",
    (Recherche, "mots_neutres"): "words typed",
    (Structure, "alias"): "words typed",
    (HopitalHorsCarte, "alias"): "words typed",
    (HopitalHorsCarte, "commune"): "a commune and its departement",
    (Valeur, "synonymes"): "words typed",
    (Promesse, "formes"): "the vocabulary itself",
    (Promesse, "nom"): "the vocabulary itself",
    (Vocabulaire, "sans_promesse"): "the vocabulary itself",
    (Vocabulaire, "nombres"): "the vocabulary itself",
    (Site, "adresse"): "the declaration itself",
    (Fiche, "repete"): "texts of the data, written a second time",
    (Garantie, "texte"): "what it promises is proved, its numbers written a second time",
    (MotsAuTelephone, "mots"): "words written a second time, on purpose",
    (Parole, "debut"): "words written a second time, on purpose",
    (Parole, "contient"): "words written a second time, on purpose",
    (Parole, "jamais"): "words written a second time, on purpose",
}
"""Model and field → why its text is not looked at."""

CHAMPS_SANS_TEXTE = {"adresse", "finess", *PLACES, *CHAMPS_NUMEROS}
"""Facts from elsewhere that are no sentence: a number of a street, of a hospital…"""


class Texte(NamedTuple):
    """One text of the data: its place, and what bears it."""

    lieu: Lieu
    champ: str
    texte: str
    noeud: BaseModel


def textes(ctx: Recoupement) -> Iterator[Texte]:
    """Every text that is looked at."""
    for lieu, noeud in ctx.tous(BaseModel):
        champs = champs_regardes(type(noeud))
        if champs and not _sans_phrase(noeud):
            for champ in champs:
                valeur = getattr(noeud, champ)
                if valeur:
                    for ou, texte in _valeurs(lieu / champ, valeur):
                        yield Texte(ou, champ, texte, noeud)


@cache
def champs_regardes(modele: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model whose text is looked at."""
    return tuple(champ for champ in champs_de_texte(modele) if _regarde(modele, champ))


def _regarde(modele: type[BaseModel], champ: str) -> bool:
    return not any((classe, champ) in HORS_DU_REGARD for classe in modele.__mro__)


def _sans_phrase(noeud: BaseModel) -> bool:
    return isinstance(noeud, Complement) and noeud.champ in CHAMPS_SANS_TEXTE


def _valeurs(lieu: Lieu, valeur: object) -> Iterator[tuple[Lieu, str]]:
    if isinstance(valeur, str):
        yield lieu, valeur
    elif isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            yield lieu / rang, element
    elif isinstance(valeur, dict):
        for cle, element in valeur.items():
            yield lieu / cle, element


@cache
def champs_de_texte(modele: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold free text."""
    champs = modele.model_fields.items()
    trouves = [nom for nom, c in champs if _est_texte(c.annotation, c.metadata)]
    return (*trouves, "valeur") if modele is Complement else tuple(trouves)


def _est_texte(annotation: Any, metadonnees: list[Any]) -> bool:
    formes = [m.pattern for m in metadonnees if isinstance(m, StringConstraints)]
    if any(forme in (F_TEXTE, F_TEXTE_OU_VIDE) for forme in formes):
        return True
    return any(
        _est_texte(a, list(getattr(a, "__metadata__", ())))
        for a in get_args(annotation)
        if not isinstance(a, str)
    )

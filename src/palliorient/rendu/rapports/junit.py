"""JUnit XML, as continuous integration servers read it: the one writer of `valider` and `tester`.

What may not be shown could not enter XML 1.0 either, even escaped: every text is cleaned first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from palliorient.noyau.langue.caracteres import propre

ECHEC, ERREUR, NOTE = "failure", "error", "system-out"
"""What a case may say: it failed, it could not be tried, or a word that fails nothing."""


class Dit(NamedTuple):
    """What a case says: its kind, its title (none for a note), its type, its text."""

    genre: str
    texte: str
    message: str = ""
    type: str = ""


class Cas(NamedTuple):
    """One case; `duree` in seconds; without `dit` it passed."""

    nom: str
    classe: str
    fichier: str | None = None
    ligne: int | None = None
    duree: float | None = None
    dit: Dit | None = None


def document(nom: str, suites: Mapping[str, Sequence[Cas]], duree: float) -> str:
    """The whole document: one suite for each name, `duree` in seconds for all of them."""
    tous = [cas for suite in suites.values() for cas in suite]
    racine = Element("testsuites", _attributs(name=nom, **_comptes(tous), time=_secondes(duree)))
    for titre, suite in suites.items():
        durees = [cas.duree for cas in suite if cas.duree is not None]
        sous = SubElement(racine, "testsuite", _attributs(name=titre, **_comptes(suite)))
        if durees:
            sous.set("time", _secondes(sum(durees)))
        for cas in suite:
            _cas(sous, cas)
    indent(racine)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(racine, encoding="unicode")}\n'


def _cas(suite: Element, cas: Cas) -> None:
    element = SubElement(suite, "testcase", _attributs(name=cas.nom, classname=cas.classe))
    if cas.fichier is not None:
        element.set("file", _attribut(cas.fichier))
    if cas.ligne is not None:
        element.set("line", str(cas.ligne))
    if cas.duree is not None:
        element.set("time", _secondes(cas.duree))
    if cas.dit is not None:
        dit = SubElement(element, cas.dit.genre)
        dit.text = propre(cas.dit.texte)
        if cas.dit.genre != NOTE:
            dit.attrib |= _attributs(message=cas.dit.message, type=cas.dit.type)


def _comptes(cas: Iterable[Cas]) -> dict[str, str]:
    genres = [c.dit.genre if c.dit else "" for c in cas]
    comptes = {
        "tests": len(genres),
        "failures": genres.count(ECHEC),
        "errors": genres.count(ERREUR),
    }
    return {nom: str(nombre) for nom, nombre in comptes.items()}


def _attributs(**valeurs: str) -> dict[str, str]:
    return {nom: _attribut(valeur) for nom, valeur in valeurs.items()}


def _attribut(texte: str) -> str:
    """Line ends become spaces, as XML readers would make them."""
    return propre(" ".join(texte.splitlines()))


def _secondes(duree: float) -> str:
    return f"{duree:.3f}"

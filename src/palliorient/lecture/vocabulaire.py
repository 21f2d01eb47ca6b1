"""Reading a text for what it promises: hours, numbers, « à toute heure », « garanti »…

The words come from the data (`vocabulaire`). Case, accents, dashes and every kind of
space do not count: « 24h/24 », « 24 heures sur 24 » and « H24 » are found alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from palliorient.noyau.langue.mots import sans_accents

if TYPE_CHECKING:
    from palliorient.lecture.schemas.vocabulaire import Vocabulaire

_MOT = re.compile(r"\d+(?:ers?|eres?|res?|es?|i?emes?|nde?s?)(?![^\W\d_])|\d+|[^\W\d_]+|§")
_MOT_DE_FORME = re.compile(r"[\d?]*\d[\d?]*|[^\W\d_]+\*?|[#§]")

_CHIFFRE = re.compile(r"\d")


class _Plat(dict[int, str]):
    """Each character → its small letters, without accent; nothing for what is not seen."""

    def __missing__(self, code: int) -> str:
        lettres = unicodedata.normalize("NFKD", sans_accents(chr(code)))
        self[code] = "".join(c for c in lettres if not unicodedata.combining(c)).lower()
        return self[code]


_PLAT = _Plat()

REPERE = re.compile(r"\{([^{}]*)\}")
"""What stands for something else in a text: `{numero:samu}`, `{jour}`."""

_ADRESSE = re.compile(
    r"(?:https?://|www\.)[^\s)»,;{}]+|[\w.-]+\.(?:fr|org|com|net|eu|info|app|io|[a-z]{5})\b[^\s)»,;]*",
    re.IGNORECASE,
)


class Promesse(NamedTuple):
    """Something promised by a text; two are equal when they promise the same."""

    sorte: str
    nombre: str
    """The number in it, if its form has one (« 8 h »); else nothing."""


class Promesses(dict[Promesse, str]):
    """What a text promises → the words that say it."""


class Regard:
    """How one vocabulary looks at texts; built once for a folder."""

    def __init__(self, vocabulaire: Vocabulaire) -> None:
        self._sans_promesse = _motif(vocabulaire.sans_promesse)
        self._nombres = _motif(vocabulaire.nombres)
        self._sortes = [(p.id, _motif(p.formes)) for p in vocabulaire.promesses]
        formes = [mots_d_une_forme(f) for p in vocabulaire.promesses for f in p.formes]
        # A word before a figure; « # » alone tells nothing.
        cles = {max(f, key=lambda m: (m != "#", not m.isdigit(), len(m))) for f in formes if f}
        self._entiers = {cle for cle in cles if not cle.endswith("*")}
        self._debuts = tuple(cle[:-1] for cle in cles - self._entiers)
        self.noms = {p.id: p.nom for p in vocabulaire.promesses}

    def lire(self, texte: str) -> tuple[Promesses, list[str]]:
        """What a text promises, and the numbers in it that nothing explains."""
        trouvees = Promesses()
        if "{" in texte or "." in texte:
            texte = REPERE.sub(" ", _ADRESSE.sub(" ", texte))
        dits = mots(texte)
        reste = f" {' '.join(dits)} "
        if self._peut_promettre(dits):
            reste = self._sans_promesse.sub(_effacer, reste)
            sortes = self._sortes
        else:
            sortes = []
        for sorte, motif in sortes:
            for trouve in motif.finditer(reste):
                # A number that the form writes out (« 24 h 24 ») is part of its words.
                for nombre in [g for g in trouve.groups() if g] or [""]:
                    trouvees.setdefault(Promesse(sorte, nombre), trouve[0])
            reste = motif.sub(_effacer, reste)
        if _CHIFFRE.search(reste):
            reste = self._nombres.sub(_effacer, reste)
        return trouvees, [mot for mot in reste.split() if mot.isdigit()]

    def _peut_promettre(self, dits: tuple[str, ...]) -> bool:
        """Has it the longest word of a form? Most texts have none, and are read no further."""
        return not self._entiers.isdisjoint(dits) or any(m.startswith(self._debuts) for m in dits)

    def promesses(self, texte: str) -> Promesses:
        """What a text promises."""
        return self.lire(texte)[0]


def adresses(texte: str) -> list[str]:
    """The addresses of sites that a text writes out."""
    return _ADRESSE.findall(texte) if "." in texte else []


@lru_cache(maxsize=4096)
def mots(texte: str) -> tuple[str, ...]:
    """The words and numbers of a text: « 24h/24, 15e » → 24, h, 24, 15e."""
    return tuple(_MOT.findall(texte.translate(_PLAT)))


def mots_d_une_forme(forme: str) -> list[str]:
    """The words of a form of the vocabulary, signs `#`, `*`, `?` included."""
    return _MOT_DE_FORME.findall(sans_accents(forme))


def _motif(formes: Iterable[str]) -> re.Pattern[str]:
    """One expression for all the forms, the longest tried first; none: what never matches."""
    decoupees = sorted((mots_d_une_forme(f) for f in formes), key=len, reverse=True)
    ecrites = [" ".join(map(_mot, forme)) for forme in decoupees if forme]
    return re.compile(rf"(?<= )(?:{'|'.join(ecrites) or '(?!)'})(?= )")


def _mot(mot: str) -> str:
    if mot == "#":
        return r"(\d+)"
    if mot.endswith("*"):
        return rf"{re.escape(mot[:-1])}\S*"
    return re.escape(mot).replace(r"\?", r"\d")


def _effacer(trouve: re.Match[str]) -> str:
    """A word that is no word stands in its place: what was on each side does not join."""
    return "|"

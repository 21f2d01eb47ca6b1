"""Reading an arrondissement as people write it: « 5e », « V », « 69 005 », « Cedex 05 »."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from palliorient.noyau.langue.mots import sans_accents
from palliorient.noyau.langue.phrases import ordinal, ou, sans_de
from palliorient.noyau.modele.places import COMMUNE
from palliorient.noyau.table.table import Table

RANG = r"(?:\s?(?:ere|er|nde|nd|ieme|eme|me|e|°|o)(?![\w-]))?"
"""What follows a number that gives a rank."""

SEUL = r"(?<![\w.,+-])"
FINI = r"(?![\w.+-])"
"""A number with a sign, a dash or decimals is not a number of a place."""

MOTS = (
    r"arrondissements?|arrondt|arrdt|arrt|arrd|ardt|arr|codes?|postal|postale|cp|insee|commune"
    r"|le|la|de|du|dans|a|au"
)
"""Words that may stand around."""

ROMAINS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
JOINT = r"(?: ?, ?| [-–] |[-–])?"
"""What may join the name of the city to the rest: « lyon, 5e », « Lyon-5e »."""


class Endroit(NamedTuple):
    """What a text says of a place."""

    numeros: frozenset[int]
    """Arrondissements, by number or by a code that names one."""
    ici: bool
    """The city is said, or a code of it that names no arrondissement."""
    ailleurs: bool
    """A code of elsewhere."""
    reste: str
    """What is not about a place, or not understood."""


def romain(nombre: int) -> str:
    """A number in Roman numerals: 14 → « xiv »."""
    chiffres = ""
    for valeur, lettres in ROMAINS:
        chiffres += lettres * (nombre // valeur)
        nombre %= valeur
    return chiffres


def endroit(table: Table, texte: str, *, nom: bool = False) -> Endroit:
    """The places that a text names, and what is left of it.

    In a name (`nom`) a letter is a Roman numeral only where the city is said too.
    """
    lecteur = _Lecteur(table)
    plat = " ".join(sans_accents(unicodedata.normalize("NFKC", texte)).split())
    ville = re.escape(sans_accents(table.ville.nom if table.ville else table.departement))
    plat, dits = re.subn(rf"{JOINT}(?<![a-z]){ville}(?![a-z]){JOINT}", " ", f" {plat} ")
    romains = {romain(n): n for n in table.communes} if dits or not nom else {}
    plat = lecteur.lire(plat, romains)
    reste = re.sub(r"[\s,;:()/]+", " ", plat).strip()
    return Endroit(frozenset(lecteur.numeros), lecteur.ici or dits > 0, lecteur.ailleurs, reste)


class _Lecteur:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.numeros: set[int] = set()
        self.ici = self.ailleurs = False

    def lire(self, plat: str, romains: dict[str, int]) -> str:
        """The text without what was understood."""
        lectures: list[tuple[str, Callable[[re.Match[str]], bool]]] = [
            (r"(\d[\dab])\s?(\d{3})", lambda t: self.code(t[1] + t[2])),
            (r"cedex(?:\s*(\d{1,2}))?", lambda t: self.cedex(t[1])),
            (rf"(\d{{1,2}}){RANG}", lambda t: self.numero(int(t[1]))),
            (rf"(?:{MOTS})\.?", lambda _: True),
        ]
        if romains:
            lettres = "|".join(sorted(romains, key=len, reverse=True))
            lectures.append((rf"({lettres}){RANG}", lambda t: self.numero(romains[t[1]])))
        for motif, comprendre in lectures:
            morceaux, debut = [], 0
            for trouve in re.finditer(f"{SEUL}{motif}{FINI}", plat, re.ASCII):
                if comprendre(trouve):
                    morceaux.append(plat[debut : trouve.start()])
                    debut = trouve.end()
            plat = " ".join([*morceaux, plat[debut:]])
        return plat

    def code(self, code: str) -> bool:
        numero = self.table.codes.get(code.upper())
        if numero is not None:
            self.numeros.add(numero)
        elif code.upper().startswith(self.table.prefixes):
            self.ici = True
        else:
            self.ailleurs = True
        return True

    def cedex(self, numero: str | None) -> bool:
        self.ici = True
        return numero is None or self.numero(int(numero))

    def numero(self, numero: int) -> bool:
        if numero in self.table.communes:
            self.numeros.add(numero)
        elif str(numero) in self.table.prefixes:
            self.ici = True
        else:
            return False
        return True


def annuaire(table: Table) -> str:
    """Where to look for who is elsewhere, when the data say where; else nothing."""
    adresse = table.textes.get("annuaire")
    return f"voir l'annuaire régional : {adresse}" if adresse else ""


def court(table: Table, commune: str) -> str:
    """A place in a few letters: the number of an arrondissement where all have one, or a name."""
    lieu = table.lieux[commune]
    numero = lieu.arrondissement if table.place != COMMUNE else None
    return ordinal(numero) if numero else lieu.nom


def _attendu(table: Table) -> str:
    """What an arrondissement may look like: the numbers, and one of them two ways."""
    numeros = sorted(table.communes)
    exemple = numeros[len(numeros) * 6 // 10 - 1]
    codes = table.lieux[table.communes[exemple]].codes_postaux
    aussi = [f"« {dit} »" for dit in (ordinal(exemple), *codes[:1])]
    return f"Attendu : 1 à {numeros[-1]}, {ou(aussi)}."


def arrondissement(table: Table, texte: str) -> int | str:
    """The arrondissement that a text means; else the sentence that refuses it."""
    lu = endroit(table, texte)
    ville = table.ville.nom if table.ville else table.departement
    attendu = _attendu(table)
    suite = annuaire(table)
    if len(lu.numeros) > 1:
        dits = " et ".join(str(n) for n in sorted(lu.numeros))
        return f"« {texte} » dit plusieurs arrondissements : {dits}. En donner un seul."
    if lu.ailleurs and not lu.ici and not lu.numeros:
        return (
            f"« {texte} » est hors {table.de}. L'outil ne connaît que {sans_de(table.de)}"
            f"{f' ; {suite}' if suite else '.'}"
        )
    if lu.reste or lu.ailleurs or not (lu.numeros or lu.ici):
        return (
            f"« {texte} » n'est pas un arrondissement de {ville}. {attendu}"
            f"{f' Hors {table.de}, {suite}' if suite else ''}"
        )
    if not lu.numeros:
        return (
            f"« {texte} » ne dit pas où dans {ville} (ville entière, code CEDEX ou spécial) : quel"
            f" arrondissement ? {attendu}"
        )
    return next(iter(lu.numeros))

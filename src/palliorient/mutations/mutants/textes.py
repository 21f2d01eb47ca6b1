"""Changes of what sentences say: turned round, promising, with another hour or number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from palliorient.lecture import ACTEURS, REGLES
from palliorient.mutations.ecrits import Ecrit, Textes
from palliorient.mutations.mutants.mutant import Chemin, Mutant

CONTRAIRES: tuple[tuple[str, str], ...] = (
    (r"\b(?:ne|n')\s?([^ ,;:.]+) (?:pas|plus|jamais)\b", r"\1"),
    (r"\b[Nn]on (\w+)", r"\1"),
    (r"\b[Aa]ucune\b", "une"),
    (r"\b[Aa]ucun\b", "un"),
    (r"\b[Ss]ans\b", "avec"),
    (r"\bavec\b", "sans"),
    (r"\b[Pp]as de\b", "un"),
    (r"\bjamais\b", "toujours"),
    (r"\btoujours\b", "jamais"),
    (r"\bpeut\b", "ne peut pas"),
    (r"\bpeuvent\b", "ne peuvent pas"),
    (r"\best\b", "n'est pas"),
    (r"\bsont\b", "ne sont pas"),
    (r"\bà demander\b", "assurée"),
    (r"\bdès\b", "avant"),
    (r"\bavant\b", "après"),
    (r"\bd'abord\b", "en dernier"),
    (r"\ble 15\b", "jamais le 15"),
    (r"\b[Ss]i\b", "même si"),
    (r"\bou\b", "et non"),
)
"""What turns a sentence round; the first that applies."""

PROMESSES = (
    "garanti",
    "24 h/24",
    "admission immédiate garantie",
    "toujours possible",
    "répond à toute heure",
)

HEURE = re.compile(r"\b(\d{1,2}) h(?!\w)")
NUMERO = re.compile(r"(?<!\d)(?<!\d )0\d(?: \d{2}){4}\b|\b1[578]\b(?! (?:décembre|mars|juin))")
AUTRE_NUMERO = {"15": "17", "17": "15", "18": "15"}
MARQUE = re.compile(r"\{numero:[a-z0-9-]+\}")
DIFFERENT = "17"
"""Written instead of a declared number: none that the data declare."""

AGE_OU_RANG = re.compile(r"(?: ?ans| à \d+ ans|e\b|er\b)")


def contraire(texte: str) -> str:
    """The sentence turned round: a word of it, or the whole."""
    for motif, autre in CONTRAIRES:
        change, fois = re.subn(motif, autre, texte, count=1)
        if fois and change != texte:
            return change
    return f"pas {texte[:1].lower()}{texte[1:]}"


def autres_heures(texte: str) -> Iterator[str]:
    """The sentence with each of its hours, in turn, two hours later."""
    for trouve in HEURE.finditer(texte):
        autre = f"{(int(trouve[1]) + 2) % 24} h"
        yield texte[: trouve.start()] + autre + texte[trouve.end() :]


def autre_numero(texte: str) -> str | None:
    """The sentence with another number to call; None when it has none."""
    marque = MARQUE.search(texte)
    if marque is not None:
        return texte[: marque.start()] + DIFFERENT + texte[marque.end() :]
    for trouve in NUMERO.finditer(texte):
        if AGE_OU_RANG.match(texte, trouve.end()):
            continue
        return texte[: trouve.start()] + _autre(trouve[0]) + texte[trouve.end() :]
    return None


def _autre(numero: str) -> str:
    """Another number that can be called: a digit is not the same."""
    if numero in AUTRE_NUMERO:
        return AUTRE_NUMERO[numero]
    return f"{numero[:-1]}{(int(numero[-1]) + 1) % 10}"


class MutantsDesTextes:
    """One sentence changed at a time, in the order of the files, one operator after another."""

    def __init__(self, textes: Textes) -> None:
        self.textes = textes
        self.dits = list(textes.dits())

    def tous(self) -> Iterator[Mutant]:
        yield from self.reecrits("inverser-texte", contraire)
        for rang, ecrit in enumerate(self.dits):
            promesse = PROMESSES[rang % len(PROMESSES)]
            if ecrit.cle not in ("aide", "pourquoi"):
                yield self.reecrit("promettre", ecrit, f"{ecrit.texte} ; {promesse}")
        yield from self.promesses_des_services()
        for ecrit in self.dits:
            for autre in autres_heures(ecrit.texte):
                yield self.reecrit("changer-heure", ecrit, autre)
        yield from self.reecrits("changer-numero", autre_numero)

    def reecrits(self, operateur: str, change: Callable[[str], str | None]) -> Iterator[Mutant]:
        for ecrit in self.dits:
            autre = change(ecrit.texte)
            if autre is not None:
                yield self.reecrit(operateur, ecrit, autre)

    def reecrit(self, operateur: str, ecrit: Ecrit, autre: str) -> Mutant:
        quoi = f"{ecrit.quoi}, {ecrit.cle} : « {ecrit.texte} » devient « {autre} »"
        cibles = (ecrit.quoi, *cibles_de(ecrit))
        return self.textes.mutant(operateur, quoi, cibles, (ecrit.chemin, autre))

    def promesses_des_services(self) -> Iterator[Mutant]:
        """A promise where the map writes nothing."""
        for chemin, service in self.services():
            if "modalite" not in service:
                dit = "joignable 24 h/24, admission immédiate garantie"
                nom = str(service["id"])
                yield self.textes.mutant(
                    "promettre",
                    f"{nom} : avec la modalité « {dit} »",
                    (nom, f"carte: {nom}"),
                    ((*chemin, "modalite"), dit),
                )

    def services(self) -> Iterator[tuple[Chemin, dict[str, Any]]]:
        """The services of the map, then the contacts without a name."""
        for rang, structure in enumerate(self.textes.donnees[ACTEURS]["structures"]):
            for place, service in enumerate(structure.get("services", [])):
                yield (ACTEURS, "structures", rang, "services", place), service
        for rang, contact in enumerate(self.textes.donnees[REGLES]["contacts_generiques"]):
            yield (REGLES, "contacts_generiques", rang), contact


def cibles_de(ecrit: Ecrit) -> tuple[str, ...]:
    """Scenarios that read this very text, whatever it belongs to."""
    section = str(ecrit.chemin[1])
    if section == "textes":
        return (f"phrases: {ecrit.cle}",)
    if section in ("et_si", "au_telephone"):
        return (f"{'court' if section == 'au_telephone' else section}: *",)
    if section == "fiche":
        return ("fiche: *",)
    if section == "criteres":
        return ("questions: *",)
    return (f"carte: {ecrit.quoi}",)

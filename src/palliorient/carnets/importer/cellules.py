"""Cells as people fill them in → values of a directory; None for what does not mean one thing.

Nothing that is not understood comes out: not a word of a cell is ever copied as it is.
"""

from __future__ import annotations

import re
from datetime import date

from palliorient.carnets.conventions import declarees
from palliorient.noyau.langue.mots import code

AVANT = re.compile(r"^(?:par )?(?:le |au )?", re.IGNORECASE)
"""« le 15 », « par le 15 »."""
INDICATIF = re.compile(r"(?:\+|00)33(?:0(?=\d{9}$))?")
COURT = re.compile(r"1\d{1,2}|3\d{3}|116\d{3}")
FRANCAISE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?", re.ASCII)
EN_LETTRES = re.compile(r"(\d{1,2})(?:-?er)?[ -]([a-z]+)[ -](\d{4})", re.ASCII)
MOIS = {
    code(mot): rang
    for rang, mot in enumerate(
        (
            *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
            *("août", "septembre", "octobre", "novembre", "décembre"),
        ),
        start=1,
    )
}
SIECLE = 2000
HEURE = r"(\d{1,2})\s*(?:[hH:](?:eures?)?\s*(\d\d)?)"
PLAGE = re.compile(rf"(?:de\s+)?{HEURE}\s*(?:-|–|—|à|a|/)\s*{HEURE}", re.ASCII | re.IGNORECASE)
ENTRE_PLAGES = re.compile(r"\s*(?:;|,|/|\bet\b|\+)\s*")


def telephone(cellule: str) -> str | None:
    """« 0144… », « 01.44… », « +33 1 44… » → « 01 44 … »; a short number as it is."""
    chiffres = re.sub(r"[\s.\-/()]", "", AVANT.sub("", cellule, count=1))
    if not re.fullmatch(r"\+?[0-9]+", chiffres, re.ASCII):
        return None
    trouve = INDICATIF.match(chiffres)
    if trouve:
        chiffres = f"0{chiffres[trouve.end() :]}"
    if re.fullmatch(r"[1-9]\d{8}", chiffres) and not COURT.fullmatch(chiffres):
        chiffres = f"0{chiffres}"  # a spreadsheet took it for a number, and dropped its zero
    if COURT.fullmatch(chiffres):
        return f"116 {chiffres[3:]}" if chiffres.startswith("116") else _court(chiffres)
    if re.fullmatch(r"0[1-9]\d{8}", chiffres) is None:
        return None
    if chiffres.startswith("08"):
        return f"0 {chiffres[1:4]} {chiffres[4:6]} {chiffres[6:8]} {chiffres[8:]}"
    return " ".join(chiffres[i : i + 2] for i in range(0, 10, 2))


def _court(chiffres: str) -> str:
    return f"{chiffres[:2]} {chiffres[2:]}" if len(chiffres) == 4 else chiffres


def jour(cellule: str) -> str | None:
    """« 12/05/2026 », « 12.5.26 », « 12 mai 2026 », « 2026-05-12 » → « 2026-05-12 »."""
    lu = code(cellule).replace("-00:00:00", "").replace("-00:00", "")
    iso = ISO.fullmatch(cellule)
    francaise = FRANCAISE.fullmatch(cellule)
    lettres = EN_LETTRES.fullmatch(lu)
    if iso:
        an, mois, quantieme = map(int, iso.groups())
    elif francaise:
        quantieme, mois, an = map(int, francaise.groups())
        an += SIECLE if an < 100 else 0
    elif lettres and lettres[2] in MOIS:
        quantieme, mois, an = int(lettres[1]), MOIS[lettres[2]], int(lettres[3])
    else:
        return None
    try:
        return date(an, mois, quantieme).isoformat()
    except ValueError:
        return None


def oui_ou_non(cellule: str) -> bool | None:
    """« oui », « x », « fermé »… as the conventions list them."""
    lu = code(cellule)
    if lu in map(code, declarees().oui):
        return True
    return False if lu in map(code, declarees().non) else None


def plages(cellule: str) -> list[str] | None:
    """« 9h-12h / 14h-17h30 » → ["09:00-12:00", "14:00-17:30"]."""
    dites = []
    reste = cellule.strip()
    while reste:
        trouve = PLAGE.match(reste)
        if trouve is None:
            return None
        heures = [(int(trouve[i]), int(trouve[i + 1] or 0)) for i in (1, 3)]
        if any(h > 24 or m > 59 or (h == 24 and m) for h, m in heures):
            return None
        dites.append("-".join(f"{h % 24:02}:{m:02}" for h, m in heures))
        reste = reste[trouve.end() :]
        if reste:
            separe = ENTRE_PLAGES.match(reste)
            if separe is None or not reste[separe.end() :]:
                return None
            reste = reste[separe.end() :]
    return dites or None


def toujours(cellule: str) -> bool:
    """« 24h/24 7j/7 »: at every moment of every day."""
    return code(cellule) in map(code, declarees().toujours)


def fonction(cellule: str) -> str | None:
    """A declared function, by its code, its name or another word for it."""
    for nom, dite in declarees().fonctions.items():
        if code(cellule) in map(code, (nom, dite.nom, *dite.aussi)):
            return nom
    return None


def appelants(cellule: str) -> list[str] | None:
    """« médecins, proches » → kinds of callers."""
    trouves = []
    for mot in re.split(r"[,;/+]|\bet\b|\bou\b", cellule):
        dit = next(
            (
                nom
                for nom, a in declarees().appelants.items()
                if _sans_article(mot) in map(code, (nom, _sans_article(a.nom), *a.aussi))
            ),
            None,
        )
        if dit is None:
            return None
        trouves.append(dit)
    return list(dict.fromkeys(trouves)) or None


def _sans_article(mot: str) -> str:
    lu = code(mot)
    for article in ("aux-", "au-", "a-la-", "a-l-", "les-", "la-", "le-"):
        lu = lu.removeprefix(article)
    return lu

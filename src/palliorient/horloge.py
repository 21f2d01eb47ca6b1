"""The clock, at the rim: the hour where the data are, read once and passed in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from palliorient.noyau.langue.mots import visible
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MAINTENANT = "maintenant"

ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", re.ASCII)
"""The form in which files keep a date and an hour, without offset."""

FRANCAISE = re.compile(
    r"(?:(?P<jour>\d\d?)(?P<s>[/.-])(?P<mois>\d\d?)(?P=s)(?P<an>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?:,? (?:à )?(?P<h>\d\d?)"
    r"(?:(?: ?h| heures?)(?: ?(?P<min>\d\d))?|:(?P<mm>\d\d)(?::(?P<ss>\d\d))?))?",
    re.ASCII | re.IGNORECASE,
)
"""A date as French people and their spreadsheets write it, day first, and its hour."""


def maintenant(fuseau: str) -> datetime:
    """The local time in a zone (the one that the folder states), without the zone."""
    return datetime.now(_fuseau(fuseau)).replace(tzinfo=None)


def ce_jour() -> date:
    """A day that it is somewhere: enough to load the data that say which day it is there."""
    return datetime.now(UTC).date()


def _fuseau(nom: str) -> ZoneInfo:
    """A time zone, from the system, else from the `tzdata` that comes with us."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(nom)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ErreurPalliorient(
            f"fuseau horaire {nom} introuvable : installer le paquet tzdata"
            " (python -m pip install tzdata)."
        ) from None


def lire_iso(texte: str) -> datetime | None:
    """The same as `lire_quand`, at once, for what is written as files write it; else None."""
    try:
        return datetime.fromisoformat(texte) if ISO.fullmatch(texte) else None
    except ValueError:
        return None


def lire_quand(texte: str, fuseau: str) -> datetime | str:
    """A date and an hour, or « maintenant » → local time in a zone; else a refusal.

    ISO 8601, or French: « 24/11/2026 22:00 », « 24/11/2026 22h30 ». Without offset the hour
    is that of the zone; with one it is converted. The refusal quotes the whole text: it is cut
    where answers are read.
    """
    dit = " ".join(visible(texte).split())
    if dit.lower() == MAINTENANT:
        return maintenant(fuseau)
    exemple = "Attendu : par exemple « 2026-11-22T03:00 », « 22/11/2026 03:00 » ou « maintenant »."
    iso = _en_iso(dit)
    try:
        lu = datetime.fromisoformat(iso)
    except ValueError:
        return f"quand : « {texte} » n'est pas une date et une heure. {exemple}"
    if not any(separateur in iso for separateur in "Tt "):
        return f"quand : « {texte} » n'a pas d'heure. {exemple}"
    if lu.tzinfo is not None:
        try:
            lu = lu.astimezone(_fuseau(fuseau)).replace(tzinfo=None)
        except OverflowError:
            return f"quand : « {texte} » sort du calendrier. {exemple}"
    return lu


def _en_iso(texte: str) -> str:
    """A French date in ISO form; any other text as it is."""
    trouve = FRANCAISE.fullmatch(texte)
    if trouve is None:
        return texte
    d = {nom: valeur or "" for nom, valeur in trouve.groupdict().items()}
    jour = d["iso"] or f"{d['an']}-{d['mois']:0>2}-{d['jour']:0>2}"
    return f"{jour}T{d['h']:0>2}:{d['min'] or d['mm']:0>2}:{d['ss']:0>2}" if d["h"] else jour


def lire_date(texte: str) -> date | str:
    """A day AAAA-MM-JJ; else a refusal."""
    try:
        if len(texte.strip()) != len("AAAA-MM-JJ"):
            raise ValueError
        return date.fromisoformat(texte.strip())
    except ValueError:
        return f"date : {citer(texte)} n'est pas un jour AAAA-MM-JJ."

"""The clock, at the rim: the hour in Paris, read once and passed in."""

from __future__ import annotations

from datetime import date, datetime

PARIS = "Europe/Paris"
MAINTENANT = "maintenant"


def maintenant() -> datetime:
    """The local time in Paris, without zone."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(PARIS)).replace(tzinfo=None)


def lire_quand(texte: str) -> datetime | str:
    """ISO 8601 date and hour, or « maintenant » → local time in Paris; else a refusal.

    Without offset the hour is that of Paris; with one it is converted.
    """
    if texte.strip().lower() == MAINTENANT:
        return maintenant()
    exemple = "Attendu : par exemple « 2026-11-22T03:00 » ou « maintenant »."
    try:
        lu = datetime.fromisoformat(texte.strip())
    except ValueError:
        return f"quand : « {texte} » n'est pas une date et une heure. {exemple}"
    if not any(separateur in texte.strip() for separateur in "Tt "):
        return f"quand : « {texte} » n'a pas d'heure. {exemple}"
    if lu.tzinfo is not None:
        from zoneinfo import ZoneInfo

        try:
            lu = lu.astimezone(ZoneInfo(PARIS)).replace(tzinfo=None)
        except OverflowError:
            return f"quand : « {texte} » sort du calendrier. {exemple}"
    return lu


def lire_date(texte: str) -> date | str:
    """A day AAAA-MM-JJ; else a refusal."""
    try:
        if len(texte.strip()) != len("AAAA-MM-JJ"):
            raise ValueError
        return date.fromisoformat(texte.strip())
    except ValueError:
        return f"date : « {texte} » n'est pas un jour AAAA-MM-JJ."

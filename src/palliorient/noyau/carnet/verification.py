"""How old a verification is: what is old, undated or dated to come is not relied on."""

from __future__ import annotations

from datetime import date, timedelta

RECENTE, ANCIENNE, SANS_DATE, A_VENIR = "recente", "ancienne", "sans-date", "a-venir"
"""The states of a verification; only the first lets a line be counted on."""


def etat(verifie_le: str | None, jour: date, mois: int) -> str:
    """The state on a day of what was verified on another: recent for so many months."""
    if verifie_le is None:
        return SANS_DATE
    fait = date.fromisoformat(verifie_le)
    if fait > jour:
        return A_VENIR
    return RECENTE if jour < plus_tard(fait, mois) else ANCIENNE


def plus_tard(jour: date, mois: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    rang = jour.year * 12 + jour.month - 1 + mois
    if rang // 12 >= date.max.year:
        return date.max
    premier = date(rang // 12, rang % 12 + 1, 1)
    suivant = date((rang + 1) // 12, (rang + 1) % 12 + 1, 1)
    return min(premier + timedelta(days=jour.day - 1), suivant - timedelta(days=1))

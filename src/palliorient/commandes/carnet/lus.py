"""What the commands that answer share: reading the directories of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from palliorient.carnets.trouver import Trouves, trouver
from palliorient.commandes.aide import DONNEES
from palliorient.commandes.francais import dire
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.table import Table

if TYPE_CHECKING:
    from palliorient.noyau.carnet.carnet import Carnets

Carnet = Annotated[
    list[str] | None,
    typer.Option(
        "--carnet",
        metavar="FICHIER…",
        help="Un carnet de lignes directes de votre équipe ; le dernier donné l'emporte.",
        show_default=False,
        rich_help_panel=DONNEES,
    ),
]


def carnets_demandes(
    table: Table, demandes: Sequence[str], *, dire_les_conflits: bool
) -> Carnets | None:
    """The directories of an answer, merged; None when there is none.

    What is not read in one of them is said, one line each, on standard error; so is what they
    contradict each other on, unless the answer itself says it.
    """
    trouves = trouver(demandes)
    if trouves.refus:
        dire(trouves.refus)
    carnets = lire(table, trouves) if trouves.fichiers else None
    if carnets and carnets.conflits and dire_les_conflits:
        dire(phrase_des_conflits(carnets))
    return carnets


def phrase_des_conflits(carnets: Carnets) -> str:
    """Of which services directories do not say the same, by identifier."""
    sujets = ", ".join(conflit.sujet for conflit in carnets.conflits)
    return f"vos carnets se contredisent, le dernier donné est retenu : {sujets}."


def lire(table: Table, trouves: Trouves) -> Carnets | None:
    """These files, merged; the user's own, made for another map, is left aside and told."""
    from palliorient.carnets.codes import Code
    from palliorient.carnets.lecture import CarnetInvalide, lire_carnets

    try:
        carnets, diagnostics = lire_carnets(table, trouves.fichiers)
    except CarnetInvalide as erreur:
        d_ailleurs = all(d.code == Code.AUTRE_CARTE for d in erreur.diagnostics)
        if not (trouves.d_office and d_ailleurs):
            raise
        diagnostic = erreur.diagnostics[0]
        dire(f"{diagnostic.position}: {diagnostic.message} : il n'est pas lu.")
        return None
    for diagnostic in diagnostics:
        dire(f"{diagnostic.position}: [{diagnostic.code}] {diagnostic.message}")
    return carnets


def avec_les_carnets(
    table: Table,
    orientation: Orientation,
    carnets: Carnets | None,
    jour: date,
    appelant: Appelant | None = None,
) -> Orientation:
    """The answer with what the directories add to it, for this caller (None: not said)."""
    if carnets is None:
        return orientation
    from palliorient.noyau.carnet.application import appliquer

    return appliquer(table, orientation, carnets, jour, appelant=appelant.id if appelant else None)

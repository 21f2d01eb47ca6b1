"""Which questions can still change the answer: the others are not asked.

A criterion that nobody has answered stands at its default. Rows are boxes, so whether
some other value would change which of them hold is read on the masks, exactly. Rows
may come and go without the answer moving (one more reason for a contact that is
already there): where a criterion has one value at a time, the answers themselves are
then compared.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.situation.criteres import depuis
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table, dans_une_boite


def encore_utiles(
    table: Table, situation: Situation, dits: Collection[str], jour: date
) -> list[str]:
    """Criteria not yet said (`dits`) of which some value would change the answer.

    In the order of the rules file. `situation` has the six wanted criteria, and the
    defaults for what is not said.
    """
    valeurs = valeurs_des_axes(table, situation, jour)
    ignores = [c for c in facultatifs(table) if c not in dits and _admis(table, situation, c)]
    candidats = [c for c in ignores if _lignes_changent(table, valeurs, _axes(table, c))]
    actuelle = _reponse(orienter(table, situation, jour)) if candidats else ()
    return [
        critere
        for critere in candidats
        if critere in table.listes or _reponse_change(table, situation, jour, critere, actuelle)
    ]


def facultatifs(table: Table) -> list[str]:
    """Criteria with a question, a default and values of their own: those that may wait."""
    return [
        critere.id
        for critere in table.criteres.values()
        if critere.question and critere.valeurs and not critere.toujours
    ]


def demandes_d_office(
    table: Table, situation: Situation, dits: Collection[str], jour: date
) -> list[str]:
    """Criteria not yet said that the rules want asked outright in this situation.

    Whether or not they change the answer: by night, who follows and whether the situation
    is unstable are asked of everybody.
    """
    valeurs = valeurs_des_axes(table, situation, jour)
    return [
        critere
        for critere in facultatifs(table)
        if critere not in dits
        and _admis(table, situation, critere)
        and dans_une_boite(table.criteres[critere].demande_si, valeurs)
    ]


def _admis(table: Table, situation: Situation, critere: str) -> bool:
    """May the criterion be said at all? A residence, only in a hospital (see the door)."""
    return critere != "residence" or table.hospitalier(situation.lieu)


def _axes(table: Table, critere: str) -> list[str]:
    """The axes of a criterion: one, or one for each value of a list."""
    if critere in table.listes:
        return [f"{critere}:{code}" for code in table.listes[critere]]
    return [critere]


def _lignes_changent(table: Table, valeurs: dict[str, str], axes: list[str]) -> bool:
    """Does some row hold for one choice of values on these axes and not for another?"""
    bits = table.toutes
    for axe, valeur in valeurs.items():
        if axe not in axes:
            bits &= table.masques[axe][valeur]
    variables = 0
    for axe in axes:
        possibles, certaines = 0, table.toutes
        for masque in table.masques[axe].values():
            possibles |= masque
            certaines &= masque
        bits &= possibles
        variables |= possibles & ~certaines
    return bool(bits & variables)


def _reponse_change(
    table: Table, situation: Situation, jour: date, critere: str, actuelle: tuple[Any, ...]
) -> bool:
    defaut = table.criteres[critere].defaut
    return any(
        _reponse(orienter(table, _avec(table, situation, critere, code), jour)) != actuelle
        for code in table.masques[critere]
        if code != defaut
    )


def _avec(table: Table, situation: Situation, critere: str, code: str) -> Situation:
    """The situation with another value of a single-valued criterion."""
    return situation.avec(**{critere: depuis(table, critere, code)})


def _reponse(orientation: Orientation) -> tuple[Any, ...]:
    """What a reader acts upon: everything but the reasons and the why-not."""
    contacts = [contact._replace(motifs=[]) for contact in orientation.contacts]
    return (
        contacts,
        orientation.a_venir,
        orientation.alertes,
        orientation.gradation,
        orientation.rappels,
    )

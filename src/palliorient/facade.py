"""The library's way in: the same answer as the command, checked the same way."""

from __future__ import annotations

from datetime import date

from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.decision import moteur
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import Refus, SituationRefusee
from palliorient.noyau.situation.communes import ecrire
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.table import Table


def orienter(table: Table, situation: Situation, jour: date | None = None) -> Orientation:
    """Whom to contact in this situation, on this day (today, where the data are, by default).

    Raises `SituationRefusee`, with the command's own sentences, when a value is unknown,
    missing, or contradicts another.
    """
    defauts = {c: v for c, v in table.defauts.items() if v is not None}
    dits = {c: _dit(table, v) for c, v in situation.dits.items() if v is not None}
    lecture = lire_situation(table, {**defauts, **dits}, lire_quand)
    refus = [
        Refus(c, f"{c} : ce critère n'est pas déclaré.")
        for c, dit in situation.dits.items()
        if c not in table.champs and dit is not None
    ]
    refus += lecture.refus + [Refus(c, f"{c} : valeur absente.") for c in lecture.manquants]
    if lecture.situation is None or refus:
        raise SituationRefusee(refus)
    return moteur.orienter(table, lecture.situation, jour or maintenant(table.fuseau).date())


def _dit(table: Table, valeur: Valeur) -> Valeur:
    """A commune is given by its INSEE code, which may be a postal code too: said so."""
    return ecrire(table, valeur) if isinstance(valeur, str) and valeur in table.lieux else valeur

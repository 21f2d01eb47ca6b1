"""Reading many rows through the one door, `lire_situation`, without paying it each time.

Criteria that are checked against each other are read together, the others alone: each
group of answers passes through the door once and is then remembered. As soon as anything
is refused or missing the whole row goes through the door, so that the sentences, and
their order, are those of the command line; but a refused value is never repeated, for in a
file whose columns are shifted it may be a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from palliorient.horloge import MAINTENANT, lire_quand
from palliorient.lots.souvenirs import Memoire, Souvenirs
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.calendrier import moment
from palliorient.noyau.situation.lecture import (
    SituationLue,
    en_texte,
    lire_situation,
    situation_lue,
)
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.table import A_LA_PLACE, Table

MOMENT, QUAND = "moment", A_LA_PLACE["moment"]

OCTETS = 4 << 20
"""Bytes of the readings kept; `quand` alone could fill the memory."""

LUE = 1_000
"""Bytes of one reading."""

COURT = 200
"""Longer texts are no answers: they are not kept."""

Textes = str | tuple[str, ...]
Groupe = tuple[Callable[[Mapping[str, str]], Textes], "Memoire[Textes, SituationLue]"]
"""What takes the texts of criteria that are read together, and the readings of these."""


class Rangee(NamedTuple):
    """One row as understood."""

    situation: Situation
    jour: date


class Lecteur:
    """Rows as texts by criterion → situations."""

    def __init__(self, table: Table, aujourd_hui: datetime, jour: date | None) -> None:
        self.table = table
        self.aujourd_hui = aujourd_hui
        self.jour = jour
        """The day asked for all rows (`--date`); without it, that of `quand` or today."""
        self.toujours = set(table.voulus)
        self.groupes = _groupes(table)
        self._souvenirs = Souvenirs(OCTETS)
        self._instants = Memoire(Souvenirs(OCTETS // 4), self._instant, COURT)
        self._lues: dict[tuple[str, ...], Memoire[Textes, SituationLue]] = {}
        self._groupes = Memoire(self._souvenirs, self._grouper, LUE)

    def lire(self, champs: Mapping[str, str]) -> Rangee | str:
        """The situation of a row, or its refusal in one line."""
        lus: dict[str, Valeur] = {}
        entiers, jour = champs, None
        if max(map(len, champs.values()), default=0) > COURT:
            return self._en_entier(entiers)
        if champs.get(QUAND) and not champs.get(MOMENT):
            instant = self.instant(champs[QUAND])
            if instant is not None:
                moment_lu, jour = instant
                champs = {**champs, QUAND: "", MOMENT: moment_lu}
        for prendre, lues in self._groupes[tuple(champs)]:
            lecture = lues[prendre(champs)]
            if lecture.refus:
                return self._en_entier(entiers)
            lus |= lecture.lus
            jour = jour or lecture.jour
        if not lus.keys() >= self.toujours:
            return self._en_entier(entiers)
        return Rangee(situation_lue(self.table, lus), self._jour(jour))

    def instant(self, quand: str) -> tuple[str, date] | None:
        """The moment of a date and hour, and the day of the data; None: it is refused."""
        return self._instants[quand] if len(quand) <= COURT else None

    def _instant(self, quand: str) -> tuple[str, date] | None:
        local = self._horloge(en_texte(quand), self.table.fuseau)
        if isinstance(local, str):
            return None
        return moment(self.table, local), self._jour(local.date())

    def _grouper(self, noms: tuple[str, ...]) -> list[Groupe]:
        """The answers that are given, by group; rows of a file name the same ones."""
        dits = [tuple([nom for nom in groupe if nom in noms]) for groupe in self.groupes]
        return [(itemgetter(*dit), self._lectures(dit)) for dit in dits if dit]

    def _lectures(self, groupe: tuple[str, ...]) -> Memoire[Textes, SituationLue]:
        def lire(textes: Textes) -> SituationLue:
            partie = zip(groupe, (textes,) if isinstance(textes, str) else textes, strict=True)
            return lire_situation(self.table, dict(partie), self._horloge, discret=True)

        return self._lues.setdefault(groupe, Memoire(self._souvenirs, lire, LUE))

    def _en_entier(self, champs: Mapping[str, str]) -> Rangee | str:
        lecture = lire_situation(self.table, champs, self._horloge, discret=True)
        if lecture.situation is not None:
            return Rangee(lecture.situation, self._jour(lecture.jour))
        phrases = [refus.message for refus in lecture.refus]
        if lecture.manquants:
            noms = ", ".join(self.table.criteres[critere].nom for critere in lecture.manquants)
            options = ", ".join(f"--{critere}" for critere in lecture.manquants)
            phrases.append(f"il manque : {noms} ({options}).")
        return " ".join(phrases)

    def _jour(self, jour_de_quand: date | None) -> date:
        return self.jour or jour_de_quand or self.aujourd_hui.date()

    def _horloge(self, texte: str, fuseau: str) -> datetime | str:
        """« maintenant » is the same instant for the whole run."""
        if texte.strip().lower() == MAINTENANT:
            return self.aujourd_hui
        return lire_quand(texte, fuseau)


def _groupes(table: Table) -> list[tuple[str, ...]]:
    """What `lire_situation` reads together, then what has few values, then the rest alone.

    A test compares with whole readings.
    """
    impliques = (c for lieu in table.criteres["lieu"].valeurs for c in lieu.implique)
    ensemble = ("lieu", *PLACES, "etablissement", "residence", *dict.fromkeys(impliques))
    ensemble = tuple(champ for champ in ensemble if champ in table.champs)
    autres = [champ for champ in table.champs if champ not in ensemble]
    seuls = [c for c in autres if c in table.listes or c in table.classes_de]
    return [ensemble, tuple(c for c in autres if c not in seuls), *((c,) for c in seuls)]

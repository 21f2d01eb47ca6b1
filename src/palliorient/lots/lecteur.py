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

from palliorient.horloge import MAINTENANT, lire_iso, lire_quand
from palliorient.lots.souvenirs import Memoire, Souvenirs
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.calendrier import (
    FERIE,
    MINUTES_DU_JOUR,
    ferie,
    moment,
    moment_de,
)
from palliorient.noyau.situation.lecture import en_texte, lire_situation
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


class Partie:
    """What the criteria of one group answer, their declared default when they are not said.

    One object for the same texts: it is known by what it is, not by what it holds.
    """

    __slots__ = ("dits", "ecrits")

    def __init__(self, dits: dict[str, Valeur]) -> None:
        self.dits = dits
        self.ecrits = repr(dits).encode()
        """The same as one text."""


Prise = tuple[Callable[[Mapping[str, str]], Textes], "Memoire[Textes, Partie | None]"]
"""What takes the texts of criteria that are read together, and the readings of these."""


class Rangee(NamedTuple):
    """One row as understood: whole, and in the parts that were read together."""

    situation: Situation
    jour: date
    parties: tuple[Partie, ...]

    @property
    def ou(self) -> Partie:
        """The part that says where: the place and what it implies."""
        return self.parties[0]

    @property
    def dits(self) -> bytes:
        """All the answers as one text: the same one for the same answers."""
        return b"".join([partie.ecrits for partie in self.parties])


class Lecteur:
    """Rows as texts by criterion → situations."""

    def __init__(self, table: Table, aujourd_hui: datetime, jour: date | None) -> None:
        self.table = table
        self.aujourd_hui = aujourd_hui
        self.jour = jour
        """The day asked for all rows (`--date`); without it, that of `quand` or today."""
        self._groupes = _groupes(table)
        self._souvenirs = Souvenirs(OCTETS)
        self._instants = Memoire(Souvenirs(OCTETS // 4), self._instant, COURT)
        self._moments = Memoire(Souvenirs(OCTETS // 4), self._du_jour, COURT)
        """Day → the moment of each of its minutes."""
        self._dernier: tuple[str, tuple[str, date] | None] = ("", None)
        self._des_genres: dict[int, list[str]] = {}
        self._lues: dict[tuple[str, ...], Memoire[Textes, Partie | None]] = {}
        self._prises = Memoire(self._souvenirs, self._prendre, LUE)

    def lire(self, champs: Mapping[str, str]) -> Rangee | str:
        """The situation of a row, or its refusal in one line."""
        entiers, jour = champs, None
        if len("".join(champs.values())) > COURT and max(map(len, champs.values())) > COURT:
            return self._en_entier(entiers)
        if champs.get(QUAND) and not champs.get(MOMENT):
            instant = self.instant(champs[QUAND])
            if instant is None:
                return self._en_entier(entiers)
            moment_lu, jour = instant
            champs = {**champs, QUAND: "", MOMENT: moment_lu}
        dits = self.table.defauts.copy()  # in their order
        parties = []
        for partie in [lues[prendre(champs)] for prendre, lues in self._prises[tuple(champs)]]:
            if partie is None:
                return self._en_entier(entiers)
            parties.append(partie)
            dits |= partie.dits
        return Rangee(Situation.de(dits), jour or self._jour(None), tuple(parties))

    def instant(self, quand: str) -> tuple[str, date] | None:
        """The moment of a date and hour, and the day of the data; None: it is refused."""
        if quand is not self._dernier[0]:  # a row is cut, then read
            self._dernier = quand, self._lire_instant(quand)
        return self._dernier[1]

    def _lire_instant(self, quand: str) -> tuple[str, date] | None:
        local = lire_iso(quand)  # quicker than to look it up, and to keep what never comes back
        if local is not None:
            jour = local.date()
            return self._moments[jour][local.hour * 60 + local.minute], self._jour(jour)
        return self._instants[quand] if len(quand) <= COURT else None

    def _du_jour(self, jour: date) -> list[str]:
        genre = FERIE if ferie(self.table, jour) else jour.weekday()
        if genre not in self._des_genres:
            minutes = range(MINUTES_DU_JOUR)
            self._des_genres[genre] = [moment_de(self.table, genre, m) for m in minutes]
        return self._des_genres[genre]

    def _instant(self, quand: str) -> tuple[str, date] | None:
        local = self._horloge(en_texte(quand), self.table.fuseau)
        if isinstance(local, str):
            return None
        return moment(self.table, local), self._jour(local.date())

    def _prendre(self, noms: tuple[str, ...]) -> list[Prise]:
        """How to take each group of answers; rows of a file name the same ones."""
        dites = [tuple([nom for nom in groupe if nom in noms]) for groupe in self._groupes]
        return [
            (itemgetter(*dite) if dite else _rien, self._lectures(groupe, dite))
            for groupe, dite in zip(self._groupes, dites, strict=True)
        ]

    def _lectures(
        self, groupe: tuple[str, ...], dites: tuple[str, ...]
    ) -> Memoire[Textes, Partie | None]:
        def lire(textes: Textes) -> Partie | None:
            partie = zip(dites, (textes,) if isinstance(textes, str) else textes, strict=True)
            lecture = lire_situation(self.table, dict(partie), self._horloge, discret=True)
            voulus = [critere for critere in self.table.voulus if critere in groupe]
            if lecture.refus or not lecture.lus.keys() >= set(voulus):
                return None
            return self._partie(groupe, {**self.table.defauts, **lecture.lus})

        return self._lues.setdefault((*groupe, *dites), Memoire(self._souvenirs, lire, LUE))

    def _partie(self, groupe: tuple[str, ...], dits: Mapping[str, Valeur]) -> Partie:
        return Partie(
            {critere: dits[critere] for critere in self.table.defauts if critere in groupe}
        )

    def _en_entier(self, champs: Mapping[str, str]) -> Rangee | str:
        lecture = lire_situation(self.table, champs, self._horloge, discret=True)
        if lecture.situation is not None:
            dits = lecture.situation.dits
            parties = [self._partie(groupe, dits) for groupe in self._groupes]
            return Rangee(lecture.situation, self._jour(lecture.jour), tuple(parties))
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


def _rien(champs: Mapping[str, str]) -> Textes:
    """The texts of a group that no column names."""
    return ()


def _groupes(table: Table) -> list[tuple[str, ...]]:
    """What `lire_situation` reads together, then what has few values, then the rest alone.

    Together: the place and what it implies; a moment and the hour given in its place; lists
    whose answers contradict each other. A test compares with whole readings.
    """
    impliques = (c for lieu in table.criteres["lieu"].valeurs for c in lieu.implique)
    ensemble = ("lieu", *PLACES, "etablissement", "residence", *dict.fromkeys(impliques))
    ensemble = tuple(champ for champ in ensemble if champ in table.champs)
    autres = [champ for champ in table.champs if champ not in ensemble]
    seuls = [c for c in autres if c in table.listes or c in table.classes_de]
    return [ensemble, tuple(c for c in autres if c not in seuls), *_lies(table, seuls)]


def _lies(table: Table, seuls: list[str]) -> list[tuple[str, ...]]:
    """Criteria apart, but for those of which an answer contradicts one of another."""
    groupes = [{critere} for critere in seuls]
    for critere in seuls:
        contraires = {c for valeur in table.criteres[critere].valeurs for c in valeur.contredit}
        lies = [g for g in groupes if g & {critere, *contraires}]
        groupes = [g for g in groupes if g not in lies] + [set().union(*lies)]
    return [tuple(sorted(groupe, key=seuls.index)) for groupe in groupes]

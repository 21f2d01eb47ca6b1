"""What rows have in common: each distinct situation is worked out once, then looked up.

The memory is bounded in number and in bytes: when it is full it starts again, and a run
over situations that are all different only loses speed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import NamedTuple

from palliorient.lots.bilan import BilanDuLot
from palliorient.lots.decision import Decision
from palliorient.lots.ecriture.complet import Complet
from palliorient.lots.ecriture.redaction import Redaction
from palliorient.lots.ecriture.reponse import Court, rejet
from palliorient.lots.entree.source import EntreeLue
from palliorient.lots.lecteur import Lecteur
from palliorient.lots.periodes import Periodes
from palliorient.lots.souvenirs import Souvenirs
from palliorient.noyau.decision.anticipation import veille_chomee
from palliorient.noyau.decision.moteur import actualite

ENTREES = 1 << 15
"""Situations remembered."""

ENTREES_COMPLETES = 2_000
"""The same for full answers: deciding again costs little beside writing them."""

OCTETS = 8 << 20
"""Bytes of rows and answers remembered."""

ENVELOPPE = 700
"""Bytes that an answer takes beside its text: its key is as long as the rules are many."""


class Reponse(NamedTuple):
    """An answer, already written, shared by all the situations of a class."""

    segments: list[bytes]
    alertes: tuple[str, ...]


class Entree:
    """What rows with the same answers to all the questions get."""

    __slots__ = ("alertes", "complet", "compte", "erreur", "niveau", "segments", "territoire")

    def __init__(self, segments: tuple[bytes, ...]) -> None:
        self.segments = segments
        self.compte = 0
        self.complet: Callable[[], tuple[bytes, tuple[str, ...]]] | None = None
        """Writes a full answer (its segment, its alerts): too big to be kept."""
        self.erreur: str | None = None
        self.territoire = ""
        self.niveau: int | None = None
        self.alertes: tuple[str, ...] = ()


class Memoire:
    """From the key of a row to what it gets."""

    def __init__(
        self,
        source: EntreeLue,
        lecteur: Lecteur,
        redaction: Redaction,
        bilan: BilanDuLot,
        decideurs: Periodes[Court] | Periodes[Complet],
    ) -> None:
        self.entrees: dict[Hashable, Entree] = {}
        self._source = source
        self._lecteur = lecteur
        self._decideurs = decideurs
        self._redaction = redaction
        self._bilan = bilan
        self._jours: Souvenirs[date, Hashable] = Souvenirs()
        self._reponses: dict[Hashable, Reponse] = {}
        self._octets = 0
        self._maximum = ENTREES_COMPLETES if redaction.complete else ENTREES

    def nouvelle(self, cle: Hashable, brut: bytes) -> Entree:
        """Read and decide a row that was not met yet (or was forgotten)."""
        if len(self.entrees) >= self._maximum or self._octets > OCTETS:
            self.vider()
        entree = self.entrees[cle] = self._travailler(brut)
        self._octets += len(brut)
        return entree

    def vider(self) -> None:
        """Report what rows have counted so far, and start again."""
        for entree in self.entrees.values():
            self._bilan.ajouter(entree)
        self.entrees.clear()
        self._reponses.clear()
        self._octets = 0

    def reduire(self, quand: str) -> Hashable | None:
        """All that answers take of a date and an hour; None: it is refused."""
        instant = self._lecteur.instant(quand) if quand else None
        if instant is None:
            return None
        moment, jour = instant
        return moment, self._jours.get(jour) or self._jours.retenir(jour, self._du_jour(jour))

    def _du_jour(self, jour: date) -> Hashable:
        decideur = self._decideurs.du(jour)
        en_plus = decideur.du_carnet(jour)
        veille = veille_chomee(decideur.table, jour)
        return decideur, actualite(decideur.table, jour), veille, en_plus

    def _travailler(self, brut: bytes) -> Entree:
        champs = self._source.champs(brut)
        if isinstance(champs, str):
            return self._rejeter(champs)
        lue = self._lecteur.lire(champs)
        if lue.situation is None:
            return self._rejeter(str(lue.erreur))
        self._bilan.distincte(lue.situation)
        decideur = self._decideurs.du(lue.jour)
        decision = decideur.decider(lue.situation, lue.jour)
        if isinstance(decideur, Complet):
            entree = Entree(())
            entree.complet = partial(decideur.segment, decision)
        else:
            partagee = self._reponse(decideur, decision)
            entree = Entree(self._redaction.segments(lue.situation.dits, partagee.segments))
            entree.alertes = partagee.alertes
        entree.territoire = decideur.territoires[decision.site]
        entree.niveau = lue.situation.niveau
        return entree

    def _reponse(self, court: Court, decision: Decision) -> Reponse:
        cle = court.classe(decision)
        connue = self._reponses.get(cle)
        if connue is None:
            valeurs, alertes = court.reponse(decision)
            segments = self._redaction.segments_de_reponse(valeurs)
            connue = self._reponses[cle] = Reponse(segments, alertes)
            self._octets += ENVELOPPE + sum(map(len, segments))
        return connue

    def _rejeter(self, erreur: str) -> Entree:
        valeurs = rejet(self._redaction.colonnes, erreur)
        segments = self._redaction.segments_de_reponse(valeurs)
        entree = Entree(self._redaction.segments(valeurs, segments))
        entree.erreur = erreur
        self._octets += sum(map(len, segments))
        return entree

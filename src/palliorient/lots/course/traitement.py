"""A whole run: rows in, rows out, in order, one for one.

Each distinct row is worked out once, then looked up. What is remembered is bounded in number
and in bytes: full, it starts again, and a run over rows that are all different only loses speed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import partial

from palliorient.lots.course.bilan import DISTINCTES, BilanDuLot, Comptes
from palliorient.lots.course.unite import Rendue, Unite
from palliorient.lots.decision.decideur import Decideur
from palliorient.lots.decision.pieces import Reponse
from palliorient.lots.ecriture.redaction import Redaction
from palliorient.lots.ecriture.reponse import rejet
from palliorient.lots.entree.source import Source
from palliorient.lots.erreurs import PremiereErreur
from palliorient.lots.lecteur import Lecteur, Rangee
from palliorient.lots.periodes import Periodes
from palliorient.lots.souvenirs import ENVELOPPE, Memoire, Souvenirs
from palliorient.noyau.decision.anticipation import veille_chomee
from palliorient.noyau.decision.moteur import actualite
from palliorient.repartition import COPIE, Equipe

ENTREES = {False: 1 << 15, True: 250}
"""Rows remembered, of short or full answers: to decide again costs little beside writing."""

ENSEMBLE = {False: 1024, True: 16}
"""Rows written at once; full answers are some twenty times bigger."""

TRAVAIL = {False: 5_000, True: 1_000}
"""Rows to decide after which several processes are worth the time to make them: about a third of
a second. Short answers to rows that come back are looked up too quickly to be shared out."""

OCTETS = 14 << 20
"""Bytes of rows and short answers remembered."""

RARES = 64
"""Where fewer than one row in so many comes back, keeping them is not worth the memory."""

PEU = OCTETS // 8
"""Bytes of rows after which one looks whether they come back, and of all that is kept if not."""


Ecrire = Callable[[bytes], object]
Avancer = Callable[[int], object]
"""Is told the number of each line reached."""


class Entree:
    """What rows with the same answers to all the questions get."""

    __slots__ = ("alertes", "compte", "ecrire", "erreur", "niveau", "segments", "territoire")

    def __init__(
        self,
        segments: Sequence[bytes],
        alertes: tuple[str, ...] = (),
        territoire: str = "",
        niveau: int | None = None,
        erreur: str | None = None,
    ) -> None:
        self.segments = segments
        self.alertes = alertes
        self.territoire = territoire
        self.niveau = niveau
        self.erreur = erreur
        self.ecrire: Callable[[], Reponse] | None = None
        """Writes a full answer: too big to be kept."""
        self.compte = 0


class Traitement:
    """From the rows of a source to those of the output; the report counts them."""

    def __init__(
        self,
        source: Source,
        lecteur: Lecteur,
        redaction: Redaction,
        bilan: BilanDuLot,
        decideurs: Periodes[Decideur],
    ) -> None:
        self._source, self._redaction, self._bilan = source, redaction, bilan
        self._lecteur, self._decideurs = lecteur, decideurs
        self._entrees: dict[Hashable, Entree] = {}
        self._reponses: dict[Hashable, Reponse] = {}
        self._jours = Memoire(Souvenirs(OCTETS), self._du_jour, ENVELOPPE)
        self._octets, self._place = 0, PEU
        self._rares = False
        self._couper = source.coupeur(redaction.style, self.reduire)
        self._arret = False
        self._decidees = 0

    def traiter(self, ecrire: Ecrire, avancer: Avancer, *, arret: bool, processus: int = 1) -> None:
        """Write one row of output for each row of input; beyond some work, on `processus`.

        Raises `PremiereErreur` after the first rejected row when `arret` is asked.
        """
        self._arret = arret
        unites, complete = self._unites(), self._redaction.complete
        ecrire(self._redaction.entete)

        def rendre(rendue: Rendue) -> None:
            ecrire(rendue.octets)
            if rendue.erreur is not None:
                raise PremiereErreur(rendue.erreur)
            avancer(rendue.derniere)

        for unite in unites:
            rendre(self._une(unite))
            if processus > 1 and self._decidees >= TRAVAIL[complete] and (complete or self._rares):
                self._oublier()
                self._partager(unites, rendre, processus)
        self._oublier()

    def _partager(
        self, unites: Iterator[Unite], rendre: Callable[[Rendue], None], processus: int
    ) -> None:
        """The rest, on copies of this process: they know all that it remembers."""
        bilan, self._bilan = self._bilan, BilanDuLot(self._lecteur.table)

        def faire(unite: Unite | None) -> Rendue | Comptes:
            if unite is not None:
                return self._une(unite)
            self._oublier()
            return self._bilan.comptes()

        with Equipe(processus, faire, COPIE) as equipe:
            for rendue in equipe.resultats([unite] for unite in unites):
                rendre(rendue)
            for comptes in equipe.a_chacun(None):
                bilan.reunir(comptes)
        self._bilan = bilan

    def _unites(self) -> Iterator[Unite]:
        ensemble = ENSEMBLE[self._redaction.complete]
        for premier, bruts in self._source.blocs:
            for debut in range(0, len(bruts), ensemble):
                yield Unite(premier + debut, bruts[debut : debut + ensemble])

    def _une(self, unite: Unite) -> Rendue:
        """What is written for some rows."""
        source, entrees, couper = self._source, self._entrees, self._couper
        ligne, entiere = self._redaction.ligne, self._redaction.entiere
        derniere = unite.premier + len(unite.bruts) - 1
        sorties: list[bytes] = []
        for numero, brut in enumerate(unite.bruts, unite.premier):
            if len(brut) < 2 and not brut.strip():
                continue
            identifiant, cle = couper(brut)
            entree = entrees.get(cle) or self._nouvelle(cle, brut)
            if entree.erreur is not None and source.vide(brut):
                continue
            entree.compte += 1
            if entree.ecrire is None:
                sorties.append(ligne(numero, identifiant, entree.segments))
            else:
                morceaux, entree.alertes = entree.ecrire()
                sorties += entiere(numero, identifiant, morceaux)
            if self._arret and entree.erreur is not None:
                dite = f"ligne {numero} : {entree.erreur} Arrêt demandé à la première erreur."
                return Rendue(b"".join(sorties), numero, dite)
        return Rendue(b"".join(sorties), derniere)

    def reduire(self, quand: str) -> Hashable | None:
        """All that answers take of a date and an hour; None: it is refused."""
        instant = self._lecteur.instant(quand) if quand else None
        if instant is None:
            return None
        moment, jour = instant
        return moment, self._jours[jour]

    def _du_jour(self, jour: date) -> Hashable:
        decideur = self._decideurs.du(jour)
        table = decideur.table
        return decideur, actualite(table, jour), veille_chomee(table, jour), decideur.du_jour(jour)

    def _nouvelle(self, cle: Hashable, brut: bytes) -> Entree:
        """Read and decide a row that was not met yet (or was forgotten)."""
        self._decidees += 1
        if len(self._entrees) >= ENTREES[self._redaction.complete] or self._octets > self._place:
            self._faire_place()
        champs = self._source.champs(brut)
        lue = champs if isinstance(champs, str) else self._lecteur.lire(champs)
        entree = self._rejetee(lue) if isinstance(lue, str) else self._decidee(lue)
        self._octets += len(brut)
        self._entrees[cle] = entree
        return entree

    def _faire_place(self) -> None:
        """Forget all rows, unless there is more place for rows that do come back.

        As many situations as rows: they do not. Situations are counted beside what is kept,
        so that rows forgotten too soon are known to come back.
        """
        if self._bilan.distinctes <= DISTINCTES:
            entrees = self._entrees.values()
            lues = sum(entree.compte for entree in entrees if entree.erreur is None)
            lues += self._bilan.lignes - self._bilan.rejetees
            self._rares = (lues - self._bilan.distinctes) * RARES <= lues
        if not self._rares and self._octets > self._place < OCTETS:
            self._place = OCTETS
        else:
            self._oublier()
            self._place = PEU if self._rares else OCTETS

    def _oublier(self) -> None:
        """Report what rows have counted so far, and start again."""
        self._bilan.ajouter(self._entrees.values())
        self._entrees.clear()
        self._reponses.clear()
        self._octets = 0

    def _decidee(self, rangee: Rangee) -> Entree:
        situation = rangee.situation
        self._bilan.distincte(rangee.dits)
        decideur = self._decideurs.du(rangee.jour)
        bits = decideur.lignes.decider(rangee)
        territoire = decideur.lignes.territoire(rangee)
        if self._redaction.complete:
            entree = Entree((), (), territoire, situation.niveau)
            entree.ecrire = partial(decideur.repondre, rangee, bits)
            return entree
        reponse = self._reponse(decideur, rangee, bits)
        segments = self._redaction.segments(situation.dits, reponse.segments)
        return Entree(segments, reponse.alertes, territoire, situation.niveau)

    def _reponse(self, decideur: Decideur, rangee: Rangee, bits: int) -> Reponse:
        cle = None if self._rares else decideur.classe(rangee, bits)
        connue = self._reponses.get(cle) if cle else None
        if connue is None:
            connue = decideur.repondre(rangee, bits)
            self._octets += ENVELOPPE + sum(map(len, connue.segments))
            if cle:
                self._reponses[cle] = connue
        return connue

    def _rejetee(self, erreur: str) -> Entree:
        valeurs = rejet(self._redaction.colonnes, erreur)
        segments = self._redaction.segments_de_reponse(valeurs)
        self._octets += sum(map(len, segments))
        return Entree(self._redaction.segments(valeurs, segments), erreur=erreur)

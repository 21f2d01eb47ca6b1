"""`palliorient lot`, from its options to the end of the run."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from palliorient.ecriture import REMPLACER, destination, ouvrir_sortie
from palliorient.lecture.fichiers import ordinaire
from palliorient.lots.course.bilan import BilanDuLot
from palliorient.lots.course.progression import Progression, taille
from palliorient.lots.course.traitement import Traitement
from palliorient.lots.decision.decideur import Decideur
from palliorient.lots.ecriture.complet import COLONNES_COMPLETES, Complet
from palliorient.lots.ecriture.redaction import Csv, Jsonl, Redaction, Style
from palliorient.lots.ecriture.reponse import Court, colonnes
from palliorient.lots.entree.ouverture import ouvrir
from palliorient.lots.entree.source import Source
from palliorient.lots.lecteur import Lecteur
from palliorient.lots.periodes import Periodes, TableDuJour
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.repartition import copiable, processus_disponibles
from palliorient.sortie import PasOrdinaire, montrer, raison

if TYPE_CHECKING:
    from palliorient.noyau.carnet.carnet import Carnets

FORMATS = ("csv", "jsonl")

MAXIMUM = 8
"""Processes beyond which one of them only reads and writes for the others."""

DEJA_OUVERTS = ("/proc/", "/dev/fd/")
"""Where the system shows the streams of a process: open already, they are read as they come."""


class Demande(NamedTuple):
    """What was asked for, already checked."""

    entree: str
    sortie: str | None = None
    ecraser: bool = False
    format: str | None = None
    colonnes: Sequence[str] | None = None
    """None: those of `reponse.colonnes`."""
    complet: bool = False
    ignorer_colonnes: bool = False
    arret: bool = False
    jour: date | None = None
    carnets: Carnets | None = None
    """A team's own directories."""
    processus: int | None = None
    """At most so many; None: as many as processors, where rows may be shared out."""


def executer_lot(table_du: TableDuJour, demande: Demande, aujourd_hui: datetime) -> BilanDuLot:
    """Treat a whole input. Nothing is written when it is not a table."""
    tables = Periodes(table_du, lambda table: table)
    table = tables.du(demande.jour or aujourd_hui.date())
    with _entree(demande.entree) as flux:
        voulue = destination(demande.sortie, flux, ecraser=demande.ecraser, conseil=REMPLACER)
        lire = _dire(demande.entree)(getattr(flux, "read1", flux.read))
        source = ouvrir(table, lire, ignorer=demande.ignorer_colonnes)
        voulues = COLONNES_COMPLETES if demande.complet else demande.colonnes
        redaction = Redaction(voulues or colonnes(table), _style(source, demande))
        carnets = None if demande.carnets is None or demande.carnets.vide else demande.carnets
        faire: type[Decideur] = Complet if demande.complet else Court
        decideurs = Periodes(tables.du, lambda table: faire(table, redaction, carnets))
        bilan = BilanDuLot(table)
        lecteur = Lecteur(table, aujourd_hui, demande.jour)
        traitement = Traitement(source, lecteur, redaction, bilan, decideurs)
        progression = Progression(flux)
        try:
            with ouvrir_sortie(voulue) as sortie:
                traitement.traiter(
                    sortie.ecrire,
                    progression.avancer,
                    arret=demande.arret,
                    processus=min(demande.processus or MAXIMUM, _processus(flux)),
                )
        finally:
            progression.effacer()
    return bilan


def _processus(flux: IO[bytes]) -> int:
    """How many processes may share the rows of an input.

    One for a stream, which waits for its answers; one where a process cannot be copied safely.
    """
    return processus_disponibles() if copiable() and taille(flux) else 1


def _style(source: Source, demande: Demande) -> Style:
    """The format asked for, else that of the input, in its dialect."""
    if demande.complet or (demande.format or source.genre) == "jsonl":
        return Jsonl()
    return Csv(source.separateur, source.fin, source.bom)


@contextmanager
def _entree(nom: str) -> Iterator[IO[bytes]]:
    if nom == "-":
        yield sys.stdin.buffer
        return
    with _dire(nom):
        ouverte = _ouvrir(nom)
    with ouverte:
        yield ouverte


def _ouvrir(nom: str) -> IO[bytes]:
    """An ordinary file, or a stream that the caller has already opened (`<(…)`).

    Anything else could make us wait for ever, or never end.
    """
    mode = Path(nom).stat().st_mode
    if not (stat.S_ISFIFO(mode) and os.path.realpath(nom).startswith(DEJA_OUVERTS)):
        try:
            ordinaire(mode)
        except PasOrdinaire as refus:
            conseil = "" if stat.S_ISDIR(mode) else " ; pour un flux : … | palliorient lot -"
            raise PasOrdinaire(f"{refus}{conseil}") from None
    return Path(nom).open("rb")


@contextmanager
def _dire(nom: str) -> Iterator[None]:
    """Failures to read as sentences; also goes around a function."""
    try:
        yield
    except OSError as erreur:
        dite = f"impossible de lire « {montrer(nom)} » : {raison(erreur)}."
        raise ErreurPalliorient(dite) from erreur

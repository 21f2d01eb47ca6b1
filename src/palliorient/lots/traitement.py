"""A whole run: rows in, rows out, in order, one for one."""

from __future__ import annotations

from collections.abc import Callable

from palliorient.lots.ecriture.redaction import Redaction
from palliorient.lots.entree.source import EntreeLue
from palliorient.lots.erreurs import PremiereErreur
from palliorient.lots.memoire import Entree, Memoire

ENSEMBLE = 2048
"""Rows written at once."""

ENSEMBLE_COMPLET = 32
"""The same for full answers, some twenty times bigger."""


def traiter(
    source: EntreeLue,
    memoire: Memoire,
    redaction: Redaction,
    ecrire: Callable[[bytes], object],
    *,
    arret: bool,
    avancer: Callable[[int], object],
) -> None:
    """Write one row of output for each row of input.

    `avancer` is told the number of each line reached. Raises `PremiereErreur` after the
    first rejected row when `arret` is asked.
    """
    couper = source.coupeur(redaction.style, memoire.reduire)
    entrees, nouvelle = memoire.entrees, memoire.nouvelle
    ligne = redaction.ligne
    ensemble = ENSEMBLE_COMPLET if redaction.complete else ENSEMBLE
    sorties = [redaction.entete]
    for premier, bruts in source.blocs():
        for numero, brut in enumerate(bruts, premier):
            if len(brut) < 2 and not brut.strip():
                continue
            identifiant, cle = couper(brut)
            entree = entrees.get(cle)
            if entree is None:
                entree = nouvelle(cle, brut)
            if entree.erreur is not None and source.vide(brut):
                continue
            entree.compte += 1
            segments = entree.segments
            if entree.complet is not None:
                segment, entree.alertes = entree.complet()
                segments = (segment,)
            sorties.append(ligne(numero, identifiant, segments))
            if arret and entree.erreur is not None:
                ecrire(b"".join(sorties))
                raise _arret(numero, entree)
            if len(sorties) >= ensemble:
                ecrire(b"".join(sorties))
                sorties.clear()
        avancer(premier + len(bruts) - 1)
        ecrire(b"".join(sorties))
        sorties.clear()
    ecrire(b"".join(sorties))
    memoire.vider()


def _arret(numero: int, entree: Entree) -> PremiereErreur:
    return PremiereErreur(f"ligne {numero} : {entree.erreur} Arrêt demandé à la première erreur.")

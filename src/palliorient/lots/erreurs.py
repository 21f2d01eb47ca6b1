"""What stops a batch, as sentences with their exit status."""

from __future__ import annotations

from palliorient.noyau.modele.diagnostic import ErreurPalliorient


class PasUneTable(ErreurPalliorient):
    """The input cannot be read as rows: nothing is written."""


class PremiereErreur(ErreurPalliorient):
    """A row was rejected, and the run was asked to stop there."""

    statut = 1

"""What a command refuses, as sentences with an exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from palliorient.noyau.langue.mots import vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import DonneesInvalides, ErreurPalliorient
from palliorient.sortie import propre

MONTRES = 10
"""Problems shown before « … »: `palliorient valider` shows them all."""


class ErreurUsage(ErreurPalliorient):
    """A bad option value, or options that do not go together."""

    statut = 2


class ReponsesManquantes(ErreurPalliorient):
    """Wanted answers are missing and there is no terminal to ask at."""

    statut = 4


def parmi(valeur: str, acceptees: Iterable[str], option: str) -> str:
    """The value when it is one of the accepted ones; else a sentence that lists them."""
    liste = list(acceptees)
    if valeur in liste:
        return valeur
    question = vouliez_vous_dire(valeur, liste)
    raise ErreurUsage(
        f"{option} : {citer(valeur)} n'est pas accepté.{question} Valeurs : {', '.join(liste)}."
    )


def dire_les_diagnostics(erreur: DonneesInvalides) -> None:
    """The first problems of the data files, and the command that shows them all."""
    sys.stderr.write(f"palliorient : {erreur}\n")
    for d in erreur.diagnostics[:MONTRES]:
        lieu = f"{d.position}: " if d.position else ""
        remede = f" ({d.remede})" if d.remede else ""
        sys.stderr.write(propre(f"  {lieu}[{d.code}] {d.message}{remede}") + "\n")
    if len(erreur.diagnostics) > MONTRES:
        sys.stderr.write("  …\n")
    sys.stderr.write("Tout voir : palliorient valider DOSSIER\n")

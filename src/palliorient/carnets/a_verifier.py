"""The lines of a directory that are not to be relied on: old, undated, dated to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from palliorient.carnets.conventions import conventions
from palliorient.carnets.lecture import CarnetLu
from palliorient.carnets.schema import UneVoie
from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.carnet.verification import RECENTE, etat
from palliorient.noyau.modele.diagnostic import Position
from palliorient.noyau.table.table import Table


class AVerifier(NamedTuple):
    """One line: what it is about, its number, how old its verification is."""

    position: Position
    id: str
    nom: str
    telephone: str | None
    intermediaire: str | None
    verifie_le: str | None
    etat: str


def a_verifier(table: Table, lu: CarnetLu, jour: date) -> Iterator[AVerifier]:
    """Those of one directory, in the order of the file."""
    if lu.modele is None:
        return
    noms = {s.id: s.nom for s in table.services}
    voies: list[tuple[Chemin, str, str, UneVoie]] = [
        (("entrees", rang), e.service, noms.get(e.service, e.service), e)
        for rang, e in enumerate(lu.modele.entrees)
    ]
    voies += [(("hors_contrat", r), a.id, a.nom, a) for r, a in enumerate(lu.modele.hors_contrat)]
    for chemin, identifiant, nom, voie in voies:
        age = etat(voie.verifie_le, jour, conventions().mois)
        if not voie.sans_numero and age != RECENTE:
            yield AVerifier(
                lu.lecture.position(chemin),
                identifiant,
                nom,
                voie.telephone,
                voie.intermediaire,
                voie.verifie_le,
                age,
            )

"""Services left out by their names: who comes instead, and when their whole type is gone.

A type that cannot come is an axis of the table, like any answer. One service is not: its rows
are taken away, the next of its type takes its rank (`Suivants`), and a type of which nobody
is left is then as if it had been named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from palliorient.noyau.decision.orientation import Ecarte
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.lignes import Critere, LigneContact
from palliorient.noyau.table.table import NON, OUI, Table, dans_une_boite, lignes_vraies


class Vraies(NamedTuple):
    """The rows that hold in a situation, once services were left out."""

    valeurs: dict[str, str]
    """Axis → value; a type of which nobody is left is « oui »."""
    bits: int
    ajoutees: list[LigneContact]
    """Rows of those who take the place of the absent."""


def nommes(table: Table, situation: Situation) -> frozenset[int]:
    """Ranks of the services that the situation leaves out by their names."""
    dits = {
        dit
        for critere in _criteres(table)
        for dit in situation.codes(critere.id)
        if dit not in table.listes[critere.id]
    }
    return frozenset(r for r, s in enumerate(table.services) if s.id in dits) if dits else RIEN


RIEN: frozenset[int] = frozenset()


def vraies(table: Table, valeurs: dict[str, str], absents: frozenset[int]) -> Vraies:
    """What holds without these services."""
    bits = lignes_vraies(table, valeurs)
    if not absents:
        return Vraies(valeurs, bits, [])
    lues = _sans(table, valeurs, bits, absents)
    partis = _types(table, (ligne for ligne, _ in _retirees(table, bits, absents)))
    restes = _types(table, (*table.contacts.vraies(lues.bits), *lues.ajoutees))
    finis = {axe: OUI for axe, types in _axes(table).items() if partis - restes & types}
    if not finis:
        return lues
    valeurs = valeurs | finis
    return _sans(table, valeurs, lignes_vraies(table, valeurs), absents)


def _sans(table: Table, valeurs: dict[str, str], bits: int, absents: frozenset[int]) -> Vraies:
    ici = [
        suivants
        for suivants in table.suivants
        if absents.issuperset(suivants.absents) and dans_une_boite(suivants.boites, valeurs)
    ]
    ajoutees: list[LigneContact] = []
    for ligne, bit in _retirees(table, bits, absents):
        bits &= ~bit
        for _, _, avant, suivants, raison in (s for s in ici if s.role == ligne.role):
            if ligne.service in avant:
                for service, *dit in suivants:
                    if service not in absents:
                        ajoutees += _a_sa_place(ligne, service, raison, *dit)
    return Vraies(valeurs, bits, ajoutees)


def _a_sa_place(
    ligne: LigneContact,
    service: int,
    raison: int,
    caractere: int | None,
    modalite: str | None,
    joignable: str | None,
    portee: int,
) -> Iterator[LigneContact]:
    """The same proposal of another service, with its reason and that of the change."""
    modalites = [] if caractere is not None else list(ligne.modalites)
    change = ligne._replace(
        service=service,
        caractere=ligne.caractere if caractere is None else caractere,
        modalites=[*modalites, *([modalite] if modalite else [])],
        joignable=joignable or ligne.joignable,
        portee=portee,
    )
    yield change
    yield change._replace(raison=raison)


def _retirees(
    table: Table, bits: int, absents: frozenset[int]
) -> Iterator[tuple[LigneContact, int]]:
    """The rows of contact of the absent, each with its bit."""
    contacts = table.contacts
    for rang in contacts.rangs(bits):
        if contacts.toutes[rang].service in absents:
            yield contacts.toutes[rang], 1 << contacts.debut + rang


def _types(table: Table, lignes: Iterable[LigneContact]) -> set[str]:
    """The types of the services that rows name."""
    services = (table.services[ligne.service] for ligne in lignes)
    return {service.type for service in services if not service.generique}


def _criteres(table: Table) -> list[Critere]:
    """The criteria whose answers may be services."""
    return [critere for critere in table.criteres.values() if critere.services]


def _axes(table: Table) -> dict[str, set[str]]:
    """Axis → the types that are left out when it is « oui »."""
    return {f"{c.id}:{v.id}": {*v.remplace} for c in _criteres(table) for v in c.valeurs}


def retires(
    table: Table, situation: Situation, valeurs: dict[str, str], presents: set[str]
) -> dict[int, Ecarte]:
    """The services that would be there, had the caller not left them out; by rank.

    `valeurs`: what the situation itself says; `presents`: who is in the answer.
    """
    trouves: dict[int, Ecarte] = {}
    for critere in _criteres(table):
        dits = situation.codes(critere.id)
        if not dits:
            continue
        types = {v.id: v.remplace for v in critere.valeurs if v.id in dits}
        libres = {f"{critere.id}:{code}": NON for code in table.listes[critere.id]}
        for ligne in table.contacts.vraies(lignes_vraies(table, valeurs | libres)):
            service = table.services[ligne.service]
            causes = {service.id, *(code for code, siens in types.items() if service.type in siens)}
            if service.generique or service.id in presents or not causes.intersection(dits):
                continue
            reste = [dit for dit in dits if dit not in causes]
            trouves[ligne.service] = Ecarte(
                service.id,
                service.nom,
                service.type,
                str(critere.services),
                {critere.champ: reste},
            )
    return trouves

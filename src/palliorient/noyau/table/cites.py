"""What some answer may name: the map also holds services that no rule looks for."""

from __future__ import annotations

from palliorient.noyau.table.table import Table


def services_cites(table: Table) -> frozenset[str]:
    """The services that some answer may name, in service or to come."""
    rangs = {ligne.service for ligne in table.contacts.toutes}
    rangs |= {suivant[0] for ligne in table.suivants for suivant in ligne.suivants}
    rangs |= {*table.a_venir.toutes}
    return frozenset(table.services[rang].id for rang in rangs)


def roles_qui_trouvent(table: Table) -> frozenset[str]:
    """The roles that may bring a contact; the others find only what is still to come."""
    return frozenset(table.roles[ligne.role] for ligne in table.contacts.toutes)

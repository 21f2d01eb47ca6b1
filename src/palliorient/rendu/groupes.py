"""Contacts as a person reads them: by section, and lists that repeat as one item."""

from __future__ import annotations

from typing import NamedTuple

from palliorient.noyau.orientation import Contact
from palliorient.noyau.table import SUPRA

SECTIONS = ("d-abord", "ensuite", "si-impossible", "autour")
A_LEUR_MANIERE = "accompagnement"
"""Group whose services differ in what they do: same words, same item."""


class Groupe(NamedTuple):
    """Contacts of one section that say the same thing: three HAD, six USP…"""

    contacts: list[Contact]

    @property
    def premier(self) -> Contact:
        return self.contacts[0]

    @property
    def seul(self) -> bool:
        return len(self.contacts) == 1

    @property
    def ailleurs(self) -> bool:
        """Do these services belong to another territory?"""
        return self.premier.portee == SUPRA


def par_section(contacts: list[Contact], *, detail: bool) -> dict[str, list[Groupe]]:
    """Section → groups, in the order of call; with `detail`, one group for each contact."""
    sections: dict[str, dict[object, list[Contact]]] = {s: {} for s in SECTIONS}
    for contact in contacts:
        cle = contact.id if detail else _cle(contact)
        sections[contact.section].setdefault(cle, []).append(contact)
    return {
        section: [Groupe(ensemble) for ensemble in groupes.values()]
        for section, groupes in sections.items()
    }


def _cle(contact: Contact) -> tuple[object, ...]:
    return (
        contact.type,
        contact.caractere,
        contact.option,
        contact.joignable,
        contact.telephone_verifie_le is None,
        contact.modalite if contact.groupe == A_LEUR_MANIERE else None,
        contact.portee == SUPRA,
    )

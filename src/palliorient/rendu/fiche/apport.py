"""What a team's own directory adds to the sheet: the one place where it joins."""

from __future__ import annotations

from datetime import date

from palliorient.noyau.carnet.application import appliquer
from palliorient.noyau.carnet.carnet import Carnets
from palliorient.noyau.carnet.verification import ANCIENNE, RECENTE
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.table.table import Table


class Apport:
    """Nothing: the sheet of whoever has no directory. A directory answers otherwise."""

    def enrichir(self, orientation: Orientation) -> Orientation:
        """The answer of one moment, with the numbers that are added to it."""
        return orientation

    def reserve(self, orientation: Orientation, contact: Contact) -> bool:
        """Is the number of this contact for professionals only?

        Relatives read the sheet: it is then left blank, unless `--lignes-pro` asks for it.
        """
        return False


class ApportDuCarnet(Apport):
    """The numbers of a team's own directories, for who reads the sheet.

    One that was not verified lately is told with its year; one without a date, or dated of a
    day to come, stays blank: a sheet is read for a month.
    """

    def __init__(self, table: Table, carnets: Carnets, jour: date, lecteur: str) -> None:
        self.table = table
        self.carnets = carnets
        self.jour = jour
        self.lecteur = lecteur

    def enrichir(self, orientation: Orientation) -> Orientation:
        """See `Apport`."""
        enrichie = appliquer(self.table, orientation, self.carnets, self.jour, self.lecteur)
        if enrichie.apports is None:
            return enrichie
        avant = {contact.id: contact for contact in orientation.contacts}
        contacts = []
        for contact in enrichie.contacts:
            voie = enrichie.apports.voies.get(contact.id)
            if voie is not None and voie.voie.telephone is not None and voie.etat != RECENTE:
                ancienne = contact._replace(telephone_verifie_le=None)
                contact = ancienne if voie.etat == ANCIENNE else avant[contact.id]
            contacts.append(contact)
        return enrichie._replace(contacts=contacts)

    def reserve(self, orientation: Orientation, contact: Contact) -> bool:
        """See `Apport`."""
        voie = orientation.apports.voies.get(contact.id) if orientation.apports else None
        return voie is not None and not self.carnets.conventions.permis(voie.voie, self.lecteur)

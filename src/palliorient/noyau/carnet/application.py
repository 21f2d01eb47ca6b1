"""What directories add to an answer: numbers, and « oui » where a line says so and may be believed.

Who is called, in which order, why, and what is to be known stay those of the answer without
them: this works on an answer already made. Emergency numbers and a « non » stay too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from palliorient.noyau.carnet.apports import Apports, HorsContratDit, VoieDite
from palliorient.noyau.carnet.carnet import Carnets, Voie
from palliorient.noyau.carnet.heures import couvre, touche
from palliorient.noyau.carnet.verification import RECENTE, etat
from palliorient.noyau.decision.orientation import Annonce, Anticipation, Contact, Orientation
from palliorient.noyau.table.table import OUI, Table

PEUT_DEVENIR_OUI = ("inconnu", "conditionnel")
"""What a line may make certain; a « non » stays."""


def appliquer(
    table: Table,
    orientation: Orientation,
    carnets: Carnets,
    jour: date,
    appelant: str | None = None,
) -> Orientation:
    """The answer of a day with the numbers of directories; the same one when they say nothing.

    `appelant`: who calls (None: not said); a line reserved to others is shown, not counted on.
    """
    if carnets.vide:
        return orientation
    apport = Apport(table, carnets, jour, appelant)
    moment = orientation.situation.moment
    contacts = [apport.contact(contact, moment) for contact in orientation.contacts]
    ajoutes = [
        HorsContratDit(h.id, h.nom, h.type, apport.dite(h.voie, moment))
        for h in carnets.hors_contrat
    ]
    voies = {c.id: dite for c in orientation.contacts if (dite := apport.voie(c, moment))}
    return orientation._replace(
        contacts=contacts,
        anticipation=apport.anticipation(orientation.anticipation),
        apports=Apports(carnets, jour, orientation, voies, ajoutes),
    )


class Apport:
    """What directories add on a day, for one caller."""

    def __init__(self, table: Table, carnets: Carnets, jour: date, appelant: str | None) -> None:
        self.table = table
        self.carnets = carnets
        self.conventions = carnets.conventions
        self.jour = jour
        self.appelant = appelant
        self.numeros = {s.id: s.telephone for s in table.services}

    def contact(self, contact: Contact, moment: str | None) -> Contact:
        """A contact with its line, when it has one at that moment."""
        dite = self.voie(contact, moment)
        if dite is None or dite.voie.telephone is None:
            return contact
        return contact._replace(
            telephone=dite.voie.telephone,
            telephone_verifie_le=dite.verifie_le,
            telephone_source=dite.source,
            joignable=self.joignable(contact, moment),
        )

    def voie(self, appel: Annonce | Contact, moment: str | None) -> VoieDite | None:
        """The line of a service that is the best at a moment: what answers then, else the first.

        None for an emergency number, which stays as it is.
        """
        voies = self.carnets.lignes.get(appel.id, ())
        if not voies or self.numeros.get(appel.id) in self.conventions.proteges:
            return None
        return self.dite(max(voies, key=lambda voie: self._accord(voie, moment)), moment)

    def dite(self, voie: Voie, moment: str | None) -> VoieDite:
        """A line as it stands that day."""
        entier = bool(moment) and couvre(self.table, voie.heures, str(moment), self.jour)
        return VoieDite(voie, etat(voie.verifie_le, self.jour, self.conventions.mois), entier)

    def joignable(self, appel: Annonce | Contact, moment: str | None) -> str:
        """« oui » when a direct line, verified lately, answers this caller at that moment."""
        dite = self.voie(appel, moment)
        certain = (
            dite is not None
            and dite.voie.telephone is not None
            and dite.etat == RECENTE
            and dite.couvre
            and self.conventions.permis(dite.voie, self.appelant)
        )
        return OUI if certain and appel.joignable in PEUT_DEVENIR_OUI else appel.joignable

    def anticipation(self, avant: Anticipation | None) -> Anticipation | None:
        """Looking ahead, the same: what each line says of the night, of the week-end."""
        if avant is None:
            return None
        week_end = self.table.anticipation.week_end
        return avant._replace(
            contacts=self._annonces(avant.contacts, avant.moment),
            week_end=None if avant.week_end is None else self._annonces(avant.week_end, week_end),
        )

    def _annonces(self, annonces: Sequence[Annonce], moment: str) -> list[Annonce]:
        return [a._replace(joignable=self.joignable(a, moment)) for a in annonces]

    def _accord(self, voie: Voie, moment: str | None) -> tuple[bool, bool]:
        if moment is None:
            return (False, False)
        entier = couvre(self.table, voie.heures, moment, self.jour)
        return (entier, touche(self.table, voie.heures, moment, self.jour))

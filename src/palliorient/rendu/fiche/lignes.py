"""The lines of one list of the sheet: who, which number, who may call, on what condition.

Relatives and visitors read it. Of what the answer says of a contact, a line repeats its
condition to answer and the words that the data let it repeat: nothing that would tell the age,
the needs, what is refused or unavailable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.table.lignes import Appelant, Fiche, TypeDeService
from palliorient.noyau.table.table import REGLE_JOIGNABILITE, Table
from palliorient.rendu.fiche.apport import Apport
from palliorient.rendu.reponse.appelant import numerote
from palliorient.rendu.reponse.groupes import Groupe, Noms, d_urgence, par_section

INCERTAIN = "inconnu"
ARRONDISSEMENT = re.compile(r" \(\d{1,2}(?:er|e)\)$")
"""Where a service stands, at the end of its name: it may be where the person lives."""


class Numero(NamedTuple):
    """A number as one reads it; not checked: told in a note. Its year, when it is not."""

    texte: str
    annee: str | None

    @property
    def d_urgence(self) -> bool:
        return d_urgence(self.texte)

    @property
    def a_composer(self) -> str:
        return "".join(c for c in self.texte if c.isdigit())


class Nom(NamedTuple):
    """One name of a list, with its number."""

    nom: str
    numero: Numero | None


class Ligne(NamedTuple):
    """One line. `rang`: its number in the order of call; None: not for the reader to call."""

    rang: int | None
    nom: str
    nature: str | None
    """What it is, in words, for who may call and would not know from its name."""
    numero: Numero | None
    noms: tuple[Nom, ...]
    """The names of a list, in place of a number."""
    ouverte: bool
    """May somebody who is no professional call?"""
    qui: str
    """The same in words."""
    mots: str
    """On what condition, and what to say."""
    blanc: bool
    """Is there room for a number that nobody publishes?"""

    @property
    def numeros(self) -> list[Numero]:
        """Every number of the line."""
        return [n for n in (self.numero, *(nom.numero for nom in self.noms)) if n]


class Lignes:
    """Makes the lines of the answers of one sheet, each for its moment."""

    def __init__(
        self, table: Table, fiche: Fiche, appelant: Appelant, apport: Apport, *, lignes_pro: bool
    ) -> None:
        self.table = table
        self.fiche = fiche
        self.appelant = appelant
        self.lecteur = table.appelants[fiche.lecteur]
        self.apport = apport
        self.lignes_pro = lignes_pro
        self.noms = Noms(table, reserves_en_note=True)

    def de(self, orientation: Orientation) -> dict[str, list[Ligne]]:
        """Section → its lines, in the order of call; numbered within the section."""
        contacts = [
            self._montre(orientation, contact)
            for contact in orientation.contacts
            if contact.id not in self.fiche.sans and not self.noms.services[contact.id].avec
        ]
        par_nom = par_section(
            contacts,
            self.noms.carnet,
            detail=False,
            appelants=(self.lecteur, self.appelant),
        )
        return {s: list(self._lignes(groupes)) for s, groupes in par_nom.items()}

    def _montre(self, orientation: Orientation, contact: Contact) -> Contact:
        """Without a number that is not for everybody to read."""
        if contact.telephone and not self.lignes_pro and self.apport.reserve(orientation, contact):
            return contact._replace(telephone=None)
        return contact

    def _lignes(self, groupes: list[Groupe]) -> Iterator[Ligne]:
        for groupe in groupes:
            # Whom the reader calls has a line, and a number, of their own.
            a_part = self.ouverte(groupe.premier) and any(c.telephone for c in groupe.contacts)
            for morceau in [Groupe([c]) for c in groupe.contacts] if a_part else [groupe]:
                yield self.ligne(morceau)

    def ouverte(self, contact: Contact) -> bool:
        """May a relative call them? The data say whom."""
        return numerote(self.lecteur, contact)

    def ligne(self, groupe: Groupe) -> Ligne:
        """The line of one contact, or of several that say the same."""
        contact = groupe.premier
        ouverte = self.ouverte(contact)
        mots = self._mots(groupe, ouverte)
        nom, nature = self._noms(groupe, sans_nature=not ouverte or bool(mots))
        seuls = () if groupe.seul else tuple(self._un(c) for c in groupe.contacts)
        return Ligne(
            rang=0 if numerote(self.appelant, contact) else None,
            nom=nom,
            nature=nature,
            numero=self._numero(contact) if groupe.seul else None,
            noms=seuls,
            ouverte=ouverte,
            qui=self.table.textes[f"fiche-appel-{'ouvert' if ouverte else 'ferme'}"],
            mots=SEPARATEUR.join(mots),
            blanc=not any(c.telephone for c in groupe.contacts) and not self._soi_meme(contact),
        )

    def _soi_meme(self, contact: Contact) -> bool:
        """Is it the reader, who has a number and does not dial it?"""
        return contact.id in self.appelant.noms and bool(self.noms.services[contact.id].telephone)

    # --- names ----------------------------------------------------------------------

    def _noms(self, groupe: Groupe, *, sans_nature: bool) -> tuple[str, str | None]:
        contact = groupe.premier
        type_ = self.table.types[contact.type]
        marques = self.noms.marques(contact)
        if not groupe.seul:
            sigle = f" ({type_.sigle})" if _sigle(type_) else ""
            return majuscule(f"{type_.nom}{sigle}{marques}"), None
        nom = ARRONDISSEMENT.sub("", contact.nom)
        dit = sans_nature or self.noms.services[contact.id].generique
        if not _sigle(type_):
            dit = dit or type_.sigle.lower() in nom.lower()
        return f"{nom}{marques}", None if dit or type_.nom in nom.lower() else type_.nom

    def _un(self, contact: Contact) -> Nom:
        """A name in a list: its kind is told once, for all."""
        sigle = f"{self.table.types[contact.type].sigle} "
        nom = self.noms.court(ARRONDISSEMENT.sub("", contact.nom).removeprefix(sigle))
        return Nom(nom, self._numero(contact))

    def _numero(self, contact: Contact) -> Numero | None:
        if contact.telephone is None:
            return None
        numero = Numero(contact.telephone, None)
        if numero.d_urgence or self.noms.reserve(contact) is None:
            return numero
        annee = ((contact.telephone_source or {}).get("date") or "")[:4]
        return numero._replace(annee=annee)

    # --- words ----------------------------------------------------------------------

    def _mots(self, groupe: Groupe, ouverte: bool) -> list[str]:
        """What all the contacts of the line say."""
        premier, *autres = [self._du_contact(c, ouverte) for c in groupe.contacts]
        return [mot for mot in premier if all(mot in siens for siens in autres)]

    def _du_contact(self, contact: Contact, ouverte: bool) -> list[str]:
        condition = next(
            (m.explication for m in contact.motifs if m.regle == REGLE_JOIGNABILITE), None
        )
        # Who may not call has no use for the terms of the call, save that nobody may come.
        utile = ouverte or contact.joignable == INCERTAIN
        permis = {*self.fiche.repete, *((condition or "").split(SEPARATEUR) if utile else ())}
        dits = [m for m in (contact.modalite or "").split(SEPARATEUR) if m and m in permis]
        if ouverte and not condition and contact.joignable == INCERTAIN:
            dits.append(self.table.textes[f"joignable-{INCERTAIN}"])
        return dits


def _sigle(type_: TypeDeService) -> bool:
    """Is the short name of this type an acronym, that few people know?"""
    return type_.sigle.isupper()

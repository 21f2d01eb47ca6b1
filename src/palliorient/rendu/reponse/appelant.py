"""The answer as one caller reads it: other words, other numbers; nothing else changes.

What decides is already decided: contacts keep their section, and the JSON knows no caller.
"""

from __future__ import annotations

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Annonce, Contact, Orientation
from palliorient.noyau.situation.criteres import axes
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.table import ACTUALITE, Table, dans_une_boite


def adresser(table: Table, appelant: Appelant, orientation: Orientation) -> Orientation:
    """The same answer in the words of this caller; those shown earlier come first."""
    redites = appelant.redites

    def dit(texte: str) -> str:
        return redites.get(texte, texte)

    def contact(contact: Contact) -> Contact:
        mots = (contact.modalite or "").split(SEPARATEUR)
        modalite = SEPARATEUR.join(m for m in map(dit, mots) if m) or None
        nom = appelant.noms.get(contact.id)
        contact = contact._replace(modalite=modalite)
        return contact._replace(nom=nom, telephone=None) if nom else contact

    def annonces(dites: list[Annonce]) -> list[Annonce]:
        return [a._replace(nom=appelant.noms.get(a.id, a.nom)) for a in dites]

    anticipation = orientation.anticipation
    if anticipation is not None:
        week_end = anticipation.week_end
        anticipation = anticipation._replace(
            contacts=annonces(anticipation.contacts),
            week_end=None if week_end is None else annonces(week_end),
        )
    contacts = [*map(contact, _plus_tot(table, appelant, orientation))]
    return orientation._replace(
        contacts=contacts,
        alertes=[a._replace(texte=dit(a.texte)) for a in orientation.alertes],
        anticipation=anticipation,
        rappels=[r._replace(texte=dit(r.texte)) for r in orientation.rappels],
    )


def _plus_tot(table: Table, appelant: Appelant, orientation: Orientation) -> list[Contact]:
    """The contacts in the order in which this caller is told of them."""
    contacts = orientation.contacts
    # The day moves nobody: the default of what it gives stands for it.
    valeurs = axes(table, orientation.situation, str(table.defaut(ACTUALITE)))
    if not dans_une_boite(appelant.plus_tot_si, valeurs):
        return contacts
    tetes = [c for c in contacts if c.id in appelant.restent_avant]
    avances = [c for c in contacts if c.id in appelant.plus_tot]
    autres = [c for c in contacts if c not in tetes and c not in avances]
    return [*tetes, *avances, *autres]


def numerote(appelant: Appelant | None, contact: Contact) -> bool:
    """Is this contact one that the caller may call, and so is numbered?"""
    if appelant is None:
        return True
    permis = not appelant.numerotes or contact.id in appelant.numerotes
    return permis and contact.id not in appelant.sans_numero


def passe_par_un_autre(appelant: Appelant, contact: Contact) -> bool:
    """Is somebody else to call this contact? Nobody is, for the line of the caller's own."""
    return not numerote(appelant, contact) and contact.id not in appelant.noms

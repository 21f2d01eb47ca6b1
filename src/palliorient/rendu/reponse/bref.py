"""A contact in a few words: its name, its number, and the conditions that decide.

Which words decide is said by the data (`au_telephone`): what is not written there is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Contact
from palliorient.noyau.langue.phrases import accorder, ou
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.contenu import COMPTES, Contenu, Ligne
from palliorient.rendu.reponse.groupes import Groupe, Noms, d_urgence, par_section


class Bref(NamedTuple):
    """One call in a few words. `membres`: the units of a list, each with its number."""

    numero: int | None
    titre: str
    """What stands before the members of a list; empty for one contact."""
    membres: list[str]
    conditions: list[str]
    minimum: int
    """How many members must be named: up to the first whose number is known."""
    autre: str
    """The word for those that are not named."""

    def texte(self, nombre: int) -> str:
        """Name and number; of a list, the first `nombre` members, and how many follow."""
        gardes = self.membres[: max(nombre, self.minimum)]
        reste = len(self.membres) - len(gardes)
        suite = [accorder(reste, self.autre)] if reste else []
        nom = f"{self.titre}{ou([*gardes, *suite])}"
        return " : ".join(filter(None, (nom, ", ".join(self.conditions))))


def exiger(table: Table, cles: tuple[str, ...]) -> None:
    """Sentences that earlier data do not have."""
    manquent = [cle for cle in cles if cle not in table.textes]
    if manquent:
        raise ErreurPalliorient(
            f"ces données n'ont pas de quoi le dire : il manque « {manquent[0]} » dans « textes »."
        )


def appels(table: Table, dit: Contenu, noms: Noms) -> Iterator[Bref]:
    """The calls of an answer that have a number, in their order."""
    for section in dit.sections:
        for ligne in section.lignes:
            if ligne.numero and ligne.groupe:
                yield _appel(table, ligne, ligne.groupe, noms)


def _appel(table: Table, ligne: Ligne, groupe: Groupe, noms: Noms) -> Bref:
    titre, membres = _membres(noms, groupe)
    minimum = next((r for r, c in enumerate(groupe.contacts, start=1) if c.telephone), 1)
    silence = [ligne.silence] if ligne.silence else []
    conditions = [*_qui_decident(table, ligne.details), *silence]
    autre = table.textes["court-autre"]
    return Bref(ligne.numero, titre, membres, conditions, minimum, autre)


def _qui_decident(table: Table, details: str) -> Iterator[str]:
    """The words of a contact that decide, each once."""
    dits = {mot: table.au_telephone.get(mot, mot) for mot in details.split(SEPARATEUR)}
    yield from dict.fromkeys(filter(None, dits.values()))


def _membres(noms: Noms, groupe: Groupe, *, entier: bool = False) -> tuple[str, list[str]]:
    """What stands before the members of a list, and each of them; `entier`: names are whole."""
    if groupe.seul:
        nom = noms.nu(groupe.premier) if entier else _seul(noms, groupe.premier)
        return "", [_avec_numero(noms, nom, groupe.premier)]
    sigle = noms.sigle(groupe.premier)
    membres = [
        _avec_numero(noms, noms.court(c.nom.removeprefix(f"{sigle} ")), c) for c in groupe.contacts
    ]
    return f"{sigle}{noms.marques(groupe.premier)} ", membres


def _seul(noms: Noms, contact: Contact) -> str:
    """Whoever is meant is known: « l'équipe de l'EHPAD » is enough."""
    if noms.services[contact.id].generique:
        return sans_precision(contact.nom)
    nom, sigle = noms.nu(contact), f"{noms.sigle(contact)} "
    return f"{sigle}{noms.court(nom.removeprefix(sigle))}" if nom.startswith(sigle) else nom


def sans_precision(nom: str) -> str:
    """« L'équipe de l'EHPAD, avec le médecin traitant ou coordonnateur » up to its comma."""
    return nom.partition(", ")[0]


def _avec_numero(noms: Noms, nom: str, contact: Contact) -> str:
    if not contact.telephone:
        return nom
    court = d_urgence(contact.telephone)  # « SAMU 75 / SAS · le 15 »
    return f"{nom}{' · ' if court else ' '}{noms.telephone(contact)}"


def nommes(table: Table, contacts: list[Contact], *, numeros: bool) -> list[str]:
    """Contacts by name, in the order of call; lists of a kind as one, home services counted."""
    noms = Noms(table, reserve="court-reserve")
    if not numeros:
        contacts = [c._replace(telephone=None) for c in contacts]
    dits = []
    for groupes in par_section(contacts, noms.carnet, detail=False).values():
        for groupe in groupes:
            titre, membres = _membres(noms, groupe, entier=True)
            compte = groupe.premier.groupe == COMPTES and not groupe.seul
            dits.append(f"{titre}{len(membres) if compte else ', '.join(membres)}")
    return dits

"""Contacts as a person reads them: by section, and lists that repeat as one item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Contact
from palliorient.noyau.table.lignes import Appelant, Service
from palliorient.noyau.table.table import SECTIONS, SUPRA, Table
from palliorient.rendu.reponse.appelant import numerote
from palliorient.rendu.reponse.sans_carnet import SansCarnet

A_LEUR_MANIERE = "accompagnement"
"""Group whose services differ in what they do: same words, same item."""


CHIFFRES_DES_URGENCES = 2


def d_urgence(numero: str) -> bool:
    """Two digits: the emergency services. Another short number is one like the others."""
    return len(numero) == CHIFFRES_DES_URGENCES


class Groupe(NamedTuple):
    """Contacts of one section that say the same thing: three HAD, six USP…"""

    contacts: list[Contact]

    @property
    def premier(self) -> Contact:
        return self.contacts[0]

    @property
    def seul(self) -> bool:
        return len(self.contacts) == 1


def par_section(
    contacts: list[Contact],
    carnet: SansCarnet,
    *,
    detail: bool,
    appelants: Sequence[Appelant | None] = (),
) -> dict[str, list[Groupe]]:
    """Section → groups, in the order of call; with `detail`, one group for each contact.

    A directory parts no group: the order of the screen is that of the answer without it. Whom one
    of `appelants` may call is never in one item with whom they may not.
    """
    sections: dict[str, dict[object, list[Contact]]] = {s: {} for s in SECTIONS}
    for contact in contacts:
        cle = (
            contact.id if detail else _cle(contact, carnet.joignable(contact.id, contact.joignable))
        )
        permis = tuple(numerote(appelant, contact) for appelant in appelants)
        sections[contact.section].setdefault((cle, permis), []).append(contact)
    return {
        section: [Groupe(ensemble) for ensemble in groupes.values()]
        for section, groupes in sections.items()
    }


def _cle(contact: Contact, joignable: str) -> tuple[object, ...]:
    return (
        contact.type,
        contact.caractere,
        contact.option,
        joignable,
        contact.modalite if contact.groupe == A_LEUR_MANIERE else None,
        contact.portee == SUPRA,
        contact.statut,
    )


class Equipe(NamedTuple):
    """One team of a list: the places where it works, who carries it, one number."""

    noms: list[str]
    porteur: str | None
    contact: Contact


class Noms:
    """How contacts are named on a screen: short, each carrier and each number told once."""

    def __init__(
        self,
        table: Table,
        carnet: SansCarnet | None = None,
        *,
        reserves_en_note: bool = False,
        reserve: str | None = None,
        au_plus: int | None = None,
    ) -> None:
        """`reserves_en_note`: a star beside the numbers; `reserve`: the words beside them;
        `au_plus`: how many names of a list known from figures only."""
        self.table = table
        self.carnet = carnet or SansCarnet()
        self.reserves_en_note = reserves_en_note
        self.mots_de_reserve = reserve
        self.au_plus = au_plus
        self.annees: set[str] = set()
        """Years of the numbers that were not checked."""
        self.services: dict[str, Service] = {s.id: s for s in table.services}
        self.porteurs_dits: set[str] = set()
        self._sigles = {t.sigle for t in table.types.values()}

    def liste(self, groupe: Groupe) -> str:
        """Names one after the other, after the short name of their type."""
        sigle = self.sigle(groupe.premier)
        marques = self.marques(groupe.premier)
        equipes = self._equipes(groupe, f"{sigle} ")
        commun = _entre_parentheses([nom for e in equipes for nom in e.noms])
        dits = [self._equipe(e, commun) for e in equipes]
        nature = f"{sigle} {commun}".rstrip()
        repete = all(d.startswith(sigle) for d in dits)
        titre = "" if repete and not marques else f"{nature}{marques} : "
        if self.au_plus and self.services[groupe.premier.id].declare:
            dits = self._les_premiers(dits, self.au_plus)
            equipes = equipes[: len(dits)]
        reserves = [self.reserve(e.contact) for e in equipes]
        if not self.reserves_en_note:
            # Once for the list when all share it; else beside the number that it is about.
            if len({*reserves}) == 1 and reserves[0]:
                return f"{titre}{' | '.join(dits)} ({reserves[0]})"
            dits = [
                f"{dit} ({reserve})" if reserve else dit
                for dit, reserve in zip(dits, reserves, strict=True)
            ]
        return titre + " | ".join(dits)

    def _equipes(self, groupe: Groupe, prefixe: str) -> list[Equipe]:
        """Services that the same structures carry are one team, told once."""
        par_porteur: dict[tuple[str, ...], Equipe] = {}
        for contact in groupe.contacts:
            porteurs = tuple(self.services[contact.id].porteurs)
            nom = self.court(contact.nom.removeprefix(prefixe))
            connue = par_porteur.get(porteurs)
            if self.carnet.voie(contact.id):
                par_porteur[(contact.id,)] = Equipe([nom], contact.porteur, contact)
            elif connue is None:
                par_porteur[porteurs] = Equipe([nom], contact.porteur, contact)
            else:
                porteur = connue.porteur or contact.porteur
                par_porteur[porteurs] = Equipe([*connue.noms, nom], porteur, connue.contact)
        return list(par_porteur.values())

    def _les_premiers(self, dits: list[str], combien: int) -> list[str]:
        """The first of a long list, and how many more there are: none has a number to lose."""
        reste = len(dits) - combien
        if reste < 2:
            return dits
        return [*dits[:combien], self.table.textes["liste-suite"].replace("{nombre}", str(reste))]

    def _equipe(self, equipe: Equipe, commun: str) -> str:
        nom = ", ".join(nom.removesuffix(commun).rstrip() for nom in equipe.noms)
        if equipe.porteur and len(equipe.noms) > 1:
            nom += f" ({equipe.porteur})"
        numero = equipe.contact.telephone
        voie = self.carnet.voie(equipe.contact.id)
        if voie is None or (not voie.telephone and not voie.comment):
            return f"{nom} {numero}{self._etoile(equipe.contact)}" if numero else nom
        dits = [voie.reserve, *voie.comment] if voie.telephone else voie.comment
        return f"{nom} {numero or ''}".rstrip() + f" ({SEPARATEUR.join(dits)})"

    def _etoile(self, contact: Contact) -> str:
        return "*" if self.reserves_en_note and self.reserve(contact) else ""

    def telephone(self, contact: Contact) -> str:
        """The number as one reads it, with its year and its caution when it was not checked."""
        voie = self.carnet.voie(contact.id)
        if voie and voie.telephone:
            return f"{voie.telephone} ({voie.reserve})"
        if contact.telephone and d_urgence(contact.telephone):
            return f"le {contact.telephone}"
        reserve = self.reserve(contact)
        if self.reserves_en_note or not reserve:
            return f"{contact.telephone}{self._etoile(contact)}"
        return f"{contact.telephone} ({reserve})"

    def reserve(self, contact: Contact) -> str | None:
        """What must be said beside a number: nothing when it was checked, else how old it is."""
        if contact.telephone is None or contact.telephone_verifie_le:
            return None
        voie = self.carnet.voie(contact.id)
        if voie and voie.telephone:
            return None  # it is told with its own
        annee = ((contact.telephone_source or {}).get("date") or "")[:4]
        cle = "reserve-urgence" if contact.groupe == "urgence" else "reserve-standard"
        cle = self.mots_de_reserve or cle
        self.annees.add(annee)
        return self.table.textes[cle].replace("{annee}", annee)

    def seul(self, contact: Contact, *, detail: bool) -> str:
        """One contact, with who carries it the first time, and its number."""
        nom = self.nu(contact)
        porteur = contact.porteur or ""
        debut, _, entre_parentheses = contact.nom.removesuffix(")").rpartition("(")
        repete = porteur in self.porteurs_dits or bool(debut and entre_parentheses in porteur)
        if porteur and (detail or not repete):
            self.porteurs_dits.add(porteur)
            nom += f", {porteur}"
        return nom

    def nu(self, contact: Contact) -> str:
        """One contact by its name, and what always stands with it."""
        return f"{contact.nom}{self.marques(contact)}"

    def marques(self, contact: Contact) -> str:
        """What no line leaves out: it is of another territory, or known from figures only."""
        ailleurs = "autre territoire" if contact.portee == SUPRA else None
        dites = [m for m in (ailleurs, self.services[contact.id].declare) if m]
        return f" ({', '.join(dites)})" if dites else ""

    def court(self, nom: str) -> str:
        """A hospital's name in a list, without the words that they nearly all share."""
        sans_fin = nom.replace(f" {self.table.textes['liste-omet-fin']}", "")
        # « HAD AP-HP » has no other name.
        nom = nom if sans_fin in self._sigles else sans_fin
        for debut in self.table.textes["liste-omet-debut"].split(" | "):
            if nom.startswith(f"{debut} "):
                return nom.removeprefix(f"{debut} ")
        return nom

    def sigle(self, contact: Contact) -> str:
        return self.table.types[contact.type].sigle


def _entre_parentheses(noms: list[str]) -> str:
    """The last words in parentheses, when all the names have the same: told once."""
    fins = {f"({nom.rpartition('(')[2]}" if nom.endswith(")") else "" for nom in noms}
    return fins.pop() if len(fins) == 1 else ""

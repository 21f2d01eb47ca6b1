"""Expected against obtained: one check for each key of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from palliorient.noyau.mots import proche
from palliorient.noyau.orientation import Contact, Orientation
from palliorient.noyau.table import Table
from palliorient.scenarios.modele import Ecart, ScenarioLu

if TYPE_CHECKING:
    from palliorient.noyau.diagnostic import Position

RIEN = "rien"
ABSENT = "absent"


def noms_connus(table: Table) -> frozenset[str]:
    """Every id and type of these data, generic contacts included."""
    return frozenset(table.types) | {s["id"] for s in table.services}


class Verification:
    """Checks one answer against one scenario."""

    def __init__(self, scenario: ScenarioLu, orientation: Orientation, connus: frozenset[str]):
        self.scenario = scenario
        self.orientation = orientation
        self.connus = connus
        self.contacts: dict[str, list[Contact]] = {}
        for contact in orientation.contacts:
            self.contacts.setdefault(contact.id, []).append(contact)
            if contact.type != contact.id:
                self.contacts.setdefault(contact.type, []).append(contact)

    def ecarts(self) -> Iterator[Ecart]:
        attendu = self.scenario.attendu
        for cle, verifier in PAR_CLE.items():
            if cle in attendu.model_fields_set:
                yield from verifier(self, cle, getattr(attendu, cle))

    # --- presence -----------------------------------------------------------------

    def presents(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        for rang, nom in enumerate(noms):
            if nom not in self.contacts:
                yield self.absent(cle, nom, self.ici(cle, rang))

    def absents(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        leves = {a.code: a for a in self.orientation.alertes}
        for rang, nom in enumerate(noms):
            ici = self.ici(cle, rang)
            if nom in leves:
                raison = f"{leves[nom].regle} : {leves[nom].texte}"
                yield Ecart(cle, f"sans {nom}", nom, ici, (raison,))
            elif nom in self.contacts:
                trouves = self.contacts[nom]
                obtenu = ", ".join(c.id for c in trouves)
                yield Ecart(cle, f"sans {nom}", obtenu, ici, _raisons(trouves[0]))
            elif nom not in self.connus and not nom.isupper():
                yield self.absent(cle, nom, ici)

    def seuls(self, cle: str, types: list[str]) -> Iterator[Ecart]:
        permis = set(self.scenario.attendu.contacts or ())
        for rang, type_ in enumerate(types):
            for contact in self.contacts.get(type_, ()):
                if contact.id not in permis:
                    attendu = f"pas d'autre {type_} que ceux de « contacts »"
                    yield Ecart(cle, attendu, contact.id, self.ici(cle, rang), _raisons(contact))

    # --- order ----------------------------------------------------------------------

    def premier(self, cle: str, nom: str) -> Iterator[Ecart]:
        if nom not in self.contacts:
            yield self.absent(cle, nom, self.ici(cle))
            return
        contact = self.orientation.contacts[0]
        if nom not in (contact.id, contact.type):
            yield Ecart(cle, nom, contact.id, self.ici(cle), _raisons(contact))

    def ordre(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        for rang, (avant, apres) in enumerate(pairwise(noms)):
            ici = self.ici(cle, rang + 1)
            manquant = next((n for n in (avant, apres) if n not in self.contacts), None)
            if manquant is not None:
                yield self.absent(cle, manquant, ici)
                continue
            dernier, suivant = self.contacts[avant][-1], self.contacts[apres][0]
            if dernier.rang >= suivant.rang:
                obtenu = f"{suivant.rang}. {suivant.id}, {dernier.rang}. {dernier.id}"
                yield Ecart(cle, f"{avant} avant {apres}", obtenu, ici)

    # --- around the contacts ----------------------------------------------------------

    def alertes(self, cle: str, codes: list[str]) -> Iterator[Ecart]:
        leves = dict.fromkeys(a.code for a in self.orientation.alertes)
        for rang, code in enumerate(codes):
            if code not in leves:
                yield Ecart(cle, code, ", ".join(leves) or RIEN, self.ici(cle, rang))

    def a_venir(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        yield from self.parmi(cle, noms, [(s.id, s.type) for s in self.orientation.a_venir])

    def ecartes(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        yield from self.parmi(cle, noms, [(s.id, s.type) for s in self.orientation.ecartes])

    def parmi(self, cle: str, noms: list[str], services: list[tuple[str, str]]) -> Iterator[Ecart]:
        for rang, nom in enumerate(noms):
            if not any(nom in service for service in services):
                obtenu = ", ".join(id_ for id_, _ in services) or RIEN
                yield Ecart(cle, nom, obtenu, self.ici(cle, rang))

    def deduit(self, cle: str, voulu: str) -> Iterator[Ecart]:
        situation, deduction = self.orientation.situation, self.orientation.deduction
        obtenu = situation.moment if cle == "moment" else getattr(deduction, cle)
        if obtenu != voulu:
            yield Ecart(cle, voulu, obtenu or RIEN, self.ici(cle))

    def gradation(self, cle: str, extrait: str) -> Iterator[Ecart]:
        cellule = self.orientation.gradation
        obtenu = cellule.libelle if cellule else RIEN
        if extrait not in obtenu:
            yield Ecart(cle, extrait, obtenu, self.ici(cle))

    def territoires(self, cle: str, noms: list[str]) -> Iterator[Ecart]:
        obtenus = list(self.orientation.deduction.territoires)
        if obtenus != noms:
            yield Ecart(cle, ", ".join(noms), ", ".join(obtenus), self.ici(cle))

    # --- fields of the contacts -----------------------------------------------------

    def champs(self, cle: str, par_nom: dict[str, str | list[str]]) -> Iterator[Ecart]:
        champ = _CHAMP_DE_LA_CLE[cle]
        for nom, voulu in par_nom.items():
            ici = self.ici(cle, nom)
            if nom not in self.contacts:
                yield self.absent(cle, nom, ici)
            for contact in self.contacts.get(nom, ()):
                obtenu = _ecrit(getattr(contact, champ))
                if not _convient(cle, voulu, obtenu):
                    texte = _ecrit(voulu, " ou " if cle == "joignables" else ", ")
                    yield Ecart(
                        cle,
                        f"{nom} : {texte}",
                        f"{contact.id} : {obtenu}",
                        ici,
                        _raisons(contact),
                    )

    # --- saying it ----------------------------------------------------------------------

    def ici(self, cle: str, suite: str | int | None = None) -> Position:
        return self.scenario.position(cle) if suite is None else self.scenario.position(cle, suite)

    def absent(self, cle: str, nom: str, ici: Position) -> Ecart:
        """Something is expected that the answer has not: say what is known of it."""
        if nom not in self.connus:
            voisin = proche(nom, sorted(self.connus))
            question = f" (vouliez-vous dire « {voisin} » ?)" if voisin else ""
            return Ecart(cle, nom, f"inconnu de ces données{question}", ici)
        for service in self.orientation.a_venir:
            if nom in (service.id, service.type):
                return Ecart(cle, nom, f"{ABSENT}, à venir : {service.id} {service.statut}", ici)
        raisons = tuple(
            f"{s.id} : {s.raison}" for s in self.orientation.ecartes if nom in (s.id, s.type)
        )
        return Ecart(cle, nom, ABSENT, ici, raisons)


PAR_CLE: dict[str, Callable[..., Iterator[Ecart]]] = {
    "contacts": Verification.presents,
    "absents": Verification.absents,
    "seuls": Verification.seuls,
    "premier": Verification.premier,
    "ordre": Verification.ordre,
    "alertes": Verification.alertes,
    "a_venir": Verification.a_venir,
    "ecartes": Verification.ecartes,
    "joignables": Verification.champs,
    "caracteres": Verification.champs,
    "options": Verification.champs,
    "sections": Verification.champs,
    "portees": Verification.champs,
    "modalites": Verification.champs,
    "porteurs": Verification.champs,
    "desservis": Verification.champs,
    "gradation": Verification.gradation,
    "colonne": Verification.deduit,
    "public": Verification.deduit,
    "moment": Verification.deduit,
    "territoires": Verification.territoires,
}

_CHAMP_DE_LA_CLE = {
    "joignables": "joignable",
    "caracteres": "caractere",
    "options": "option",
    "sections": "section",
    "portees": "portee",
    "modalites": "modalite",
    "porteurs": "porteur",
    "desservis": "territoires",
}

_EXTRAITS = ("modalites", "porteurs")
"""Keys whose words must stand somewhere in the text, not be the whole of it."""


def _ecrit(valeur: str | list[str] | None, separateur: str = ", ") -> str:
    return separateur.join(valeur) if isinstance(valeur, list) else valeur or RIEN


def _convient(cle: str, voulu: str | list[str], obtenu: str) -> bool:
    if cle == "joignables":
        return obtenu in voulu
    return _ecrit(voulu) in obtenu if cle in _EXTRAITS else _ecrit(voulu) == obtenu


def _raisons(contact: Contact) -> tuple[str, ...]:
    return tuple(f"{m.regle} : {m.explication}" for m in contact.motifs)

"""Expected against obtained: one check for each key of a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from palliorient.noyau.decision.et_si import proposees
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.langue.mots import proche
from palliorient.noyau.table.table import Table
from palliorient.scenarios.modele import Manque, ScenarioLu
from palliorient.scenarios.textes import AUCUN, tient

if TYPE_CHECKING:
    from palliorient.noyau.modele.diagnostic import Position

RIEN = "rien"
ABSENT = "absent"


def noms_connus(table: Table) -> frozenset[str]:
    """Every id and type of these data, generic contacts included; the open questions."""
    return frozenset(table.types).union(
        (s.id for s in table.services), (q.id for q in table.questions_ouvertes)
    )


class Verification:
    """Checks one answer against one scenario."""

    def __init__(
        self,
        scenario: ScenarioLu,
        orientation: Orientation,
        connus: frozenset[str],
        table: Table,
        jour: date,
        phrases_de_la_fiche: Callable[[], list[str]],
    ) -> None:
        """`phrases_de_la_fiche`: what the printed sheet says; made only if it is looked at."""
        self.scenario = scenario
        self.table = table
        self.jour = jour
        self.phrases_de_la_fiche = phrases_de_la_fiche
        self.orientation = orientation
        self.connus = connus
        self.contacts: dict[str, list[Contact]] = {}
        for contact in orientation.contacts:
            self.contacts.setdefault(contact.id, []).append(contact)
            if contact.type != contact.id:
                self.contacts.setdefault(contact.type, []).append(contact)

    def ecarts(self) -> Iterator[Manque]:
        attendu = self.scenario.attendu
        for cle, verifier in PAR_CLE.items():
            if cle in attendu.model_fields_set:
                yield from verifier(self, cle, getattr(attendu, cle))

    # --- presence -----------------------------------------------------------------

    def presents(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        for rang, nom in enumerate(noms):
            if nom not in self.contacts:
                yield self.absent(cle, nom, self.ici(cle, rang))

    def absents(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        leves = {a.code: a for a in self.orientation.alertes}
        for rang, nom in enumerate(noms):
            ici = self.ici(cle, rang)
            if nom in leves:
                raison = f"{leves[nom].regle} : {leves[nom].texte}"
                yield Manque(cle, f"sans {nom}", nom, ici, (raison,))
            elif nom in self.contacts:
                trouves = self.contacts[nom]
                obtenu = ", ".join(c.id for c in trouves)
                yield Manque(cle, f"sans {nom}", obtenu, ici, _raisons(trouves[0]))
            elif nom not in self.connus and not nom.isupper():
                yield self.absent(cle, nom, ici)

    def seuls(self, cle: str, types: list[str]) -> Iterator[Manque]:
        permis = set(self.scenario.attendu.contacts or ())
        for rang, type_ in enumerate(types):
            for contact in self.contacts.get(type_, ()):
                if contact.id not in permis:
                    attendu = f"pas d'autre {type_} que ceux de « contacts »"
                    yield Manque(cle, attendu, contact.id, self.ici(cle, rang), _raisons(contact))

    # --- order ----------------------------------------------------------------------

    def premier(self, cle: str, nom: str) -> Iterator[Manque]:
        if nom not in self.contacts:
            yield self.absent(cle, nom, self.ici(cle))
            return
        contact = self.orientation.contacts[0]
        if nom not in (contact.id, contact.type):
            yield Manque(cle, nom, contact.id, self.ici(cle), _raisons(contact))

    def ordre(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        for rang, (avant, apres) in enumerate(pairwise(noms)):
            ici = self.ici(cle, rang + 1)
            manquant = next((n for n in (avant, apres) if n not in self.contacts), None)
            if manquant is not None:
                yield self.absent(cle, manquant, ici)
                continue
            dernier, suivant = self.contacts[avant][-1], self.contacts[apres][0]
            if dernier.rang >= suivant.rang:
                obtenu = f"{suivant.rang}. {suivant.id}, {dernier.rang}. {dernier.id}"
                yield Manque(cle, f"{avant} avant {apres}", obtenu, ici)

    # --- around the contacts ----------------------------------------------------------

    def alertes(self, cle: str, codes: list[str]) -> Iterator[Manque]:
        leves = dict.fromkeys(a.code for a in self.orientation.alertes)
        for rang, code in enumerate(codes):
            if code not in leves:
                yield Manque(cle, code, ", ".join(leves) or RIEN, self.ici(cle, rang))

    def questions_ouvertes(self, cle: str, par_nom: dict[str, bool]) -> Iterator[Manque]:
        ouvertes = [q.id for q in self.orientation.questions_ouvertes]
        for nom, voulue in par_nom.items():
            ici = self.ici(cle, nom)
            if nom not in self.connus:
                yield self.absent(cle, nom, ici)
            elif (nom in ouvertes) is not voulue:
                attendu = nom if voulue else f"sans {nom}"
                yield Manque(cle, attendu, ", ".join(ouvertes) or RIEN, ici)

    def a_venir(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        yield from self.parmi(cle, noms, [(s.id, s.type) for s in self.orientation.a_venir])

    def ecartes(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        yield from self.parmi(cle, noms, [(s.id, s.type) for s in self.orientation.ecartes])

    def parmi(self, cle: str, noms: list[str], services: list[tuple[str, str]]) -> Iterator[Manque]:
        for rang, nom in enumerate(noms):
            if not any(nom in service for service in services):
                obtenu = ", ".join(id_ for id_, _ in services) or RIEN
                yield Manque(cle, nom, obtenu, self.ici(cle, rang))

    def deduit(self, cle: str, voulu: str) -> Iterator[Manque]:
        situation, deduction = self.orientation.situation, self.orientation.deduction
        obtenu = situation.moment if cle == "moment" else getattr(deduction, cle)
        if obtenu != voulu:
            yield Manque(cle, voulu, obtenu or RIEN, self.ici(cle))

    def gradation(self, cle: str, extrait: str) -> Iterator[Manque]:
        cellule = self.orientation.gradation
        obtenu = cellule.libelle if cellule else RIEN
        if not (extrait in obtenu if cle == "gradation" else tient(extrait, obtenu)):
            yield Manque(cle, extrait, obtenu, self.ici(cle))

    def territoires(self, cle: str, noms: list[str]) -> Iterator[Manque]:
        obtenus = list(self.orientation.deduction.territoires)
        if obtenus != noms:
            yield Manque(cle, ", ".join(noms), ", ".join(obtenus), self.ici(cle))

    # --- fields of the contacts -----------------------------------------------------

    def champs(self, cle: str, par_nom: dict[str, str | list[str]]) -> Iterator[Manque]:
        champ = _CHAMP_DE_LA_CLE[cle]
        for nom, voulu in par_nom.items():
            ici = self.ici(cle, nom)
            if nom not in self.contacts:
                yield self.absent(cle, nom, ici)
            for contact in self.contacts.get(nom, ()):
                obtenu = _ecrit(getattr(contact, champ))
                if not _convient(cle, voulu, obtenu):
                    texte = _ecrit(voulu, " ou " if cle == "joignables" else ", ")
                    yield Manque(
                        cle,
                        f"{nom} : {texte}",
                        f"{contact.id} : {obtenu}",
                        ici,
                        _raisons(contact),
                    )

    # --- whole texts ----------------------------------------------------------------------

    def textes(self, cle: str, par_code: dict[str, list[str]]) -> Iterator[Manque]:
        for code, voulus in par_code.items():
            dits = [a.texte for a in self.orientation.alertes if a.code == code]
            manques = list(self.tous_dits(cle, code, voulus, dits))
            yield from manques
            de_trop = [d for d in dits if not any(tient(voulu, d) for voulu in voulus)]
            if de_trop and not manques:
                attendu = f"{code} : rien d'autre que ce qui est écrit"
                yield Manque(cle, attendu, " | ".join(de_trop), self.ici(cle, code))

    def et_si(self, cle: str, par_nom: dict[str, str]) -> Iterator[Manque]:
        proposes = {
            e.id: f"{e.nom} : {'+'.join(f'{c}={v}' for c, v in e.change.items())}"
            for e in proposees(self.table, self.orientation.situation, self.jour)
        }
        for nom, voulu in par_nom.items():
            obtenu = proposes.get(nom, AUCUN)
            if not tient(voulu, obtenu):
                yield Manque(cle, f"{nom} : {voulu}", f"{nom} : {obtenu}", self.ici(cle, nom))

    def court(self, cle: str, voulues: list[str]) -> Iterator[Manque]:
        from palliorient.rendu.reponse import court

        danger, premier, suite = court.lignes(self.table, self.orientation)
        lignes = [ligne.strip() for ligne in (*danger, *premier, *suite)]
        for rang, voulue in enumerate(voulues):
            if not any(tient(voulue, ligne) for ligne in lignes):
                yield Manque(cle, voulue, " | ".join(lignes), self.ici(cle, rang))

    def raisons(self, cle: str, par_nom: dict[str, list[str]]) -> Iterator[Manque]:
        for nom, voulues in par_nom.items():
            if nom not in self.contacts:
                yield self.absent(cle, nom, self.ici(cle, nom))
            for contact in self.contacts.get(nom, ()):
                yield from self.tous_dits(
                    cle, nom, voulues, [m.explication for m in contact.motifs]
                )

    def lignes(self, cle: str, voulues: list[str]) -> Iterator[Manque]:
        avant = self.orientation.anticipation
        rappels = self.orientation.rappels if cle == "rappels" else avant.preparer if avant else []
        for rang, voulue in enumerate(voulues):
            if not any(tient(voulue, rappel.texte) for rappel in rappels):
                obtenu = " | ".join(rappel.texte for rappel in rappels) or RIEN
                yield Manque(cle, voulue, obtenu, self.ici(cle, rang))

    def fiche(self, cle: str, voulues: list[str]) -> Iterator[Manque]:
        dites = self.phrases_de_la_fiche()
        for rang, voulue in enumerate(voulues):
            if not any(tient(voulue, dite) for dite in dites):
                yield Manque(cle, voulue, " | ".join(dites) or RIEN, self.ici(cle, rang))

    def tous_dits(self, cle: str, nom: str, voulus: list[str], dits: list[str]) -> Iterator[Manque]:
        for voulu in voulus:
            if not any(tient(voulu, dit) for dit in dits):
                obtenu = " | ".join(dits) or RIEN
                yield Manque(cle, f"{nom} : {voulu}", obtenu, self.ici(cle, nom))

    # --- saying it ----------------------------------------------------------------------

    def ici(self, cle: str, suite: str | int | None = None) -> Position:
        return self.scenario.position(cle) if suite is None else self.scenario.position(cle, suite)

    def absent(self, cle: str, nom: str, ici: Position) -> Manque:
        """Something is expected that the answer has not: say what is known of it."""
        if nom not in self.connus:
            voisin = proche(nom, sorted(self.connus))
            question = f" (vouliez-vous dire « {voisin} » ?)" if voisin else ""
            return Manque(cle, nom, f"inconnu de ces données{question}", ici)
        for service in self.orientation.a_venir:
            if nom in (service.id, service.type):
                return Manque(cle, nom, f"{ABSENT}, à venir : {service.id} {service.statut}", ici)
        raisons = tuple(
            f"{s.id} : {s.raison}" for s in self.orientation.ecartes if nom in (s.id, s.type)
        )
        return Manque(cle, nom, ABSENT, ici, raisons)


PAR_CLE: dict[str, Callable[..., Iterator[Manque]]] = {
    "contacts": Verification.presents,
    "absents": Verification.absents,
    "seuls": Verification.seuls,
    "premier": Verification.premier,
    "ordre": Verification.ordre,
    "alertes": Verification.alertes,
    "questions_ouvertes": Verification.questions_ouvertes,
    "et_si": Verification.et_si,
    "court": Verification.court,
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
    "modalites_entieres": Verification.champs,
    "noms": Verification.champs,
    "structures": Verification.champs,
    "telephones": Verification.champs,
    "adresses": Verification.champs,
    "horaires": Verification.champs,
    "raisons": Verification.raisons,
    "textes": Verification.textes,
    "rappels": Verification.lignes,
    "a_preparer": Verification.lignes,
    "fiche": Verification.fiche,
    "gradation": Verification.gradation,
    "gradation_entiere": Verification.gradation,
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
    "modalites_entieres": "modalite",
    "noms": "nom",
    "structures": "structure",
    "telephones": "telephone",
    "adresses": "adresse",
    "horaires": "horaires",
}

_EXTRAITS = ("modalites", "porteurs")
"""Keys whose words must stand somewhere in the text, not be the whole of it."""

_ENTIERS = ("modalites_entieres", "noms", "structures", "telephones", "adresses", "horaires")
"""Keys whose words are the whole of a text, but for what they leave out."""


def _ecrit(valeur: str | list[str] | None, separateur: str = ", ") -> str:
    return separateur.join(valeur) if isinstance(valeur, list) else valeur or RIEN


def _convient(cle: str, voulu: str | list[str], obtenu: str) -> bool:
    if cle == "joignables":
        return obtenu in voulu
    if cle in _ENTIERS:
        return tient(_ecrit(voulu), AUCUN if obtenu == RIEN else obtenu)
    return _ecrit(voulu) in obtenu if cle in _EXTRAITS else _ecrit(voulu) == obtenu


def _raisons(contact: Contact) -> tuple[str, ...]:
    return tuple(f"{m.regle} : {m.explication}" for m in contact.motifs)

"""One version of the data inside a space shared with another, and what a change is."""

from __future__ import annotations

from typing import Any, NamedTuple

from palliorient.noyau.decision.ordre import REPLI as RANG_REPLI
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.moteur_symbolique import Faits
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.table.table import CARACTERES, Table

REPLI = CARACTERES[RANG_REPLI]

CHAMPS_DE_FICHE = (
    "nom",
    "statut",
    "porteur",
    "territoires",
    "arrondissement",
    "adresse",
    "telephone",
    "telephone_verifie_le",
    "horaires",
    "modalite",
)
"""What a contact shows besides its place in the answer."""


class Changement(NamedTuple):
    """One thing that changes. `avant` or `apres` None: it was not there, or is no more."""

    genre: str
    """`contact`, `caractere`, `joignable`, `section`, `ordre`, `a-venir` or `alerte`."""
    id: str
    nom: str
    avant: str | None
    apres: str | None


class Groupe(NamedTuple):
    """All that changes in exactly these situations."""

    ensemble: Noeud
    situations: int
    changements: list[Changement]


class Exemple(NamedTuple):
    """One situation, how to ask for it, and the rank of each contact before and after."""

    situation: str
    commande: str
    avant: dict[str, int]
    apres: dict[str, int]


class Fiche(NamedTuple):
    """One line of a service's card that changes, wherever it is shown."""

    id: str
    nom: str
    champ: str
    avant: Any
    apres: Any


class EntreeRelue(NamedTuple):
    """An input that no longer means the same, in words."""

    genre: str
    """The criterion that it answers; `quand` for an hour of a day."""
    entree: str
    avant: str
    apres: str


class Regles(NamedTuple):
    """Rules and cells by identifier."""

    ajoutees: list[str]
    retirees: list[str]
    modifiees: list[str]


class Version:
    """One of the two versions, inside the common space."""

    def __init__(self, referentiel: Referentiel, table: Table, espace: Espace) -> None:
        self.referentiel = referentiel
        self.table = table
        self.univers = Univers(espace, table)
        self.faits = Faits(self.univers)
        self.rangs = {s.id: rang for rang, s in enumerate(table.services)}

    def presence(self, service: str) -> Noeud:
        rang = self.rangs.get(service)
        return VIDE if rang is None else self.faits.presence.get(rang, VIDE)

    def forces(self, service: str) -> dict[str, Noeud]:
        """Caractère → where."""
        if not self.presence(service):
            return {}
        forces = self.faits.caracteres(self.rangs[service])
        return {CARACTERES[rang]: ou for rang, ou in forces.items()}

    def joignables(self, service: str) -> dict[str, Noeud]:
        return self.faits.joignables(self.rangs[service]) if self.presence(service) else {}

    def sections(self, service: str) -> dict[str, Noeud]:
        """Section of the answer → where."""
        sections: dict[str, Noeud] = {}
        if self.presence(service):
            for _, section, ou in self.faits.etapes(self.rangs[service]):
                sections[section] = self.univers.espace.plus(sections.get(section, VIDE), ou)
        return sections

    def a_venir(self, service: str) -> Noeud:
        return self.faits.a_venir.get(self.rangs.get(service, -1), VIDE)

    def cite(self, service: str) -> Noeud:
        """Where the answer names it, in service or to come."""
        return self.univers.espace.plus(self.presence(service), self.a_venir(service))

    def nom(self, service: str) -> str | None:
        rang = self.rangs.get(service)
        return None if rang is None else self.table.services[rang].nom

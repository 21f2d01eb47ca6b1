"""The engine with a memory: same functions as `moteur.orienter`, each part worked out once.

Millions of rows share a few thousand sets of true rows. What depends on a part of the
bits only (the contacts of some services, the alerts, one criterion's « why not ») is
remembered by that part. Nothing is decided here: every value comes from `noyau`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from palliorient.noyau.decision.moteur import (
    Appel,
    Cadre,
    Propose,
    actualite,
    appels,
    lignes_vraies,
    services_a_venir,
    valeurs_des_axes,
)
from palliorient.noyau.decision.ordre import incertains_en_dernier
from palliorient.noyau.decision.orientation import AVenir
from palliorient.noyau.situation.situation import Deduction, Situation, deduire, site
from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import Table

V = TypeVar("V")
P = TypeVar("P")
Piece = tuple[tuple[Any, ...], P]
"""What is kept of a contact, after its key in the order of call."""

_CLE = itemgetter(0)

PARTS = 36
"""Groups of services remembered together: not many look-ups, nor many different contents."""

RETENUS = 4_500
"""Small values kept in one memory."""

CADRES = 300
"""Frames and profiles are bigger; situations of the six wanted criteria make far fewer."""

PROFILS = 2_000


class Profil(NamedTuple):
    """What a situation gives whatever its place (the axis `site`)."""

    valeurs: dict[str, str]
    bits: int
    en_dernier: bool


class Decision(NamedTuple):
    """The rows that hold for one situation, and what they are read with."""

    situation: Situation
    deduction: Deduction
    jour: date
    profil: Profil
    bits: int

    @property
    def valeurs(self) -> dict[str, str]:
        """Every axis with its value."""
        return {**self.profil.valeurs, "site": site(self.situation)}

    @property
    def classe(self) -> tuple[Any, ...]:
        """Two situations of one class have the same contacts, alerts and services to come."""
        return self.bits, self.deduction.territoires, self.profil.en_dernier


class Souvenirs(dict[Any, V]):
    """A dictionary that never grows beyond a bound: full, it starts again."""

    def __init__(self, maximum: int = RETENUS) -> None:
        super().__init__()
        self.maximum = maximum

    def retenir(self, cle: Any, faire: Callable[[], V]) -> V:
        """The value of a key, worked out the first time."""
        valeur = self.get(cle)
        if valeur is None:
            if len(self) >= self.maximum:
                self.clear()
            valeur = self[cle] = faire()
        return valeur


class Decideur(Generic[P]):
    """Decides for many situations of one table.

    `garder` makes what is kept of each contact.
    """

    def __init__(self, table: Table, garder: Callable[[Cadre, Appel], P]) -> None:
        self.table = table
        self.garder = garder
        self.masque_du_cadre = masque(table.etapes, table.joignables, table.precisions)
        self._masque_a_venir = masque(table.a_venir)
        self._masque_des_alertes = masque(table.alertes_levees, table.a_venir)
        self._corriges = {service.id for service in table.services if service.ecart}
        parts = _parts(table)
        self._parts = {
            lieu: [part for part in parts if part[0] & bits]
            for lieu, bits in table.masques["site"].items()
        }
        """The parts that have some row for a site."""
        self._lieu_compte = any("site" in boite for boite in table.inconnus_en_dernier)
        self.codes: Souvenirs[list[str]] = Souvenirs()
        """Codes of the alerts, by `cle_des_alertes`."""
        self._hors_lieu = [
            c
            for c in table.defauts
            if c not in ("arrondissement", "etablissement", *table.classes_de)
        ]
        """All the criteria but the place and the exact ages."""
        self._actualites: Souvenirs[str] = Souvenirs()
        self._a_venir: Souvenirs[list[AVenir]] = Souvenirs()
        self._profils: Souvenirs[Profil] = Souvenirs(PROFILS)
        self._cadres: Souvenirs[Cadre] = Souvenirs(CADRES)
        self._pieces: Souvenirs[list[Piece[P]]] = Souvenirs()

    def decider(self, situation: Situation, jour: date) -> Decision:
        """The rows that hold."""
        table = self.table
        deduction = deduire(table, situation)
        actuel = self._actualites.get(jour) or self._actualites.retenir(
            jour, lambda: actualite(table, jour)
        )
        dits = situation.dits
        cle = (*[dits[c] for c in self._hors_lieu], *table.classes_dites(situation), actuel)
        profil = self._profils.get(cle) or self._profils.retenir(
            cle, lambda: self._profil(situation, jour)
        )
        lieu = site(situation)
        bits = profil.bits & table.masques["site"][lieu]
        if self._lieu_compte:
            valeurs = {**profil.valeurs, "site": lieu}
            profil = profil._replace(en_dernier=incertains_en_dernier(table, valeurs))
        return Decision(situation, deduction, jour, profil, bits)

    def _profil(self, situation: Situation, jour: date) -> Profil:
        valeurs = valeurs_des_axes(self.table, situation, jour)
        en_dernier = incertains_en_dernier(self.table, valeurs)
        del valeurs["site"]
        return Profil(valeurs, lignes_vraies(self.table, valeurs), en_dernier)

    def contacts(self, decision: Decision) -> list[P]:
        """What is kept of each contact, in the order of call."""
        table, bits, en_dernier = self.table, decision.bits, decision.profil.en_dernier
        territoires = decision.deduction.territoires
        commun = (bits & self.masque_du_cadre, en_dernier)
        propre = (*commun, territoires)
        cadre = self._cadres.retenir(propre, lambda: Cadre(table, bits, en_dernier, territoires))
        pieces: list[Piece[P]] = []
        for masque, partout in self._parts[site(decision.situation)]:
            part = bits & masque
            if part:
                cle = (part, commun if partout else propre)
                connues = self._pieces.get(cle)
                if connues is None:
                    connues = self._pieces.retenir(cle, partial(self._part, part, cadre))
                pieces += connues
        pieces.sort(key=_CLE)
        return [garde for _, garde in pieces]

    def a_venir(self, decision: Decision) -> list[AVenir]:
        """The services called for that are not in service yet."""
        bits = decision.bits & self._masque_a_venir
        return self._a_venir.retenir(bits, lambda: services_a_venir(self.table, bits))

    def cle_des_alertes(self, decision: Decision, contacts: Sequence[Propose]) -> tuple[Any, ...]:
        """All that alerts depend on: of contacts, the reach and the corrections of the map."""
        return (
            decision.bits & self._masque_des_alertes,
            "supra-territorial" in [c.portee for c in contacts],
            tuple([c.id for c in contacts if c.id in self._corriges]),
        )

    def _part(self, bits: int, cadre: Cadre) -> list[Piece[P]]:
        trouves = appels(self.table, bits, cadre)
        return [(appel.cle, self.garder(cadre, appel)) for appel in trouves]


def masque(*genres: Lignes[Any]) -> int:
    """The bits of all the rows of these kinds."""
    return sum(genre.masque for genre in genres)


def _parts(table: Table) -> list[tuple[int, bool]]:
    """Masks over the rows of contacts, each service in one part; parts of similar size.

    True: services that name their territories, and so do not take those of the person.
    """
    lignes = table.contacts.toutes
    rangs: dict[int, list[int]] = {}
    for rang, ligne in enumerate(lignes):
        rangs.setdefault(ligne.service, []).append(rang)
    parts: dict[tuple[int, bool], int] = {}
    places = 0
    for service in sorted(rangs):
        part = (places * PARTS // len(lignes), bool(table.services[service].territoires))
        places += len(rangs[service])
        for rang in rangs[service]:
            parts[part] = parts.get(part, 0) | 1 << (table.contacts.debut + rang)
    return [(bits, partout) for (_, partout), bits in parts.items()]

"""The valid situations of one table, and its rows as sets of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.noyau.preuve.espace import Espace, Restriction
from palliorient.noyau.table.boites import AUCUN, Boite
from palliorient.noyau.table.lignes import Lignes
from palliorient.noyau.table.table import ACTUALITE, Table

L = TypeVar("L")


class Univers:
    """The valid situations of one table, inside a space, and its rows as sets."""

    def __init__(self, espace: Espace, table: Table) -> None:
        self.espace = espace
        self.table = table
        self.tout = espace.moins(
            espace.union([espace.boite(b) for b in self._valides()]),
            espace.union([espace.boite(b) for b in self._contradictoires()]),
        )
        self._rangees = [self._une_ligne(r) for r in self._restrictions()]

    def _valides(self) -> Iterable[dict[str, list[str]]]:
        """A residence and a named hospital only for a patient in hospital; no level only
        for bereavement alone; what a place implies is not free."""
        criteres = self.table.criteres
        sites = list(self.table.sites)
        quartiers = [s for s, site in self.table.sites.items() if not site.hopital]
        libres = {axe: list(m) for axe, m in self.table.masques.items() if ":" not in axe}
        for lieu in criteres["lieu"].valeurs:
            chez_soi = not self.table.hospitalier(lieu.id)
            boite = libres | {"lieu": [lieu.id], "site": quartiers if chez_soi else sites}
            if chez_soi:
                boite["residence"] = [str(criteres["residence"].defaut)]
            boite |= {critere: [valeur] for critere, valeur in lieu.implique.items()}
            for critere, codes in self.table.listes.items():
                boite[critere] = [AUCUN, *codes]
            sans = self.table.sans_niveau
            yield boite | {"niveau": [n for n in boite["niveau"] if n != sans.id]}
            seul = {liste: [code] for liste, code in sans.seul.items()}
            yield boite | {"niveau": [sans.id]} | seul

    def _contradictoires(self) -> Iterator[dict[str, list[str]]]:
        """Answers of two lists that are declared not to go together."""
        for critere in self.table.criteres.values():
            for valeur in critere.valeurs:
                for autre, contraire in valeur.contredit.items():
                    yield {critere.id: [valeur.id], autre: [contraire]}

    @cached_property
    def nombre(self) -> int:
        """How many situations the contract's core space has."""
        return self.compter(self.tout)

    def compter(self, ensemble: Noeud, *, pesees: bool = True) -> int:
        """How many situations of the core space are in a set, whatever the day asked.

        `pesees` false: communes that nothing tells apart are counted once.
        """
        espace, defaut = self.espace, str(self.table.criteres[ACTUALITE].defaut)
        etats = espace.valeurs[ACTUALITE]
        return espace.compter(
            espace.union([espace.deplacer(ensemble, ACTUALITE, e, defaut) for e in etats]),
            pesees=pesees,
        )

    @cached_property
    def distinctes(self) -> int:
        """How many of them the rows tell apart, axis by axis, at home and in hospital."""
        total = 0
        for lieux in self._familles():
            vivantes = 0
            for lieu in lieux:
                vivantes |= self.table.masques["lieu"][lieu]
            gardees: dict[str, list[str]] = {}
            for axe, masques in self.table.masques.items():
                if ":" in axe:
                    continue
                signatures: dict[object, str] = {}
                for valeur, bits in masques.items():
                    if axe != "lieu" or valeur in lieux:
                        signatures.setdefault(self._signature(axe, valeur, bits & vivantes), valeur)
                gardees[axe] = list(signatures.values())
            boite = self.espace.boite(gardees)
            total += self.compter(self.espace.inter(self.tout, boite), pesees=False)
        return total

    def _familles(self) -> list[list[str]]:
        familles: dict[str, list[str]] = {}
        for lieu in self.table.criteres["lieu"].valeurs:
            familles.setdefault(self.table.colonne(lieu.id), []).append(lieu.id)
        return list(familles.values())

    def _signature(self, axe: str, valeur: str, bits: int) -> object:
        """Values with the same signature are the same for every row and just as valid."""
        if axe == "lieu":
            return bits, tuple(self.table.valeur(axe, valeur).implique.items())
        if axe == "site":
            return bits, self.table.sites[valeur].hopital
        lieux = self.table.criteres["lieu"].valeurs
        if any(axe in lieu.implique for lieu in lieux):
            return bits, valeur
        return bits, valeur == self.table.defaut(axe)

    # --- rows -------------------------------------------------------------------

    def lignes(self, lignes: Lignes[L]) -> Iterator[tuple[L, Noeud]]:
        """The rows of a kind in their order, each with its set."""
        ici = self._rangees[lignes.debut : lignes.debut + len(lignes.toutes)]
        return zip(lignes.toutes, ici, strict=True)

    def _une_ligne(self, boite: Restriction) -> Noeud:
        return self.espace.inter(self.tout, self.espace.boite(self.espace.replier(boite)))

    def _restrictions(self) -> list[Restriction]:
        """For each row, the values it allows on the axes it does not leave free."""
        nombre = self.table.toutes.bit_length()
        boites: list[dict[str, Collection[str] | int]] = [{} for _ in range(nombre)]
        for axe, masques in self.table.masques.items():
            haut = axe in self.espace.hauts
            rangs = self.espace.rangs[axe] if haut else {v: r for r, v in enumerate(masques)}
            bits = {valeur: 1 << rangs[valeur] for valeur in masques}
            toutes = sum(bits.values())
            connus: dict[int, frozenset[str]] = {}
            for rang, permis in enumerate(masques.par_ligne(bits, nombre)):
                if permis == toutes:
                    continue
                if haut:
                    boites[rang][axe] = permis
                    continue
                if permis not in connus:
                    connus[permis] = frozenset(v for v, bit in bits.items() if bit & permis)
                boites[rang][axe] = connus[permis]
        return [*boites]

    def condition(self, boites: Iterable[Boite]) -> Noeud:
        """The valid situations of a condition of the rules."""
        return self.espace.inter(self.tout, self.espace.condition(boites))

"""From a set of situations to a few large boxes, and to its simplest situation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from palliorient.noyau.langue.phrases import nombre
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.situation.criteres import depuis
from palliorient.noyau.situation.ecriture import options
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.table import ACTUALITE, Table
from palliorient.verification.mots import Mots

Boite = dict[str, tuple[str, ...]]

DERNIERS = ("age", "moment", "site", "niveau", "lieu")
"""The axes a box frees last: a sentence without them would say little."""

BOITES_DITES = 5


class Decoupage(NamedTuple):
    """Boxes that together hold the set, or its beginning; `reste`: situations left out."""

    boites: list[Boite]
    reste: int


class Morceaux:
    """Cuts sets of valid situations into words. `tout`: those that count, by default all."""

    def __init__(self, univers: Univers, mots: Mots, tout: Noeud | None = None) -> None:
        self.univers = univers
        self.espace = espace = univers.espace
        self.tout = univers.tout if tout is None else tout
        self.mots = mots
        self.ordre = [a for a in espace.valeurs if a not in DERNIERS] + [
            a for a in DERNIERS if a in espace.valeurs
        ]

    # --- the simplest situation ---------------------------------------------------

    @cached_property
    def _couts(self) -> dict[str, list[int]]:
        """What a value costs in a counter-example: nothing when it is the usual one."""
        couts: dict[str, list[int]] = {}
        for axe, valeurs in self.espace.valeurs.items():
            usuelle = self.mots.usuelle(axe)
            if usuelle is not None:
                couts[axe] = [0 if v == usuelle else 10 for v in valeurs]
            elif axe == "age":
                classes = {c.id: c.a - c.de for c in self.mots.classes.values()}
                large = max(classes.values())
                couts[axe] = [0 if classes.get(v) == large else 1 for v in valeurs]
            else:
                couts[axe] = [0] * len(valeurs)
        return couts

    @cached_property
    def _niveaux_de_cout(self) -> list[tuple[int, int]]:
        """(cost, bits of the leaf that cost as much), from the cheapest."""
        masques = {0: self.espace.feuille}
        for axe in self.espace.bas:
            suivants: dict[int, int] = {}
            for cout, bits in masques.items():
                for rang, masque in enumerate(self.espace.masques[axe]):
                    total = cout + self._couts[axe][rang]
                    suivants[total] = suivants.get(total, 0) | bits & masque
            masques = suivants
        return sorted(masques.items())

    def exemple(self, ensemble: Noeud) -> dict[str, str]:
        """The situation of the set with the fewest unusual answers."""
        espace = self.espace
        connus: dict[Noeud, tuple[int, tuple[int, ...]]] = {}

        def chercher(noeud: Noeud, etage: int) -> tuple[int, tuple[int, ...]]:
            if etage == len(espace.hauts):
                for cout, bits in self._niveaux_de_cout:
                    trouves = noeud & bits
                    if trouves:
                        return cout, ((trouves & -trouves).bit_length() - 1,)
            if noeud not in connus:
                couts = self._couts[espace.hauts[etage]]
                meilleur: tuple[int, tuple[int, ...]] | None = None
                for rang, enfant in enumerate(espace.ensembles.enfants(noeud, etage)):
                    if enfant and (meilleur is None or couts[rang] < meilleur[0]):
                        cout, suite = chercher(enfant, etage + 1)
                        if meilleur is None or cout + couts[rang] < meilleur[0]:
                            meilleur = cout + couts[rang], (rang, *suite)
                assert meilleur is not None, "un nœud n'est jamais vide"
                connus[noeud] = meilleur
            return connus[noeud]

        *rangs, bit = chercher(ensemble, 0)[1]
        point = {a: espace.valeurs[a][r] for a, r in zip(espace.hauts, rangs, strict=True)}
        for axe in espace.bas:
            rang = bit // espace.pas[axe] % len(espace.valeurs[axe])
            point[axe] = espace.valeurs[axe][rang]
        return point

    # --- boxes --------------------------------------------------------------------

    def boites(self, ensemble: Noeud, maximum: int = BOITES_DITES) -> Decoupage:
        """The set as boxes that cannot grow, the first around its simplest situation."""
        reste = ensemble
        trouvees: list[Boite] = []
        while reste and len(trouvees) < maximum:
            boite = self._grandir(self.exemple(reste), ensemble)
            trouvees.append(boite)
            reste = self.espace.moins(reste, self.espace.boite(boite))
        return Decoupage(self._utiles(trouvees), self.univers.compter(reste))

    def _utiles(self, boites: list[Boite]) -> list[Boite]:
        """Without the boxes that the others hold together."""
        gardees = list(boites)
        for boite in boites:
            autres = self.espace.union([self.espace.boite(b) for b in gardees if b is not boite])
            if len(gardees) > 1 and not self.espace.moins(self._valide(boite), autres):
                gardees.remove(boite)
        return gardees

    def _grandir(self, point: Mapping[str, str], ensemble: Noeud) -> Boite:
        boite: Boite = {axe: (valeur,) for axe, valeur in point.items()}
        for axe in self.ordre:
            toutes = self.espace.valeurs[axe]
            if self._dedans({**boite, axe: toutes}, ensemble):
                del boite[axe]
                continue
            boite[axe] = tuple(
                v for v in toutes if v in boite[axe] or self._dedans({**boite, axe: (v,)}, ensemble)
            )
        return boite

    def _dedans(self, boite: Boite, ensemble: Noeud) -> bool:
        ici = self._valide(boite)
        return bool(ici) and not self.espace.moins(ici, ensemble)

    def _valide(self, boite: Boite) -> Noeud:
        return self.espace.inter(self.espace.boite(boite), self.tout)

    # --- in words -------------------------------------------------------------------

    def phrases(self, ensemble: Noeud, maximum: int = BOITES_DITES) -> list[str]:
        """The boxes in words, and what is left as a count."""
        decoupage = self.boites(ensemble, maximum)
        lignes = [self.mots.boite(b) for b in decoupage.boites]
        if decoupage.reste:
            lignes.append(f"… et {nombre(decoupage.reste)} autres situations")
        return lignes


def situation_de(table: Table, point: Mapping[str, str]) -> Situation:
    """The situation of a point of the space, as the engine takes it."""
    site = table.sites[point["site"]]
    dits: dict[str, Valeur] = {
        table.place: table.place_de(site.commune),
        "etablissement": point["site"] if site.hopital else None,
    }
    for critere, code in point.items():
        if critere in table.defauts:
            vide = critere in table.listes and code not in table.listes[critere]
            dits[critere] = () if vide else depuis(table, critere, code)
    return Situation.de(dits)


def jour_de(table: Table, point: Mapping[str, str], jour: date) -> date:
    """A day on which the data are in the state of the point."""
    if point[ACTUALITE] == "perime":
        return date.fromisoformat(table.perime_apres) + timedelta(days=1)
    if point[ACTUALITE] == "anterieur":
        return date.fromisoformat(table.a_jour_au) - timedelta(days=1)
    debut, fin = (date.fromisoformat(j) for j in (table.a_jour_au, table.perime_apres))
    return min(max(jour, debut), fin)


def commande(table: Table, point: Mapping[str, str]) -> str:
    """The command that asks for this situation."""
    morceaux = ["palliorient orienter", *options(table, situation_de(table, point).dits)]
    if point[ACTUALITE] != table.criteres[ACTUALITE].defaut:
        morceaux.append(f"--date {jour_de(table, point, date.min).isoformat()}")
    return " ".join(morceaux)

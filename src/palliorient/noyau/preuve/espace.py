"""The space of all situations, and its sets: boxes, rows and conditions as sets.

An axis here is one question with one answer. The two lists become one axis each: the
contract's core space takes « no or one » team that follows, and « no or one » need.
Only combinations that `lire_situation` accepts are in the space.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from palliorient.noyau.preuve.ensembles import VIDE, Ensembles, Noeud
from palliorient.noyau.table.boites import AUCUN, Boite
from palliorient.noyau.table.table import NON, OUI, Table

HAUTS = ("site", "residence", "lieu")
"""The axes of the map, each a level of the tree, in the order measured to share best."""

LIEUX = ("site", "residence")
"""The axes where one value may stand for several communes."""

FEUILLE = 4096
"""Situations in a leaf at most: the axes that would make it larger become levels."""

Valeurs = Mapping[str, tuple[str, ...]]
Restriction = Mapping[str, Collection[str] | int]
"""Axis → permitted values, or their bits for one above the leaf; one that is not named is free."""


def valeurs_des_axes(*tables: Table) -> dict[str, tuple[str, ...]]:
    """Axis → its values in any of the tables; those of the first come first."""
    axes: dict[str, dict[str, None]] = {}
    for table in tables:
        for critere, codes in table.listes.items():
            axes.setdefault(critere, {AUCUN: None}).update(dict.fromkeys(codes))
        for axe, masques in table.masques.items():
            if ":" not in axe:
                axes.setdefault(axe, {}).update(dict.fromkeys(masques))
    return {axe: tuple(valeurs) for axe, valeurs in axes.items()}


def _poids(tables: Sequence[Table], valeurs: Sequence[str]) -> tuple[int, ...]:
    """How many communes each value stands for; () when it is one for all."""
    sites = {s: site.poids for table in reversed(tables) for s, site in table.sites.items()}
    poids = tuple(sites.get(valeur, 1) for valeur in valeurs)
    return poids if any(p > 1 for p in poids) else ()


class Espace:
    """The axes with their values, and the sets of situations over them."""

    def __init__(self, *tables: Table) -> None:
        """The space of these tables; the values of the first come first."""
        self.valeurs = valeurs = valeurs_des_axes(*tables)
        self.listes = tuple(dict.fromkeys(liste for t in tables for liste in t.listes))
        """Criteria that hold any number of values: here, none or one."""
        self.bas = self._feuille()
        hauts = dict.fromkeys([*HAUTS, *self.listes, *valeurs])
        self.hauts = tuple(axe for axe in hauts if axe in valeurs and axe not in self.bas)
        self.rangs = {a: {v: i for i, v in enumerate(vs)} for a, vs in valeurs.items()}
        self.ensembles = Ensembles(
            [len(valeurs[axe]) for axe in self.hauts],
            [_poids(tables, valeurs[axe]) if axe in LIEUX else () for axe in self.hauts],
        )
        self.inter, self.plus, self.moins = (
            self.ensembles.inter,
            self.ensembles.plus,
            self.ensembles.moins,
        )
        self.union, self.compter = self.ensembles.union, self.ensembles.compter
        self.pas: dict[str, int] = {}
        taille = 1
        for axe in reversed(self.bas):
            self.pas[axe] = taille
            taille *= len(valeurs[axe])
        self.feuille = (1 << taille) - 1
        self.masques = {axe: self._masques(axe, taille) for axe in self.bas}
        self._boites: dict[tuple[object, ...], Noeud] = {}

    def _feuille(self) -> tuple[str, ...]:
        """The axes of the leaf: as many as it takes in, in the order of the file."""
        bas: list[str] = []
        taille = 1
        for axe, valeurs in self.valeurs.items():
            haut = axe in HAUTS or axe in self.listes
            if not haut and taille * len(valeurs) <= FEUILLE:
                bas.append(axe)
                taille *= len(valeurs)
        return tuple(bas)

    def _masques(self, axe: str, taille: int) -> list[int]:
        """For each value of an axis of the leaf, the bits where it holds."""
        pas, nombre = self.pas[axe], len(self.valeurs[axe])
        bloc = (1 << pas) - 1
        periode = pas * nombre
        repete = sum(1 << depart for depart in range(0, taille, periode))
        return [(bloc << rang * pas) * repete for rang in range(nombre)]

    def contient(self, ensemble: Noeud, point: Mapping[str, str]) -> bool:
        """Is this situation, one value for each axis, in the set?"""
        for etage, axe in enumerate(self.hauts):
            if not ensemble:
                return False
            ensemble = self.ensembles.enfants(ensemble, etage)[self.rangs[axe][point[axe]]]
        bit = sum(self.rangs[axe][point[axe]] * self.pas[axe] for axe in self.bas)
        return bool(ensemble >> bit & 1)

    # --- boxes ------------------------------------------------------------------

    def boite(self, restriction: Restriction) -> Noeud:
        """The set of a box; a value that no axis has is in no situation."""
        permis: list[int | None] = []
        for axe in self.hauts:
            permis.append(self._permis(axe, restriction))
        feuille = self.feuille
        for axe in self.bas:
            if axe in restriction:
                rangs = self.rangs[axe]
                masques = self.masques[axe]
                bits = 0
                dites = restriction[axe]
                for valeur in () if isinstance(dites, int) else dites:
                    if valeur in rangs:
                        bits |= masques[rangs[valeur]]
                feuille &= bits
        cle = (*permis, feuille)
        connue = self._boites.get(cle)
        if connue is None:
            connue = self._boites[cle] = self.ensembles.boite(permis, feuille)
        return connue

    def _permis(self, axe: str, restriction: Restriction) -> int | None:
        """The permitted values of an axis as bits; None: all."""
        if axe not in restriction:
            return None
        rangs, dites = self.rangs[axe], restriction[axe]
        permis = dites if isinstance(dites, int) else 0
        for valeur in () if isinstance(dites, int) else dites:
            if valeur in rangs:
                permis |= 1 << rangs[valeur]
        return None if permis.bit_count() == len(rangs) else permis

    def condition(self, boites: Iterable[Boite]) -> Noeud:
        """The set of a condition of the rules (`boites.Axes.boites`), lists folded."""
        return self.union([self.boite(self.replier(boite)) for boite in boites])

    def replier(self, boite: Restriction) -> dict[str, Collection[str] | int]:
        """`besoin:deuil` yes or no → the values of the one axis `besoin`."""
        restriction: dict[str, Collection[str] | int] = {
            axe: valeurs for axe, valeurs in boite.items() if ":" not in axe
        }
        for critere in self.listes:
            dits = {
                axe.partition(":")[2]: valeurs
                for axe, valeurs in boite.items()
                if axe.startswith(critere + ":") and not isinstance(valeurs, int)
            }
            if dits:
                restriction[critere] = [v for v in self.valeurs[critere] if _permet(dits, v)]
        return restriction

    def au_mieux(self, rangs: Iterable[tuple[int, Noeud]]) -> dict[int, Noeud]:
        """Rank → where it is the smallest of those that hold."""
        par_rang: dict[int, list[Noeud]] = {}
        for rang, ou in rangs:
            par_rang.setdefault(rang, []).append(ou)
        resultat: dict[int, Noeud] = {}
        deja = VIDE
        for rang in sorted(par_rang):
            ici = self.union(par_rang[rang])
            seul = self.moins(ici, deja)
            if seul:
                resultat[rang] = seul
            deja = self.plus(deja, ici)
        return resultat

    def deplacer(self, ensemble: Noeud, axe: str, de: str, vers: str) -> Noeud:
        """Situations of the set where the axis is `de`, moved to where it is `vers`."""
        depart, arrivee = self.rangs[axe][de], self.rangs[axe][vers]
        if axe in self.bas:
            masque, ecart = self.masques[axe][depart], (arrivee - depart) * self.pas[axe]

            def bouger(bits: int) -> int:
                bits &= masque
                return bits << ecart if ecart >= 0 else bits >> -ecart

            return self.ensembles.transformer(ensemble, bouger, None, int)

        def echanger(bits: int) -> int:
            return (bits >> depart & 1) << arrivee

        return self.ensembles.transformer(ensemble, int, self.hauts.index(axe), echanger)


def _permet(dits: Mapping[str, Collection[str]], valeur: str) -> bool:
    """Does a situation with this only value of a list meet every yes/no of the box?"""
    return all((OUI if nom == valeur else NON) in permis for nom, permis in dits.items())

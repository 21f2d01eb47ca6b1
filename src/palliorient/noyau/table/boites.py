"""Conditions on derived criteria, as boxes over the base axes.

A *box* maps an axis to the set of values it allows; an axis it does not name is
free. A condition is a union of boxes: `colonne: etablissement` is « in a hospital »
or « at home, and home no longer possible ». Nothing derived is left afterwards, so
the table needs one mask per axis and value.

Axes: every single-valued criterion of the rules (`lieu`, `niveau`, `age` by class…),
`site` (a place, see `lieux.places`, or a hospital's id), `residence`, and one axis
`suivi:x` or `besoin:x` with `oui`/`non` for each value of those two lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING

from palliorient.noyau.modele.objets import replace
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.table.lieux import places
from palliorient.noyau.table.table import NON, OUI

if TYPE_CHECKING:
    from palliorient.noyau.modele.modele import Condition, Critere, Referentiel, Valeurs

Boite = dict[str, frozenset[str]]

AUCUN = "aucun"
"""`etablissement: aucun`: no named hospital."""


class Site:
    """One value of the axis `site`: communes that are one place, or a hospital of the map."""

    __slots__ = (
        *("arrondissement", "commune", "etablissement", "id", "poids", "retenu", "territoires"),
    )

    def __init__(
        self,
        id: str,
        commune: str | None,
        arrondissement: int | None,
        retenu: str,
        aussi: Mapping[str, tuple[str, ...]],
        *,
        etablissement: bool = False,
    ) -> None:
        self.id = id
        self.commune = commune
        """INSEE code of the place, or of the one that stands for the others."""
        self.arrondissement = arrondissement
        self.retenu = retenu
        self.territoires = {retenu: (), **aussi}
        """Territory → service types it counts for; empty: all of them."""
        self.etablissement = etablissement
        self.poids = 1
        """How many communes it stands for."""

    def dans(self, territoires: Iterable[str], type_de_service: str) -> bool:
        """Does a service of these territories and this type serve this site?"""
        return any(
            territoire in self.territoires
            and (
                not self.territoires[territoire] or type_de_service in self.territoires[territoire]
            )
            for territoire in territoires
        )


class Axes:
    """The axes of a referential: their values, and how derived criteria fold onto them."""

    def __init__(self, referentiel: Referentiel, *autres: Referentiel) -> None:
        """`autres`: other versions of the data (see `lieux.places`)."""
        self.criteres: dict[str, Critere] = {c.id: c for c in referentiel.criteres}
        self.places = places(referentiel, *autres)
        """Commune → the site that stands for it."""
        self.sites = _sites(referentiel, self.places)
        self.dits = self.places | {
            str(s.arrondissement): s.id for s in self.sites.values() if not s.etablissement
        }
        """How a condition names a place, by its number or its code → its site."""
        self.lieux = tuple(s for s in self.sites.values() if not s.etablissement)
        self.listes = frozenset(c.id for c in referentiel.criteres if c.genre == "liste")
        """Criteria that hold any number of values: one yes/no axis for each value."""
        self.valeurs: dict[str, tuple[str, ...]] = {}
        for critere in referentiel.criteres:
            valeurs = tuple(v.id for v in critere.valeurs)
            if critere.id in self.listes:
                for valeur in valeurs:
                    self.valeurs[f"{critere.id}:{valeur}"] = (NON, OUI)
            elif critere.id == "residence":
                self.valeurs["residence"] = (*valeurs, *(s.id for s in self.lieux))
            elif critere.id in PLACES:
                self.valeurs["site"] = tuple(self.sites)
            elif valeurs:
                self.valeurs[critere.id] = valeurs
        self.implicites: dict[str, frozenset[str]] = {
            critere.id: frozenset(v.id for v in critere.valeurs if not v.explicite)
            for critere in referentiel.criteres
            if any(v.explicite for v in critere.valeurs)
        }
        """Criteria with a value that only rules naming it reach, and the other values."""
        self._connues: dict[tuple[str, frozenset[str], bool], list[Boite]] = {}

    def a_tout_niveau(self, condition: Condition) -> Condition:
        """What does not depend on the level holds for its explicit values too."""
        niveaux = {c: tuple(v.id for v in self.criteres[c].valeurs) for c in self.implicites}
        return replace(condition, quand={**niveaux, **condition.quand})

    def boites(self, *conditions: Condition) -> list[Boite]:
        """The union of boxes in which all the conditions hold together."""
        choix = product(*(condition.un_de or ({},) for condition in conditions))
        return [boite for cas in choix for boite in self._boites(conditions, cas)]

    def _boites(
        self, conditions: tuple[Condition, ...], cas: tuple[Mapping[str, Valeurs], ...]
    ) -> list[Boite]:
        """The same once each condition has taken one of the cases of its `un_de`."""
        resultat: list[Boite] = [{}]
        dits = [*(condition.quand for condition in conditions), *cas]
        for dit in dits:
            for critere, valeurs in dit.items():
                resultat = croiser(resultat, self._une(critere, frozenset(valeurs), oui=True))
        for condition in conditions:
            for critere, valeurs in condition.sauf.items():
                resultat = croiser(resultat, self._une(critere, frozenset(valeurs), oui=False))
        nommes = {critere for dit in dits for critere in dit}
        for critere, implicites in self.implicites.items():
            if critere not in nommes:
                resultat = croiser(resultat, [{critere: implicites}])
        return resultat

    def _une(self, critere: str, valeurs: frozenset[str], *, oui: bool) -> list[Boite]:
        """Many rules say the same of a criterion: each is worked out once."""
        cle = (critere, valeurs, oui)
        if cle not in self._connues:
            self._connues[cle] = self._d_un_critere(critere, valeurs, oui=oui)
        return self._connues[cle]

    def _d_un_critere(self, critere: str, valeurs: frozenset[str], *, oui: bool) -> list[Boite]:
        if critere in self.listes:
            if oui:
                return [{f"{critere}:{v}": frozenset((OUI,))} for v in sorted(valeurs)]
            return [{f"{critere}:{v}": frozenset((NON,)) for v in valeurs}]
        if critere == "colonne":
            return self._colonnes(valeurs, oui)
        if critere == "public":
            classes = self.criteres["age"].valeurs
            retenues = frozenset(v.id for v in classes if (v.public in valeurs) is oui)
            return [{"age": retenues}]
        if critere in PLACES:
            retenus = frozenset(
                s.id
                for s in self.sites.values()
                if (not valeurs.isdisjoint({s.commune, str(s.arrondissement)})) is oui
            )
            return [{"site": retenus}]
        if critere in ("territoire", "etablissement"):
            retenus = frozenset(
                s.id for s in self.sites.values() if (_trait(s, critere) in valeurs) is oui
            )
            return [{"site": retenus}]
        toutes = self.valeurs[critere]
        if critere == "residence":
            valeurs = frozenset(self.dits.get(v, v) for v in valeurs)
        return [{critere: frozenset(v for v in toutes if (v in valeurs) is oui)}]

    def _colonnes(self, valeurs: frozenset[str], oui: bool) -> list[Boite]:
        lieux = self.criteres["lieu"].valeurs
        toutes = {v.colonne for v in lieux if v.colonne}
        return [b for c in sorted(toutes) if (c in valeurs) is oui for b in self._colonne(c)]

    def _colonne(self, colonne: str) -> list[Boite]:
        """Places of this column, unless an answer imposes another; the others, if one imposes it.

        Home stays in its column only while staying is possible.
        """
        lieux = self.criteres["lieu"].valeurs
        ici = frozenset(v.id for v in lieux if v.colonne == colonne)
        ailleurs = frozenset(v.id for v in lieux if v.colonne != colonne)
        dedans: Boite = {"lieu": ici}
        boites: list[Boite] = [dedans]
        for critere in self.criteres.values():
            imposees = {v.id: v.colonne for v in critere.valeurs if v.colonne}
            if critere.id == "lieu" or not imposees:
                continue
            contraires = frozenset(v for v, c in imposees.items() if c != colonne)
            if contraires:
                dedans[critere.id] = frozenset(self.valeurs[critere.id]) - contraires
            vers = frozenset(v for v, c in imposees.items() if c == colonne)
            if vers:
                boites.append({"lieu": ailleurs, critere.id: vers})
        return boites


def _trait(site: Site, critere: str) -> str:
    if critere == "territoire":
        return site.retenu
    return site.id if site.etablissement else AUCUN


def _sites(referentiel: Referentiel, places: Mapping[str, str]) -> dict[str, Site]:
    sites: dict[str, Site] = {}
    combien = Counter(places.values())
    for r in sorted(referentiel.rattachements, key=lambda r: r.arrondissement or 0):
        id = places[r.commune]
        ici = sites.get(id)
        if ici is None:
            aussi = {r.aussi: r.types_aussi} if r.aussi else {}
            ici = sites[id] = Site(id, r.commune, r.arrondissement, r.territoire, aussi)
        elif r.commune == id:  # the one that stands for the others
            ici.commune, ici.arrondissement = r.commune, r.arrondissement
        ici.poids = combien[id]
    for s in referentiel.structures:
        if s.etablissement and s.territoire:
            sites[s.id] = Site(
                s.id, s.commune, s.arrondissement, s.territoire, {}, etablissement=True
            )
    return sites


def croiser(gauche: list[Boite], droite: list[Boite]) -> list[Boite]:
    """All non-empty intersections of a box of `gauche`, none empty, and a box of `droite`."""
    resultat: list[Boite] = []
    for a in gauche:
        for b in droite:
            boite = {**a, **b}
            for axe, valeurs in b.items():
                if axe in a:
                    valeurs = boite[axe] = a[axe] & valeurs
                if not valeurs:
                    break
            else:
                resultat.append(boite)
    return resultat

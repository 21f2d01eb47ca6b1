"""The rows that hold for many situations, as bits: one mask for each part that was read together.

Above the rows of the table stand other bits, which are cut out by the same masks: what else the
answers decide costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import chain
from operator import and_, or_
from typing import NamedTuple

from palliorient.lots.decision.pieces import groupes
from palliorient.lots.lecteur import MOMENT, Partie, Rangee
from palliorient.lots.souvenirs import ENVELOPPE, Memoire, Souvenirs
from palliorient.noyau.decision import moteur
from palliorient.noyau.decision.pourquoi_pas import a_un_critere_pres, autour_de_chacun
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.criteres import axes_du_critere
from palliorient.noyau.situation.situation import Situation, Valeur, site
from palliorient.noyau.table.table import ACTUALITE, Table

OCTETS = 4 << 20
"""Bytes of what answers to the questions give."""

PLACE = (*PLACES, "etablissement")
"""The criteria that make one axis together, the site."""


class Dite(NamedTuple):
    """What some answers give: a value of some axes, and the rows that hold with them."""

    axes: dict[str, str]
    bits: int


class Presque(NamedTuple):
    """What one part of the answers lacks by itself."""

    lignes: int
    """The rows that hold but for one axis that may change."""
    changeables: list[tuple[int, int]]
    """These axes by their rank, and the rows that hold with each."""


class LignesTenues:
    """Which rows of one table hold, and what stands above them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        premier = table.toutes.bit_length()
        self._boites = [(1 << premier + n, b) for n, b in enumerate(table.inconnus_en_dernier)]
        """Above the rows, one bit for each box in which uncertain contacts come last."""
        self._en_dernier = sum(bit for bit, _ in self._boites)
        self._groupes = groupes(table, self._en_dernier)
        self._haut = premier + len(self._boites)
        """Above the boxes, one bit for each group that may be called for."""
        self._aucun = self._haut + len(self._groupes)
        """Above them, one bit when no service is left out by its own name."""
        self._dessus = self._en_dernier | (1 << len(self._groupes) + 1) - 1 << self._haut
        self.autour = reduce(or_, (autour for _, autour in self._groupes), 0)
        """All that contacts depend on."""
        self._nommables = [c.id for c in table.criteres.values() if c.services]
        du = Souvenirs(OCTETS)
        self._jours = Memoire(du, self._du_jour, ENVELOPPE)
        self._sites = Memoire(du, self._du_site, ENVELOPPE)
        self._dites = Memoire(du, self._du_critere, ENVELOPPE)
        self._parties = Memoire(du, self._de_la_partie, ENVELOPPE)
        self._ailleurs = Memoire(du, self._a_un_autre_moment, ENVELOPPE)
        self._territoires = Memoire(du, self._du_territoire, ENVELOPPE)
        self._vivants = Memoire(du, self._autour, ENVELOPPE)
        self._presque = Memoire(Souvenirs(OCTETS // 2), self._a_un_axe_pres, ENVELOPPE)
        """What full answers alone ask for."""

    def decider(self, rangee: Rangee) -> int:
        """The bits that hold: rows of the table and, above them, boxes and groups."""
        bits = self._jours[rangee.jour].bits
        for partie in rangee.parties:
            bits &= self._parties[partie].bits
        return bits

    def decider_au(self, rangee: Rangee, moment: str) -> int:
        """The same, at another moment of the day."""
        bits = self._jours[rangee.jour].bits
        for partie in rangee.parties:
            ici = MOMENT in partie.dits
            bits &= (self._ailleurs[partie, moment] if ici else self._parties[partie]).bits
        return bits

    def valeurs(self, rangee: Rangee) -> dict[str, str]:
        """Every axis with its value."""
        valeurs = dict(self._jours[rangee.jour].axes)
        for partie in rangee.parties:
            valeurs |= self._parties[partie].axes
        return valeurs

    def a_un_critere_pres(self, rangee: Rangee, base: int) -> list[tuple[str, int]]:
        """What `pourquoi_pas.a_un_critere_pres` gives, from what each part lacks by itself."""
        base &= self._jours[rangee.jour].bits
        masques = [self._parties[partie].bits for partie in rangee.parties]
        trouvees = []
        for partie, autour in zip(rangee.parties, autour_de_chacun(masques, base), strict=True):
            lignes, changeables = self._presque[partie]
            reste = lignes & autour
            for rang, masque in changeables if reste else ():
                if seules := reste & ~masque:
                    trouvees.append((rang, seules))
                    reste &= masque
        return [(self.table.changeables[rang], seules) for rang, seules in sorted(trouvees)]

    def parts(self, bits: int) -> Iterator[int]:
        """For each group that may be called for, the bits that it depends on."""
        return map(bits.__and__, self._vivants[bits >> self._haut])

    def en_dernier(self, bits: int) -> bool:
        """Do uncertain contacts come last?"""
        return bool(bits & self._en_dernier)

    def sans_un_service(self, bits: int) -> bool:
        """Is a service left out by its own name?"""
        return not bits >> self._aucun

    def territoire(self, rangee: Rangee) -> str:
        """The territory retained."""
        return self._territoires[rangee.ou]

    def _du_jour(self, jour: date) -> Dite:
        return self._dite({ACTUALITE: moteur.actualite(self.table, jour)})

    def _du_site(self, lieu: str) -> Dite:
        return self._dite({"site": lieu})

    def _du_critere(self, cle: tuple[str, Valeur]) -> Dite:
        critere = self.table.criteres[cle[0]]
        seule = Situation.de(dict([cle]))
        return self._dite(
            {} if critere.id in PLACE else dict(axes_du_critere(self.table, critere, seule))
        )

    def _de_la_partie(self, partie: Partie) -> Dite:
        seule = Situation.de(partie.dits)
        dites = [self._dites[cle] for cle in partie.dits.items()]
        if "lieu" in partie.dits:  # with it, all that says where
            dites.append(self._sites[site(self.table, seule)])
        axes = dict(chain.from_iterable(dite.axes.items() for dite in dites))
        bits = self._vivre(reduce(and_, [dite.bits for dite in dites]))
        for critere in self._nommables:
            nommes = {*seule.codes(critere)} - {*self.table.listes[critere]}
            bits &= ~(bool(nommes) << self._aucun)
        return Dite(axes, bits)

    def _a_un_autre_moment(self, cle: tuple[Partie, str]) -> Dite:
        partie, moment = cle
        return self._de_la_partie(Partie({**partie.dits, MOMENT: moment}))

    def _a_un_axe_pres(self, partie: Partie) -> Presque:
        axes = self._parties[partie].axes
        changeables = [axe for axe in self.table.changeables if axe in axes]
        presque = a_un_critere_pres(self.table, axes, self.table.contacts.masque)
        return Presque(
            reduce(or_, [lignes for _, lignes in presque], 0),
            [
                (self.table.changeables.index(axe), self.table.masques[axe][axes[axe]])
                for axe in changeables
            ],
        )

    def _du_territoire(self, ou: Partie) -> str:
        return self.table.sites[site(self.table, Situation.de(ou.dits))].territoires[0]

    def _dite(self, axes: dict[str, str]) -> Dite:
        bits = self.table.toutes | self._dessus
        for axe, valeur in axes.items():
            bits &= self.table.masques[axe][valeur] | self._dessus
            for bit, boite in self._boites:
                if axe in boite and valeur not in boite[axe]:
                    bits &= ~bit
        return Dite(axes, self._vivre(bits))

    def _vivre(self, bits: int) -> int:
        """The same bits; those of groups that nothing calls for any more are put out."""
        for rang, (siennes, _) in enumerate(self._groupes, self._haut):
            if not bits & siennes:
                bits &= ~(1 << rang)
        return bits

    def _autour(self, vivants: int) -> list[int]:
        """All that each of these groups depends on."""
        return [autour for rang, (_, autour) in enumerate(self._groupes) if vivants >> rang & 1]

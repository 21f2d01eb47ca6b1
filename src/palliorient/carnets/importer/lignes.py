"""One row of a table → one entry of a directory, or why it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from palliorient.carnets.conventions import conventions
from palliorient.carnets.importer import cellules
from palliorient.carnets.importer.colonnes import MOMENT, Colonnes
from palliorient.carnets.importer.services import Services
from palliorient.carnets.importer.tableau import Rangee
from palliorient.carnets.schema import FERIES
from palliorient.noyau.carnet.heures import moments
from palliorient.noyau.table.table import Table

Champs = dict[str, object]
"""The keys of an entry, as they are written."""


class Reprise(NamedTuple):
    """An entry, the row that it comes from, and what could not be taken with it."""

    numero: int
    champs: Champs
    reserves: list[str]


class Rejet(NamedTuple):
    """A row that is not taken."""

    numero: int
    raison: str


class _Refusee(Exception):
    """Why the row is not taken."""


class Lecteur:
    """Reads the rows of one table."""

    def __init__(self, table: Table, services: Services, colonnes: Colonnes) -> None:
        self.table = table
        self.services = services
        self.places = colonnes.places
        self.numeros = {s.id: s.telephone for s in table.services}
        self.moments = moments(table)

    def lire(self, rangee: Rangee) -> Reprise | Rejet | None:
        """The entry of a row; None when nothing that is recognised is filled in."""
        if not any(rangee.cellule(rang) for rang in self.places.values()):
            return None
        reserves: list[str] = []
        try:
            champs = self._champs(rangee, reserves)
        except _Refusee as refus:
            return Rejet(rangee.numero, str(refus))
        return Reprise(rangee.numero, champs, reserves)

    def _dit(self, rangee: Rangee, champ: str) -> str:
        return rangee.cellule(self.places[champ]) if champ in self.places else ""

    def _champs(self, rangee: Rangee, reserves: list[str]) -> Champs:
        champs: Champs = {"service": self._service(rangee)}
        for champ in ("telephone", "intermediaire"):
            dit = self._dit(rangee, champ)
            if dit:
                champs[champ] = self._numero(dit)
        if len(champs) == 1:
            raise _Refusee("aucun numéro")
        if champs.get("telephone") in conventions().proteges:
            raise _Refusee("un numéro d'urgence n'est la ligne directe d'aucun service")
        if any(
            str(champs.get(c, ""))[:3] in ("06 ", "07 ") for c in ("telephone", "intermediaire")
        ):
            if not cellules.oui_ou_non(self._dit(rangee, "mobile_de_service")):
                raise _Refusee("numéro mobile, non dit « mobile de service »")
            champs["mobile_de_service"] = True
        heures = self._heures(rangee, reserves)
        if heures:
            champs["heures"] = heures
        # A line whose restriction is not understood must not pass for one that has none.
        qui = self._dit(rangee, "qui_peut_appeler")
        if qui:
            lus = cellules.appelants(qui)
            if lus is None:
                raise _Refusee("qui peut appeler : non compris")
            champs["qui_peut_appeler"] = lus
        self._si_compris(
            rangee,
            "verifie_le",
            cellules.jour,
            champs,
            reserves,
            "date de vérification non comprise : à écrire",
        )
        self._si_compris(
            rangee,
            "verifie_par",
            cellules.fonction,
            champs,
            reserves,
            "« vérifié par » n'est pas une fonction connue : laissé de côté",
        )
        return champs

    def _service(self, rangee: Rangee) -> str:
        dit = self._dit(rangee, "service")
        if not dit:
            raise _Refusee("aucun service")
        trouves = self.services.trouver(dit, self._dit(rangee, "type"))
        if not trouves:
            raise _Refusee("service inconnu de la carte")
        if len(trouves) > 1:
            raise _Refusee("plusieurs services portent ce nom : écrire l'identifiant, ou le type")
        service = next(iter(trouves))
        if self.numeros.get(service) in conventions().proteges:
            raise _Refusee(f"le {self.numeros[service]} ne se remplace pas")
        return service

    def _numero(self, dit: str) -> str:
        lu = cellules.telephone(dit)
        if lu is None:
            raise _Refusee("numéro non compris")
        return lu

    def _si_compris(
        self,
        rangee: Rangee,
        champ: str,
        lire: Callable[[str], str | None],
        champs: Champs,
        reserves: list[str],
        sinon: str,
    ) -> None:
        dit = self._dit(rangee, champ)
        if dit:
            lu = lire(dit)
            if lu is None:
                reserves.append(sinon)
            else:
                champs[champ] = lu

    # --- hours ------------------------------------------------------------------------

    def _heures(self, rangee: Rangee, reserves: list[str]) -> dict[str, object]:
        """Hours by moment; what is not understood is left out, and said."""
        heures: dict[str, object] = {}
        dit = self._dit(rangee, "heures")
        if dit:
            lues = self._sans_moment(dit)
            if lues is None:
                reserves.append("heures non comprises : à écrire par moment")
            else:
                heures |= lues
        for moment in self.moments:
            self._dans(heures, moment, self._dit(rangee, MOMENT + moment), reserves)
        if heures:
            self._dans(heures, FERIES, self._dit(rangee, FERIES), reserves)
        return heures

    def _sans_moment(self, dit: str) -> dict[str, object] | None:
        """« 24h/24 7j/7 »; or hours alone, taken for those of working days."""
        if cellules.toujours(dit):
            return dict.fromkeys(self.moments, True)
        lues = cellules.plages(dit)
        return None if lues is None else {str(self.table.criteres["moment"].defaut): lues}

    def _dans(self, heures: dict[str, object], moment: str, dit: str, reserves: list[str]) -> None:
        if not dit:
            return
        lu = cellules.oui_ou_non(dit)
        lues = lu if lu is not None else cellules.plages(dit)
        if lues is None:
            reserves.append(f"heures non comprises ({moment}) : à écrire")
        else:
            heures[moment] = lues

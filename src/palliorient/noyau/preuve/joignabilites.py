"""What can be said of reachability, over every situation at once (see `moteur`)."""

from __future__ import annotations

from collections.abc import Sequence

from palliorient.noyau.decision.moteur import PRUDENCE
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.preuve.univers import Univers

Dits = dict[str, Noeud]
"""Value of reachability → where it is said."""


class Joignabilites:
    """The statements of one table: those of types, and those of services of their own."""

    def __init__(self, univers: Univers) -> None:
        self.espace = univers.espace
        self.services = univers.table.services
        self.par_type: dict[str, Dits] = {}
        self.par_service: dict[int, Dits] = {}
        for (types, service, valeur, *_), ou in univers.lignes(univers.table.joignables):
            concernes = [self.par_type.setdefault(type_, {}) for type_ in types]
            if service is not None:
                concernes.append(self.par_service.setdefault(service, {}))
            for dits in concernes:
                dits[valeur] = self.espace.plus(dits.get(valeur, VIDE), ou)

    def de(self, service: int, presence: Noeud, lignes: Sequence[tuple[str | None, Noeud]]) -> Dits:
        """Value → where a contact has it, given where it is one and what its rows say."""
        espace, reste = self.espace, presence
        fiche = self.services[service]
        dits: Dits = dict.fromkeys(PRUDENCE, VIDE)
        # Own statements first; where there is none, those of the type; else nothing is known.
        for source in (
            self.par_service.get(service, {}) if fiche.propre else {},
            self.par_type.get(fiche.type, {}),
            {"inconnu": presence},
        ):
            ici = [(PRUDENCE[valeur], espace.inter(ou, reste)) for valeur, ou in source.items()]
            reste = espace.moins(reste, espace.union([ou for _, ou in ici]))
            # The most cautious statement wins: the smallest rank, once reversed.
            for rang, ou in espace.au_mieux((-prudence, ou) for prudence, ou in ici).items():
                valeur = VALEURS[-rang]
                dits[valeur] = espace.plus(dits[valeur], ou)
        return self._avec_prudence(dits, lignes)

    def _avec_prudence(self, dits: Dits, lignes: Sequence[tuple[str | None, Noeud]]) -> Dits:
        """Where every row has a value of its own, the least cautious of them may add caution."""
        espace = self.espace
        muettes = espace.union([ou for valeur, ou in lignes if not valeur])
        propres = espace.au_mieux((PRUDENCE[valeur], ou) for valeur, ou in lignes if valeur)
        for prudence, ou in propres.items():
            force = espace.moins(ou, muettes)
            for moins in VALEURS[:prudence]:
                change = espace.inter(dits[moins], force)
                dits[moins] = espace.moins(dits[moins], change)
                dits[VALEURS[prudence]] = espace.plus(dits[VALEURS[prudence]], change)
        return {valeur: ou for valeur, ou in dits.items() if ou}


VALEURS = tuple(PRUDENCE)
"""From the least cautious."""

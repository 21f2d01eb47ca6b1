"""What the engine would answer, over every situation at once: one set for each fact.

`moteur` decides for one situation; here the same rows are read as sets, so that « is
this contact ever shown twice », « who is called first » become operations on sets.
The two share the table and nothing else: a test draws situations and compares them.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from palliorient.noyau.decision.ordre import INCERTAINS, REPLI, SANS_ETAPE
from palliorient.noyau.decision.pourquoi_pas import RANG_SUPRA
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.preuve.joignabilites import Joignabilites
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.table.lignes import LigneContact, LigneEtape, QuestionOuverte
from palliorient.noyau.table.table import SUPRA


class Place(NamedTuple):
    """Where a contact stands in the order of call; smaller is earlier.

    See `noyau.decision.ordre.OrdreDuMoment.placer`.
    """

    incertain: bool
    etape: tuple[int, int]
    """Rank of the step, and of the role inside it."""
    portee: int


class Rangee(NamedTuple):
    """One row of contact with its set."""

    ligne: LigneContact
    ou: Noeud


class Faits:
    """The facts of one table, worked out when first asked."""

    def __init__(self, univers: Univers) -> None:
        self.univers = univers
        self.espace = univers.espace
        self.table = univers.table
        self.rangees: dict[int, list[Rangee]] = {}
        """Service → its rows that hold somewhere."""
        for ligne, ou in univers.lignes(self.table.contacts):
            if ou:
                self.rangees.setdefault(ligne.service, []).append(Rangee(ligne, ou))
        self.presence = {
            service: self.espace.union([r.ou for r in rangees])
            for service, rangees in self.rangees.items()
        }
        """Service → where it is a contact."""
        self._dits = Joignabilites(univers)
        self._caracteres: dict[int, dict[int, Noeud]] = {}
        self._joignables: dict[int, dict[str, Noeud]] = {}
        self._etapes: dict[object, list[tuple[tuple[int, int], str, Noeud]]] = {}
        self._places: dict[object, dict[Place, Noeud]] = {}

    def caracteres(self, service: int) -> dict[int, Noeud]:
        """Rank of the caractère → where it is the strongest reason of the service."""
        if service not in self._caracteres:
            self._caracteres[service] = self.espace.au_mieux(
                (r.ligne.caractere, r.ou) for r in self.rangees[service]
            )
        return self._caracteres[service]

    def portees(self, service: int) -> dict[int, Noeud]:
        """Rank of the reach → where the service has that reach."""
        return self.espace.au_mieux((r.ligne.portee, r.ou) for r in self.rangees[service])

    def joignables(self, service: int) -> dict[str, Noeud]:
        """Value of reachability → where the contact has it."""
        if service not in self._joignables:
            self._joignables[service] = self._dits.de(
                service,
                self.presence[service],
                [(r.ligne.joignable, r.ou) for r in self.rangees[service]],
            )
        return self._joignables[service]

    # --- the order of call ----------------------------------------------------------

    @cached_property
    def _pas_de_l_ordre(self) -> list[tuple[LigneEtape, Noeud]]:
        """The steps in their order, each with where it is in force."""
        par_rang: dict[int, tuple[LigneEtape, list[Noeud]]] = {}
        for ligne, ou in self.univers.lignes(self.table.etapes):
            par_rang.setdefault(ligne.rang, (ligne, []))[1].append(ou)
        return [(ligne, self.espace.union(ou)) for _, (ligne, ou) in sorted(par_rang.items())]

    def etapes(self, service: int) -> list[tuple[tuple[int, int], str, Noeud]]:
        """(step and place in it, section, where) of a contact; `SANS_ETAPE` where none takes it."""
        # Services found by the same rules in the same places stand at the same steps.
        cle = tuple((r.ligne.caractere, r.ligne.role, r.ou) for r in self.rangees[service])
        if cle not in self._etapes:
            self._etapes[cle] = self._etapes_de(service)
        return self._etapes[cle]

    def _etapes_de(self, service: int) -> list[tuple[tuple[int, int], str, Noeud]]:
        espace = self.espace
        roles = self._roles(service)
        caracteres = self.caracteres(service)
        reste = self.presence[service]
        trouvees: list[tuple[tuple[int, int], str, Noeud]] = []
        for (rang, cites, section, permis), ou in self._pas_de_l_ordre:
            if not any(role in roles for role in cites):
                continue
            ici = espace.inter(reste, ou)
            if permis:
                ici = espace.inter(ici, espace.union([caracteres.get(c, VIDE) for c in permis]))
            for place, role in enumerate(cites):
                pris = espace.inter(ici, roles.get(role, VIDE))
                if pris:
                    trouvees.append(((rang, place), section, pris))
                    ici, reste = espace.moins(ici, pris), espace.moins(reste, pris)
        if reste:
            trouvees.append((SANS_ETAPE, "autour", reste))
        return trouvees

    def _roles(self, service: int) -> dict[int, Noeud]:
        """Role → where it counts: a stand-in keeps its own role when it is there for itself."""
        espace, rangees = self.espace, self.rangees[service]
        pour_soi = espace.union([r.ou for r in rangees if r.ligne.caractere != REPLI])
        roles: dict[int, Noeud] = {}
        for ligne, ou in rangees:
            ici = espace.moins(ou, pour_soi) if ligne.caractere == REPLI else ou
            roles[ligne.role] = espace.plus(roles.get(ligne.role, VIDE), ici)
        return roles

    def places(self, service: int) -> dict[Place, Noeud]:
        """Every place of a contact in the order of call, with where it has it."""
        rangees = self.rangees[service]
        joignables = self.joignables(service)
        douteux = self.espace.union([joignables.get(v, VIDE) for v in INCERTAINS])
        en_dernier = self.espace.inter(douteux, self._incertains_en_dernier)
        cle = (
            en_dernier,
            *((r.ligne.caractere, r.ligne.portee, r.ligne.role, r.ou) for r in rangees),
        )
        if cle not in self._places:
            self._places[cle] = self._places_de(service, en_dernier)
        return self._places[cle]

    def _places_de(self, service: int, en_dernier: Noeud) -> dict[Place, Noeud]:
        espace = self.espace
        places: dict[Place, Noeud] = {}
        portees = self.portees(service)
        for etape, _, ou in self.etapes(service):
            for portee, la in portees.items():
                ici = espace.inter(ou, la)
                for incertain, part in (
                    (True, espace.inter(ici, en_dernier)),
                    (False, espace.moins(ici, en_dernier)),
                ):
                    if part:
                        places[Place(incertain, etape, portee)] = part
        return places

    @cached_property
    def _incertains_en_dernier(self) -> Noeud:
        boites = [
            {axe: frozenset(valeurs) for axe, valeurs in boite.items()}
            for boite in self.table.inconnus_en_dernier
        ]
        return self.univers.condition(boites)

    @cached_property
    def premiers(self) -> dict[int, Noeud]:
        """Service → where it is the first contact."""
        toutes = [
            (place, service, ou)
            for service in self.rangees
            for place, ou in self.places(service).items()
        ]
        toutes.sort(key=lambda p: (p[0], p[1]))
        reste = self.univers.tout
        premiers: dict[int, Noeud] = {}
        for _, service, ou in toutes:
            ici = self.espace.inter(ou, reste)
            if ici:
                premiers[service] = self.espace.plus(premiers.get(service, VIDE), ici)
                reste = self.espace.moins(reste, ici)
                if not reste:
                    break
        return premiers

    # --- the rest of the answer -------------------------------------------------------

    @cached_property
    def a_venir(self) -> dict[int, Noeud]:
        """Service not in service yet → where a rule calls for it."""
        par_service: dict[int, Noeud] = {}
        for service, ou in self.univers.lignes(self.table.a_venir):
            par_service[service] = self.espace.plus(par_service.get(service, VIDE), ou)
        return par_service

    @cached_property
    def questions_ouvertes(self) -> dict[str, Noeud]:
        """Open question → the situations whose answer depends on it."""
        return {question.id: self.dependent(question) for question in self.table.questions_ouvertes}

    def dependent(self, question: QuestionOuverte) -> Noeud:
        """The situations whose answer depends on a question (see `questions_ouvertes.ouvertes`)."""
        quand = [{axe: frozenset(v) for axe, v in boite.items()} for boite in question.quand]
        ici = self.univers.condition(quand)
        if not (question.services or question.alertes):
            return ici
        rangs = [r for r, s in enumerate(self.table.services) if s.id in question.services]
        ou = [faits.get(r, VIDE) for r in rangs for faits in (self.presence, self.a_venir)]
        ou += [self.alertes[code] for code in question.alertes]
        return self.espace.inter(ici, self.espace.union(ou))

    @cached_property
    def alertes(self) -> dict[str, Noeud]:
        """Alert code → where it is raised, by a rule or by a contact itself."""
        par_code: dict[str, list[Noeud]] = {code: [] for code in self.table.alertes}
        for emission, ou in self.univers.lignes(self.table.alertes_levees):
            par_code[self.table.emissions[emission].code].append(ou)
        for service in self.rangees:
            par_code[self.table.automatiques[SUPRA].code].append(
                self.portees(service).get(RANG_SUPRA, VIDE)
            )
            if self.table.services[service].ecart:
                par_code[self.table.automatiques["ecart"].code].append(self.presence[service])
        return {code: self.espace.union(ou) for code, ou in par_code.items()}

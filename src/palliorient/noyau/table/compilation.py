"""From the referential to the flat table that decides.

Rule × role × way × step × service is resolved here, once. What remains is a list of
*rows*, each with a box of conditions and a payload; deciding is the AND of one bit
mask per axis. Everything conditional is a row: contacts, services still to come,
alerts, reminders, cells, steps of the order of call, statements on reachability.

The result is plain JSON (see `table.Table` for its shape), so that it can be cached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any

from palliorient.noyau.modele.modele import (
    PLACES,
    STATUT_FERME,
    STATUTS_PROPOSES,
    Appelant,
    Ceux,
    Condition,
    Critere,
    Emission,
    Ferie,
    Fiche,
    Joignabilite,
    Pas,
    Precision,
    Proposition,
    QuestionOuverte,
    Referentiel,
    Regle,
    Role,
    Service,
    Source,
    Valeurs,
    Voie,
)
from palliorient.noyau.niveau.compilation import a_plat
from palliorient.noyau.table.boites import Axes, Boite, Site, croiser
from palliorient.noyau.table.journal import RAISON, Cle, Entree, Journal
from palliorient.noyau.table.masques import Ecrits, ecrire
from palliorient.noyau.table.table import (
    CARACTERES,
    GENRES,
    NON,
    PORTEES,
    REGLE_JOIGNABILITE,
    SUPRA,
)

PLACES_DE_RESIDENCE = tuple(f"{place}-de-residence" for place in PLACES)

AVEC_RAISON = ("contact", "precision")
"""The kinds of rows that end with the rank of a reason."""


def bornes(referentiel: Referentiel) -> list[str]:
    """Days (ISO) from which the status of some service changes; most often none."""
    jours: set[str] = set()
    for service in referentiel.services:
        if service.depuis:
            jours.add(service.depuis)
        if service.jusqua:
            jours.add(
                date.fromordinal(date.fromisoformat(service.jusqua).toordinal() + 1).isoformat()
            )
    return sorted(jours)


def periode(referentiel: Referentiel, jour: date) -> tuple[str, str]:
    """The days (ISO) around one between which no service changes status; the last excluded."""
    limites = ["", *bornes(referentiel), "9999-99-99"]
    rang = max(r for r, limite in enumerate(limites[:-1]) if limite <= jour.isoformat())
    return limites[rang], limites[rang + 1]


def statut_au(service: Service, jour: date) -> str:
    """Status on a day: a service in service is announced before `depuis`, closed after `jusqua`."""
    if service.jusqua and jour.isoformat() > service.jusqua:
        return STATUT_FERME
    if service.depuis and jour.isoformat() < service.depuis:
        return "annonce" if service.statut in STATUTS_PROPOSES else service.statut
    return service.statut


def compiler(
    referentiel: Referentiel,
    jour: date,
    journal: Journal | None = None,
    autres: tuple[Referentiel, ...] = (),
) -> dict[str, Any]:
    """The table of the referential as it stands on `jour`, as JSON-able values.

    `journal`: filled by the first compilation, it spares work to the next ones of nearly the
    same data. The table is the same with it and without. `autres`: other versions of the
    data, to be compared with: their places are the same (see `lieux.places`).
    """
    return _Compilation(referentiel, jour, journal, autres).table()


class _Compilation:
    def __init__(
        self,
        referentiel: Referentiel,
        jour: date,
        journal: Journal | None,
        autres: tuple[Referentiel, ...],
    ) -> None:
        self.ref = referentiel
        self.journal = journal
        self.entrees: list[Entree] = []
        """What the rule being worked out gave so far."""
        self.periode = periode(referentiel, jour)
        self.axes = Axes(referentiel, *autres)
        self.statuts = {s.id: statut_au(s, jour) for s in referentiel.services}
        self.services = referentiel.services
        self.rang_service = {s.id: i for i, s in enumerate(self.services)}
        self.types = {t.id: t for t in referentiel.types}
        self.structures = {s.id: s.nom for s in referentiel.structures}
        self.roles = {r.id: r for r in referentiel.roles}
        self.rang_role = {r.id: i for i, r in enumerate(referentiel.roles)}
        self.remplacants: dict[str, Boite] = {}
        """Type → the box outside which its services are not named."""
        for critere in referentiel.criteres:
            for valeur in critere.valeurs:
                for type_ in valeur.remplace:
                    axe = f"{critere.id}:{valeur.id}"
                    self.remplacants.setdefault(type_, {})[axe] = frozenset((NON,))
        self.territoires = frozenset(t.id for t in referentiel.territoires)
        self.par_type: dict[str | None, list[Service]] = {}
        self.generiques: dict[str, list[Service]] = {}
        for service in self.services:
            if service.generique:
                self.generiques.setdefault(service.id, []).append(service)
            else:
                self.par_type.setdefault(service.type, []).append(service)
        self.partout = {
            "site": frozenset(self.axes.sites),
            "residence": frozenset(s.id for s in self.axes.lieux),
        }
        self.dedans: dict[tuple[Valeurs, str], frozenset[str]] = {}
        self.par_territoire: dict[str, list[Site]] = {}
        self.par_commune: dict[str | None, list[Site]] = {}
        for site in self.axes.sites.values():
            self.par_commune.setdefault(site.commune, []).append(site)
            for territoire in site.territoires:
                self.par_territoire.setdefault(territoire, []).append(site)
        self.lieux: dict[tuple[str | None, str], list[tuple[str, frozenset[str]]]] = {}
        self.raisons: dict[tuple[str, str, str, str], int] = {}
        self.emissions: dict[tuple[str, str, str, str, str], int] = {}
        self.lignes: dict[str, list[tuple[Boite, Any]]] = {genre: [] for genre in GENRES}
        self.vues: set[tuple[str, Cle, str]] = set()

    # --- rows ---------------------------------------------------------------

    def ajouter(self, genre: str, boites: Iterable[Boite], charge: Any) -> None:
        """One row for each box; a row that is already there is not repeated."""
        cles = tuple((boite, frozenset(boite.items())) for boite in boites)
        if self.journal:
            self.entrees.append(Entree(genre, cles, charge, None))
        self.poser(genre, cles, charge)

    def poser(self, genre: str, boites: Iterable[tuple[Boite, Cle]], charge: Any) -> None:
        dite = repr(charge)
        for boite, cle in boites:
            if (genre, cle, dite) not in self.vues:
                self.vues.add((genre, cle, dite))
                self.lignes[genre].append((boite, charge))

    def raison(self, regle: str, explication: str, source: Source) -> int:
        cle = (regle, explication, source.document, source.localisation)
        if self.journal:
            self.entrees.append(Entree(RAISON, (), None, cle))
        return self.raisons.setdefault(cle, len(self.raisons))

    def emettre(self, regle: str, emission: Emission, boites: Iterable[Boite]) -> None:
        cle = (
            emission.code,
            emission.texte,
            regle,
            emission.source.document,
            emission.source.localisation,
        )
        self.ajouter("alerte", boites, self.emissions.setdefault(cle, len(self.emissions)))

    # --- the parts of the referential ----------------------------------------

    def table(self) -> dict[str, Any]:
        self.regles()
        for genre, rappels in (
            ("rappel", self.ref.rappels),
            ("preparer", self.ref.anticipation.preparer),
        ):
            for rappel in rappels:
                charge = [rappel.texte, *_lieu(rappel.source)]
                self.ajouter(genre, self.axes.boites(rappel.condition), charge)
        self.joignabilites()
        self.ordres()
        suivants = self.suivants()
        return {
            "version": self.ref.version,
            "a_jour_au": self.ref.a_jour_au,
            "perime_apres": self.ref.perime_apres,
            "empreinte": self.ref.empreinte,
            "numero": self.ref.numero,
            "periode": self.periode,
            "criteres": [self.critere(c) for c in self.ref.criteres],
            "rubriques": dict(self.ref.rubriques),
            "sites": {s.id: _site(s) for s in self.axes.sites.values()},
            "etablissements": {
                s.id: [s.nom, list(s.alias)] for s in self.ref.structures if s.id in self.axes.sites
            },
            "finess": {
                s.finess: s.id for s in self.ref.structures if s.finess and s.id in self.axes.sites
            },
            "hors_carte": [[h.nom, list(h.alias), h.commune] for h in self.ref.hors_carte],
            "departement": self.ref.departement.nom,
            "de": self.ref.de,
            "fuseau": self.ref.fuseau,
            "feries": [_ferie(f) for f in self.ref.feries],
            "ville": [self.ref.ville.nom, self.ref.ville.commune] if self.ref.ville else None,
            "place": self.ref.place,
            "lieux": {
                r.commune: [
                    *(r.nom, r.arrondissement, list(r.codes_postaux)),
                    self.axes.places[r.commune],
                ]
                for r in self.ref.rattachements
            },
            "cedex": dict(self.ref.cedex),
            "recherche": [
                list(self.ref.recherche.mots_ignores),
                dict(self.ref.recherche.abreviations),
            ],
            "mots_neutres": list(self.ref.recherche.mots_neutres),
            "territoires": {t.id: t.nom for t in self.ref.territoires},
            "types": {t.id: [t.nom, t.sigle, t.note, t.au_choix] for t in self.ref.types},
            "documents": {d.id: d.court or d.nom for d in self.ref.documents},
            "plages": [[p.moment, list(p.jours), p.de, p.a] for p in self.ref.plages],
            "services": [self.service(s) for s in self.services],
            "roles": [r.id for r in self.ref.roles],
            "suivants": suivants,
            "raisons": [list(r) for r in self.raisons],
            "emissions": [list(e) for e in self.emissions],
            "alertes": list(self.ref.alertes),
            "notes": list(self.ref.notes),
            "secondaires": list(self.ref.secondaires),
            "automatiques": {
                quand: [code, self.ref.alertes[code].texte, *_lieu(self.ref.alertes[code].source)]
                for quand, code in self.ref.automatiques.items()
            },
            "anticipation": {
                "quand": self.permises(self.ref.anticipation.condition),
                "nuit": self.ref.anticipation.nuit,
                "week_end": self.ref.anticipation.week_end,
            },
            "appelants": [self.appelant(a) for a in self.ref.appelants],
            "fiche": self.fiche(self.ref.fiche) if self.ref.fiche else None,
            "inconnus_en_dernier": self.permises(self.ref.inconnus_en_dernier),
            "questions_ouvertes": [self.question_ouverte(q) for q in self.ref.questions_ouvertes],
            "grille": a_plat(self.ref),
            "et_si": [
                [e.id, e.nom, dict(e.change), self.permises(e.condition)] for e in self.ref.et_si
            ],
            "au_telephone": dict(self.ref.au_telephone),
            "textes": dict(self.ref.textes),
            "lignes": {genre: [charge for _, charge in self.lignes[genre]] for genre in GENRES},
            "masques": self.masques(),
        }

    def regles(self) -> None:
        """Every rule, worked out or, when nothing that it meets has changed, as it was."""
        journal = self.journal or Journal()
        cadre = self.cadre() if self.journal else None
        neuf = journal.cadre is None
        meme_cadre = not neuf and journal.cadre == cadre
        for regle in (*self.ref.cellules, *self.ref.regles):
            roles = tuple(self.roles[p.role] for p in regle.propose)
            entrees = journal.connu(regle, roles) if meme_cadre else None
            if entrees is not None:
                self.recopier(entrees)
                continue
            self.entrees = []
            self.regle(regle)
            if self.journal and neuf:
                journal.regles[regle.id] = (regle, roles, self.avec_les_mots(self.entrees))
        journal.cadre = journal.cadre or cadre

    def cadre(self) -> Any:
        """All that a rule meets besides itself and its roles."""
        axes = self.axes
        return (
            axes.valeurs,
            axes.implicites,
            self.remplacants,
            [(c.id, [(v.id, v.colonne, v.public) for v in c.valeurs]) for c in self.ref.criteres],
            [(s.id, s.commune, s.retenu, s.territoires) for s in axes.sites.values()],
            [t.id for t in self.ref.territoires],
            self.ref.departement.id,
            self.ref.region.id,
            self.statuts,
            self.rang_role,
            [
                (
                    (s.id, s.type, s.generique, s.publics, s.fonction, s.portee),
                    (s.territoires, s.communes, s.etablissements, s.porteurs),
                )
                for s in self.services
            ],
        )

    def avec_les_mots(self, entrees: list[Entree]) -> list[Entree]:
        """The same entries, with words in the place of the numbers of this table."""
        raisons, emissions = list(self.raisons), list(self.emissions)
        return [
            entree._replace(mots=raisons[entree.charge[-1]])
            if entree.genre in AVEC_RAISON
            else entree._replace(mots=emissions[entree.charge])
            if entree.genre == "alerte"
            else entree
            for entree in entrees
        ]

    def recopier(self, entrees: list[Entree]) -> None:
        for genre, boites, charge, mots in entrees:
            if genre == RAISON:
                self.raisons.setdefault(mots, len(self.raisons))  # type: ignore[arg-type]
            elif genre == "alerte":
                rang = self.emissions.setdefault(mots, len(self.emissions))  # type: ignore[arg-type]
                self.poser(genre, boites, rang)
            elif genre in AVEC_RAISON:
                self.poser(genre, boites, [*charge[:-1], self.raisons[mots]])  # type: ignore[index]
            else:
                self.poser(genre, boites, charge)

    def regle(self, regle: Regle) -> None:
        for proposition in regle.propose:
            role = self.roles[proposition.role]
            for voie in role.voies:
                self.voie(regle, proposition, role, voie)
        for emission in regle.alertes:
            self.emettre(regle.id, emission, self.axes.boites(regle.condition, emission.condition))
        for precision in regle.precise:
            self.precision(regle, precision)
        if regle.libelle is not None:
            charge = [regle.id, regle.libelle, *_lieu(regle.source)]
            self.ajouter("cellule", self.axes.boites(regle.condition), charge)

    def precision(self, regle: Regle, precision: Precision) -> None:
        raison = self.raison(
            regle.id,
            precision.explication or regle.explication,
            precision.source or regle.source,
        )
        concernes = [
            rang
            for rang, service in enumerate(self.services)
            if service.type in precision.types and service.id not in precision.sauf_contacts
        ]
        charge = [concernes, precision.modalite, raison]
        self.ajouter("precision", self.axes.boites(regle.condition, precision.condition), charge)

    def voie(self, regle: Regle, proposition: Proposition, role: Role, voie: Voie) -> None:
        """Try the steps in turn, place by place: where one finds, the next ones do not look."""
        boites = self.axes.boites(regle.condition, proposition.condition, voie.condition)
        axe = _axe(voie)
        reste = self.partout[axe]
        for pas in voie.cherche:
            raison = self.raison(
                regle.id,
                pas.explication or proposition.explication or regle.explication,
                pas.source or proposition.source or regle.source,
            )
            ici = croiser(boites, [{axe: reste}])
            for emission in pas.alertes:
                self.emettre(regle.id, emission, ici)
            trouve: frozenset[str] = frozenset()
            for service, portee, lieux in self.trouver(pas):
                lieux &= reste
                if not lieux:
                    continue
                rang = self.rang_service[service.id]
                if self.statuts[service.id] not in STATUTS_PROPOSES:
                    # Said even to who is already followed by such a team: the map may be late.
                    self.ajouter("a-venir", croiser(boites, [{axe: lieux}]), rang)
                    continue
                trouve |= lieux
                if pas.muet:
                    continue
                # The words of a proposal are about the service it asks for, not its stand-in.
                demande = None if pas.caractere else proposition.modalite
                modalites = [m for m in (demande, pas.modalite) if m]
                charge = [
                    rang,
                    CARACTERES.index(pas.caractere or proposition.caractere),
                    proposition.option,
                    modalites,
                    pas.joignable or proposition.joignable,
                    PORTEES.index(portee),
                    self.rang_role[role.id],
                    raison,
                ]
                nomme = {} if service.generique else self.remplacants.get(service.type, {})
                self.ajouter("contact", croiser(boites, [{axe: lieux, **nomme}]), charge)
            reste -= trouve

    def suivants(self) -> list[list[Any]]:
        """Who comes next where the services that a way found are left out by their names.

        A step looks where those before it found nothing: here, where they found services of
        its own type, in the boxes of the way and of the place.
        """
        retires = {
            type_: self.raison(critere.id, critere.services.explication, critere.services.source)
            for critere in self.ref.criteres
            if critere.services
            for valeur in critere.valeurs
            for type_ in valeur.remplace
        }
        lignes: list[list[Any]] = []
        for role in self.ref.roles if retires else ():
            for voie in role.voies:
                for type_ in dict.fromkeys(pas.type for pas in voie.cherche if pas.type in retires):
                    for boites, absents, suivants in self.chaine(voie, type_):
                        lignes.append(
                            [self.rang_role[role.id], boites, absents, suivants, retires[type_]]
                        )
        return lignes

    def chaine(self, voie: Voie, type_: str | None) -> Iterator[list[Any]]:
        """Boxes, the services of a type that a way would have named before there, the next."""
        axe, condition = _axe(voie), self.axes.boites(self.axes.a_tout_niveau(voie.condition))
        deja: dict[str, tuple[int, ...]] = {}
        for pas in voie.cherche:
            par_lieu: dict[str, list[tuple[Any, ...]]] = {}
            for service, portee, lieux in self.trouver(pas):
                if service.type == type_ and self.statuts[service.id] in STATUTS_PROPOSES:
                    suivant = (
                        self.rang_service[service.id],
                        pas.caractere and CARACTERES.index(pas.caractere),
                        pas.modalite,
                        pas.joignable,
                        PORTEES.index(portee),
                    )
                    for lieu in sorted(lieux):  # the same table at every run
                        par_lieu.setdefault(lieu, []).append(suivant)
            groupes: dict[tuple[Any, ...], list[str]] = {}
            for lieu, suivants in par_lieu.items():
                if not pas.muet and lieu in deja:
                    groupes.setdefault((deja[lieu], *suivants), []).append(lieu)
                deja[lieu] = (*deja.get(lieu, ()), *(rang for rang, *_ in suivants))
            for (absents, *suivants), lieux_du_groupe in groupes.items():
                la = croiser(condition, [{axe: frozenset(lieux_du_groupe)}])
                yield [
                    _permises(la),
                    list(absents),
                    [list(suivant) for suivant in suivants],
                ]

    def trouver(self, pas: Pas) -> Iterator[tuple[Service, str, frozenset[str]]]:
        """Services of a step, with their reach and the places (of the step's axis) they serve."""
        if pas.generique is not None:
            for service in self.generiques.get(pas.generique, ()):
                yield service, service.portee or "territoire", self.partout["site"]
            return
        for service in self.par_type.get(pas.type, ()):
            if pas.fonction is not None and service.fonction != pas.fonction:
                continue
            if pas.public is not None and pas.public not in service.publics:
                continue
            cle = (pas.ou, service.id)
            if cle not in self.lieux:  # many rules look for the same services in the same reach
                servis = self.lieux_servis(pas.ou, service)
                self.lieux[cle] = [(portee, frozenset(lieux)) for portee, lieux in servis if lieux]
            for portee, lieux in self.lieux[cle]:
                yield service, portee, lieux

    def ou_l_on_sert(self, territoires: Valeurs, type_: str) -> frozenset[str]:
        """Sites that services of these territories and this type serve."""
        cle = (territoires, type_)
        if cle not in self.dedans:
            sites = [site for t in territoires for site in self.par_territoire.get(t, ())]
            self.dedans[cle] = frozenset(s.id for s in sites if s.dans(territoires, type_))
        return self.dedans[cle]

    def aux_communes(self, communes: Iterable[str]) -> frozenset[str]:
        """The places of some communes, and the hospitals that are there."""
        return frozenset(s.id for commune in communes for s in self.par_commune.get(commune, ()))

    def lieux_servis(self, ou: str | None, service: Service) -> list[tuple[str, Set[str]]]:
        sites = self.axes.sites
        couverts = service.territoires
        local = self.territoires.issuperset(couverts)
        if ou in ("etablissement", "porteur"):
            siens = service.etablissements if ou == "etablissement" else service.porteurs
            return [("etablissement", sites.keys() & {*siens})]
        if ou in PLACES:
            return [("territoire", self.aux_communes(service.communes))]
        lieux = self.partout["residence"]
        if ou in PLACES_DE_RESIDENCE:
            return [("territoire", self.aux_communes(service.communes) & lieux)]
        if ou == "territoire-de-residence":
            return [("territoire", self.ou_l_on_sert(couverts, service.type) & lieux)]
        if ou in ("departement", "region"):
            zone = self.ref.departement if ou == "departement" else self.ref.region
            return [(ou, self.partout["site"])] if zone.id in couverts else []
        ici = self.ou_l_on_sert(couverts, service.type)
        ailleurs = self.partout["site"] - ici if local else frozenset()
        if ou == "territoire":
            return [("territoire", ici)]
        if ou == "autres-territoires":
            return [(SUPRA, ailleurs)]
        if ou == "tous-territoires":
            return [("territoire", ici), (SUPRA, ailleurs)]
        raise AssertionError(f"portée de recherche inconnue : {ou}")

    def joignabilites(self) -> None:
        """Statements: of a type, then exceptions over types, then of one service."""
        for type_ in self.ref.types:
            for dit in type_.joignable:
                self.joignable([type_.id], None, dit, type_.source)
        tous = [t.id for t in self.ref.types]
        for dit in self.ref.joignabilites:
            types = [t for t in (dit.types or tous) if t not in dit.sauf_types]
            self.joignable(types, None, dit, dit.source)
        for service in self.services:
            for dit in service.joignable:
                self.joignable([], self.rang_service[service.id], dit, service.source)

    def joignable(
        self, types: list[str], service: int | None, dit: Joignabilite, defaut: Source | None
    ) -> None:
        boites = self.axes.boites(self.axes.a_tout_niveau(dit.quand))
        raison = None
        if dit.condition is not None:
            source = dit.source or defaut
            assert source is not None, f"condition sans source : {dit.condition}"
            raison = self.raison(REGLE_JOIGNABILITE, dit.condition, source)
        charge = [types, service, dit.valeur, dit.condition, raison]
        self.ajouter("joignable", boites, charge)

    def ordres(self) -> None:
        rang = 0
        for ordre in self.ref.ordres:
            for etape in ordre.etapes:
                charge = [
                    rang,
                    [self.rang_role[r] for r in etape.roles],
                    etape.section,
                    [CARACTERES.index(c) for c in etape.caracteres],
                ]
                self.ajouter("etape", self.axes.boites(ordre.condition, etape.condition), charge)
                rang += 1

    def permises(self, condition: Condition) -> list[dict[str, list[str]]]:
        """A condition as boxes of axis → allowed values: it holds where one box does."""
        return _permises(self.axes.boites(condition))

    def question_ouverte(self, question: QuestionOuverte) -> dict[str, Any]:
        return {
            "id": question.id,
            "question": question.question,
            "dit": question.dit,
            "retenu": question.retenu,
            "date": question.date,
            "sources": [_lieu(s) for s in question.sources],
            "services": list(question.services),
            "alertes": list(question.alertes),
            "quand": self.permises(self.axes.a_tout_niveau(question.condition)),
        }

    def appelant(self, appelant: Appelant) -> dict[str, Any]:
        plus_tot = appelant.plus_tot
        return {
            "id": appelant.id,
            "nom": appelant.nom,
            "numerotes": self.ceux(appelant.numerotes),
            "sinon": appelant.sinon,
            "sans_numero": self.ceux(appelant.sans_numero),
            "plus_tot_si": self.permises(plus_tot.condition) if plus_tot else [],
            "plus_tot": self.ceux([plus_tot.ceux]) if plus_tot else [],
            "restent_avant": self.ceux(plus_tot.apres) if plus_tot else [],
            "noms": {s: noms.nom for noms in appelant.noms for s in self.ceux([noms.ceux])},
            "redites": {redite.texte: redite.par for redite in appelant.redites},
        }

    def fiche(self, fiche: Fiche) -> dict[str, Any]:
        return {
            "lecteur": fiche.lecteur,
            "mois": fiche.mois,
            "moments": [[m.id, m.nom, m.court, dict(m.reponses)] for m in fiche.moments],
            "danger": [
                [self.permises(cas.condition), cas.avant, cas.grand, cas.apres]
                for cas in fiche.danger
            ],
            "sous_la_main": [[self.permises(r.condition), r.texte] for r in fiche.sous_la_main],
            "repete": list(fiche.repete),
            "sans": self.ceux(fiche.sans),
            "alertes": list(fiche.alertes),
        }

    def ceux(self, familles: Iterable[Ceux]) -> list[str]:
        """The services of some families."""
        return [s.id for s in self.services if any(_est_de(s, famille) for famille in familles)]

    def critere(self, critere: Critere) -> dict[str, Any]:
        return {
            "id": critere.id,
            "genre": critere.genre,
            "champ": critere.champ,
            "nom": critere.nom,
            "question": critere.question,
            "pourquoi": critere.pourquoi,
            "aide": critere.aide,
            "toujours": critere.toujours,
            "defaut": critere.defaut,
            "dit": critere.dit,
            "services": critere.services and critere.services.raison,
            "rubrique": critere.rubrique,
            "demande_si": self.permises(critere.demande_si) if critere.demande_si else [],
            "valeurs": [
                {
                    "id": v.id,
                    "nom": v.nom,
                    "aide": v.aide,
                    "court": v.court or v.nom,
                    "synonymes": list(v.synonymes),
                    "colonne": v.colonne,
                    "implique": dict(v.implique),
                    "de": v.de,
                    "a": v.a,
                    "public": v.public,
                    "explicite": v.explicite,
                    "seul": dict(v.seul),
                    "dispense": list(v.dispense),
                    "remplace": list(v.remplace),
                    "contredit": dict(v.contredit),
                }
                for v in critere.valeurs
            ],
        }

    def service(self, service: Service) -> dict[str, Any]:
        type_ = self.types[service.type]
        # A generic contact has, instead of a structure, the words that say who carries it.
        nom_structure = self.structures.get(service.structure or "", service.structure)
        return {
            "id": service.id,
            "nom": service.nom,
            "type": service.type,
            "structure": nom_structure,
            "porteurs": list(service.porteurs) or [service.structure or service.id],
            "groupe": type_.groupe,
            "territoires": list(service.territoires),
            "statut": self.statuts[service.id],
            "horaires": service.horaires or type_.horaires,
            "porteur": service.porteur,
            "arrondissement": service.arrondissement,
            "adresse": service.adresse,
            "telephone": service.telephone,
            "telephone_verifie_le": service.telephone_verifie_le,
            "telephone_source": self.source_du_telephone(service),
            "generique": service.generique,
            "avec": service.avec,
            "source_horaires": self.source_des_horaires(service),
            "propre": bool(service.joignable),
            "modalite": service.modalite,
            "declare": service.declare,
            "note": type_.note,
            "ecart": [service.ecart, *_lieu(service.source_ecart or service.source)]
            if service.ecart
            else None,
            "source": _lieu(service.source),
        }

    def source_du_telephone(self, service: Service) -> dict[str, str] | None:
        """Where a number comes from, and how old that is."""
        source = service.telephone_source
        if source is None:
            return None
        nom = next(d.nom for d in self.ref.documents if d.id == source.document)
        return {"origine": "document", "nom": nom, "date": str(service.telephone_date)}

    def source_des_horaires(self, service: Service) -> list[str] | None:
        if service.horaires:
            return _lieu(service.source_horaires or service.source)
        source = self.types[service.type].source
        return _lieu(source) if source else None

    def masques(self) -> dict[str, Ecrits]:
        """For each axis and value, the rows that allow it (see `masques.ecrire`)."""
        boites = [boite for genre in GENRES for boite, _ in self.lignes[genre]]
        return {
            axe: ecrire(valeurs, [boite.get(axe) for boite in boites])
            for axe, valeurs in self.axes.valeurs.items()
        }


def _est_de(service: Service, famille: Ceux) -> bool:
    dits = (
        (famille.type, service.type),
        (famille.fonction, service.fonction),
        (famille.contacts, service.id),
    )
    if famille.generique is not None and service.generique is not famille.generique:
        return False
    return all(permis is None or valeur in permis for permis, valeur in dits)


def _permises(boites: Iterable[Boite]) -> list[dict[str, list[str]]]:
    return [{axe: sorted(valeurs) for axe, valeurs in boite.items()} for boite in boites]


def _axe(voie: Voie) -> str:
    """The axis of the places where a way searches."""
    retour = any(pas.ou and pas.ou.endswith("residence") for pas in voie.cherche)
    return "residence" if retour else "site"


def _lieu(source: Source) -> list[str]:
    return [source.document, source.localisation]


def _ferie(ferie: Ferie) -> list[int]:
    """See `calendrier.Ferie`."""
    if ferie.le is None:
        return [0, ferie.paques or 0]
    return [int(morceau) for morceau in ferie.le.split("-")]


def _site(site: Site) -> list[Any]:
    return [
        *(site.commune, site.arrondissement, site.etablissement),
        *(list(site.territoires), site.poids),
    ]

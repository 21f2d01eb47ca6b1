"""Changes of the map and of the thresholds: services, places, ages, hours, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant, suivant
from palliorient.mutations.mutants.regles import AUTRE_JOIGNABLE
from palliorient.mutations.sources import Sources
from palliorient.noyau.langue.phrases import ordinal
from palliorient.noyau.modele.modele import STATUT_EN_SERVICE, PlageHoraire, Service
from palliorient.noyau.situation.calendrier import MINUTES_DU_JOUR

AUTRE_PUBLIC = {"pediatrique": "adulte", "jeune-adulte": "adulte", "adulte": "jeune-adulte"}
AUTRE_COLONNE = {"domicile": "etablissement", "etablissement": "domicile"}


class MutantsDeLaCarte:
    """One change at a time, in the order of the files."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.ref = sources.referentiel
        self.territoires = tuple(t.id for t in self.ref.territoires)

    def tous(self) -> Iterator[Mutant]:
        yield from self.rattachements()
        yield from self.structures()
        for rang, service in enumerate(self.ref.services):
            yield from self.service(("services", rang), service)
        yield from self.jours()
        yield from self.valeurs()
        yield from self.ages()
        yield from self.heures()

    # --- the map ------------------------------------------------------------------

    def rattachements(self) -> Iterator[Mutant]:
        for rang, r in enumerate(self.ref.rattachements):
            ici: Chemin = ("rattachements", rang)
            quoi = f"{ordinal(r.arrondissement)} arrondissement" if r.arrondissement else r.nom
            autre = suivant(r.territoire, self.territoires, (r.territoire,))
            position = self.sources.territoire(*ici, "territoire")
            yield Mutant(
                "deplacer-arrondissement",
                f"{quoi} : {r.territoire} devient {autre}",
                position,
                (r.territoire,),
                (((*ici, "territoire"), autre),),
            )
            for place, code in enumerate(r.codes_postaux):
                chemin = (*ici, "codes_postaux", place)
                yield Mutant(
                    "retirer-code-postal",
                    f"{quoi} : sans le code postal {code}",
                    self.sources.territoire(*chemin),
                    (r.territoire,),
                    ((chemin, OTER),),
                )
            if r.aussi:
                for place, type_ in enumerate(r.types_aussi):
                    yield Mutant(
                        "retirer-second-territoire",
                        f"{quoi} : {type_} sans {r.aussi}",
                        self.sources.territoire(*ici, "aussi", "types", place),
                        (r.aussi,),
                        (((*ici, "types_aussi", place), OTER),)
                        if len(r.types_aussi) > 1
                        else (((*ici, "aussi"), None), ((*ici, "types_aussi"), ())),
                    )

    def lieux_servis(self, ici: Chemin, service: Service) -> Iterator[Mutant]:
        """Numbers, then communes: what is decided upon is the commune of either."""
        ecrits = [("arrondissements", n) for n in range(len(service.arrondissements))]
        ecrits += [("communes", n) for n in range(len(service.communes) - len(ecrits))]
        for rang, (champ, place) in enumerate(ecrits):
            numero = champ == "arrondissements"
            valeur = service.arrondissements[place] if numero else service.communes[rang]
            changements = [((*ici, "communes", rang), OTER)]
            if numero:
                changements.append(((*ici, champ, place), OTER))
            yield Mutant(
                "deplacer-service",
                f"{service.id} : sans « {champ}: {valeur} »",
                self.sources.service(service.id, champ, place),
                (service.id,),
                tuple(changements),
            )

    def structures(self) -> Iterator[Mutant]:
        for rang, structure in enumerate(self.ref.structures):
            if structure.etablissement and structure.territoire:
                chemin: Chemin = ("structures", rang, "territoire")
                autre = suivant(structure.territoire, self.territoires, (structure.territoire,))
                yield Mutant(
                    "deplacer-etablissement",
                    f"{structure.id} : {structure.territoire} devient {autre}",
                    self.sources.acteur(*chemin),
                    (structure.territoire,),
                    ((chemin, autre),),
                )

    def service(self, ici: Chemin, service: Service) -> Iterator[Mutant]:
        nom, cibles = service.id, (service.id,)
        position = self.sources.service(nom, "id")
        yield Mutant("retirer-service", f"{nom} : retiré", position, cibles, ((ici, OTER),))
        autre = "en-labellisation" if service.statut == STATUT_EN_SERVICE else STATUT_EN_SERVICE
        if not service.generique:
            yield Mutant(
                "changer-statut",
                f"{nom} : {service.statut} devient {autre}",
                position,
                cibles,
                (((*ici, "statut"), autre),),
            )
        for place, territoire in enumerate(service.territoires):
            if territoire in self.territoires:
                ailleurs = suivant(territoire, self.territoires, service.territoires)
                chemin = (*ici, "territoires", place)
                yield Mutant(
                    "deplacer-service",
                    f"{nom} : {territoire} devient {ailleurs}",
                    self.sources.service(nom, "territoires", place),
                    cibles,
                    ((chemin, OTER if ailleurs is None else ailleurs),),
                )
        for place, valeur in enumerate(service.etablissements):
            yield Mutant(
                "deplacer-service",
                f"{nom} : sans « etablissements: {valeur} »",
                self.sources.service(nom, "etablissements", place),
                cibles,
                (((*ici, "etablissements", place), OTER),),
            )
        yield from self.lieux_servis(ici, service)
        for place, dit in enumerate(service.joignable):
            devient = AUTRE_JOIGNABLE[dit.valeur]
            yield Mutant(
                "changer-joignable",
                f"{nom} : {dit.valeur} devient {devient}",
                self.sources.service(nom, "joignable", place),
                cibles,
                (((*ici, "joignable", place, "valeur"), devient),),
            )

    # --- the criteria -----------------------------------------------------------------

    def valeurs(self) -> Iterator[Mutant]:
        for rang, critere in enumerate(self.ref.criteres):
            for place, valeur in enumerate(critere.valeurs):
                ici: Chemin = ("criteres", rang, "valeurs", place)
                quoi = f"{critere.id} « {valeur.id} »"
                changements: dict[str, tuple[str, Chemin, object]] = {}
                if valeur.colonne:
                    colonne = AUTRE_COLONNE[valeur.colonne]
                    changements["colonne"] = (f"colonne {colonne}", ("colonne",), colonne)
                if valeur.public:
                    public = AUTRE_PUBLIC[valeur.public]
                    changements["public"] = (f"public {public}", ("public",), public)
                autres = {c: v for autre in critere.valeurs for c, v in autre.implique.items()}
                for cle, code in autres.items():
                    if cle not in valeur.implique:
                        implique = {**valeur.implique, cle: code}
                        changements[cle] = (f"implique {cle}: {code}", ("implique",), implique)
                if valeur.explicite:
                    changements["explicite"] = ("sans « explicite »", ("explicite",), False)
                for cle in valeur.implique:
                    changements["implique"] = (f"n'implique plus {cle}", ("implique", cle), OTER)
                for rang_type, type_ in enumerate(valeur.remplace):
                    chemin: Chemin = ("remplace", rang_type)
                    changements["remplace"] = (f"ne remplace plus {type_}", chemin, OTER)
                for champ, (dit, suite, nouvelle) in changements.items():
                    yield Mutant(
                        "changer-reponse",
                        f"{quoi} : {dit}",
                        self.sources.regle(*ici, champ),
                        (f"{critere.id}: {valeur.id}",),
                        (((*ici, *suite), nouvelle),),
                    )

    # --- thresholds -------------------------------------------------------------------

    def ages(self) -> Iterator[Mutant]:
        rang = next(r for r, c in enumerate(self.ref.criteres) if c.id == "age")
        classes = self.ref.criteres[rang].valeurs
        for place, (avant, apres) in enumerate(pairwise(classes)):
            if avant.a is None or apres.de is None:
                continue
            ici: Chemin = ("criteres", rang, "valeurs")
            for ecart in (-1, 1):
                yield Mutant(
                    "deplacer-seuil",
                    f"âge : {apres.id} à partir de {apres.de + ecart}",
                    self.sources.regle(*ici, place + 1, "de"),
                    (f"age: {avant.id}", f"age: {apres.id}"),
                    (
                        ((*ici, place, "a"), avant.a + ecart),
                        ((*ici, place + 1, "de"), apres.de + ecart),
                    ),
                )

    def heures(self) -> Iterator[Mutant]:
        """Each hour that separates moments, one minute earlier or later, on both sides."""
        for debut in sorted({p.de for p in self.ref.plages}):
            rang = next(r for r, p in enumerate(self.ref.plages) if p.de == debut)
            for ecart in (-1, 1):
                plages = tuple(_decalee(p, debut, ecart) for p in self.ref.plages)
                heure = divmod(debut + ecart, 60)
                yield Mutant(
                    "deplacer-seuil",
                    f"heure : {heure[0]} h {heure[1]:02d} au lieu de {debut // 60} h",
                    self.sources.regle("plages", rang, "de"),
                    tuple(f"moment: {p.moment}" for p in self.ref.plages),
                    ((("plages",), plages),),
                )

    def jours(self) -> Iterator[Mutant]:
        for champ in ("a_jour_au", "perime_apres"):
            jour = date.fromisoformat(getattr(self.ref, champ))
            for ecart in (-1, 1):
                autre = (jour + timedelta(days=ecart)).isoformat()
                yield Mutant(
                    "deplacer-seuil",
                    f"{champ} : {autre}",
                    self.sources.regle(champ),
                    ("actualite: perime", "actualite: anterieur"),
                    (((champ,), autre),),
                )


def _decalee(plage: PlageHoraire, borne: int, ecart: int) -> PlageHoraire:
    """The range with that bound moved, whether it begins or ends there."""
    if plage.de == borne:
        plage = replace(plage, de=borne + ecart)
    if (plage.a + 1) % MINUTES_DU_JOUR == borne:
        plage = replace(plage, a=(borne + ecart - 1) % MINUTES_DU_JOUR)
    return plage

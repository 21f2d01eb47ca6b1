"""Changes of the rules: cells, rules, roles, order of call, reachability."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant, retouches
from palliorient.mutations.sources import Sources
from palliorient.noyau.modele.modele import Condition
from palliorient.noyau.table.boites import Axes, croiser

AUTRE_CARACTERE = {
    "requis": "eventuel",
    "alternative": "eventuel",
    "repli": "eventuel",
    "eventuel": "requis",
}
AUTRE_JOIGNABLE = {
    "oui": "conditionnel",
    "conditionnel": "oui",
    "inconnu": "conditionnel",
    "non": "oui",
}

PRECISIONS_D_UN_PAS = ("joignable", "caractere", "public", "fonction")


class MutantsDesRegles:
    """One change at a time; every change stands where the file writes the thing changed."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.ref = sources.referentiel
        niveaux = next(c for c in self.ref.criteres if c.id == "niveau")
        self.niveaux = tuple(v.id for v in niveaux.valeurs if not v.explicite)

    def tous(self) -> Iterator[Mutant]:
        yield from self.types()
        yield from self.exceptions()
        yield from self.roles()
        for famille in ("cellules", "regles"):
            for rang in range(len(getattr(self.ref, famille))):
                yield from self.regle((famille, rang))
        yield from self.incertains()
        yield from self.ordres()

    def mutant(
        self, operateur: str, quoi: str, ecrit: Chemin, cible: str, *changements: tuple[Chemin, Any]
    ) -> Mutant:
        return Mutant(operateur, quoi, self.sources.regle(*ecrit), (cible,), changements)

    def conditions(
        self, condition: Condition, quoi: str, ecrit: Chemin, chemin: Chemin, cible: str
    ) -> Iterator[Mutant]:
        for retouche in retouches(condition, self.niveaux):
            yield self.mutant(
                retouche.operateur,
                f"{quoi} : {retouche.description}",
                (*ecrit, *retouche.ecrit),
                cible,
                ((*chemin, *retouche.chemin), retouche.valeur),
            )

    # --- rules --------------------------------------------------------------------

    def regle(self, ici: Chemin) -> Iterator[Mutant]:
        famille, rang = ici
        regle = getattr(self.ref, str(famille))[rang]
        nom = f"règle « {regle.id} »"
        effets = tuple(((*ici, champ), ()) for champ in ("propose", "alertes", "precise"))
        yield self.mutant("retirer-regle", f"{nom} : retirée", (*ici, "id"), regle.id, *effets)
        yield from self.conditions(regle.condition, nom, ici, (*ici, "condition"), regle.id)
        for place, proposition in enumerate(regle.propose):
            quoi = f"{nom}, proposition « {proposition.role} »"
            la = (*ici, "propose", place)
            yield self.mutant("retirer-proposition", f"{quoi} : retirée", la, regle.id, (la, OTER))
            avant = proposition.caractere
            apres = AUTRE_CARACTERE[avant]
            yield self.mutant(
                "changer-caractere",
                f"{quoi} : {avant} devient {apres}",
                (*la, "caractere"),
                regle.id,
                ((*la, "caractere"), apres),
                ((*la, "option"), None),
            )
            yield from self.conditions(
                proposition.condition, quoi, la, (*la, "condition"), regle.id
            )
        for place, emission in enumerate(regle.alertes):
            quoi = f"{nom}, alerte {emission.code}"
            la = (*ici, "alertes", place)
            yield self.mutant("retirer-alerte", f"{quoi} : retirée", la, regle.id, (la, OTER))
            yield from self.conditions(emission.condition, quoi, la, (*la, "condition"), regle.id)

    # --- roles --------------------------------------------------------------------

    def roles(self) -> Iterator[Mutant]:
        for rang, role in enumerate(self.ref.roles):
            for place, voie in enumerate(role.voies):
                ici: Chemin = ("roles", rang, "voies", place)
                nom = f"rôle « {role.id} », voie n° {place + 1}"
                yield self.mutant("retirer-voie", f"{nom} : retirée", ici, role.id, (ici, OTER))
                yield from self.conditions(voie.condition, nom, ici, (*ici, "condition"), role.id)
                for etape, pas in enumerate(voie.cherche):
                    la = (*ici, "cherche", etape)
                    quoi = f"{nom}, étape n° {etape + 1}"
                    if len(voie.cherche) > 1:
                        yield self.mutant(
                            "retirer-etape", f"{quoi} : retirée", la, role.id, (la, OTER)
                        )
                    for alerte, emission in enumerate(pas.alertes):
                        yield self.mutant(
                            "retirer-alerte",
                            f"{quoi} : sans {emission.code}",
                            (*la, "alerte"),
                            role.id,
                            ((*la, "alertes", alerte), OTER),
                        )
                    for champ in PRECISIONS_D_UN_PAS:
                        if getattr(pas, champ):
                            yield self.mutant(
                                "retirer-precision",
                                f"{quoi} : sans « {champ}: {getattr(pas, champ)} »",
                                (*la, champ),
                                role.id,
                                ((*la, champ), None),
                            )

    # --- order of call --------------------------------------------------------------

    def incertains(self) -> Iterator[Mutant]:
        yield from self.conditions(
            self.ref.inconnus_en_dernier,
            "contacts incertains en dernier",
            (),
            ("inconnus_en_dernier",),
            "inconnus_en_dernier",
        )

    def ordres(self) -> Iterator[Mutant]:
        axes = Axes(self.ref)
        for rang, ordre in enumerate(self.ref.ordres):
            ou = [axes.boites(ordre.condition, e.condition) for e in ordre.etapes]
            for place, etape in enumerate(ordre.etapes):
                la: Chemin = ("ordres", rang, "etapes", place)
                quoi = f"ordre « {ordre.id} », étape « {', '.join(etape.roles)} »"
                yield self.mutant(
                    "retirer-rang", f"{quoi} : retirée", la, etape.roles[0], (la, OTER)
                )
                if place + 1 == len(ordre.etapes):
                    continue
                apres = ordre.etapes[place + 1]
                # Steps that never hold together, or speak of the same roles, have no order.
                if croiser(ou[place], ou[place + 1]) and not {*etape.roles} & {*apres.roles}:
                    yield self.mutant(
                        "echanger-rangs",
                        f"{quoi} : échangée avec la suivante",
                        la,
                        etape.roles[0],
                        (la, apres),
                        (("ordres", rang, "etapes", place + 1), etape),
                    )

    # --- reachability -----------------------------------------------------------------

    def types(self) -> Iterator[Mutant]:
        for rang, type_ in enumerate(self.ref.types):
            for place, dit in enumerate(type_.joignable):
                la: Chemin = ("types", rang, "joignable", place, "valeur")
                autre = AUTRE_JOIGNABLE[dit.valeur]
                quoi = f"type « {type_.id} » : {dit.valeur} devient {autre}"
                yield self.mutant("changer-joignable", quoi, la, type_.id, (la, autre))

    def exceptions(self) -> Iterator[Mutant]:
        for rang, dit in enumerate(self.ref.joignabilites):
            la: Chemin = ("joignabilites", rang)
            quoi = f"exception n° {rang + 1} de joignabilité"
            yield self.mutant("changer-joignable", f"{quoi} : retirée", la, "", (la, OTER))
            yield from self.conditions(dit.quand, quoi, la, (*la, "quand"), "")

"""Scales that must have neither hole nor overlap: ages, and the hours of the week.

Every age and every minute is asked one day; better say it here than at that minute.
"""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.base import minutes
from palliorient.lecture.schemas.territoires import Rattachement
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import COMMUNE, NUMERO, PLACES
from palliorient.noyau.situation.calendrier import MINUTES_DU_JOUR, dans_la_plage

DERNIER_AGE = 120
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "jour férié")

NECESSAIRES = (
    "lieu",
    "etablissement",
    "niveau",
    "age",
    "moment",
    "residence",
    "actualite",
)
"""Criteria with a logic of their own: the tool cannot do without their declaration."""

VALEURS_ATTENDUES = {"actualite": ("valide", "perime", "anterieur")}
"""Values that the engine itself gives: without one, some situations would have no answer."""


def verifier_criteres_declares(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL136: the criteria with a logic of their own have their wording and values."""
    declares = {c.id for c in ctx.regles.criteres}
    necessaires = list(NECESSAIRES)
    if declares.isdisjoint(PLACES):
        necessaires.insert(1, NUMERO)
    for nom in necessaires:
        if nom not in declares:
            yield ctx.diagnostic(
                Code.CRITERE_NON_DECLARE,
                Lieu(REGLES, ("criteres",)),
                f"le critère « {nom} » n'est pas déclaré",
                f"ajouter « - id: {nom} » avec son nom, sa question et ses valeurs",
            )


def verifier_le_lieu(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL196, PAL197: a folder asks where by one criterion, which every place can answer."""
    rangs = [rang for rang, c in enumerate(ctx.regles.criteres) if c.id in PLACES]
    criteres = Lieu(REGLES, ("criteres",))
    for rang in rangs[1:]:
        yield ctx.diagnostic(
            Code.DEUX_CRITERES_DE_LIEU,
            criteres / rang / "id",
            f"« {ctx.regles.criteres[rang].id} » et « {ctx.regles.criteres[rangs[0]].id} » disent "
            "tous deux où est la personne",
            "en garder un ; l'autre se comprend à sa place sans être déclaré",
            [criteres / rangs[0] / "id"],
        )
    if len(rangs) != 1 or ctx.place == COMMUNE:
        return
    for lieu, r in ctx.tous(Rattachement):
        if r.arrondissement is None:
            yield ctx.diagnostic(
                Code.COMMUNE_SANS_NUMERO,
                lieu / "commune",
                f"« {r.nom or r.commune} » n'a pas de numéro, et les règles demandent "
                f"l'arrondissement",
                f"lui donner son « {NUMERO} », ou déclarer le critère « {COMMUNE} » à sa place",
                [criteres / rangs[0] / "id"],
            )


def verifier_valeurs_attendues(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL136: the values that the engine itself gives."""
    for indice, critere in enumerate(ctx.regles.criteres):
        lieu = Lieu(REGLES, ("criteres", indice))
        dites = {str(v.id) for v in critere.valeurs}
        for valeur in VALEURS_ATTENDUES.get(critere.id, ()):
            if valeur not in dites:
                yield ctx.diagnostic(
                    Code.CRITERE_NON_DECLARE,
                    lieu / "valeurs",
                    f"le critère « {critere.id} » n'a pas la valeur « {valeur} »",
                    f'ajouter « - {{id: {valeur}, nom: "…"}} » à ses valeurs',
                )


def verifier_ages(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL134: each completed year, from 0 to 120, is in one class."""
    for indice, critere in enumerate(ctx.regles.criteres):
        if critere.id != "age":
            continue
        lieu = Lieu(REGLES, ("criteres", indice, "valeurs"))
        bornes = [(v.de, v.a) for v in critere.valeurs if v.de is not None and v.a is not None]
        # What contains an age changes only where a class begins, or just after its end.
        a_voir = {0, *(de for de, _ in bornes), *(a + 1 for _, a in bornes)}
        for age in sorted(n for n in a_voir if n <= DERNIER_AGE):
            classes = [rang for rang, (de, a) in enumerate(bornes) if de <= age <= a]
            if len(classes) != 1:
                compte = "aucune classe" if not classes else "deux classes"
                yield ctx.diagnostic(
                    Code.AGES_MAL_COUPES,
                    lieu / classes[1] if classes else lieu,
                    f"{age} ans : dans {compte} d'âge",
                    "reprendre les bornes « de » et « a » (comprises)",
                    [lieu / classes[0]] if classes else (),
                )
                return


def verifier_plages(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL135: each minute of each kind of day is in one moment; said once for a day."""
    plages = Lieu(REGLES, ("plages",))
    bornes = [(set(p.jours), minutes(p.de), minutes(p.a)) for p in ctx.regles.plages]
    # As for ages: nothing changes between a beginning and an end.
    a_voir = {0, *(de for _, de, _ in bornes), *((a + 1) % MINUTES_DU_JOUR for _, _, a in bornes)}
    for jour, nom in enumerate(JOURS):
        for minute in sorted(a_voir):
            dedans = [
                rang
                for rang, (jours, de, a) in enumerate(bornes)
                if jour in jours and dans_la_plage(de, minute, a)
            ]
            if len(dedans) != 1:
                compte = "aucun moment" if not dedans else "deux moments"
                yield ctx.diagnostic(
                    Code.HEURES_MAL_COUPEES,
                    plages / dedans[1] if dedans else plages,
                    f"{nom}, {minute // 60:02}:{minute % 60:02} : {compte}",
                    "reprendre les bornes « de » et « a » (comprises) et les jours",
                    [plages / dedans[0]] if dedans else (),
                )
                break


VERIFICATIONS = (
    verifier_criteres_declares,
    verifier_le_lieu,
    verifier_valeurs_attendues,
    verifier_ages,
    verifier_plages,
)

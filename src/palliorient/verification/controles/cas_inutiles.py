"""Cases of `un_de` that change nothing: never true there, or true only where another case is."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import Condition, Emission, Precision, Proposition
from palliorient.noyau.modele.objets import replace
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles.regles import lues


def cas_inutiles(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL202: a case of a living rule, or of one of its lines, that adds no situation."""
    for lue in lues(ctx):
        if not lue.ou:
            continue
        nom, condition = f"règle « {lue.regle.id} »", lue.regle.condition
        yield from _inutiles(ctx, nom, lue.chemin, condition)
        lignes: dict[str, tuple[Proposition | Emission | Precision, ...]] = {
            "propose": lue.regle.propose,
            "alertes": lue.regle.alertes,
            "precise": lue.regle.precise,
        }
        for champ, dites in lignes.items():
            for rang, ligne in enumerate(dites):
                chemin = (*lue.chemin, champ, rang)
                yield from _inutiles(ctx, nom, chemin, ligne.condition, condition)


def _inutiles(
    ctx: Contexte, nom: str, chemin: Chemin, condition: Condition, *autour: Condition
) -> Iterator[Diagnostic]:
    cas = condition.un_de
    for rang, seul in enumerate(cas):
        autres = (*cas[:rang], *cas[rang + 1 :])
        apporte = _ou(ctx, replace(condition, un_de=(seul,)), *autour)
        deja = _ou(ctx, replace(condition, un_de=autres), *autour)
        if not ctx.espace.moins(apporte, deja):
            yield ctx.diagnostic(
                Code.LIGNE_MORTE,
                (*chemin, "un_de", rang),
                f"{nom} : le cas « {', '.join(seul)} » de « un_de » n'ajoute aucune situation",
                "corriger ce cas, ou le supprimer",
            )


def _ou(ctx: Contexte, *conditions: Condition) -> Noeud:
    # Not `ctx.ou`, which remembers conditions for as long as the referential lives.
    return ctx.univers.condition(ctx.axes.boites(*conditions))


VERIFICATIONS = (cas_inutiles,)

"""Two rules that quarrel about one role, in situations where both apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles.regles import Effet, lues


def _contraires(
    ctx: Contexte, code: Code, quoi: str, lire: Callable[[Effet], str | None], *, exactes: bool
) -> Iterator[Diagnostic]:
    """Pairs of proposals of one role that differ on something they both say."""
    par_role: dict[str, list[Effet]] = {}
    for lue in lues(ctx):
        for effet in lue.effets:
            if effet.ou and lire(effet):
                par_role.setdefault(effet.proposition.role, []).append(effet)
    for role, effets in par_role.items():
        for premier, second in combinations(effets, 2):
            if lire(premier) == lire(second):
                continue
            commun = ctx.espace.inter(premier.ou, second.ou)
            if not commun or (exactes and premier.ou != second.ou):
                continue
            yield ctx.diagnostic(
                code,
                second.chemin,
                f"rôle « {role} » : {quoi} « {lire(premier)} » dans « {premier.regle.id} », "
                f"« {lire(second)} » dans « {second.regle.id} »\n"
                f"{ctx.dans_les_situations(commun)}",
                "accorder les deux règles, ou séparer leurs conditions",
                [premier.chemin],
            )


def _option(effet: Effet) -> str | None:
    return effet.proposition.option


def _joignable(effet: Effet) -> str | None:
    return effet.proposition.joignable


def _caractere(effet: Effet) -> str | None:
    return effet.proposition.caractere


def voies_contraires(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL205: one role in way A by a rule, in way B by another, in the same situation."""
    yield from _contraires(ctx, Code.VOIES_CONTRAIRES, "voie", _option, exactes=False)


def joignables_contraires(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL206: one role said reachable by a rule, and otherwise by another."""
    yield from _contraires(ctx, Code.JOIGNABLES_CONTRAIRES, "joignable", _joignable, exactes=False)


def forces_contraires(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL209: in the very same situations, one role required by a rule, offered by another."""
    yield from _contraires(ctx, Code.FORCES_CONTRAIRES, "caractère", _caractere, exactes=True)


VERIFICATIONS = (voies_contraires, joignables_contraires, forces_contraires)

"""Which option was meant: the nearest, never its contrary, none rather than a wrong one."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.langue.mots import NEGATIONS, RESSEMBLANCE, code, proche, ressemblance

SANS_SENS = frozenset(("avec", "oui", "yes", "with", "de", "d", "la", "l"))
"""Words that change nothing to what an option says."""


def options_voisines(commande: Any, tapee: str) -> list[str]:
    """The options of a command that an unknown one may have meant.

    `--no-x`, `--pas-de-x`, `--x-non` mean `--sans-x`, where that exists; an option that
    has no contrary is never proposed for a negated one. Both forms when it is not clear.
    """
    contraires, simples = _options(commande)
    lu = code(tapee).strip("-")
    morceaux = lu.split("-")
    if len(morceaux) > 1 and any(ressemblance(morceaux[0], n) >= RESSEMBLANCE for n in NEGATIONS):
        morceaux[0] = "sans"  # « san-precarite »
    nie = not NEGATIONS.isdisjoint(morceaux)
    coeur = [m for m in morceaux if m not in SANS_SENS | NEGATIONS]
    if not nie:
        colle = _colle(lu, contraires)
        nie, coeur = (True, [colle]) if colle else (False, coeur)
    if nie:
        voisine = proche("-".join(coeur), contraires)
        return [contraires[voisine][1]] if voisine else []
    voisine = proche("-".join(coeur) or lu, [*contraires, *simples])
    if voisine in contraires and len(coeur) > len(voisine.split("-")):
        return list(contraires[voisine])
    return [f"--{voisine}"] if voisine else []


def _options(commande: Any) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Options with a contrary, by name; the names of the others."""
    contraires, simples = {}, []
    for parametre in commande.params:
        noms = [nom for nom in parametre.opts if nom.startswith("--")]
        if noms and parametre.secondary_opts:
            contraires[noms[0].strip("-")] = (noms[0], parametre.secondary_opts[0])
        elif noms:
            simples.append(noms[0].strip("-"))
    return contraires, [*simples, "help"]


def _colle(lu: str, contraires: dict[str, tuple[str, str]]) -> str | None:
    """« noprecarite », « sansurgence »: a negation glued to the name."""
    restes = (lu.removeprefix(mot) for mot in sorted(NEGATIONS) if lu.startswith(mot))
    return next((voisine for r in restes if (voisine := proche(r, contraires))), None)

"""Checks of the rules against one another, over every situation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import Emission, Precision, Proposition, Regle
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.noyau.table.table import CARACTERES
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles.concurrents import concurrents


class Effet(NamedTuple):
    """One proposal of a rule, where it holds and where it is written."""

    regle: Regle
    proposition: Proposition
    chemin: Chemin
    ou: Noeud


class Lue(NamedTuple):
    """A rule or a cell, where it holds, where it is written, and what it does."""

    regle: Regle
    chemin: Chemin
    ou: Noeud
    effets: list[Effet]
    alertes: list[tuple[Emission, Noeud]]
    precisions: list[tuple[Precision, Noeud]]


def lues(ctx: Contexte) -> list[Lue]:
    """The cells, then the rules."""
    resultat = []
    for section, regles in (
        ("cellules", ctx.referentiel.cellules),
        ("regles", ctx.referentiel.regles),
    ):
        for rang, regle in enumerate(regles):
            chemin: Chemin = (section, rang)
            effets = [
                Effet(regle, p, (*chemin, "propose", i), ctx.ou(regle.condition, p.condition))
                for i, p in enumerate(regle.propose)
            ]
            alertes = [(a, ctx.ou(regle.condition, a.condition)) for a in regle.alertes]
            precisions = [(p, ctx.ou(regle.condition, p.condition)) for p in regle.precise]
            ici = ctx.ou(regle.condition)
            resultat.append(Lue(regle, chemin, ici, effets, alertes, precisions))
    return resultat


def regles_mortes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL201: a rule whose condition no situation meets."""
    for lue in lues(ctx):
        if not lue.ou:
            yield ctx.diagnostic(
                Code.REGLE_MORTE,
                (*lue.chemin, "id"),
                f"la règle « {lue.regle.id} » ne s'applique dans aucune situation",
                "corriger sa condition (« quand », « sauf »), ou supprimer la règle",
            )


def lignes_mortes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL202: a proposal or an alert of a living rule that never has an effect."""
    trouvent = _roles_qui_trouvent(ctx)
    constats = {role.id for role in ctx.referentiel.roles if role.constate}
    for lue in lues(ctx):
        if not lue.ou:
            continue
        for effet in lue.effets:
            role = effet.proposition.role
            if not effet.ou:
                yield ctx.diagnostic(
                    Code.LIGNE_MORTE,
                    effet.chemin,
                    f"règle « {lue.regle.id} » : le rôle « {role} » n'est proposé dans aucune "
                    "situation, sa condition étant contraire à celle de la règle",
                    "corriger la condition de cette ligne, ou la supprimer",
                )
            elif not (
                (lue.regle.id, role) in trouvent
                or role in constats
                or (lue.regle.id, role) in _roles_qui_trouvent(ctx.ouvert)
            ):
                yield ctx.diagnostic(
                    Code.LIGNE_MORTE,
                    effet.chemin,
                    f"règle « {lue.regle.id} » : le rôle « {role} » ne trouve aucun service, dans "
                    "aucune des situations de la règle",
                    "vérifier les voies du rôle, ou supprimer cette ligne",
                )
        alertes = [
            (("alertes", rang), ou, f"l'alerte « {emission.code} » n'est levée")
            for rang, (emission, ou) in enumerate(lue.alertes)
        ]
        precisions = [
            (("precise", rang), ou, f"« {precision.modalite} » n'est dit")
            for rang, (precision, ou) in enumerate(lue.precisions)
        ]
        for place, ou, dit in (*alertes, *precisions):
            if not ou:
                yield ctx.diagnostic(
                    Code.LIGNE_MORTE,
                    (*lue.chemin, *place),
                    f"règle « {lue.regle.id} » : {dit} dans aucune situation, sa condition étant "
                    "contraire à celle de la règle",
                    "corriger la condition de cette ligne, ou la supprimer",
                )


def _roles_qui_trouvent(ctx: Contexte) -> set[tuple[str, str]]:
    """(rule, role) pairs that bring a contact somewhere."""
    trouvent = set()
    for rangees in ctx.faits.rangees.values():
        for rangee in rangees:
            regle = ctx.table.raisons[rangee.ligne.raison].regle
            trouvent.add((regle, ctx.table.roles[rangee.ligne.role]))
    return trouvent


def regles_en_double(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL203: two rules with the same effects in the same situations."""
    vues: dict[object, Lue] = {}
    for lue in lues(ctx):
        if not lue.ou:
            continue
        premiere = vues.setdefault(_portee(lue), lue)
        if premiere is not lue:
            yield ctx.diagnostic(
                Code.REGLE_EN_DOUBLE,
                (*lue.chemin, "id"),
                f"la règle « {lue.regle.id} » dit la même chose que « {premiere.regle.id} »",
                "n'en garder qu'une",
                [(*premiere.chemin, "id")],
            )


def _portee(lue: Lue) -> object:
    effets = frozenset(
        (p.role, p.caractere, p.option, p.joignable, p.modalite, ou) for _, p, _, ou in lue.effets
    )
    alertes = frozenset((a.code, a.texte, ou) for a, ou in lue.alertes)
    precisions = frozenset((p.types, p.modalite, ou) for p, ou in lue.precisions)
    return effets, alertes, precisions


def regles_contenues(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL204: a rule that only adds a reason to what another one already brings."""
    vivantes = [lue for lue in lues(ctx) if lue.ou]
    for lue in vivantes:
        for autre in vivantes:
            if autre is lue or _portee(autre) == _portee(lue) or not _contient(ctx, autre, lue):
                continue
            yield ctx.diagnostic(
                Code.REGLE_CONTENUE,
                (*lue.chemin, "id"),
                f"la règle « {lue.regle.id} » est contenue dans « {autre.regle.id} » : partout où "
                "elle s'applique, l'autre propose déjà autant",
                "la supprimer, ou restreindre l'autre",
                [(*autre.chemin, "id")],
            )
            break


def _contient(ctx: Contexte, grande: Lue, petite: Lue) -> bool:
    """Does everything that `petite` brings come from `grande` too, as strongly?"""
    if petite.regle.precise or petite.regle.libelle:
        return False
    return all(
        any(_vaut(ctx, plus, moins) for plus in grande.effets) for moins in petite.effets
    ) and all(
        any(
            (a.code, a.texte) == (b.code, b.texte) and not ctx.espace.moins(moins_ou, plus_ou)
            for b, plus_ou in grande.alertes
        )
        for a, moins_ou in petite.alertes
    )


def _vaut(ctx: Contexte, plus: Effet, moins: Effet) -> bool:
    p, m = plus.proposition, moins.proposition
    return (
        p.role == m.role
        and CARACTERES.index(p.caractere) <= CARACTERES.index(m.caractere)
        and p.joignable == m.joignable
        and m.option in (None, p.option)
        and m.modalite in (None, p.modalite)
        and not ctx.espace.moins(moins.ou, plus.ou)
    )


def cellules_concurrentes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL207: two cells of the national table for one situation."""
    cellules = ctx.referentiel.cellules
    yield from concurrents(ctx, Code.CELLULES_CONCURRENTES, "cellules", cellules, "les cellules")


def cellules_absentes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL208: a situation with a level, and no cell of the national table."""
    attendues = ctx.espace.inter(ctx.univers.tout, ctx.espace.boite(ctx.axes.implicites))
    couvertes = ctx.espace.union([ctx.ou(c.condition) for c in ctx.referentiel.cellules])
    manque = ctx.espace.moins(attendues, couvertes)
    if manque:
        yield ctx.diagnostic(
            Code.CELLULE_ABSENTE,
            ("cellules",),
            f"aucune cellule du tableau national\n{ctx.dans_les_situations(manque)}",
            "compléter la condition d'une cellule",
        )


VERIFICATIONS = (
    regles_mortes,
    lignes_mortes,
    regles_en_double,
    regles_contenues,
    cellules_concurrentes,
    cellules_absentes,
)

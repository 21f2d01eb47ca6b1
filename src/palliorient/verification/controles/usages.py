"""Checks of what is declared and never serves, of the order of call, and of time."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.noyau.decision.ordre import SANS_ETAPE
from palliorient.noyau.langue.phrases import ou as ou_bien
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import STATUTS_PROPOSES
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles.concurrents import concurrents


def roles_inutilises(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL211: a role that no rule proposes."""
    regles = (*ctx.referentiel.cellules, *ctx.referentiel.regles)
    proposes = {p.role for regle in regles for p in regle.propose}
    for rang, role in enumerate(ctx.referentiel.roles):
        if role.id not in proposes:
            yield ctx.diagnostic(
                Code.ROLE_INUTILISE,
                ("roles", rang, "id"),
                f"le rôle « {role.id} » n'est proposé par aucune règle",
                "le proposer dans une règle, ou le supprimer",
            )


def alertes_inutilisees(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL212: an alert that no situation raises."""
    for rang, code in enumerate(ctx.referentiel.alertes):
        if not ctx.faits.alertes[code]:
            yield ctx.diagnostic(
                Code.ALERTE_INUTILISEE,
                ("alertes", rang, "id"),
                f"l'alerte « {code} » n'est levée dans aucune situation",
                "la lever dans une règle, ou la supprimer",
            )


def services_jamais_proposes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL213: a service in operation that nobody is ever sent to."""
    for rang, service in enumerate(ctx.table.services):
        if service.statut in STATUTS_PROPOSES and rang not in ctx.faits.presence:
            yield ctx.diagnostic(
                Code.SERVICE_JAMAIS_PROPOSE,
                ctx.endroits.service(service.id, "id"),
                f"« {service.id} » ({service.nom}) est en service, et aucune situation ne "
                "le propose",
                "vérifier son type, son public, ses territoires, ou le rôle qui devrait le trouver",
            )


# --- the order of call ------------------------------------------------------------


def sans_etape(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL221: a contact that no step of the order of call names comes last, in any order."""
    par_role = _sans_etape(ctx)
    # Roles that find only what has not opened yet: their place is to be known before that day.
    connus = {rangee.ligne.role for rangees in ctx.faits.rangees.values() for rangee in rangees}
    if connus != set(range(len(ctx.table.roles))):
        plus_tard = _sans_etape(ctx.ouvert)
        par_role |= {role: ou for role, ou in plus_tard.items() if role not in connus}
    for role, ou in sorted(par_role.items()):
        la = ctx if role in connus else ctx.ouvert
        quand = "" if role in connus else ", une fois en service"
        yield la.diagnostic(
            Code.SANS_ETAPE,
            ("roles", role, "id"),
            f"rôle « {ctx.table.roles[role]} »{quand} : aucune étape de l'ordre d'appel ne le "
            f"nomme\n{la.dans_les_situations(ou)}\npar exemple : {la.exemple(ou)}",
            "ajouter ce rôle à une étape de l'ordre de ces situations",
        )


def _sans_etape(ctx: Contexte) -> dict[int, Noeud]:
    """Role → where a contact that it finds has no step."""
    par_role: dict[int, Noeud] = {}
    for service in ctx.faits.rangees:
        for etape, _, ou in ctx.faits.etapes(service):
            if etape == SANS_ETAPE:
                for ligne, ici in ctx.faits.rangees[service]:
                    commun = ctx.espace.inter(ou, ici)
                    par_role[ligne.role] = ctx.espace.plus(par_role.get(ligne.role, VIDE), commun)
    return {role: ou for role, ou in par_role.items() if ou}


def ordres_concurrents(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL222: two orders of call for one situation."""
    ordres = ctx.referentiel.ordres
    yield from concurrents(ctx, Code.ORDRES_CONCURRENTS, "ordres", ordres, "les ordres d'appel")


def ordre_absent(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL223: a situation without an order of call."""
    couvertes = ctx.espace.union([ctx.ou(o.condition) for o in ctx.referentiel.ordres])
    manque = ctx.espace.moins(ctx.univers.tout, couvertes)
    if manque:
        yield ctx.diagnostic(
            Code.ORDRE_ABSENT,
            ("ordres",),
            f"aucun ordre d'appel\n{ctx.dans_les_situations(manque)}",
            "compléter la condition d'un ordre",
        )


def etapes_inutilisees(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL224: a step that no contact ever takes, not even one that is still to come."""
    prises = _etapes_prises(ctx)
    rang = 0
    for numero, ordre in enumerate(ctx.referentiel.ordres):
        for place, etape in enumerate(ordre.etapes):
            if rang not in prises and rang not in _etapes_prises(ctx.ouvert):
                vide = not ctx.ou(ordre.condition, etape.condition)
                pourquoi = (
                    "sa condition est contraire à celle de l'ordre"
                    if vide
                    else "aucun contact n'y vient jamais, les étapes d'avant les prennent tous"
                )
                yield ctx.diagnostic(
                    Code.ETAPE_INUTILISEE,
                    ("ordres", numero, "etapes", place),
                    f"ordre « {ordre.id} », étape {place + 1} ({ou_bien(etape.roles)}) : "
                    f"{pourquoi}",
                    "corriger sa condition, ou la supprimer"
                    if vide
                    else "la supprimer, ou la remonter",
                )
            rang += 1


def _etapes_prises(ctx: Contexte) -> set[int]:
    """The ranks of the steps that some contact takes."""
    return {etape[0] for service in ctx.faits.rangees for etape, _, _ in ctx.faits.etapes(service)}


def donnees_perimees(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL231: the data are past their yearly review."""
    perime = ctx.referentiel.perime_apres
    if ctx.jour.isoformat() > perime:
        yield ctx.diagnostic(
            Code.DONNEES_PERIMEES,
            ("perime_apres",),
            f"données périmées depuis le {perime} (nous sommes le {ctx.jour.isoformat()})",
            "revoir l'offre, puis avancer « a_jour_au » et « perime_apres »",
        )


VERIFICATIONS = (
    roles_inutilises,
    alertes_inutilisees,
    services_jamais_proposes,
    sans_etape,
    ordres_concurrents,
    ordre_absent,
    etapes_inutilisees,
    donnees_perimees,
)

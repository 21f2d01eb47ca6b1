"""The guarantees that the rules file declares, proved over every situation.

A guarantee that breaks comes with the situations where it does, as boxes, with the
simplest of them, and with the contacts at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import Garantie
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.table.table import CARACTERES
from palliorient.verification.codes import Code
from palliorient.verification.comparer.rangs import devant
from palliorient.verification.contexte import Contexte
from palliorient.verification.controles.selection import Selection

CITES = 3
"""Contacts at fault that are named; beyond, they are counted."""


class Faute(NamedTuple):
    """Where a guarantee breaks, because of which service (or of the whole answer), and how."""

    ou: Noeud
    service: int | None
    pourquoi: str


Regard = Callable[[Contexte, Any, Noeud], Iterator[Faute]]


def _au_moins_un(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    selection = Selection(ctx, definition)
    presents = ctx.espace.union([ou for _, ou in selection.services()])
    absents = ctx.espace.moins(partout, presents)
    yield Faute(absents, None, f"aucun contact ({selection.mots})")


def _aucun(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    for service, ou in Selection(ctx, definition).services():
        yield Faute(ctx.espace.inter(partout, ou), service, "proposé")


def _tous(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    selection = Selection(ctx, definition)
    for service, ou in ctx.faits.presence.items():
        autre = ctx.espace.moins(ctx.espace.inter(partout, ou), selection.de(service))
        yield Faute(autre, service, f"n'est pas : {selection.mots}")


def _premier(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    selection = Selection(ctx, definition)
    for service, ou in ctx.faits.premiers.items():
        autre = ctx.espace.moins(ctx.espace.inter(partout, ou), selection.de(service))
        yield Faute(autre, service, f"premier contact, n'est pas : {selection.mots}")


def _jamais_avant(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    seconds = list(Selection(ctx, definition["avant"]).services())
    for service, ou in Selection(ctx, definition["contacts"]).services():
        for autre, la in seconds:
            ensemble = ctx.espace.inter(ctx.espace.inter(ou, la), partout)
            if ensemble and autre != service:
                nom = ctx.table.services[autre].nom
                yield Faute(devant(ctx.faits, service, autre, ensemble), service, f"avant {nom}")


def _alertes(ctx: Contexte, codes: list[str], partout: Noeud) -> Iterator[Faute]:
    for code in codes:
        manque = ctx.espace.moins(partout, ctx.faits.alertes.get(code, VIDE))
        yield Faute(manque, None, f"alerte {code} absente")


def _dit(ctx: Contexte, parole: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    """The words are compared without case, accents nor punctuation, but whole and in order."""
    code = parole["alerte"]
    debut, contient = mots(parole.get("debut", "")), mots(parole.get("contient", ""))
    jamais = [mots(dit) for dit in parole.get("jamais", ())]
    for emission, ou in ctx.univers.lignes(ctx.table.alertes_levees):
        emise, texte, *_ = ctx.table.emissions[emission]
        if emise != code:
            continue
        dits = mots(texte)
        juste = dits[: len(debut)] == debut and _suite(contient, dits)
        if not juste or any(_suite(interdits, dits) for interdits in jamais):
            yield Faute(ctx.espace.inter(ou, partout), None, f"{code} dit « {texte} »")


def _suite(cherches: tuple[str, ...], dits: tuple[str, ...]) -> bool:
    places = range(len(dits) - len(cherches) + 1)
    return any(dits[i : i + len(cherches)] == cherches for i in places)


class _Avance:
    """One criterion that moves alone to its next value, both ends being concerned."""

    def __init__(self, ctx: Contexte, critere: str, partout: Noeud) -> None:
        self.ctx = ctx
        self.critere = critere
        implicites = ctx.axes.implicites.get(critere)
        valeurs = ctx.espace.valeurs[critere]
        valeurs = tuple(v for v in valeurs if implicites is None or v in implicites)
        self.pas = list(pairwise(valeurs))
        self.partout = partout

    def amener(self, ensemble: Noeud, de: str, vers: str) -> Noeud:
        """The situations of a set, seen from the value they move to."""
        arrive = self.ctx.espace.deplacer(
            self.ctx.espace.inter(ensemble, self.partout), self.critere, de, vers
        )
        return self.ctx.espace.inter(arrive, self.partout)

    def perdus(self, ensemble: Noeud, service: int, verbe: str) -> Iterator[Faute]:
        for de, vers in self.pas:
            perdu = self.ctx.espace.moins(self.amener(ensemble, de, vers), ensemble)
            yield Faute(perdu, service, f"{verbe} ({self.critere} {de} → {vers})")

    def gagnes(self, ensemble: Noeud, service: int) -> Iterator[Faute]:
        for de, vers in self.pas:
            comparables = self.amener(self.partout, de, vers)
            present = self.ctx.espace.inter(ensemble, comparables)
            gagne = self.ctx.espace.moins(present, self.amener(ensemble, de, vers))
            yield Faute(gagne, service, f"apparaît ({self.critere} {de} → {vers})")


def _ne_retire_rien(
    ctx: Contexte, definition: Mapping[str, Any], partout: Noeud
) -> Iterator[Faute]:
    avance = _Avance(ctx, definition["critere"], partout)
    for service, ou in Selection(ctx, definition["contacts"]).services():
        yield from avance.perdus(ou, service, "disparaît")


def _n_affaiblit_rien(
    ctx: Contexte, definition: Mapping[str, Any], partout: Noeud
) -> Iterator[Faute]:
    avance = _Avance(ctx, definition["critere"], partout)
    for service, ou in Selection(ctx, definition["contacts"]).services():
        au_moins = VIDE
        for force, caractere in sorted(ctx.faits.caracteres(service).items()):
            au_moins = ctx.espace.plus(au_moins, ctx.espace.inter(ou, caractere))
            yield from avance.perdus(au_moins, service, f"n'est plus {CARACTERES[force]}")


def _n_ajoute_rien(ctx: Contexte, definition: Mapping[str, Any], partout: Noeud) -> Iterator[Faute]:
    avance = _Avance(ctx, definition["critere"], partout)
    for service, ou in Selection(ctx, definition["contacts"]).services():
        yield from avance.gagnes(ou, service)


REGARDS: dict[str, tuple[Code, Regard]] = {
    "au_moins_un": (Code.GARANTIE_AU_MOINS_UN, _au_moins_un),
    "aucun": (Code.GARANTIE_AUCUN, _aucun),
    "tous": (Code.GARANTIE_TOUS, _tous),
    "premier": (Code.GARANTIE_PREMIER, _premier),
    "jamais_avant": (Code.GARANTIE_AVANT, _jamais_avant),
    "alertes": (Code.GARANTIE_ALERTES, _alertes),
    "dit": (Code.GARANTIE_DIT, _dit),
    "ne_retire_rien": (Code.GARANTIE_RETRAIT, _ne_retire_rien),
    "n_affaiblit_rien": (Code.GARANTIE_AFFAIBLISSEMENT, _n_affaiblit_rien),
    "n_ajoute_rien": (Code.GARANTIE_AJOUT, _n_ajoute_rien),
}
"""The ways to promise (`lecture.schemas.garanties`) → code and proof."""


def garanties(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL300 to PAL311: each declared guarantee holds, and speaks of something."""
    for rang, garantie in enumerate(ctx.referentiel.garanties):
        ennui = _mal_dite(ctx, rang, garantie)
        if ennui:
            yield ennui
            continue
        partout = ctx.a_tout_niveau(garantie.condition)
        if not partout:
            yield ctx.diagnostic(
                Code.GARANTIE_SANS_OBJET,
                ("garanties", rang, "id"),
                f"la garantie « {garantie.id} » ne porte sur aucune situation",
                "corriger sa condition (« quand », « sauf »)",
            )
            continue
        forme = _forme(garantie)
        code, regard = REGARDS[forme]
        fautes = [f for f in regard(ctx, garantie.definition[forme], partout) if f.ou]
        if fautes:
            yield _rompue(ctx, rang, garantie, code, fautes)


def _forme(garantie: Garantie) -> str:
    return next(forme for forme in REGARDS if forme in garantie.definition)


def _mal_dite(ctx: Contexte, rang: int, garantie: Garantie) -> Diagnostic | None:
    """A criterion that is not a question has no next value: nothing could be promised."""
    forme = _forme(garantie)
    promesse: Any = garantie.definition[forme]
    critere = promesse.get("critere") if isinstance(promesse, Mapping) else None
    if critere is None or critere in ctx.espace.valeurs:
        return None
    possibles = [c for c in ctx.table.criteres if c in ctx.espace.valeurs]
    return ctx.diagnostic(
        Code.GARANTIE_CRITERE,
        ("garanties", rang, forme, "critere"),
        f"garantie « {garantie.id} » : le critère « {critere} » ne va pas d'une valeur à l'autre",
        f"écrire l'un de : {', '.join(possibles)}",
    )


def _rompue(
    ctx: Contexte, rang: int, garantie: Garantie, code: Code, fautes: list[Faute]
) -> Diagnostic:
    ensemble = ctx.espace.union([f.ou for f in fautes])
    point = ctx.morceaux.exemple(ensemble)
    ici = [f for f in fautes if ctx.espace.contient(f.ou, point)]
    return ctx.diagnostic(
        code,
        ("garanties", rang, "id"),
        f"garantie « {garantie.id} » rompue : {garantie.texte}\n"
        f"{ctx.dans_les_situations(ensemble)}\n"
        f"par exemple : {ctx.exemple(ensemble, _coupables(ctx, ici))}",
        "corriger les règles ou la carte ; si la promesse n'est plus voulue, changer la garantie",
    )


def _coupables(ctx: Contexte, fautes: list[Faute]) -> str:
    noms = [ctx.table.services[f.service].nom for f in fautes if f.service is not None]
    uniques = list(dict.fromkeys(noms))
    if not uniques:
        return et(list(dict.fromkeys(f.pourquoi for f in fautes)))
    cites = uniques[:CITES]
    if len(uniques) > CITES:
        cites.append(f"{len(uniques) - CITES} autres")
    return f"{et(cites)} : {fautes[0].pourquoi}"


VERIFICATIONS = (garanties,)

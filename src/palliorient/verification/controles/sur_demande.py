"""What is shown on demand: the changes offered after an answer, the words at a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.langue.phrases import minuscule
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import Condition, EtSi
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.noyau.situation.changement import Changement, changer
from palliorient.noyau.situation.ecriture import utiles
from palliorient.noyau.table.boites import AUCUN
from palliorient.noyau.table.table import Table
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte
from palliorient.verification.morceaux import situation_de

AU_CHOIX = "au-choix"
"""The sentence that the screen adds to several units, of which one is enough."""


def et_si_sans_effet(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL262: a change never offered, offered where it is the answer already, or refused."""
    for rang, et_si in enumerate(ctx.referentiel.et_si):
        ici: Chemin = ("et_si", rang, "change")
        quoi = f"« et si : {et_si.nom} » ({et_si.id})"
        if not _ou(ctx, et_si.condition):
            yield ctx.diagnostic(
                Code.ET_SI_SANS_EFFET,
                ici,
                f"{quoi} n'est proposé dans aucune situation",
                "corriger sa condition, ou le supprimer",
            )
            continue
        deja = _ou(ctx, et_si.condition, Condition({c: (v,) for c, v in et_si.change.items()}))
        if deja:
            yield ctx.diagnostic(
                Code.ET_SI_SANS_EFFET,
                ici,
                f"{quoi} est proposé là où c'est déjà la réponse\n{ctx.dans_les_situations(deja)}",
                "l'écarter par « quand » ou « sauf »",
            )
        yield from _refuse(ctx, ici, quoi, et_si)


def _refuse(ctx: Contexte, ici: Chemin, quoi: str, et_si: EtSi) -> Iterator[Diagnostic]:
    """The first kind of place where the door would not take the change.

    What it contradicts depends on the place, and on whether a hospital is named.
    """
    for lieu in ctx.table.criteres["lieu"].valeurs:
        for nomme in (
            Condition({"etablissement": (AUCUN,)}),
            Condition({}, {"etablissement": (AUCUN,)}),
        ):
            ou = _ou(ctx, et_si.condition, Condition({"lieu": (lieu.id,)}), nomme)
            if not ou:
                continue
            point = ctx.morceaux.exemple(ou)
            bruts = utiles(ctx.table, situation_de(ctx.table, point).dits)
            lecture = changer(ctx.table, bruts, Changement(dict(et_si.change)), _sans_heure).lecture
            if lecture.refus:
                yield ctx.diagnostic(
                    Code.ET_SI_SANS_EFFET,
                    ici,
                    f"{quoi} ne se peut pas partout où il est proposé : {lecture.refus[0].message}"
                    f"\npar exemple : {ctx.exemple(ou)}",
                    "l'écarter par « quand » ou « sauf », ou dire dans « change » ce qui manque",
                )
                return


def _ou(ctx: Contexte, *conditions: Condition) -> Noeud:
    # Not `ctx.ou`, which remembers conditions for as long as the referential lives.
    return ctx.univers.condition(ctx.axes.boites(*conditions))


def _sans_heure(texte: str, _fuseau: str) -> datetime | str:
    return f"{texte} : une heure ne se change pas ici"


def mots_jamais_dits(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL263: words to be said otherwise at a telephone that no contact says."""
    dits = {*_mots_des_contacts(ctx.table)}
    for rang, mots in enumerate(ctx.referentiel.au_telephone):
        if mots not in dits:
            yield ctx.diagnostic(
                Code.MOTS_JAMAIS_DITS,
                ("au_telephone", rang, "mots"),
                f"aucun contact ne dit « {mots} » : rien n'est raccourci",
                "recopier les mots d'un contact, entre deux « ; », ou supprimer cette entrée",
            )


def _mots_des_contacts(table: Table) -> Iterator[str]:
    """All that the line of a contact may say, cut as the line is."""
    textes = [m for ligne in table.contacts.toutes for m in ligne.modalites]
    textes += [ligne.modalite for ligne in table.precisions.toutes]
    textes += [j.condition for j in table.joignables.toutes if j.condition]
    textes += [s.modalite for s in table.services if s.modalite]
    textes += [texte for cle, texte in table.textes.items() if cle == AU_CHOIX]
    textes += [t.note for t in table.types.values() if t.note]
    mots = {mot for texte in textes for mot in texte.split(SEPARATEUR)}
    yield from mots
    for service in table.services:
        if service.avec:  # told in another's line, after its name
            yield from (f"{minuscule(service.nom)} : {mot}" for mot in mots)


VERIFICATIONS = (et_si_sans_effet, mots_jamais_dits)

"""Codes that only some entries may have: functions of a type, contacts, keys of the texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.references.carte.noms import PREFIXE_RESUME, TEXTES_ATTENDUS
from palliorient.lecture.schemas.acteurs import Homonyme, Service
from palliorient.lecture.schemas.base import Joignable, Section
from palliorient.lecture.schemas.garanties import Traits
from palliorient.lecture.schemas.missions import Mission
from palliorient.lecture.schemas.regles import Precision
from palliorient.lecture.schemas.roles import Pas
from palliorient.lecture.schemas.territoires import Cedex
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_fonctions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL149: a function is one of those that its type declares.

    A file of before they were declared is left alone: `valider` says that it is.
    """
    par_type = {t.id: t.fonctions for t in ctx.regles.types}
    if not any(par_type.values()):
        return
    for lieu, fonction, types in _fonctions(ctx):
        possibles = [f for t in types or par_type for f in par_type.get(t, ())]
        if fonction not in possibles:
            quoi = f"fonction inconnue ({', '.join(types) or 'aucun type'}) :"
            yield ctx.inconnu(Code.FONCTION_INCONNUE, lieu, quoi, fonction, possibles)


def _fonctions(ctx: Recoupement) -> Iterator[tuple[Lieu, str, list[str]]]:
    """Where a function is named, the function, and the types it may belong to."""
    for lieu, service in ctx.tous(Service):
        if service.fonction:
            yield lieu / "fonction", service.fonction, [service.type]
    for lieu, pas in ctx.tous(Pas):
        if pas.fonction and pas.type:
            yield lieu / "fonction", pas.fonction, [pas.type]
    for lieu, mission in ctx.tous(Mission):
        if mission.fonction:
            yield lieu / "fonction", mission.fonction, mission.types
    for lieu, traits in ctx.tous(Traits):
        for rang, fonction in enumerate(traits.fonction or ()):
            yield lieu / "fonction" / rang, fonction, traits.type or []


def verifier_contacts(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL150: the contacts that a precision leaves out exist."""
    generiques = [c.id for c in ctx.regles.contacts_generiques]
    connus = [*ctx.services, *generiques]
    for lieu, precision in ctx.tous(Precision):
        for rang, contact in enumerate(precision.sauf_contacts):
            if contact not in connus:
                ici = lieu / "sauf_contacts" / rang
                yield ctx.inconnu(Code.CONTACT_INCONNU, ici, "contact inconnu", contact, connus)


def verifier_structures_citees(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL102: the structures of a CEDEX code, of a name that several bear."""
    citees = [(lieu, c.structures) for lieu, c in ctx.tous(Cedex)]
    citees += [(lieu, h.structures) for lieu, h in ctx.tous(Homonyme)]
    usages = [
        (lieu / "structures" / rang, nom) for lieu, noms in citees for rang, nom in enumerate(noms)
    ]
    for lieu, nom in usages:
        if nom not in ctx.structures:
            quoi = "structure inconnue"
            yield ctx.inconnu(Code.STRUCTURE_INCONNUE, lieu, quoi, nom, ctx.structures)


def verifier_cles_des_textes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL151: a sentence that nothing asks for is one whose key is misspelt."""
    moments = [p.moment for p in ctx.regles.plages]
    sections = [f"section-{section}" for section in get_args(Section)]
    connues = [
        *TEXTES_ATTENDUS,
        *sections,
        *(f"{section}-{quand}" for section in sections for quand in (*moments, "datee")),
        *(f"joignable-{joignable}" for joignable in get_args(Joignable)),
    ]
    for cle in ctx.regles.textes:
        if cle not in connues and not cle.startswith(PREFIXE_RESUME):
            lieu = Lieu(REGLES, ("textes", cle))
            quoi = "l'écran ne demande jamais la phrase"
            yield ctx.inconnu(Code.TEXTE_INUTILE, lieu, quoi, cle, connues)


VERIFICATIONS = (
    verifier_fonctions,
    verifier_contacts,
    verifier_structures_citees,
    verifier_cles_des_textes,
)

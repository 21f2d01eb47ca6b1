"""Codes that only some entries may have: functions of a type, keys of the texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.references.carte.noms import (
    PREFIXE_RESUME,
    TEXTES_ATTENDUS,
    TEXTES_DE_LA_FICHE,
    TEXTES_PERMIS,
)
from palliorient.lecture.schemas.base import Joignable, Section
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_fonctions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL149: a function is one of those that its type declares.

    A file of before they were declared is left alone: `valider` says that it is.
    """
    par_type = {t.id: t.fonctions for t in ctx.regles.types}
    if not any(par_type.values()):
        return
    for lieu, fonction, noeud in ctx.cites("fonction"):
        ecrits = getattr(noeud, "types", None) or getattr(noeud, "type", None) or []
        types: list[str] = [ecrits] if isinstance(ecrits, str) else ecrits
        possibles = [f for t in types or par_type for f in par_type.get(t, ())]
        if fonction not in possibles:
            quoi = f"fonction inconnue ({', '.join(types) or 'aucun type'}) :"
            yield ctx.inconnu(Code.FONCTION_INCONNUE, lieu, quoi, fonction, possibles)


def verifier_cles_des_textes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL151: a sentence that nothing asks for is one whose key is misspelt."""
    moments = [p.moment for p in ctx.regles.plages]
    sections = [f"section-{section}" for section in get_args(Section)]
    connues = [
        *TEXTES_ATTENDUS,
        *(TEXTES_DE_LA_FICHE if ctx.regles.fiche else ()),
        *TEXTES_PERMIS,
        *sections,
        *(f"{section}-{quand}" for section in sections for quand in (*moments, "datee")),
        *(f"joignable-{joignable}" for joignable in get_args(Joignable)),
    ]
    for cle in ctx.regles.textes:
        if cle not in connues and not cle.startswith(PREFIXE_RESUME):
            lieu = Lieu(REGLES, ("textes", cle))
            quoi = "l'écran ne demande jamais la phrase"
            yield ctx.inconnu(Code.TEXTE_INUTILE, lieu, quoi, cle, connues)


VERIFICATIONS = (verifier_fonctions, verifier_cles_des_textes)

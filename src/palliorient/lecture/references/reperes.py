"""What texts refer to: `{numero:…}`, `{site:…}`, what the screen itself puts in, other texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.reperes import declares
from palliorient.lecture.schemas.appelants import Redite
from palliorient.lecture.schemas.complements import CHAMPS_NUMEROS, Complement
from palliorient.lecture.schemas.fiche import Fiche
from palliorient.lecture.schemas.regles import Alerte
from palliorient.lecture.schemas.roles import AlerteEmise
from palliorient.lecture.textes import textes
from palliorient.lecture.vocabulaire import REPERE
from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.modele.diagnostic import Diagnostic

REPERES_DE_L_ECRAN = {
    *("jour", "annee", "annees", "niveau", "limite", "nombre", "version", "empreinte"),
}
"""What the screen itself puts in some sentences."""


def verifier_reperes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL138: what a text puts between braces is known."""
    types = {f"a_venir:{t.id}" for t in ctx.regles.types}
    possibles = {
        *declares(ctx.regles.numeros, ctx.regles.sites),
        *REPERES_DE_L_ECRAN,
    }
    for texte in textes(ctx):
        if "{" in texte.texte or "}" in texte.texte:
            # Only the texts of alerts name what is still to come.
            alerte = isinstance(texte.noeud, Alerte | AlerteEmise)
            connus = possibles | types if alerte else possibles
            yield from _reperes_inconnus(ctx, texte.lieu, texte.texte, connus)
    for lieu, fait in ctx.tous(Complement):
        if fait.champ in CHAMPS_NUMEROS:
            yield from _reperes_inconnus(ctx, lieu / "valeur", str(fait.valeur), possibles)


def _reperes_inconnus(
    ctx: Recoupement, lieu: Lieu, texte: str, connus: Collection[str]
) -> Iterator[Diagnostic]:
    for repere in REPERE.findall(texte):
        if repere not in connus:
            yield ctx.inconnu(Code.REPERE_INCONNU, lieu, "repère inconnu", repere, sorted(connus))
    if not {"{", "}"}.isdisjoint(REPERE.sub("", texte)):
        message = "accolade seule dans un texte"
        yield ctx.diagnostic(Code.REPERE_INCONNU, lieu, message, "fermer le repère")


def verifier_redites(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL163: what is said otherwise to a caller, or again on the sheet, is a text of the data."""
    redits = [(lieu / "texte", redite.texte) for lieu, redite in ctx.tous(Redite)]
    for lieu, fiche in ctx.tous(Fiche):
        redits += [(lieu / "repete" / rang, texte) for rang, texte in enumerate(fiche.repete)]
    if not redits:
        return
    entiers = {texte.texte for texte in textes(ctx) if not isinstance(texte.noeud, Redite)}
    # A modality is made of several, which are told apart.
    dits = entiers | {mot for texte in entiers for mot in texte.split(SEPARATEUR)}
    for lieu, redit in redits:
        if redit not in dits:
            quoi = "aucun texte ne dit"
            yield ctx.inconnu(Code.REDITE_SANS_TEXTE, lieu, quoi, redit, sorted(dits))


VERIFICATIONS = (verifier_reperes, verifier_redites)

"""The discussion grid: levels of the criteria, one way in, a question for each level."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import GRILLE
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.niveau.grille import CRITERE, ENTREE


def verifier_niveaux(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL181: the levels of the grid are those that a situation may have, in the same order."""
    if ctx.grille is None:
        return
    connus = [
        v.id for c in ctx.regles.criteres if c.id == CRITERE for v in c.valeurs if not v.explicite
    ]
    niveaux = [n.id for n in ctx.grille.niveaux]
    if niveaux != connus:
        yield ctx.diagnostic(
            Code.NIVEAU_DE_GRILLE_INCONNU,
            Lieu(GRILLE, ("niveaux",)),
            f"les niveaux de la grille sont {et(niveaux)}, ceux du critère {et(connus)}",
            f"écrire dans cet ordre, du plus bas au plus haut : {et(connus)}",
        )


def verifier_entree(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL182: one question, and only one, opens the grid."""
    if ctx.grille is None:
        return
    ici = Lieu(GRILLE, ("questions",))
    entrees = [rang for rang, q in enumerate(ctx.grille.questions) if q.plaide == ENTREE]
    if not entrees:
        yield ctx.diagnostic(
            Code.GRILLE_SANS_ENTREE,
            ici,
            "aucune question n'ouvre la grille",
            f"écrire « plaide: {ENTREE} » à la question sans laquelle aucun niveau n'est proposé",
        )
    for rang in entrees[1:]:
        yield ctx.diagnostic(
            Code.GRILLE_SANS_ENTREE,
            ici / rang / "plaide",
            f"« {ctx.grille.questions[rang].id} » est une seconde entrée",
            "une seule question ouvre la grille : choisir",
            [ici / entrees[0] / "plaide"],
        )


def verifier_niveaux_appuyes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL183: each level above the first can be proposed."""
    if ctx.grille is None:
        return
    appuyes = {q.plaide for q in ctx.grille.questions}
    for rang, niveau in enumerate(ctx.grille.niveaux):
        if rang and niveau.id not in appuyes:
            yield ctx.diagnostic(
                Code.NIVEAU_SANS_QUESTION,
                Lieu(GRILLE, ("niveaux", rang, "id")),
                f"aucune question n'appuie le niveau {niveau.id}",
                f"écrire « plaide: {niveau.id} » à une question",
            )


def verifier_domaines(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL184: a declared domain has questions."""
    if ctx.grille is None:
        return
    cites = {q.domaine for q in ctx.grille.questions}
    for domaine in ctx.grille.domaines:
        if domaine not in cites:
            yield ctx.diagnostic(
                Code.DOMAINE_SANS_QUESTION,
                Lieu(GRILLE, ("domaines", domaine)),
                f"aucune question n'est du domaine « {domaine} »",
                "le citer dans une question, ou le supprimer",
                sur_la_cle=True,
            )


VERIFICATIONS = (verifier_niveaux, verifier_entree, verifier_niveaux_appuyes, verifier_domaines)

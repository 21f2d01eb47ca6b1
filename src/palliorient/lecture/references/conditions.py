"""References inside conditions: criteria, their values, their groups."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import NUMERO
from palliorient.noyau.table.boites import AUCUN

Usage = tuple[Lieu, str, list[str]]
"""Where a condition speaks of a criterion, which one, and the values written."""


class _Valeurs:
    """What each criterion can be: declared with it, or given by the map."""

    def __init__(self, ctx: Recoupement) -> None:
        arrondissements = [str(n) for n in ctx.numeros]
        etablissements = [s.id for s in ctx.acteurs.structures if s.etablissement]
        declares = {c.id: c for c in ctx.regles.criteres}
        lieux, ages = declares.get("lieu"), declares.get("age")
        self.valeurs: dict[str, list[str]] = {
            "territoire": ctx.ids_territoires,
            "arrondissement": arrondissements,
            "commune": list(ctx.communes),
            "etablissement": [*etablissements, AUCUN],
            "colonne": _distinctes(v.colonne for v in lieux.valeurs) if lieux else [],
            "public": _distinctes(v.public for v in ages.valeurs) if ages else [],
        }
        for critere in ctx.regles.criteres:
            propres = [v.id for v in critere.valeurs]
            if critere.id == "residence":
                propres += arrondissements if ctx.place == NUMERO else list(ctx.communes)
            if propres:
                self.valeurs[critere.id] = propres
        self.connus = {*self.valeurs, *declares}
        self.groupes: dict[str, list[str]] = {
            c.id: list(c.groupes) for c in ctx.regles.criteres if c.groupes
        }

    def acceptees(self, critere: str) -> list[str]:
        return [*self.valeurs.get(critere, ()), *self.groupes.get(critere, ())]


def _distinctes(valeurs: Iterator[str | None]) -> list[str]:
    return list(dict.fromkeys(v for v in valeurs if v))


def verifier_conditions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL109 and PAL110: every condition speaks of known criteria, values and groups."""
    valeurs = _Valeurs(ctx)
    for lieu, critere, ecrites in _usages(ctx):
        acceptees = valeurs.acceptees(critere)
        if critere not in valeurs.connus:
            quoi, connus = "critère inconnu :", list(valeurs.valeurs)
            code = Code.CRITERE_INCONNU
            yield ctx.inconnu(code, lieu, quoi, critere, connus, sur_la_cle=True)
            continue
        if not acceptees:
            yield ctx.diagnostic(
                Code.CRITERE_INCONNU,
                lieu,
                f"le critère « {critere} » n'a aucune valeur déclarée",
                f"le déclarer dans « criteres », ou prendre l'un de : {', '.join(valeurs.valeurs)}",
            )
            continue
        for indice, ecrite in enumerate(ecrites):
            if ecrite not in acceptees:
                quoi = f"valeur inconnue du critère « {critere} » :"
                yield ctx.inconnu(
                    Code.VALEUR_DE_CRITERE_INCONNUE, lieu / indice, quoi, ecrite, acceptees
                )


def _usages(ctx: Recoupement) -> Iterator[Usage]:
    for lieu, condition, _ in ctx.cites("condition"):
        for critere, ecrites in condition.items():
            yield lieu / critere, critere, ecrites
    for lieu, reponses, _ in ctx.cites("reponses"):
        for critere, reponse in reponses.items():
            yield lieu / critere, critere, [reponse]
    for lieu, axe, _ in ctx.cites("axe"):
        yield lieu, axe, []
    for lieu, moment, _ in ctx.cites("moment"):
        yield lieu, "moment", [moment]


def verifier_criteres(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL110: the default and the groups of a criterion are made of its own values."""
    for indice, critere in enumerate(ctx.regles.criteres):
        lieu = Lieu(REGLES, ("criteres", indice))
        valeurs = [v.id for v in critere.valeurs]
        quoi = f"valeur inconnue du critère « {critere.id} » :"
        code = Code.VALEUR_DE_CRITERE_INCONNUE
        if critere.defaut is not None and critere.defaut not in valeurs:
            yield ctx.inconnu(code, lieu / "defaut", quoi, critere.defaut, valeurs)
        for nom, membres in critere.groupes.items():
            for rang, membre in enumerate(membres):
                if membre not in valeurs:
                    yield ctx.inconnu(code, lieu / "groupes" / nom / rang, quoi, membre, valeurs)


def verifier_alertes_automatiques(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL115: exactly one alert for each thing that a contact raises by itself."""
    alertes = Lieu(REGLES, ("alertes",))
    for genre in ("ecart", "supra-territorial"):
        rangs = [i for i, a in enumerate(ctx.regles.alertes) if a.automatique == genre]
        if not rangs:
            yield ctx.diagnostic(
                Code.ALERTE_ECART,
                alertes,
                f"aucune alerte « automatique: {genre} »",
                f"ajouter « automatique: {genre} » à l'alerte qui le signale",
            )
        for rang in rangs[1:]:
            yield ctx.diagnostic(
                Code.ALERTE_ECART,
                alertes / rang / "automatique",
                f"seconde alerte « automatique: {genre} »",
                "la garder sur une seule alerte",
                [alertes / rangs[0] / "automatique"],
            )


VERIFICATIONS = (verifier_conditions, verifier_criteres, verifier_alertes_automatiques)

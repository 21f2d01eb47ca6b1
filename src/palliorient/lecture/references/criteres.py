"""What is declared of a criterion holds: nothing is ignored, nothing the tool cannot honour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.criteres import Critere, Valeur
from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import PLACES

TOUJOURS = ("lieu", *PLACES, "niveau")
"""Without them there is no answer: they are always wanted."""

CHOIX = (*TOUJOURS, "etablissement", "moment", "residence", "actualite")
"""Criteria that are read in a way of their own."""

JAMAIS_TOUJOURS = ("etablissement", "residence")
"""They only make sense for some people."""

RESERVES = frozenset(
    {
        *("id", "ligne", "quand", "date", "erreur", "orientation"),
        *("territoire", "premier", "contacts", "a-venir", "alertes", "a-joindre-maintenant"),
        *("colonne", "public", "deduits", "site", "besoins"),
        *("help", "version", "donnees", "departement", "format", "sortie", "ecraser"),
        *("detail", "pourquoi", "scenario", "court", "et-si", "appelant", "lignes-pro"),
        *("ctx", "jour"),
    }
)
"""Names that already mean something: an option, a column, a key of the JSON, an axis."""


def verifier_noms(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL161: the name of a criterion is an option, a column and a key that nothing else bears."""
    declares = {c.id for c in ctx.regles.criteres}
    for indice, critere in enumerate(ctx.regles.criteres):
        contraire = critere.id.removeprefix("sans-")
        if critere.id in RESERVES or (contraire != critere.id and contraire in declares):
            yield ctx.diagnostic(
                Code.NOM_RESERVE,
                Lieu(REGLES, ("criteres", indice, "id")),
                f"« {critere.id} » est déjà le nom d'une option, d'une colonne ou d'un champ",
                "choisir un autre code",
            )


def verifier_declarations(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL160: defaults, « toujours », attributes of values: each has an effect, or is refused."""
    dispenses = {d for c in ctx.regles.criteres for v in c.valeurs for d in v.dispense}
    for indice, critere in enumerate(ctx.regles.criteres):
        lieu = Lieu(REGLES, ("criteres", indice))
        fautes = [*_du_critere(critere, critere.id in dispenses)]
        for rang, valeur in enumerate(critere.valeurs):
            fautes += [
                Faute(("valeurs", rang, champ), *suite)
                for (champ,), *suite in _de_la_valeur(critere, valeur)
            ]
        for faute in fautes:
            yield ctx.diagnostic(
                Code.DECLARATION_SANS_EFFET,
                Lieu(REGLES, (*lieu.chemin, *faute.champ)),
                f"critère « {critere.id} » : {faute.message}",
                faute.remede,
            )


class Faute(NamedTuple):
    """A declaration that nothing would honour, and what to do."""

    champ: Chemin
    message: str
    remede: str


def _du_critere(critere: Critere, dispense: bool) -> Iterator[Faute]:
    nom, genre, toujours = critere.id, critere.genre, critere.toujours
    if nom in TOUJOURS and not toujours:
        yield Faute((), "sans lui il n'y a pas de réponse", "ajouter « toujours: oui »")
    if toujours and (nom in JAMAIS_TOUJOURS or genre == "liste" or not critere.question):
        yield Faute(("toujours",), "il ne peut pas être toujours demandé", "retirer « toujours »")
    if dispense and nom in ("lieu", *PLACES):
        yield Faute((), "sans lui il n'y a pas de réponse", "ne pas en dispenser")
    if genre == "liste" and critere.defaut is not None:
        yield Faute(("defaut",), "une liste non dite est vide", "retirer « defaut »")
    elif toujours and critere.defaut is not None and not dispense and genre != "oui-non":
        remede = "retirer « defaut », ou « toujours »"
        yield Faute(("defaut",), "toujours demandé, il ne prend jamais son défaut", remede)
    elif critere.defaut is None and _a_besoin_d_un_defaut(critere, dispense):
        yield Faute(
            (), "rien ne dit ce qui vaut sans réponse", "ajouter « defaut » ou « toujours »"
        )
    if toujours and critere.demande_si:
        remede = "retirer « demande_si », ou « toujours »"
        yield Faute(("demande_si",), "il est toujours demandé", remede)
    if critere.services and not any(v.remplace for v in critere.valeurs):
        remede = "ajouter « remplace » aux valeurs d'une liste, ou retirer « services »"
        yield Faute(("services",), "aucune de ses valeurs ne remplace de service", remede)
    if critere.dit and genre == "oui-non":
        yield Faute(("dit",), "« oui » se dit par son nom", "retirer « dit »")
    if genre != "choix" and nom in CHOIX:
        yield Faute(("genre",), "ce critère a sa propre façon d'être lu", "retirer « genre »")
    if (genre == "classes-d-age") != any(v.de is not None for v in critere.valeurs):
        remede = "« genre: classes-d-age », et « de » et « a » sur chaque valeur"
        yield Faute(("genre",), "les bornes d'âge et ce genre vont ensemble", remede)


def _a_besoin_d_un_defaut(critere: Critere, dispense: bool) -> bool:
    if critere.genre == "liste" or not critere.valeurs or critere.id == "niveau":
        return False
    return dispense or not critere.toujours


def _de_la_valeur(critere: Critere, valeur: Valeur) -> Iterator[Faute]:
    """Attributes that only have a meaning on the values of some criteria."""
    permis = {
        "implique": critere.id == "lieu",
        "public": critere.id == "age",
        "remplace": critere.genre == "liste",
        "contredit": critere.genre == "liste",
        "explicite": critere.id == "niveau",
        "seul": critere.id == "niveau",
        "dispense": critere.id == "niveau",
        "colonne": critere.genre == "choix" and critere.id not in ("niveau", "moment"),
    }
    for champ, ici in permis.items():
        if getattr(valeur, champ) and not ici:
            yield Faute((champ,), f"« {champ} » n'y a pas d'effet", f"retirer « {champ} »")
    if valeur.seul and not valeur.explicite:
        yield Faute(("seul",), "cette valeur ne se dit pas", "ajouter « explicite: oui »")


def verifier_rubriques(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL162, PAL160: a criterion stands under a declared heading, and each has one under it."""
    declarees = list(ctx.regles.rubriques)
    for lieu, rubrique, _ in ctx.cites("rubrique"):
        if rubrique not in declarees:
            quoi = "rubrique inconnue :"
            yield ctx.inconnu(Code.RUBRIQUE_INCONNUE, lieu, quoi, rubrique, declarees)
    citees = {c.rubrique for c in ctx.regles.criteres}
    for rubrique in declarees:
        if rubrique not in citees:
            yield ctx.diagnostic(
                Code.DECLARATION_SANS_EFFET,
                Lieu(REGLES, ("rubriques", rubrique)),
                f"rubrique « {rubrique} » : aucun critère n'y est rangé",
                f"la retirer, ou écrire « rubrique: {rubrique} » sur un critère",
            )


VERIFICATIONS = (verifier_noms, verifier_declarations, verifier_rubriques)

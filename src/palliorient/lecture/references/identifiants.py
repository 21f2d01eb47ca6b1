"""Identifiers: what is declared is declared once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Lacune, Service
from palliorient.lecture.schemas.criteres import Critere
from palliorient.noyau.langue.mots import code
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_identifiants(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL120: an identifier is declared once among the things it could be taken for."""
    for espace in _espaces(ctx):
        vus: dict[str, Lieu] = {}
        for lieu, nom in espace:
            premier = vus.setdefault(nom, lieu)
            if premier is not lieu:
                yield ctx.diagnostic(
                    Code.IDENTIFIANT_EN_DOUBLE,
                    lieu,
                    f"identifiant « {nom} » déjà déclaré ({ctx.position(premier)})",
                    "renommer l'un des deux",
                    [premier],
                )


def _espaces(ctx: Recoupement) -> Iterator[Iterable[tuple[Lieu, str]]]:
    """The families in which a name means one thing only."""
    t, a, r = Lieu(TERRITOIRES, ()), Lieu(ACTEURS, ()), Lieu(REGLES, ())

    def ids(racine: Lieu, champ: str, objets: Iterable[object]) -> Iterator[tuple[Lieu, str]]:
        for indice, objet in enumerate(objets):
            yield racine / champ / indice / "id", str(getattr(objet, "id"))  # noqa: B009

    territoires, acteurs, regles = ctx.territoires, ctx.acteurs, ctx.regles
    yield (
        (t / "departement" / "id", territoires.departement.id),
        (t / "region" / "id", territoires.region.id),
        *ids(t, "territoires", territoires.territoires),
    )
    yield (
        *ids(a, "structures", acteurs.structures),
        *((lieu / "id", s.id) for lieu, s in ctx.tous(Service)),
        *((lieu / "id", lacune.id) for lieu, lacune in ctx.tous(Lacune)),
        *ids(r, "contacts_generiques", regles.contacts_generiques),
    )
    yield ids(a, "lignes", acteurs.lignes)
    yield ids(a, "questions_ouvertes", acteurs.questions_ouvertes)
    yield ids(Lieu(GRILLE, ()), "questions", ctx.grille.questions if ctx.grille else ())
    yield (
        *ids(r, "documents", regles.documents),
        *ids(a, "documents_complementaires", acteurs.documents_complementaires),
    )
    yield (*ids(r, "cellules", regles.cellules), *ids(r, "regles", regles.regles))
    yield ids(r, "et_si", regles.et_si)
    telephone = r / "au_telephone"
    yield ((telephone / i / "mots", m.mots) for i, m in enumerate(regles.au_telephone))
    groupes = r / "groupes_de_roles"
    yield (*ids(r, "roles", regles.roles), *((groupes / n, n) for n in regles.groupes_de_roles))
    for champ in ("conventions", "criteres", "types", "alertes", "ordres", "rappels"):
        yield ids(r, champ, getattr(regles, champ))
    yield ids(r, "garanties", regles.garanties)
    yield ids(r, "missions", regles.missions)
    for indice, critere in enumerate(regles.criteres):
        lieu = r / "criteres" / indice
        yield (
            *ids(lieu, "valeurs", critere.valeurs),
            *((lieu / "groupes" / nom, nom) for nom in critere.groupes),
        )


def verifier_synonymes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL141: a word that people use names one value of its criterion, and is written once."""
    for lieu, critere in ctx.tous(Critere):
        valeurs = [(lieu / "valeurs" / rang, v) for rang, v in enumerate(critere.valeurs)]
        vus = {v.id: (v.id, ici / "id") for ici, v in valeurs}
        for ici, valeur in valeurs:
            for rang, mot in enumerate(valeur.synonymes):
                place = ici / "synonymes" / rang
                premiere, ailleurs = vus.setdefault(code(mot), (valeur.id, place))
                if ailleurs is not place:
                    yield ctx.diagnostic(
                        Code.MOT_DE_DEUX_VALEURS,
                        place,
                        f"« {mot} » désigne déjà « {premiere} » ({ctx.position(ailleurs)})",
                        "retirer ce mot : il doit désigner une seule valeur, et une seule fois",
                        [ailleurs],
                    )


VERIFICATIONS = (verifier_identifiants, verifier_synonymes)

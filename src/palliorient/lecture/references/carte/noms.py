"""References between places: every name that is used must be declared somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Impression, Lacune, Service, Structure
from palliorient.lecture.schemas.base import Source, SourceDocument
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.criteres import (
    ContactGenerique,
    Joignabilite,
    Valeur,
)
from palliorient.lecture.schemas.garanties import Garantie, Parole, Traits
from palliorient.lecture.schemas.missions import Mission
from palliorient.lecture.schemas.regles import Etape, Precision, Proposition
from palliorient.lecture.schemas.roles import AlerteEmise, Pas
from palliorient.lecture.schemas.territoires import Aussi, Rattachement
from palliorient.noyau.modele.diagnostic import Diagnostic

Usages = Iterable[tuple[Lieu, str]]
"""Where a name is used, and the name."""


def _liste(lieu: Lieu, noms: Iterable[str]) -> Iterator[tuple[Lieu, str]]:
    for indice, nom in enumerate(noms):
        yield lieu / indice, nom


def _inconnus(
    ctx: Recoupement, code: Code, quoi: str, usages: Usages, connus: Collection[str]
) -> Iterator[Diagnostic]:
    for lieu, nom in usages:
        if nom not in connus:
            yield ctx.inconnu(code, lieu, quoi, nom, connus)


def verifier_territoires(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL101: a territory; for what a service serves, the departement and region too."""
    quoi = "territoire inconnu"

    def stricts() -> Iterator[tuple[Lieu, str]]:
        for lieu, r in ctx.tous(Rattachement):
            yield lieu / "territoire", r.territoire
        for lieu, a in ctx.tous(Aussi):
            yield lieu / "territoire", a.territoire
        for lieu, s in ctx.tous(Structure):
            if s.territoire:
                yield lieu / "territoire", s.territoire
        for lieu, i in ctx.tous(Impression):
            if i.colonne:
                yield lieu / "colonne", i.colonne

    yield from _inconnus(ctx, Code.TERRITOIRE_INCONNU, quoi, stricts(), ctx.ids_territoires)
    for lieu, service in ctx.tous(Service):
        usages = _liste(lieu / "territoires", service.territoires)
        yield from _inconnus(ctx, Code.TERRITOIRE_INCONNU, quoi, usages, ctx.portees)


def verifier_structures(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL102: who carries a service, and the hospitals that it is the own service of."""
    code = Code.STRUCTURE_INCONNUE
    for lieu, service in ctx.tous(Service):
        porteurs = _liste(lieu / "porteurs", service.porteurs)
        yield from _inconnus(ctx, code, "structure inconnue", porteurs, ctx.structures)
        for place, nom in _liste(lieu / "etablissements", service.etablissements or ()):
            if nom not in ctx.structures:
                yield ctx.inconnu(code, place, "structure inconnue", nom, ctx.structures)
            elif not ctx.structures[nom].etablissement:
                yield ctx.diagnostic(
                    code,
                    place,
                    f"« {nom} » n'est pas un établissement",
                    f"retirer ce nom, ou ajouter « etablissement: oui » à la structure « {nom} »",
                )


def verifier_cibles(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL103: what a fact from elsewhere is about."""
    connus = {**ctx.structures, **ctx.services}
    usages = ((lieu / "sur", c.sur) for lieu, c in ctx.tous(Complement))
    quoi = "structure ou service inconnu"
    yield from _inconnus(ctx, Code.CIBLE_INCONNUE, quoi, usages, connus)


def verifier_types(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL104: types of services, declared with the rules."""

    def usages() -> Iterator[tuple[Lieu, str]]:
        for lieu, a in ctx.tous(Aussi):
            yield from _liste(lieu / "types", a.types)
        for lieu, s in ctx.tous(Service):
            yield lieu / "type", s.type
        for lieu, lacune in ctx.tous(Lacune):
            if lacune.type:
                yield lieu / "type", lacune.type
        for lieu, c in ctx.tous(ContactGenerique):
            yield lieu / "type", c.type
        for lieu, j in ctx.tous(Joignabilite):
            yield from _liste(lieu / "types", j.types)
            yield from _liste(lieu / "sauf_types", j.sauf_types)
        for lieu, v in ctx.tous(Valeur):
            yield from _liste(lieu / "remplace", v.remplace)
        for lieu, p in ctx.tous(Pas):
            if p.type:
                yield lieu / "type", p.type
        for lieu, traits in ctx.tous(Traits):
            yield from _liste(lieu / "type", traits.type or ())
        for lieu, precision in ctx.tous(Precision):
            yield from _liste(lieu / "types", precision.types)
        for lieu, mission in ctx.tous(Mission):
            yield from _liste(lieu / "types", mission.types)

    types = [t.id for t in ctx.regles.types]
    yield from _inconnus(ctx, Code.TYPE_INCONNU, "type de service inconnu", usages(), types)


def verifier_roles(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL105: roles proposed by rules, or placed in an order of call."""

    def usages() -> Iterator[tuple[Lieu, str]]:
        for lieu, p in ctx.tous(Proposition):
            yield lieu / "role", p.role
        for lieu, e in ctx.tous(Etape):
            yield from _liste(lieu / "roles", e.roles)

    roles = [r.id for r in ctx.regles.roles]
    yield from _inconnus(ctx, Code.ROLE_INCONNU, "rôle inconnu", usages(), roles)


def usages_des_documents(ctx: Recoupement) -> Iterator[tuple[Lieu, str]]:
    """Every citation of a document, in the three files."""
    for lieu, source in ctx.tous(SourceDocument):
        yield lieu / "document", source.document
    for lieu, libre in ctx.tous(Source):
        if libre.document:
            yield lieu / "document", libre.document
    for lieu, fait in ctx.tous(Complement):
        yield lieu / "source", fait.source


def verifier_documents(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL106: documents cited by sources and facts."""
    usages = usages_des_documents(ctx)
    quoi = "document inconnu"
    yield from _inconnus(ctx, Code.DOCUMENT_INCONNU, quoi, usages, ctx.documents)


def verifier_conventions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL107: conventions cited by sources."""
    usages = ((lieu / "convention", s.convention) for lieu, s in ctx.tous(Source) if s.convention)
    connues = [c.id for c in ctx.regles.conventions]
    quoi = "convention inconnue"
    yield from _inconnus(ctx, Code.CONVENTION_INCONNUE, quoi, usages, connues)


PREFIXE_RESUME = "resume-"

SECTION_DES_QUESTIONS = "section-questions-ouvertes"
"""Asked for only where there are open questions: earlier data have none."""

TEXTES_ATTENDUS = (
    *("section-a-savoir", "section-a-venir", "section-cellule", "section-raisons"),
    *("section-inscrits", "section-alertes", "section-pourquoi-pas"),
    *("statut-en-labellisation", "statut-annonce", "statut-ferme"),
    *("liste-omet-debut", "liste-omet-fin", "au-choix", "lieu-suppose"),
    *("reserve-standard", "reserve-urgence", "reserves-en-note", "numeros-non-publies"),
    *("cette-nuit", "ce-week-end", "cette-nuit-et-ce-week-end", "a-preparer"),
    *("horaires-non-precises", "offre-datee", "annuaire", "document-convention"),
    SECTION_DES_QUESTIONS,
)
"""Sentences that the program asks for by name, wherever it is in the answer."""


def verifier_resumes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL108: the one-line summaries of `textes` name a cell, or a rule."""
    regles = [r.id for r in (*ctx.regles.cellules, *ctx.regles.regles)]
    textes = Lieu(REGLES, ("textes",))
    usages = (
        (textes / cle, cle.removeprefix(PREFIXE_RESUME))
        for cle in ctx.regles.textes
        if cle.startswith(PREFIXE_RESUME)
    )
    quoi = "résumé d'une règle inconnue"
    yield from _inconnus(ctx, Code.REGLE_INCONNUE, quoi, usages, regles)


def verifier_codes_d_alerte(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL111: alerts raised by rules and steps, or promised by guarantees."""

    def usages() -> Iterator[tuple[Lieu, str]]:
        for lieu, a in ctx.tous(AlerteEmise):
            yield lieu / "code", a.code
        for lieu, g in ctx.tous(Garantie):
            yield from _liste(lieu / "alertes", g.alertes or ())
        for lieu, parole in ctx.tous(Parole):
            yield lieu / "alerte", parole.alerte

    codes = [a.id for a in ctx.regles.alertes]
    yield from _inconnus(ctx, Code.ALERTE_INCONNUE, "code d'alerte inconnu", usages(), codes)


def verifier_sections(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL112: every section used by an order of call has its title in `textes`."""
    for lieu, etape in ctx.tous(Etape):
        cle = f"section-{etape.section}"
        if cle not in ctx.regles.textes:
            yield ctx.diagnostic(
                Code.SECTION_SANS_TITRE,
                lieu / "section",
                f"la section « {etape.section} » n'a pas de titre",
                f'ajouter « {cle}: "…" » à « textes »',
            )


def verifier_textes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL116: every sentence that the screen needs is written."""
    resumes = dict.fromkeys(
        f"{PREFIXE_RESUME}{colonne}-{niveau}"
        for cellule in ctx.regles.cellules
        for colonne in cellule.quand.get("colonne", ())
        for niveau in cellule.quand.get("niveau", ())
    )
    inutiles = () if ctx.acteurs.questions_ouvertes else (SECTION_DES_QUESTIONS,)
    for cle in (*TEXTES_ATTENDUS, *resumes):
        if cle not in ctx.regles.textes and cle not in inutiles:
            yield ctx.diagnostic(
                Code.TEXTE_ABSENT,
                Lieu(REGLES, ("textes",)),
                f"la phrase « {cle} » n'est pas écrite",
                f'ajouter « {cle}: "…" » à « textes »',
            )


def verifier_generiques(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL113: generic contacts taken by a step."""
    connus = [c.id for c in ctx.regles.contacts_generiques]

    def usages() -> Iterator[tuple[Lieu, str]]:
        for lieu, p in ctx.tous(Pas):
            if p.generique:
                yield lieu / "generique", p.generique
        for lieu, c in ctx.tous(ContactGenerique):
            if c.avec:
                yield lieu / "avec", c.avec

    quoi = "contact générique inconnu"
    yield from _inconnus(ctx, Code.CONTACT_GENERIQUE_INCONNU, quoi, usages(), connus)


def verifier_lignes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL114: rows of the table that printed cells belong to."""
    lignes = [ligne.id for ligne in ctx.acteurs.lignes]
    usages = ((lieu / "ligne", i.ligne) for lieu, i in ctx.tous(Impression))
    quoi = "ligne du tableau inconnue"
    yield from _inconnus(ctx, Code.LIGNE_INCONNUE, quoi, usages, lignes)


VERIFICATIONS = (
    verifier_territoires,
    verifier_structures,
    verifier_cibles,
    verifier_types,
    verifier_roles,
    verifier_documents,
    verifier_conventions,
    verifier_resumes,
    verifier_codes_d_alerte,
    verifier_sections,
    verifier_textes,
    verifier_generiques,
    verifier_lignes,
)

"""References between places: every name that is used must be declared somewhere.

Where the names are used is declared on the fields that bear them (`Nomme`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service
from palliorient.lecture.schemas.regles import Etape
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.modele import STATUT_DECLARE
from palliorient.noyau.niveau.grille import ENTREE


class Genre(NamedTuple):
    """A kind of names: the problem of those that nothing declares, and what is declared."""

    code: Code
    quoi: str
    connus: Callable[[Recoupement], Collection[str]]


def _ids(champ: str) -> Callable[[Recoupement], list[str]]:
    """What a list of the rules declares."""
    return lambda ctx: [declare.id for declare in getattr(ctx.regles, champ)]


GENRES = {
    "territoire": Genre(
        Code.TERRITOIRE_INCONNU, "territoire inconnu", lambda ctx: ctx.ids_territoires
    ),
    "zone": Genre(Code.TERRITOIRE_INCONNU, "territoire inconnu", lambda ctx: ctx.portees),
    "structure": Genre(Code.STRUCTURE_INCONNUE, "structure inconnue", lambda ctx: ctx.structures),
    "cible": Genre(
        Code.CIBLE_INCONNUE,
        "structure ou service inconnu",
        lambda ctx: {**ctx.structures, **ctx.services},
    ),
    "service": Genre(
        Code.CONTACT_INCONNU,
        "contact inconnu",
        lambda ctx: [*ctx.services, *_ids("contacts_generiques")(ctx)],
    ),
    "contact": Genre(
        Code.CONTACT_GENERIQUE_INCONNU, "contact générique inconnu", _ids("contacts_generiques")
    ),
    "type": Genre(Code.TYPE_INCONNU, "type de service inconnu", _ids("types")),
    "role": Genre(Code.ROLE_INCONNU, "rôle inconnu", _ids("roles")),
    "role-ou-groupe": Genre(
        Code.ROLE_INCONNU,
        "rôle inconnu",
        lambda ctx: [*_ids("roles")(ctx), *ctx.regles.groupes_de_roles],
    ),
    "document": Genre(Code.DOCUMENT_INCONNU, "document inconnu", lambda ctx: ctx.documents),
    "convention": Genre(Code.CONVENTION_INCONNUE, "convention inconnue", _ids("conventions")),
    "alerte": Genre(Code.ALERTE_INCONNUE, "code d'alerte inconnu", _ids("alertes")),
    "appelant": Genre(Code.APPELANT_INCONNU, "appelant inconnu", _ids("appelants")),
    "critere": Genre(Code.CRITERE_INCONNU, "critère", _ids("criteres")),
    "domaine": Genre(
        Code.DOMAINE_INCONNU,
        "domaine inconnu",
        lambda ctx: ctx.grille.domaines if ctx.grille else (),
    ),
    "niveau-ou-entree": Genre(
        Code.NIVEAU_DE_GRILLE_INCONNU,
        "rien à appuyer de ce nom :",
        lambda ctx: [*(n.id for n in ctx.grille.niveaux[1:]), ENTREE] if ctx.grille else (),
    ),
    "ligne": Genre(
        Code.LIGNE_INCONNUE,
        "ligne du tableau inconnue",
        lambda ctx: [ligne.id for ligne in ctx.acteurs.lignes],
    ),
}
"""Kind of what a field names (see `Nomme`) → how it is checked.

Criteria in conditions, and functions, depend on what is written beside them: see
`conditions` and `codes`.
"""


def verifier_noms_cites(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL101 to 107, 109, 111, 113, 114, 150, 164, 180, 181: names that fields bear are known."""
    for genre, (code, quoi, connus_de) in GENRES.items():
        connus = connus_de(ctx)
        for lieu, nom, _ in ctx.cites(genre):
            if nom not in connus:
                yield ctx.inconnu(code, lieu, quoi, nom, connus)


def verifier_etablissements(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL102: what a service is the own service of is a hospital."""
    for lieu, service in ctx.tous(Service):
        for rang, nom in enumerate(service.etablissements or ()):
            if nom in ctx.structures and not ctx.structures[nom].etablissement:
                yield ctx.diagnostic(
                    Code.STRUCTURE_INCONNUE,
                    lieu / "etablissements" / rang,
                    f"« {nom} » n'est pas un établissement",
                    f"retirer ce nom, ou ajouter « etablissement: oui » à la structure « {nom} »",
                )


PREFIXE_RESUME = "resume-"

SECTION_DES_QUESTIONS = "section-questions-ouvertes"
"""Asked for only where there are open questions: earlier data have none."""

TEXTES_SUR_DEMANDE = {
    "et_si": (
        *("et-si", "et-si-ici", "et-si-alors", "et-si-arrivent", "et-si-partent"),
        *("et-si-passent", "et-si-memes", "et-si-laisses", "et-si-entiere"),
        *("et-si-touche", "et-si-ligne", "et-si-choisir", "et-si-pourquoi", "et-si-finir"),
    ),
    "au_telephone": (
        *("court-reserve", "court-autre", "court-absents"),
        *("court-dire", "court-dire-bref", "court-dire-sans-niveau"),
    ),
}
"""Section of the rules → the sentences asked for only where it is written."""

TEXTES_DES_DECLARES = (f"statut-{STATUT_DECLARE}", "liste-suite")
"""Asked for only where a service is known from figures only."""

TEXTES_ATTENDUS = (
    *("section-a-savoir", "section-a-venir", "section-cellule", "section-raisons"),
    *("section-inscrits", "section-alertes", "section-pourquoi-pas"),
    *("statut-en-labellisation", "statut-annonce", "statut-ferme"),
    *("liste-omet-debut", "liste-omet-fin", "au-choix", "lieu-suppose"),
    *("reserve-standard", "reserve-urgence", "reserves-en-note", "numeros-non-publies"),
    *("cette-nuit", "ce-week-end", "cette-nuit-et-ce-week-end", "a-preparer"),
    *("horaires-non-precises", "offre-datee", "document-convention"),
    SECTION_DES_QUESTIONS,
    *TEXTES_DES_DECLARES,
    *(cle for cles in TEXTES_SUR_DEMANDE.values() for cle in cles),
)
"""Sentences that the program asks for by name, wherever it is in the answer."""

TEXTES_DE_LA_FICHE = (
    *("fiche-titre", "fiche-tous-moments", "fiche-appel-ouvert", "fiche-appel-ferme"),
    *("fiche-public-adulte", "fiche-public-jeune-adulte", "fiche-public-pediatrique"),
    *(
        "fiche-professionnels",
        "fiche-sous-la-main",
        "fiche-date",
        "fiche-validite",
        "fiche-version",
        "fiche-blancs",
    ),
    *("fiche-omission", "fiche-omissions"),
)
"""Those of the printed sheet, asked for where the data declare one."""


TEXTES_PERMIS = ("annuaire",)
"""Said where the data give them: not every département has a regional directory."""


def verifier_resumes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL108: the one-line summaries of `textes` name a cell, or a rule."""
    regles = [r.id for r in (*ctx.regles.cellules, *ctx.regles.regles)]
    textes = Lieu(REGLES, ("textes",))
    quoi = "résumé d'une règle inconnue"
    for cle in ctx.regles.textes:
        regle = cle.removeprefix(PREFIXE_RESUME)
        if regle != cle and regle not in regles:
            yield ctx.inconnu(Code.REGLE_INCONNUE, textes / cle, quoi, regle, regles)


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
    inutiles = set() if ctx.acteurs.questions_ouvertes else {SECTION_DES_QUESTIONS}
    if not any(service.statut == STATUT_DECLARE for service in ctx.services.values()):
        inutiles.update(TEXTES_DES_DECLARES)
    for section, cles in TEXTES_SUR_DEMANDE.items():
        if not getattr(ctx.regles, section):
            inutiles.update(cles)
    attendus = (*TEXTES_ATTENDUS, *(TEXTES_DE_LA_FICHE if ctx.regles.fiche else ()))
    for cle in (*attendus, *resumes):
        if cle not in ctx.regles.textes and cle not in inutiles:
            yield ctx.diagnostic(
                Code.TEXTE_ABSENT,
                Lieu(REGLES, ("textes",)),
                f"la phrase « {cle} » n'est pas écrite",
                f'ajouter « {cle}: "…" » à « textes »',
            )


VERIFICATIONS = (
    verifier_noms_cites,
    verifier_etablissements,
    verifier_resumes,
    verifier_sections,
    verifier_textes,
)

"""Words of a level, of a moment: those of what founds them, and not of their neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.references.carte.noms import PREFIXE_RESUME
from palliorient.lecture.references.carte.structures import mots_du_nom
from palliorient.lecture.schemas.criteres import Critere, Valeur
from palliorient.lecture.schemas.regles import Cellule
from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.langue.mots import NEGATIONS
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic

Constat = tuple[Lieu, str, str]
"""Where it is wrong, what is wrong, what to do."""


def verifier_valeurs(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL148: what is said of a value is what its quotation and its hours say."""
    heures = _heures_des_moments(ctx)
    for lieu, critere in ctx.tous(Critere):
        for rang, valeur in enumerate(critere.valeurs):
            ici = lieu / "valeurs" / rang
            constats = [*_numero(ici, valeur), *_citation(ici, valeur)]
            if critere.id == "moment":
                constats += _heures(ici, valeur, heures.get(valeur.id, set()))
            for place, message, remede in constats:
                yield ctx.diagnostic(Code.VALEUR_CONTREDITE, place, message, remede, [ici / "id"])


def _numero(lieu: Lieu, valeur: Valeur) -> Iterator[Constat]:
    """« niveau 1 » is the name of level 1."""
    if valeur.id.isdigit() and valeur.id not in mots(valeur.nom):
        message = f"« {valeur.nom} » est le nom de la valeur {valeur.id}"
        yield lieu / "nom", message, f"écrire {valeur.id} dans son nom"


def _citation(lieu: Lieu, valeur: Valeur) -> Iterator[Constat]:
    """The help has only words of the quotation, with its negations; the name is in it too."""
    citations = [p.citation for p in valeur.preuves if p.citation]
    if not citations or not valeur.aide:
        return
    dits, aide = mots_du_nom(*citations), mots_du_nom(valeur.aide)
    etrangers = sorted(mots_du_nom(valeur.aide, valeur.nom) - dits)
    oublies = sorted((dits & NEGATIONS) - aide)
    if etrangers or oublies:
        quoi = et([f"« {m} »" for m in etrangers or oublies])
        ou = "n'est pas dans" if etrangers else "manque, qui est dans"
        yield (
            lieu / "aide",
            f"« {valeur.nom} », « {valeur.aide} » : {quoi} {ou} la citation qui le fonde",
            "reprendre les mots du document cité dans « preuves »",
        )


def _heures(lieu: Lieu, valeur: Valeur, bornes: set[str]) -> Iterator[Constat]:
    dites = {str(int(m)) for m in mots(valeur.aide or "") if m.isdigit()}
    if dites and dites != bornes:
        yield (
            lieu / "aide",
            f"« {valeur.aide} » ne dit pas les heures de ses plages",
            f"écrire celles de « plages » : {et(sorted(bornes, key=int))}",
        )


def _heures_des_moments(ctx: Recoupement) -> dict[str, set[str]]:
    """Moment → the numbers of its hours: 08:00–17:59 → 8, 17, 59."""
    heures: dict[str, set[str]] = {}
    for plage in ctx.regles.plages:
        ecrites = (int(n) for heure in (plage.de, plage.a) for n in heure.split(":"))
        heures.setdefault(plage.moment, set()).update(str(n) for n in ecrites if n)
    return heures


# --- the national table -------------------------------------------------------------------------


def verifier_cellules(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL148: a cell, its place in the document and its summary speak of the same level."""
    textes = Lieu(REGLES, ("textes",))
    for lieu, cellule in ctx.tous(Cellule):
        niveaux = cellule.quand.get("niveau", [])
        colonnes = cellule.quand.get("colonne", [])
        resume = ctx.regles.textes.get(f"{PREFIXE_RESUME}{cellule.id}")
        dits = [
            (lieu / "explication", cellule.explication),
            (lieu / "source" / "localisation", cellule.source.localisation or ""),
            *([(textes / f"{PREFIXE_RESUME}{cellule.id}", resume)] if resume else []),
        ]
        for place, texte in dits:
            faux = [n for n in _niveaux(texte) if niveaux and n not in niveaux]
            if faux:
                yield _cellule_contredite(ctx, place, lieu, texte, f"niveau {et(niveaux)}")
        citation = cellule.source.citation
        if citation and mots(citation) != mots(cellule.libelle):
            attendu = "la citation de sa source"
            yield _cellule_contredite(ctx, lieu / "libelle", lieu, cellule.libelle, attendu)
        ou = mots(cellule.source.localisation or "")
        if colonnes and "×" in (cellule.source.localisation or "") and colonnes[0] not in ou:
            place = lieu / "source" / "localisation"
            yield _cellule_contredite(ctx, place, lieu, dits[1][1], f"colonne {colonnes[0]}")


def _niveaux(texte: str) -> list[str]:
    """The numbers that follow « niveau »."""
    dits = mots(texte)
    return [n for mot, n in pairwise(dits) if mot == "niveau" and n.isdigit()]


def _cellule_contredite(
    ctx: Recoupement, place: Lieu, cellule: Lieu, texte: str, attendu: str
) -> Diagnostic:
    return ctx.diagnostic(
        Code.VALEUR_CONTREDITE,
        place,
        f"« {texte} » pour la cellule : {attendu}",
        "remettre le texte de cette cellule",
        [cellule / "quand"],
    )


VERIFICATIONS = (verifier_valeurs, verifier_cellules)

"""One A3 page, whatever the map: how the content is laid out, how small, what is left out.

Room is reckoned from above, with the widths of a wide font. First the letters shrink, as far as
they are read from a step away; then lists of names are cut; then the last rows go. What is left
out is counted, and said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palliorient.noyau.langue.phrases import accorder
from palliorient.rendu.affiche.contenu import Affiche, Offre, Zone
from palliorient.rendu.fiche.page import POINT, etendue

LARGEUR, HAUTEUR, MARGE = 420.0, 297.0, 12.0
"""A3, in millimetres."""

HAUT_DES_TABLES = 33.0
GAUCHE = 138.0
"""Where the national table begins, right of the drawing."""

BAS = HAUTEUR - 13.0
"""Where the foot begins."""

LIBELLE = 40.0
"""Width of the names of the missions."""

COLONNE = 36.0
"""A territory has at least so much; more than the page has room for are left out."""

INTERLIGNE = 1.24
TAILLES = (2.9, 2.75, 2.6, 2.45, 2.3)
"""Height of letters, in millimetres; the last is six and a half points."""

NOMS = (None, 8, 6, 4, 3, 2, 1)
"""How many names of a list; None: all."""


class Texte(NamedTuple):
    """A line of text: the left of its base line, or its middle."""

    x: float
    y: float
    texte: str
    taille: float
    gras: bool = False
    milieu: bool = False
    teinte: str = "encre"


class Cadre(NamedTuple):
    """A rectangle; `fond`: the name of a tint."""

    x: float
    y: float
    largeur: float
    hauteur: float
    fond: str


class Hexagone(NamedTuple):
    """A cell of the drawing, by its centre."""

    x: float
    y: float
    rayon: float
    zone: int


class Trait(NamedTuple):
    """A line across."""

    x: float
    y: float
    largeur: float


Forme = Texte | Cadre | Hexagone | Trait


class Plan(NamedTuple):
    """Everything to draw, in order, and where it ends."""

    formes: tuple[Forme, ...]
    bas: float


def plier(texte: str, largeur: float, taille: float, *, gras: bool = False) -> list[str]:
    """The text on lines that are not wider, words whole unless one alone is too wide."""
    lignes: list[str] = []
    courante = ""
    for mot in texte.split(" "):
        essai = f"{courante} {mot}" if courante else mot
        if courante and _large(essai, taille, gras) > largeur:
            lignes.append(courante)
            essai = mot
        while _large(essai, taille, gras) > largeur and len(essai) > 1:
            coupe = next(
                n for n in range(len(essai) - 1, 0, -1)
                if n == 1 or _large(essai[:n], taille, gras) <= largeur
            )  # fmt: skip
            lignes.append(essai[:coupe])
            essai = essai[coupe:]
        courante = essai
    return [*lignes, courante]


def _large(texte: str, taille: float, gras: bool) -> float:
    return etendue(texte, taille / POINT, gras=gras)


def composer(affiche: Affiche) -> tuple[Forme, ...]:
    """What is drawn, on one page."""
    tete = [*_tete(affiche), *_schema(affiche), *_pied(affiche)]
    tableau = _qui_tient((_tableau(affiche, taille) for taille in TAILLES), HAUT_DES_TABLES + 105)
    bas = max(tableau.bas, HAUT_DES_TABLES + 105)
    offres = _qui_tient(_offres(affiche, bas + 5), BAS)
    return (*tete, *tableau.formes, *offres.formes)


def _qui_tient(plans: Iterator[Plan], limite: float) -> Plan:
    """The first that does not pass the limit, else the last."""
    plan = next(plans)
    while plan.bas > limite:
        suivant = next(plans, None)
        if suivant is None:
            break
        plan = suivant
    return plan


def _tete(affiche: Affiche) -> Iterator[Forme]:
    taille = 8.0
    while _large(affiche.titre, taille, True) > LARGEUR - 2 * MARGE - 130:
        taille -= 0.5
    yield Texte(MARGE, 18, affiche.titre, taille, gras=True)
    yield Texte(MARGE, 25, f"{affiche.offre}. {affiche.legende if affiche.cases else ''}", 3.2)
    if affiche.danger:
        lignes = plier(affiche.danger, 112, 4.6, gras=True)
        yield Cadre(LARGEUR - MARGE - 120, 8, 120, 7 + 6 * len(lignes), "danger")
        for rang, ligne in enumerate(lignes):
            y = 15.0 + 6 * rang
            yield Texte(LARGEUR - MARGE - 60, y, ligne, 4.6, gras=True, milieu=True)


def _pied(affiche: Affiche) -> Iterator[Forme]:
    for rang, ligne in enumerate(plier(affiche.pied, LARGEUR - 2 * MARGE, 2.6)):
        yield Texte(MARGE, HAUTEUR - 7 + 3.2 * rang, ligne, 2.6)


# --- where: the drawing, or the communes -----------------------------------------------------


def _schema(affiche: Affiche) -> Iterator[Forme]:
    haut, bas = HAUT_DES_TABLES + 2, HAUT_DES_TABLES + 105
    if affiche.cases:
        yield from _hexagones(affiche, haut, bas)
    else:
        yield from _communes(affiche, haut, bas)


def _hexagones(affiche: Affiche, haut: float, bas: float) -> Iterator[Forme]:
    demis = max(c.demi for c in affiche.cases) + 2
    rangees = max(c.rangee for c in affiche.cases) + 1
    # An hexagon is as wide as the square root of three of its radius.
    rayon = min((GAUCHE - MARGE - 4) / (demis * 0.866), (bas - haut) / (rangees * 1.5 + 0.5))
    for case in affiche.cases:
        x = MARGE + (case.demi + 1) * rayon * 0.866
        y = haut + rayon + case.rangee * rayon * 1.5
        yield Hexagone(x, y, rayon, case.zone)
        taille = min(rayon * 0.45, rayon * 1.5 / max(1, _large(case.numero, 1, True)))
        yield Texte(x, y + rayon * 0.05, case.numero, taille, gras=True, milieu=True)
        signe = affiche.zones[case.zone].signe + (f" ou {case.aussi}" if case.aussi else "")
        yield Texte(x, y + rayon * 0.5, signe, rayon * 0.28, milieu=True)


def _communes(affiche: Affiche, haut: float, bas: float) -> Iterator[Forme]:
    """As many communes of each territory as there is room for; how many more."""
    place = (bas - haut) / len(affiche.zones)
    taille = TAILLES[-1]
    pas = taille * INTERLIGNE
    for rang, zone in enumerate(affiche.zones):
        y = haut + place * rang
        yield _titre(zone, MARGE, y + 3.4, GAUCHE - MARGE - 6, min(3.4, place * 0.6))
        lignes_possibles = int((place - 5) / pas)
        for ligne in _liste(zone.lieux, GAUCHE - MARGE - 6, taille, lignes_possibles):
            y += pas
            yield Texte(MARGE, y + 4, ligne, taille)


def _titre(zone: Zone, x: float, y: float, largeur: float, taille: float) -> Texte:
    """The name of a territory and its sign; smaller, then cut, where it is too long."""
    nom, dit = zone.nom, f"{zone.nom} ({zone.signe})"
    while _large(dit, taille, True) > largeur:
        if taille > 2:
            taille = max(2.0, taille - 0.2)
        else:
            nom = nom[:-1]
            dit = f"{nom}… ({zone.signe})"
    return Texte(x, y, dit, taille, gras=True)


def _liste(noms: Sequence[str], largeur: float, taille: float, lignes: int) -> list[str]:
    """Names on so many lines at most, and how many there was no room for."""

    def avec(gardes: int) -> list[str]:
        reste = len(noms) - gardes
        suite = [f"et {accorder(reste, 'autre')}"] if reste else []
        return plier(", ".join([*noms[:gardes], *suite]), largeur, taille)

    combien = range(len(noms) + 1)
    # The more names, the more lines: the last number of names that is not too many.
    tiennent = bisect_right(combien, lignes, key=lambda gardes: len(avec(gardes))) - 1
    if len(avec(len(noms))) <= lignes:
        return avec(len(noms))
    return avec(tiennent) if tiennent >= 0 else []


# --- the national table ------------------------------------------------------------------------


def _tableau(affiche: Affiche, taille: float) -> Plan:
    formes: list[Forme] = []
    large_colonne = (LARGEUR - MARGE - GAUCHE - 3) / 2
    y = HAUT_DES_TABLES
    tetes = [plier(c.lieux, large_colonne - 5, 2.4) for c in affiche.colonnes]
    hauteur = 7 + max(len(lignes) for lignes in tetes) * 3.0
    for rang, (colonne, lieux) in enumerate(zip(affiche.colonnes, tetes, strict=True)):
        x = GAUCHE + rang * (large_colonne + 3)
        formes.append(Cadre(x, y, large_colonne, hauteur, "titre"))
        formes.append(Texte(x + 2.5, y + 4.6, colonne.titre, 3.8, gras=True))
        formes += [Texte(x + 2.5, y + 8.2 + 3.0 * n, ligne, 2.4) for n, ligne in enumerate(lieux)]
    y += hauteur + 2
    pas = taille * INTERLIGNE
    for rang_niveau, niveau in enumerate(affiche.niveaux):
        definition = plier(niveau.definition, large_colonne - 28, taille)
        libelles = [plier(dit, large_colonne - 5, taille, gras=True) for dit in niveau.libelles]
        tete = max(6.0, len(definition) * pas + 2)
        hauteur = tete + max(len(lignes) for lignes in libelles) * pas + 3
        for rang, lignes in enumerate(libelles):
            x = GAUCHE + rang * (large_colonne + 3)
            formes.append(Cadre(x, y, large_colonne, hauteur, f"niveau-{rang_niveau}"))
            formes.append(Texte(x + 2.5, y + 4.6, niveau.nom, 3.6, gras=True))
            for n, ligne in enumerate(definition):
                formes.append(Texte(x + 25, y + 4.4 + n * pas, ligne, taille))
            for n, ligne in enumerate(lignes):
                formes.append(Texte(x + 2.5, y + tete + 3 + n * pas, ligne, taille, gras=True))
        y += hauteur + 2
    formes.append(Texte(GAUCHE, y + 2, affiche.source_du_tableau, 2.5))
    return Plan(tuple(formes), y + 3)


# --- who does what, territory by territory ------------------------------------------------------


def _offres(affiche: Affiche, haut: float) -> Iterator[Plan]:
    """From the most to the least that may be told, below the two tables."""
    for noms in NOMS:
        for taille in TAILLES if noms is None else TAILLES[-1:]:
            yield _grille(affiche, haut, taille, noms, len(affiche.missions))
    for combien in range(len(affiche.missions) - 1, -1, -1):
        yield _grille(affiche, haut, TAILLES[-1], 1, combien)


def _grille(affiche: Affiche, haut: float, taille: float, noms: int | None, combien: int) -> Plan:
    large_utile = LARGEUR - 2 * MARGE - LIBELLE
    zones = affiche.zones[: max(1, min(len(affiche.zones), int(large_utile / COLONNE)))]
    colonne = large_utile / len(zones)
    pas = taille * INTERLIGNE
    y = haut
    formes: list[Forme] = []
    for rang, zone in enumerate(zones):
        x = MARGE + LIBELLE + rang * colonne
        formes.append(Cadre(x, y, colonne - 1, 9, f"zone-{rang}"))
        formes.append(_titre(zone, x + 2, y + 4, colonne - 4, 3.4))
        if affiche.cases:
            lieux = _liste(zone.lieux, colonne - 4, 2.5, 1)
            formes += [Texte(x + 2, y + 7.6, ligne, 2.5) for ligne in lieux]
    y += 11
    omis = 0
    for mission in affiche.missions[:combien]:
        titre = plier(mission.nom, LIBELLE - 2, taille, gras=True)
        cases = []
        for offre in mission.offres[: len(zones)]:
            lignes, tus = _dite(offre, colonne - 3, taille, noms)
            cases.append(lignes)
            omis += tus
        hauteur = max(len(titre), *(len(lignes) for lignes in cases)) * pas + 1.4
        formes += [
            Texte(MARGE, y + pas + n * pas, ligne, taille, gras=True)
            for n, ligne in enumerate(titre)
        ]
        for rang, lignes in enumerate(cases):
            x = MARGE + LIBELLE + rang * colonne + 1
            formes += [Texte(x, y + pas + n * pas, li, taille) for n, li in enumerate(lignes)]
        y += hauteur
        formes.append(Trait(MARGE, y, LARGEUR - 2 * MARGE))
        y += 0.6
    for titre_, dits in _autour(affiche, noms):
        lignes = plier(dits, large_utile, taille)
        entete = plier(titre_, LIBELLE - 2, taille, gras=True)
        formes += [
            Texte(MARGE, y + pas + n * pas, ligne, taille, gras=True)
            for n, ligne in enumerate(entete)
        ]
        x = MARGE + LIBELLE + 1
        formes += [Texte(x, y + pas + n * pas, ligne, taille) for n, ligne in enumerate(lignes)]
        y += max(len(lignes), len(entete)) * pas + 1
    for phrase in _omissions(affiche, omis, len(zones), combien):
        y += pas
        formes.append(Texte(MARGE, y, phrase, taille, gras=True))
    return Plan(tuple(formes), y)


def _dite(offre: Offre, largeur: float, taille: float, noms: int | None) -> tuple[list[str], int]:
    """The lines of one cell, and how many names it leaves out."""
    gardes = offre.noms[:noms]
    reste = len(offre.noms) - len(gardes)
    dits = [f"{nom} ({offre.mots})" if offre.mots else nom for nom in gardes]
    dits = dits or [f"— {offre.mots} —"]
    if reste:
        dits.append(f"et {accorder(reste, 'autre')}")
    return plier(" · ".join(dits), largeur, taille), reste


def _autour(affiche: Affiche, noms: int | None) -> Iterator[tuple[str, str]]:
    """What is the same everywhere, what is announced, what nobody does."""
    if affiche.partout:
        yield (
            affiche.tout,
            " · ".join(f"{mission} : {_noms(siens, noms)}" for mission, siens in affiche.partout),
        )
    if affiche.a_venir:
        yield "Pas encore en service", " · ".join(affiche.a_venir)
    if affiche.lacunes:
        yield "Rien d'inscrit nulle part", " · ".join(affiche.lacunes)


def _noms(siens: Sequence[str], noms: int | None) -> str:
    gardes = siens[: None if noms is None else max(noms, 3)]
    reste = len(siens) - len(gardes)
    return ", ".join([*gardes, *([f"et {accorder(reste, 'autre')}"] if reste else [])])


def _omissions(affiche: Affiche, noms: int, zones: int, missions: int) -> list[str]:
    """What there was no room for, and where it is."""
    dits = []
    if noms:
        dits.append(accorder(noms, "nom"))
    if len(affiche.zones) > zones:
        dits.append(accorder(len(affiche.zones) - zones, "territoire"))
    if len(affiche.missions) > missions:
        dits.append(accorder(len(affiche.missions) - missions, "mission"))
    if not dits:
        return []
    return [f"Sans place ici : {', '.join(dits)}. Tout voir : palliorient couverture, acteurs."]

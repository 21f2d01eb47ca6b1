"""One A4 page, whatever the answer: how much room things take, and what gives way.

The room is reckoned from above: the widest letters of usual fonts, lines that end early. What
has no room goes by rank, the last first; the first call of a list, and the danger, never.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from palliorient.rendu.fiche.contenu import Danger, Fiche
from palliorient.rendu.fiche.lignes import Ligne
from palliorient.rendu.fiche.listes import Bloc

Mesure = Callable[[Fiche], float]
"""The room that a sheet takes, in the unit of its page."""

MARGE = 10
"""Millimetres around the page."""

LARGEUR = 210 - 2 * MARGE
HAUTEUR = 297 - 2 * MARGE - 2
"""Millimetres that may be written on; a few are kept for what rounding takes."""

POINT = 25.4 / 72
CORPS, PETIT, TITRE, INTITULE, GRAND = 11, 9, 16, 12, 40
"""Sizes in points: names and numbers, words, title of the sheet, of a list, the danger."""

LARGEURS = (
    ("ijlIJî'", 0.29),
    (" .,;:|/·-f", 0.335),
    ("t()r", 0.405),
    ("sczç*", 0.545),
    ("xkvyaoFTYâàôeéèê", 0.615),
    ("ABDGHKNOQUVXZRCÉÀ", 0.78),
    ("mwMW", 0.99),
)
"""Width of letters, of their size: those of a wide font, DejaVu Sans."""

LETTRE = 0.635
"""That of the others."""

GRASSE = 1.12
"""How much wider the same is in bold."""

INTERLIGNE = 1.2
BLANC = 30
"""Millimetres left to write a number by hand."""

A_ECRIRE = 6.5
"""Height of a line to be written by hand."""

RETRAIT = 7
ENTRE_LIGNES = 0.7
FIN_DE_LIGNE = 9
"""Millimetres that a line may lose when its last word goes to the next."""


def tenir(fiche: Fiche, mesure: Mesure, place: float) -> Fiche:
    """The sheet with as many lines as there is room for, and how many were taken out."""
    while mesure(fiche) > place:
        reduite = _sans_la_derniere(fiche)
        if reduite is None:
            break
        fiche = reduite
    return fiche


def _sans_la_derniere(fiche: Fiche) -> Fiche | None:
    """The sheet without the line that ranks last; None when every one must stay."""
    blocs = fiche.blocs
    autour = [rang for rang, bloc in enumerate(blocs) if not bloc.premier and bloc.lignes]
    longs = [rang for rang, bloc in enumerate(blocs) if bloc.premier and _peut_ceder(bloc)]
    if autour:
        rang = autour[-1]
    elif longs:
        # The longest list gives way: its last line has the last rank.
        rang = max(longs, key=lambda r: (len(blocs[r].lignes), r))
    else:
        return None
    bloc = blocs[rang]
    lignes = list(bloc.lignes)
    if bloc.premier:
        del lignes[_peut_ceder(bloc)[-1]]
    else:
        lignes.pop()
    reste = [bloc._replace(lignes=tuple(lignes))] if lignes else []
    return fiche._replace(
        blocs=(*blocs[:rang], *reste, *blocs[rang + 1 :]), omises=fiche.omises + 1
    )


def _peut_ceder(bloc: Bloc) -> list[int]:
    """The lines of a list that are neither its first call nor an emergency number."""
    premier = next((r for r, ligne in enumerate(bloc.lignes) if ligne.rang), 0)
    return [
        r for r, ligne in enumerate(bloc.lignes) if r not in (0, premier) and not _d_urgence(ligne)
    ]


def _d_urgence(ligne: Ligne) -> bool:
    """Is its number that of the emergency services?"""
    return ligne.numero is not None and ligne.numero.d_urgence


# --- millimetres ----------------------------------------------------------------------------


def millimetres(fiche: Fiche) -> float:
    """The height of the sheet, printed."""
    hauteur = _tete(fiche) + 2
    hauteur += _danger(fiche.danger)
    hauteur += sum(_haut(alerte, CORPS) + 1 for alerte in fiche.alertes)
    for bloc in fiche.blocs:
        hauteur += _titre(bloc) + 3
        hauteur += sum(map(_hauteur, bloc.lignes))
    if fiche.sous_la_main:
        hauteur += _haut(fiche.titre_sous_la_main, INTITULE, gras=True) + 3
        hauteur += sum(_ligne_a_ecrire(texte) for texte in fiche.sous_la_main)
    pied = " ".join([*fiche.notes, fiche.version, fiche.offre])
    return hauteur + _haut(pied, PETIT) + _haut(fiche.validite, CORPS, gras=True) + 4


def _tete(fiche: Fiche) -> float:
    large = etendue(fiche.titre, TITRE, gras=True) + etendue(f"   {fiche.ou}", INTITULE)
    return _rangees(large, LARGEUR) * TITRE * POINT * INTERLIGNE


def _danger(danger: Danger) -> float:
    autour = f"{danger.avant}   {danger.apres or ''}"
    large = etendue(autour, INTITULE + 1, gras=True) + etendue(danger.grand, GRAND, gras=True)
    return _rangees(large, LARGEUR - 6) * GRAND * POINT * 1.15 + 4


def _titre(bloc: Bloc) -> float:
    large = etendue(bloc.titre, INTITULE, gras=True) + etendue(f" {bloc.heures}", PETIT)
    return _rangees(large, LARGEUR) * INTITULE * POINT * INTERLIGNE


def _hauteur(ligne: Ligne) -> float:
    large = etendue(ligne.nom, CORPS, gras=ligne.ouverte)
    taille = CORPS + 2 if ligne.ouverte else CORPS
    large += sum(etendue(f" {n.texte}* ", taille, gras=ligne.ouverte) for n in ligne.numeros)
    large += sum(etendue(f"{n.nom}, ", CORPS) for n in ligne.noms)
    large += etendue(f" {ligne.nature or ''} {ligne.qui} ; {ligne.mots}", PETIT)
    large += BLANC if ligne.blanc else 0
    rangees = _rangees(large, LARGEUR - RETRAIT)
    # A number that the reader dials is larger than the rest; so is the place to write one.
    points = rangees * CORPS + (2 if ligne.ouverte or ligne.blanc else 0)
    return points * POINT * INTERLIGNE + ENTRE_LIGNES


def _ligne_a_ecrire(texte: str) -> float:
    """Words, then room for a hand."""
    return max(A_ECRIRE, _haut(texte, CORPS) + 1)


def _rangees(large: float, place: float) -> int:
    """Rows that words take: when there are several, each may end early."""
    return 1 if large <= place else ceil(large / (place - FIN_DE_LIGNE))


def _haut(texte: str, taille: float, *, gras: bool = False) -> float:
    return _rangees(etendue(texte, taille, gras=gras), LARGEUR) * taille * POINT * INTERLIGNE


def etendue(texte: str, taille: float, *, gras: bool = False) -> float:
    """How wide a text is at most, in millimetres; `taille`: points."""
    lettres = sum(_LARGEUR_DE.get(lettre, LETTRE) for lettre in texte)
    return lettres * taille * POINT * (GRASSE if gras else 1)


_LARGEUR_DE = {lettre: large for lettres, large in LARGEURS for lettre in lettres}

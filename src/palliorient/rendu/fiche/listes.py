"""The lists of the sheet: moment by moment, or told once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.langue.phrases import et, majuscule
from palliorient.noyau.table.lignes import MomentDeFiche
from palliorient.noyau.table.table import A_LA_PLACE, SECTIONS, Table
from palliorient.rendu.fiche.lignes import Ligne

APPELER = SECTIONS[:2]
"""Those who are called, moment by moment."""

ENSUITE = SECTIONS[2:4]
"""Told once for all. The last section, of who is closed then, is the list of the day."""


class Bloc(NamedTuple):
    """A list and its title. `premier`: its first call is always told."""

    titre: str
    heures: str
    """When its moments are, as the data say it; empty when it needs not be said."""
    lignes: tuple[Ligne, ...]
    premier: bool


class Listes(NamedTuple):
    """What one moment says: whom its reader calls, then, by title, who is told once for all."""

    moment: MomentDeFiche
    appeler: tuple[Ligne, ...]
    ensuite: dict[str, list[Ligne]]


def listes_de(table: Table, moment: MomentDeFiche, sections: dict[str, list[Ligne]]) -> Listes:
    """The lines of a moment. Whom a professional must ask for are in no list to dial from."""
    appeler = [ligne for s in APPELER for ligne in sections[s]]
    fermees = [ligne for ligne in appeler if ligne.rang is None and not ligne.ouverte]
    if len(fermees) == len(appeler):
        fermees = []
    ensuite = {table.textes["fiche-professionnels"]: fermees}
    ensuite |= {table.textes[f"section-{section}"]: sections[section] for section in ENSUITE}
    siennes = [ligne for ligne in appeler if ligne not in fermees]
    return Listes(moment, tuple(_numerotees(siennes)), ensuite)


def blocs(table: Table, listes: list[Listes]) -> Iterator[Bloc]:
    """The lists of the sheet from top to bottom, of those of each moment."""
    yield from _expliques([*_a_appeler(table, listes), *_ensuite(listes)])


def _a_appeler(table: Table, listes: list[Listes]) -> Iterator[Bloc]:
    """Whom to call, moment by moment; moments that call the same people are told together."""
    pareils: dict[tuple[Ligne, ...], list[MomentDeFiche]] = {}
    for liste in listes:
        pareils.setdefault(liste.appeler, []).append(liste.moment)
    for lignes, moments in pareils.items():
        if len(moments) == len(listes):
            yield Bloc(table.textes["fiche-tous-moments"], "", lignes, premier=True)
        else:
            heures = " ; ".join(dict.fromkeys(h for m in moments for h in _heures(table, m)))
            yield Bloc(majuscule(et([m.nom for m in moments])), heures, lignes, premier=True)


def _heures(table: Table, moment: MomentDeFiche) -> list[str]:
    """« tous les jours, 21 h à 7 h 59 »: when a list holds, as the data say it."""
    dites = [table.valeur(c, code).aide for c, code in moment.reponses.items() if c in A_LA_PLACE]
    return [heures for heures in dites if heures]


def _numerotees(lignes: list[Ligne]) -> Iterator[Ligne]:
    rang = 0
    for ligne in lignes:
        if ligne.rang is not None:
            rang += 1
            ligne = ligne._replace(rang=rang)
        yield ligne


def _ensuite(listes: list[Listes]) -> Iterator[Bloc]:
    """Who is told once for all moments: each with its own, when it is not all."""
    for titre in listes[0].ensuite:
        dits: dict[Ligne, list[AUnMoment]] = {}
        for liste in listes:
            for place, ligne in enumerate(liste.ensuite[titre]):
                seule = ligne._replace(rang=None, mots="")
                mots = tuple(ligne.mots.split(SEPARATEUR)) if ligne.mots else ()
                dits.setdefault(seule, []).append(AUnMoment(liste.moment.court, place, mots))
        if dits:
            # The best place that each has at some moment: nobody is last for coming later.
            ordre = sorted(dits.items(), key=lambda dit: min(ici.place for ici in dit[1]))
            lignes = [
                ligne._replace(mots=SEPARATEUR.join(_mots(ici, len(listes))))
                for ligne, ici in ordre
            ]
            yield Bloc(titre, "", tuple(lignes), premier=False)


class AUnMoment(NamedTuple):
    """A line at one moment: its place in the list, and what is said of it."""

    court: str
    place: int
    mots: tuple[str, ...]


def _mots(ici: list[AUnMoment], moments: int) -> Iterator[str]:
    """What is said at every moment, then, by moment, what is not; and when, if it is not always."""
    communs = [mot for mot in ici[0].mots if all(mot in autre.mots for autre in ici)]
    yield from communs
    propres: dict[str, list[str]] = {}
    for dit in ici:
        reste = SEPARATEUR.join(mot for mot in dit.mots if mot not in communs)
        propres.setdefault(reste, []).append(dit.court)
    for reste, courts in propres.items():
        quand = et(list(dict.fromkeys(courts)))
        if reste or len(ici) < moments:
            yield f"{quand} : {reste}" if reste else quand


def _expliques(blocs: list[Bloc]) -> Iterator[Bloc]:
    """What somebody is, is told beside their name the first time."""
    dits: set[str] = set()
    for bloc in blocs:
        lignes = []
        for ligne in bloc.lignes:
            lignes.append(ligne._replace(nature=None) if ligne.nom in dits else ligne)
            dits.add(ligne.nom)
        yield bloc._replace(lignes=tuple(lignes))

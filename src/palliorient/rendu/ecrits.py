"""What is written otherwise, and what is read otherwise, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any

from palliorient.noyau.langue.mots import visible
from palliorient.noyau.langue.phrases import accorder
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.comparer.ecrits import AJOUTE, ORDRE, RETIRE, Ecrit
from palliorient.verification.comparer.ecritures import DES_REGLES
from palliorient.verification.comparer.statuts import Statut
from palliorient.verification.comparer.versions import CHAMPS_DE_FICHE

BOITES = 2
"""Boxes of situations told beside one line."""

LIEUX_DITS = 3
"""Places named one by one when the same words change in many."""

LECTURES_DITES = 20
"""Inputs told one by one to a person; the JSON has all of them."""

FAITS = "faits"
NOMMENT = ("nom", "texte", "question", "avertissement")
"""Fields that tell what a thing is, the first that it has."""

SIGNES = {AJOUTE: "+", RETIRE: "−"}


def lignes_de_lectures(comparaison: Comparaison) -> list[str]:
    """« ~ arrondissement « 69001 » : 1er, Lyon Centre → 9e, Lyon Est »."""
    lectures = comparaison.lectures
    lignes = []
    for lue in lectures[:LECTURES_DITES]:
        critere = comparaison.mots.criteres.get(lue.genre)
        entree = f"{critere.nom} « {lue.entree} »" if critere else lue.entree
        lignes.append(f"~ {entree} : {lue.avant} → {lue.apres}")
    reste = len(lectures) - len(lignes)
    if reste:
        lignes.append(f"… et {accorder(reste, 'autre')}, toutes dans --format json")
    return lignes


def lignes_de_renommages(comparaison: Comparaison) -> list[str]:
    """« ~ emspt-ancienne → emspt-est (EMSPT Lyon Est) »."""
    lignes = []
    for vieux, neuf in comparaison.renommages.items():
        nom = comparaison.nom(neuf)
        lignes.append(f"~ {vieux} → {neuf}" + (f" ({nom})" if nom != neuf else ""))
    return lignes


def lignes_de_statuts(statuts: list[Statut]) -> list[str]:
    """« à partir du 2027-02-01, EMSPT Lyon Est : annonce → en-service »."""
    return [
        f"~ à partir du {s.depuis}, {s.nom} ({s.id}) : {dire(s.avant)} → {dire(s.apres)} ;"
        f" voir avec --date {s.depuis}"
        for s in statuts
    ]


def lignes_de_fiches(comparaison: Comparaison) -> list[str]:
    """The same line of several cards is told once."""
    par_ligne: dict[tuple[str, str, str], list[str]] = {}
    for f in comparaison.fiches:
        par_ligne.setdefault((f.champ, dire(f.avant), dire(f.apres)), []).append(f.nom)
    return [
        f"{_quelques(noms)}, {champ} : {_fleche(avant, apres)}"
        for (champ, avant, apres), noms in par_ligne.items()
    ]


def lignes_de_regles(comparaison: Comparaison) -> list[str]:
    """Rules that come, go, or are written otherwise, with what in them is."""
    regles = comparaison.regles
    dits = [d for d in comparaison.details if d.chemin[0] in DES_REGLES and len(d.chemin) > 2]
    return [
        *(f"+ {r}" for r in regles.ajoutees),
        *(f"− {r}" for r in regles.retirees),
        *(f"~ {r}" for r in regles.modifiees),
        *_lignes(comparaison, dits, 1),
    ]


def lignes_d_ecrits(comparaison: Comparaison) -> list[str]:
    """All the rest, but for what the cards and the rules have just said."""
    fiches = {(dire(f.avant), dire(f.apres)) for f in comparaison.fiches}
    dits = [
        d
        for d in comparaison.details
        if not (d.chemin[0] in DES_REGLES and len(d.chemin) > 1)
        and not (_d_une_fiche(d) and (dire(d.avant), dire(d.apres)) in fiches)
    ]
    return _lignes(comparaison, dits, 0)


def _d_une_fiche(ecrit: Ecrit) -> bool:
    """Is this what a card shows, or the fact from elsewhere that it comes from?"""
    return ecrit.chemin[-1] in CHAMPS_DE_FICHE or FAITS in ecrit.chemin


def _lignes(comparaison: Comparaison, ecrits: Iterable[Ecrit], depart: int) -> list[str]:
    """The same words changed in several places make one line."""
    par_change: dict[tuple[str, str, str], list[Ecrit]] = {}
    for ecrit in ecrits:
        par_change.setdefault((ecrit.genre, repr(ecrit.avant), repr(ecrit.apres)), []).append(ecrit)
    lignes = []
    for semblables in par_change.values():
        premier = semblables[0]
        ou = _quelques([".".join(e.chemin[depart:]) for e in semblables])
        lignes.append(f"{SIGNES.get(premier.genre, '~')} {ou}{_change(premier)}")
        lignes += _pour_qui(comparaison, premier)
    return lignes


def _quelques(noms: list[str]) -> str:
    reste = len(noms) - LIEUX_DITS
    return ", ".join(noms[:LIEUX_DITS]) + (f" et {accorder(reste, 'autre')}" if reste > 0 else "")


def _change(ecrit: Ecrit) -> str:
    if ecrit.genre in SIGNES:
        dit = dire(ecrit.apres if ecrit.genre == AJOUTE else ecrit.avant)
        return f" : {dit}" if dit else ""
    if ecrit.genre == ORDRE:
        return f", ordre : {_deplaces(ecrit.avant, ecrit.apres)}"
    if isinstance(ecrit.avant, list) and isinstance(ecrit.apres, list):
        gagnes = [f"+ {dire(v)}" for v in ecrit.apres if v not in ecrit.avant]
        perdus = [f"− {dire(v)}" for v in ecrit.avant if v not in ecrit.apres]
        if gagnes or perdus:
            return f" : {', '.join([*gagnes, *perdus])}"
    return f" : {_fleche(dire(ecrit.avant), dire(ecrit.apres))}"


def _fleche(avant: str, apres: str) -> str:
    """« avant → après »; two texts that look the same say that they are not."""
    un, autre = ("".join(visible(mots).split()) for mots in (avant, apres))
    return f"{avant} → {apres}" + (" (espaces ou caractères invisibles)" if un == autre else "")


def _deplaces(avant: list[Any], apres: list[Any]) -> str:
    """Who moved, each with who now stands before."""
    blocs = SequenceMatcher(None, avant, apres, autojunk=False).get_matching_blocks()
    en_place = {rang for _, debut, taille in blocs for rang in range(debut, debut + taille)}
    dits = [
        f"{dire(v)} après {dire(apres[rang - 1])}" if rang else f"{dire(v)} en premier"
        for rang, v in enumerate(apres)
        if rang not in en_place
    ]
    return _quelques(dits)


def _pour_qui(comparaison: Comparaison, ecrit: Ecrit) -> list[str]:
    """The situations whose answer shows these words, when there are some and not all."""
    ensemble = comparaison.montre(ecrit)
    if not ensemble:
        return []
    nombre = accorder(comparaison.apres.univers.compter(ensemble), "situation")
    if ensemble == comparaison.commun:
        return ["    dans toutes les réponses"]
    phrases = comparaison.morceaux.phrases(ensemble, BOITES)
    return [f"    dans les réponses ({nombre}) : {' ; '.join(phrases)}"]


def dire(valeur: Any) -> str:
    """A value of the data in a few words."""
    if valeur is None or valeur in ("", (), []):
        return "rien"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Mapping):
        return ", ".join(f"{c} : {dire(v)}" for c, v in valeur.items())
    if isinstance(valeur, list | tuple):
        return ", ".join(dire(v) for v in valeur)
    if is_dataclass(valeur) and not isinstance(valeur, type):
        noms = (getattr(valeur, champ, None) for champ in NOMMENT)
        nom = next(filter(None, noms), None)
        dits = {c.name: getattr(valeur, c.name) for c in fields(valeur)}
        pleins = {c: v for c, v in dits.items() if v not in (None, False, "", ()) and v != {}}
        return str(nom) if nom else ", ".join(f"{c} : {dire(v)}" for c, v in pleins.items())
    return str(valeur)


def en_dictionnaire(ecrit: Ecrit) -> dict[str, Any]:
    """For programs: the path as a list, the values as JSON has them."""
    return {
        "genre": ecrit.genre,
        "chemin": list(ecrit.chemin),
        "avant": _simple(ecrit.avant),
        "apres": _simple(ecrit.apres),
    }


def _simple(valeur: Any) -> Any:
    if is_dataclass(valeur) and not isinstance(valeur, type):
        return asdict(valeur)
    return valeur

"""The same answers with some of them changed: « et si… ». What is typed, and what gives way.

A change is read by the door, as the options are. What was answered before and makes no
sense any more beside it is left out, and named; what contradicts it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from palliorient.noyau.langue.mots import code, vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import Refus
from palliorient.noyau.situation.lecture import Horloge, SituationLue, en_texte, lire_situation
from palliorient.noyau.situation.situation import Valeur
from palliorient.noyau.table.table import A_LA_PLACE, Table

PLUS = "+"
"""Between the changes of one variant."""

DECALAGE = re.compile(r"\d{2}(:?\d{2})?")
"""What follows a `+` in an hour: « 22:00+01:00 » is one value."""

AUCUN = ("aucun", "aucune", "non")
"""What empties a list: no option can say it."""

ATTENDU = "attendu CRITERE=VALEUR, par exemple moment=nuit."

PLACE = ("lieu", "etablissement")
"""The answers that say what kind of place it is: others depend on them."""


class Changement(NamedTuple):
    """The raw answers that change, by criterion, as the door takes them."""

    bruts: dict[str, str]
    """Of an emptied list, an empty text."""


class Change(NamedTuple):
    """A changed situation: what the door read, what changed, what gave way."""

    lecture: SituationLue
    dits: dict[str, Valeur]
    """Criterion → its new answer, as the door understood it; an hour stays as it was given."""
    laisses: dict[str, str]
    """Criterion → the raw answer that makes no sense any more."""


def depuis_un_texte(table: Table, texte: str) -> Changement | Refus:
    """Read « moment=nuit+maintien=impossible »; a sentence says what cannot be understood."""
    bruts: dict[str, str] = {}
    for morceau in _morceaux(en_texte(texte)):
        nom, egal, valeur = (m.strip() for m in morceau.partition("="))
        if not (nom and egal and valeur):
            quoi = f"{citer(morceau.strip())} : " if morceau.strip() else ""
            return Refus("", f"{quoi}{ATTENDU}")
        critere = _critere(table, nom)
        if critere is None:
            question = vouliez_vous_dire(nom, _noms(table))
            return Refus(
                "",
                f"critère inconnu : {citer(nom)}.{question} Critères : {', '.join(table.champs)}.",
            )
        if critere in bruts and critere not in table.listes:
            deux = f"{critere}={bruts[critere]} et {critere}={valeur}"
            return Refus(critere, f"{citer(deux)} : donner l'un ou l'autre.")
        if critere in table.listes:
            vide = code(valeur) in AUCUN and code(valeur) not in table.formes[critere]
            autres = [bruts[critere]] if bruts.get(critere) else []
            valeur = "|".join(autres if vide else [*autres, valeur])
        bruts[critere] = valeur
    return Changement(bruts)


def _morceaux(texte: str) -> list[str]:
    """The changes of one variant; the offset of an hour stays with it."""
    morceaux: list[str] = []
    for morceau in texte.split(PLUS):
        if morceaux and DECALAGE.fullmatch(morceau.strip()):
            morceaux[-1] += PLUS + morceau
        else:
            morceaux.append(morceau)
    return morceaux


def _critere(table: Table, dit: str) -> str | None:
    """The raw answer that a word names: by its code, or by its name (« âge », « hôpital »)."""
    lu = code(dit)
    noms = {code(c.nom): c.id for c in table.criteres.values() if c.question}
    return lu if lu in table.champs else noms.get(lu)


def _noms(table: Table) -> list[str]:
    return [*table.champs, *(code(c.nom) for c in table.criteres.values() if c.question)]


def refus_du_changement(table: Table, changement: Changement, horloge: Horloge) -> list[Refus]:
    """What is wrong with a change whatever the situation: values, contradictions inside it."""
    return lire_situation(table, changement.bruts, horloge).refus


def changer(
    table: Table, bruts: Mapping[str, Any], changement: Changement, horloge: Horloge
) -> Change:
    """The answers `bruts` with that change; `lecture.refus` says what stands against it.

    `bruts` must make a situation by themselves.
    """
    seul = lire_situation(table, changement.bruts, horloge)
    dits = {c: en_texte(v) for c, v in bruts.items()} | _impliques(table, bruts, horloge)
    gardes = {c: v for c, v in dits.items() if v and c not in changement.bruts}
    for paire in A_LA_PLACE.items():  # one is said in the place of the other
        if changement.bruts.keys() & {*paire}:
            gardes = {c: v for c, v in gardes.items() if c not in paire}
    laisses = _qui_cedent(table, gardes, changement, seul, horloge)
    gardes = {c: v for c, v in gardes.items() if c not in laisses}
    lecture = lire_situation(table, gardes | changement.bruts, horloge)
    lus = {c: _lu(c, brut, seul) for c, brut in changement.bruts.items()}
    refus = lecture.refus or [*_sans_effet(table, lecture, lus), *_manquants(table, lecture)]
    return Change(lecture._replace(refus=refus), lus, laisses)


def _impliques(table: Table, bruts: Mapping[str, Any], horloge: Horloge) -> dict[str, str]:
    """What the first place says of the person stays true elsewhere, unless it changes too."""
    lieu = lire_situation(table, bruts, horloge).lus.get("lieu")
    return table.valeur("lieu", lieu).implique if isinstance(lieu, str) else {}


def _lu(critere: str, brut: str, seul: SituationLue) -> Valeur:
    if critere in A_LA_PLACE.values():
        return brut
    return seul.lus.get(critere, ())


def _qui_cedent(
    table: Table,
    gardes: Mapping[str, str],
    changement: Changement,
    seul: SituationLue,
    horloge: Horloge,
) -> dict[str, str]:
    """The answers that make no sense any more in the place that the change says."""
    if not changement.bruts.keys() & {*PLACE}:
        return {}
    lieu = seul.lus.get("lieu")
    if not isinstance(lieu, str):
        return {}  # the door refuses it
    cedent: set[str] = set()
    if "etablissement" in changement.bruts:
        cedent.add("arrondissement")
        avant = lire_situation(table, {"lieu": gardes.get("lieu")}, horloge).lus.get("lieu")
        if isinstance(avant, str) and not table.hospitalier(avant):
            cedent.add("lieu")
    if table.hospitalier(lieu):
        cedent |= qui_changent_de_colonne(table)
    else:
        cedent |= {"etablissement", "residence"}
    cedent |= {
        critere
        for critere in table.valeur("lieu", lieu).implique
        if critere in gardes and _contredit(table, lieu, critere, gardes[critere], horloge)
    }
    return {c: v for c, v in gardes.items() if c in cedent}


def qui_changent_de_colonne(table: Table) -> set[str]:
    """Criteria that put a person in another column: they mean nothing to who is in it."""
    return {c.id for c in table.criteres.values() if c.id != "lieu" for v in c.valeurs if v.colonne}


def _contredit(table: Table, lieu: str, critere: str, brut: str, horloge: Horloge) -> bool:
    dit = lire_situation(table, {critere: brut}, horloge).lus.get(critere)
    return dit != lire_situation(table, {"lieu": lieu}, horloge).lus[critere]


def _sans_effet(table: Table, lecture: SituationLue, dits: Mapping[str, Valeur]) -> Iterator[Refus]:
    """Changes that the place of the person contradicts, or that mean nothing there."""
    lieu = lecture.lus.get("lieu")
    if not isinstance(lieu, str):
        return
    sans_objet = qui_changent_de_colonne(table) if table.hospitalier(lieu) else ()
    for critere, dit in dits.items():
        impose = critere in table.valeur("lieu", lieu).implique and lecture.lus[critere] != dit
        if impose or critere in sans_objet:
            pourquoi = "le lieu l'implique" if impose else "sans objet à l'hôpital"
            deux = f"lieu « {lieu} » et {nom(table, critere)} « {en_mots(dit)} »"
            yield Refus(critere, f"{deux} : {pourquoi}.")


def _manquants(table: Table, lecture: SituationLue) -> list[Refus]:
    """Wanted answers that went with those left out."""
    if not lecture.manquants:
        return []
    noms = ", ".join(nom(table, critere) for critere in lecture.manquants)
    suite = "".join(f"{PLUS}{critere}=VALEUR" for critere in lecture.manquants)
    return [Refus(lecture.manquants[0], f"il manque alors : {noms}. Ajouter : …{suite}.")]


def nom(table: Table, critere: str) -> str:
    """How a criterion, or what may be said in its place, is called."""
    return table.criteres[critere].nom if critere in table.criteres else critere


def en_mots(dit: Valeur) -> str:
    """An answer as it is typed."""
    if isinstance(dit, bool):
        return "oui" if dit else "non"
    return ", ".join(dit) or AUCUN[0] if isinstance(dit, tuple) else str(dit)

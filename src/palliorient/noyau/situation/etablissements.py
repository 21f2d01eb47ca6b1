"""Finding the hospital that somebody means: by a short name, a part of it, with its town."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from palliorient.noyau.langue.mots import RESSEMBLANCE, mots, ressemblance, sans_accents
from palliorient.noyau.langue.phrases import ou, sans_de
from palliorient.noyau.modele.places import LA_PLACE
from palliorient.noyau.situation.lieux import annuaire, court, endroit
from palliorient.noyau.table.lignes import HorsCarte
from palliorient.noyau.table.table import Table

FINESS = r"(?:(?:n°?\s*)?finess\s*(?:et)?\s*:?\s*)?(\d[\dab](?:\s?\d){7})"

SIGLE = 5
"""Letters up to which one word alone may be a short name that the map does not know."""

DOUTE = 0.7
"""Below a likely slip: not enough to be proposed, too much to be called another hospital."""

Mots = list[str]


class Lu(NamedTuple):
    """The hospital of the map that was found, or why there is none."""

    id: str | None
    refus: str = ""


def trouver(table: Table, texte: str) -> list[str]:
    """Ids of the hospitals that a text may mean, in file order; one means found.

    The FINESS number, else an exact id, name or alias; otherwise, unless a hospital of
    elsewhere bears that very name, every word typed must begin a word of the name or of
    one alias. The place may be said beside, and words that do not change which hospital
    it is.
    """
    numero = _finess(texte)
    if numero is not None:
        return [table.finess[numero]] if numero in table.finess else []
    lieu = endroit(table, texte, nom=True)
    reste = _mots(table, lieu.reste)
    if lieu.ailleurs or not reste:
        return []
    # « HU Saint-Louis, site Lariboisière » is Lariboisière.
    site = _mots(table, lieu.reste.rpartition(" site ")[2])
    lectures = [_mots(table, texte), reste, _sans_neutres(table, reste), site]
    formes = {id: _formes(table, id) for id in table.etablissements}
    id_ecrit = sans_accents(texte.strip())
    trouves: list[str] = [id_ecrit] if id_ecrit in formes else []
    for dits in lectures:
        trouves = trouves or [id for id, siennes in formes.items() if dits in siennes]
    if not trouves and any(
        dits in _formes_hors_carte(table, h) for h in table.hors_carte for dits in lectures
    ):
        return []
    for dits in filter(None, lectures):
        trouves = trouves or [
            id for id, siennes in formes.items() if any(_contient(f, dits) for f in siennes)
        ]
    return [
        id for id in trouves if not lieu.numeros or table.sites[id].arrondissement in lieu.numeros
    ]


def _finess(texte: str) -> str | None:
    trouve = re.fullmatch(FINESS, sans_accents(texte).strip())
    return "".join(trouve[1].split()).upper() if trouve else None


def _mots(table: Table, texte: str) -> Mots:
    ignores, abreviations = table.recherche
    return list(_mots_connus(texte, tuple(ignores), tuple(abreviations.items())))


@lru_cache(maxsize=4096)
def _mots_connus(
    texte: str, ignores: tuple[str, ...], abreviations: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    """The names of a map are the same from one reading to the next: cut once."""
    return tuple(mots(texte, ignores, dict(abreviations)))


def _sans_neutres(table: Table, cherches: Mots) -> Mots:
    return [mot for mot in cherches if mot not in table.mots_neutres]


def _formes(table: Table, id: str) -> list[Mots]:
    nom, alias = table.etablissements[id]
    return _mots_de(table, id, nom, *alias)


def _mots_de(table: Table, *formes: str) -> list[Mots]:
    return [_mots(table, forme) for forme in formes]


def _contient(forme: Mots, cherches: Mots) -> bool:
    return all(any(mot.startswith(cherche) for mot in forme) for cherche in cherches)


# --- when none, or several, are meant -------------------------------------------------


def lire(table: Table, texte: str) -> Lu:
    """The hospital that a text means; else a sentence that helps without misleading.

    Nothing of what the map perhaps holds is called unknown to it: the answer for « another
    hospital » would be wrong for whoever lies in it.
    """
    trouves = trouver(table, texte)
    if len(trouves) == 1:
        return Lu(trouves[0])
    if trouves:
        noms = " ; ".join(_nom(table, id) for id in trouves)
        return Lu(
            None,
            f"« {texte} » peut désigner plusieurs hôpitaux : {noms}."
            " Donner le code entre parenthèses.",
        )
    return Lu(None, _refus(table, texte))


def _refus(table: Table, texte: str) -> str:
    suite = annuaire(table)
    lieu = endroit(table, texte, nom=True)
    reste = _mots(table, lieu.reste)
    cherches = _sans_neutres(table, reste) or reste
    colle = "".join(c for c in sans_accents(texte) if c.isalnum())
    absent = f"« {texte} » n'est pas sur la carte"
    si_hors = f" Hors {table.de}, {suite}" if suite else ""
    if not cherches or _finess(texte):
        return f"{absent}. Donner le nom d'un hôpital.{si_hors}"
    ici, ailleurs = _possibles(table, _mots(table, texte), cherches)
    if not ici and (ailleurs or lieu.ailleurs):
        dits = f" ({' ; '.join(ailleurs)})" if ailleurs else ""
        return (
            f"{absent} : il est hors {table.de}{dits}. L'outil ne connaît que {sans_de(table.de)}"
            f"{f' ; {suite}' if suite else '.'}"
        )
    if not ici:
        ici = [i for i in table.etablissements if _ressemble(_formes(table, i), cherches, colle)]
        ailleurs = [
            _hors_carte(h)
            for h in table.hors_carte
            if _ressemble(_formes_hors_carte(table, h), cherches, colle)
        ]
    if ici or ailleurs:
        noms = [_nom(table, id) for id in ici] + [f"{h}, hors {table.de}" for h in ailleurs]
        code = " Donner le code entre parenthèses." if ici else ""
        return f"{absent} sous ce nom. Peut-être : {' ; '.join(noms)}.{code}{si_hors}"
    doute = any(_ressemble(_formes(table, i), cherches, colle, DOUTE) for i in table.etablissements)
    if doute or (len(texte.split()) == 1 and len(texte) <= SIGLE):
        return f"{absent} sous ce nom : l'écrire en entier, exactement.{si_hors}"
    return (
        f"{absent}.{si_hors} Pour un hôpital {table.de} que la carte ne nomme pas, donner le lieu"
        f" ({ou(sejours(table))}) et {LA_PLACE[table.place]}."
    )


def _possibles(table: Table, dits: Mots, cherches: Mots) -> tuple[list[str], list[str]]:
    """Hospitals of the map, and of elsewhere, whose whole name stands in a text.

    A name inside a longer one does not count: « Curie Saint-Cloud » is not « Curie ». When
    there is none, those of elsewhere of which the text gives whole words.
    """
    ici = {i: _dedans(_formes(table, i), dits) for i in table.etablissements}
    la_bas = {_hors_carte(h): _dedans(_formes_hors_carte(table, h), dits) for h in table.hors_carte}
    noms = [*ici.values(), *la_bas.values()]

    def entier(nom: frozenset[str]) -> bool:
        return bool(nom) and not any(nom < autre for autre in noms)

    trouves = [h for h, nom in la_bas.items() if entier(nom)]
    if any(noms):
        return [i for i, nom in ici.items() if entier(nom)], trouves
    return [], [
        _hors_carte(h)
        for h in table.hors_carte
        if any(set(cherches) <= set(forme) for forme in _formes_hors_carte(table, h))
    ]


def _dedans(formes: Iterable[Mots], dits: Mots) -> frozenset[str]:
    """The longest of the forms whose words all stand in a text."""
    return max((frozenset(f) for f in formes if set(f) <= set(dits)), key=len, default=frozenset())


def _ressemble(
    formes: Iterable[Mots], cherches: Mots, colle: str, seuil: float = RESSEMBLANCE
) -> bool:
    """Is each word typed a slip of one of the same name? Or all of them, glued together?

    `colle` is the whole text glued: a word cut in two may begin with one that is ignored.

    A slip spares the first letter: « Bercy » is not « Percy ».
    """

    def faute(un: str, autre: str) -> bool:
        return un[:1] == autre[:1] and ressemblance(un, autre) >= seuil

    return any(
        all(any(faute(cherche, mot) for mot in forme) for cherche in cherches)
        or any(faute(tout, "".join(forme)) for tout in ("".join(cherches), colle))
        for forme in formes
    )


def _nom(table: Table, id: str) -> str:
    return f"{table.etablissements[id].nom}, {court(table, table.sites[id].commune)} ({id})"


def _formes_hors_carte(table: Table, hopital: HorsCarte) -> list[Mots]:
    return _mots_de(table, hopital.nom, *hopital.alias)


def _hors_carte(hopital: HorsCarte) -> str:
    return f"{hopital.nom}, {hopital.commune}"


def sejours(table: Table) -> list[str]:
    """The places that are a hospital's."""
    return [v.id for v in table.criteres["lieu"].valeurs if table.hospitalier(v.id)]

"""What the criteria have of their own: how each kind is an axis, and comes back from one.

A criterion is declared in the rules file; its `genre` says all that the tool needs of it.
Those whose logic no declaration could hold (place, hospital, age, level, residence) have a
named function here and a reading of their own in `lire_situation`: nothing else in the
core knows a criterion by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.situation import Situation, Valeur, site
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import ACTUALITE, NON, OUI, Table

Axes = Iterator[tuple[str, str]]


def completer(table: Table, situation: Situation) -> Situation:
    """The situation with the declared default of what is not said, and what its place implies."""
    dits = dict(table.defauts)
    dits.update((c, v) for c, v in situation.dits.items() if v is not None)
    for critere, code in table.valeur("lieu", situation.lieu).implique.items():
        dits[critere] = depuis(table, critere, code)
    return Situation.de(dits)


def axes(table: Table, situation: Situation, actualite: str) -> dict[str, str]:
    """Axis → value, for every axis of the table. The situation must be complete."""
    valeurs = {ACTUALITE: actualite}
    for critere in table.criteres.values():
        valeurs.update(axes_du_critere(table, critere, situation))
    return valeurs


def axes_du_critere(table: Table, critere: Critere, situation: Situation) -> Axes:
    """Axis → value for what one criterion answers; nothing else of the situation counts.

    But for the place: a hospital and where it stands are one axis.
    """
    lire = PROPRES.get(critere.id) or GENRES[critere.genre]
    return lire(table, critere, situation)


def depuis(table: Table, critere: str, code: str) -> Valeur:
    """The answer that the value of an axis stands for; of a list, that value alone."""
    declare = table.criteres[critere]
    if declare.genre == "liste":
        return (code,)
    if declare.genre == "oui-non":
        return code == OUI
    if critere in table.classes_de:
        return table.classes_de[critere][code].de
    if critere == "residence" and code == declare.defaut:
        return None
    if critere in ("residence", table.place) and code in table.sites:
        return table.place_de(table.sites[code].commune)
    explicite = code in table.valeurs(critere) and table.valeur(critere, code).explicite
    if explicite:
        return None
    return int(code) if code.isdigit() else code


# --- axes of each kind ------------------------------------------------------------------


def _oui_non(_: Table, critere: Critere, situation: Situation) -> Axes:
    yield critere.id, OUI if situation[critere.id] else NON


def _choix(_: Table, critere: Critere, situation: Situation) -> Axes:
    dit = situation[critere.id]
    yield critere.id, str(critere.defaut if dit is None else dit)


def _liste(table: Table, critere: Critere, situation: Situation) -> Axes:
    dits = situation.codes(critere.id)
    for code in table.listes[critere.id]:
        yield f"{critere.id}:{code}", OUI if code in dits else NON


def _classes(table: Table, critere: Critere, situation: Situation) -> Axes:
    yield critere.id, table.classe(critere.id, situation[critere.id]) or str(critere.defaut)


def _lieu_sur_la_carte(table: Table, _: Critere, situation: Situation) -> Axes:
    yield "site", site(table, situation)


def _residence(table: Table, critere: Critere, situation: Situation) -> Axes:
    dit = situation.residence
    if isinstance(dit, int) or dit in table.lieux:
        yield critere.id, table.site_de(dit)
    else:
        yield critere.id, str(critere.defaut if dit is None else dit)


def _niveau(table: Table, _: Critere, situation: Situation) -> Axes:
    niveau = situation.niveau
    yield "niveau", table.sans_niveau.id if niveau is None else str(niveau)


def _sans_axe(_: Table, __: Critere, ___: Situation) -> Axes:
    return iter(())


GENRES: dict[str, Callable[[Table, Critere, Situation], Axes]] = {
    "oui-non": _oui_non,
    "choix": _choix,
    "liste": _liste,
    "classes-d-age": _classes,
}
PROPRES: dict[str, Callable[[Table, Critere, Situation], Axes]] = {
    **dict.fromkeys(PLACES, _lieu_sur_la_carte),
    "etablissement": _sans_axe,  # with the place, one axis
    "niveau": _niveau,
    "residence": _residence,
    ACTUALITE: _sans_axe,  # given by the day, not by the situation
}

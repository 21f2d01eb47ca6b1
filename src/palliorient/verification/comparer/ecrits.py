"""Two referentials side by side, field by field: whatever is not written the same.

The walk knows no field by name: a field added to the model is compared from that day on.
Elements are matched by what names them (an identifier, an arrondissement…), so that one
more element does not move all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from palliorient.noyau.modele.modele import Condition, Referentiel, Valeurs

AJOUTE, RETIRE, MODIFIE, ORDRE = "ajoute", "retire", "modifie", "ordre"

IDENTITE = ("version", "empreinte")
"""What tells two versions apart without changing what they say."""

Chemin = tuple[str, ...]
Cle = tuple[str | int, ...]
Noms = Mapping[str, str]
"""Identifier of the old version → the same thing's in the new one, when it is another."""


class Ecrit(NamedTuple):
    """One thing written otherwise; `chemin` leads to it, from the section of the files."""

    genre: str
    """`ajoute`, `retire`, `modifie`, or `ordre`: the same things in another order."""
    chemin: Chemin
    avant: Any
    apres: Any


def ecrits(avant: Referentiel, apres: Referentiel, noms: Noms) -> list[Ecrit]:
    """Everything that the two say otherwise, in the order of the model."""
    return [e for e in differences(avant, apres, noms) if e.chemin[0] not in IDENTITE]


def differences(avant: Any, apres: Any, noms: Noms, chemin: Chemin = ()) -> Iterator[Ecrit]:
    """The leaves that differ between two values of the model, or of JSON."""
    # `repr` and not `==`: 1 is not True, and mappings in another order are not the same.
    if repr(avant) == repr(apres) or _renomme(avant, apres, noms):
        return
    if is_dataclass(avant) and type(avant) is type(apres):
        for champ in fields(avant):
            un, autre = getattr(avant, champ.name), getattr(apres, champ.name)
            if isinstance(avant, Condition):
                un, autre = _sans_rang(un), _sans_rang(autre)
            yield from differences(un, autre, noms, (*chemin, champ.name))
    elif isinstance(avant, Mapping) and isinstance(apres, Mapping):
        yield from _par_cles(dict(avant), dict(apres), noms, chemin)
    elif _est_suite(avant) and _est_suite(apres):
        suites = (avant, apres)
        cles = cles_communes(*suites)
        if cles is not None:
            un, autre = (dict(zip(c, v, strict=True)) for c, v in zip(cles, suites, strict=True))
            yield from _par_cles(un, autre, noms, chemin)
        elif any(_est_compose(v) for v in (*avant, *apres)):
            yield from _par_places(avant, apres, noms, chemin)
        else:
            yield from _liste(avant, apres, noms, chemin)
    else:
        yield Ecrit(MODIFIE, chemin, avant, apres)


def pareils(avant: Any, apres: Any, noms: Noms) -> bool:
    """Do two values say the same, renamed identifiers apart?"""
    return next(differences(avant, apres, noms), None) is None


def _sans_rang(dits: Any) -> Any:
    """One field of a condition: its criteria, or cases of which any will do."""
    if isinstance(dits, Mapping):
        return _sans_ordre(dits)
    return sorted(map(_sans_ordre, dits), key=repr)


def _sans_ordre(condition: Mapping[str, Valeurs]) -> dict[str, list[str]]:
    """The criteria of a condition, and their values: an order says nothing there."""
    return {critere: sorted(valeurs) for critere, valeurs in sorted(condition.items())}


def _renomme(avant: Any, apres: Any, noms: Noms) -> bool:
    return isinstance(avant, str) and isinstance(apres, str) and noms.get(avant) == apres


def _est_suite(valeur: Any) -> bool:
    return isinstance(valeur, Sequence) and not isinstance(valeur, str)


def _est_compose(valeur: Any) -> bool:
    return is_dataclass(valeur) or isinstance(valeur, Mapping) or _est_suite(valeur)


def cles_communes(*suites: Sequence[Any]) -> list[list[Cle]] | None:
    """What names the elements: the first field, or the first two; None when nothing does."""
    if not all(is_dataclass(v) for suite in suites for v in suite):
        return None
    for nombre in (1, 2):
        cles = [[_cle(v, nombre) for v in suite] for suite in suites]
        if all(len({*c}) == len(c) and None not in c for c in cles):
            return [[c for c in suite if c is not None] for suite in cles]
    return None


def _cle(valeur: Any, nombre: int) -> Cle | None:
    mots = [getattr(valeur, champ.name) for champ in fields(valeur)[:nombre]]
    return tuple(mots) if all(isinstance(m, str | int) for m in mots) else None


def _par_cles(
    avant: dict[Any, Any], apres: dict[Any, Any], noms: Noms, chemin: Chemin
) -> Iterator[Ecrit]:
    anciens = {cle_nouvelle(c, noms, apres): v for c, v in avant.items()}
    for cle, valeur in anciens.items():
        if cle in apres:
            yield from differences(valeur, apres[cle], noms, (*chemin, _dite(cle)))
        else:
            yield Ecrit(RETIRE, (*chemin, _dite(cle)), valeur, None)
    for cle, valeur in apres.items():
        if cle not in anciens:
            yield Ecrit(AJOUTE, (*chemin, _dite(cle)), None, valeur)
    suites = [c for c in anciens if c in apres], [c for c in apres if c in anciens]
    if suites[0] != suites[1]:
        yield Ecrit(ORDRE, chemin, *([_dite(c) for c in suite] for suite in suites))


def cle_nouvelle(cle: Any, noms: Noms, apres: Mapping[Any, Any]) -> Any:
    """The key in the new version, when something bears it there."""
    if isinstance(cle, tuple):
        renommee: Any = tuple(noms.get(m, m) if isinstance(m, str) else m for m in cle)
    else:
        renommee = noms.get(cle, cle) if isinstance(cle, str) else cle
    return renommee if cle not in apres and renommee in apres else cle


def _dite(cle: Any) -> str:
    return " ".join(str(m) for m in cle) if isinstance(cle, tuple) else str(cle)


def _liste(
    avant: Sequence[Any], apres: Sequence[Any], noms: Noms, chemin: Chemin
) -> Iterator[Ecrit]:
    """Lists of words: what comes and goes, else their order."""
    un = [v if v in apres else noms.get(v, v) if isinstance(v, str) else v for v in avant]
    if un != list(apres):
        meme = sorted(map(repr, un)) == sorted(map(repr, apres))
        yield Ecrit(ORDRE if meme else MODIFIE, chemin, list(avant), list(apres))


def _par_places(
    avant: Sequence[Any], apres: Sequence[Any], noms: Noms, chemin: Chemin
) -> Iterator[Ecrit]:
    """Elements that nothing names: those in the middle, the same begin and end left aside."""
    un, autre = list(avant), list(apres)
    if sorted(map(repr, un)) == sorted(map(repr, autre)):
        places = _places(un, autre)
        yield Ecrit(
            ORDRE, chemin, [str(1 + p) for p in sorted(places)], [str(1 + p) for p in places]
        )
        return
    debut = 0
    while un and autre and pareils(un[0], autre[0], noms):
        del un[0], autre[0]
        debut += 1
    while un and autre and pareils(un[-1], autre[-1], noms):
        del un[-1], autre[-1]
    for rang in range(max(len(un), len(autre))):
        ici = (*chemin, str(1 + debut + rang))
        if len(un) == len(autre):
            yield from differences(un[rang], autre[rang], noms, ici)
            continue
        if rang < len(un):
            yield Ecrit(RETIRE, ici, un[rang], None)
        if rang < len(autre):
            yield Ecrit(AJOUTE, ici, None, autre[rang])


def _places(avant: list[Any], apres: list[Any]) -> list[int]:
    """Where each of the same values stood before."""
    libres: dict[str, list[int]] = {}
    for rang, valeur in enumerate(avant):
        libres.setdefault(repr(valeur), []).append(rang)
    return [libres[repr(valeur)].pop(0) for valeur in apres]

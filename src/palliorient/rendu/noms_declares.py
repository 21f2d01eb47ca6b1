"""What a folder declares, for the schemas that an editor completes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from palliorient.noyau.modele.modele import Critere, Grille, Referentiel
from palliorient.noyau.modele.places import NUMERO
from palliorient.noyau.niveau.grille import ENTREE
from palliorient.noyau.table.boites import AUCUN


class NomsDeclares(NamedTuple):
    """Kind of code (see `Nomme`) → the codes declared; and what each criterion may be."""

    codes: dict[str, list[str | int]]
    conditions: dict[str, list[str | int]]


def noms_declares(ref: Referentiel, groupes_de_roles: Iterable[str]) -> NomsDeclares:
    """The codes of a folder, in the order of its files."""
    conditions = _conditions(ref)
    territoires: list[str | int] = [t.id for t in ref.territoires]
    structures: list[str | int] = [s.id for s in ref.structures]
    codes: dict[str, list[str | int]] = {
        "type": [t.id for t in ref.types],
        "role": [r.id for r in ref.roles],
        "territoire": territoires,
        "zone": [*territoires, ref.departement.id, ref.region.id],
        "document": [d.id for d in ref.documents],
        "convention": [*ref.conventions],
        "ligne": [*ref.lignes],
        "structure": structures,
        "cible": [*structures, *(s.id for s in ref.services if not s.generique)],
        "service": [s.id for s in ref.services],
        "contact": [s.id for s in ref.services if s.generique],
        "alerte": [*ref.alertes],
        "appelant": [a.id for a in ref.appelants],
        "role-ou-groupe": [*(r.id for r in ref.roles), *groupes_de_roles],
        "moment-ou-groupe": [str(code) for code in conditions["moment"]],
        "moment": [v.id for c in ref.criteres if c.id == "moment" for v in c.valeurs],
        "critere": [c.id for c in ref.criteres],
        "axe": [*conditions],
        "rubrique": [*ref.rubriques],
        **_de_la_grille(ref.grille),
    }
    return NomsDeclares(codes, conditions)


def _de_la_grille(grille: Grille | None) -> dict[str, list[str | int]]:
    """What the questions of the discussion grid may name, where there is a grid."""
    if grille is None:
        return {}
    appuyes = [_en_nombre(niveau.id) for niveau in grille.niveaux[1:]]
    return {"domaine": [*grille.domaines], "niveau-ou-entree": [*appuyes, ENTREE]}


def _conditions(ref: Referentiel) -> dict[str, list[str | int]]:
    """What a condition may say: criteria with their values and groups, and what follows."""
    criteres = {c.id: c for c in ref.criteres}
    numeros = [r.arrondissement for r in ref.rattachements if r.arrondissement]
    communes = [r.commune for r in ref.rattachements]
    hopitaux = [s.id for s in ref.structures if s.etablissement]
    valeurs: dict[str, list[str | int]] = {c.id: _valeurs(c) for c in ref.criteres if c.valeurs}
    valeurs["residence"] += numeros if ref.place == NUMERO else communes
    return valeurs | {
        "colonne": _distincts(v.colonne for v in criteres["lieu"].valeurs),
        "public": _distincts(v.public for v in criteres["age"].valeurs),
        "territoire": [t.id for t in ref.territoires],
        "arrondissement": [*numeros],
        "commune": [*communes],
        "etablissement": [*hopitaux, AUCUN],
    }


def _valeurs(critere: Critere) -> list[str | int]:
    codes = [v.id for v in critere.valeurs]
    return [*map(_en_nombre, codes), *critere.groupes]


def _en_nombre(code: str) -> str | int:
    """As it is written: a number has no quotes."""
    return int(code) if code.isdigit() else code


def _distincts(valeurs: Any) -> list[str | int]:
    return list(dict.fromkeys(v for v in valeurs if v))

"""Expected against obtained without a situation: readings, questions, map, sentences, grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from palliorient.horloge import lire_quand
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table
from palliorient.scenarios import grille
from palliorient.scenarios.modele import Manque, ScenarioLu
from palliorient.scenarios.schema_libelles import Comprise, Refusee
from palliorient.scenarios.textes import AUCUN, tient

INCONNU = "inconnu de ces données"


def verifier(scenario: ScenarioLu, table: Table) -> Iterator[Manque]:
    """What the data do not hold of a scenario without a situation."""
    yield from _lectures(scenario, table)
    yield from _questions(scenario, table)
    yield from _carte(scenario, table)
    yield from grille.verifier(scenario, table.grille)
    for nom, voulu in (scenario.attendu.phrases or {}).items():
        obtenu = table.textes.get(nom, INCONNU)
        if not tient(voulu, obtenu):
            yield Manque("phrases", f"{nom} : {voulu}", obtenu, scenario.position("phrases", nom))


# --- what is typed --------------------------------------------------------------------


def _lectures(scenario: ScenarioLu, table: Table) -> Iterator[Manque]:
    for critere, dits in (scenario.attendu.lecture or {}).items():
        if critere not in table.champs:
            yield Manque("lecture", critere, INCONNU, scenario.position("lecture", critere))
            continue
        for dit, voulu in dits.items():
            obtenu, juste = _lu(table, critere, dit, voulu)
            if not juste:
                ici = scenario.position("lecture", critere, dit)
                yield Manque("lecture", f"« {dit} » : {_voulu(voulu)}", obtenu, ici)


def _lu(table: Table, critere: str, dit: str, voulu: Comprise) -> tuple[str, bool]:
    """What is understood of a typed text, in words, and whether it is what is expected."""
    lecture = lire_situation(table, {critere: dit}, lire_quand)
    refus = [r.message for r in lecture.refus if r.critere == critere]
    if refus:
        if isinstance(voulu, list):
            # A refusal names each hospital that may be meant by its code, in parentheses.
            codes = [c for c in re.findall(r"\(([a-z0-9-]+)\)", refus[0]) if c in table.sites]
            return f"refusé : {refus[0]}", set(codes) == set(voulu)
        return f"refusé : {refus[0]}", isinstance(voulu, Refusee) and voulu.refuse in refus[0]
    autres = {"quand": "moment", table.autre_place: table.place}
    lu = lecture.lus.get(autres.get(critere, critere))
    return _ecrit(lu), isinstance(voulu, str) and _ecrit(lu) == voulu


def _voulu(voulu: Comprise) -> str:
    if isinstance(voulu, Refusee):
        return f"refusé : {voulu.refuse}"
    return f"plusieurs : {', '.join(voulu)}" if isinstance(voulu, list) else voulu


def _ecrit(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, list | tuple):
        return ", ".join(map(str, valeur)) or AUCUN
    return AUCUN if valeur in (None, "") else str(valeur)


# --- what is asked ----------------------------------------------------------------------


def _questions(scenario: ScenarioLu, table: Table) -> Iterator[Manque]:
    for critere, voulue in (scenario.attendu.questions or {}).items():
        ici = ("questions", critere)
        if critere not in table.criteres:
            yield Manque("questions", critere, INCONNU, scenario.position(*ici))
            continue
        declare = table.criteres[critere]
        yield from _champs(scenario, ici, critere, voulue, declare._asdict(), ("valeurs",))
        valeurs = table.valeurs(critere)
        for valeur, reponse in (voulue.valeurs or {}).items():
            la = (*ici, "valeurs", valeur)
            if valeur in valeurs:
                yield from _champs(scenario, la, valeur, reponse, valeurs[valeur]._asdict())
            else:
                yield Manque("questions", f"{critere} : {valeur}", INCONNU, scenario.position(*la))


# --- who is on the map ------------------------------------------------------------------


def _carte(scenario: ScenarioLu, table: Table) -> Iterator[Manque]:
    services = {s.id: s._asdict() for s in table.services}
    for nom, fiche in (scenario.attendu.carte or {}).items():
        ici = ("carte", nom)
        obtenue = services.get(nom) or _hopital(table, nom) or _mot(table, nom)
        if obtenue is None:
            yield Manque("carte", nom, INCONNU, scenario.position(*ici))
        else:
            yield from _champs(scenario, ici, nom, fiche, obtenue)


def _hopital(table: Table, nom: str) -> dict[str, Any] | None:
    if nom not in table.etablissements:
        return None
    commune, arrondissement, _, territoires, _ = table.sites[nom]
    finess = [numero for numero, id_ in table.finess.items() if id_ == nom]
    return {
        "nom": table.etablissements[nom].nom,
        "arrondissement": arrondissement,
        "commune": commune,
        "territoires": territoires,
        "finess": finess[0] if finess else None,
    }


def _mot(table: Table, nom: str) -> dict[str, Any] | None:
    """A type of service, or a territory."""
    if nom in table.types:
        entier, sigle, note, _ = table.types[nom]
        return {"nom": entier, "sigle": sigle, "note": note}
    return {"nom": table.territoires[nom]} if nom in table.territoires else None


def _champs(
    scenario: ScenarioLu,
    ici: tuple[str, ...],
    nom: str,
    voulue: Any,
    obtenue: dict[str, Any],
    sauf: tuple[str, ...] = (),
) -> Iterator[Manque]:
    """Each field that is expected, in the order of the schema, against what is declared."""
    for champ in type(voulue).model_fields:
        if champ in sauf or champ not in voulue.model_fields_set:
            continue
        voulu = _ecrit(getattr(voulue, champ))
        obtenu = _ecrit(obtenue.get(champ))
        if not tient(voulu, obtenu):
            yield Manque(
                ici[0], f"{nom}, {champ} : {voulu}", obtenu, scenario.position(*ici, champ)
            )

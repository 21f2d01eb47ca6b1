"""The questions as a FHIR Questionnaire, and the answers of one situation, about nobody.

One declaration, that of the rules: what is asked, its values, and where it makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palliorient.exports.fhir.commun import BASE, Ressource, sans_vide
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import HOPITAL, Table

URL = f"{BASE}:questionnaire:orientation"


def questionnaire(table: Table) -> Ressource:
    """The questions of a folder, in the order of the rules; a draft, for trial."""
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": table.version,
        "name": "PalliorientOrientation",
        "title": f"Orientation palliative, {table.departement}",
        "status": "draft",
        "experimental": True,
        "date": table.a_jour_au,
        "description": (
            "Aucune question ne désigne une personne. L'outil informe, le clinicien décide."
        ),
        "item": [_question(table, critere) for critere in _poses(table)],
    }


def reponse(table: Table, situation: Situation) -> Ressource:
    """The answers of a situation, without subject nor author."""
    items = []
    deduits = table.valeur("lieu", situation.lieu).implique
    for critere in _poses(table):
        if critere.id in deduits:
            continue  # its question is not asked there
        dits = list(_reponses(table, critere, situation[critere.id]))
        if dits:
            items.append({"linkId": critere.id, "answer": dits})
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{URL}|{table.version}",
        "status": "completed",
        "item": items,
    }


def _poses(table: Table) -> Iterator[Critere]:
    return (critere for critere in table.criteres.values() if critere.question)


def _question(table: Table, critere: Critere) -> Ressource:
    quand = list(_quand(table, critere))
    aide = {"linkId": f"{critere.id}-aide", "text": critere.pourquoi, "type": "display"}
    options = [{"valueCoding": dit} for dit in _options(table, critere)]
    return sans_vide({
        "linkId": critere.id,
        "text": critere.question,
        "type": _type(critere),
        "enableWhen": quand,
        "enableBehavior": _comportement(critere) if len(quand) > 1 else None,
        "required": critere.toujours and not quand,
        "repeats": critere.genre == "liste",
        "answerOption": options if _type(critere) == "choice" else [],
        "item": [aide],
    })  # fmt: skip


def _type(critere: Critere) -> str:
    if critere.genre == "classes-d-age":
        return "integer"
    return "boolean" if critere.genre == "oui-non" else "choice"


def _options(table: Table, critere: Critere) -> Iterator[dict[str, str]]:
    """Codes and words, those of the data."""
    for valeur in critere.valeurs:
        yield _code(critere.id, valeur.id, valeur.nom)
    if critere.id == "etablissement":
        for id, hopital in table.etablissements.items():
            yield _code(critere.id, id, hopital.nom)
    if critere.id in (*PLACES, "residence"):
        for commune, lieu in table.lieux.items():
            yield _code(critere.id, str(table.place_de(commune)), lieu.nom)
    for id in table.nommables(critere.id):
        yield _code(critere.id, id, table.nom_de(critere.id, id))


def _code(critere: str, code: str, nom: str) -> dict[str, str]:
    return {"system": f"{BASE}:critere:{critere}", "code": code, "display": nom}


def _quand(table: Table, critere: Critere) -> Iterator[dict[str, Any]]:
    """Where a question makes sense: in a hospital, or where the place does not answer it."""
    lieux = table.criteres["lieu"].valeurs
    if critere.id in ("etablissement", "residence"):
        yield from (_si("=", v.id) for v in lieux if v.colonne == HOPITAL)
    elif critere.id != "lieu":
        yield from (_si("!=", v.id) for v in lieux if critere.id in v.implique)


def _comportement(critere: Critere) -> str:
    return "any" if critere.id in ("etablissement", "residence") else "all"


def _si(operateur: str, lieu: str) -> dict[str, Any]:
    code = {"system": f"{BASE}:critere:lieu", "code": lieu}
    return {"question": "lieu", "operator": operateur, "answerCoding": code}


def _reponses(table: Table, critere: Critere, dit: Valeur) -> Iterator[dict[str, Any]]:
    if dit is None:
        return
    if isinstance(dit, bool):
        yield {"valueBoolean": dit}
    elif critere.genre == "classes-d-age":
        yield {"valueInteger": dit}
    else:
        noms = {option["code"]: option for option in _options(table, critere)}
        for code in dit if isinstance(dit, tuple) else (str(dit),):
            yield {"valueCoding": noms[code]}

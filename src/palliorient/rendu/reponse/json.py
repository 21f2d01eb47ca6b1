"""The answer as one line of JSON, keys in the order of the contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from palliorient.noyau.langue.caracteres import REMPLACANT, interdits

if TYPE_CHECKING:
    from palliorient.noyau.carnet.apports import Apports
    from palliorient.noyau.decision.orientation import Anticipation, Contact, Gradation, Orientation
    from palliorient.noyau.situation.situation import Deduction, Situation

FORMAT = "palliorient.orientation/2"

CLES = (
    "lieu",
    "colonne",
    "commune",
    "arrondissement",
    "etablissement",
    "niveau",
    "age",
    "public",
    "precarite",
    "isolement",
    "moment",
    "maintien",
    "suivi",
    "indisponible",
    "besoins",
    "urgence",
    "residence",
)
"""The order of the keys of a situation, part of the format; what the rules add comes after."""

_ENCODEUR = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LISIBLE = json.JSONEncoder(ensure_ascii=False, indent=1)


def situation_en_dictionnaire(
    situation: Situation, deduction: Deduction, champs: Mapping[str, str]
) -> dict[str, Any]:
    """The answers, and what follows from them; `champs`: the key of those that have another."""
    dites: dict[str, Any] = {
        "colonne": deduction.colonne,
        "commune": deduction.commune,
        "arrondissement": deduction.arrondissement,
        "public": deduction.public,
        "indisponible": [],
    }
    for critere, valeur in situation.dits.items():
        dites[champs.get(critere, critere)] = list(valeur) if isinstance(valeur, tuple) else valeur
    ordonnees = {cle: dites[cle] for cle in CLES if cle in dites}
    return {**ordonnees, **dites, "deduits": [*deduction.deduits]}


def anticipation_en_dictionnaire(anticipation: Anticipation | None) -> dict[str, Any] | None:
    """What is looked ahead to, as JSON values."""
    if anticipation is None:
        return None
    week_end = anticipation.week_end
    return {
        "moment": anticipation.moment,
        "contacts": [a._asdict() for a in anticipation.contacts],
        "week_end": None if week_end is None else [a._asdict() for a in week_end],
        "preparer": [rappel.texte for rappel in anticipation.preparer],
    }


def gradation_en_dictionnaire(gradation: Gradation | None) -> dict[str, Any] | None:
    """The cell of the national table, as JSON values."""
    return gradation._asdict() if gradation else None


def _hors_contrat(apports: Apports | None) -> list[dict[str, Any]]:
    """What a team adds with its own directory."""
    return [
        {
            "id": ajoute.id,
            "nom": ajoute.nom,
            "type": ajoute.type,
            "telephone": ajoute.dite.voie.telephone,
            "telephone_source": ajoute.dite.source,
        }
        for ajoute in (apports.hors_contrat if apports else ())
    ]


PARTIES: dict[str, Callable[[Orientation], Any]] = {
    "format": lambda _: FORMAT,
    "situation": lambda o: situation_en_dictionnaire(o.situation, o.deduction, o.champs),
    "territoires": lambda o: list(o.deduction.territoires),
    "gradation": lambda o: gradation_en_dictionnaire(o.gradation),
    "contacts": lambda o: [contact_en_dictionnaire(c) for c in o.contacts],
    "a_venir": lambda o: [s._asdict() for s in o.a_venir],
    "ecartes": lambda o: [s._asdict() for s in o.ecartes],
    "alertes": lambda o: [a._asdict() for a in o.alertes],
    "anticipation": lambda o: anticipation_en_dictionnaire(o.anticipation),
    "hors_contrat": lambda o: _hors_contrat(o.apports),
    "referentiel": lambda o: {
        "departement": o.departement,
        "version": o.version,
        "a_jour_au": o.a_jour_au,
        "empreinte": o.empreinte,
    },
}
"""Each key of an answer, and its value; their order is part of the contract."""


def en_dictionnaire(orientation: Orientation) -> dict[str, Any]:
    """The answer as JSON values."""
    return {cle: dire(orientation) for cle, dire in PARTIES.items()}


def en_ligne(orientation: Orientation) -> str:
    """One line, no spaces between tokens; the same answer gives the same bytes."""
    return en_json(en_dictionnaire(orientation))


def en_json(valeur: Any) -> str:
    """Compact JSON, characters as they are (UTF-8), but for those that nobody can see."""
    return visible(_ENCODEUR.encode(valeur))


def en_json_lisible(valeur: Any) -> str:
    """The same on several lines."""
    return visible(_LISIBLE.encode(valeur))


def visible(texte: str) -> str:
    """JSON whose unseen or active characters are escaped: the same value, fit to be looked at.

    Half characters (bytes of a path that are no text) have no value: they are replaced.
    """
    for caractere in interdits(texte):
        code = ord(caractere)
        if 0xD800 <= code < 0xE000:
            echappe = REMPLACANT
        elif code < 0x10000:
            echappe = f"\\u{code:04x}"
        else:
            echappe = f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
        texte = texte.replace(caractere, echappe)
    return texte


def contact_en_dictionnaire(contact: Contact) -> dict[str, Any]:
    """One contact as JSON values."""
    return {**contact._asdict(), "motifs": [m._asdict() for m in contact.motifs]}

"""The answer as one line of JSON, keys in the order of the contract."""

from __future__ import annotations

import json
from typing import Any

from palliorient.noyau.orientation import Anticipation, Contact, Orientation

FORMAT = "palliorient.orientation/2"

_ENCODEUR = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def en_dictionnaire(orientation: Orientation) -> dict[str, Any]:
    """The answer as JSON values; the order of the keys is part of the contract."""
    situation, deduction = orientation.situation, orientation.deduction
    gradation = orientation.gradation
    return {
        "format": FORMAT,
        "situation": {
            "lieu": situation.lieu,
            "colonne": deduction.colonne,
            "commune": orientation.deduction.commune,
            "arrondissement": situation.arrondissement,
            "etablissement": situation.etablissement,
            "niveau": situation.niveau,
            "age": situation.age,
            "public": deduction.public,
            "precarite": deduction.precarite,
            "isolement": situation.isolement,
            "moment": situation.moment,
            "maintien": situation.maintien,
            "suivi": list(situation.suivi),
            "indisponible": [],
            "besoins": list(situation.besoins),
            "urgence": situation.urgence,
            "residence": situation.residence,
            "deduits": list(deduction.deduits),
        },
        "territoires": list(deduction.territoires),
        "gradation": gradation._asdict() if gradation else None,
        "contacts": [contact_en_dictionnaire(c) for c in orientation.contacts],
        "a_venir": [s._asdict() for s in orientation.a_venir],
        "ecartes": [s._asdict() for s in orientation.ecartes],
        "alertes": [a._asdict() for a in orientation.alertes],
        "anticipation": _anticipation(orientation.anticipation),
        "hors_contrat": [],
        "referentiel": {
            "departement": orientation.departement,
            "version": orientation.version,
            "a_jour_au": orientation.a_jour_au,
            "empreinte": orientation.empreinte,
        },
    }


def _anticipation(anticipation: Anticipation | None) -> dict[str, Any] | None:
    if anticipation is None:
        return None
    week_end = anticipation.week_end
    return {
        "moment": anticipation.moment,
        "contacts": [a._asdict() for a in anticipation.contacts],
        "week_end": None if week_end is None else [a._asdict() for a in week_end],
        "preparer": [rappel.texte for rappel in anticipation.preparer],
    }


def en_ligne(orientation: Orientation) -> str:
    """One line, no spaces between tokens; the same answer gives the same bytes."""
    return en_json(en_dictionnaire(orientation))


def en_json(valeur: Any) -> str:
    """Compact JSON, characters as they are (UTF-8)."""
    return _ENCODEUR.encode(valeur)


def contact_en_dictionnaire(contact: Contact) -> dict[str, Any]:
    """One contact as JSON values."""
    return {**contact._asdict(), "motifs": [m._asdict() for m in contact.motifs]}

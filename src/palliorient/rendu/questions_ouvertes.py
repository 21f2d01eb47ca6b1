"""The open questions, as text and as JSON."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.carte.inventaire import Inventaire
from palliorient.noyau.langue.phrases import accorder, date_dite, majuscule, nombre
from palliorient.rendu.mise_en_page import gras, plier, plier_commande
from palliorient.rendu.reponse.json import en_json

FORMAT = "palliorient.questions-ouvertes/1"
AUCUNE = "Aucune question ouverte dans ces données."


def en_json_des_questions(inventaire: Inventaire) -> str:
    """For programs."""
    return en_json(
        {
            "format": FORMAT,
            "situations": inventaire.situations,
            "questions": inventaire.questions,
            "referentiel": {
                "version": inventaire.version,
                "a_jour_au": inventaire.a_jour_au,
                "empreinte": inventaire.empreinte,
            },
        }
    )


def en_texte(inventaire: Inventaire) -> str:
    """One paragraph for each question, then the documents that they cite."""
    if not inventaire.questions:
        return AUCUNE
    lignes: list[str] = []
    for question in inventaire.questions:
        lignes += [*_question(question), ""]
    lignes.append(gras("DOCUMENTS CITÉS"))
    for code, nom in inventaire.documents.items():
        lignes += plier(f"{code} : {nom}", " -  ")
    compte = accorder(len(inventaire.questions), "question")
    version = f"version {inventaire.version}, offre au {date_dite(inventaire.a_jour_au)}"
    total = f"{nombre(inventaire.situations)} situations possibles"
    return "\n".join([*lignes, "", *plier(f"{compte} ; {version} ; {total}.", "")])


def _question(question: dict[str, Any]) -> list[str]:
    lignes = [gras(ligne) for ligne in plier(f"{question['question']} [{question['id']}]", "")]
    lignes += plier(f"Ce qui est écrit : {question['dit']}", "  ")
    lignes += plier(f"Retenu en attendant : {question['retenu']}", "  ")
    for rang, source in enumerate(question["sources"]):
        debut = f"{majuscule(date_dite(question['date']))} : " if rang == 0 else "et : "
        lignes += plier(f"{debut}{_source(source)}", "  ")
    if question["repond"]:
        qui, source = question["repond"]["qui"], question["repond"]["source"]
        lignes += plier(f"Peuvent répondre : {qui} ({_source(source)})", "  ")
    lignes += plier(f"En dépendent : {accorder(question['situations'], 'situation')}", "  ")
    return lignes + (plier_commande(question["exemple"]) if question["exemple"] else [])


def _source(source: dict[str, str]) -> str:
    return f"{source['document']}, {source['localisation']}"

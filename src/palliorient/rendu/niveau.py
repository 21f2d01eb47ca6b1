"""The discussion grid: what the answers propose, its questions, the definitions; text and JSON."""

from __future__ import annotations

from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.niveau.discussion import Discussion
from palliorient.noyau.niveau.grille import ENTREE, Grille, Niveau, Question
from palliorient.rendu.mise_en_page import gras, plier
from palliorient.rendu.reponse.json import en_json

FORMAT = "palliorient.niveau/1"
FORMAT_DES_QUESTIONS = "palliorient.grille/1"

AUCUN = "Aucun niveau proposé."


# --- for programs -----------------------------------------------------------------------


def en_json_du_niveau(grille: Grille, discussion: Discussion) -> str:
    """What is proposed, or null."""
    niveau = discussion.niveau
    return en_json(
        {
            "format": FORMAT,
            "niveau": None if niveau is None else _plaide(niveau.id),
            "raisons": [q.id for q in discussion.raisons],
            "sans_reponse": [q.id for q in discussion.sans_reponse],
            "avertissement": grille.avertissement,
        }
    )


def en_json_des_questions(grille: Grille) -> str:
    """The questions, in the order of the data."""
    return en_json(
        {
            "format": FORMAT_DES_QUESTIONS,
            "questions": [
                {
                    "id": q.id,
                    "question": q.question,
                    "plaide": _plaide(q.plaide),
                    "domaine": q.domaine,
                    "source": {
                        "document": q.source.document,
                        "localisation": q.source.localisation,
                    },
                }
                for q in grille.questions
            ],
        }
    )


def _plaide(plaide: str | None) -> int | str | None:
    return int(plaide) if plaide and plaide.isdigit() else plaide


# --- for people --------------------------------------------------------------------------


def en_texte(grille: Grille, discussion: Discussion, *, codes: bool = False) -> str:
    """What is proposed; `codes`: with the identifiers, for whoever answers by options."""
    return _pliees(resultat(grille, discussion, codes=codes))


def resultat(
    grille: Grille, discussion: Discussion, *, codes: bool = False, sources: bool = True
) -> list[str]:
    """The same in lines that are not folded, the first one being the answer itself.

    `sources`: with the words on which the answers that carry it rest.
    """
    niveau = discussion.niveau
    lignes = [f"À discuter : {_defini(niveau, ', ')}." if niveau else AUCUN]
    if niveau == grille.niveaux[0]:
        lignes.append(
            "Ce qui le porte : « non » à toutes les questions qui appuient un autre niveau."
        )
    elif niveau:
        lignes.append("Ce qui le porte, à « oui » :")
        for question in discussion.raisons:
            lignes.append(_puce(question, codes))
            if sources:
                lignes.append(f"    {d_ou(question)}")
    if discussion.hors_grille:
        lignes.append(f"« Non » à la question d'entrée : {grille.entree.question}")
    if discussion.effets:
        lignes.append("À savoir aussi :")
        lignes += _effets(discussion.effets)
    if discussion.restent:
        lignes.append("Sans réponse, pourraient le changer :" if niveau else "Restent à savoir :")
        lignes += [f"{_puce(q, codes)}{_appui(q)}" for q in discussion.restent]
    return [*lignes, grille.avertissement]


def questions_en_texte(grille: Grille) -> str:
    """Every question by domain: its identifier, what it supports, where it comes from."""
    lignes = ["Grille de discussion"]
    for domaine, nom in grille.domaines.items():
        lignes.append(nom)
        for question in grille.questions:
            if question.domaine == domaine:
                lignes += [f"{_puce(question, True)}{_appui(question)}", f"    {d_ou(question)}"]
                lignes += [f"    Si oui : {effet}" for effet in _effet(question)]
    return _pliees([*lignes, f"Règle. {grille.regle.dite}", grille.avertissement])


def definitions(grille: Grille) -> list[str]:
    """Each level, with the signs that the national text attaches to it."""
    lignes = []
    for niveau in grille.niveaux:
        places = dict.fromkeys(source.dite for source in niveau.sources)
        lignes.append(f"{majuscule(_defini(niveau, ' : '))}.")
        lignes.append(f"  Signes : {' ; '.join(niveau.signes)}. {' ; '.join(places)}.")
    return lignes


def d_ou(question: Question) -> str:
    """Where a question comes from."""
    return question.source.dite


def _defini(niveau: Niveau, separe: str) -> str:
    return f"{niveau.nom}{separe}{niveau.definition}" if niveau.definition else niveau.nom


def _puce(question: Question, codes: bool) -> str:
    return f"  - {question.question}" + (f" [{question.id}]" if codes else "")


def _appui(question: Question) -> str:
    """What a yes supports, after the question."""
    if question.plaide == ENTREE:
        return " (ouvre la grille)"
    return f" (niveau\xa0{question.plaide})" if question.plaide else ""


def _effets(questions: list[Question]) -> list[str]:
    """What these answers change beside the level; questions of one effect together."""
    par_effet: dict[str, list[str]] = {}
    for question in questions:
        dites = par_effet.setdefault(question.effet or "", [])
        dites.append(question.question.removesuffix(" ?"))
    return [f"  - {' ; '.join(dites)} : {effet}" for effet, dites in par_effet.items()]


def _effet(question: Question) -> list[str]:
    if question.effet is None or question.source_effet is None:
        return []
    return [f"{question.effet} ({question.source_effet.dite})"]


def _pliees(lignes: list[str]) -> str:
    """Folded to the screen; the first line stands out."""
    pliees: list[str] = []
    for rang, ligne in enumerate(lignes):
        retrait = " " * (len(ligne) - len(ligne.lstrip()))
        suite = f"{retrait}  " if ligne.startswith("  - ") else retrait
        dites = plier(ligne.lstrip(), retrait, suite)
        pliees += [gras(dite) for dite in dites] if rang == 0 else dites
    return "\n".join(pliees)

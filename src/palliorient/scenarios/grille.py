"""Expected against obtained for the discussion grid: what answers propose, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palliorient.noyau.niveau.discussion import discuter
from palliorient.noyau.niveau.grille import Grille, Question
from palliorient.scenarios.modele import Manque, ScenarioLu
from palliorient.scenarios.textes import AUCUN, tient

if TYPE_CHECKING:
    from palliorient.scenarios.schema_grille import DiscussionAttendue, GrilleAttendue

INCONNUE = "inconnue de cette grille"
SANS_GRILLE = "ces données n'ont pas de grille de discussion"


def verifier(scenario: ScenarioLu, grille: Grille | None) -> Iterator[Manque]:
    """What the grid of the data does not hold of a scenario."""
    for sujet in ("niveau", "grille"):
        attendu = getattr(scenario.attendu, sujet)
        if attendu is not None and grille is None:
            yield Manque(sujet, "une grille de discussion", SANS_GRILLE, scenario.position(sujet))
    if grille is not None and scenario.attendu.niveau:
        yield from _discussion(scenario, grille, scenario.attendu.niveau)
    if grille is not None and scenario.attendu.grille:
        yield from _grille(scenario, grille, scenario.attendu.grille)


def _discussion(
    scenario: ScenarioLu, grille: Grille, attendue: DiscussionAttendue
) -> Iterator[Manque]:
    connues = {q.id for q in grille.questions}
    for cle in ("oui", "non"):
        for rang, id in enumerate(getattr(attendue, cle)):
            if id not in connues:
                yield Manque("niveau", id, INCONNUE, scenario.position("niveau", cle, rang))
    obtenue = discuter(grille, attendue.oui, attendue.non)
    propose = obtenue.niveau.id if obtenue.niveau else AUCUN
    if propose != attendue.propose:
        ici = scenario.position("niveau", "propose")
        raisons = tuple(f"{q.id} : {q.question}" for q in obtenue.raisons or obtenue.restent)
        yield Manque("niveau", f"propose : {attendue.propose}", propose, ici, raisons)
    for cle in ("raisons", "sans_reponse", "restent", "effets"):
        voulues = getattr(attendue, cle)
        ids = [q.id for q in getattr(obtenue, cle)]
        if voulues is not None and voulues != ids:
            dites = ", ".join(voulues) or AUCUN
            ici = scenario.position("niveau", cle)
            yield Manque("niveau", f"{cle} : {dites}", ", ".join(ids) or AUCUN, ici)


def _grille(scenario: ScenarioLu, grille: Grille, attendue: GrilleAttendue) -> Iterator[Manque]:
    questions = {q.id: q for q in grille.questions}
    signes = {n.id: " | ".join(n.signes) for n in grille.niveaux}
    dits: list[tuple[tuple[str, ...], str, str]] = []
    if attendue.au_questionnaire is not None:
        posee = _oui_non(grille.active)
        dits.append((("au_questionnaire",), _oui_non(attendue.au_questionnaire), posee))
    if attendue.avertissement is not None:
        dits.append((("avertissement",), attendue.avertissement, grille.avertissement))
    if attendue.ordre is not None:
        dits.append((("ordre",), ", ".join(attendue.ordre), ", ".join(questions)))
    for niveau, voulus in (attendue.signes or {}).items():
        dits.append((("signes", niveau), " | ".join(voulus), signes.get(niveau, AUCUN)))
    for id, voulue in (attendue.questions or {}).items():
        obtenue = _dite(grille, questions[id]) if id in questions else {}
        for champ in type(voulue).model_fields:
            if champ in voulue.model_fields_set:
                obtenu = obtenue.get(champ, INCONNUE)
                dits.append((("questions", id, champ), str(getattr(voulue, champ)), obtenu))
    for chemin, voulu, obtenu in dits:
        if not tient(voulu, obtenu):
            ici = scenario.position("grille", *chemin)
            yield Manque("grille", f"{', '.join(chemin)} : {voulu}", obtenu, ici)


def _dite(grille: Grille, question: Question) -> dict[str, str]:
    """What the grid says of a question, in words."""
    return {
        "question": question.question,
        "plaide": question.plaide or AUCUN,
        "domaine": grille.domaines[question.domaine],
        "effet": question.effet or AUCUN,
    }


def _oui_non(vrai: bool) -> str:
    return "oui" if vrai else "non"

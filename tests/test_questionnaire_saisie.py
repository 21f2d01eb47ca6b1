"""Asking: keys into questionary without a terminal, lines into the plain questions."""

from __future__ import annotations

from datetime import datetime

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from palliorient.horloge import lire_quand
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import interroger
from palliorient.questionnaire.etat import Etat
from palliorient.questionnaire.fleches import DemandeurFleches
from palliorient.questionnaire.questions import Question, Reponse
from palliorient.questionnaire.simple import DemandeurSimple

MIDI = datetime(2026, 11, 24, 12, 0)
ENTREE, GAUCHE, BAS, HAUT, EFFACER, CTRL_C, CTRL_D = (
    "\r",
    "\x1b[D",
    "\x1b[B",
    "\x1b[A",
    "\x7f",
    "\x03",
    "\x04",
)
SIX = [ENTREE, f"13{ENTREE}", f"2{ENTREE}", f"67{ENTREE}", ENTREE, ENTREE]
"""Home, 13th, level 2, 67 years, no precarity, now: the keys of each question."""

HOPITAL = [f"c{ENTREE}", f"3{ENTREE}", f"50{ENTREE}", ENTREE, ENTREE, ENTREE]


def par_touches(table: Table, touches: list[str], **options: object) -> tuple[Etat, list[str]]:
    """One closed pipe of keys for each question: too few keys fail instead of waiting."""
    dialogue = Etat(table, options, lire_quand, MIDI)
    dits: list[str] = []
    suite = iter(touches)

    def demander(question: Question) -> Reponse | None:
        with create_pipe_input() as entree:
            entree.send_text(next(suite))
            entree.close()
            return DemandeurFleches(table, entree, DummyOutput())(question)

    interroger(dialogue, demander, dits.append)
    assert list(suite) == []
    return dialogue, dits


TOUCHES: list[tuple[list[str], dict[str, object]]] = [
    ([*SIX, ENTREE], {"lieu": "domicile", "niveau": 2, "age": 67, "moment": "jour"}),
    # Pointing then Enter takes the line; Space takes several.
    ([*SIX, BAS * 2 + ENTREE], {"isolement": None, "maintien": "impossible"}),
    ([*SIX, BAS + " " + BAS * 2 + " " + ENTREE], {"urgence": True, "isolement": True}),
    ([*SIX, BAS * 4 + ENTREE, BAS + ENTREE], {"suivi": ("had",)}),
    (
        [*SIX, BAS * 6 + ENTREE, f"{BAS * 2} {HAUT} {ENTREE}"],
        {"besoin": ("symptome-rebelle", "sedation")},
    ),
    # A category that cannot come: the whole of it, or one service.
    ([*SIX, BAS * 5 + ENTREE, BAS + ENTREE, ENTREE], {"indisponible": ("had",)}),
    (
        [*SIX, BAS * 5 + ENTREE, BAS + ENTREE, BAS + ENTREE],
        {"indisponible": ("had-sante-service",)},
    ),
    # The letters that tick everything in the library do nothing here.
    ([*SIX, "ai" + ENTREE], {"urgence": None, "suivi": None}),
    # Back to the place, then forward; Enter keeps the earlier answer.
    (
        [*SIX[:3], GAUCHE, GAUCHE, GAUCHE, f"3{ENTREE}", ENTREE, ENTREE, *SIX[3:], ENTREE],
        {"lieu": "ehpad", "arrondissement": 13, "niveau": 2},
    ),
    # Inside a text, the arrow moves; it goes back from the beginning only.
    ([*SIX[:3], f"7{GAUCHE}6{ENTREE}", *SIX[4:], ENTREE], {"age": 67}),
    # A hospital by a few letters; one letter too many, erased; one that the map ignores.
    ([HOPITAL[0], f"st jo{ENTREE}", *HOPITAL[1:]], {"etablissement": "saint-joseph"}),
    ([HOPITAL[0], f"bichx{EFFACER}{ENTREE}", *HOPITAL[1:]], {"etablissement": "bichat"}),
    (
        [HOPITAL[0], f"autre{ENTREE}", f"8e{ENTREE}", *HOPITAL[1:]],
        {"lieu": "mco", "etablissement": None, "arrondissement": 8},
    ),
    # The definitions, then a level.
    ([*SIX[:2], ENTREE, f"3{ENTREE}", *SIX[3:], ENTREE], {"niveau": 3}),
]


@pytest.mark.parametrize(("touches", "attendus"), TOUCHES)
def test_touches(table: Table, touches: list[str], attendus: dict[str, object]) -> None:
    dialogue, _ = par_touches(table, touches)
    assert dialogue.lecture.situation is not None
    lus = dialogue.lecture.lus
    assert {nom: lus.get(nom) for nom in attendus} == attendus


def test_ce_qui_est_dit_au_fil_des_reponses(table: Table) -> None:
    touches = [GAUCHE, ENTREE, f"99{ENTREE}", f"13{ENTREE}", ENTREE, ENTREE, BAS + ENTREE]
    _, dits = par_touches(table, touches, niveau="2", age=9)
    assert dits[:2] == ["C'est la première question.", "Lieu : domicile"]
    assert dits[2].startswith("! arrondissement : « 99 » n'est pas un arrondissement de Paris.")
    assert dits[3:] == [
        "Arrondissement : 13e",
        "Précarité : non",
        "Moment : jour",
        "À signaler : urgence palliative",
    ]


@pytest.mark.parametrize(("touche", "erreur"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_quitter(table: Table, touche: str, erreur: type[BaseException]) -> None:
    with pytest.raises(erreur):
        par_touches(table, [ENTREE, touche])


def par_lignes(table: Table, lignes: list[str], **options: object) -> tuple[Etat, str]:
    dialogue = Etat(table, options, lire_quand, MIDI)
    dits: list[str] = []
    suite = iter(lignes)
    interroger(dialogue, DemandeurSimple(dits.append, lambda: next(suite)), dits.append)
    assert list(suite) == []
    return dialogue, "\n".join(dits)


LIGNES: list[tuple[list[str], dict[str, object]]] = [
    (["1", "13", "3", "67", "1", "", ""], {"lieu": "domicile", "niveau": 3, "moment": "jour"}),
    (
        ["12", "18", "2", "44", "", "2", "2 4", "2,6"],
        {"urgence": True, "suivi": ("had", "eri-sp")},
    ),
    (["1", "r", "?", "3", "20", "2", "91", "1", "", "1"], {"lieu": "ehpad"}),
    (["13", "?", "st jo", "2", "50", "2", "3", "", "", ""], {"etablissement": "saint-joseph"}),
    (["13", "autre", "8", "4", "2", "50", "2", "3", "", "", ""], {"arrondissement": 8}),
    (["1", "13", "5", ""], {"niveau": None, "besoin": ("deuil",)}),
    (
        [
            "99",
            "",
            "domicile",
            "13",
            "2",
            "abc",
            "67",
            "non",
            "nuit",
            "9",
            "",
            "",
            "9 1",
            "3",
        ],
        {"age": 67},
    ),
]


@pytest.mark.parametrize(("lignes", "attendus"), LIGNES)
def test_lignes(table: Table, lignes: list[str], attendus: dict[str, object]) -> None:
    dialogue, _ = par_lignes(table, lignes)
    assert dialogue.lecture.situation is not None
    lus = dialogue.lecture.lus
    assert {nom: lus.get(nom) for nom in attendus} == attendus


def test_l_aide_des_questions_simples(table: Table) -> None:
    _, ecran = par_lignes(
        table, ["?", "2", ""], lieu="domicile", arrondissement="13", age="67", precarite=False,
        moment="jour",
    )  # fmt: skip
    definitions = [v.aide for v in table.criteres["niveau"].valeurs]
    assert all(definition in ecran for definition in definitions)
    assert "Numéro, Entrée : 4 (r : revenir, ? : aide)" in ecran
    assert "Niveau 2" in ecran

"""The discussion grid: what answers propose, on every branch and whatever the answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palliorient.noyau.niveau.discussion import Discussion, discuter
from palliorient.noyau.niveau.grille import Grille

LIEU = ["cadre", "§ 2", "Cadre, § 2"]
PLAIDE = {"ouvre": "entree", "tres": "3", "forte": "3", "assez": "2", "un-peu": "2", "offre": None}
GRILLE = Grille(
    {
        "active": False,
        "avertissement": "Une aide.",
        "regle": LIEU,
        "domaines": {"tout": "Tout"},
        "niveaux": [[n, f"niveau {n}", "", ["un signe"], [LIEU]] for n in "123"],
        "questions": [
            [
                *(id, f"{id} ?", "tout", plaide),
                *(LIEU, None if plaide else "autre chose", None if plaide else LIEU),
            ]
            for id, plaide in PLAIDE.items()
        ],
    }
)
FORTES, MOYENNES = ["tres", "forte"], ["assez", "un-peu"]
REPONSES = st.fixed_dictionaries({id: st.sampled_from("on?") for id in PLAIDE})


def dit(reponses: dict[str, str]) -> Discussion:
    oui, non = ({id for id, r in reponses.items() if r == lettre} for lettre in "on")
    return discuter(GRILLE, oui, non)


def niveau(discussion: Discussion) -> str | None:
    return discussion.niveau.id if discussion.niveau else None


def ids(questions: list) -> list[str]:
    return [q.id for q in questions]


CAS = [
    # yes, no; level, answers that carry it, what could still change it
    ("", "", None, "", "ouvre tres forte assez un-peu"),
    ("tres assez offre", "", None, "", "ouvre forte un-peu"),
    ("tres", "ouvre", None, "", ""),
    ("ouvre", "", None, "", "tres forte assez un-peu"),
    ("ouvre offre", "", None, "", "tres forte assez un-peu"),
    ("ouvre tres", "", "3", "tres", ""),
    ("ouvre forte tres assez", "un-peu", "3", "tres forte", ""),
    ("ouvre un-peu", "", "2", "un-peu", "tres forte"),
    ("ouvre un-peu", "tres", "2", "un-peu", "forte"),
    ("ouvre un-peu assez", "tres forte", "2", "assez un-peu", ""),
    ("ouvre", "tres forte assez", None, "", "un-peu"),
    ("ouvre", "tres forte assez un-peu", "1", "tres forte assez un-peu", ""),
    ("ouvre offre", "tres forte assez un-peu", "1", "tres forte assez un-peu", ""),
]


@pytest.mark.parametrize(("oui", "non", "propose", "raisons", "restent"), CAS)
def test_chaque_branche(oui: str, non: str, propose: str, raisons: str, restent: str) -> None:
    obtenue = discuter(GRILLE, oui.split(), non.split())
    assert niveau(obtenue) == propose
    assert ids(obtenue.raisons) == raisons.split()
    assert ids(obtenue.restent) == restent.split()
    assert ids(obtenue.sans_reponse) == [id for id in PLAIDE if id not in f"{oui} {non}".split()]
    assert ids(obtenue.effets) == [id for id in ("offre",) if id in oui.split()]
    assert obtenue.hors_grille == ("ouvre" in non)


@given(REPONSES)
def test_jamais_de_ce_qui_n_est_pas_connu(reponses: dict[str, str]) -> None:
    """What carries a proposal was said; without a yes to the way in there is none."""
    obtenue = dit(reponses)
    lettre = "n" if niveau(obtenue) == "1" else "o"
    assert all(reponses[id] == lettre for id in ids(obtenue.raisons))
    assert bool(obtenue.raisons) == (obtenue.niveau is not None)
    assert obtenue.niveau is None or reponses["ouvre"] == "o"


@given(REPONSES, st.sampled_from(list(PLAIDE)))
def test_ne_plus_savoir_n_eleve_jamais(reponses: dict[str, str], oubliee: str) -> None:
    avant, apres = niveau(dit(reponses)), niveau(dit({**reponses, oubliee: "?"}))
    assert (apres or "0") <= (avant or "0")


@given(REPONSES, st.sampled_from(FORTES))
def test_un_oui_du_plus_haut_niveau_le_propose(reponses: dict[str, str], oui: str) -> None:
    assert niveau(dit({**reponses, "ouvre": "o", oui: "o"})) == "3"


@given(REPONSES)
def test_le_plus_bas_seulement_quand_tout_est_non(reponses: dict[str, str]) -> None:
    tout_non = all(reponses[id] == "n" for id in FORTES + MOYENNES)
    assert (niveau(dit(reponses)) == "1") == (reponses["ouvre"] == "o" and tout_non)


@given(REPONSES, st.sampled_from("on?"))
def test_l_offre_ne_change_pas_le_niveau(reponses: dict[str, str], autre: str) -> None:
    avant, apres = dit(reponses), dit({**reponses, "offre": autre})
    assert (avant.niveau, avant.raisons, avant.restent) == (
        apres.niveau,
        apres.raisons,
        apres.restent,
    )


@given(REPONSES)
def test_ce_qui_reste_est_ce_qui_peut_changer(reponses: dict[str, str]) -> None:
    """A question is left to know exactly when an answer to it, with others, would change things."""
    obtenue = dit(reponses)
    inconnues = ids(obtenue.sans_reponse)
    assert [id for id in inconnues if id in ids(obtenue.restent)] == ids(obtenue.restent)
    for id in inconnues:
        if id not in ids(obtenue.restent):
            assert niveau(dit({**reponses, id: "o"})) == niveau(obtenue)
            assert niveau(dit({**reponses, id: "n"})) == niveau(obtenue)

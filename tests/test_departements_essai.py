"""The Essonne and the Finistère as `squelette` writes them: kept here, checked and used whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import JOUR, Lancer

from palliorient.lecture import TOUS
from palliorient.squelettes.dossier import fichiers
from palliorient.squelettes.faits import trouver
from palliorient.verification.validation import valider

ICI = Path(__file__).parent / "departements"
ESSAIS = {"91": "essonne", "29": "finistere"}


@pytest.mark.parametrize("numero", ESSAIS)
def test_ce_que_squelette_ecrit(numero: str) -> None:
    """The folder that is kept is the one that the command writes today."""
    ecrits = fichiers(trouver(numero))
    assert [*ecrits] == [f"{nom}.yaml" for nom in TOUS]
    for nom, texte in ecrits.items():
        refaire = f"palliorient squelette {numero}, à mettre dans tests/departements/{numero}"
        assert (ICI / numero / nom).read_text(encoding="utf-8") == texte, refaire


@pytest.mark.parametrize("numero", ESSAIS)
def test_toutes_ses_situations_ont_une_reponse(numero: str) -> None:
    """Nothing to say of the folder, on the day of the tests; the core space is gone through."""
    bilan = valider(ICI / numero, JOUR)
    assert bilan.diagnostics == []
    assert bilan.preuve is not None
    assert bilan.preuve.situations > 10**10
    assert bilan.ajouts is not None
    assert bilan.ajouts.socle == "national"


@pytest.mark.parametrize(("numero", "nom"), ESSAIS.items())
def test_ses_scenarios(lancer_livre: Lancer, numero: str, nom: str) -> None:
    fini = lancer_livre("tester", str(ICI / f"{nom}.yaml"), "--donnees", str(ICI / numero))
    assert fini.returncode == 0, fini.stdout


def test_la_case_lisp_en_mco_et_smr_vit(lancer_livre: Lancer) -> None:
    """The Essonne declares identified beds of both kinds: Paris has none in rehabilitation."""
    dossier = str(ICI / "91")
    mots = lancer_livre("acteurs", "--type", "lisp", "--donnees", dossier).stdout
    assert "(MCO et SMR)" in mots
    assert "(SMR)" in mots

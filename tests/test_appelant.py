"""`--appelant`: other numbers and other words on the screen, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import JOUR, Lancer
from dossiers import REGLES, copier, remplacer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import reponses, situation

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.contenu import Contenu, contenu
from palliorient.rendu.reponse.texte import en_texte
from palliorient.verification.validation import valider

SIX = {"lieu": "domicile", "arrondissement": 17, "niveau": 3, "age": 70, "precarite": False}
QUI = ["medecin", "proche", "regulation"]


def dit(table: Table, champs: dict[str, Any], appelant: str | None) -> Contenu:
    orientation = orienter(table, situation(table, champs), JOUR)
    qui = table.appelants[appelant] if appelant else None
    return contenu(table, orientation, None, detail=True, appelant=qui)


def numeros(contenu: Contenu) -> list[tuple[int | None, str]]:
    """Number and first service of each line, in the order of the screen."""
    return [(li.numero, li.groupe.premier.id) for s in contenu.sections for li in s.lignes]


NUIT = {**SIX, "moment": "nuit"}
URGENCE = {**SIX, "moment": "jour", "urgence": True}
CAS = [
    (NUIT, "proche", ["samu-75", "sos-medecins", "bspp"]),
    ({**NUIT, "suivi": "had"}, "proche", ["suivi-had", "samu-75", "sos-medecins", "bspp"]),
    ({**NUIT, "lieu": "ehpad"}, "proche", ["equipe-ehpad", "samu-75", "sos-medecins", "bspp"]),
    (URGENCE, "proche", ["samu-75", "medecin-traitant-et-infirmier", "sos-medecins", "bspp"]),
    ({**SIX, "moment": "jour"}, "proche", ["medecin-traitant-et-infirmier"]),
    (NUIT, "regulation", ["eri-sp-pallidom", "sos-medecins"]),
    ({**SIX, "moment": "jour"}, "medecin", ["emspt-paris-nord", "had-sante-service"]),
]


@pytest.mark.parametrize(("champs", "appelant", "premiers"), CAS)
def test_qui_est_numerote(
    table: Table, champs: dict[str, Any], appelant: str, premiers: list[str]
) -> None:
    numerotes = [id for numero, id in numeros(dit(table, champs, appelant)) if numero]
    assert numerotes[: len(premiers)] == premiers


def test_les_autres_passent_par_le_medecin(table: Table) -> None:
    lignes = [ligne for s in dit(table, NUIT, "proche").sections for ligne in s.lignes]
    par_le_medecin = {li.groupe.premier.type for li in lignes if "par le médecin" in li.details}
    assert {"eri-sp", "had", "dac", "emspt"} <= par_le_medecin
    assert par_le_medecin.isdisjoint({"urgence", "benevoles"})


def test_le_medecin_ne_s_appelle_pas_lui_meme(table: Table) -> None:
    premiere = dit(table, {**SIX, "moment": "jour"}, "medecin").sections[0].lignes[0]
    assert (premiere.numero, premiere.nom) == (
        None, "Vous ou le médecin traitant, et l'infirmier",
    )  # fmt: skip


def test_le_15_n_est_pas_dit_de_s_appeler(table: Table) -> None:
    for champs in (NUIT, URGENCE, {**NUIT, "age": 9}, {**SIX, "moment": "jour"}):
        o = orienter(table, situation(table, champs), JOUR)
        ecran = en_texte(table, o, appelant=table.appelants["regulation"])
        assert "le 15" not in ecran
        assert "SAMU" not in ecran


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_rien_d_autre_ne_change(table: Table, data: st.DataObject) -> None:
    """The same contacts, in the same sections; numbers follow one another from 1."""
    champs = data.draw(reponses(table))
    sans = dit(table, champs, None)
    for qui in QUI:
        avec = dit(table, champs, qui)
        for de_tous, a_lui in zip(sans.sections, avec.sections, strict=True):
            assert de_tous.code == a_lui.code
            assert sorted(li.groupe.premier.id for li in de_tous.lignes) == sorted(
                li.groupe.premier.id for li in a_lui.lignes
            )
        suite = [numero for numero, _ in numeros(avec) if numero]
        assert suite == list(range(1, len(suite) + 1))
        permis = table.appelants[qui].numerotes
        assert not permis or {id for numero, id in numeros(avec) if numero} <= {*permis}


@pytest.mark.parametrize(
    ("options", "dit"),
    [
        (
            ["--appelant", "medecin", "--format", "json"],
            "et --format json ne vont pas ensemble",
        ),
        (["--appelant", "medecin", "--scenario"], "et --scenario ne vont pas ensemble"),
        (["--appelant", "voisin"], "n'est pas un appelant connu"),
        (["--appelant", "regulatoin"], "Vouliez-vous dire « regulation » ?"),
    ],
)
def test_refuse(lancer: Lancer, options: list[str], dit: str) -> None:
    six = ["--lieu", "domicile", "--arrondissement", "17", "--niveau", "3", "--age", "70"]
    fini = lancer("orienter", *six, "--sans-precarite", "--moment", "jour", *options)
    assert (fini.returncode, fini.stdout) == (2, "")
    assert dit in fini.stderr


def test_l_aide_nomme_les_appelants(lancer: Lancer) -> None:
    aide = " ".join(lancer("orienter", "--help").stdout.split())
    assert "rien d'autre (medecin, proche, regulation)" in aide


def test_une_redite_que_rien_ne_dit_est_refusee(tmp_path: Any) -> None:
    dossier = copier(tmp_path)
    remplacer(dossier, REGLES, 'par: "numéro non publié"}', 'par: "sans numéro"}')
    assert valider(dossier, JOUR).diagnostics == []
    remplacer(dossier, REGLES, '{texte: "numéro non publié :', '{texte: "numéro tu :')
    assert [d.code for d in valider(dossier, JOUR).diagnostics] == ["PAL163"]

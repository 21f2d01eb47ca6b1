"""The shipped scenarios: all pass, and exercise everything that the data declare."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from conftest import JOUR
from dossiers import CARTE, SCENARIOS
from hypothesis import given, settings
from hypothesis import strategies as st

from palliorient.horloge import lire_quand
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.livres import dossier_livre, scenarios_livres
from palliorient.mutations.mutants.liste import tous_les_mutants
from palliorient.mutations.mutation import Epreuve
from palliorient.mutations.sources import Sources
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.situation.criteres import completer
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table
from palliorient.scenarios.couverture import mesurer
from palliorient.scenarios.ecriture import bloc
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import lire_scenarios
from palliorient.scenarios.modele import Resultat


@pytest.fixture(scope="module")
def sources() -> Sources:
    return Sources(dossier_livre())


@pytest.fixture(scope="module")
def resultats(sources: Sources) -> list[Resultat]:
    return list(Banc(sources.tables()).rejouer(lire_scenarios([str(scenarios_livres())])))


@pytest.mark.relecture
def test_tous_reussissent(resultats: list[Resultat]) -> None:
    assert len(resultats) >= 120
    assert [r.scenario.id for r in resultats if not r.reussi] == [], "les relire dans scenarios/"


@pytest.mark.relecture
def test_tout_est_exerce(sources: Sources, resultats: list[Resultat]) -> None:
    mesure = mesurer(sources, sources.tables()(None), resultats)
    assert [(e.famille, e.nom) for e in mesure.elements if not e.scenarios] == [], (
        "écrire un scénario qui l'exerce, dans scenarios/"
    )
    assert {e.famille for e in mesure.elements} == {
        "cellule", "regle", "role", "alerte", "service", "territoire", "valeur",
        "question",
    }  # fmt: skip


def test_les_situations_de_reference(resultats: list[Resultat]) -> None:
    cas = {r.scenario.id.split("-")[1] for r in resultats if r.scenario.id.startswith("cas-")}
    numeros = "01 02 04 06 09 10 12 16 20 23 26 27 29 31 37 41 43"
    assert cas == set(numeros.split())


def test_les_mutations_sont_toujours_les_memes() -> None:
    premiers, seconds = (tous_les_mutants(Sources(CARTE)) for _ in range(2))
    assert [m[:3] for m in premiers] == [m[:3] for m in seconds]
    assert {m.operateur for m in premiers} >= {
        "retirer-regle", "deplacer-seuil", "echanger-niveau", "retirer-service",
        "deplacer-service", "changer-statut",
    }  # fmt: skip
    for mutant in premiers:
        assert mutant.position.ligne > 1, mutant


def test_une_mutation_ne_touche_pas_l_original() -> None:
    sources = Sources(CARTE)
    mutant = next(m for m in tous_les_mutants(sources) if m.operateur == "retirer-service")
    nombre = len(sources.referentiel.services)
    assert len(mutant.appliquer(sources.referentiel).services) == nombre - 1
    assert len(sources.referentiel.services) == nombre


def test_un_changement_remarque_et_un_autre_non() -> None:
    """The first frozen scenario: at home in the 18th, level 2."""
    sources = Sources(CARTE)
    seul = [s for s in lire_scenarios([str(SCENARIOS)]) if s.id == "fige-1"]
    epreuve = Epreuve(sources.ecrits(), seul)
    remarques = {
        m.description: epreuve.sort(m)
        for m in tous_les_mutants(sources)
        if m.operateur == "retirer-service"
        and m.description.split()[0] in ("emspt-paris-nord", "usp-cognacq-jay")
    }
    assert remarques == {
        "emspt-paris-nord : retiré": "remarque",
        "usp-cognacq-jay : retiré": "survivant",
    }


SITUATIONS = (
    Situation("prison", 14, 2, 66, "jour"),
    Situation("rue", 10, 3, 4, "nuit", precarite=True, isolement=True),
    Situation("mco", 14, 3, 80, "jour", etablissement="montsouris", residence=7, suivi=("had",)),
    Situation("domicile", 7, None, 40, "soiree", besoin=("deuil",)),
    Situation("ehpad", 20, 1, 91, "week-end", maintien="impossible", urgence=True),
    Situation("smr", 15, 2, 19, "jour", residence="hors-paris", besoin=("aidants", "soutien")),
)


def _lire_bloc(table: Table, orientation: Orientation, dossier: Path) -> Resultat:
    fichier = dossier / "bloc.yaml"
    fichier.write_text(f"scenarios:\n{bloc(table, orientation)}", encoding="utf-8")
    (scenario,) = lire_scenarios([str(fichier)])
    return Banc(lambda _: table).jouer(scenario)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.lieu)
def test_le_bloc_ecrit_se_relit_et_reussit(
    table: Table, tmp_path: Path, situation: Situation
) -> None:
    lue = lire_situation(table, completer(table, situation).dits, lire_quand).situation
    assert lue is not None
    orientation = orienter(table, lue, JOUR)
    resultat = _lire_bloc(table, orientation, tmp_path)
    assert resultat.ecarts == ()
    assert resultat.orientation is not None
    assert resultat.orientation.situation == lue


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_n_importe_quels_octets(tmp_path_factory: pytest.TempPathFactory, octets: bytes) -> None:
    _donnees_ou_refus(tmp_path_factory.getbasetemp() / "hasard.yaml", octets)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_un_fichier_abime(
    tmp_path_factory: pytest.TempPathFactory, rang: int, octet: int, coupe: bool
) -> None:
    octets = bytearray(SCENARIOS.read_bytes()[:2000])
    rang %= len(octets)
    octets[rang] = octet
    _donnees_ou_refus(
        tmp_path_factory.getbasetemp() / "abime.yaml", bytes(octets[:rang] if coupe else octets)
    )


def _donnees_ou_refus(fichier: Path, octets: bytes) -> None:
    """Scenarios, or a French refusal: never anything else."""
    fichier.write_bytes(octets)
    with suppress(ErreurPalliorient):
        assert lire_scenarios([str(fichier)])


def test_premiere_ligne_pour_les_editeurs() -> None:
    for fichier in scenarios_livres().glob("*.yaml"):
        premiere = fichier.read_text(encoding="utf-8").splitlines()[0]
        assert premiere == "# yaml-language-server: $schema=../schemas/scenarios.schema.json"
        assert lire_texte(fichier.read_bytes(), fichier.name).diagnostics == []

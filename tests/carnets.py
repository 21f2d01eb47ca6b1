"""Directories for the tests: texts for the map of the tests, and random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from palliorient.carnets.conventions import conventions
from palliorient.carnets.lecture import CarnetLu, interpreter
from palliorient.noyau.carnet.carnet import Carnet, Carnets, Heures, HorsContrat, Ligne, Voie
from palliorient.noyau.carnet.fusion import fusionner
from palliorient.noyau.table.table import Table

ENTETE = 'format: "palliorient.carnet/1"\ncarte: "75"\nnom: "Carnet d\'essai"\n'
"""Three lines: what follows begins on line 4."""


def lu(table: Table, suite: str, jour: Any = None) -> CarnetLu:
    """The directory whose text follows the three first lines."""
    return interpreter(table, (ENTETE + suite).encode(), "c.yaml", jour)


def carnets(table: Table, *suites: str) -> Carnets:
    """Sound directories, merged."""
    lus = [lu(table, suite) for suite in suites]
    assert [d for un in lus for d in un.diagnostics] == []
    return fusionner([un.carnet for un in lus if un.carnet], conventions())


NUMEROS = st.sampled_from(["01 99 00 00 01", "06 39 98 00 02", "3977", None])
PLAGES = st.sampled_from([(540, 1020), (480, 1080), (1260, 480), (1080, 1260), (0, 600)])


@st.composite
def voies(tirer: Any, table: Table) -> Voie:
    moments = [v.id for v in table.criteres["moment"].valeurs]
    dites = tirer(
        st.dictionaries(
            st.sampled_from(moments), st.one_of(st.none(), st.lists(PLAGES, max_size=2).map(tuple))
        )
    )
    feries = st.one_of(st.sampled_from([None, True, False]), PLAGES.map(lambda p: (p,)))
    return Voie(
        carnet="essai",
        telephone=tirer(NUMEROS),
        intermediaire=tirer(st.sampled_from(["15", "01 99 00 00 03"])),
        heures=Heures(tuple(dites.items()), tirer(feries)),
        qui_peut_appeler=tuple(tirer(st.lists(st.sampled_from([*conventions().appelants])))),
        verifie_le=tirer(
            st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2026-11-01", "2027-01-01"]))
        ),
        verifie_par=tirer(st.sampled_from([None, *conventions().fonctions])),
    )


@st.composite
def au_hasard(tirer: Any, table: Table) -> Carnets:
    """Any directories at all: lines for emergency numbers and generic contacts too."""
    services = st.sampled_from([s.id for s in table.services])

    def un(_: int) -> Carnet:
        lignes = tirer(st.lists(st.builds(Ligne, services, voies(table)), max_size=12))
        ajouts = st.builds(
            HorsContrat, st.sampled_from(["x", "y"]), st.just("X"), st.just("repit"), voies(table)
        )
        return Carnet("essai", tuple(lignes), tuple(tirer(st.lists(ajouts, max_size=2))))

    return fusionner([un(n) for n in range(tirer(st.integers(1, 3)))], conventions())

"""The masks of an axis: whatever way they are written, the rows that each value allows."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from palliorient.noyau.table.lignes import SERREES, rangs_de
from palliorient.noyau.table.masques import Masques, ecrire

VALEURS = [f"v{n}" for n in range(9)]
LIGNES = st.lists(
    st.one_of(st.none(), st.frozensets(st.sampled_from(VALEURS), max_size=9)), max_size=150
)


@given(LIGNES)
def test_ce_qui_est_ecrit_se_relit(permises):
    masques = Masques(json.loads(json.dumps(ecrire(VALEURS, permises))))
    assert list(masques) == VALEURS
    for valeur in VALEURS:
        ici = [rang for rang, dites in enumerate(permises) if dites is None or valeur in dites]
        assert rangs_de(masques[valeur]) == ici
    bits = {valeur: 1 << rang for rang, valeur in enumerate(VALEURS)}
    par_ligne = list(masques.par_ligne(bits, len(permises)))
    attendu = [sum(bits[v] for v in VALEURS if dites is None or v in dites) for dites in permises]
    assert par_ligne == attendu


def test_les_places_d_une_carte_s_ecrivent_par_leurs_differences():
    """Three hundred places, two kinds of them, each with its own rows: two are written whole."""
    places = [f"p{n}" for n in range(300)]
    une_sur_deux = frozenset(places[::2])
    permises = [une_sur_deux] * 100 + [frozenset([p]) for p in places] + [None] * 800
    modeles, ecarts = ecrire(places, permises)
    assert len(modeles) == 2
    assert max(map(len, ecarts.values())) == 3  # like which, the rows of that one, its own


@given(st.sets(st.integers(0, 3000), max_size=2 * SERREES))
def test_rangs_d_un_ensemble(rangs):
    assert rangs_de(sum(1 << rang for rang in rangs)) == sorted(rangs)

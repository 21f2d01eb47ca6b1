"""Arrondissements as people write them: what is placed, what is asked, what is elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palliorient.horloge import lire_quand
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.lieux import arrondissement, endroit, romain
from palliorient.noyau.table.table import Table

DOUZE = (
    """
12|12e|12ème|12eme|12ième|12 e|12°|12º|12ᵉ|XII|xii|XIIe|xiième|le 12e|dans le 12e|12e arr.
12e arrdt|12e arrondissement|Paris XII|paris xiie|Paris 12|PARIS 12e|paris12|Paris-12e|Paris (12e)
Paris 12e Arrondissement|12e arrondissement de Paris|75012|75 012|75 012|75012 Paris
75012, PARIS|75012 Paris 12|Paris 75012|(75) 12e|75112|75 112|75571|75571 Cedex 12
75571 PARIS CEDEX 12|75634 Cedex 12|Paris Cedex 12|Cedex 12|INSEE 75112|75112 (INSEE)
Code INSEE : 75112|code postal 75012|CP 75012|commune 75112
""".strip()
    .replace("\n", "|")
    .split("|")
)

AUTRES = [
    *[("1er", 1), ("1ère", 1), ("Ier", 1), ("I", 1), ("2nd", 2), ("75634 Cedex 13", 13), ("01", 1)],
    *[("75116", 16), ("75016", 16), ("75248 Paris Cedex 05", 5), ("75908", 15), ("XIX", 19)],
]

A_DEMANDER = ["75056", "75000", "75", "Paris", "Paris (75)", "75634", "75021", "75999", "75 999",
              "Paris Cedex", "CEDEX", "75121", "75634 Paris"]  # fmt: skip

AILLEURS = ["92100", "93 100", "69003", "2A004", "97110", "92100 Boulogne-Billancourt", "01000"]

REFUSES = [
    *("-12", "12-", "75012-", "=-12", "--2", "_12", "12_", "+12", "12.0", "12,5", "1_2", "0", "21"),
    *("XXI", "IIII", "IIX", "075012", "7501", "750120", "75012 75013", "75012 Paris 13e", "٣"),
    *("75571 Cedex 13", "12 13", "12 ou 13", "75012 Montreuil", "92100 Paris", "Lyon Cedex 03"),
    *("Montreuil", "maison", "?", "000012", "paris -12", "douzaine", "12 rue de Paris"),
]


@pytest.mark.parametrize(("texte", "numero"), [*((t, 12) for t in DOUZE), *AUTRES])
def test_ce_qui_est_place(table: Table, texte: str, numero: int) -> None:
    assert arrondissement(table, texte) == numero


def test_ce_que_l_aide_donne_en_exemple_se_lit(table: Table) -> None:
    """An advice never leads to a refusal: every form that the help names is read."""
    formes = table.criteres["arrondissement"].aide.removeprefix("1 à 20, ").split(", ")
    assert {arrondissement(table, forme) for forme in formes} == {12}


@pytest.mark.parametrize("texte", A_DEMANDER)
def test_a_paris_sans_dire_ou(table: Table, texte: str) -> None:
    dit = str(arrondissement(table, texte))
    assert "quel arrondissement ?" in dit
    assert "hors de" not in dit


@pytest.mark.parametrize("texte", AILLEURS)
def test_hors_de_paris(table: Table, texte: str) -> None:
    dit = str(arrondissement(table, texte))
    assert f"« {texte} » est hors de Paris" in dit
    assert table.textes["annuaire"] in dit


@pytest.mark.parametrize("texte", REFUSES)
def test_ce_qui_n_est_pas_compris(table: Table, texte: str) -> None:
    dit = arrondissement(table, texte)
    assert isinstance(dit, str)
    assert "est hors de Paris" not in dit


@given(st.integers(0, 999))
def test_aucun_code_de_paris_n_est_dit_ailleurs(table: Table, fin: int) -> None:
    """Any 75xxx is placed in its arrondissement, or the arrondissement is asked."""
    code = f"75{fin:03}"
    lu = arrondissement(table, code)
    if code in table.codes:
        assert lu == table.codes[code]
    else:
        assert "quel arrondissement ?" in str(lu)


@given(st.sampled_from(["-{}", "{}-", "_{}", "+{}", "{}.", "={}", "{}x", "x{}", "-{}-"]), st.data())
def test_un_signe_n_est_jamais_oublie(table: Table, habit: str, tirer: st.DataObject) -> None:
    dit = tirer.draw(st.sampled_from([*map(str, table.communes), *table.codes]))
    assert isinstance(arrondissement(table, habit.format(dit)), str)


def test_les_chiffres_romains(table: Table) -> None:
    romains = [romain(n) for n in range(1, 21)]
    assert romains[3:9] == ["iv", "v", "vi", "vii", "viii", "ix"]
    assert [arrondissement(table, r.upper()) for r in romains] == list(range(1, 21))


def test_dans_un_nom_une_lettre_n_est_pas_un_nombre(table: Table) -> None:
    assert endroit(table, "v", nom=True).reste == "v"
    assert endroit(table, "Tenon, Paris XX", nom=True).numeros == {20}


@pytest.mark.parametrize("texte", ["14e", "XIV", "Paris 14", "75114", "75674"])
def test_partout_ou_il_se_donne(table: Table, texte: str) -> None:
    champs = {"lieu": "mco", "arrondissement": texte, "residence": texte}
    lus = lire_situation(table, champs, lire_quand).lus
    assert (lus["arrondissement"], lus["residence"]) == (14, 14)


@pytest.mark.parametrize(
    ("texte", "dits"),
    [
        ("93100", ["est hors de Paris", "hors-paris"]),
        ("75056", ["quel arrondissement ?", "paris, hors-paris"]),
        ("lyon", ["n'est pas une valeur connue", "paris, hors-paris, 1 à 20"]),
        ("-14", ["« -14 »"]),
    ],
)
def test_residence_refusee(table: Table, texte: str, dits: list[str]) -> None:
    (refus,) = lire_situation(table, {"lieu": "mco", "residence": texte}, lire_quand).refus
    assert all(dit in refus.message for dit in dits), refus.message

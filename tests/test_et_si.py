"""« Et si »: the same situation changed, beside the first; what contradicts, what gives way."""

from __future__ import annotations

import json
import shlex
from datetime import date
from typing import Any

import pytest
from conftest import JOUR, Lancer
from dossiers import CARTE
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import reponses

from palliorient.donnees import charger
from palliorient.horloge import lire_quand
from palliorient.noyau.decision.et_si import Jours, Variante, proposees, varier
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import Refus
from palliorient.noyau.situation.changement import Changement, depuis_un_texte
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.rendu.mise_en_page import LARGEUR
from palliorient.rendu.reponse.et_si import Demandee, en_json_et_si, en_lignes
from palliorient.rendu.reponse.json import en_ligne

TABLE = charger(CARTE, JOUR)

DOMICILE = {
    "lieu": "domicile",
    "arrondissement": "13",
    "niveau": "2",
    "age": "67",
    "precarite": "non",
    "moment": "jour",
}
RUE = {k: v for k, v in DOMICILE.items() if k != "precarite"} | {"lieu": "rue"}
TENON = {k: v for k, v in DOMICILE.items() if k not in ("lieu", "arrondissement")} | {
    "etablissement": "tenon"
}


def base_de(champs: dict[str, Any]) -> Orientation:
    lecture = lire_situation(TABLE, champs, lire_quand)
    assert lecture.situation is not None, lecture.refus
    return orienter(TABLE, lecture.situation, lecture.jour or JOUR)


def tenter(champs: dict[str, Any], texte: str) -> Variante | list[Refus]:
    changement = depuis_un_texte(TABLE, texte)
    if isinstance(changement, Refus):
        return [changement]
    jours = Jours(None, JOUR, lambda _: TABLE)
    return varier(TABLE, champs, base_de(champs), changement, lire_quand, jours)


def changee(champs: dict[str, Any], texte: str) -> Variante:
    variante = tenter(champs, texte)
    assert isinstance(variante, Variante), variante
    return variante


# --- what is typed ------------------------------------------------------------------------

LUS: list[tuple[str, dict[str, str]]] = [
    ("moment=nuit", {"moment": "nuit"}),
    (" moment = samedi + maintien=impossible ", {"moment": "samedi", "maintien": "impossible"}),
    ("âge=8 mois", {"age": "8 mois"}),
    ("hôpital=tenon", {"etablissement": "tenon"}),
    ("quand=2026-11-24T22:00+01:00", {"quand": "2026-11-24T22:00+01:00"}),
    (
        "quand=2026-11-24T22:00+01:00+niveau=3",
        {"quand": "2026-11-24T22:00+01:00", "niveau": "3"},
    ),
    ("besoin=deuil+besoin=aidants", {"besoin": "deuil|aidants"}),
    ("suivi=non", {"suivi": ""}),
]


@pytest.mark.parametrize(("texte", "bruts"), LUS)
def test_ce_qui_se_tape(texte: str, bruts: dict[str, str]) -> None:
    assert depuis_un_texte(TABLE, texte) == Changement(bruts)


REFUSES: list[tuple[dict[str, str], str, list[str]]] = [
    (DOMICILE, "nuit", ["« nuit »", "CRITERE=VALEUR"]),
    (DOMICILE, "+", ["CRITERE=VALEUR"]),
    (DOMICILE, "moment=", ["« moment= »"]),
    (DOMICILE, "momen=nuit", ["« momen »", "Vouliez-vous dire « moment »"]),
    (DOMICILE, "moment=nui", ["« nui »", "Vouliez-vous dire « nuit »"]),
    (DOMICILE, "date=2027-05-01", ["critère inconnu"]),
    (DOMICILE, "moment=nuit+moment=jour", ["moment=nuit et moment=jour"]),
    (DOMICILE, "moment=nuit+quand=2026-11-24T22:00", ["« nuit »", "« 2026-11-24T22:00 »"]),
    (DOMICILE, "residence=12", ["« domicile »", "« 12 »"]),
    (TENON, "arrondissement=3", ["Tenon", "« 3 »"]),
    (TENON, "maintien=impossible", ["« mco »", "« impossible »"]),
    (TENON, "lieu=ehpad", ["il manque alors : arrondissement", "+arrondissement=VALEUR"]),
    (RUE, "precarite=non", ["« rue »", "« non »"]),
]


@pytest.mark.parametrize(("champs", "texte", "mots"), REFUSES)
def test_ce_qui_contredit_est_refuse(champs: dict[str, str], texte: str, mots: list[str]) -> None:
    refus = tenter(champs, texte)
    assert isinstance(refus, list)
    assert all(mot in refus[0].message for mot in mots), refus


# --- what gives way -------------------------------------------------------------------------

LAISSES: list[tuple[dict[str, str], str, dict[str, str]]] = [
    (DOMICILE, "moment=nuit", {}),
    (DOMICILE | {"maintien": "impossible"}, "lieu=mco", {"maintien": "impossible"}),
    (DOMICILE, "etablissement=tenon", {"lieu": "domicile", "arrondissement": "13"}),
    (
        TENON | {"residence": "12"},
        "lieu=ehpad+arrondissement=4",
        {"etablissement": "tenon", "residence": "12"},
    ),
    (TENON, "lieu=smr", {}),
    (DOMICILE, "lieu=rue", {"precarite": "non"}),
    (RUE, "lieu=mco", {}),
]


@pytest.mark.parametrize(("champs", "texte", "laisses"), LAISSES)
def test_ce_qui_cede_est_nomme(champs: dict[str, str], texte: str, laisses: dict[str, str]) -> None:
    assert changee(champs, texte).laisses == laisses


def test_ce_que_le_lieu_impliquait_reste_vrai() -> None:
    assert changee(RUE, "lieu=domicile").orientation.situation["precarite"] is True


def test_le_jour_est_celui_de_la_premiere_situation_sauf_heure_dite() -> None:
    vendredi = DOMICILE | {"quand": "2026-06-05T10:00"}
    del vendredi["moment"]
    jours = Jours(None, date(2026, 6, 5), lambda _: TABLE)
    base = base_de(vendredi)
    meme = varier(TABLE, vendredi, base, Changement({"niveau": "3"}), lire_quand, jours)
    autre = varier(
        TABLE, vendredi, base, Changement({"quand": "2026-06-03T10:00"}), lire_quand, jours
    )
    assert isinstance(meme, Variante)
    assert isinstance(autre, Variante)
    assert meme.orientation.anticipation is not None
    assert autre.orientation.anticipation is not None
    assert meme.orientation.anticipation.week_end is not None  # a Friday
    assert autre.orientation.anticipation.week_end is None  # a Wednesday


# --- what holds everywhere ------------------------------------------------------------------


@st.composite
def changements(tirer: Any) -> dict[str, str]:
    autres = tirer(reponses(TABLE))
    noms = tirer(st.lists(st.sampled_from(sorted(autres)), min_size=1, max_size=3, unique=True))
    lus = {n: lire_situation(TABLE, {n: autres[n]}, lire_quand).bruts.get(n, "") for n in noms}
    return {n: v for n, v in lus.items() if v} or {"moment": "nuit"}


@settings(max_examples=150, deadline=None)
@given(reponses(TABLE), changements())
def test_une_variante_est_la_reponse_de_la_situation_changee(
    champs: dict[str, Any], change: dict[str, str]
) -> None:
    une = base_de(champs)
    jours = Jours(JOUR, JOUR, lambda _: TABLE)
    variante = varier(TABLE, champs, une, Changement(change), lire_quand, jours)
    if isinstance(variante, list):
        assert variante
        assert all(refus.message for refus in variante)
        return
    relue = lire_situation(TABLE, variante.bruts, lire_quand)
    assert relue.situation is not None
    assert en_ligne(variante.orientation) == en_ligne(orienter(TABLE, relue.situation, JOUR))
    avant, apres = ({c.id for c in o.contacts} for o in (une, variante.orientation))
    assert set(variante.arrivent) == apres - avant
    assert set(variante.partent) == avant - apres
    for critere, dit in variante.change.items():  # what was asked for is what was answered
        assert relue.lus.get(critere, ()) == dit
    lignes = en_lignes(TABLE, une, Demandee(variante, "essai", None, "palliorient orienter"))
    assert max(map(len, lignes)) <= LARGEUR


def test_le_json_garde_les_octets_de_chaque_reponse() -> None:
    une = base_de(DOMICILE)
    variantes = [changee(DOMICILE, t) for t in ("moment=nuit", "suivi=had+precarite=oui")]
    texte = en_json_et_si(une, variantes)
    assert texte.startswith(f'{{"format":"palliorient.et-si/1","orientation":{en_ligne(une)},')
    assert all(f'"orientation":{en_ligne(v.orientation)},"arrivent":[' in texte for v in variantes)
    lu = json.loads(texte)
    assert [v["change"] for v in lu["variantes"]] == [
        {"moment": "nuit"},
        {"suivi": ["had"], "precarite": True},
    ]
    assert [list(v) for v in lu["variantes"]] == [
        ["change", "orientation", "arrivent", "partent"]
    ] * 2
    assert "samu-75" in lu["variantes"][0]["arrivent"]


# --- on a screen ------------------------------------------------------------------------------


def test_cote_a_cote() -> None:
    variante = changee(DOMICILE | {"maintien": "impossible"}, "lieu=mco")
    une = base_de(DOMICILE | {"maintien": "impossible"})
    texte = "\n".join(en_lignes(TABLE, une, Demandee(variante, "hôpital", None, "cmd --lieu mco")))
    assert texte.startswith("ET SI : HÔPITAL\nHôpital : court séjour (MCO) · Paris 13e")
    assert "maintien sur place (impossible)" in texte
    assert "1. Le médecin traitant et              | 1. Le service où la personne" in texte
    assert "Partent : Le médecin traitant et l'infirmier" in texte
    assert texte.endswith("    cmd --lieu mco")


def test_rien_ne_change() -> None:
    variante = changee(DOMICILE, "moment=jour")
    lignes = en_lignes(TABLE, base_de(DOMICILE), Demandee(variante, "x", None, "cmd"))
    assert TABLE.textes["et-si-memes"] in lignes


def test_une_condition_reste_avec_ceux_que_l_on_appelle() -> None:
    variante = changee(DOMICILE, "moment=nuit")
    lignes = en_lignes(TABLE, base_de(DOMICILE), Demandee(variante, "x", None, "cmd"))
    droite = " ".join(ligne.partition("|")[2].strip() for ligne in lignes)
    assert "par le 15, par un professionnel" in " ".join(droite.split())


# --- what the data offer ----------------------------------------------------------------------

OFFERTS: list[tuple[dict[str, str], list[str]]] = [
    (DOMICILE, ["nuit", "samedi", "niveau-3", "plus-a-domicile", "hopital"]),
    (DOMICILE | {"moment": "nuit", "niveau": "3"}, ["samedi", "plus-a-domicile", "hopital"]),
    (DOMICILE | {"maintien": "impossible"}, ["nuit", "samedi", "niveau-3", "hopital"]),
    (DOMICILE | {"niveau": "1"}, ["nuit", "samedi", "niveau-2", "plus-a-domicile", "hopital"]),
    (TENON, ["nuit", "samedi", "niveau-3"]),
    ({"lieu": "domicile", "arrondissement": "4", "besoin": "deuil"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("champs", "attendus"), OFFERTS)
def test_ce_qui_est_propose(champs: dict[str, str], attendus: list[str]) -> None:
    situation = base_de(champs).situation
    assert [e.id for e in proposees(TABLE, situation, JOUR)] == attendus


@settings(max_examples=100, deadline=None)
@given(reponses(TABLE))
def test_ce_qui_est_propose_se_peut_toujours(champs: dict[str, Any]) -> None:
    une = base_de(champs)
    jours = Jours(JOUR, JOUR, lambda _: TABLE)
    for et_si in proposees(TABLE, une.situation, JOUR):
        variante = varier(TABLE, champs, une, Changement(dict(et_si.change)), lire_quand, jours)
        assert isinstance(variante, Variante), (champs, et_si.id, variante)
        assert variante.orientation.situation != une.situation


# --- the command ------------------------------------------------------------------------------

ORIENTER = (
    "orienter --lieu domicile --arrondissement 17 --niveau 2 --age 82 --sans-precarite"
    " --moment jour --date 2026-06-01"
)


def test_la_commande_en_json_dit_ce_qui_est_laisse(lancer: Lancer) -> None:
    mots = [*shlex.split(ORIENTER), "--maintien", "impossible", "--format", "json"]
    fini = lancer(*mots, "--et-si", "lieu=hôpital", "--et-si", "moment=samedi")
    assert fini.returncode == 0, fini.stderr
    seul = lancer(*shlex.split(ORIENTER.replace("domicile", "mco")), "--format", "json")
    lu = json.loads(fini.stdout)
    assert [v["change"] for v in lu["variantes"]] == [{"lieu": "mco"}, {"moment": "week-end"}]
    assert f'"orientation":{seul.stdout.strip()}' in fini.stdout
    assert "maintien sur place impossible" in fini.stderr
    assert fini.stdout.count("\n") == 1


def test_la_commande_en_texte(lancer: Lancer) -> None:
    fini = lancer(*shlex.split(ORIENTER), "--et-si", "moment=nuit+maintien=impossible")
    assert fini.returncode == 0
    assert fini.stderr == ""
    reponse = lancer(*shlex.split(ORIENTER)).stdout
    assert fini.stdout.startswith(reponse)
    assert "ET SI : MOMENT NUIT + MAINTIEN SUR PLACE IMPOSSIBLE" in fini.stdout
    assert max(map(len, fini.stdout.splitlines())) <= LARGEUR
    commande = fini.stdout.partition("La réponse entière :\n")[2].replace("\\\n", " ")
    alors = lancer(*shlex.split(commande)[1:], "--date", "2026-06-01")
    assert alors.returncode == 0
    assert "nuit" in alors.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("options", "statut", "mots"),
    [
        ("--et-si moment=nui", 2, ["--et-si « moment=nui »", "Vouliez-vous dire « nuit »"]),
        ("--et-si residence=12", 2, ["« domicile »", "« 12 »"]),
        ("--et-si moment=nuit --scenario", 2, ["--et-si", "--scenario"]),
        ("--et-si moment=nuit --court", 2, ["--et-si", "--court"]),
        ("--et-si ''", 2, ["--et-si", "valeur vide"]),
    ],
)
def test_la_commande_refuse(lancer: Lancer, options: str, statut: int, mots: list[str]) -> None:
    fini = lancer(*shlex.split(f"{ORIENTER} {options}"))
    assert fini.returncode == statut
    assert fini.stdout == ""
    assert all(mot in fini.stderr for mot in mots)
    assert "Traceback" not in fini.stderr


def test_un_mauvais_changement_passe_avant_ce_qui_manque(lancer: Lancer) -> None:
    assert lancer("orienter", "--lieu", "domicile", "--et-si", "momen=3").returncode == 2
    assert lancer("orienter", "--lieu", "domicile", "--et-si", "moment=nuit").returncode == 4

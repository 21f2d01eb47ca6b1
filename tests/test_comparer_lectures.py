"""`comparer`: what is typed and read otherwise is said, whether or not `valider` accepts it."""

from __future__ import annotations

import json

import pytest
from comparees import ce_que_dit_valider, changer, codes_echanges, comparer_avec
from conftest import Lancer
from dossiers import ACTEURS, CARTE, REGLES, TERRITOIRES

from palliorient.lecture.charger import lire_octets
from palliorient.rendu import comparaison as rendu


@pytest.fixture(scope="module")
def octets():
    return lire_octets(CARTE)


@pytest.fixture(scope="module")
def comparer(referentiel, octets):
    return lambda *changements: comparer_avec(referentiel, octets, *changements)


# --- codes, names, words, ages, hours --------------------------------------------------------

ACCEPTEES = [
    # Two codes exchanged, and declared as exceptions.
    *codes_echanges("75001", "75009"),
    (TERRITOIRES, "exceptions: {", 'exceptions: {"75001": 9, "75009": 1, '),
    (TERRITOIRES, '"75248"', '"75249"'),
    (ACTEURS, '"750100083"', '"750199903"'),
    (ACTEURS, '"imm", ', ""),
    (ACTEURS, r'alias: \["IGR", "Roussy"\], commune: "Villejuif', 'commune: "Villejuif'),
    (REGLES, '"SDF", "dehors"', '"SDF"'),
    (REGLES, '"clinique", ', ""),
    (REGLES, '"soins de suite", ', '"soins de suite", "clinique", '),
    (REGLES, "de: 18, a: 25", "de: 18, a: 26"),
    (REGLES, "de: 26, a: 74", "de: 27, a: 74"),
    # Hours, and the texts that say them.
    (REGLES, '"08:00"', '"08:30"'),
    (REGLES, '"07:59"', '"08:29"'),
    (REGLES, "8 h( à |-)17 h 59", r"8 h 30\g<1>17 h 59"),
    (REGLES, "21 h( à |-)7 h 59", r"21 h\g<1>8 h 29"),
]
REFUSEES = [
    *codes_echanges("75017", "75018"),
    (TERRITOIRES, '"75110"', '"75130"'),
    (ACTEURS, '"750100091"', '"750199991"'),
]
SENS = [
    "arrondissement « 75001 » : 1er, Paris Centre → 9e, Paris Nord-Est",
    "arrondissement « 75009 » : 9e, Paris Nord-Est → 1er, Paris Centre",
    "arrondissement « 75248 » : 5e, Paris Centre → refusé (ne dit pas où",
    "arrondissement « 75249 » : refusé (ne dit pas où",
    "etablissement « 750100083 » : Hôpital Rothschild AP-HP, 12e (rothschild-ap-hp), Paris Est →",
    "etablissement « 750199903 » : refusé",
    "etablissement « imm » : Institut Mutualiste Montsouris, 14e (montsouris), Paris Sud → refusé",
    "etablissement « IGR » : refusé",
    "lieu « dehors » : à la rue (rue), précarité : oui → refusé (n'est pas une valeur connue)",
    "lieu « clinique » : hôpital : court séjour (MCO) (mco) → hôpital : réadaptation (SMR) (smr)",
    "age « 26 ans » : 26 à 74 ans, adulte (26-74-ans) → 18 à 25 ans, jeune-adulte (18-25-ans)",
    "quand « lundi, mardi, mercredi, jeudi et vendredi, de 8 h 00 à 8 h 29 » : jour (jour) → nuit",
    "quand « samedi, dimanche et jour férié, de 8 h 00 à 8 h 29 » : week-end ou férié (week-end)",
]
SENS_REFUSES = [
    "arrondissement « 75018 » : 18e, Paris Nord-Ouest → 17e, Paris Nord-Ouest",
    "arrondissement « 75130 » : refusé (ne dit pas où",
    "etablissement « 750199991 » : refusé",
]


@pytest.fixture(scope="module")
def lues(comparer):
    return [
        f"{le.genre} « {le.entree} » : {le.avant} → {le.apres}"
        for le in comparer(*ACCEPTEES, *REFUSEES).lectures
    ]


@pytest.mark.parametrize("sens", [*SENS, *SENS_REFUSES])
def test_ce_qui_se_tape(lues, sens):
    assert any(dite.startswith(sens) for dite in lues), lues


# --- what makes a hospital recognised --------------------------------------------------------

ROTHSCHILD = (
    "~ hôpital « rothschild » : 2 hôpitaux possibles (Hôpital Rothschild AP-HP, 12e"
    " (rothschild-ap-hp) ; Hôpital Fondation Adolphe de Rothschild, 19e (fondation-rothschild))"
    " → Hôpital Rothschild AP-HP, 12e (rothschild-ap-hp), Paris Est"
)
RECHERCHES = [
    ((ACTEURS, r"mots_ignores: \[", 'mots_ignores: ["bernard", '), "hôpital « bernard » : Hôpital"),
    ((ACTEURS, r'mots_neutres: \["ap", ', "mots_neutres: ["), "recherche.mots_neutres : − ap"),
    ((ACTEURS, r'    - \{mots: "rothschild", .*\n', ""), "− recherche.homonymes.1 : rothschild"),
]
RECHERCHES_REFUSEES = [
    ((ACTEURS, r'mots_ignores: \["hopital", ', "mots_ignores: ["), "« hopital jean » : 2 hôpitaux"),
    ((ACTEURS, 'st: "saint"', 'snt: "saint"'), "« snt antoine » : refusé"),
    (
        (ACTEURS, r'alias: \["rothschild ap-hp"', 'alias: ["rothschild", "rothschild ap-hp"'),
        ROTHSCHILD,
    ),
    ((ACTEURS, r"mots_ignores: \[", 'mots_ignores: ["ap-hp", '), ROTHSCHILD),
    ((ACTEURS, r"mots_ignores: \[", 'mots_ignores: ["saint", '), "hôpital « croix st » : Groupe"),
    ((ACTEURS, 'st: "saint"', 'st: "sainte"'), "recherche.abreviations.st : saint → sainte"),
]


@pytest.mark.parametrize(("changement", "attendu"), [*RECHERCHES, *RECHERCHES_REFUSEES])
def test_ce_qui_fait_reconnaitre_un_hopital(comparer, changement, attendu):
    comparaison = comparer(changement)
    assert not comparaison.identiques
    for dite in (rendu.en_texte(comparaison, None), rendu.en_markdown(comparaison, None)):
        assert attendu in dite.replace("\\_", "_")


# --- what `valider` says of them -------------------------------------------------------------


@pytest.mark.parametrize("changements", [ACCEPTEES, *([c] for c, _ in RECHERCHES)])
def test_valider_les_accepte(octets, tmp_path, changements):
    """Nothing else than `comparer` shows them."""
    assert ce_que_dit_valider(tmp_path, octets, *changements) == []


@pytest.mark.parametrize(
    "changements",
    [REFUSEES[:3], *([c] for c in REFUSEES[3:]), *([c] for c, _ in RECHERCHES_REFUSEES)],
)
def test_valider_les_refuse(octets, tmp_path, changements):
    """They are read all the same, by whoever compares."""
    assert ce_que_dit_valider(tmp_path, octets, *changements)


# --- the command -----------------------------------------------------------------------------


def test_la_commande_dit_les_codes_postaux(lancer: Lancer, octets, tmp_path):
    for fichier in changer(octets, *codes_echanges("75001", "75020")):
        (tmp_path / f"{fichier.nom}.yaml").write_bytes(fichier.contenu)
    fini = lancer("comparer", str(CARTE), str(tmp_path), "--format", "json")
    assert (fini.returncode, fini.stderr) == (1, "")
    assert json.loads(fini.stdout)["lectures"] == [
        {"genre": "arrondissement", "entree": un, "avant": avant, "apres": apres}
        for un, avant, apres in (
            ("75001", "1er, Paris Centre", "20e, Paris Est"),
            ("75020", "20e, Paris Est", "1er, Paris Centre"),
        )
    ]

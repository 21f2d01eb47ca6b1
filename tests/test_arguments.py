"""Command lines as people write and paste them: put right, or refused with the remedy."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from conftest import Lancer

from palliorient.commandes import NOMS, application
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.commandes.francais import ERREUR_D_USAGE, phrase
from palliorient.commandes.options import CommandeSituation
from palliorient.commandes.voisines import options_voisines


def commande(nom: str) -> Any:
    appli = application()
    trouvee = appli.get_command(appli.make_context("palliorient", [nom]), nom)
    if isinstance(trouvee, CommandeSituation):
        trouvee.declarer([])
    return trouvee


def lire(nom: str, *args: str) -> dict[str, Any]:
    """The values that a command line gives."""
    return dict(commande(nom).make_context(nom, list(args)).params)


def refus(nom: str, *args: str) -> str:
    with pytest.raises((ErreurUsage, ERREUR_D_USAGE)) as vue:
        lire(nom, *args)
    return str(vue.value) if isinstance(vue.value, ErreurUsage) else phrase(vue.value)


REMIS = [
    # pasted from a document
    ("—lieu domicile", {"lieu": "domicile"}),
    ("–-lieu domicile —niveau=2", {"lieu": "domicile", "niveau": "2"}),
    ("−−sans-precarite", {"precarite": False}),
    ("-lieu domicile", {"lieu": "domicile"}),
    # never the value of an option
    ("--lieu —niveau", {"lieu": "—niveau", "niveau": None}),
    ("--age -3", {"age": "-3"}),
    # a value after an option that is yes or no
    ("--precarite oui", {"precarite": True}),
    ("--precarite non", {"precarite": False}),
    ("--urgence=Non --isolement OUI", {"urgence": False, "isolement": True}),
    ("--precarite --lieu domicile", {"precarite": True, "lieu": "domicile"}),
    # repeatable
    ("--suivi had --suivi dac", {"suivi": ("had", "dac")}),
    ("--besoin deuil --besoin aidants", {"besoin": ("deuil", "aidants")}),
]

REFUSES = [
    ("orienter", "--arrondissement 12 --arrondissement 13",
     ["--arrondissement 12 et --arrondissement 13", "qu'une fois"]),
    ("orienter", "--sans-precarite --precarite", ["--sans-precarite et --precarite", "contraire"]),
    ("orienter", "--moment jour --moment=nuit", ["--moment jour et --moment=nuit"]),
    ("orienter", "--niveau 2 --niveau 2", ["--niveau 2 et --niveau 2"]),
    ("orienter", "--urgence oui --urgence non", ["--urgence et --sans-urgence"]),
    ("orienter", "—age 4 --age 5", ["--age 4 et --age 5"]),
    ("acteurs", "--detail --detail", ["--detail et --detail"]),
    ("acteurs", "--type usp --type had", ["--type usp et --type had"]),
    ("tester", "x -k a -k b", ["-k a et -k b"]),
    ("lot", "x --donnees a --donnees b", ["--donnees a et --donnees b"]),
    ("orienter", "--lieu ''", ["--lieu : valeur vide"]),
    ("orienter", "--suivi had --suivi ' '", ["--suivi : valeur vide"]),
    ("orienter", "--etablissement=", ["--etablissement : valeur vide"]),
    ("orienter", "--donnees '\u00a0'", ["--donnees : valeur vide"]),
    ("orienter", "--quand '\u200b'", ["--quand : valeur vide"]),
    ("valider", "''", ["DOSSIER : valeur vide"]),
    ("tester", "''", ["CHEMIN… : valeur vide"]),
    ("orienter", "--precarite peut-être", ["« peut-être »", "--precarite ou --sans-precarite"]),
    ("orienter", "--precarite=vrai", ["« vrai »", "--precarite ou --sans-precarite"]),
    ("orienter", "--sans-precarite non", ["« non »", "--precarite ou --sans-precarite"]),
    ("orienter", "domicile", ["argument en trop : « domicile »"]),
    ("orienter", "--lieu", ["l'option --lieu attend une valeur"]),
    ("acteurs", "--detail=oui", ["l'option --detail ne prend pas de valeur"]),
    ("tester", "x --limite beaucoup", ["--limite", "un nombre entier"]),
    ("comparer", "x", ["il manque l'argument NOUVEAU"]),
    ("orienter", "--lieux x", ["option inconnue : --lieux", "« --lieu » ?"]),
]  # fmt: skip

VOISINES = {
    # never the contrary
    "--no-precarite": ["--sans-precarite"], "--pas-precarite": ["--sans-precarite"],
    "--non-precarite": ["--sans-precarite"], "--pas-de-precarite": ["--sans-precarite"],
    "--aucune-precarite": ["--sans-precarite"], "--precarite-non": ["--sans-precarite"],
    "--sansprecarite": ["--sans-precarite"], "--noprecarite": ["--sans-precarite"],
    "--san-precarite": ["--sans-precarite"], "--sans_precarite": ["--sans-precarite"],
    "--sans-precarites": ["--sans-precarite"], "--without-urgence": ["--sans-urgence"],
    "--sans-urgences": ["--sans-urgence"], "--no-urgence": ["--sans-urgence"],
    "--pas-d-urgence": ["--sans-urgence"], "--non-isole": ["--sans-isolement"],
    "--un-precarite": ["--precarite", "--sans-precarite"],
    # the nearest, not the first of the alphabet
    "--arr": ["--arrondissement"], "--urgences": ["--urgence"], "--Précarité": ["--precarite"],
    "--avec-urgence": ["--urgence"], "--resid": ["--residence"], "--suivis": ["--suivi"],
    "--etablisement": ["--etablissement"], "--hlep": ["--help"],
    # none rather than a wrong one
    "--a": [], "--no-detail": [], "--sans-lieu": [], "--no-help": [], "--pas-moment": [],
    "--nuit": [], "--hopital": [], "--xyz": [], "--hors-paris": [],
}  # fmt: skip


@pytest.mark.parametrize(("ligne", "attendu"), REMIS)
def test_ce_qui_est_remis(ligne: str, attendu: dict[str, Any]) -> None:
    lus = lire("orienter", *shlex.split(ligne))
    assert {nom: lus[nom] for nom in attendu} == attendu


@pytest.mark.parametrize(("nom", "ligne", "dits"), REFUSES)
def test_ce_qui_est_refuse(nom: str, ligne: str, dits: list[str]) -> None:
    phrase_dite = refus(nom, *shlex.split(ligne))
    assert all(dit in phrase_dite for dit in dits), phrase_dite


@pytest.mark.parametrize(("tapee", "attendues"), VOISINES.items())
def test_l_option_voisine(tapee: str, attendues: list[str]) -> None:
    assert options_voisines(commande("orienter"), tapee) == attendues


@pytest.mark.parametrize("nom", NOMS)
def test_aucune_option_ne_se_repete_sans_le_dire(nom: str) -> None:
    """Every option of every command, but those made to be repeated."""
    declaree = commande(nom)
    requis = ["x" for p in declaree.params if p.param_type_name == "argument" and p.required]
    for option in declaree.params:
        if option.param_type_name != "option" or option.multiple or option.is_eager:
            continue
        une = [option.opts[-1]] if option.is_flag else [option.opts[-1], "1"]
        assert "qu'une fois" in refus(nom, *requis, *une, *une), option.name


def test_l_aide_passe_avant_tout(lancer: Lancer) -> None:
    fini = lancer("orienter", "--lieu", "a", "--lieu", "b", "--help")
    assert (fini.returncode, fini.stderr) == (0, "")
    assert lancer("—help").stdout == lancer("--help").stdout


@pytest.mark.parametrize("mot", ["l'orientation", 'l"o', "l'\"x", "-x", "--version=3", "zzz"])
def test_jamais_d_anglais(lancer: Lancer, mot: str) -> None:
    """Whatever quotes the command library would have put round it."""
    fini = lancer(mot)
    assert fini.returncode == 2
    assert fini.stderr.startswith(("palliorient : commande inconnue", "palliorient : option "
                                   "inconnue", "palliorient : l'option"))  # fmt: skip
    assert "No such" not in fini.stderr

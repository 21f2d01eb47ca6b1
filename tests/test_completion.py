"""What the shell proposes at Tab: from the words typed to what may follow them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from arbre import Arbre
from charges import charges
from conftest import Lancer
from dossiers import CARTE, REGLES, copier
from hypothesis import given
from hypothesis import strategies as st

from palliorient.commandes import NOMS
from palliorient.completion import SHELLS
from palliorient.completion.description import METAVARS, decrire
from palliorient.completion.ligne import decouper
from palliorient.completion.propositions import _Ligne
from palliorient.horloge import lire_quand
from palliorient.noyau.situation.etablissements import trouver
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table


@pytest.fixture(scope="module")
def description(table: Table) -> dict[str, Any]:
    return decrire(CARTE, table)


def suite(description: dict[str, Any], ligne: str, shell: str = "bash") -> tuple[str, list[str]]:
    _, *avant, mot = decouper(ligne)
    genre, trouvees = _Ligne(description, shell, avant).suite(mot)
    return genre, [texte for texte, _ in trouvees]


def propositions(description: dict[str, Any], ligne: str, shell: str = "bash") -> list[str]:
    genre, trouvees = suite(description, ligne, shell)
    assert genre == "proposer"
    return trouvees


# --- what follows ---------------------------------------------------------------------

# fmt: off
LIGNES = {
    # Commands, and the options of the program
    "": [*NOMS], "o": ["orienter"], "t": ["table", "tester", "territoires"], "z": [],
    "É": ["exporter"],
    "-": ["--version", "--completion", "--help"], "--completion ": [*SHELLS],
    # Options
    "orienter --arr": ["--arrondissement"], "orienter -arr": ["--arrondissement"],
    "orienter --ARR": ["--arrondissement"], "orienter --rés": ["--residence"],
    "orienter --preca": ["--precarite"], "orienter --sans-p": ["--sans-precarite"],
    "--version gradation --n": ["--niveau"], "lot - --mo": ["--modele"],
    "valider - ": ["--format", "--strict", "--expliquer", "--date", "--sortie", "--help"],
    "inconnue --": [], "tester -k": ["-k"], "orienter -- --": [],
    # Values of criteria: codes, and words that people use
    "orienter --lieu eh": ["ehpad"], "orienter --lieu EH": ["ehpad"],
    "orienter --lieu=eh": ["--lieu=ehpad"], "orienter --lieu 'chez e": ["domicile"],
    "orienter --lieu retraite": ["ehpad"], "orienter --lieu sdf": ["rue"],
    "orienter --lieu mai": ["domicile", "maison-de-repit", "ehpad", "mas", "prison"],
    "orienter --niveau ": ["1", "2", "3"], "orienter --moment s": ["soiree", "week-end"],
    "orienter --residence p": ["paris", "hors-paris"], "orienter --residence 7500": [*"123456789"],
    "orienter --quand ": ["maintenant"], "orienter --age ": [], "orienter --date ": [],
    "orienter --lieu zzz": [], "orienter --maintien ": ["possible", "impossible"],
    # The map
    "orienter --etablissement hegp": ["georges-pompidou"],
    "orienter --etablissement 'st jo": ["saint-joseph"],
    "orienter --etablissement Sainte-Pér": ["sainte-perine"],
    "orienter --etablissement rothschild": ["rothschild-ap-hp", "fondation-rothschild"],
    "orienter --arrondissement 2": ["2", "20"], "orienter --arrondissement 75116": ["16"],
    "acteurs --type us": ["usp"], "acteurs --territoire nord": ["nord-est", "nord-ouest"],
    "acteurs --territoire il": ["ile-de-france"], "acteurs --arrondissement 75020": ["20"],
    "territoires ou": ["ouest"], "territoires 1": ["1", *(f"1{n}" for n in range(10))],
    # Closed lists
    "orienter --format ": ["texte", "json"], "lot --format=": ["--format=csv", "--format=jsonl"],
    "gradation --niveau ": ["1", "2", "3"],
    "schema ": ["territoires", "acteurs", "regles_gradation", "scenarios"],
    "valider --expliquer pal16": [f"PAL16{n}" for n in range(8)],
    "lot --colonnes id,arr": ["id,arrondissement"], "table --criteres suivi,s": [],
    # Given once, or with its contrary; an option that may be repeated
    "orienter --besoin deuil --besoin d": ["symptome-rebelle"],
    "orienter --besoin endeuillé --besoin de": [], "orienter --besoin deuil --bes": ["--besoin"],
    "orienter --lieu rue --li": [], "orienter --urgence --sans-u": [],
    "orienter --sans-urgence --u": [],
    # What contradicts what is given
    "orienter --quand maintenant --mo": [], "orienter --moment nuit --qu": [],
    "orienter --lieu ehpad --eta": [], "orienter --lieu 'maison de retraite' --eta": [],
    "orienter --lieu smr --eta": ["--etablissement"], "orienter --lieu domicile --res": [],
    "orienter --etablissement tenon --lieu ": ["mco", "smr", "usld"],
    "orienter --etablissement tenon --arr": [], "lot a.csv --complet --col": [],
    "tester --couverture --mut": [], "valider data --don": [], "valider --donnees data ": [
        "--format", "--strict", "--expliquer", "--date", "--sortie", "--help"],
    # The argument is there: options; several of them: again
    "schema acteurs ": ["--verifier", "--donnees", "--departement", "--sortie", "--help"],
    "schema acteurs x": [],
}
CHEMINS = {
    "orienter --donnees ": "dossiers", "orienter --sortie=x": "fichiers", "tester ": "fichiers",
    "tester a b ": "fichiers", "lot ": "fichiers", "valider ": "dossiers",
    "comparer a ": "dossiers",
    "tester --admis ": "fichiers", "schema acteurs --verifier ": "fichiers",
}
# fmt: on


@pytest.mark.parametrize("ligne", LIGNES)
def test_ce_qui_suit(description: dict[str, Any], ligne: str) -> None:
    assert propositions(description, f"palliorient {ligne}") == LIGNES[ligne]


@pytest.mark.parametrize("ligne", CHEMINS)
def test_les_chemins_sont_l_affaire_du_shell(description: dict[str, Any], ligne: str) -> None:
    assert suite(description, f"palliorient {ligne}") == (CHEMINS[ligne], [])


def test_sans_rien_de_tape_toutes_les_options(description: dict[str, Any], table: Table) -> None:
    """Both forms of a yes or no; nothing twice."""
    vues = propositions(description, "palliorient orienter ")
    assert vues == propositions(description, "palliorient orienter -")
    assert len(vues) == len(set(vues))
    attendues = {f"--{champ}" for champ in table.champs}
    attendues |= {f"--sans-{c}" for c, forme in table.champs.items() if forme == "oui-non"}
    assert attendues < set(vues)


def test_une_option_deja_dite_ne_revient_pas(description: dict[str, Any], table: Table) -> None:
    dites = "palliorient orienter --precarite --suivi had --format json --lieu rue --detail --"
    vues = propositions(description, dites)
    assert not {"--precarite", "--sans-precarite", "--format", "--lieu", "--detail"} & set(vues)
    assert "--suivi" in vues


@pytest.mark.parametrize("commande", NOMS)
def test_ce_que_l_aide_montre_a_la_place_d_une_valeur_se_complete(
    description: dict[str, Any], commande: str
) -> None:
    """A new `metavar` is told to `completion.description` (METAVARS): here is how it is known."""
    lues = description["lignes"][commande]
    genres = [o[2] for o in lues["options"]] + [a[1] for a in lues["arguments"]]
    connus = {None, "", "dossiers", "fichiers", *description["valeurs"]}
    assert [g for g in genres if g not in connus and "|" not in g] == []
    assert {*METAVARS.values()} - {"dossiers", "fichiers", ""} <= {*description["valeurs"]}


@pytest.mark.parametrize("commande", NOMS)
def test_chaque_option_a_son_aide(description: dict[str, Any], commande: str) -> None:
    """Shown beside it by zsh and fish."""
    options = description["lignes"][commande]["options"]
    assert options
    assert [o[0] for o in options if not o[1] or "\n" in o[1]] == []


REFUSEES = {
    ("lot", "--complet", "--colonnes"): ["lot", "a.csv", "--complet", "--colonnes", "id"],
    ("tester", "--couverture", "--mutations"): ["tester", "a", "--couverture", "--mutations"],
    ("valider", "DOSSIER", "--donnees"): ["valider", str(CARTE), "--donnees", str(CARTE)],
    ("valider", "DOSSIER", "--departement"): ["valider", str(CARTE), "--departement", "29"],
}


def test_ce_qui_n_est_plus_propose_est_refuse(lancer: Lancer) -> None:
    """Pairs that the commands declare: each is refused when it is typed."""
    modules = {c: import_module(f"palliorient.commandes.{c.replace('-', '_')}") for c in NOMS}
    declarees = [(c, *p) for c, m in modules.items() for p in getattr(m, "CONTRAIRES", ())]
    assert declarees == [*REFUSEES]
    for ligne in REFUSEES.values():
        assert lancer(*ligne).returncode == 2, ligne


def test_les_contradictions_sont_celles_de_la_lecture(
    description: dict[str, Any], table: Table
) -> None:
    """Each value that is left with another one is read with it."""
    for lieu in propositions(description, "palliorient orienter --lieu "):
        for option in ("--etablissement", "--residence", "--maintien", "--suivi"):
            libre = propositions(description, f"palliorient orienter --lieu {lieu} {option}")
            valeur = propositions(description, f"palliorient orienter {option} ")[0]
            lue = lire_situation(table, {"lieu": lieu, option[2:]: valeur}, lire_quand)
            assert bool(libre) == (not lue.refus), (lieu, option)


MOTS = st.sampled_from(
    [
        *NOMS,
        *("--lieu", "--lieu=rue", "-lieu", "rue", "--", "-", "", "--donnees", "x", "--suivi"),
        *(
            "--version",
            "--precarite",
            "--sans-precarite",
            "--precarite=oui",
            "=",
            "--=",
            "had",
            "'",
        ),
    ]
)


@given(st.lists(MOTS | st.text(max_size=6), max_size=8), MOTS | st.text(), st.sampled_from(SHELLS))
def test_aucune_ligne_n_arrete_celui_qui_tape(
    description: dict[str, Any], avant: list[str], mot: str, shell: str
) -> None:
    """Whatever the words: propositions that are written on one line, or what the shell does."""
    genre, trouvees = _Ligne(description, shell, avant).suite(mot)
    assert genre in ("proposer", "fichiers", "dossiers")
    assert all("\t" not in dit and dit for dit, _ in trouvees)


# --- hospitals: the only one shown is the only one meant ---------------------------------


def debuts(table: Table) -> Iterator[str]:
    """All that somebody who types a name of the map has typed, at some time."""
    for id, (nom, alias) in table.etablissements.items():
        for forme in (id, nom, *alias, *nom.split(), nom.lower(), nom.upper()):
            yield from (forme[:n].strip() for n in range(1, len(forme) + 1))


def test_tout_hopital_que_la_lecture_pourrait_prendre_est_montre(
    description: dict[str, Any], table: Table
) -> None:
    for texte in sorted({*debuts(table)}):
        ligne = f"palliorient orienter --etablissement {shlex.quote(texte)}"
        assert {*trouver(table, texte)} <= {*propositions(description, ligne)}, texte


def test_ce_que_fish_montre_est_lu_comme_l_hopital(
    description: dict[str, Any], table: Table
) -> None:
    """fish only shows what holds the word typed: another name then stands for the code."""
    for texte in sorted({*debuts(table)}):
        ligne = f"palliorient orienter --etablissement {shlex.quote(texte)}"
        codes, dits = (propositions(description, ligne, shell) for shell in ("bash", "fish"))
        for code, dit in zip(codes, dits, strict=True):
            assert trouver(table, dit) == [code], (texte, dit)


def test_ce_que_fish_montre_est_lu_comme_la_valeur(
    description: dict[str, Any], table: Table
) -> None:
    for critere in (c for c in table.criteres.values() if c.genre in ("choix", "liste")):
        for valeur in critere.valeurs:
            for mot in valeur.synonymes:
                ligne = f"palliorient orienter --{critere.id} {shlex.quote(mot[:4].strip())}"
                codes, dits = (propositions(description, ligne, s) for s in ("bash", "fish"))
                for code, dit in zip(codes, dits, strict=True):
                    lu = lire_situation(table, {critere.id: dit}, lire_quand)
                    assert not lu.refus, dit
                    assert lu.lus[critere.id] in (
                        code,
                        (code,),
                        int(code) if code.isdigit() else (),
                    )


# --- the words of a line -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ligne", "mots"),
    [
        ("", [""]),
        ("a b", ["a", "b"]),
        ("a  b ", ["a", "b", ""]),
        ("a 'b c", ["a", "b c"]),
        ('a "b c" d', ["a", "b c", "d"]),
        (r"a b\ c", ["a", "b c"]),
        ("a '' ", ["a", "", ""]),
        (r'a "b\"c', ["a", 'b"c']),
        ("a 'b\\", ["a", "b\\"]),
        ("a b\\", ["a", "b"]),
        ("--x='a b", ["--x=a b"]),
    ],
)
def test_les_mots_d_une_ligne(ligne: str, mots: list[str]) -> None:
    assert decouper(ligne) == mots


# --- as the shells ask ------------------------------------------------------------------------


def demander(lancer: Lancer, shell: str, *mots: str) -> list[str]:
    fini = lancer("--completion", shell, *mots)
    assert (fini.returncode, fini.stderr) == (0, "")
    return fini.stdout.splitlines()


def test_la_premiere_ligne_dit_quoi_faire(lancer: Lancer) -> None:
    assert demander(lancer, "zsh", "orienter", "--lieu", "eh")[0] == "proposer"
    assert demander(lancer, "zsh", "orienter", "--lieu", "mai")[0] == "choisir"
    assert demander(lancer, "bash", "palliorient orienter --etablissement roth")[0] == "choisir"
    assert demander(lancer, "bash", "palliorient valider --expliquer pal16")[0] == "proposer"
    assert demander(lancer, "zsh", "orienter", "--lieu", "zzz") == ["proposer"]
    assert demander(lancer, "zsh", "orienter", "--moment", "nu") == [
        "proposer",
        "nuit\tnuit : tous les jours, 21 h à 7 h 59",
    ]


def test_le_dossier_nomme_avant_est_celui_qui_repond(lancer: Lancer, tmp_path: Path) -> None:
    dossier = tmp_path / "à part"
    dossier.mkdir()
    with Arbre(copier(dossier) / REGLES) as regles:
        regles.ajouter(
            *("criteres", "moment", "valeurs"),
            bloc='aube: {nom: "aube", synonymes: ["petit matin"]}',
            rang=-1,
        )
        regles.changer(
            "plages",
            valeur='{aube: {de: "05:00", a: "07:59"}, nuit: {de: "21:00", '
            'a: "04:59"}, soiree: {de: "18:00", a: "20:59"}, jour: {jours: [0, 1, 2, 3, 4], de: '
            '"08:00", a: "17:59"}, week-end: {jours: [5, 6, 7], de: "08:00", a: "17:59"}}',
        )
    for mots in (["--donnees", str(dossier)], [f"--donnees={dossier}"]):
        dites = demander(lancer, "zsh", "orienter", *mots, "--moment", "petit")
        assert dites == ["proposer", "aube\taube"]
    ligne = f"palliorient orienter --donnees '{dossier}' --moment au"
    assert demander(lancer, "bash", ligne) == ["proposer", "aube\taube"]
    assert demander(lancer, "bash", "palliorient orienter --moment au") == ["proposer"]


@pytest.mark.parametrize("donnees", ["/nulle/part", "~/nulle-part", __file__])
def test_un_dossier_qui_n_en_est_pas_un_ne_propose_rien(lancer: Lancer, donnees: str) -> None:
    fini = lancer("--completion", "zsh", "orienter", "--donnees", donnees, "--lieu", "")
    assert (fini.returncode, fini.stdout) == (3, "")
    assert fini.stderr.startswith("palliorient : ")
    assert "Traceback" not in fini.stderr


def test_a_chaque_tab_rien_de_lourd_n_est_charge(environnement: dict[str, str]) -> None:
    tab = ["--completion", "bash", "palliorient orienter --lieu "]
    assert charges(environnement, tab, ("typer", "zoneinfo", "difflib", "hashlib")) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_le_texte_a_donner_au_shell(lancer: Lancer, shell: str) -> None:
    """The same however it is asked for; its comments say how to keep it, in French."""
    fini = lancer("--completion", shell)
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout == lancer(f"--completion={shell}").stdout
    assert f"palliorient --completion {shell}" in fini.stdout
    assert "La garder" in fini.stdout


@pytest.mark.parametrize("arguments", [["csh"], ["csh", "palliorient "], [""], []])
def test_un_shell_inconnu_est_refuse(lancer: Lancer, arguments: list[str]) -> None:
    fini = lancer("--completion", *arguments)
    assert (fini.returncode, fini.stdout) == (2, "")
    assert "--completion" in fini.stderr

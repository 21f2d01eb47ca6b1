"""Nothing unreadable or active comes in by the data, nor goes out by any renderer."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import RACINE, Lancer
from dossiers import CARTE, SCENARIOS
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.langue.caracteres import interdits, propre, sur_une_ligne
from palliorient.rendu.markdown import echapper
from palliorient.rendu.rapports import junit
from palliorient.rendu.reponse.json import en_json, en_json_lisible

DANGERS = {
    "nul": "\0",
    "cloche": "\a",
    "échappement": "\x1b",
    "suppression": "\x7f",
    "retour chariot": "\r",
    "tabulation": "\t",
    "fin de ligne des terminaux": "\x85",
    "séquence C1": "\x9b",
    "trait d'union conditionnel": "\xad",
    "jonction de graphèmes": "\u034f",
    "lettre arabe (direction)": "\u061c",
    "remplissage hangul": "\u115f",
    "voyelle khmère": "\u17b4",
    "séparateur mongol": "\u180e",
    "sans largeur": "\u200b",
    "liant": "\u200d",
    "de droite à gauche": "\u200f",
    "séparateur de lignes": "\u2028",
    "séparateur de paragraphes": "\u2029",
    "renversement": "\u202e",
    "jonction de mots": "\u2060",
    "isolement": "\u2067",
    "braille vide": "\u2800",
    "remplissage": "\u3164",
    "usage privé": "\ue000",
    "sélecteur de variante": "\ufe0f",
    "marque d'ordre": "\ufeff",
    "remplissage étroit": "\uffa0",
    "annotation": "\ufff9",
    "pas un caractère": "\uffff",
    "étiquette": "\U000e0041",
    "sélecteur rare": "\U000e0101",
    "usage privé lointain": "\U000f0000",
}

ESPACES = ("\xa0", "\u202f", "\u2009", "\u2003", "\u3000")

COMPOSES = "É œ « » … — ’ ' 😀 é Ž 字 ﬁ"
"""Ordinary text, to be left as it is."""


def echappe(caractere: str) -> str:
    return f"\\U{ord(caractere):08x}"


# --- what comes in -----------------------------------------------------------------------


@pytest.mark.parametrize("nom", [n for n in DANGERS if n not in ("tabulation", "retour chariot")])
def test_tel_quel(nom: str) -> None:
    (probleme,) = lire_texte(f'a: "x{DANGERS[nom]}y"\n'.encode(), "x.yaml").diagnostics
    assert probleme.code == Code.CARACTERE_INTERDIT
    assert f"U+{ord(DANGERS[nom]):04X}" in probleme.message


@pytest.mark.parametrize("nom", DANGERS)
@pytest.mark.parametrize("modele", ['a: "x{}y"\n', 'a: ["{}"]\n', '"x{}": b\n', '- "\\n{}"\n'])
def test_sous_forme_d_echappement(nom: str, modele: str) -> None:
    lecture = lire_texte(modele.format(echappe(DANGERS[nom])).encode(), "x.yaml")
    (probleme,) = lecture.diagnostics
    assert probleme.code == Code.CARACTERE_INTERDIT
    assert f"U+{ord(DANGERS[nom]):04X}" in probleme.message
    assert DANGERS[nom] not in str(lecture.donnees)


@pytest.mark.parametrize("ecrit", ["\\e", "\\0", "\\a", "\\b", "\\v", "\\N", "\\L", "\\P", "\\x1b"])
def test_les_echappements_courts(ecrit: str) -> None:
    (probleme,) = lire_texte(f'a: "x{ecrit}[31my"\n'.encode(), "x.yaml").diagnostics
    assert probleme.code == Code.CARACTERE_INTERDIT


@pytest.mark.parametrize("ecrit", [*ESPACES, "\\_", "\\u202f", "\\n", '\\"', "\\\\", COMPOSES])
def test_le_francais_ordinaire_entre(ecrit: str) -> None:
    assert lire_texte(f'a: "x{ecrit}y"\n'.encode(), "x.yaml").diagnostics == []


@pytest.fixture
def donnees(tmp_path: Path) -> Path:
    copie = tmp_path / "copie"
    shutil.copytree(CARTE, copie, ignore=shutil.ignore_patterns("*.json"))
    return copie


def remplacer(fichier: Path, avant: str, apres: str) -> None:
    texte = fichier.read_text(encoding="utf-8")
    assert avant in texte
    fichier.write_text(texte.replace(avant, apres), encoding="utf-8")


@pytest.mark.parametrize("ecrit", ["\\e[31m", "\\u202e", "\u061c", "\U000e0041"])
def test_donnees_et_scenarios(lancer: Lancer, donnees: Path, ecrit: str) -> None:
    remplacer(donnees / "acteurs.yaml", 'nom: "Pallidom', f'nom: "{ecrit}Pallidom')
    for commande, statut in (("valider", 1), ("comparer", 3)):
        copies = [str(donnees)] * (1 if commande == "valider" else 2)
        fini = lancer(commande, *copies)
        assert (fini.returncode, "PAL004" in fini.stdout + fini.stderr) == (statut, True)
        assert interdits(fini.stdout + fini.stderr) == set()
    scenario = donnees.parent / "s.yaml"
    modele = SCENARIOS.read_text(encoding="utf-8")
    scenario.write_text(modele.replace('titre: "', f'titre: "{ecrit}', 1), encoding="utf-8")
    fini = lancer("tester", str(scenario))
    assert (fini.returncode, "PAL004" in fini.stderr) == (3, True)


# --- what goes out -----------------------------------------------------------------------


def test_les_espaces_du_francais_s_impriment(lancer: Lancer, donnees: Path) -> None:
    for espace in ESPACES[:2]:
        for fichier in ("acteurs.yaml", "regles_gradation.yaml", "territoires.yaml"):
            chemin = donnees / fichier
            texte = chemin.read_text(encoding="utf-8")
            texte = texte.replace(" : ", f"{espace}: ").replace(
                "EMSPT Paris", f"EMSPT{espace}Paris"
            )
            chemin.write_text(texte, encoding="utf-8")
    situation = (
        *("--lieu", "domicile", "--arrondissement", "12", "--niveau", "2", "--age", "82"),
        *("--sans-precarite", "--moment", "jour"),
    )
    for arguments in (
        ("orienter", *situation, "--donnees", str(donnees)),
        ("orienter", *situation, "--pourquoi", "--detail", "--donnees", str(donnees)),
        ("acteurs", "--detail", "--donnees", str(donnees)),
        ("territoires", "7", "--donnees", str(donnees)),
        ("gradation", "--donnees", str(donnees)),
        ("couverture", "--donnees", str(donnees)),
        ("couverture", "--format", "markdown", "--donnees", str(donnees)),
        ("comparer", str(CARTE), str(donnees)),
        ("comparer", str(CARTE), str(donnees), "--format", "markdown"),
        ("valider", str(donnees)),
    ):
        fini = lancer(*arguments, cwd=RACINE)
        assert fini.returncode in (0, 1), fini.stderr
        assert fini.stdout
        assert not {"\ufffd", *ESPACES} & set(fini.stdout), arguments


@given(st.text())
def test_la_porte(texte: str) -> None:
    montre = propre(texte)
    assert interdits(montre) == set()
    assert propre(montre) == montre
    assert len(montre.split("\n")) == len(texte.split("\n"))
    assert "\n" not in sur_une_ligne(texte)
    assert not montre.lstrip().startswith(("::", "##["))


def test_la_porte_laisse_le_texte_ordinaire() -> None:
    assert propre(COMPOSES) == COMPOSES
    assert all(propre(f"a{espace}b") == "a b" for espace in ESPACES)


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([*DANGERS.values()]))
def test_le_json_dit_la_meme_valeur(texte: str) -> None:
    for rendre in (en_json, en_json_lisible):
        rendu = rendre({"x": [texte]})
        assert json.loads(rendu) == {"x": [texte]}
        assert interdits(rendu) == set()


@given(st.text())
def test_le_xml(texte: str) -> None:
    cas = junit.Cas(texte, texte, texte, dit=junit.Dit(junit.ECHEC, texte, texte, texte))
    document = junit.document(texte, {texte: [cas]}, 0.0)
    assert interdits(document) == set()
    lu = ElementTree.fromstring(document.encode())
    assert [e.tag for e in lu.iter()] == ["testsuites", "testsuite", "testcase", "failure"]


HOSTILES = [
    "![a](http://e/x.png)",
    "[clic](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<http://e>",
    "http://e.fr www.e.fr",
    "*gras* _souligné_ ~barré~ ~~barré~~ `code` $x$",
    "# titre",
    "> citation",
    "- liste",
    "+ liste",
    "1. liste",
    "2) liste",
    "=====",
    "a | b",
    "&lt;b&gt; &amp; &#60;",
    "\\*",
    "a\n# titre\n",
    "::error::x",
]

RENDU = MarkdownIt("gfm-like", {"linkify": False})


def lu(markdown: str) -> str:
    """The text that a reader of Markdown shows, if nothing in it means anything."""
    jetons = RENDU.parse(markdown)
    assert [j.type for j in jetons] == ["paragraph_open", "inline", "paragraph_close"], jetons
    dedans = jetons[1].children or []
    assert {j.type for j in dedans} <= {"text", "text_special"}, dedans
    return "".join(j.content for j in dedans)


@pytest.mark.parametrize("texte", HOSTILES)
def test_le_markdown_ne_dit_que_ce_qui_est_ecrit(texte: str) -> None:
    assert lu(echapper(texte)) == sur_une_ligne(texte).strip()
    assert "://" not in echapper(texte)
    assert "www." not in echapper(texte)


@given(st.text(alphabet="ab #*_-+=.)(1[]<>&;!|~`\\:/@$\n\t\x1b"))
def test_le_markdown_partout(texte: str) -> None:
    if texte.strip():
        assert lu(echapper(texte).strip()) == sur_une_ligne(texte).strip()


def test_comparer_en_markdown(lancer: Lancer, donnees: Path) -> None:
    piege = "| x | ![a](http://e/x.png) <script>alert(1)</script>"
    remplacer(donnees / "acteurs.yaml", 'nom: "Pallidom', f'nom: "Pallidom {piege}')
    sortie = lancer("comparer", str(CARTE), str(donnees), "--format", "markdown", cwd=RACINE).stdout
    assert "Pallidom" in sortie
    for mot in ("<script>", "![a](", "| x |", "http://e"):
        assert mot not in sortie


# --- paths -------------------------------------------------------------------------------------

PIRATE = "D\x1b[31m\u202e\r::error::pirate\n::error::pirate"


def fautif(donnees: Path) -> None:
    remplacer(donnees / "acteurs.yaml", "type: had", "type: hda")


@pytest.mark.skipif(os.name == "nt", reason="noms de fichiers POSIX")
@pytest.mark.parametrize(
    ("nom", "etat"),
    [(PIRATE, "fautif"), (PIRATE, "absent"), (PIRATE, "vide"), ("::error::pirate", "fautif")],
)
def test_un_chemin_n_injecte_rien(lancer: Lancer, donnees: Path, nom: str, etat: str) -> None:
    if etat == "fautif":
        fautif(donnees)
        (donnees / "s.yaml").write_text("scenarios: [{id: a}]\n")
    elif etat == "vide":
        shutil.rmtree(donnees)
        donnees.mkdir()
    if etat != "absent":
        donnees.rename(donnees.parent / nom)
    for arguments in (
        *(("valider", nom, "--format", f) for f in ("texte", "json", "sarif", "github", "junit")),
        ("tester", f"{nom}/s.yaml"),
        ("tester", nom),
        ("comparer", nom, nom),
        ("orienter", "--donnees", nom),
        ("lot", f"{nom}/s.yaml"),
        ("schema", "acteurs", "--verifier", f"{nom}/acteurs.yaml"),
        ("schema", "acteurs", "--sortie", f"{nom}/x/y"),
    ):
        fini = lancer(*arguments, cwd=donnees.parent)
        dit = fini.stdout + fini.stderr
        assert fini.returncode in (1, 2, 3), (arguments, dit)
        assert "Traceback" not in dit
        assert interdits(dit) == set(), arguments
        ordres = [ligne for ligne in dit.splitlines() if ligne.lstrip().startswith("::")]
        if "github" not in arguments:
            assert ordres == [], arguments
        assert not any(ligne.startswith("::error::") for ligne in ordres)


@pytest.fixture
def invalide(donnees: Path) -> Path:
    fautif(donnees)
    return donnees


Chemins = Callable[[Path], list[str]]


@pytest.mark.parametrize(
    ("forme", "chemins"),
    [
        ("github", lambda t: [m.partition(",")[0] for m in t.split("file=")[1:]]),
        ("sarif", lambda t: [m.partition('"')[0] for m in t.split('"uri": "')[1:]]),
        ("junit", lambda t: [m.partition('"')[0] for m in t.split('file="')[1:]]),
    ],
)
@pytest.mark.parametrize(
    ("dossier", "donne"),
    [("sous", "../copie"), ("copie", "."), (".", "copie"), ("copie", "../copie/../copie")],
)
def test_les_annotations_partent_de_la_racine_du_depot(
    lancer: Lancer,
    invalide: Path,
    forme: str,
    chemins: Callable[[str], list[str]],
    dossier: str,
    donne: str,
) -> None:
    depot = invalide.parent
    (depot / "sous").mkdir()
    (depot.parent / f"lien-{depot.name}").symlink_to(depot)
    for racine in (depot, depot.parent / f"lien-{depot.name}"):
        fini = lancer(
            "valider", donne, "--format", forme, cwd=depot / dossier,
            env={"GITHUB_WORKSPACE": str(racine)},
        )  # fmt: skip
        trouves = set(chemins(fini.stdout))
        assert trouves
        assert trouves <= {"copie/acteurs.yaml", "copie/regles_gradation.yaml"}
    (depot.parent / f"lien-{depot.name}").unlink()


def test_le_rapport_de_tester_aussi(lancer: Lancer, tmp_path: Path) -> None:
    (tmp_path / "sous").mkdir()
    shutil.copy(SCENARIOS, tmp_path / "s.yaml")
    fini = lancer(
        "tester", "../s.yaml", "--format", "junit", cwd=tmp_path / "sous",
        env={"GITHUB_WORKSPACE": str(tmp_path)},
    )  # fmt: skip
    assert 'file="s.yaml"' in fini.stdout
    assert "../" not in fini.stdout

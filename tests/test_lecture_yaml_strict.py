"""Strict reading, case by case: `tests/cas/lecture/<nom>.yaml` and what it must say.

To add a case, write the `.yaml` and run once with `PALLIORIENT_MAJ_ATTENDUS=1`,
then read the `.attendu` that appears: it is the exact output.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml import signalement, texte_source, yaml_strict
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.modele.diagnostic import Diagnostic, Position

CAS = Path(__file__).parent / "cas" / "lecture"
NOMS = sorted(p.stem for p in CAS.glob("*.yaml"))
MAJ = bool(os.environ.get("PALLIORIENT_MAJ_ATTENDUS"))


def en_texte(diagnostics: list[Diagnostic]) -> str:
    """As a person reads them: one line for the problem, one for the remedy."""
    lignes = []
    for d in diagnostics:
        assert d.position is not None
        ici = f"{d.position.ligne}:{d.position.colonne}"
        lignes.append(f"{ici}: {d.gravite}[{d.code}] {d.message}")
        lignes += (f"  voir aussi : {a.ligne}:{a.colonne}" for a in d.autres)
        if d.remede:
            lignes.append(f"  remède : {d.remede}")
    return "".join(f"{ligne}\n" for ligne in lignes)


def lire(texte: str) -> FichierLu:
    return lire_texte(texte.encode(), "x.yaml")


def codes(lecture: FichierLu) -> list[str]:
    return [d.code for d in lecture.diagnostics]


@pytest.mark.parametrize("nom", NOMS)
def test_cas(nom: str) -> None:
    obtenu = en_texte(lire_texte((CAS / f"{nom}.yaml").read_bytes(), f"{nom}.yaml").diagnostics)
    attendu = CAS / f"{nom}.attendu"
    if MAJ:
        attendu.write_text(obtenu, encoding="utf-8")
    assert obtenu == attendu.read_text(encoding="utf-8")


def test_chaque_attendu_a_son_cas() -> None:
    assert sorted(p.stem for p in CAS.glob("*.attendu")) == NOMS


@pytest.mark.parametrize("nom", [n for n in NOMS if not n.startswith("syntaxe")])
def test_l_analyseur_pur_dit_la_meme_chose(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    octets = (CAS / f"{nom}.yaml").read_bytes()
    avec_libyaml = lire_texte(octets, "x.yaml")
    monkeypatch.setattr(yaml_strict, "_CHARGEUR", yaml.SafeLoader)
    sans_libyaml = lire_texte(octets, "x.yaml")
    assert sans_libyaml.donnees == avec_libyaml.donnees
    assert sans_libyaml.diagnostics == avec_libyaml.diagnostics
    assert sans_libyaml.positions == avec_libyaml.positions


@pytest.mark.parametrize("nom", [n for n in NOMS if n.startswith("syntaxe")])
def test_l_analyseur_pur_explique_aussi(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_strict, "_CHARGEUR", yaml.SafeLoader)
    lecture = lire_texte((CAS / f"{nom}.yaml").read_bytes(), "x.yaml")
    assert lecture.donnees is None
    assert Code.SYNTAXE in codes(lecture)
    assert "ne se lit plus" not in lecture.diagnostics[-1].message


# --- data and positions -----------------------------------------------------------


def test_donnees_et_positions() -> None:
    lecture = lire('id: bichat\nniveaux: [1, 2]\nservices:\n  - type: had\n    nom: "L\'HAD"\n')
    assert lecture.diagnostics == []
    assert lecture.donnees == {
        "id": "bichat",
        "niveaux": [1, 2],
        "services": [{"type": "had", "nom": "L'HAD"}],
    }
    assert lecture.positions[("niveaux", 1)] == Position("x.yaml", 2, 14)
    assert lecture.positions[("services", 0, "nom")] == Position("x.yaml", 5, 10)
    assert lecture.cles[("services", 0, "nom")] == Position("x.yaml", 5, 5)


def test_position_d_un_chemin_absent_est_celle_du_parent() -> None:
    lecture = lire("a:\n  b: [1]\n")
    assert lecture.position(("a", "absent", 3)) == lecture.position(("a",))
    assert lecture.position_cle(("a", "b", 0)) == lecture.position(("a", "b", 0))
    assert FichierLu("vide.yaml").position(("a",)) == Position("vide.yaml", 1, 1)


def test_une_cle_est_toujours_un_texte() -> None:
    assert lire('quand: {1: a, "2": b}\n').donnees == {"quand": {"1": "a", "2": "b"}}


def test_une_valeur_refusee_reste_lisible() -> None:
    """The schema can then say more about the rest of the file in the same run."""
    assert lire("a: 18:30\nb: [no, 1]\n").donnees == {"a": "18:30", "b": ["no", 1]}


def test_les_colonnes_comptent_les_caracteres() -> None:
    lecture = lire('"é": {"à": "😀", b: no}\n')
    assert lecture.diagnostics[0].position == Position("x.yaml", 1, 20)


# --- bytes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("octets", "ligne", "colonne", "extrait"),
    [
        ('nom: "ok"\nville: "Île"\n'.encode("cp1252"), 2, 9, "« Î » en Windows-1252"),
        (b'nom: "\xff"\n', 1, 7, "octet FF"),
        (b'\xef\xbb\xbfnom: "\xe9"\n', 1, 7, "octet E9"),
        (b"nom: \xc3", 1, 6, "octet C3"),
        ("nom: a\n".encode("utf-16"), 1, 1, "UTF-16"),
        (b"a: b\r\nc: \x81d\r\n", 2, 4, "octet 81"),
    ],
)
def test_mauvais_encodage(octets: bytes, ligne: int, colonne: int, extrait: str) -> None:
    (diagnostic,) = lire_texte(octets, "x.yaml").diagnostics
    assert diagnostic.code == Code.PAS_UTF8
    assert diagnostic.position == Position("x.yaml", ligne, colonne)
    assert extrait in diagnostic.message
    assert "UTF-8" in (diagnostic.remede or "")


def test_marque_d_ordre_et_fins_de_ligne_de_windows() -> None:
    lecture = lire_texte(b"\xef\xbb\xbfid: a\r\nnom: no\r\n", "x.yaml")
    assert lecture.donnees == {"id": "a", "nom": "no"}
    assert [d.position for d in lecture.diagnostics] == [Position("x.yaml", 2, 6)]
    assert lecture.position(("id",)) == Position("x.yaml", 1, 5)


def test_caractere_nul() -> None:
    (diagnostic,) = lire_texte(b"id: a\nnom: \x00b\n", "x.yaml").diagnostics
    assert diagnostic.code == Code.CARACTERE_INTERDIT
    assert diagnostic.position == Position("x.yaml", 2, 6)


def test_les_problemes_repetes_sont_bornes() -> None:
    assert len(lire("\t\n" * 5000).diagnostics) <= texte_source.LIGNES_SIGNALEES + 1
    assert len(lire("\u200b\n" * 5000).diagnostics) == texte_source.LIGNES_SIGNALEES
    lecture = lire("- no\n" * 5000)
    assert len(lecture.diagnostics) == signalement.PROBLEMES_PERMIS + 1
    assert lecture.diagnostics[-1].code == Code.TROP_DE_PROBLEMES
    assert lecture.donnees is None


# --- limits --------------------------------------------------------------------------


def test_fichier_trop_gros() -> None:
    lecture = lire_texte(b"#" * (texte_source.TAILLE_PERMISE + 1), "x.yaml")
    assert codes(lecture) == [Code.FICHIER_TROP_GROS]


def test_quarante_niveaux_mais_pas_plus() -> None:
    permis = signalement.PROFONDEUR_PERMISE
    assert lire("[" * permis + "]" * permis).diagnostics == []
    lecture = lire("[" * (permis + 1) + "]" * (permis + 1))
    assert codes(lecture) == [Code.TROP_PROFOND]
    assert lecture.donnees is None


def test_cent_mille_valeurs_mais_pas_plus() -> None:
    permis = signalement.VALEURS_PERMISES
    assert lire("- 1\n" * (permis - 1)).diagnostics == []
    assert codes(lire("- 1\n" * permis)) == [Code.TROP_DE_VALEURS]


def test_alias_en_cascade_ne_coutent_rien() -> None:
    bombe = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    lecture = lire(bombe)
    assert set(codes(lecture)) == {Code.ANCRE, Code.ALIAS}
    assert lecture.donnees is not None


@pytest.mark.parametrize("panne", [RecursionError(), ValueError("x"), yaml.YAMLError("x")])
def test_une_panne_de_l_analyseur_devient_un_diagnostic(
    panne: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No input known to us does that; a future parser might."""

    def tomber(*_: object, **__: object) -> None:
        raise panne

    monkeypatch.setattr(yaml, "parse", tomber)
    assert codes(lire("a: b\n")) == [Code.SYNTAXE]


def test_grand_nombre_sans_conversion() -> None:
    lecture = lire("a: " + "9" * 6000)
    assert codes(lecture) == [Code.NOMBRE_AMBIGU]


def test_chaque_code_de_lecture_a_un_titre_unique() -> None:
    titres = [code.titre for code in Code]
    assert len(set(titres)) == len(titres)
    assert all(len(code) == 6 and code.startswith("PAL") for code in Code)

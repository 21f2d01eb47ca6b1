"""Whatever the bytes: data or diagnostics, never an exception, in bounded time."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palliorient.lecture import NOMS, charger
from palliorient.lecture.charger import diagnostiquer
from palliorient.lecture.schemas import valider as schema
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.lecture.yaml.texte_source import TAILLE_PERMISE
from palliorient.lecture.yaml.yaml_strict import lire_texte

VALIDE = Path(__file__).parent / "cas" / "lecture" / "valide"
OCTETS = {nom: (VALIDE / f"{nom}.yaml").read_bytes() for nom in NOMS}
SECONDES_PERMISES = 10
SIGNES = "abNO0189 \n\t-:,?#&*!|>'\"%@`[]{}<=~.é\u00a0\u2028\x00"

# The time limit of one example; the files' own limits keep the real cost far below.
reglages = settings(max_examples=150, deadline=2000)


def sain(lecture: FichierLu) -> None:
    """Data or a reason; positions inside the file; nothing to print that is not French."""
    assert lecture.donnees is not None or lecture.diagnostics
    for diagnostic in lecture.diagnostics:
        assert diagnostic.position is not None
        assert diagnostic.position.ligne >= 1
        assert diagnostic.position.colonne >= 1
        assert diagnostic.message
        assert diagnostic.remede


@reglages
@given(st.binary(max_size=300))
def test_octets_quelconques(octets: bytes) -> None:
    sain(lire_texte(octets, "x.yaml"))


@reglages
@given(st.text(alphabet=SIGNES, max_size=200))
def test_texte_fait_des_signes_de_yaml(texte: str) -> None:
    sain(lire_texte(texte.encode(), "x.yaml"))


@reglages
@given(st.text(alphabet=SIGNES, max_size=30))
def test_une_valeur_quelconque_d_un_fichier(texte: str) -> None:
    octets = OCTETS["acteurs"].replace(b"une note", texte.encode(), 1)
    lecture = lire_texte(octets, "x.yaml")
    sain(lecture)
    schema.valider(lecture, schema.FichierActeurs)
    sain(lecture)


@reglages
@given(st.sampled_from(NOMS), st.data())
def test_octets_changes(nom: str, donnees: st.DataObject) -> None:
    octets = bytearray(OCTETS[nom])
    for _ in range(donnees.draw(st.integers(1, 4))):
        octets[donnees.draw(st.integers(0, len(octets) - 1))] = donnees.draw(st.integers(0, 255))
    interpreter({**OCTETS, nom: bytes(octets)})


@reglages
@given(st.sampled_from(NOMS), st.data())
def test_fichier_coupe(nom: str, donnees: st.DataObject) -> None:
    coupe = donnees.draw(st.integers(0, len(OCTETS[nom])))
    interpreter({**OCTETS, nom: OCTETS[nom][:coupe]})


@reglages
@given(st.sampled_from(NOMS), st.data())
def test_ligne_retiree_ou_repetee(nom: str, donnees: st.DataObject) -> None:
    lignes = OCTETS[nom].splitlines(keepends=True)
    ligne = donnees.draw(st.integers(0, len(lignes) - 1))
    fois = donnees.draw(st.sampled_from([0, 2]))
    lignes[ligne : ligne + 1] = [lignes[ligne]] * fois
    interpreter({**OCTETS, nom: b"".join(lignes)})


def interpreter(octets: dict[str, bytes]) -> None:
    """The whole chain but the disk: a referential, or errors with their place."""
    referentiel, diagnostics = charger.interpreter(
        [charger.Octets(nom, f"{nom}.yaml", octets[nom]) for nom in NOMS],
        date(2026, 11, 22),
    )
    erreurs = [d for d in diagnostics if d.gravite == "erreur"]
    assert (referentiel is None) == bool(erreurs)
    assert all(d.position and d.remede for d in diagnostics)


@pytest.mark.parametrize(
    "octets",
    [
        b"[" * TAILLE_PERMISE,
        b"- " * (TAILLE_PERMISE // 2),
        b"? " * (TAILLE_PERMISE // 2),
        b"{a: " * (TAILLE_PERMISE // 4),
        b'"' + b"a" * (TAILLE_PERMISE - 2) + b'"',
        b"a" * TAILLE_PERMISE,
        b"1" * TAILLE_PERMISE,
        b"a: &a [*a]\n",
        b"&a " * (TAILLE_PERMISE // 3),
        b"#" * TAILLE_PERMISE,
        b"\n" * TAILLE_PERMISE,
        b"no\n" * (TAILLE_PERMISE // 3),
        b"0 " * (TAILLE_PERMISE // 2),
        b"\xe9" * TAILLE_PERMISE,
        b"\t\n" * (TAILLE_PERMISE // 2),
        b"a: |\n" + b"  x\n" * (TAILLE_PERMISE // 5),
        b"[a, " * 30 + b"no, " * 1000,
    ],
    ids=lambda octets: repr(octets[:8]),
)
def test_fichiers_hostiles(octets: bytes) -> None:
    debut = time.perf_counter()
    sain(lire_texte(octets[:TAILLE_PERMISE], "x.yaml"))
    assert time.perf_counter() - debut < SECONDES_PERMISES


def test_le_dossier_valide_n_a_rien_a_dire() -> None:
    referentiel, diagnostics = diagnostiquer(VALIDE, date(2026, 11, 22))
    assert referentiel is not None
    assert diagnostics == []

"""What the architecture promises: a pure core, and no actor's name in the program."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from charges import charges

import palliorient
from palliorient.noyau.modele.modele import Referentiel
from palliorient.squelettes.faits import enquete

SOURCES = Path(palliorient.__file__).parent
NOYAU = sorted((SOURCES / "noyau").rglob("*.py"))

PERMIS = {
    *("__future__", "collections", "collections.abc", "dataclasses", "datetime", "difflib"),
    *("_collections", "enum", "functools", "itertools", "operator", "re", "typing", "unicodedata"),
}
"""What the core may import beside itself: no file, clock, environment, format or terminal."""

HORLOGE = {"now", "today", "utcnow", "fromtimestamp"}
SANS_IMPORT = {"open", "print", "input", "exec", "eval", "__import__"}


def arbres(fichiers: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    for fichier in fichiers:
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            yield f"{fichier.name}:{getattr(noeud, 'lineno', 0)}", noeud


def importes(noeud: ast.AST) -> list[str]:
    if isinstance(noeud, ast.Import):
        return [alias.name for alias in noeud.names]
    if isinstance(noeud, ast.ImportFrom):
        return ["." * noeud.level + (noeud.module or "")]
    return []


def test_le_noyau_n_importe_que_lui_meme() -> None:
    interdits = [
        f"{ou} importe {module}"
        for ou, noeud in arbres(NOYAU)
        for module in importes(noeud)
        if module not in PERMIS and not module.startswith("palliorient.noyau")
    ]
    assert NOYAU
    assert interdits == []


def test_le_noyau_ne_lit_ni_horloge_ni_fichier() -> None:
    interdits = []
    for ou, noeud in arbres(NOYAU):
        if isinstance(noeud, ast.Attribute) and noeud.attr in HORLOGE:
            interdits.append(f"{ou} : .{noeud.attr}")
        appel = noeud.func if isinstance(noeud, ast.Call) else None
        if isinstance(appel, ast.Name) and appel.id in SANS_IMPORT:
            interdits.append(f"{ou} : {appel.id}()")
    assert interdits == []


LOURDS = (
    *("questionary", "prompt_toolkit", "jsonschema", "csv"),
    *("palliorient.noyau.decision.et_si", "palliorient.rendu.reponse.court"),
)


def test_une_reponse_en_json_ne_charge_rien_de_lourd(environnement: dict[str, str]) -> None:
    """With the table in cache, none of the libraries that read, ask or draw is imported."""
    arguments = shlex.split(
        "orienter --lieu domicile --arrondissement 17 --niveau 2 --age 82 --sans-precarite"
        " --moment jour --format json"
    )
    assert charges(environnement, arguments, LOURDS) == []


def test_aucun_acteur_dans_le_programme(referentiel: Referentiel) -> None:
    """No identifier nor name of the map is a string of the program: the data say who."""
    carte = [s for s in referentiel.services if not s.generique]
    connus = {s.id for s in carte} | {s.id for s in referentiel.structures if "-" in s.id}
    noms = {s.nom for s in carte} | {s.nom for s in referentiel.structures}
    trouves = [
        f"{ou} : {noeud.value!r}"
        for ou, noeud in arbres(sorted(SOURCES.rglob("*.py")))
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
        if noeud.value in connus or any(nom in noeud.value for nom in noms if len(nom) > 8)
    ]
    assert trouves == []


def test_aucun_document_dans_le_programme(referentiel_livre: Referentiel) -> None:
    """Nor the documents that are cited, nor the day that one of them describes."""
    documents = {document.id for document in referentiel_livre.documents}
    jours = {enquete().jour, enquete().annee}
    trouves = [
        f"{ou} : {noeud.value!r}"
        for ou, noeud in arbres(sorted(SOURCES.rglob("*.py")))
        if isinstance(noeud, ast.Constant) and (noeud.value in documents or noeud.value in jours)
    ]
    assert enquete().document in documents
    assert trouves == []


def test_le_noyau_ne_connait_aucun_code_d_alerte(referentiel: Referentiel) -> None:
    """Alert codes too come from the data: the engine only carries them."""
    trouves = [
        f"{ou} : {noeud.value}"
        for ou, noeud in arbres(NOYAU)
        if isinstance(noeud, ast.Constant) and noeud.value in referentiel.alertes
    ]
    assert trouves == []


def dits_du_programme() -> Iterator[tuple[str, str]]:
    """Every text, number and name that the program is written with."""
    for ou, noeud in arbres(sorted(SOURCES.rglob("*.py"))):
        match noeud:
            case ast.Constant(value=bool() | None):
                continue
            case ast.Constant(value=str() | int() as dit):
                yield ou, str(dit)
            case ast.Name(id=nom) | ast.Attribute(attr=nom) | ast.arg(arg=nom):
                yield ou, nom.replace("_", " ")
            case ast.FunctionDef(name=nom) | ast.ClassDef(name=nom) | ast.keyword(arg=str() as nom):
                yield ou, nom.replace("_", " ")


def test_aucun_mot_du_departement_dans_le_programme(referentiel_livre: Referentiel) -> None:
    """No word, number or code of the département that is shipped: its files say them all.

    Names and identifiers of places, the number of arrondissements said as a range, and every
    code: INSEE, postal, CEDEX, how they begin.
    """
    ref = referentiel_livre
    lieux = [ref.departement, ref.region, *ref.territoires]
    # The identifier of a territory (« est ») may be a word like any other.
    mots = {lieu.nom for lieu in lieux} | {ref.departement.id, ref.region.id}
    codes = {ref.numero, *ref.cedex}
    for r in ref.rattachements:
        codes |= {r.commune, *r.codes_postaux}
    if ref.ville is not None:
        mots |= {ref.ville.nom, f"1 à {ref.ville.arrondissements}"}
        codes.add(ref.ville.commune)
    formes = [rf"\b{re.escape(mot)}" for mot in mots]
    formes += [rf"(?<![\d.,]){code}(?![\d.,])" for code in codes]
    interdit = re.compile("|".join(formes), re.IGNORECASE)
    trouves = [f"{ou} : {dit[:80]!r}" for ou, dit in dits_du_programme() if interdit.search(dit)]
    assert trouves == []

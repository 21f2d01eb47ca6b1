"""`palliorient schema NOM --donnees`: an editor completes the codes that the folder declares."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import Lancer
from dossiers import CARTE

NOMS = ("territoires", "acteurs", "regles_gradation", "grille")


@pytest.fixture(scope="module")
def schemas(lancer: Lancer) -> dict[str, Any]:
    dits = {}
    for nom in NOMS:
        fini = lancer("schema", nom, "--donnees", str(CARTE))
        assert fini.returncode == 0, fini.stderr
        dits[nom] = json.loads(fini.stdout)
    return dits


class _Lecteur(yaml.BaseLoader):
    """Words are texts, numbers without quotes are numbers."""


_Lecteur.add_implicit_resolver("entier", re.compile(r"^[0-9]+$"), list("0123456789"))
_Lecteur.add_constructor("entier", lambda lecteur, noeud: int(lecteur.construct_scalar(noeud)))


def _cles_en_textes(valeur: Any) -> Any:
    if isinstance(valeur, dict):
        return {str(cle): _cles_en_textes(v) for cle, v in valeur.items()}
    return [_cles_en_textes(v) for v in valeur] if isinstance(valeur, list) else valeur


def donnees(nom: str) -> Any:
    """The file as an editor sees it: `oui` and `non` are words."""
    texte = (CARTE / f"{nom}.yaml").read_text(encoding="utf-8")
    return _cles_en_textes(yaml.load(texte, Loader=_Lecteur))


@pytest.fixture(scope="module")
def deja(schemas: dict[str, Any]) -> dict[str, set[str]]:
    """What the schemas say of the files of the tests, where booleans are texts."""
    return {nom: set(fautes(schemas[nom], donnees(nom))) for nom in NOMS}


def fautes(schema: Any, lu: Any) -> list[str]:
    validateur = jsonschema.Draft7Validator(schema)
    return [f"{list(e.absolute_path)} {e.message[:80]}" for e in validateur.iter_errors(lu)]


@pytest.mark.parametrize(
    ("nom", "chemin", "code"),
    [
        ("regles_gradation", ("regles", "deja-suivi", "propose", 0), {"experts": "requis"}),
        ("regles_gradation", ("roles", "suivi", "voies", 0, "cherche"), "personne"),
        ("regles_gradation", ("roles", "eri-sp", "cherche"), {"eri-ps": "departement"}),
        ("regles_gradation", ("ordres", "hopital", "etapes", 0), {"d-abord": "soutiens"}),
        ("regles_gradation", ("types", "had", "joignable"), {"matin": "inconnu"}),
        ("regles_gradation", ("regles", "smr-lisp", "quand"), {"lieu": "bateau"}),
        ("regles_gradation", ("regles", "smr-lisp", "quand"), {"lieux": "domicile"}),
        ("acteurs", ("structures", 0, "services", 0, "type"), "uspp"),
        ("territoires", ("rattachements", 0, "territoire"), "midi"),
        ("grille", ("questions", "sedation", "domaine"), "medicale"),
        ("grille", ("questions", "sedation", "plaide"), 4),
    ],
)
def test_un_code_que_rien_ne_declare_est_souligne(
    schemas: dict[str, Any],
    deja: dict[str, set[str]],
    nom: str,
    chemin: tuple[str | int, ...],
    code: object,
) -> None:
    change = noeud = donnees(nom)
    for morceau in chemin[:-1]:
        noeud = noeud[morceau]
    noeud[chemin[-1]] = code
    assert set(fautes(schemas[nom], change)) - deja[nom]


@pytest.mark.parametrize("nom", NOMS)
def test_les_codes_livres_sont_dans_les_listes(deja: dict[str, set[str]], nom: str) -> None:
    """Numbers are texts for this loader: only what an enumeration refuses is looked at."""
    hors_liste = [f for f in deja[nom] if "is not one of" in f]
    assert [f for f in hors_liste if not re.search(r"'\d+' is not one of", f)] == []

"""The types that the page's script shares with the core, written from the core's own classes.

    python outils/types_de_la_page.py    (writes src/palliorient/page/script/types.d.ts)

A field that is added or renamed in Python is then seen by the checker of the script.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "src" / "palliorient"
ECRIT = SOURCES / "page" / "script" / "types.d.ts"

CLASSES = {
    "noyau/table/lignes.py": None,
    "noyau/table/table.py": ("Anticipation",),
    "noyau/situation/situation.py": ("Deduction",),
    "noyau/decision/orientation.py": None,
    "noyau/decision/et_si.py": ("Variante",),
    "noyau/carnet/carnet.py": None,
    "noyau/carnet/apports.py": None,
    "noyau/niveau/grille.py": None,
    "noyau/niveau/discussion.py": None,
    "rendu/reponse/blocs.py": None,
    "rendu/reponse/groupes.py": None,
    "rendu/reponse/entete.py": None,
    "rendu/reponse/contenu.py": None,
    "rendu/reponse/sans_carnet.py": None,
    "rendu/reponse/bref.py": None,
    "rendu/reponse/et_si.py": ("Difference", "VueEtSi"),
    "rendu/fiche/contenu.py": None,
    "rendu/fiche/lignes.py": None,
    "rendu/fiche/listes.py": None,
    "questionnaire/questions.py": None,
}
"""File of the core → its classes that the script knows; None: all its named tuples."""

RENOMMEES = {
    ("noyau/table/table.py", "Anticipation"): "QuandAnticiper",
    ("rendu/reponse/blocs.py", "Raison"): "RaisonDite",
    ("rendu/fiche/contenu.py", "Fiche"): "FicheEcrite",
    ("rendu/fiche/lignes.py", "Ligne"): "LigneDeFiche",
    ("rendu/fiche/listes.py", "Bloc"): "BlocDeFiche",
    ("noyau/carnet/carnet.py", "Ligne"): "LigneDeCarnet",
    ("noyau/niveau/grille.py", "Question"): "QuestionDeGrille",
    ("noyau/niveau/grille.py", "Niveau"): "NiveauDeGrille",
    ("noyau/niveau/grille.py", "Place"): "PlaceDeGrille",
    ("noyau/carnet/carnet.py", "Plage"): "PlageDeCarnet",
    ("noyau/carnet/carnet.py", "Appelants"): "SorteDAppelants",
}
"""One name for two things in Python: the script has one name each."""

SIMPLES = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "None": "null",
    "Any": "any",
    "object": "unknown",
    "date": "string",
    "datetime": "string",
    "Situation": "Situation",
    "Mots": "string[]",
}
DEBUT = """\
// Written by `python outils/types_de_la_page.py` from the classes of the core: not by hand.

/** One answer: yes or no, a number, a code, several codes; null: not said. */
export type Dit = boolean | number | string | string[] | null;

/** Criterion → answer. */
export type Situation = Record<string, Dit>;

/** Axis → the values that it allows. */
export type Boite = Record<string, string[]>;

/** What the page holds: the compiled table, and what JSON objects would put out of order. */
export interface Donnees {
  table: any;
  formes: Record<string, string[]>;
  sites: [string, any[]][];
  etablissements: [string, any[]][];
  lieux: [string, any[]][];
  types: [string, any[]][];
  automatiques: [string, any[]][];
  masques: [string, [string[], Record<string, number[]>], string[]][];
  carnets: Carnets | null;
  fiche: { mesures: MesuresDeFiche; style: string };
}

/** The measures of the printed sheet: millimetres, points, widths of letters. */
export interface MesuresDeFiche {
  largeur: number;
  hauteur: number;
  point: number;
  corps: number;
  petit: number;
  titre: number;
  intitule: number;
  grand: number;
  largeurs: [string, number][];
  lettre: number;
  grasse: number;
  interligne: number;
  blanc: number;
  a_ecrire: number;
  retrait: number;
  entre_lignes: number;
  fin_de_ligne: number;
}
"""


def main() -> int:
    """Write the file; 0."""
    ECRIT.write_text(ecrire(), encoding="utf-8")
    return 0


def ecrire() -> str:
    """The whole file."""
    connues = {
        (fichier, c.name): RENOMMEES.get((fichier, c.name), c.name)
        for fichier, voulues in CLASSES.items()
        for c in _classes(_lu(fichier), voulues)
    }
    blocs = [DEBUT]
    for fichier, voulues in CLASSES.items():
        arbre = _lu(fichier)
        origines = {nom: (fichier, nom) for (ou, nom) in connues if ou == fichier}
        vus = {
            nom: connues[cle]
            for nom, cle in (_importes(arbre) | origines).items()
            if cle in connues
        }
        for classe in _classes(arbre, voulues):
            corps = "\n".join(_champs(classe, vus))
            blocs.append(f"\nexport interface {connues[fichier, classe.name]} {{\n{corps}\n}}\n")
    return "".join(blocs)


def _lu(fichier: str) -> ast.Module:
    return ast.parse((SOURCES / fichier).read_text(encoding="utf-8"))


def _importes(arbre: ast.Module) -> dict[str, tuple[str, str]]:
    """Name in a file → the file that declares it, and its name there."""
    return {
        alias.asname or alias.name: (
            f"{noeud.module.removeprefix('palliorient.').replace('.', '/')}.py",
            alias.name,
        )
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.ImportFrom) and noeud.module
        for alias in noeud.names
    }


def _classes(arbre: ast.Module, voulues: tuple[str, ...] | None) -> Iterator[ast.ClassDef]:
    for noeud in arbre.body:
        if isinstance(noeud, ast.ClassDef):
            bases = {ast.unparse(base) for base in noeud.bases}
            if bases & {"NamedTuple", "Rangee"} and (voulues is None or noeud.name in voulues):
                yield noeud


def _champs(classe: ast.ClassDef, connues: dict[str, str]) -> Iterator[str]:
    for noeud in classe.body:
        if isinstance(noeud, ast.AnnAssign) and isinstance(noeud.target, ast.Name):
            yield f"  {noeud.target.id}: {_type(noeud.annotation, connues)};"


def _type(noeud: ast.expr, connues: dict[str, str]) -> str:
    match noeud:
        case ast.BinOp(left=gauche, op=ast.BitOr(), right=droite):
            return f"{_type(gauche, connues)} | {_type(droite, connues)}"
        case ast.Constant(value=None):
            return "null"
        case ast.Name(id=nom):
            if nom in connues:
                return connues[nom]
            return SIMPLES.get(nom) or _alias(nom)
        case ast.Subscript(
            value=ast.Name(id="dict" | "Mapping"), slice=ast.Tuple(elts=[_, valeur])
        ):
            return f"Record<string, {_type(valeur, connues)}>"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=elements)):
            if isinstance(elements[-1], ast.Constant):
                return _liste(_type(elements[0], connues))
            return f"[{', '.join(_type(e, connues) for e in elements)}]"
        case ast.Subscript(
            value=ast.Name(id="list" | "Sequence" | "tuple" | "frozenset"), slice=un
        ):
            return _liste(_type(un, connues))
    raise ValueError(f"annotation inconnue : {ast.unparse(noeud)}")


def _alias(nom: str) -> str:
    """Aliases of the core whose meaning is known here."""
    return {
        "Valeur": "Dit",
        "Reponse": "string | string[]",
        "Moments": "[string, [number, number][] | null][]",
        "Plage": "[number, number]",
        "SourceDeNumero": "Record<string, string | null>",
    }[nom]


def _liste(element: str) -> str:
    return f"({element})[]" if re.search(r"[ |]", element) else f"{element}[]"


if __name__ == "__main__":
    sys.exit(main())

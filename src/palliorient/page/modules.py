"""The modules of the script made into one, without any tool at run time.

They are ES modules that import by name, from a relative path, nothing else: each becomes a
function that is given what it imports and returns what it exports.
"""

from __future__ import annotations

import re
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "script"

IMPORTE = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
EXPORTE = re.compile(r"^export (?=(?:function\*?|class|const) (\w+))", re.MULTILINE)
COMMENTAIRE = re.compile(r"^[ \t]*(?://.*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)


def assembler(entree: str, dossier: Path = SCRIPT) -> str:
    """One script of the module `entree` (a path in the folder) and all that it imports."""
    ecrits: dict[str, str] = {}
    _ajouter(dossier, dossier / entree, ecrits)
    return "const modules = {};\n" + "".join(ecrits.values())


def _ajouter(dossier: Path, fichier: Path, ecrits: dict[str, str]) -> None:
    nom = fichier.relative_to(dossier).as_posix()
    if nom in ecrits:
        return
    ecrits[nom] = ""  # a circle of imports is written once, and fails when it is run
    texte = COMMENTAIRE.sub("", fichier.read_text(encoding="utf-8"))
    entetes = []
    for trouve in IMPORTE.finditer(texte):
        importe = (fichier.parent / trouve[2]).resolve()
        _ajouter(dossier, importe, ecrits)
        noms = " ".join(trouve[1].split()).rstrip(",").replace(" as ", ": ")
        entetes.append(
            f'const {{ {noms} }} = modules["{importe.relative_to(dossier).as_posix()}"];\n'
        )
    exportes = [trouve[1] for trouve in EXPORTE.finditer(texte)]
    corps = EXPORTE.sub("", IMPORTE.sub("", texte))
    corps = "\n".join(ligne.strip() for ligne in corps.split("\n") if ligne.strip())
    # In the order of their last import: what is imported stands before.
    del ecrits[nom]
    ecrits[nom] = (
        f'modules["{nom}"] = (() => {{\n{"".join(entetes)}{corps}\n'
        f"return {{ {', '.join(exportes)} }};\n}})();\n"
    )

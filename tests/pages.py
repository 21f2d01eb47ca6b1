"""Built pages, and their script run without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from absents import absent

from palliorient.page.construire import construire

REJOUER = Path(__file__).parent / "page" / "rejouer.mjs"

Appel = tuple[str, Sequence[Any]]
"""A function of the page, and its arguments, in JSON values."""


def en_valeurs(valeur: Any) -> Any:
    """Named tuples as objects, their fields in order; tuples as lists."""
    if hasattr(valeur, "_asdict"):
        return {nom: en_valeurs(v) for nom, v in valeur._asdict().items()}
    if isinstance(valeur, dict):
        return {nom: en_valeurs(v) for nom, v in valeur.items()}
    if isinstance(valeur, tuple | list):
        return [en_valeurs(v) for v in valeur]
    return valeur


def ecrire(dossier: Path, compilee: dict[str, Any], carnets: Any = None) -> Path:
    """The page of a compiled table, in a new file of a folder."""
    fichier = dossier / "page.html"
    fichier.write_text(construire(compilee, carnets), encoding="utf-8")
    return fichier


def rejouer(page: Path, appels: Sequence[Appel]) -> list[str]:
    """What the script of a page answers to calls, in their order; skipped without node."""
    node = shutil.which("node")
    if node is None:
        absent("node", "node absent : le script de la page n'est pas rejoué")
    lignes = "".join(json.dumps(appel, ensure_ascii=False) + "\n" for appel in appels)
    fini = subprocess.run(
        [node, str(REJOUER), str(page)], input=lignes.encode(), capture_output=True, check=False
    )
    assert fini.returncode == 0, fini.stderr.decode()
    # Not `splitlines`: texts may hold what it takes for ends of lines.
    return fini.stdout.decode().split("\n")[:-1]


def comparer(page: Path, attendus: Sequence[tuple[Appel, str]]) -> None:
    """Each call gives its text, byte for byte; else the first difference is shown."""
    for (appel, attendu), obtenu in zip(
        attendus, rejouer(page, [appel for appel, _ in attendus]), strict=True
    ):
        if attendu != obtenu:
            ici = next(
                (r for r, (a, b) in enumerate(zip(attendu, obtenu, strict=False)) if a != b),
                min(len(attendu), len(obtenu)),
            )
            debut = max(0, ici - 80)
            raise AssertionError(
                f"{json.dumps(appel, ensure_ascii=False)}\n"
                f"attendu : {attendu[debut : ici + 120]}\nobtenu  : {obtenu[debut : ici + 120]}"
            )

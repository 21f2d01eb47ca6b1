"""The changes that no scenario notices: on screen, as JSON, and the progress meanwhile."""

from __future__ import annotations

from typing import Any, TextIO

from palliorient.rendu import json as rendu_json
from palliorient.rendu.mise_en_page import gras
from palliorient.scenarios.mutation import Bilan
from palliorient.sortie import propre

FORMAT = "palliorient.mutations/1"


class Progression:
    """One line on standard error: rewritten at a terminal, one in a hundred elsewhere."""

    def __init__(self, flux: TextIO) -> None:
        self.flux = flux
        self.terminal = flux.isatty()

    def __call__(self, faits: int, total: int, survivants: int) -> None:
        dernier = faits == total
        if not (dernier or faits % (10 if self.terminal else 100) == 0):
            return
        debut, fin = ("\r", "") if self.terminal and not dernier else ("", "\n")
        if self.terminal and dernier:
            debut = "\r"
        self.flux.write(f"{debut}mutations : {faits} sur {total}, survivants : {survivants}{fin}")
        self.flux.flush()


def en_texte(bilan: Bilan, seuil: float) -> str:
    """Each survivor where it is written, then the count."""
    lignes = []
    if bilan.survivants:
        lignes.append(gras("CHANGEMENTS QU'AUCUN SCÉNARIO NE REMARQUE"))
        for m in bilan.survivants:
            lignes.append(propre(f"{m.position}: {m.operateur}: {m.description}"))
        lignes.append("")
    lignes.append(
        f"{bilan.total} mutations : {bilan.tues} remarquées, {len(bilan.survivants)} survivantes"
        f" ({_pour_cent(bilan.taux)} ; seuil : {_pour_cent(seuil)})"
    )
    if bilan.sans_effet:
        lignes.append(f"{bilan.sans_effet} autres ne changent rien à ce qui décide : non comptées")
    return "\n".join(lignes)


def en_json(bilan: Bilan) -> str:
    """One line; `details` holds the survivors, lines and columns from 1."""
    valeur: dict[str, Any] = {
        "format": FORMAT,
        "total": bilan.total,
        "tues": bilan.tues,
        "survivants": len(bilan.survivants),
        "sans_effet": bilan.sans_effet,
        "taux": round(bilan.taux, 2),
        "details": [
            {
                "operateur": m.operateur,
                "description": m.description,
                "statut": "survivant",
                "fichier": m.position.fichier,
                "ligne": m.position.ligne,
                "colonne": m.position.colonne,
            }
            for m in bilan.survivants
        ],
    }
    return rendu_json.en_json(valeur)


def _pour_cent(taux: float) -> str:
    return f"{taux:.1f} %".replace(".", ",")

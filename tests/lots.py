"""Running a batch in a test: in this process, bytes in, rows out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from palliorient.lots.course.bilan import BilanDuLot
from palliorient.lots.course.execution import Demande, executer_lot
from palliorient.noyau.table.table import Table

INSTANT = datetime(2026, 6, 1, 3, 0)
JOUR: date = INSTANT.date()


class Banc:
    """A folder, a table, and what the last run gave."""

    def __init__(self, table: Table, dossier: Path) -> None:
        self.table = table
        self.entree = dossier / "entree"
        self.sortie = dossier / "sortie"
        self.bilan = BilanDuLot(table)

    def lot(self, contenu: bytes | str, **options: Any) -> bytes:
        """The bytes of the output."""
        self.entree.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
        demande = Demande(str(self.entree), str(self.sortie), ecraser=True, **options)
        self.bilan = executer_lot(lambda _: self.table, demande, INSTANT)
        return self.sortie.read_bytes()

    def csv(self, contenu: bytes | str, **options: Any) -> list[dict[str, str]]:
        """The output as rows of cells, whatever its delimiter."""
        texte = self.lot(contenu, format="csv", **options).decode("utf-8-sig")
        separateur = next(c for c in texte if not (c.isalnum() or c == "_"))
        return list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=separateur))

    def jsonl(self, contenu: bytes | str, **options: Any) -> list[dict[str, Any]]:
        """The output as objects."""
        options = {"format": "jsonl", **options}
        return [json.loads(ligne) for ligne in self.lot(contenu, **options).splitlines()]


def en_csv(rangees: list[dict[str, Any]], colonnes: list[str], separateur: str = ";") -> str:
    """Raw answers as a CSV text: lists with `|`, yes and no, nothing for what is not said."""
    flux = io.StringIO(newline="")
    redacteur = csv.writer(flux, delimiter=separateur, lineterminator="\n")
    redacteur.writerow(colonnes)
    for rangee in rangees:
        redacteur.writerow([_cellule(rangee.get(nom)) for nom in colonnes])
    return flux.getvalue()


def _cellule(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, list):
        return "|".join(valeur)
    return "" if valeur is None else str(valeur)

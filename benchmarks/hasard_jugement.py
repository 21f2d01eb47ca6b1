"""What a run of `hasard.py` may do, and may not."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import NamedTuple

from hasard_entrees import MARQUE, Entree

STATUTS = {
    "orienter": {0, 2, 3, 4},
    "lot": {0, 1, 2, 3},
    "table": {0, 2, 3},
    "tester": {0, 1, 2, 3},
    "valider": {0, 1, 2, 3},
    "comparer": {0, 1, 2, 3},
    "acteurs": {0, 2, 3},
    "territoires": {0, 2, 3},
    "gradation": {0, 2, 3},
    "couverture": {0, 2, 3},
    "schema": {0, 1, 2, 3},
}
"""What each command may end with when nobody interrupts it; another word is a bad usage."""

DIAGNOSTIQUENT = ("valider", "tester")
"""Commands whose result is a list of faults, to be in French too."""

SANS_COMMANDE = {0, 2, 3}
ANGLAIS = re.compile(
    r"\b(?:the|invalid|expected|unexpected|not found|missing|no such|is not|must be|cannot"
    r"|traceback|errno|failed|warning|[A-Z]\w+Error)\b",
    re.IGNORECASE,
)
DES_FORMATS = re.compile(r'"level": "\w+"|^::\w+ ', re.MULTILINE)
"""Words that SARIF and GitHub impose: they are read by programs."""

DITES = 300
"""Characters of what is shown of a failure."""


class Issue(NamedTuple):
    """How a run ended: its status (None: it did not end well), and what it wrote."""

    statut: int | None
    stdout: bytes
    stderr: bytes
    panne: str


def juger(entree: Entree, issue: Issue, *, milieu: bool) -> list[str]:
    """What is wrong, as sentences; nothing when all is well."""
    if issue.statut is None:
        return [issue.panne or "pas fini à temps"]
    commande = next(iter(entree.arguments), "")
    fautes = []
    if issue.statut not in STATUTS.get(commande, SANS_COMMANDE):
        fautes.append(f"statut {issue.statut}")
    dit = issue.stderr.decode(errors="replace")
    diagnostics = issue.stdout.decode(errors="replace") if commande in DIAGNOSTIQUENT else ""
    fautes += _lisible(entree, dit, diagnostics)
    # A process may have had its streams closed: what it said is lost.
    if issue.statut in (2, 3, 4) and not milieu and not dit:
        fautes.append("un refus sans un mot")
    if commande == "orienter" and not milieu:
        fautes += _reponse(entree, issue)
    if commande == "lot":
        fautes += ["nom répété"] if MARQUE in dit else []
        fautes += [] if milieu else _lot(entree, issue, dit)
    return fautes


def _lisible(entree: Entree, dit: str, diagnostics: str) -> list[str]:
    if "Traceback" in dit:
        return [f"trace : {dit[-DITES:]}"]
    lus = b" ".join([entree.stdin, *entree.fichiers.values()]).decode(errors="replace")
    donne = " ".join([*entree.arguments, lus]).lower()
    ecrit = dit + DES_FORMATS.sub("", diagnostics)
    anglais = [m for m in ANGLAIS.findall(ecrit) if m.lower() not in donne]
    commandes = [
        c for c in dit if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n"
    ]
    fautes = [f"anglais {anglais} : {(dit + diagnostics)[:DITES]}"] if anglais else []
    fautes += [f"caractères {commandes!r}"] if commandes else []
    return fautes


def _reponse(entree: Entree, issue: Issue) -> list[str]:
    """An answer whole, or none."""
    if issue.statut != 0:
        return ["une réponse écrite, et un refus"] if issue.stdout else []
    if issue.stdout.startswith(b"{"):
        json.loads(issue.stdout)
    return []


def _lot(entree: Entree, issue: Issue, dit: str) -> list[str]:
    """A row for each row, and nobody's name."""
    fautes: list[str] = []
    if issue.statut not in (0, 1) or "--help" in entree.arguments or "--modele" in entree.arguments:
        return fautes
    annoncees = re.search(r"lignes : ([\d \u202f\u00a0]+)", dit)
    rangees = _rangees(issue.stdout)
    if isinstance(rangees, str):
        return [*fautes, rangees]
    attendues = entree.rangees
    if annoncees and int(re.sub(r"\D", "", annoncees[1])) != len(rangees):
        fautes.append(f"{annoncees[0]}, {len(rangees)} réponses")
    if attendues is not None and attendues != len(rangees):
        fautes.append(f"{attendues} lignes, {len(rangees)} réponses")
    if any(MARQUE in erreur for erreur in rangees):
        fautes.append("nom répété dans la colonne erreur")
    return fautes


def _rangees(stdout: bytes) -> list[str] | str:
    """What each row says is wrong; or a sentence, when the output is no table."""
    texte = stdout.decode("utf-8-sig")
    if texte.startswith("{"):
        lus = [json.loads(ligne) for ligne in texte.split("\n") if ligne]
        return [json.dumps(lu.get("erreur"), ensure_ascii=False) for lu in lus]
    entete = re.match(r"ligne(\W)", texte)
    if not texte or entete is None:
        return [] if not texte else f"pas une table : {texte[:40]!r}"
    rangees = list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=entete[1]))
    if any(None in rangee or None in rangee.values() for rangee in rangees):
        return "une rangée n'a pas le bon nombre de cellules"
    return [rangee.get("erreur") or "" for rangee in rangees]

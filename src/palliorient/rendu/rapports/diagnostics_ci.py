"""The result of `valider` for continuous integration: GitHub, SARIF, JUnit."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from palliorient._version import __version__
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, Position
from palliorient.rendu.markdown import echapper
from palliorient.rendu.rapports import junit
from palliorient.rendu.rapports.chemins import chemin_relatif
from palliorient.rendu.reponse.json import en_json_lisible
from palliorient.sortie import propre
from palliorient.verification.pages import CODES, page, titre
from palliorient.verification.validation import Bilan

SCHEMA_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
LIGNES_DU_RESUME = 200
"""Problems in the summary of a job, which GitHub limits to one mebibyte."""

DONNEES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPRIETES = {**DONNEES, ":": "%3A", ",": "%2C"}


# --- GitHub -----------------------------------------------------------------------


def en_github(bilan: Bilan) -> str:
    """One annotation for each problem, errors first: GitHub shows the first ten of a kind."""
    annonces = [_annotation(d) for d in _erreurs_d_abord(bilan.diagnostics)]
    preuve = bilan.preuve
    situations = f"{preuve.situations} situations × {preuve.lignes} lignes" if preuve else "aucune"
    bilan_en_clair = (
        f"palliorient valider : {bilan.erreurs} erreur(s), {bilan.avertissements} "
        f"avertissement(s) ; situations parcourues : {situations}"
    )
    return "\n".join([*annonces, bilan_en_clair])


def _annotation(diagnostic: Diagnostic) -> str:
    genre = "error" if diagnostic.gravite == ERREUR else "warning"
    proprietes = {}
    if diagnostic.position:
        proprietes = {
            "file": chemin_relatif(diagnostic.position.fichier),
            "line": str(diagnostic.position.ligne),
            "col": str(diagnostic.position.colonne),
        }
    proprietes["title"] = f"{diagnostic.code} {titre(diagnostic.code)}"
    dites = ",".join(f"{nom}={_echapper(v, PROPRIETES)}" for nom, v in proprietes.items())
    return f"::{genre} {dites}::{_echapper(_message(diagnostic), DONNEES)}"


def _echapper(texte: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) for c in propre(texte))


def _message(diagnostic: Diagnostic) -> str:
    lignes = [diagnostic.message]
    if diagnostic.remede:
        lignes.append(f"Remède : {diagnostic.remede}")
    lignes += [f"Voir aussi {autre}" for autre in diagnostic.autres]
    return "\n".join(lignes)


def _erreurs_d_abord(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda d: d.gravite != ERREUR)


def resume_github(bilan: Bilan) -> str:
    """The whole list as Markdown, for `$GITHUB_STEP_SUMMARY`."""
    lignes = [
        "## palliorient valider",
        "",
        f"{bilan.erreurs} erreur(s), {bilan.avertissements} avertissement(s).",
    ]
    if bilan.preuve:
        lignes.append(
            f"{bilan.preuve.situations} situations × {bilan.preuve.lignes} lignes parcourues, "
            f"{bilan.preuve.garanties} garanties."
        )
    if bilan.diagnostics:
        lignes += ["", "| | code | où | problème | remède |", "|---|---|---|---|---|"]
    for d in _erreurs_d_abord(bilan.diagnostics)[:LIGNES_DU_RESUME]:
        cases = (d.gravite, d.code, str(d.position or ""), d.message, d.remede or "")
        lignes.append("| " + " | ".join(_case(c) for c in cases) + " |")
    if len(bilan.diagnostics) > LIGNES_DU_RESUME:
        lignes += ["", f"… et {len(bilan.diagnostics) - LIGNES_DU_RESUME} autres."]
    return "\n".join(lignes) + "\n"


def _case(texte: str) -> str:
    return "<br>".join(map(echapper, texte.split("\n")))


# --- SARIF ------------------------------------------------------------------------


def en_sarif(bilan: Bilan) -> str:
    """SARIF 2.1.0, one run. A problem without a place has none here either."""
    codes = sorted({str(d.code) for d in bilan.diagnostics})
    piece = {
        "$schema": SCHEMA_SARIF,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "palliorient",
                        "version": __version__,
                        "language": "fr-FR",
                        "rules": [_regle_sarif(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_resultat(d, codes) for d in bilan.diagnostics],
            }
        ],
    }
    return en_json_lisible(piece)


def _regle_sarif(code: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": titre(code)},
        "help": {"text": page(code), "markdown": page(code)},
        "defaultConfiguration": {"level": "warning" if CODES[code].avertit else "error"},
    }


def _resultat(diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    ici = chemin_relatif(diagnostic.position.fichier) if diagnostic.position else ""
    # The first line of the message names what is wrong; the rest may vary with the proof.
    nom = "\0".join((diagnostic.code, ici, diagnostic.message.partition("\n")[0]))
    resultat: dict[str, Any] = {
        "ruleId": str(diagnostic.code),
        "ruleIndex": codes.index(diagnostic.code),
        "level": "error" if diagnostic.gravite == ERREUR else "warning",
        "message": {"text": _message(diagnostic)},
        "partialFingerprints": {
            "palliorient/v1": hashlib.sha256(os.fsencode(nom)).hexdigest()[:32]
        },
    }
    if diagnostic.position:
        resultat["locations"] = [_lieu_sarif(diagnostic.position)]
    if diagnostic.autres:
        resultat["relatedLocations"] = [
            {"id": rang, "message": {"text": "l'autre endroit"}, **_lieu_sarif(autre)}
            for rang, autre in enumerate(diagnostic.autres, start=1)
        ]
    return resultat


def _lieu_sarif(position: Position) -> dict[str, Any]:
    chemin = chemin_relatif(position.fichier)
    uri = Path(chemin).as_uri() if Path(chemin).is_absolute() else quote(os.fsencode(chemin))
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": position.ligne, "startColumn": position.colonne},
        }
    }


# --- JUnit ------------------------------------------------------------------------


def en_junit(bilan: Bilan, *, strict: bool) -> str:
    """One suite for each file; a warning fails only when warnings do."""
    suites: dict[str, list[junit.Cas]] = {chemin_relatif(f): [] for f in bilan.sources}
    for diagnostic in bilan.diagnostics:
        ici = diagnostic.position
        suite = chemin_relatif(ici.fichier) if ici else "palliorient"
        suites.setdefault(suite, []).append(_cas(diagnostic, suite, strict))
    for suite, cas in suites.items():
        if not cas:
            cas.append(junit.Cas("aucun problème", suite))
    return junit.document("palliorient valider", suites, bilan.duree)


def _cas(diagnostic: Diagnostic, suite: str, strict: bool) -> junit.Cas:
    ici, texte = diagnostic.position, _message(diagnostic)
    dit = junit.Dit(junit.NOTE, texte)
    if strict or diagnostic.gravite == ERREUR:
        titre = diagnostic.message.partition("\n")[0]
        dit = junit.Dit(junit.ECHEC, texte, titre, diagnostic.gravite)
    nom = f"{diagnostic.code} {ici or ''}".strip()
    cas = junit.Cas(nom, suite, dit=dit)
    return cas._replace(fichier=suite, ligne=ici.ligne) if ici else cas

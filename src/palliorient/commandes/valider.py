"""`palliorient valider`: check the rule and map files, over every situation."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Jour, Sortie, jour_lu
from palliorient.horloge import maintenant
from palliorient.livres import dossier_livre
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import court, ecrire, propre, raison

AIDE = (
    "Vérifie les fichiers de règles et de carte : écriture, références, puis toutes les"
    " situations possibles.\n\n"
    "Statut : 0 rien à signaler, 1 des problèmes, 2 mauvais usage, 3 fichier absent ou illisible."
)
FORMATS = ("auto", "texte", "json", "github", "sarif", "junit")

CONTRAIRES = (("DOSSIER", "--donnees"), ("DOSSIER", "--departement"))
"""What is refused together."""


def executer(
    dossier: Annotated[
        str | None,
        typer.Argument(metavar="[DOSSIER]", help="Les fichiers YAML (défaut : les livrés)."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Forme du résultat ; auto : github dans une action GitHub, sinon texte.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "auto",
    strict: Annotated[
        bool, typer.Option("--strict", help="Les avertissements font aussi échouer.")
    ] = False,
    expliquer: Annotated[
        str | None,
        typer.Option("--expliquer", metavar="CODE", help="La page d'un code : PAL101…"),
    ] = None,
    jour: Jour = None,
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Print what is wrong; the status says whether something is."""
    from palliorient.verification.validation import valider

    if expliquer is not None:
        ecrire(_page(expliquer), sortie)
        return 0
    forme = parmi(format, FORMATS, "--format")
    if forme == "auto":
        forme = "github" if _dans_une_action() else "texte"
    if dossier is not None and donnees is not None:
        raise ErreurUsage(
            f"dossier « {dossier} » et --donnees « {donnees} » : donner l'un ou l'autre."
        )
    demande = dossier if dossier is not None else donnees
    jour_demande = jour_lu(jour) or _aujourd_hui
    bilan = valider(court(Path(demande) if demande is not None else dossier_livre()), jour_demande)
    from palliorient.rendu.rapports import diagnostics, diagnostics_ci

    if forme == "json":
        ecrire(diagnostics.en_json(bilan), sortie)
    elif forme == "sarif":
        ecrire(diagnostics_ci.en_sarif(bilan), sortie)
    elif forme == "junit":
        ecrire(diagnostics_ci.en_junit(bilan, strict=strict), sortie)
    elif forme == "github":
        ecrire(diagnostics_ci.en_github(bilan), sortie)
        _resumer(diagnostics_ci.resume_github(bilan))
    else:
        ecrire(propre(diagnostics.en_texte(bilan)), sortie)
    return 1 if bilan.erreurs or (strict and bilan.avertissements) else 0


def _aujourd_hui(fuseau: str) -> date:
    """Today, in the time zone that the folder states."""
    return maintenant(fuseau).date()


def _page(code: str) -> str:
    from palliorient.verification.pages import CODES, page

    return page(parmi(code.strip().upper(), CODES, "--expliquer"))


def _dans_une_action() -> bool:
    return bool(os.environ.get("GITHUB_ACTIONS") and os.environ.get("GITHUB_WORKFLOW"))


def _resumer(texte: str) -> None:
    """Add to the summary of the job, where GitHub offers one."""
    chemin = os.environ.get("GITHUB_STEP_SUMMARY")
    if not chemin:
        return
    try:
        with Path(chemin).open("a", encoding="utf-8", newline="\n") as resume:
            resume.write(texte)
    except OSError as erreur:
        raise ErreurPalliorient(
            f"résumé GitHub impossible à écrire : {chemin} ({raison(erreur)})"
        ) from erreur

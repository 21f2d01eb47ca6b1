"""The changes that no scenario notices: on screen, as JSON, and the progress meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from palliorient.mutations.bilan import Bilan, Compte
from palliorient.mutations.familles import FAMILLE_DE, nom_de
from palliorient.mutations.mutants.mutant import Mutant
from palliorient.noyau.langue.phrases import nombre, pour_cent
from palliorient.rendu.mise_en_page import gras, plier
from palliorient.rendu.rapports.mutations_markdown import en_markdown
from palliorient.rendu.reponse import json as rendu_json
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
        debut = "\r" if self.terminal else ""
        fin = "" if self.terminal and not dernier else "\n"
        self.flux.write(f"{debut}mutations : {faits} sur {total}, inaperçues : {survivants}{fin}")
        self.flux.flush()


def en_texte(bilan: Bilan, seuil: float) -> str:
    """Each survivor where it is written, the count of each family, then what it is worth."""
    lignes = []
    if bilan.survivants:
        lignes.append(gras("CHANGEMENTS QU'AUCUN SCÉNARIO NE REMARQUE"))
        for m in bilan.survivants:
            lignes.append(propre(f"{m.position}: {m.operateur}: {m.description}"))
        lignes.append("")
    if bilan.perimes:
        lignes.append(gras("ADMIS À TORT : REMARQUÉS, OU QUI N'EXISTENT PLUS"))
        lignes += [propre(f"  {dit}") for dit in bilan.perimes]
        lignes.append("")
    lignes.append(gras("PAR FAMILLE"))
    manquees = bilan.en_dessous(seuil) if bilan.entier else []
    lignes += [_famille(c, manquee=c in manquees) for c in bilan.comptes if c.total]
    ensemble = bilan.ensemble
    lignes.append(
        f"{nombre(ensemble.total)} mutations : {nombre(ensemble.tues)} remarquées,"
        f" {nombre(ensemble.survivants)} inaperçues ({pour_cent(ensemble.taux)} ; seuil"
        f"{' de chaque famille' if bilan.entier else ''} : {pour_cent(seuil)})"
    )
    if ensemble.admis:
        lignes.append(f"{ensemble.admis} autres sont admises, avec leur raison : non comptées")
    if ensemble.sans_effet:
        lignes.append(
            f"{ensemble.sans_effet} autres ne changent rien à ce qui décide : non comptées"
        )
    return "\n".join([*lignes, *plier(_verdict(bilan, seuil), "")])


def _famille(compte: Compte, *, manquee: bool) -> str:
    marque = "!" if manquee else " "
    refuses = f", dont {compte.refuses} par valider" if compte.refuses else ""
    return (
        f" {marque} {nom_de(compte.famille):<36}{compte.tues:>5} sur {compte.total:>4}"
        f" {pour_cent(compte.taux):>8}{refuses}"
    )


def _verdict(bilan: Bilan, seuil: float) -> str:
    if not bilan.entier:
        return (
            f"Échantillon : {bilan.essayes} changements sur {bilan.possibles}. Il peut montrer ce"
            " qui passe inaperçu, jamais que l'objectif est atteint : pour cela, sans --limite."
        )
    manques = ", ".join(nom_de(c.famille) for c in bilan.en_dessous(seuil))
    if manques:
        return f"Objectif manqué : {manques}."
    return "Objectif atteint dans chaque famille."


def en_json(bilan: Bilan, seuil: float) -> str:
    """One line; `details` holds the survivors, lines and columns from 1."""
    ensemble = bilan.ensemble
    valeur: dict[str, Any] = {
        "format": FORMAT,
        **_compte(ensemble),
        "seuil": seuil,
        "echantillon": not bilan.entier,
        "possibles": bilan.possibles,
        "empreinte": bilan.empreinte,
        # Null for a sample: it may find survivors, it never shows that there are few.
        "objectif_atteint": not bilan.en_dessous(seuil) if bilan.entier else None,
        "familles": [{"famille": c.famille, **_compte(c)} for c in bilan.comptes],
        "details": [_detail(m, "survivant") for m in bilan.survivants]
        + [{**_detail(m, "admis"), "raison": raison} for m, raison in bilan.admis],
        "admis_a_tort": list(bilan.perimes),
    }
    return rendu_json.en_json(valeur)


def _compte(compte: Compte) -> dict[str, Any]:
    return {
        "total": compte.total,
        "tues": compte.tues,
        "refuses": compte.refuses,
        "survivants": compte.survivants,
        "admis": compte.admis,
        "sans_effet": compte.sans_effet,
        "taux": round(compte.taux, 2),
    }


def _detail(mutant: Mutant, statut: str) -> dict[str, Any]:
    return {
        "famille": FAMILLE_DE[mutant.operateur],
        "operateur": mutant.operateur,
        "description": mutant.description,
        "statut": statut,
        "fichier": mutant.position.fichier,
        "ligne": mutant.position.ligne,
        "colonne": mutant.position.colonne,
    }


FORMES: dict[str, Callable[[Bilan, float], str]] = {
    "texte": en_texte,
    "json": en_json,
    "markdown": en_markdown,
}
"""What `--format` writes."""

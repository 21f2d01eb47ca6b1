"""The page of the changes that no scenario notices, as `docs/mutations.md` shows it."""

from __future__ import annotations

from palliorient.mutations.bilan import Bilan, Compte
from palliorient.mutations.familles import FAMILLE_DE, nom_de
from palliorient.noyau.langue.phrases import pour_cent
from palliorient.rendu.markdown import echapper


def en_markdown(bilan: Bilan, seuil: float) -> str:
    """The counts of each family, then each survivor with its reason when there is one."""
    ensemble = bilan.ensemble
    lignes = [
        "# Les changements qu'aucun scénario ne remarque",
        "",
        "<!-- Page écrite par : palliorient tester scenarios --mutations"
        " --admis docs/mutations.yaml --format markdown -->",
        f"<!-- Données changées : {bilan.empreinte} -->",
        "",
        f"`palliorient tester scenarios --mutations` fait {bilan.essayes} changements"
        f"{'' if bilan.entier else f', un échantillon des {bilan.possibles} possibles,'} aux"
        " données, un à la fois, et rejoue les scénarios."
        f" Objectif : {pour_cent(seuil)} de chaque famille remarqués."
        f" Ensemble : {ensemble.tues} sur {ensemble.total}, {pour_cent(ensemble.taux)}.",
        "",
        "| famille | essayés | remarqués | dont par `valider` | taux | admis | sans effet |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(_ligne(compte) for compte in bilan.comptes),
        "",
        "*Admis* : aucun scénario ne peut les remarquer, ou rien ne change pour personne ; raison"
        " ci-dessous. *Sans effet* : la table de décision est la même. Ni les uns ni les autres"
        " ne sont comptés.",
    ]
    if bilan.survivants:
        lignes += ["", "## Ce qui passe inaperçu", "", "| famille | changement |", "|---|---|"]
        lignes += [
            f"| {nom_de(FAMILLE_DE[m.operateur])} | {echapper(m.description)} |"
            for m in bilan.survivants
        ]
    if bilan.admis:
        lignes += ["", "## Ce qui est admis", "", "| changement | raison |", "|---|---|"]
        lignes += [
            f"| {echapper(m.description)} | {echapper(raison)} |" for m, raison in bilan.admis
        ]
    return "\n".join(lignes)


def _ligne(compte: Compte) -> str:
    return (
        f"| {nom_de(compte.famille)} | {compte.total} | {compte.tues} | {compte.refuses}"
        f" | {pour_cent(compte.taux)} | {compte.admis} | {compte.sans_effet} |"
    )

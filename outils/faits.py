"""Makes `data/departements/` from two public files; run by hand, never by the program.

    python outils/faits.py SAE.csv COMMUNES.csv data/departements

SAE.csv: one line for each establishment of the national hospital survey (SAE 2023) that declares
one of the activities below; a column whose name ends in « ? » is interpreted, and so is what
is kept of it (its code ends in « ? » too). COMMUNES.csv: the official codes and postal codes.
Numbers (beds, stays) are read to know whether there are some, and are not kept.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from noms import adresse_montree, nom_montre

Ligne = dict[str, str]

ETABLISSEMENTS = """\
# Établissements qui déclarent une activité palliative ou voisine : SAE 2023. Voir LISEZMOI.md.
# Fait par outils/faits.py ; une ligne par établissement, dans l'ordre de l'enquête.
departement;finess;imprime;nom;adresse;code_postal;commune;activites
"""
COMMUNES = """\
# Communes et arrondissements numérotés, mars 2026. Voir LISEZMOI.md.
# Fait par outils/faits.py. « ville » : la commune entière d'un arrondissement numéroté.
code;nom;codes_postaux;ville
"""

OUI = "1"

DEVENUES = {"69152": "69149"}
"""Communes of the survey that are no more: Pierre-Bénite is in Oullins-Pierre-Bénite since 2024."""

AILLEURS = {"97127": "97801", "97123": "97701"}
"""Saint-Martin, Saint-Barthélemy: the survey has them in Guadeloupe, under their old codes."""


def commune(ligne: Ligne) -> str:
    """The official code where an establishment stands; the survey writes 97 « 9A », « 9B »…"""
    code = ligne["arrdt"] or ligne["insee"]
    if code[0] == "9" and code[1].isalpha():
        code = f"97{code[2:]}"
    code = DEVENUES.get(code, code)
    return AILLEURS.get(code, code)


def nombre(texte: str) -> int:
    return int(texte) if texte.strip() else 0


def activites(ligne: Ligne) -> Iterator[str]:
    """What an establishment declares, by code."""
    if ligne["USP(A6)"] == OUI:
        yield "usp"
    if ligne["LISP(A1)"] == OUI:
        lits, smr, enfants = (
            nombre(ligne[colonne])
            for colonne in ("LISP_lits(A2)", "LISP_lits_SMR(A3?)", "LISP_lits_ped(A4?)")
        )
        if enfants < lits or not lits:
            yield "lisp"
            if lits > smr:
                yield "lisp-mco?"
            if smr:
                yield "lisp-smr?"
        if enfants:
            yield "lisp-enfants?"
    if ligne["EMSP(A10)"] == OUI:
        yield "emsp"
        for colonne, code in (
            ("EMSP_hors_murs(A14?)", "emsp-dehors?"),
            ("EMSP_autre_hopital(A15?)", "emsp-autre-hopital?"),
            ("EMSP_esms(A16?)", "emsp-esms?"),
            ("EMSP_domicile(A17?)", "emsp-domicile?"),
        ):
            if nombre(ligne[colonne]):
                yield code
    if ligne["HAD"] == OUI:
        yield "had"
        if ligne["HAD_astreinte?"] == OUI:
            yield "had-astreinte?"
    if ligne["EMG(EMGER)"] == OUI:
        yield "emg"
        if nombre(ligne["EMG_eval_extra"]):
            yield "emg-dehors"
    if ligne["USLD"] == OUI:
        yield "usld"
    if ligne["SAMU"] == OUI:
        yield "samu"


def lire(chemin: str) -> list[Ligne]:
    with Path(chemin).open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))


def etablissements(enquete: list[Ligne], noms: dict[str, str]) -> Iterator[list[str]]:
    for ligne in enquete:
        ici = commune(ligne)
        nom = noms[ici].partition(" ")[0] if ligne["arrdt"] else noms[ici]
        yield [
            ligne["dep"],
            ligne["finess_et"],
            " ".join(ligne["raison_sociale"].split()),
            nom_montre(ligne["raison_sociale"], nom),
            adresse_montree(ligne["adresse"]),
            ligne["cp"],
            ici,
            " ".join(activites(ligne)),
        ]


def ecrire(chemin: Path, tete: str, lignes: Iterator[list[str]]) -> None:
    with chemin.open("w", encoding="utf-8", newline="") as flux:
        flux.write(tete)
        for ligne in lignes:
            if any(";" in cellule or '"' in cellule for cellule in ligne):
                raise ValueError(f"séparateur dans une cellule : {ligne}")
            flux.write(";".join(ligne) + "\n")


def main(sae: str, communes: str, dossier: str) -> None:
    enquete, toutes = lire(sae), lire(communes)
    noms = {ligne["code"]: ligne["nom"] for ligne in toutes}
    departements = {ligne["dep"] for ligne in enquete}
    gardees = (
        [ligne["code"], ligne["nom"], ligne["codes_postaux"], ligne["commune_mere"]]
        for ligne in sorted(toutes, key=lambda ligne: ligne["code"])
        if ligne["departement"] in departements
    )
    ecrire(Path(dossier) / "etablissements.csv", ETABLISSEMENTS, etablissements(enquete, noms))
    ecrire(Path(dossier) / "communes.csv", COMMUNES, gardees)


if __name__ == "__main__":
    main(*sys.argv[1:])

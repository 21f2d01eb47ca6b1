"""What is said of directories themselves: their problems, what is to be verified, an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from palliorient.carnets.conventions import conventions
from palliorient.carnets.importer.colonnes import lignes_dites
from palliorient.noyau.langue.phrases import accorder, couper
from palliorient.noyau.modele.diagnostic import ERREUR
from palliorient.rendu.mise_en_page import plier
from palliorient.rendu.rapports.diagnostics import bloc, constat
from palliorient.rendu.reponse.json import en_json_lisible

if TYPE_CHECKING:
    from palliorient.carnets.a_verifier import AVerifier
    from palliorient.carnets.importer.importer import Import
    from palliorient.carnets.lecture import CarnetLu

FORMAT_DES_CONSTATS = "palliorient.carnet-constats/1"
FORMAT_A_VERIFIER = "palliorient.carnet-a-verifier/1"


def validation_en_texte(lus: Sequence[CarnetLu]) -> str:
    """Every problem with its place and its remedy, then the count; never a line of the file."""
    diagnostics = [d for lu in lus for d in lu.diagnostics]
    blocs = [bloc(d, {}) for d in diagnostics]
    if not diagnostics:
        lignes = [_compte(lu) for lu in lus]
        return "\n".join([*lignes, "Aucun problème."])
    erreurs = sum(d.gravite == ERREUR for d in diagnostics)
    comptes = ((erreurs, "erreur"), (len(diagnostics) - erreurs, "avertissement"))
    dits = ", ".join(accorder(n, mot) for n, mot in comptes if n)
    return "\n".join([*blocs, f"{dits}. Une explication : palliorient valider --expliquer CODE"])


def _compte(lu: CarnetLu) -> str:
    assert lu.carnet is not None  # there is no problem
    ajouts = len(lu.carnet.hors_contrat)
    suite = f", {ajouts} hors contrat" if ajouts else ""
    return f"{lu.fichier} : « {lu.carnet.nom} », {accorder(len(lu.carnet.lignes), 'ligne')}{suite}."


def validation_en_json(lus: Sequence[CarnetLu]) -> str:
    """The same for programs."""
    constats = [constat(d) for lu in lus for d in lu.diagnostics]
    return en_json_lisible({"format": FORMAT_DES_CONSTATS, "constats": constats})


def a_verifier_en_texte(lignes: Sequence[AVerifier]) -> str:
    """Each line with its number and its place in the file; or that there is none."""
    if not lignes:
        return f"Toutes les lignes ont été vérifiées depuis moins de {conventions().mois} mois."
    mots = conventions().mots
    dites = []
    for ligne in lignes:
        jour = f"{date.fromisoformat(ligne.verifie_le):%d/%m/%Y}" if ligne.verifie_le else ""
        par = mots["par"].replace("{numero}", ligne.intermediaire or "")
        numero = ligne.telephone or par
        age = mots[ligne.etat].replace("{date}", jour)
        dites += plier(f"{ligne.nom} · {numero} : {age}", " -  ")
        dites.append(f"    {ligne.position}")
    return "\n".join([*dites, f"{accorder(len(lignes), 'ligne')} à vérifier."])


def a_verifier_en_json(lignes: Sequence[AVerifier]) -> str:
    """The same for programs."""
    dites = [
        {
            **{cle: valeur for cle, valeur in ligne._asdict().items() if cle != "position"},
            "fichier": ligne.position.fichier,
            "ligne": ligne.position.ligne,
        }
        for ligne in lignes
    ]
    return en_json_lisible({"format": FORMAT_A_VERIFIER, "lignes": dites})


def import_en_texte(fait: Import) -> str:
    """What was taken from a table, and what was not: by number, never by content."""
    lignes = [f"{accorder(len(fait.reprises), 'ligne')} sur {fait.lignes} dans le carnet."]
    if fait.rejets:
        lignes.append("Lignes non reprises :")
        lignes += [f"  ligne {rejet.numero} : {rejet.raison}" for rejet in fait.rejets]
    reserves = [(r.numero, reserve) for r in fait.reprises for reserve in r.reserves]
    if reserves:
        lignes.append("Lignes à compléter :")
        lignes += [f"  ligne {numero} : {reserve}" for numero, reserve in reserves]
    if fait.colonnes:
        lignes.append("Colonnes laissées de côté, ni copiées ni affichées :")
    for colonne in fait.colonnes:
        titre = f"« {couper(colonne.titre)} »" if colonne.titre else "titre non répété"
        ou = f", {lignes_dites(colonne.lignes)}" if colonne.lignes else ", vide"
        lignes.append(f"  n° {colonne.numero}, {titre}{ou}")
    return "\n".join(lignes)

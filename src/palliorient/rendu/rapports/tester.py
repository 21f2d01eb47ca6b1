"""The results of `tester`: on screen, expected beside obtained; as JSON, and as JUnit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from palliorient.noyau.langue.phrases import accorder, decimal
from palliorient.rendu.mise_en_page import LARGEUR, gras, plier
from palliorient.rendu.rapports import junit
from palliorient.rendu.rapports.chemins import chemin_relatif
from palliorient.rendu.reponse.json import en_json
from palliorient.scenarios.couverture import Couverture
from palliorient.scenarios.modele import Manque, Resultat
from palliorient.sortie import propre

FORMAT = "palliorient.test/1"
FORMAT_COUVERTURE = "palliorient.couverture-scenarios/1"

MARGE = 13
COLONNE = (LARGEUR - MARGE - 3) // 2

NOMS_DES_FAMILLES = {
    "cellule": "cellules",
    "regle": "règles",
    "role": "rôles",
    "alerte": "alertes",
    "service": "services",
    "territoire": "territoires",
    "valeur": "réponses possibles",
    "question": "questions de grille",
}


def en_texte(
    resultats: Sequence[Resultat], total: int, couverture: Couverture | None = None
) -> str:
    """Each failure, then the coverage when it is asked for, then the count."""
    lignes: list[str] = []
    for resultat in resultats:
        if not resultat.reussi:
            lignes += [*_echec(resultat), ""]
    if couverture is not None:
        lignes += [*_couverture(couverture), ""]
    return "\n".join([*lignes, _bilan(resultats, total)])


def _bilan(resultats: Sequence[Resultat], total: int) -> str:
    echecs = sum(1 for r in resultats if not r.reussi)
    duree = decimal(sum(r.duree for r in resultats), 2)
    reste = total - len(resultats)
    non_joues = f", {accorder(reste, 'non joué')}" if reste else ""
    return (
        f"{accorder(total, 'scénario')} : {accorder(len(resultats) - echecs, 'réussi')},"
        f" {accorder(echecs, 'échec')}{non_joues} ({duree} s)"
    )


def _echec(resultat: Resultat) -> list[str]:
    scenario = resultat.scenario
    titre = "ERREUR" if resultat.refuse else "ÉCHEC"
    lignes = [gras(f"{titre} {scenario.id}")]
    lignes += plier(scenario.titre, "  ")
    lignes.append(propre(f"  {scenario.position()}"))
    entete = f"{'attendu':<{COLONNE}} | obtenu"
    lignes.append(" " * MARGE + entete)
    for ecart in resultat.ecarts:
        lignes += _cote_a_cote(ecart)
        for raison in ecart.raisons:
            lignes += plier(raison, " " * MARGE + "↳ ", " " * (MARGE + 2))
    return lignes


def _cote_a_cote(ecart: Manque) -> list[str]:
    gauche = wrap(propre(ecart.attendu), COLONNE) or [""]
    droite = wrap(propre(ecart.obtenu), COLONNE) or [""]
    lignes = []
    for rang in range(max(len(gauche), len(droite))):
        marge = (f"  {ecart.cle}", f"  ligne {ecart.position.ligne}", "")[min(rang, 2)]
        a = gauche[rang] if rang < len(gauche) else ""
        o = droite[rang] if rang < len(droite) else ""
        lignes.append(f"{marge:<{MARGE}}{a:<{COLONNE}} | {o}".rstrip())
    if len(lignes) == 1:
        lignes.append(f"  ligne {ecart.position.ligne}")
    return lignes


def _couverture(couverture: Couverture) -> list[str]:
    lignes = [gras("COUVERTURE")]
    for famille, elements in couverture.par_famille().items():
        couverts = sum(1 for e in elements if e.scenarios)
        nom = NOMS_DES_FAMILLES[famille]
        lignes.append(f"  {nom:<20}{couverts:>4} sur {len(elements)}")
    jamais = [e for e in couverture.elements if not e.scenarios]
    for element in jamais:
        lignes.append(propre(f"  {element.position}: {element.famille} {element.nom}: jamais"))
    taux = decimal(couverture.taux, 1)
    total = len(couverture.elements)
    lignes.append(f"  ensemble : {couverture.couverts} sur {total}, {taux} %")
    return lignes


def en_json_de_test(
    resultats: Sequence[Resultat], total: int, couverture: Couverture | None = None
) -> str:
    """One line; lines and columns from 1."""
    echecs = sum(1 for r in resultats if not r.reussi)
    valeur: dict[str, Any] = {
        "format": FORMAT,
        "total": total,
        "reussis": len(resultats) - echecs,
        "echecs": echecs,
        "non_joues": total - len(resultats),
        "scenarios": [_scenario(r) for r in resultats],
    }
    if couverture is not None:
        valeur["couverture"] = _couverture_en_valeurs(couverture)
    return en_json(valeur)


def _scenario(resultat: Resultat) -> dict[str, Any]:
    scenario, ici = resultat.scenario, resultat.scenario.position()
    return {
        "id": scenario.id,
        "titre": scenario.titre,
        "fichier": ici.fichier,
        "ligne": ici.ligne,
        "statut": "reussi" if resultat.reussi else "erreur" if resultat.refuse else "echec",
        "ecarts": [
            {
                "cle": e.cle,
                "attendu": e.attendu,
                "obtenu": e.obtenu,
                "ligne": e.position.ligne,
                "colonne": e.position.colonne,
                "raisons": list(e.raisons),
            }
            for e in resultat.ecarts
        ],
    }


def _couverture_en_valeurs(couverture: Couverture) -> dict[str, Any]:
    return {
        "format": FORMAT_COUVERTURE,
        "total": len(couverture.elements),
        "couverts": couverture.couverts,
        "taux": round(couverture.taux, 2),
        "elements": [
            {
                "famille": e.famille,
                "nom": e.nom,
                "fichier": e.position.fichier,
                "ligne": e.position.ligne,
                "scenarios": e.scenarios,
            }
            for e in couverture.elements
        ],
    }


def en_junit(resultats: Iterable[Resultat]) -> str:
    """One suite per scenario file. A refused situation is an `error`, the rest a `failure`."""
    suites: dict[str, list[junit.Cas]] = {}
    duree = 0.0
    for resultat in resultats:
        fichier = chemin_relatif(resultat.scenario.fichier)
        suites.setdefault(fichier, []).append(_cas(fichier, resultat))
        duree += resultat.duree
    return junit.document("palliorient", suites, duree)


def _cas(fichier: str, resultat: Resultat) -> junit.Cas:
    scenario, dit = resultat.scenario, None
    if not resultat.reussi:
        genre = junit.ERREUR if resultat.refuse else junit.ECHEC
        premier = resultat.ecarts[0]
        titre = f"{premier.cle} : attendu {premier.attendu}, obtenu {premier.obtenu}"
        texte = "\n".join(_texte_de_l_ecart(e) for e in resultat.ecarts)
        dit = junit.Dit(genre, texte, titre, genre)
    return junit.Cas(
        f"{scenario.id} : {scenario.titre}",
        fichier.removesuffix(".yaml"),
        fichier,
        scenario.position().ligne,
        resultat.duree,
        dit,
    )


def _texte_de_l_ecart(ecart: Manque) -> str:
    lignes = [f"{ecart.position} {ecart.cle}"]
    lignes += [f"  attendu : {ecart.attendu}", f"  obtenu : {ecart.obtenu}"]
    lignes += [f"  raison : {raison}" for raison in ecart.raisons]
    return "\n".join(lignes)

"""JUnit XML, as continuous integration servers read it: one suite per scenario file."""

from __future__ import annotations

from collections.abc import Iterable

from palliorient.rendu.rapports.chemins import chemin_relatif
from palliorient.rendu.rapports.xml import en_attribut, en_contenu
from palliorient.scenarios.modele import Manque, Resultat


def en_junit(resultats: Iterable[Resultat]) -> str:
    """The whole document. A refused situation is an `error`, the rest a `failure`."""
    suites: dict[str, list[Resultat]] = {}
    for resultat in resultats:
        suites.setdefault(chemin_relatif(resultat.scenario.fichier), []).append(resultat)
    tous = [r for suite in suites.values() for r in suite]
    lignes = ['<?xml version="1.0" encoding="UTF-8"?>']
    lignes.append(f'<testsuites name="palliorient" {_comptes(tous)}>')
    for fichier, suite in suites.items():
        lignes.append(f"  <testsuite name={en_attribut(fichier)} {_comptes(suite)}>")
        for resultat in suite:
            lignes += _cas(fichier, resultat)
        lignes.append("  </testsuite>")
    lignes.append("</testsuites>")
    return "\n".join(lignes) + "\n"


def _comptes(resultats: list[Resultat]) -> str:
    erreurs = sum(1 for r in resultats if r.refuse)
    echecs = sum(1 for r in resultats if r.ecarts) - erreurs
    duree = sum(r.duree for r in resultats)
    return f'tests="{len(resultats)}" failures="{echecs}" errors="{erreurs}" time="{duree:.3f}"'


def _cas(fichier: str, resultat: Resultat) -> list[str]:
    scenario = resultat.scenario
    ligne = scenario.position().ligne
    debut = (
        f"    <testcase name={en_attribut(f'{scenario.id} : {scenario.titre}')}"
        f" classname={en_attribut(fichier.removesuffix('.yaml'))}"
        f' file={en_attribut(fichier)} line="{ligne}" time="{resultat.duree:.3f}"'
    )
    if resultat.reussi:
        return [f"{debut}/>"]
    balise = "error" if resultat.refuse else "failure"
    premier = resultat.ecarts[0]
    message = f"{premier.cle} : attendu {premier.attendu}, obtenu {premier.obtenu}"
    corps = "\n".join(_texte_de_l_ecart(e) for e in resultat.ecarts)
    ouverte = f'<{balise} message={en_attribut(message)} type="{balise}">'
    return [
        f"{debut}>",
        f"      {ouverte}{en_contenu(corps)}</{balise}>",
        "    </testcase>",
    ]


def _texte_de_l_ecart(ecart: Manque) -> str:
    lignes = [f"{ecart.position} {ecart.cle}"]
    lignes += [f"  attendu : {ecart.attendu}", f"  obtenu : {ecart.obtenu}"]
    lignes += [f"  raison : {raison}" for raison in ecart.raisons]
    return "\n".join(lignes)

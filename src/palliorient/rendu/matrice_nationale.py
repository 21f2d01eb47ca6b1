"""The matrix of the 101 départements: on screen, as JSON, Markdown and CSV."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

from palliorient.noyau.carte.couverture import NOMME
from palliorient.noyau.langue.phrases import accorder
from palliorient.noyau.modele.modele import Mission
from palliorient.rendu.carte import source
from palliorient.rendu.markdown import echapper
from palliorient.rendu.mise_en_page import gras, plier
from palliorient.rendu.reponse.json import en_json
from palliorient.squelettes.faits import enquete
from palliorient.squelettes.matrice import AUSSI, MatriceNationale, Rangee, type_declare

FORMAT = "palliorient.couverture-nationale/1"
COLONNE = 6
NOM = 32
ENTETE_CSV = (
    *("departement", "nom_du_departement", "mission", "nom", "etat", "etablissements"),
    *("document", "localisation"),
)
LEGENDE = (
    "Nombre d'établissements qui l'ont déclaré en {annee} (enquête nationale {sigle}) ; « - » :"
    " aucun. Une HAD est comptée à son siège et peut servir ailleurs ; une équipe qu'un autre"
    " hôpital porte n'est pas comptée."
)


def en_texte(matrice: MatriceNationale) -> str:
    """The numbers on 80 columns, then what lacks."""
    comptees = [m for m in matrice.missions if matrice.est_comptee(m)]
    tetes = [str(type_declare(m)).upper() for m in comptees] + [a.upper() for a in AUSSI]
    lignes = [
        gras(f"MISSIONS DU CADRE NATIONAL, PAR DÉPARTEMENT ({enquete().annee})"),
        " " * NOM + "".join(f"{tete:>{COLONNE}}" for tete in tetes),
    ]
    for rangee in matrice.rangees:
        nom = f"{rangee.departement.numero:<4}{rangee.departement.nom}"
        nombres = "".join(f"{n or '-':>{COLONNE}}" for n in _nombres(rangee, comptees))
        lignes.append(f"{nom:<{NOM}}{nombres}")
    lignes += ["", *plier(LEGENDE.format(**enquete()._asdict()), ""), "", gras("CE QUI MANQUE")]
    for mission in comptees:
        sans = matrice.sans(mission.id)
        if sans:
            noms = ", ".join(f"{d.nom} ({d.numero})" for d in sans)
            ou = accorder(len(sans), "département")
            phrase = f"{mission.nom} : aucun établissement dans {ou} : {noms}"
            lignes += plier(phrase, "- ", "  ")
    ailleurs = [m.nom for m in _muettes(matrice)]
    lignes += plier(f"Partout, pas dans l'enquête : {', '.join(ailleurs)}", "- ", "  ")
    return "\n".join(lignes)


def _nombres(rangee: Rangee, comptees: list[Mission]) -> list[int]:
    missions = [len(rangee.cases[m.id].etablissements) for m in comptees]
    return [*missions, *rangee.aussi.values()]


def _muettes(matrice: MatriceNationale) -> list[Mission]:
    """The missions of which the survey says nothing, anywhere."""
    premiere = matrice.rangees[0].cases
    return [
        m for m in matrice.missions if not matrice.est_comptee(m) and premiere[m.id].etat != NOMME
    ]


def en_json_national(matrice: MatriceNationale) -> str:
    """One line: for each mission where it lacks; for each département who declares it."""
    valeur: dict[str, Any] = {
        "format": FORMAT,
        "annee": enquete().annee,
        "missions": [
            {
                "id": m.id,
                "nom": m.nom,
                "dans_l_enquete": matrice.est_comptee(m),
                "source": source(m.source),
                "departements_sans": [d.numero for d in matrice.sans(m.id)],
            }
            for m in matrice.missions
        ],
        "departements": [
            {
                "numero": r.departement.numero,
                "nom": r.departement.nom,
                "missions": {
                    mission: {"etat": case.etat, "etablissements": list(case.etablissements)}
                    for mission, case in r.cases.items()
                },
                "aussi": r.aussi,
            }
            for r in matrice.rangees
        ],
    }
    return en_json(valeur)


def en_markdown(matrice: MatriceNationale) -> str:
    """The numbers as a table, for a report."""
    comptees = [m for m in matrice.missions if matrice.est_comptee(m)]
    tetes = ["Département", *(m.nom for m in comptees), *(a.upper() for a in AUSSI)]
    lignes = [_rangee(tetes), _rangee(["---", *["---:"] * (len(tetes) - 1)], str)]
    for r in matrice.rangees:
        nombres = [str(n or "-") for n in _nombres(r, comptees)]
        lignes.append(_rangee([f"{r.departement.nom} ({r.departement.numero})", *nombres]))
    return "\n".join(lignes) + "\n"


def _rangee(cases: list[str], ecrire: Callable[[str], str] = echapper) -> str:
    return f"| {' | '.join(map(ecrire, cases))} |"


def en_csv(matrice: MatriceNationale) -> str:
    """One row for each département and mission; establishments by FINESS number."""
    import csv  # only here: the three other forms do without

    flux = StringIO()
    table = csv.writer(flux, lineterminator="\n")
    table.writerow(ENTETE_CSV)
    for r in matrice.rangees:
        for m in matrice.missions:
            case = r.cases[m.id]
            table.writerow(
                (
                    *(r.departement.numero, r.departement.nom, m.id, m.nom, case.etat),
                    "|".join(case.etablissements),
                    *(m.source.document, m.source.localisation),
                )
            )
    return flux.getvalue()

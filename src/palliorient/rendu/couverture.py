"""The matrix mission × territory: on screen, as JSON, Markdown and CSV."""

from __future__ import annotations

from io import StringIO
from textwrap import wrap
from typing import Any

from palliorient.noyau.carte.couverture import A_VENIR, DECLARE, LACUNE, NOMME, Ligne, Matrice
from palliorient.noyau.modele.modele import Service, Territoire
from palliorient.noyau.table.table import SUPRA
from palliorient.rendu.carte import source
from palliorient.rendu.markdown import echapper
from palliorient.rendu.mise_en_page import LARGEUR, gras, plier
from palliorient.rendu.reponse.json import en_json
from palliorient.sortie import propre

FORMAT = "palliorient.couverture/1"

MOTS = {NOMME: "oui", DECLARE: "déclaré", SUPRA: "ailleurs", A_VENIR: "à venir", LACUNE: "non"}
LEGENDE = (
    "oui : un service est nommé ; ailleurs : dans un autre territoire, comme le cadre le permet ;"
    " à venir : en labellisation ou annoncé, pas encore en service ; non : rien d'inscrit."
)
LEGENDE_DE_DECLARE = "déclaré : connu de chiffres officiels seulement, à vérifier."
COLONNE, LARGE = 9, 20
"""Columns of a territory, at least and at most."""

MISSION = 24
"""Columns that the name of a mission keeps at least."""

ENSEMBLE = (LARGEUR - MISSION) // COLONNE
"""Territories side by side; more make another table under the first."""
ENTETE_CSV = ("mission", "nom", "territoire", "etat", "services", "document", "localisation")


def en_texte(matrice: Matrice) -> str:
    """The table on 79 columns, then what lacks, mission by mission."""
    lignes = [gras("MISSIONS DU CADRE NATIONAL")]
    nombre = len(matrice.referentiel.territoires)
    for debut in range(0, nombre, ENSEMBLE):
        lignes += [""] if debut else []
        lignes += _tableau(matrice, range(debut, min(debut + ENSEMBLE, nombre)))
    lignes += ["", *plier(LEGENDE, "")]
    if any(ligne.territoires(DECLARE) for ligne in matrice.lignes):
        lignes += plier(LEGENDE_DE_DECLARE, "")
    lignes += ["", gras("CE QUI MANQUE")]
    for ligne in matrice.lignes:
        for phrase in _manques(ligne, matrice):
            lignes += plier(phrase, "- ", "  ")
    ref = matrice.referentiel
    lignes += ["", f"Offre au {ref.a_jour_au}, règles {ref.version}."]
    return "\n".join(lignes)


def _tableau(matrice: Matrice, rangs: range) -> list[str]:
    """Some territories, side by side: one of a few has room for its whole name."""
    colonne = min(LARGE, max(COLONNE, (LARGEUR - MISSION) // len(rangs)))
    largeur = LARGEUR - colonne * len(rangs) - 1
    territoires = [matrice.referentiel.territoires[rang] for rang in rangs]
    entete = "".join(f"{_court(t, matrice, colonne):<{colonne}}" for t in territoires).rstrip()
    lignes = [" " * (largeur + 1) + entete]
    for ligne in matrice.lignes:
        etats = "".join(f"{MOTS[ligne.cellules[r].etat]:<{colonne}}" for r in rangs).rstrip()
        noms = wrap(propre(ligne.mission.nom), largeur)
        lignes.append(f"{noms[0]:<{largeur}} {etats}")
        lignes += [f"  {nom}" for nom in noms[1:]]
    return lignes


def _manques(ligne: Ligne, matrice: Matrice) -> list[str]:
    """What lacks for one mission, in words; nothing when every territory has it."""
    phrases = []
    for etat, dit in ((LACUNE, "rien d'inscrit"), (A_VENIR, "à venir"), (SUPRA, "ailleurs")):
        ou = ligne.territoires(etat)
        if not ou:
            continue
        partout = len(ou) == len(ligne.cellules)
        lieux = "partout" if partout else ", ".join(_nu(t, matrice) for t in ou)
        suite = ""
        if etat == LACUNE and ligne.mission.lacune:
            suite = f" ({ligne.mission.lacune})"
        elif etat != LACUNE:
            services = {s.id: s for c in ligne.cellules if c.etat == etat for s in c.services}
            suite = f" ({', '.join(s.nom for s in services.values())})"
        phrases.append(f"{ligne.mission.nom} : {dit}, {lieux}{suite}")
    return phrases


def _nu(territoire: Territoire, matrice: Matrice) -> str:
    """« Lyon Nord-Est » → « Nord-Est »: they are all of the same departement."""
    return territoire.nom.removeprefix(f"{matrice.referentiel.departement.nom} ")


def _court(territoire: Territoire, matrice: Matrice, colonne: int) -> str:
    """Its name in a narrow column, without the words that they all begin with: « N-Est »."""
    autres = [_nu(t, matrice).split() for t in matrice.referentiel.territoires]
    mots = _nu(territoire, matrice).split()
    while len(autres) > 1 and all(len(a) > 1 and a[0] == mots[0] for a in autres):
        mots, autres = mots[1:], [a[1:] for a in autres]
    nom = " ".join(mots)
    if len(nom) < colonne and colonne > COLONNE:
        return nom
    *debut, fin = nom.split("-")
    return "-".join([*(mot[:1] for mot in debut), fin])[: colonne - 1]


def en_json_de_couverture(matrice: Matrice) -> str:
    """One line; one cell for each mission and territory."""
    ref = matrice.referentiel
    valeur: dict[str, Any] = {
        "format": FORMAT,
        "territoires": [{"id": t.id, "nom": t.nom} for t in ref.territoires],
        "missions": [
            {
                "id": ligne.mission.id,
                "nom": ligne.mission.nom,
                "supra": ligne.mission.supra,
                "lacune": ligne.mission.lacune,
                "source": source(ligne.mission.source),
                "cellules": [
                    {
                        "territoire": c.territoire.id,
                        "etat": c.etat,
                        "services": [_service(s) for s in c.services],
                    }
                    for c in ligne.cellules
                ],
            }
            for ligne in matrice.lignes
        ],
        "referentiel": {
            "version": ref.version,
            "a_jour_au": ref.a_jour_au,
            "empreinte": ref.empreinte,
        },
    }
    return en_json(valeur)


def _service(service: Service) -> dict[str, Any]:
    return {
        "id": service.id,
        "nom": service.nom,
        "type": service.type,
        "territoires": list(service.territoires),
        "porteur": service.porteur,
    }


def en_markdown(matrice: Matrice) -> str:
    """The table with the names of the services, for a report."""
    territoires = matrice.referentiel.territoires
    tetes = ["Mission", *(t.nom for t in territoires)]
    lignes = [_rangee(tetes), _rangee(["---"] * len(tetes))]
    for ligne in matrice.lignes:
        cases = [ligne.mission.nom]
        for cellule in ligne.cellules:
            noms = ", ".join(s.nom for s in cellule.services)
            mot = MOTS[cellule.etat]
            cases.append(noms if cellule.etat == NOMME else f"*{mot}* {noms}".strip())
        lignes.append(_rangee(cases))
    return "\n".join(lignes) + "\n"


def _rangee(cases: list[str]) -> str:
    return f"| {' | '.join(map(echapper, cases))} |"


def en_csv(matrice: Matrice) -> str:
    """One row for each mission and territory; services by identifier."""
    import csv  # only here: the three other forms do without

    flux = StringIO()
    table = csv.writer(flux, lineterminator="\n")
    table.writerow(ENTETE_CSV)
    for ligne in matrice.lignes:
        mission = ligne.mission
        for c in ligne.cellules:
            services = "|".join(s.id for s in c.services)
            table.writerow(
                (
                    mission.id,
                    mission.nom,
                    c.territoire.id,
                    c.etat,
                    services,
                    mission.source.document,
                    mission.source.localisation,
                )
            )
    return flux.getvalue()

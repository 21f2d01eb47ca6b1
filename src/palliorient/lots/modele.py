"""The example file that `palliorient lot --modele` prints, made from the data."""

from __future__ import annotations

from palliorient.lots.entree.entete import Colonnes
from palliorient.noyau.table.table import Table

QUAND = "2026-11-22T03:00"


def modele(table: Table) -> str:
    """A header and a few rows that show each way of answering."""
    lieux = table.criteres["lieu"].valeurs
    domiciles = [v.id for v in lieux if v.colonne == "domicile" and not v.implique]
    hopital = next(v.id for v in lieux if v.colonne == "etablissement")
    niveaux = [v.id for v in table.criteres["niveau"].valeurs if not v.explicite]
    moments = [v.id for v in table.criteres["moment"].valeurs]
    numeros = sorted(set(table.codes_postaux.values()))
    code_postal = max(table.codes_postaux)
    adulte = list(table.classes.values())[-1].de
    commun = {"precarite": "non", "age": str(adulte)}
    colonnes = Colonnes(table).connues
    lignes = [
        {
            **commun,
            "lieu": domiciles[0],
            "arrondissement": str(numeros[-1]),
            "niveau": niveaux[0],
            "moment": moments[0],
        },
        {
            **commun,
            "lieu": domiciles[-1],
            "arrondissement": f"{numeros[1]}e",
            "niveau": niveaux[-1],
            "quand": QUAND,
            "isolement": "oui",
            "suivi": table.listes["suivi"][0],
            "besoin": "|".join(table.listes["besoin"][:2]),
            "urgence": "non",
        },
        {
            "precarite": "non",
            "age": "8 mois",
            "niveau": niveaux[0],
            "moment": moments[-1],
            "etablissement": next(iter(table.etablissements)),
        },
        {
            **commun,
            "precarite": "oui",
            "lieu": hopital,
            "arrondissement": code_postal,
            "niveau": niveaux[-1],
            "moment": moments[1],
            "residence": str(numeros[0]),
        },
    ]
    rangees = [
        ";".join({**ligne, "id": f"exemple-{rang}"}.get(nom, "") for nom in colonnes)
        for rang, ligne in enumerate(lignes, start=1)
    ]
    return "\n".join([";".join(colonnes), *rangees]) + "\n"

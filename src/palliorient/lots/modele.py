"""The example file that `palliorient lot --modele` prints, made from the data."""

from __future__ import annotations

from collections import Counter

from palliorient.lots.entree.entete import Colonnes
from palliorient.lots.table_de_decision import ecrite
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.table.table import Table

QUAND = "2026-11-22T03:00"


def _places(table: Table) -> list[tuple[str, str]]:
    """Every place, as the tool writes it and as it is said; enough of them for the example."""
    places = ((commune, table.place_de(commune)) for commune in table.lieux)
    return [(ecrite(table, place), court(table, commune)) for commune, place in places] * 3


def _code_postal(table: Table) -> str | None:
    """A postal code that means one place."""
    porteurs = Counter(code for lieu in table.lieux.values() for code in lieu.codes_postaux)
    seuls = (c for c, n in porteurs.items() if n == 1 and table.lieux.keys().isdisjoint({c}))
    return max((c for c in porteurs if c in table.codes), default=max(seuls, default=None))


def modele(table: Table) -> str:
    """A header and a few rows that show each way of answering."""
    lieux = table.criteres["lieu"].valeurs
    domiciles = [v.id for v in lieux if v.colonne == "domicile" and not v.implique]
    hopital = next(v.id for v in lieux if v.colonne == "etablissement")
    niveaux = [v.id for v in table.criteres["niveau"].valeurs if not v.explicite]
    moments = [v.id for v in table.criteres["moment"].valeurs]
    place = table.place
    premier, second, *_, dernier = _places(table)
    postal = _code_postal(table)
    adulte = list(table.classes.values())[-1].de
    commun = {"precarite": "non", "age": str(adulte), "niveau": niveaux[-1]}
    colonnes = [nom for nom in Colonnes(table).connues if nom != table.autre_place]
    a_domicile = {"lieu": domiciles[0], place: dernier[0], "moment": moments[0]}
    ailleurs = {"lieu": domiciles[-1], place: second[1], "quand": QUAND, "isolement": "oui"}
    suivie = {
        "suivi": table.listes["suivi"][0],
        "besoin": "|".join(table.listes["besoin"][:2]),
        "urgence": "non",
    }
    enfant = {"age": "8 mois", "etablissement": next(iter(table.etablissements))}
    hospitalisee = {"lieu": hopital, place: postal or dernier[1], "residence": premier[0]}
    lignes = [
        {**commun, **a_domicile, "niveau": niveaux[0]},
        {**commun, **ailleurs, **suivie},
        {**commun, **enfant, "niveau": niveaux[0], "moment": moments[-1]},
        {**commun, **hospitalisee, "precarite": "oui", "moment": moments[1]},
    ]
    rangees = [
        ";".join({**ligne, "id": f"exemple-{rang}"}.get(nom, "") for nom in colonnes)
        for rang, ligne in enumerate(lignes, start=1)
    ]
    return "\n".join([";".join(colonnes), *rangees]) + "\n"

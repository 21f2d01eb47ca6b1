"""The national table: six cells, their official label, their source and their roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from palliorient.noyau.modele.modele import Condition, Proposition, Referentiel, Regle, Valeurs
from palliorient.rendu.carte import en_clair, source
from palliorient.rendu.mise_en_page import gras, plier

FORMAT = "palliorient.gradation/1"
COLONNES = {"domicile": "Domicile et lieux assimilés", "etablissement": "Établissement de santé"}
"""The columns of the national table, as it calls them."""

CARACTERES = {
    "requis": "requis",
    "alternative": "au choix",
    "repli": "en repli",
    "eventuel": "+/-",
}


def cellules(referentiel: Referentiel, niveau: int | None = None) -> list[Regle]:
    """The cells of the table, of one level or all."""
    return [c for c in referentiel.cellules if niveau in (None, _niveau(c))]


def _niveau(cellule: Regle) -> int:
    return int(cellule.condition.quand["niveau"][0])


def _colonne(cellule: Regle) -> str:
    return cellule.condition.quand["colonne"][0]


def en_dictionnaire(referentiel: Referentiel, montrees: Sequence[Regle]) -> dict[str, Any]:
    """The cells as JSON values."""
    noms = {r.id: r.nom for r in referentiel.roles}
    return {
        "format": FORMAT,
        "cellules": [
            {
                "id": c.id,
                "niveau": _niveau(c),
                "colonne": _colonne(c),
                "libelle": c.libelle,
                "explication": c.explication,
                "source": source(c.source),
                "roles": [_role(p, noms) for p in c.propose],
            }
            for c in montrees
        ],
    }


def _role(p: Proposition, noms: dict[str, str]) -> dict[str, Any]:
    return {
        "role": p.role,
        "nom": noms[p.role],
        "caractere": p.caractere,
        "option": p.option,
        "modalite": p.modalite,
        "quand": {critere: list(valeurs) for critere, valeurs in p.condition.quand.items()},
        "sauf": {critere: list(valeurs) for critere, valeurs in p.condition.sauf.items()},
        **_un_de(p.condition),
        "source": source(p.source) if p.source else None,
    }


def _un_de(condition: Condition) -> dict[str, Any]:
    """The cases of which one must hold, where there are some."""
    cas = [{critere: list(v) for critere, v in dit.items()} for dit in condition.un_de]
    return {"un_de": cas} if cas else {}


def en_texte(referentiel: Referentiel, montrees: Sequence[Regle]) -> str:
    """One paragraph for each cell: the official words, then the roles that they call for."""
    noms = {r.id: r.nom for r in referentiel.roles}
    documents = {d.id: d.nom for d in referentiel.documents}
    definitions = {
        v.id: v.aide for c in referentiel.criteres if c.id == "niveau" for v in c.valeurs
    }
    lignes: list[str] = []
    for c in montrees:
        titre = f"NIVEAU {_niveau(c)} × {_colonne(c).upper().replace('ETABL', 'ÉTABL')}"
        lignes += [gras(titre), *plier(str(definitions[str(_niveau(c))]), "  ")]
        lignes += plier(f"« {c.libelle} »", "  ")
        for proposition in c.propose:
            lignes += plier(_en_clair(proposition, noms), "   - ")
        lignes += [*plier(f"source : {en_clair(documents, c.source)}", "  "), ""]
    return "\n".join(lignes).rstrip("\n")


def _en_clair(p: Proposition, noms: dict[str, str]) -> str:
    dit = f"{CARACTERES[p.caractere]} : {noms[p.role]}"
    if p.option:
        dit += f" (voie {p.option})"
    if p.modalite:
        dit += f", {p.modalite}"
    return dit + _restriction(p.condition)


def _restriction(condition: Condition) -> str:
    dite = en_mots(condition)
    return f" ({dite})" if dite else ""


def en_mots(condition: Condition) -> str:
    """« si lieu domicile et sauf si age 0-17 »; empty: always."""
    dits = [*_criteres("si ", condition.quand), *_criteres("sauf si ", condition.sauf)]
    if condition.un_de:
        cas = [" et ".join(_criteres("", dit)) for dit in condition.un_de]
        dits.append(f"si {', ou '.join(cas)}")
    return " et ".join(dits)


def _criteres(mot: str, dits: Mapping[str, Valeurs]) -> list[str]:
    return [f"{mot}{critere} {' ou '.join(valeurs)}" for critere, valeurs in dits.items()]

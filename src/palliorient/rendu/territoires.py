"""Territories, their arrondissements and how each attachment is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from palliorient.noyau.carte.parcourir import comptes
from palliorient.noyau.langue.phrases import ordinal
from palliorient.noyau.modele.modele import Rattachement, Referentiel, Territoire
from palliorient.rendu.carte import en_clair, source
from palliorient.rendu.mise_en_page import gras, plier

FORMAT = "palliorient.territoires/1"
DEDUIT = "*"


def en_dictionnaire(
    referentiel: Referentiel, rattachements: Sequence[Rattachement]
) -> dict[str, Any]:
    """The territories of these attachments; then what serves all of Paris, or the region."""
    return {
        "format": FORMAT,
        "territoires": [
            {
                "id": territoire.id,
                "nom": territoire.nom,
                "arrondissements": [_rattachement(r) for r in siens],
                **_comptes(referentiel, territoire),
            }
            for territoire, siens in _par_territoire(referentiel, rattachements)
        ],
        "partout": [
            {"id": zone.id, "nom": zone.nom, **_comptes(referentiel, zone)}
            for zone in (referentiel.departement, referentiel.region)
        ],
    }


def _comptes(referentiel: Referentiel, zone: Territoire) -> dict[str, dict[str, int]]:
    ouverts, a_venir = comptes(referentiel, zone.id)
    return {"services": ouverts, "a_venir": a_venir}


def _rattachement(r: Rattachement) -> dict[str, Any]:
    return {
        "numero": r.arrondissement,
        "commune": r.commune,
        "codes_postaux": list(r.codes_postaux),
        "deduit": r.deduit,
        "pourquoi": r.pourquoi,
        "aussi": {"territoire": r.aussi, "types": list(r.types_aussi)} if r.aussi else None,
        "source": source(r.source),
    }


def _par_territoire(
    referentiel: Referentiel, rattachements: Sequence[Rattachement]
) -> list[tuple[Territoire, list[Rattachement]]]:
    siens = [
        (t, [r for r in rattachements if r.territoire == t.id]) for t in referentiel.territoires
    ]
    return [(t, rs) for t, rs in siens if rs]


def en_texte(
    referentiel: Referentiel, rattachements: Sequence[Rattachement], *, detail: bool
) -> str:
    """One paragraph for each territory; with `detail`, the source of each attachment."""
    sigles = {t.id: t.sigle for t in referentiel.types}
    lignes: list[str] = []
    for territoire, siens in _par_territoire(referentiel, rattachements):
        numeros = ", ".join(ordinal(r.arrondissement) + (DEDUIT if r.deduit else "") for r in siens)
        lignes += [gras(t) for t in plier(f"{territoire.nom.upper()} ({territoire.id})", "")]
        lignes += plier(f"Arrondissements : {numeros}", "  ", "    ")
        codes = ", ".join(code for r in siens for code in r.codes_postaux)
        lignes += plier(f"Codes postaux : {codes}", "  ", "    ")
        lignes += _services(referentiel, territoire, sigles)
        for r in siens:
            lignes += _precisions(referentiel, r, sigles, detail=detail)
        lignes.append("")
    for zone in (referentiel.departement, referentiel.region):
        lignes += [gras(t) for t in plier(f"TOUT {zone.nom.upper()} ({zone.id})", "")]
        lignes += [*_services(referentiel, zone, sigles), ""]
    if any(r.deduit for r in rattachements) and not detail:
        lignes += plier(
            f"{DEDUIT} rattachement déduit : les raisons avec « palliorient territoires 17 », par"
            " exemple.",
            "",
            "  ",
        )
    return "\n".join(lignes).rstrip("\n")


def _services(referentiel: Referentiel, zone: Territoire, sigles: dict[str, str]) -> list[str]:
    ouverts, a_venir = comptes(referentiel, zone.id)
    lignes = plier(f"Services : {_liste(ouverts, sigles)}", "  ", "    ")
    if a_venir:
        lignes += plier(f"Pas encore en service : {_liste(a_venir, sigles)}", "  ", "    ")
    return lignes


def _liste(compte: dict[str, int], sigles: dict[str, str]) -> str:
    return ", ".join(f"{sigles[type_]} {n}" for type_, n in compte.items()) or "aucun"


def _precisions(
    referentiel: Referentiel, r: Rattachement, sigles: dict[str, str], *, detail: bool
) -> list[str]:
    lignes: list[str] = []
    noms = {t.id: t.nom for t in referentiel.territoires}
    if r.aussi:
        types = " et ".join(sigles[t] for t in r.types_aussi)
        lignes += plier(
            f"{ordinal(r.arrondissement)} : aussi {noms[r.aussi]}, pour {types}.", "  ", "    "
        )
    if detail:
        documents = {d.id: d.nom for d in referentiel.documents}
        comment = f"déduit. {r.pourquoi}" if r.deduit else "imprimé dans le tableau."
        lignes += plier(f"{ordinal(r.arrondissement)} : {comment}", "  ", "    ")
        lignes += plier(f"source : {en_clair(documents, r.source)}", "    ", "      ")
    return lignes

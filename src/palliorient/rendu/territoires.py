"""Territories, their communes and how each attachment is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from palliorient.noyau.carte.parcourir import comptes
from palliorient.noyau.modele.modele import Rattachement, Referentiel, Territoire
from palliorient.noyau.modele.places import COMMUNE, NUMERO
from palliorient.noyau.table.lieux import places
from palliorient.rendu.carte import en_clair, nom_court, source
from palliorient.rendu.mise_en_page import gras, plier

FORMAT = "palliorient.territoires/1"
DEDUIT = "*"


class Mot(NamedTuple):
    """How the places of a folder are called: in the JSON, in the text."""

    cle: str
    titre: str
    donne: str
    """How an attachment is known that is not deduced."""


MOTS = {
    NUMERO: Mot("arrondissements", "Arrondissements", "imprimé dans le tableau."),
    COMMUNE: Mot("communes", "Communes", "donné par la source."),
}


def en_dictionnaire(
    referentiel: Referentiel, rattachements: Sequence[Rattachement]
) -> dict[str, Any]:
    """The territories of these attachments; then what serves the département, or the region."""
    comme = places(referentiel)
    return {
        "format": FORMAT,
        "territoires": [
            {
                "id": territoire.id,
                "nom": territoire.nom,
                MOTS[referentiel.place].cle: [_rattachement(referentiel, r, comme) for r in siens],
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


def _rattachement(
    referentiel: Referentiel, r: Rattachement, comme: Mapping[str, str]
) -> dict[str, Any]:
    """`comme`: the commune that stands for it in the table, where nothing tells them apart."""
    return {
        **({"nom": r.nom, "comme": comme[r.commune]} if referentiel.place == COMMUNE else {}),
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
        places = ", ".join(nom_court(referentiel, r) + (DEDUIT if r.deduit else "") for r in siens)
        lignes += [gras(t) for t in plier(f"{territoire.nom.upper()} ({territoire.id})", "")]
        lignes += plier(f"{MOTS[referentiel.place].titre} : {places}", "  ", "    ")
        codes = ", ".join(dict.fromkeys(code for r in siens for code in r.codes_postaux))
        lignes += plier(f"Codes postaux : {codes}", "  ", "    ")
        lignes += _services(referentiel, territoire, sigles)
        for r in siens:
            lignes += _precisions(referentiel, r, sigles, detail=detail)
        lignes.append("")
    dites = (referentiel.tout, f"tout {referentiel.region.nom}")
    for zone, dite in zip((referentiel.departement, referentiel.region), dites, strict=True):
        lignes += [gras(t) for t in plier(f"{dite.upper()} ({zone.id})", "")]
        lignes += [*_services(referentiel, zone, sigles), ""]
    if any(r.deduit for r in rattachements) and not detail:
        lignes += plier(
            f"{DEDUIT} rattachement déduit : les raisons avec « palliorient territoires"
            f" {_exemple(referentiel)} », par exemple.",
            "",
            "  ",
        )
    return "\n".join(lignes).rstrip("\n")


def _exemple(referentiel: Referentiel) -> str:
    """One of the attachments that are deduced, far in the list: the first are all alike."""
    deduits = [r for r in referentiel.rattachements if r.deduit]
    choisi = deduits[len(deduits) * 3 // 4]
    return str(choisi.arrondissement or choisi.commune)


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
            f"{nom_court(referentiel, r)} : aussi {noms[r.aussi]}, pour {types}.", "  ", "    "
        )
    if detail:
        documents = {d.id: d.nom for d in referentiel.documents}
        comment = f"déduit. {r.pourquoi}" if r.deduit else MOTS[referentiel.place].donne
        lignes += plier(f"{nom_court(referentiel, r)} : {comment}", "  ", "    ")
        lignes += plier(f"source : {en_clair(documents, r.source)}", "    ", "      ")
    return lignes

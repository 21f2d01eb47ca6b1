"""`comparer` between two départements: text, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from palliorient.noyau.carte.couverture import LACUNE
from palliorient.noyau.langue.phrases import accorder, majuscule
from palliorient.noyau.modele.modele import Referentiel
from palliorient.rendu.couverture import MOTS
from palliorient.rendu.markdown import echapper
from palliorient.rendu.mise_en_page import LARGEUR, gras, plier
from palliorient.rendu.reponse.json import en_json_lisible
from palliorient.verification.comparer.departements import (
    DeuxDepartements,
    Mission,
    Propre,
    Type,
)

FORMAT = "palliorient.comparaison-departements/1"
POURQUOI = (
    "Ce sont deux départements : personne n'habite les deux, les situations ne se comparent pas"
    " une à une. Ce que l'un a, et que l'autre n'a pas :"
)
TITRES = {
    "criteres": "Ce qui se demande et se répond",
    "contacts_generiques": "Contacts sans nom propre",
    "regles": "Règles",
    "alertes": "Alertes",
    "rappels": "Rappels",
    "garanties": "Garanties",
    "conventions": "Conventions",
    "documents": "Documents",
}
COLONNE = 16


def en_texte(deux: DeuxDepartements) -> str:
    """The two side by side, then what only one writes, on 79 columns."""
    noms = [r.departement.nom for r in (deux.avant, deux.apres)]
    lignes = [*plier(f"{_nomme(deux.avant)} et {_nomme(deux.apres)}.", "")]
    lignes += ["", *plier(POURQUOI, ""), "", gras("MISSIONS DU CADRE NATIONAL")]
    lignes += _tableau(noms, [(m.nom, *_etats(m)) for m in deux.missions])
    lignes += ["", gras("ÉQUIPES")]
    lignes += _tableau(noms, [(majuscule(t.nom), *_comptes(t)) for t in deux.types if _compte(t)])
    for rang, nom in enumerate(noms):
        lignes += ["", gras(f"{nom} seul".upper())]
        lignes += _seuls(deux, rang)
    autrement = [(s.nom, s.autrement) for s in deux.sections if s.autrement]
    if autrement:
        lignes += ["", gras("DES DEUX CÔTÉS, AUTREMENT")]
        for section, ids in autrement:
            lignes += plier(f"{TITRES[section]} : {', '.join(ids)}", "  ", "    ")
    return "\n".join(lignes)


def en_markdown(deux: DeuxDepartements) -> str:
    """The same, for a page or a comment."""
    noms = [echapper(r.departement.nom) for r in (deux.avant, deux.apres)]
    lignes = [f"## {noms[0]} et {noms[1]}", "", POURQUOI]
    tableaux = (
        ("Missions du cadre national", [(m.nom, *_etats(m)) for m in deux.missions]),
        ("Équipes", [(majuscule(t.nom), *_comptes(t)) for t in deux.types if _compte(t)]),
    )
    for titre, rangs in tableaux:
        lignes += ["", f"### {titre}", "", f"| | {noms[0]} | {noms[1]} |", "|---|---|---|"]
        lignes += [f"| {' | '.join(map(echapper, rang))} |" for rang in rangs]
    for rang, nom in enumerate(noms):
        lignes += ["", f"### {nom} seul"]
        for section in deux.sections:
            if section.seuls[rang]:
                lignes += ["", f"**{TITRES[section.nom]}**", ""]
                lignes += [f"- `{p.id}` : {echapper(p.dit)}" for p in section.seuls[rang]]
    return "\n".join(lignes) + "\n"


def en_json(deux: DeuxDepartements) -> str:
    """For programs: `seuls` and `autrement` by section of the files."""
    return en_json_lisible(
        {
            "format": FORMAT,
            "avant": _version(deux.avant),
            "apres": _version(deux.apres),
            "missions": [_mission(m) for m in deux.missions],
            "types": [t._asdict() for t in deux.types],
            "seuls": {
                cote: {s.nom: [p._asdict() for p in s.seuls[rang]] for s in deux.sections}
                for rang, cote in enumerate(("avant", "apres"))
            },
            "autrement": {s.nom: s.autrement for s in deux.sections},
        }
    )


def _nomme(referentiel: Referentiel) -> str:
    dit = f"{referentiel.departement.nom} ({referentiel.numero})"
    return f"{dit}, version {referentiel.version}, offre au {referentiel.a_jour_au}"


def _etats(mission: Mission) -> tuple[str, str]:
    dits = [
        MOTS[etat] if etat == LACUNE or not nombre else f"{MOTS[etat]} ({nombre})"
        for etat, nombre in zip(mission.etats, mission.services, strict=True)
    ]
    return dits[0], dits[1]


def _comptes(type_: Type) -> tuple[str, str]:
    dits = []
    for proposes, declares, a_venir in zip(*type_[2:], strict=True):
        morceaux = [
            *([str(proposes)] if proposes else []),
            *([accorder(declares, "déclaré")] if declares else []),
            *([f"{a_venir} à venir"] if a_venir else []),
        ]
        dits.append(", ".join(morceaux) or "–")
    return dits[0], dits[1]


def _compte(type_: Type) -> bool:
    return any(sum(nombres) for nombres in (type_.proposes, type_.declares, type_.a_venir))


def _tableau(noms: Sequence[str], rangs: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    largeur = LARGEUR - 2 * COLONNE
    yield " " * largeur + "".join(f"{nom[: COLONNE - 1]:<{COLONNE}}" for nom in noms).rstrip()
    for titre, *dits in rangs:
        premiere, *suite = plier(titre, "", "  ", longueur=largeur - 1)
        yield f"{premiere:<{largeur}}" + "".join(f"{dit:<{COLONNE}}" for dit in dits).rstrip()
        yield from suite


def _seuls(deux: DeuxDepartements, rang: int) -> Iterator[str]:
    rien = True
    for section in deux.sections:
        if section.seuls[rang]:
            rien = False
            yield f"  {TITRES[section.nom]} :"
            for propre in section.seuls[rang]:
                yield from plier(_dite(propre), "  - ", "    ")
    if rien:
        yield "  rien"


def _dite(propre: Propre) -> str:
    return f"{propre.id} : {propre.dit}"


def _mission(mission: Mission) -> dict[str, Any]:
    cotes = zip(("avant", "apres"), mission.etats, mission.services, strict=True)
    dits = {cote: {"etat": etat, "services": nombre} for cote, etat, nombre in cotes}
    return {"id": mission.id, "nom": mission.nom, **dits}


def _version(referentiel: Referentiel) -> dict[str, str]:
    return {
        "departement": referentiel.numero,
        "nom": referentiel.departement.nom,
        "version": referentiel.version,
        "a_jour_au": referentiel.a_jour_au,
        "empreinte": referentiel.empreinte,
    }

"""The reasons on screen: why each contact is there, and why others are not.

Each reason is said once, with all the contacts that share it.
"""

from __future__ import annotations

from palliorient.noyau.decision.moteur import REGLE_CARTE
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.table.table import Table
from palliorient.rendu.mise_en_page import gras, plier
from palliorient.rendu.reponse.groupes import Noms

Source = tuple[str, str]


def cellule(table: Table, orientation: Orientation) -> list[str]:
    """The official label of the cell of the national table, and where it stands."""
    gradation = orientation.gradation
    if gradation is None:
        return []
    lignes = ["", gras(table.textes["section-cellule"].upper())]
    lignes += plier(f"« {gradation.libelle} »", "    ")
    return lignes + plier(en_clair(table, gradation.source), "    ")


def pourquoi(table: Table, orientation: Orientation, *, codes: bool) -> list[str]:
    """Reasons, places on the map, alerts with their source, and what is not there.

    `codes` adds the identifiers of rules and alerts, for whoever maintains them.
    """
    noms = Noms(table)
    lignes = ["", gras(table.textes["section-raisons"].upper())]
    raisons: dict[tuple[str, str, Source], list[Contact]] = {}
    places: dict[Source, list[Contact]] = {}
    for contact in orientation.contacts:
        for motif in contact.motifs:
            source = (motif.source["document"], motif.source["localisation"])
            if motif.regle == REGLE_CARTE:
                places.setdefault(source, []).append(contact)
            else:
                raisons.setdefault((motif.regle, motif.explication, source), []).append(contact)
    for (regle, explication, source), contacts in raisons.items():
        code = f" [{regle}]" if codes else ""
        lignes += plier(f"{majuscule(explication)}{code}", " -  ")
        lignes += plier(_en_clair(table, source), "    ")
        lignes += plier(f"→ {_noms(noms, contacts)}", "    ", "      ")
    lignes += ["", gras(table.textes["section-inscrits"].upper())]
    for source, contacts in places.items():
        lignes += plier(f"{_noms(noms, contacts)} : {_en_clair(table, source)}", " -  ")
    lignes += _horaires(table, noms, orientation) if codes else []
    lignes += ["", gras(table.textes["section-alertes"].upper())]
    for alerte in orientation.alertes:
        code = f" [{alerte.code}]" if codes else ""
        lignes += plier(f"{alerte.texte}{code}", " ! ")
        lignes += plier(en_clair(table, alerte.source), "   ")
    for rappel in orientation.rappels:
        lignes += plier(rappel.texte, " i ")
        lignes += plier(en_clair(table, rappel.source), "   ")
    if orientation.anticipation:
        for rappel in orientation.anticipation.preparer:
            lignes += plier(f"{table.textes['a-preparer']} : {rappel.texte}", " i ")
            lignes += plier(en_clair(table, rappel.source), "   ")
    return lignes + _pourquoi_pas(table, orientation)


def _horaires(table: Table, noms: Noms, orientation: Orientation) -> list[str]:
    """What founds the hours that are stated, each once."""
    dits: dict[tuple[str, Source], list[Contact]] = {}
    for contact in orientation.contacts:
        source = noms.services[contact.id].source_horaires
        if source:
            dits.setdefault((contact.horaires, (source[0], source[1])), []).append(contact)
    lignes: list[str] = []
    for (horaires, ou_c_est_dit), contacts in dits.items():
        dit = f"Horaires, {_noms(noms, contacts)} : {horaires}. {_en_clair(table, ou_c_est_dit)}"
        lignes += plier(dit, " -  ")
    return lignes


def _noms(noms: Noms, contacts: list[Contact]) -> str:
    """Names without repetition, hospitals shortened."""
    return " | ".join(dict.fromkeys(noms.court(c.nom) for c in contacts))


def _pourquoi_pas(table: Table, orientation: Orientation) -> list[str]:
    """What is not there: services to come, and those that one change would bring."""
    lignes: list[str] = []
    if orientation.a_venir:
        lignes += ["", gras(table.textes["section-a-venir"].upper())]
        for service in orientation.a_venir:
            lignes += plier(f"{service.nom} : {table.textes[f'statut-{service.statut}']}", " -  ")
            lignes += plier(en_clair(table, service.source), "    ")
    if orientation.ecartes:
        lignes += ["", gras(table.textes["section-pourquoi-pas"].upper())]
        par_raison: dict[str, list[str]] = {}
        for ecarte in orientation.ecartes:
            par_raison.setdefault(ecarte.raison, []).append(ecarte.nom)
        for raison, dits in par_raison.items():
            lignes += plier(f"{majuscule(raison)} → {' | '.join(dits)}", " -  ")
    return [*lignes, ""]


def en_clair(table: Table, source: dict[str, str]) -> str:
    """A source as a person reads it: name of the document, place in it."""
    return _en_clair(table, (source["document"], source["localisation"]))


def _en_clair(table: Table, source: Source) -> str:
    document, localisation = source
    nom = table.documents.get(document)
    if nom is None:
        return f"{majuscule(table.textes['document-convention'])} : {localisation}"
    return f"{nom}, {localisation}"

"""The reasons on screen: why each contact is there, and why others are not."""

from __future__ import annotations

from palliorient.noyau.orientation import Orientation
from palliorient.noyau.phrases import majuscule
from palliorient.noyau.table import Table
from palliorient.rendu.groupes import Groupe
from palliorient.rendu.mise_en_page import plier


def pourquoi_de(table: Table, groupe: Groupe) -> list[str]:
    """Every reason of a group, with its place in a document; then where each name stands."""
    lignes = []
    motifs = {(m.regle, m.explication): m for c in groupe.contacts for m in c.motifs[:-1]}
    for motif in motifs.values():
        lignes += plier(f"{motif.explication} [{motif.regle}]", "    · ")
        lignes += plier(en_clair(table, motif.source), "      ")
    noms: dict[str, list[str]] = {}
    for contact in groupe.contacts:
        noms.setdefault(en_clair(table, contact.motifs[-1].source), []).append(contact.nom)
    carte = groupe.premier.motifs[-1]
    lignes += plier(f"{carte.explication} [{carte.regle}]", "    · ")
    for lieu, dits in noms.items():
        prefixe = f"{', '.join(dits)} : " if len(noms) > 1 else ""
        lignes += plier(f"{prefixe}{lieu}", "      ")
    return lignes


def pourquoi_pas(table: Table, orientation: Orientation) -> list[str]:
    """What is not there: services to come, and those that one change would bring."""
    lignes: list[str] = []
    if orientation.a_venir:
        lignes += ["", table.textes["section-a-venir"].upper()]
        for service in orientation.a_venir:
            lignes += plier(f"{service.nom} : {table.textes[f'statut-{service.statut}']}", " -  ")
            lignes += plier(en_clair(table, service.source), "      ")
    if orientation.ecartes:
        lignes += ["", table.textes["section-pourquoi-pas"].upper()]
        par_raison: dict[str, list[str]] = {}
        for ecarte in orientation.ecartes:
            par_raison.setdefault(ecarte.raison, []).append(ecarte.nom)
        for raison, noms in par_raison.items():
            lignes += plier(f"{majuscule(raison)} → {' | '.join(noms)}", " -  ")
    return [*lignes, ""]


def en_clair(table: Table, source: dict[str, str]) -> str:
    """A source as a person reads it: name of the document, place in it."""
    nom = table.documents.get(source["document"])
    if nom is None:
        return f"{majuscule(table.textes['document-convention'])} : {source['localisation']}"
    return f"{nom}, {source['localisation']}"

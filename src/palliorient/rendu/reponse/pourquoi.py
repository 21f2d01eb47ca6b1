"""The reasons, as values: why each contact is there, and why others are not.

Each reason is said once, with all the contacts that share it.
"""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.noyau.decision.moteur import REGLE_CARTE
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.langue.phrases import date_dite, majuscule
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.blocs import Bloc, Raison
from palliorient.rendu.reponse.groupes import Noms

Source = tuple[str, str]


def cellule(table: Table, orientation: Orientation) -> list[Bloc]:
    """The official label of the cell of the national table, and where it stands."""
    gradation = orientation.gradation
    if gradation is None:
        return []
    dit = Raison("", f"« {gradation.libelle} »", en_clair(table, gradation.source))
    return [Bloc(table.textes["section-cellule"], [dit])]


def pourquoi(table: Table, orientation: Orientation, *, codes: bool) -> list[Bloc]:
    """Reasons, places on the map, alerts with their source, and what is not there.

    `codes` adds the identifiers of rules and alerts, for whoever maintains them.
    """
    noms = Noms(table)
    raisons: dict[tuple[str, str, Source], list[Contact]] = {}
    places: dict[Source, list[Contact]] = {}
    for contact in orientation.contacts:
        for motif in contact.motifs:
            source = (motif.source["document"], motif.source["localisation"])
            if motif.regle == REGLE_CARTE:
                places.setdefault(source, []).append(contact)
            else:
                raisons.setdefault((motif.regle, motif.explication, source), []).append(contact)
    dites = [
        Raison(
            "-",
            f"{majuscule(explication)}{f' [{regle}]' if codes else ''}",
            _en_clair(table, source),
            _noms(noms, contacts),
        )
        for (regle, explication, source), contacts in raisons.items()
    ]
    inscrits = [
        Raison("-", f"{_noms(noms, contacts)} : {_en_clair(table, source)}")
        for source, contacts in places.items()
    ]
    return [
        Bloc(table.textes["section-raisons"], dites),
        Bloc(
            table.textes["section-inscrits"],
            inscrits + (_horaires(table, noms, orientation) if codes else []),
        ),
        Bloc(table.textes["section-alertes"], _alertes(table, orientation, codes=codes)),
        *_questions_ouvertes(table, orientation, codes=codes),
        *_pourquoi_pas(table, orientation),
    ]


def _alertes(table: Table, orientation: Orientation, *, codes: bool) -> list[Raison]:
    """Alerts, reminders and what to prepare, each with its source."""
    dites = []
    for alerte in orientation.alertes:
        code = f" [{alerte.code}]" if codes else ""
        dites.append(Raison("!", f"{alerte.texte}{code}", en_clair(table, alerte.source)))
    for rappel in orientation.rappels:
        dites.append(Raison("i", rappel.texte, en_clair(table, rappel.source)))
    if orientation.anticipation:
        for rappel in orientation.anticipation.preparer:
            texte = f"{table.textes['a-preparer']} : {rappel.texte}"
            dites.append(Raison("i", texte, en_clair(table, rappel.source)))
    return dites


def _questions_ouvertes(table: Table, orientation: Orientation, *, codes: bool) -> list[Bloc]:
    """What the sources leave open in this answer, and what it retains meanwhile."""
    dites = []
    for q in orientation.questions_ouvertes:
        sources = " ; ".join(_en_clair(table, (ou[0], ou[1])) for ou in q.sources)
        texte = f"{q.question} [{q.id}] {q.dit}" if codes else q.question
        dites.append(Raison("?", texte, f"{majuscule(date_dite(q.date))} : {sources}", q.retenu))
    return [Bloc(table.textes["section-questions-ouvertes"], dites)] if dites else []


def _horaires(table: Table, noms: Noms, orientation: Orientation) -> list[Raison]:
    """What founds the hours that are stated, each once."""
    dits: dict[tuple[str, Source], list[Contact]] = {}
    for contact in orientation.contacts:
        source = noms.services[contact.id].source_horaires
        if source:
            dits.setdefault((contact.horaires, (source[0], source[1])), []).append(contact)
    return [
        Raison("-", f"Horaires, {_noms(noms, cs)} : {horaires}. {_en_clair(table, source)}")
        for (horaires, source), cs in dits.items()
    ]


def _noms(noms: Noms, contacts: list[Contact]) -> str:
    """Names without repetition, hospitals shortened."""
    return " | ".join(dict.fromkeys(noms.court(c.nom) for c in contacts))


def _pourquoi_pas(table: Table, orientation: Orientation) -> Iterator[Bloc]:
    """What is not there: services to come, and those that one change would bring."""
    if orientation.a_venir:
        a_venir = []
        for service in orientation.a_venir:
            statut = table.textes[f"statut-{service.statut}"]
            source = en_clair(table, service.source)
            a_venir.append(Raison("-", f"{service.nom} : {statut}", source))
        yield Bloc(table.textes["section-a-venir"], a_venir)
    if orientation.ecartes:
        par_raison: dict[str, list[str]] = {}
        for ecarte in orientation.ecartes:
            par_raison.setdefault(ecarte.raison, []).append(ecarte.nom)
        dites = [
            Raison("-", f"{majuscule(raison)} → {' | '.join(dits)}")
            for raison, dits in par_raison.items()
        ]
        yield Bloc(table.textes["section-pourquoi-pas"], dites)


def en_clair(table: Table, source: dict[str, str]) -> str:
    """A source as a person reads it: name of the document, place in it."""
    return _en_clair(table, (source["document"], source["localisation"]))


def _en_clair(table: Table, source: Source) -> str:
    document, localisation = source
    nom = table.documents.get(document)
    if nom is None:
        return f"{majuscule(table.textes['document-convention'])} : {localisation}"
    return f"{nom}, {localisation}"

"""From a situation to the answer: which rows hold, and what they say together.

Deciding is one AND of masks. All the rows that hold contribute, whatever their order;
a service that several rows propose becomes one contact that carries all their reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from palliorient.noyau.decision.anticipation import anticiper
from palliorient.noyau.decision.ordre import Cle, OrdreDuMoment, incertains_en_dernier
from palliorient.noyau.decision.orientation import (
    Alerte,
    AVenir,
    Contact,
    Gradation,
    Motif,
    Orientation,
    Rappel,
)
from palliorient.noyau.decision.pourquoi_pas import ecartes
from palliorient.noyau.decision.questions_ouvertes import ouvertes
from palliorient.noyau.decision.retraits import nommes, vraies
from palliorient.noyau.langue.phrases import minuscule
from palliorient.noyau.situation.criteres import axes, completer
from palliorient.noyau.situation.situation import Situation, deduire
from palliorient.noyau.table.lignes import LigneContact, LignePrecision, Lignes, LigneTexte, Service
from palliorient.noyau.table.table import CARACTERES, PORTEES, SECTIONS, SUPRA, Table

PRUDENCE = {"oui": 0, "conditionnel": 1, "inconnu": 2, "non": 3}
"""The most cautious statement wins."""

SEPARATEUR = " ; "
"""Between the words of a modality."""

EVENTUEL = CARACTERES.index("eventuel")

REGLE_CARTE = "carte"
"""The reason that says where the name itself comes from."""

IMPRIME = "Service inscrit à cet endroit."
SANS_NOM = "Contact sans nom propre : la personne sait de qui il s'agit."


def actualite(table: Table, jour: date) -> str:
    """Are the data older than their yearly review, or later than the day asked?"""
    iso = jour.isoformat()
    if iso > table.perime_apres:
        return "perime"
    return "anterieur" if iso < table.a_jour_au else "valide"


def valeurs_des_axes(table: Table, situation: Situation, jour: date) -> dict[str, str]:
    """Every axis of the table with the value that a complete situation gives it."""
    return axes(table, situation, actualite(table, jour))


def orienter(
    table: Table, situation: Situation, jour: date, *, avec_ecartes: bool = True
) -> Orientation:
    """The whole answer for a situation whose values are known ones (see `lire_situation`).

    `avec_ecartes` false: without what is not proposed, half of the work, for who reads none.
    """
    situation = completer(table, situation)
    valeurs = valeurs_des_axes(table, situation, jour)
    deduction = deduire(table, situation)
    absents = nommes(table, situation)
    dites = valeurs
    valeurs, bits, ajoutees = vraies(table, valeurs, absents)
    cadre = Cadre(table, bits, incertains_en_dernier(table, valeurs), deduction.territoires)
    ordonnes = sorted(appels(table, bits, cadre, ajoutees), key=lambda appel: appel.cle)
    contacts = [contact(table, cadre, appel, rang) for rang, appel in enumerate(ordonnes, start=1)]
    a_venir = services_a_venir(table, bits)
    levees = alertes(table, bits, contacts)
    return Orientation(
        situation=situation,
        champs=table.cles,
        deduction=deduction,
        gradation=gradation(table, bits, situation.niveau, deduction.colonne),
        contacts=contacts,
        a_venir=a_venir,
        ecartes=ecartes(table, situation, dites, {c.id for c in contacts}) if avec_ecartes else [],
        alertes=levees,
        anticipation=anticiper(
            table,
            valeurs,
            jour,
            lambda moment: premiers(table, {**dites, "moment": moment}, absents),
            lambda: rappels(table.preparatifs, bits),
        ),
        rappels=rappels(table.rappels, bits),
        questions_ouvertes=ouvertes(
            table,
            valeurs,
            {*(c.id for c in contacts), *(s.id for s in a_venir)},
            {a.code for a in levees},
        ),
        departement=table.numero,
        version=table.version,
        a_jour_au=table.a_jour_au,
        empreinte=table.empreinte,
    )


def premiers(
    table: Table, valeurs: dict[str, str], absents: frozenset[int] = frozenset()
) -> list[Appel]:
    """The calls of the first section, in order, for a situation given by its axes."""
    valeurs, bits, ajoutees = vraies(table, valeurs, absents)
    cadre = Cadre(table, bits, incertains_en_dernier(table, valeurs), ())
    tous = appels(table, bits, cadre, ajoutees)
    d_abord = [appel for appel in tous if appel.section == SECTIONS[0]]
    return sorted(d_abord, key=lambda appel: appel.cle)


def rappels(lignes: Lignes[LigneTexte], bits: int) -> list[Rappel]:
    """The lines to recall, or to prepare, in the order of the file."""
    vraies = dict.fromkeys(lignes.vraies(bits))
    return [Rappel(ligne.texte, _source(ligne.document, ligne.localisation)) for ligne in vraies]


class Cadre:
    """What the contacts of one situation share: order, reachability, wording, territories."""

    __slots__ = ("joignabilites", "ordre", "precisions", "territoires")

    def __init__(
        self, table: Table, bits: int, incertains_en_dernier: bool, territoires: Sequence[str]
    ) -> None:
        self.ordre = OrdreDuMoment(table, bits, incertains_en_dernier)
        self.joignabilites = _Joignabilites(table, bits)
        self.precisions: dict[int, list[LignePrecision]] = {}
        """Service → the words that rules add to it."""
        for ligne in table.precisions.vraies(bits):
            for service in ligne.services:
                self.precisions.setdefault(service, []).append(ligne)
        self.territoires = list(territoires)


class Condition(NamedTuple):
    """The condition to answer, in words, and the rank of the reason that founds it."""

    texte: str
    raison: int


class Appel(NamedTuple):
    """A contact before it is written out: what is needed to put it in order."""

    cle: Cle
    """Sorts the calls of one situation."""
    service: Service
    lignes: list[LigneContact]
    """The rows that call for it, the strongest first."""
    section: str
    portee: str
    joignable: str
    condition: Condition | None

    @property
    def id(self) -> str:
        return self.service.id

    @property
    def nom(self) -> str:
        return self.service.nom


def appels(
    table: Table, bits: int, cadre: Cadre, ajoutees: Sequence[LigneContact] = ()
) -> list[Appel]:
    """The contacts that rows call for, not yet in order. `ajoutees`: rows that no bit stands for.

    Each depends on the rows of its own service and on the frame: working on a part of
    the services gives a part of the list, which is what allows a batch to remember it.
    """
    par_service: dict[int, list[LigneContact]] = {}
    for ligne in (*table.contacts.vraies(bits), *ajoutees):
        par_service.setdefault(ligne.service, []).append(ligne)
    return [_appel(table, cadre, rang, siennes) for rang, siennes in par_service.items()]


def _appel(table: Table, cadre: Cadre, rang_service: int, lignes: list[LigneContact]) -> Appel:
    service = table.services[rang_service]
    lignes = sorted(lignes, key=lambda ligne: ligne.caractere)
    joignable, condition = cadre.joignabilites.de(rang_service, service, lignes)
    cle, section = cadre.ordre.placer(rang_service, lignes, joignable)
    portee = PORTEES[min(ligne.portee for ligne in lignes)]
    return Appel(cle, service, lignes, section, portee, joignable, condition)


def contact(table: Table, cadre: Cadre, appel: Appel, rang: int) -> Contact:
    """A call written out, with its rank and all its reasons."""
    service, lignes = appel.service, appel.lignes
    precisions = cadre.precisions.get(lignes[0].service, [])
    caractere = CARACTERES[lignes[0].caractere]
    return Contact(
        rang=rang,
        id=service.id,
        nom=service.nom,
        type=service.type,
        structure=service.structure,
        groupe=service.groupe,
        section=appel.section,
        caractere=caractere,
        option=lignes[0].option if caractere == "alternative" else None,
        modalite=modalite(service, lignes, precisions, appel.condition),
        territoires=service.territoires or cadre.territoires,
        portee=appel.portee,
        statut=service.statut,
        joignable=appel.joignable,
        horaires=service.horaires,
        porteur=service.porteur,
        arrondissement=service.arrondissement,
        adresse=service.adresse,
        telephone=service.telephone,
        telephone_verifie_le=service.telephone_verifie_le,
        telephone_source=service.telephone_source,
        motifs=[
            *[motif(table, raison) for raison in raisons(lignes, precisions, appel.condition)],
            _de_la_carte(service),
        ],
    )


class _Joignabilites:
    """What the rows say of reachability, for this situation: by type and by service."""

    def __init__(self, table: Table, bits: int) -> None:
        self.par_type: dict[str, list[tuple[str, Condition | None]]] = {}
        self.par_service: dict[int, list[tuple[str, Condition | None]]] = {}
        for types, service, valeur, texte, raison in table.joignables.vraies(bits):
            dit = (valeur, Condition(texte, raison) if texte and raison is not None else None)
            if service is not None:
                self.par_service.setdefault(service, []).append(dit)
            for type_ in types:
                self.par_type.setdefault(type_, []).append(dit)

    def de(
        self, rang: int, service: Service, lignes: list[LigneContact]
    ) -> tuple[str, Condition | None]:
        """The most cautious statement and its condition; a row may be more cautious still."""
        dits = self.par_service.get(rang) if service.propre else None
        dits = dits or self.par_type.get(service.type) or [("inconnu", None)]
        valeur, condition = max(dits, key=lambda dit: PRUDENCE[dit[0]])
        propres = [ligne.joignable for ligne in lignes if ligne.joignable]
        if len(propres) == len(lignes):
            prudente = min(propres, key=lambda v: PRUDENCE[v])
            if PRUDENCE[prudente] > PRUDENCE[valeur]:
                return prudente, None
        return valeur, condition


def modalite(
    service: Service,
    lignes: list[LigneContact],
    precisions: list[LignePrecision],
    condition: Condition | None,
) -> str | None:
    """In words: what the reasons ask, what holds for the type, and the condition to answer."""
    dits = [m for ligne in _qui_parlent(lignes) for m in ligne.modalites]
    dits += [precision.modalite for precision in precisions]
    fin = (service.declare, service.modalite, condition and condition.texte, service.note)
    dits += [modalite for modalite in fin if modalite]
    return SEPARATEUR.join(dict.fromkeys(dits)) or None


def _qui_parlent(lignes: list[LigneContact]) -> list[LigneContact]:
    """The reasons whose words are kept: « if need be » is silent once something is asked."""
    fortes = [ligne for ligne in lignes if ligne.caractere < EVENTUEL]
    return fortes if any(ligne.modalites for ligne in fortes) else lignes


def raisons(
    lignes: list[LigneContact], precisions: list[LignePrecision], condition: Condition | None
) -> list[int]:
    """The ranks of the reasons of a contact, each once: of its rows, its words, its condition."""
    dites = [ligne.raison for ligne in lignes]
    dites += [precision.raison for precision in precisions]
    if condition:
        dites.append(condition.raison)
    return [*dict.fromkeys(dites)]


def motif(table: Table, raison: int) -> Motif:
    """A reason by its rank."""
    regle, explication, document, localisation = table.raisons[raison]
    return Motif(regle, explication, _source(document, localisation))


def _de_la_carte(service: Service) -> Motif:
    return Motif(REGLE_CARTE, SANS_NOM if service.generique else IMPRIME, _source(*service.source))


def services_a_venir(table: Table, bits: int) -> list[AVenir]:
    """The services that the rows call for and that are not in service yet."""
    return [
        AVenir(s.id, s.nom, s.type, s.statut, _source(*s.source)) for s in _attendus(table, bits)
    ]


def _attendus(table: Table, bits: int) -> list[Service]:
    return [table.services[rang] for rang in sorted({*table.a_venir.vraies(bits)})]


class Propose(Protocol):
    """What alerts need of a contact."""

    @property
    def id(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def portee(self) -> str: ...


def alertes(table: Table, bits: int, proposes: Sequence[Propose]) -> list[Alerte]:
    """What to know before calling, in the order of the codes; contacts raise some."""
    trouvees = [emise(table, emission, bits) for emission in table.alertes_levees.vraies(bits)]
    for propose in proposes:
        trouvees += propres(table, propose)
    uniques: dict[tuple[str, str], Alerte] = {}
    for alerte in trouvees:
        uniques.setdefault((alerte.code, alerte.texte), alerte)
    return sorted(uniques.values(), key=lambda alerte: table.alertes[alerte.code])


def emise(table: Table, emission: int, bits: int) -> Alerte:
    """The alert that rows raise, by its rank; `bits`: all rows that hold, for those to come."""
    code, texte, regle, document, localisation = table.emissions[emission]
    texte = _nommer_ceux_a_venir(table, texte, bits)
    return Alerte(code, texte, regle, _source(document, localisation))


def propres(table: Table, propose: Propose) -> list[Alerte]:
    """What a contact raises by itself."""
    levees = []
    if propose.portee == SUPRA:
        code, texte, document, localisation = table.automatiques[SUPRA]
        levees.append(Alerte(code, texte, REGLE_CARTE, _source(document, localisation)))
    if propose.id in table.ecarts:
        pourquoi, document, localisation = table.ecarts[propose.id]
        texte = f"{propose.nom} : {minuscule(pourquoi)}"
        code = table.automatiques["ecart"].code
        levees.append(Alerte(code, texte, REGLE_CARTE, _source(document, localisation)))
    return levees


def _nommer_ceux_a_venir(table: Table, texte: str, bits: int) -> str:
    """Put, for `{a_venir:TYPE}`, the services of that type that are not in service, and why."""
    avant, marque, suite = texte.partition("{a_venir:")
    if not marque:
        return texte
    type_, _, apres = suite.partition("}")
    dits = [
        f"{s.nom}, {s.modalite or table.textes[f'statut-{s.statut}']}"
        for s in _attendus(table, bits)
        if s.type == type_
    ]
    return f"{avant}{' ; '.join(dits) or table.types[type_].nom}{apres}"


def gradation(table: Table, bits: int, niveau: int | None, colonne: str) -> Gradation | None:
    """The cell of the national table that holds; none without a level."""
    for _, libelle, document, localisation in table.cellules.vraies(bits):
        if niveau is not None:
            return Gradation(niveau, colonne, libelle, _source(document, localisation))
    return None


def _source(document: str, localisation: str) -> dict[str, str]:
    return {"document": document, "localisation": localisation}

"""From a situation to the answer: which rows hold, and what they say together.

Deciding is one AND of masks. All the rows that hold contribute, whatever their order;
a service that several rows propose becomes one contact that carries all their reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from palliorient.noyau.anticipation import anticiper
from palliorient.noyau.ecarts import ecartes
from palliorient.noyau.ordre import Ordre, incertains_en_dernier
from palliorient.noyau.orientation import (
    Alerte,
    AVenir,
    Contact,
    Gradation,
    Motif,
    Orientation,
    Rappel,
)
from palliorient.noyau.situation import Situation, axes, deduire
from palliorient.noyau.table import CARACTERES, PORTEES, SECTIONS, SUPRA, Table

PRUDENCE = {"oui": 0, "conditionnel": 1, "inconnu": 2, "non": 3}
"""The most cautious statement wins."""

SEPARATEUR = " ; "
"""Between the words of a modality."""

EVENTUEL = CARACTERES.index("eventuel")

PREPARER = "preparer"
"""The kind of rows that say what to prepare for the night."""

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
    """Every axis of the table with the value that the situation gives it."""
    valeurs = axes(table, situation, deduire(table, situation))
    valeurs["actualite"] = actualite(table, jour)
    for critere, dits in (("suivi", situation.suivi), ("besoin", situation.besoins)):
        for code in table.listes[critere]:
            valeurs[f"{critere}:{code}"] = "oui" if code in dits else "non"
    return valeurs


def lignes_vraies(table: Table, valeurs: dict[str, str]) -> int:
    """The rows that hold, as a bit set."""
    bits = table.toutes
    for axe, valeur in valeurs.items():
        bits &= table.masques[axe][valeur]
    return bits


def orienter(table: Table, situation: Situation, jour: date) -> Orientation:
    """The whole answer for a situation whose values are known ones (see `lire_situation`)."""
    valeurs = valeurs_des_axes(table, situation, jour)
    deduction = deduire(table, situation)
    bits = lignes_vraies(table, valeurs)
    cadre = Cadre(table, bits, incertains_en_dernier(table, valeurs), deduction.territoires)
    ordonnes = sorted(appels(table, bits, cadre), key=lambda appel: appel.cle)
    contacts = [contact(table, cadre, appel, rang) for rang, appel in enumerate(ordonnes, start=1)]
    a_venir = services_a_venir(table, bits)
    return Orientation(
        situation=situation,
        deduction=deduction,
        gradation=gradation(table, bits, situation.niveau, deduction.colonne),
        contacts=contacts,
        a_venir=a_venir,
        ecartes=ecartes(table, situation, valeurs, {c.id for c in contacts}),
        alertes=alertes(table, bits, contacts, a_venir),
        anticipation=anticiper(
            table,
            valeurs,
            jour,
            lambda moment: premiers(table, {**valeurs, "moment": moment}),
            lambda: rappels(table, bits, PREPARER),
        ),
        rappels=rappels(table, bits, "rappel"),
        departement=table.numero,
        version=table.version,
        a_jour_au=table.a_jour_au,
        empreinte=table.empreinte,
    )


def premiers(table: Table, valeurs: dict[str, str]) -> list[Appel]:
    """The calls of the first section, in order, for a situation given by its axes."""
    bits = lignes_vraies(table, valeurs)
    cadre = Cadre(table, bits, incertains_en_dernier(table, valeurs), ())
    d_abord = [appel for appel in appels(table, bits, cadre) if appel.section == SECTIONS[0]]
    return sorted(d_abord, key=lambda appel: appel.cle)


def rappels(table: Table, bits: int, genre: str) -> list[Rappel]:
    """The lines to recall, or to prepare (`genre`), in the order of the file."""
    lignes = dict.fromkeys(tuple(table.lignes[genre][r]) for r in table.rangs(genre, bits))
    return [Rappel(texte, _source(*lieu)) for texte, *lieu in lignes]


class Cadre:
    """What the contacts of one situation share: order, reachability, wording, territories."""

    __slots__ = ("joignabilites", "ordre", "precisions", "territoires")

    def __init__(
        self, table: Table, bits: int, incertains_en_dernier: bool, territoires: Sequence[str]
    ) -> None:
        self.ordre = Ordre(table, bits, incertains_en_dernier)
        self.joignabilites = _Joignabilites(table, bits)
        self.precisions: dict[int, list[Any]] = {}
        """Service → the words that rules add to it."""
        for rang in table.rangs("precision", bits):
            ligne = table.lignes["precision"][rang]
            for service in ligne[0]:
                self.precisions.setdefault(service, []).append(ligne)
        self.territoires = list(territoires)


class Condition(NamedTuple):
    """The condition to answer, in words, and the rank of the reason that founds it."""

    texte: str
    raison: int


class Appel(NamedTuple):
    """A contact before it is written out: what is needed to put it in order."""

    cle: tuple[Any, ...]
    """Sorts the calls of one situation."""
    service: dict[str, Any]
    lignes: list[Any]
    """The rows that call for it, the strongest first."""
    section: str
    portee: str
    joignable: str
    condition: Condition | None

    @property
    def id(self) -> str:
        return str(self.service["id"])

    @property
    def nom(self) -> str:
        return str(self.service["nom"])


def appels(table: Table, bits: int, cadre: Cadre) -> list[Appel]:
    """The contacts that rows call for, not yet in order.

    Each depends on the rows of its own service and on the frame: working on a part of
    the services gives a part of the list, which is what allows a batch to remember it.
    """
    lignes = table.lignes["contact"]
    par_service: dict[int, list[Any]] = {}
    for rang in table.rangs("contact", bits):
        ligne = lignes[rang]
        par_service.setdefault(ligne[0], []).append(ligne)
    return [_appel(table, cadre, rang, siennes) for rang, siennes in par_service.items()]


def _appel(table: Table, cadre: Cadre, rang_service: int, lignes: list[Any]) -> Appel:
    service = table.services[rang_service]
    lignes = sorted(lignes, key=lambda ligne: ligne[1])
    joignable, condition = cadre.joignabilites.de(rang_service, service, lignes)
    cle, section = cadre.ordre.placer(rang_service, lignes, joignable)
    portee = PORTEES[min(ligne[5] for ligne in lignes)]
    return Appel(cle, service, lignes, section, portee, joignable, condition)


def contact(table: Table, cadre: Cadre, appel: Appel, rang: int) -> Contact:
    """A call written out, with its rank and all its reasons."""
    service, lignes = appel.service, appel.lignes
    precisions = cadre.precisions.get(lignes[0][0], [])
    caractere = CARACTERES[lignes[0][1]]
    return Contact(
        rang=rang,
        id=service["id"],
        nom=service["nom"],
        type=service["type"],
        structure=service["structure"],
        groupe=service["groupe"],
        section=appel.section,
        caractere=caractere,
        option=lignes[0][2] if caractere == "alternative" else None,
        modalite=_modalite(service, lignes, precisions, appel.condition),
        territoires=service["territoires"] or cadre.territoires,
        portee=appel.portee,
        statut=service["statut"],
        joignable=appel.joignable,
        horaires=service["horaires"],
        porteur=service["porteur"],
        arrondissement=service["arrondissement"],
        adresse=service["adresse"],
        telephone=service["telephone"],
        telephone_verifie_le=service["telephone_verifie_le"],
        telephone_source=service["telephone_source"],
        motifs=_motifs(table, service, lignes, precisions, appel.condition),
    )


class _Joignabilites:
    """What the rows say of reachability, for this situation: by type and by service."""

    def __init__(self, table: Table, bits: int) -> None:
        self.par_type: dict[str, list[tuple[str, Condition | None]]] = {}
        self.par_service: dict[int, list[tuple[str, Condition | None]]] = {}
        for rang in table.rangs("joignable", bits):
            types, service, valeur, texte, raison = table.lignes["joignable"][rang]
            dit = (valeur, Condition(texte, raison) if texte else None)
            if service is not None:
                self.par_service.setdefault(service, []).append(dit)
            for type_ in types:
                self.par_type.setdefault(type_, []).append(dit)

    def de(
        self, rang: int, service: dict[str, Any], lignes: list[Any]
    ) -> tuple[str, Condition | None]:
        """The most cautious statement and its condition; a row may be more cautious still."""
        dits = self.par_service.get(rang) if service["propre"] else None
        dits = dits or self.par_type.get(service["type"]) or [("inconnu", None)]
        valeur, condition = max(dits, key=lambda dit: PRUDENCE[dit[0]])
        if all(ligne[4] for ligne in lignes):
            prudente = min((ligne[4] for ligne in lignes), key=lambda v: PRUDENCE[v])
            if PRUDENCE[prudente] > PRUDENCE[valeur]:
                return prudente, None
        return valeur, condition


def _modalite(
    service: dict[str, Any], lignes: list[Any], precisions: list[Any], condition: Condition | None
) -> str | None:
    """In words: what the reasons ask, what holds for the type, and the condition to answer."""
    dits = [m for ligne in _qui_parlent(lignes) for m in ligne[3]]
    dits += [modalite for _, modalite, _ in precisions]
    fin = (service["modalite"], condition and condition.texte, service["note"])
    dits += [modalite for modalite in fin if modalite]
    return SEPARATEUR.join(dict.fromkeys(dits)) or None


def _qui_parlent(lignes: list[Any]) -> list[Any]:
    """The reasons whose words are kept: « if need be » is silent once something is asked."""
    fortes = [ligne for ligne in lignes if ligne[1] < EVENTUEL]
    return fortes if any(ligne[3] for ligne in fortes) else lignes


def _motifs(
    table: Table,
    service: dict[str, Any],
    lignes: list[Any],
    precisions: list[Any],
    condition: Condition | None,
) -> list[Motif]:
    motifs = []
    raisons = [ligne[7] for ligne in lignes]
    raisons += [raison for _, _, raison in precisions]
    if condition:
        raisons.append(condition.raison)
    for raison in dict.fromkeys(raisons):
        regle, explication, document, localisation = table.raisons[raison]
        motifs.append(Motif(regle, explication, _source(document, localisation)))
    carte = SANS_NOM if service["generique"] else IMPRIME
    motifs.append(Motif(REGLE_CARTE, carte, _source(*service["source"])))
    return motifs


def services_a_venir(table: Table, bits: int) -> list[AVenir]:
    """The services that the rows call for and that are not in service yet."""
    rangs = dict.fromkeys(table.lignes["a-venir"][r] for r in table.rangs("a-venir", bits))
    services = [table.services[r] for r in sorted(rangs)]
    return [
        AVenir(s["id"], s["nom"], s["type"], s["statut"], _source(*s["source"])) for s in services
    ]


class Propose(Protocol):
    """What alerts need of a contact."""

    @property
    def id(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def portee(self) -> str: ...


def alertes(
    table: Table, bits: int, proposes: Sequence[Propose], a_venir: list[AVenir]
) -> list[Alerte]:
    """What to know before calling, in the order of the codes; contacts raise some."""
    trouvees = []
    for rang in dict.fromkeys(table.lignes["alerte"][r] for r in table.rangs("alerte", bits)):
        code, texte, regle, document, localisation = table.emissions[rang]
        texte = _nommer_ceux_a_venir(table, texte, a_venir)
        trouvees.append(Alerte(code, texte, regle, _source(document, localisation)))
    if any(propose.portee == SUPRA for propose in proposes):
        code, texte, document, localisation = table.automatiques[SUPRA]
        trouvees.append(Alerte(code, texte, REGLE_CARTE, _source(document, localisation)))
    ecarts = {s["id"]: s["ecart"] for s in table.services if s["ecart"]}
    for propose in proposes:
        if propose.id in ecarts:
            pourquoi, document, localisation = ecarts[propose.id]
            texte = f"{propose.nom} : {pourquoi[:1].lower()}{pourquoi[1:]}"
            code = table.automatiques["ecart"][0]
            trouvees.append(Alerte(code, texte, REGLE_CARTE, _source(document, localisation)))
    rang_du_code = {code: rang for rang, code in enumerate(table.alertes)}
    uniques: dict[tuple[str, str], Alerte] = {}
    for alerte in trouvees:
        uniques.setdefault((alerte.code, alerte.texte), alerte)
    return sorted(uniques.values(), key=lambda alerte: rang_du_code[alerte.code])


def _nommer_ceux_a_venir(table: Table, texte: str, a_venir: list[AVenir]) -> str:
    """Put, for `{a_venir:TYPE}`, the services of that type that are not in service, and why."""
    avant, marque, suite = texte.partition("{a_venir:")
    if not marque:
        return texte
    type_, _, apres = suite.partition("}")
    etats = {s["id"]: s["modalite"] for s in table.services if s["type"] == type_}
    dits = [
        f"{s.nom}, {etats[s.id] or table.textes[f'statut-{s.statut}']}"
        for s in a_venir
        if s.type == type_
    ]
    return f"{avant}{' ; '.join(dits) or table.types[type_][0]}{apres}"


def gradation(table: Table, bits: int, niveau: int | None, colonne: str) -> Gradation | None:
    """The cell of the national table that holds; none without a level."""
    for rang in table.rangs("cellule", bits):
        _, libelle, document, localisation = table.lignes["cellule"][rang]
        if niveau is not None:
            return Gradation(niveau, colonne, libelle, _source(document, localisation))
    return None


def _source(document: str, localisation: str) -> dict[str, str]:
    return {"document": document, "localisation": localisation}

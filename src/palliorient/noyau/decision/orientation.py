"""The answer, as values: field names and order are those of the contract's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from palliorient.noyau.situation.situation import Deduction, Situation
from palliorient.noyau.table.lignes import QuestionOuverte

if TYPE_CHECKING:
    from palliorient.noyau.carnet.apports import Apports


class Motif(NamedTuple):
    """One reason of a contact: the rule, its words, and the place in a document."""

    regle: str
    explication: str
    source: dict[str, str]


class Contact(NamedTuple):
    """One service to contact. `rang` from 1; `motifs` holds every reason it is here."""

    rang: int
    id: str
    nom: str
    type: str
    structure: str | None
    groupe: str
    section: str
    caractere: str
    option: str | None
    modalite: str | None
    territoires: list[str]
    portee: str
    statut: str
    joignable: str
    horaires: str
    porteur: str | None
    arrondissement: int | None
    adresse: str | None
    telephone: str | None
    telephone_verifie_le: str | None
    telephone_source: Mapping[str, str | None] | None
    """Where the number comes from (`origine`, `nom`), and how old that is (`date`)."""
    motifs: list[Motif]


class AVenir(NamedTuple):
    """A service that a rule calls for and that is not in service yet."""

    id: str
    nom: str
    type: str
    statut: str
    source: dict[str, str]


class Ecarte(NamedTuple):
    """A service that is not proposed, and the single change that would bring it."""

    id: str
    nom: str
    type: str
    raison: str
    serait_propose_si: dict[str, Any]


class Alerte(NamedTuple):
    """Something to know before calling: what lacks, differs or is not written."""

    code: str
    texte: str
    regle: str
    source: dict[str, str]


class Rappel(NamedTuple):
    """A line always said in some situations, and its place in a document."""

    texte: str
    source: dict[str, str]


class Annonce(NamedTuple):
    """A contact of another moment, looked ahead to."""

    id: str
    nom: str
    joignable: str


class Anticipation(NamedTuple):
    """By day: who is called first at night, during the week-end, and what to prepare."""

    moment: str
    contacts: list[Annonce]
    week_end: list[Annonce] | None
    """None when the next day is an ordinary one."""
    preparer: list[Rappel]


class Gradation(NamedTuple):
    """The cell of the national table, with its official label."""

    niveau: int
    colonne: str
    libelle: str
    source: dict[str, str]


class Orientation(NamedTuple):
    """Whom to contact in a situation, in which order, why, and what is missing."""

    situation: Situation
    champs: Mapping[str, str]
    """Criteria whose key in the JSON is not their name."""
    deduction: Deduction
    gradation: Gradation | None
    contacts: list[Contact]
    a_venir: list[AVenir]
    ecartes: list[Ecarte]
    alertes: list[Alerte]
    anticipation: Anticipation | None
    rappels: list[Rappel]
    """Lines always said on screen; not part of the JSON answer."""
    questions_ouvertes: list[QuestionOuverte]
    """What the sources leave open in it: with the reasons; not part of the JSON answer."""
    departement: str
    version: str
    a_jour_au: str
    empreinte: str
    apports: Apports | None = None
    """What a team's own directories added to it; None: nothing."""

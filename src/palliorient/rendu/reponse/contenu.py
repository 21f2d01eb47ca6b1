"""The content of an answer, as values: its head, sections, lines, notes, reasons.

Nothing here knows the width of a screen: a text, a page or a sheet lays the same out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Annonce, Contact, Orientation
from palliorient.noyau.langue.phrases import et, minuscule
from palliorient.noyau.situation.calendrier import prochaine_ouverture
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.table import REGLE_JOIGNABILITE, SECTIONS, Table
from palliorient.rendu.reponse.appelant import adresser, numerote, passe_par_un_autre
from palliorient.rendu.reponse.blocs import Bloc
from palliorient.rendu.reponse.entete import ALERTE_EN_TETE, JOURS, Tete, entete
from palliorient.rendu.reponse.groupes import Groupe, Noms, par_section
from palliorient.rendu.reponse.pourquoi import cellule, pourquoi
from palliorient.rendu.reponse.sans_carnet import AjoutEnMots, SansCarnet, VoieEnMots

NUMEROTEES = ("d-abord", "ensuite")
REOUVERTURE = "reouverture"
EN_BREF = ("autour", "reouverture")
"""Sections of those who are not called now: the name, and what decides."""

DES_AJOUTS = "autour"
"""The section of the services that a team adds."""

COMPTES = "premier-recours"
"""Group of the lists that are counted in the last sections (`--detail` names them)."""

ANNUAIRE = "annuaire"
FORTS = ("requis", "alternative")
INCERTAIN = "inconnu"


class Ligne(NamedTuple):
    """One item: its number in the order of call, the name, the number to dial, how."""

    numero: int | None
    nom: str
    telephone: str | None
    details: str
    silence: str | None
    """What is not known of its answering."""
    groupe: Groupe | None
    """None: the team's own addition, which is no part of the answer."""
    fiche: Sequence[str] = ()
    """What its directory says more, for the details."""


class Section(NamedTuple):
    code: str
    titre: str
    lignes: list[Ligne]
    comptes: list[str]
    """Lists that are only counted: « SAD 4 »."""


class Annoncees(NamedTuple):
    """What is said of tonight: a title and a sentence."""

    titre: str
    texte: str


class Note(NamedTuple):
    """What to know: its sign (`!` or `i`), its words; secondary: may give way."""

    signe: str
    texte: str
    secondaire: bool = False


class Contenu(NamedTuple):
    """Everything that an answer says, in the order of the screen."""

    tete: Tete
    cellule: list[Bloc]
    """With the reasons: the official label of the cell."""
    sections: list[Section]
    annonces: list[Annoncees]
    titre_des_notes: str
    notes: list[Note]
    raisons: list[Bloc]
    pied: str
    pied_du_carnet: str | None
    """Which of the team's own directories were read."""

    @property
    def premier_appel(self) -> Ligne | None:
        """The first call, to be repeated where it would not be seen."""
        lignes = [ligne for s in self.sections for ligne in s.lignes]
        return next((ligne for ligne in lignes if ligne.numero), lignes[0] if lignes else None)


def contenu(
    table: Table,
    orientation: Orientation,
    instant: datetime | None,
    *,
    detail: bool = False,
    raisons: bool = False,
    suppose: str | None = None,
    reserves_en_note: bool = False,
    appelant: Appelant | None = None,
    noms: int | None = None,
) -> Contenu:
    """The content of one answer. `instant`: the hour asked, when it was given; `appelant`: who
    reads it.

    `detail` names everything; `raisons` adds reasons and sources; `suppose` says of the place
    that it was taken for granted; `reserves_en_note`: a star beside each number that was not
    checked, and one note; `noms`: how many names of a list known from figures only.
    """
    if appelant:
        orientation = adresser(table, appelant, orientation)
    carnet = carnet_en_mots(table, orientation, instant)
    nommes = Noms(table, carnet, reserves_en_note=reserves_en_note, au_plus=noms)
    corps = _Corps(table, orientation, nommes, appelant, detail=detail)
    return Contenu(
        entete(table, orientation, instant, suppose),
        cellule(table, orientation) if raisons else [],
        corps.sections(instant),
        list(corps.annonces()),
        table.textes["section-a-savoir"],
        list(corps.notes()),
        [*pourquoi(table, orientation, codes=detail), *carnet.raisons()] if raisons else [],
        table.textes["offre-datee"],
        carnet.pied(),
    )


def carnet_en_mots(table: Table, orientation: Orientation, instant: datetime | None) -> SansCarnet:
    """The words of the directories, loaded when there are some."""
    if orientation.apports is None:
        return SansCarnet()
    from palliorient.rendu.reponse.carnet import Mots

    return Mots(table, orientation.apports, instant)


class _Corps:
    """Who is called, what is announced, what to know."""

    def __init__(
        self,
        table: Table,
        orientation: Orientation,
        noms: Noms,
        appelant: Appelant | None,
        *,
        detail: bool,
    ) -> None:
        self.table = table
        self.appelant = appelant
        self.orientation = orientation
        self.detail = detail
        self.noms = noms
        self.carnet = noms.carnet
        self.numero = 0
        services = self.noms.services
        self.joints: dict[str, list[Contact]] = {}
        """Contact → those that are told in its line, being no call of their own."""
        self.contacts: list[Contact] = []
        for contact in orientation.contacts:
            avec = services[contact.id].avec
            if avec:
                self.joints.setdefault(avec, []).append(contact)
            else:
                self.contacts.append(contact)

    def sections(self, instant: datetime | None) -> list[Section]:
        groupes = par_section(
            self.contacts, self.carnet, detail=self.detail, appelants=[self.appelant]
        )
        sections = [self.section(s, groupes[s], instant) for s in SECTIONS]
        return [s for s in sections if s.lignes or s.comptes]

    # --- sections ---------------------------------------------------------------

    def section(self, code: str, groupes: list[Groupe], instant: datetime | None) -> Section:
        bref = code in EN_BREF and not self.detail
        lignes, comptes = [], []
        for groupe in groupes:
            contact = groupe.premier
            connus = [c for c in groupe.contacts if self.carnet.voie(c.id)]
            if bref and contact.type == ANNUAIRE and contact.caractere == "repli" and not connus:
                continue  # the last line of the screen gives it
            if bref and contact.groupe == COMPTES and not groupe.seul:
                restent = len(groupe.contacts) - len(connus)
                if restent:
                    comptes.append(f"{self.noms.sigle(contact)} {restent}")
                if not connus:
                    continue
                groupe = Groupe(connus)  # a known number is never hidden by a count
            numero = None
            if code in self.numerotees() and numerote(self.appelant, contact):
                self.numero += 1
                numero = self.numero
            lignes.append(self.ligne(groupe, numero, bref=bref))
        if code == DES_AJOUTS:
            lignes += map(self.ajout, self.carnet.ajouts())
        return Section(code, self.titre(code, instant), lignes, comptes)

    def numerotees(self) -> tuple[str, ...]:
        """Sections whose lines are numbered: all those of now, for who may call some only."""
        choisis = self.appelant is not None and self.appelant.numerotes
        return tuple(s for s in SECTIONS if s != REOUVERTURE) if choisis else NUMEROTEES

    def titre(self, code: str, instant: datetime | None) -> str:
        textes, moment = self.table.textes, self.orientation.situation.moment
        cle = f"section-{code}"
        if instant and f"{cle}-datee" in textes:
            jour = prochaine_ouverture(self.table, instant)
            dit = f"{JOURS[jour.weekday()]} {jour:%d/%m}"
            return textes[f"{cle}-datee"].replace("{jour}", dit)
        return textes.get(f"{cle}-{moment}", textes[cle])

    def ligne(self, groupe: Groupe, numero: int | None, *, bref: bool) -> Ligne:
        contact = groupe.premier
        nom = (
            self.noms.seul(contact, detail=self.detail) if groupe.seul else self.noms.liste(groupe)
        )
        dits = self.en_bref(groupe) if bref else self.details(groupe)
        if self.appelant and self.appelant.sinon and passe_par_un_autre(self.appelant, contact):
            dits.insert(0, self.appelant.sinon)
        silence = None
        if numero and not self.raison(contact) and contact.groupe != "urgence":
            silence = self.silence(groupe)
        a_composer = None
        if groupe.seul and contact.telephone:
            a_composer = self.noms.telephone(contact)
        voie = self.carnet.voie(contact.id) if groupe.seul else None
        dits = [*_en_un(voie), *dits]
        return Ligne(
            numero,
            nom,
            a_composer,
            SEPARATEUR.join(dits),
            silence,
            groupe,
            self.carnet.fiche(contact.id) if groupe.seul else (),
        )

    def ajout(self, ajout: AjoutEnMots) -> Ligne:
        """A service that the team adds: never numbered, for nothing puts it in an order."""
        voie = ajout.voie
        numero = f"{voie.telephone} ({voie.reserve})" if voie.telephone else None
        return Ligne(None, ajout.nom, numero, SEPARATEUR.join(_en_un(voie)), None, None)

    def silence(self, groupe: Groupe) -> str | None:
        """What is not known of their answering, unless a directory says when each of them does."""
        for contact in groupe.contacts:
            voie = self.carnet.voie(contact.id)
            if voie is None or not voie.dit_ses_heures:
                return self.table.textes.get(f"joignable-{self.joignable(contact)}")
        return None

    def joignable(self, contact: Contact) -> str:
        """What the answer itself knows of it, whatever a directory says."""
        return self.carnet.joignable(contact.id, contact.joignable)

    def details(self, groupe: Groupe) -> list[str]:
        """What all the contacts of a group say; one of several required units is enough."""
        contact = groupe.premier
        dits = self.communes(groupe)
        if (
            not groupe.seul
            and contact.caractere == "requis"
            and self.table.types[contact.type].au_choix
        ):
            dits.insert(0, self.table.textes["au-choix"])
        for joint in self.joints.get(contact.id, ()):
            mots = SEPARATEUR.join(self.mots(joint))
            dits.append(f"{minuscule(joint.nom)} : {mots}")
        return dits

    def en_bref(self, groupe: Groupe) -> list[str]:
        """For later: how, when it is wanted or short; and why one cannot count on it."""
        contact = groupe.premier
        communes = self.communes(groupe)
        if contact.caractere in FORTS:
            return communes
        obstacle = self.raison(contact) if self.joignable(contact) == INCERTAIN else None
        return [obstacle] if obstacle else communes[:1]

    def communes(self, groupe: Groupe) -> list[str]:
        """The words that all the contacts of the group share; the rest is for `--detail`."""
        communes = self.mots(groupe.premier)
        for contact in groupe.contacts[1:]:
            siens = self.mots(contact)
            communes = [m for m in communes if m in siens]
        return communes

    def mots(self, contact: Contact) -> list[str]:
        """The modality, without the note of the type, which changes nothing to the call, nor
        what stands with the name."""
        dits = (contact.modalite or "").split(SEPARATEUR)
        note = None if self.detail else self.table.types[contact.type].note
        tus = (note, self.noms.services[contact.id].declare)
        return [m for m in dits if m and m not in tus]

    def raison(self, contact: Contact) -> str | None:
        """The condition to answer, in words, when one is stated."""
        return next((m.explication for m in contact.motifs if m.regle == REGLE_JOIGNABILITE), None)

    # --- around the sections ------------------------------------------------------

    def annonces(self) -> Iterator[Annoncees]:
        anticipation = self.orientation.anticipation
        if anticipation is None:
            return
        textes = self.table.textes
        nuit, week_end = anticipation.contacts, anticipation.week_end
        if week_end is not None and nuit == week_end:
            yield Annoncees(textes["cette-nuit-et-ce-week-end"], self.a_la_suite(nuit))
        else:
            yield Annoncees(textes["cette-nuit"], self.a_la_suite(nuit))
            if week_end is not None:
                yield Annoncees(textes["ce-week-end"], self.a_la_suite(week_end))
        a_preparer = ", ".join(rappel.texte for rappel in anticipation.preparer)
        yield Annoncees(textes["a-preparer"], f"{a_preparer}.")

    def a_la_suite(self, annonces: list[Annonce]) -> str:
        generiques = self.noms.services
        noms = [minuscule(a.nom) if generiques[a.id].generique else a.nom for a in annonces]
        return f"{', puis '.join(noms)}."

    def notes(self) -> Iterator[Note]:
        for alerte in self.orientation.alertes:
            if alerte.code != ALERTE_EN_TETE and alerte.code not in self.table.notes:
                yield Note("!", alerte.texte, alerte.code in self.table.secondaires)
        for conflit in self.carnet.conflits():
            yield Note("!", conflit)
        for rappel in self.orientation.rappels:
            yield Note("i", rappel.texte)
        if self.noms.reserves_en_note and self.noms.annees:
            annees = et(sorted(self.noms.annees))
            yield Note("i", self.table.textes["reserves-en-note"].replace("{annees}", annees))
        if any(self._sans_numero(contact) for contact in self.contacts):
            yield Note("i", self.table.textes["numeros-non-publies"])

    def _sans_numero(self, contact: Contact) -> bool:
        """A team to call, named on the map, of which no number is known."""
        generique = self.noms.services[contact.id].generique
        inconnu = not contact.telephone and not self.carnet.voie(contact.id)
        return contact.section in NUMEROTEES and not generique and inconnu


def _en_un(voie: VoieEnMots | None) -> list[str]:
    """What a directory says of a line, as one of the things said of a contact."""
    return [SEPARATEUR.join(voie.comment)] if voie and voie.comment else []

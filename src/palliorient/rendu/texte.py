"""The answer on a screen of 80 columns, for somebody in a hurry.

The situation, the cell, then four sections in the order of call, then what to know.
Nothing depends on colour: bold only doubles what capitals and numbers already say.
"""

from __future__ import annotations

import re
from datetime import datetime

from palliorient.noyau.orientation import Alerte, Contact, Orientation
from palliorient.noyau.phrases import majuscule
from palliorient.noyau.table import SUPRA, Table
from palliorient.rendu.entete import ALERTE_EN_TETE, entete
from palliorient.rendu.groupes import SECTIONS, Groupe, par_section
from palliorient.rendu.mise_en_page import gras, plier
from palliorient.rendu.pourquoi import en_clair, pourquoi_de, pourquoi_pas

BREF = {"domicile": 1, "etablissement": 2}
"""Lines that a contact of the last section may take: lists are longer at home."""

HAUTEUR = 40
"""Lines of the screen for which an ordinary answer is made."""

NUMEROTEES = ("d-abord", "ensuite")
COMPTES = "premier-recours"
"""Group of the lists that are counted in the last section (`--detail` names them)."""

ANNUAIRE = "annuaire"

SANS_REPONSE = {"inconnu": "réponse non connue", "non": "fermé à ce moment"}


def en_texte(
    table: Table,
    orientation: Orientation,
    instant: datetime | None = None,
    *,
    detail: bool = False,
    pourquoi: bool = False,
) -> str:
    """The whole screen. `detail` names everything; `pourquoi` adds reasons and sources.

    `instant` is the hour asked, when it was given: shown, so that a wrong one is seen.
    """
    ecran = _Ecran(table, orientation, detail, pourquoi)
    return "\n".join(ecran.lignes(instant))


class _Ecran:
    def __init__(
        self, table: Table, orientation: Orientation, detail: bool, pourquoi: bool
    ) -> None:
        self.table = table
        self.orientation = orientation
        self.detail = detail
        self.pourquoi = pourquoi
        self.numero = 0
        self.porteurs_dits: set[str] = set()
        self.dernier_detail = ""

    def lignes(self, instant: datetime | None) -> list[str]:
        lignes = entete(self.table, self.orientation, instant)
        sections = par_section(self.orientation.contacts, detail=self.detail)
        for section in SECTIONS:
            if sections[section]:
                lignes += ["", gras(self.titre(section).upper())]
                lignes += self.section(section, sections[section])
        a_savoir = self.a_savoir()
        if a_savoir:
            lignes += ["", gras(self.table.textes["section-a-savoir"].upper()), *a_savoir]
        else:
            lignes.append("")
        if self.pourquoi:
            lignes += pourquoi_pas(self.table, self.orientation)
        lignes.append(self.table.textes["offre-datee"])
        if len(lignes) > HAUTEUR and not self.detail and not self.pourquoi:
            # The first name must not scroll away: capitals alone then part the sections.
            lignes = [ligne for ligne in lignes if ligne]
        return lignes

    def titre(self, section: str) -> str:
        """The last section is for later when nobody there is known to answer now."""
        moment = self.orientation.situation.moment
        plus_tard = any(moment in b.get("moment", ()) for b in self.table.inconnus_en_dernier)
        cle = "section-autour-hors-jour" if plus_tard and section == "autour" else None
        return self.table.textes[cle or f"section-{section}"]

    def section(self, section: str, groupes: list[Groupe]) -> list[str]:
        self.dernier_detail = ""
        bref = section == "autour" and not self.detail and not self.pourquoi
        lignes = []
        for groupe in groupes:
            if bref:
                lignes += self.en_bref(groupe)
                continue
            puce = " -  "
            if self.sous_le_precedent(groupe):
                puce = "    "
            elif section in NUMEROTEES:
                self.numero += 1
                puce = f"{self.numero:2}. "
            lignes += self.item(groupe, puce)
            if self.pourquoi:
                lignes += pourquoi_de(self.table, groupe)
        return lignes + self.comptes(groupes) if bref else lignes

    def sous_le_precedent(self, groupe: Groupe) -> bool:
        """Another way with the same professionals stands under them, without a number."""
        contact = groupe.premier
        return contact.groupe == COMPTES and bool(contact.option) and self.numero > 0

    def en_bref(self, groupe: Groupe) -> list[str]:
        """In the last section: the name, and the first thing to know when it is short."""
        contact = groupe.premier
        if contact.type == ANNUAIRE and contact.caractere == "repli":
            return []  # the last line of the screen gives it
        if contact.groupe == COMPTES and not groupe.seul:
            return []  # counted on one line, see `comptes`
        nom = contact.nom if groupe.seul else self.liste(groupe)
        if contact.option:
            nom = f"Voie {contact.option} : {nom}"
        communes = self.communes(groupe)
        suivi = plier(f"{nom} : {communes[0]}", " -  ") if communes else []
        seul = plier(nom, " -  ")
        place = max(len(seul), BREF[self.orientation.deduction.colonne])
        return suivi if suivi and len(suivi) <= place else seul

    def comptes(self, groupes: list[Groupe]) -> list[str]:
        dits = [
            f"{self.sigle(g)} {len(g.contacts)}"
            for g in groupes
            if g.premier.groupe == COMPTES and not g.seul
        ]
        if not dits:
            return []
        return plier(f"Services à domicile : {', '.join(dits)} (liste : --detail)", " -  ")

    # --- one item -------------------------------------------------------------

    def item(self, groupe: Groupe, puce: str) -> list[str]:
        """A name (or a list) and, when it adds something, how and on what condition."""
        premier = puce.strip() == "1."
        contact = groupe.premier
        marge = " " * len(puce)
        nom = self.nom_seul(contact) if groupe.seul else self.liste(groupe)
        if premier:
            nom = nom.upper()
        if groupe.seul and contact.telephone and not self.detail:
            nom += f" · {telephone(contact)}"
        if contact.option:
            nom = f"Voie {contact.option} : {nom}"
        details = self.details(groupe, dire_le_silence=puce.strip() != "-")
        if details == self.dernier_detail:
            details = ""
        else:
            self.dernier_detail = details
        lignes = plier(nom, puce, marge)
        if details:
            blocs = [*lignes, *plier(f"{majuscule(details)}.", marge)]
            suivi = plier(f"{nom} : {details}.", puce, marge)
            lignes = suivi if len(suivi) < len(blocs) and not premier else blocs
        if premier:
            lignes[0] = puce + gras(lignes[0][len(puce) :])
        return lignes + self.fiche(contact, marge)

    def nom_seul(self, contact: Contact) -> str:
        nom = contact.nom
        if contact.portee == SUPRA:
            nom += " (autre territoire)"
        porteur = contact.porteur or ""
        entre_parentheses = re.search(r"\(([^)]+)\)", contact.nom)
        repete = porteur in self.porteurs_dits or (
            entre_parentheses is not None and entre_parentheses.group(1) in porteur
        )
        if porteur and (self.detail or not repete):
            self.porteurs_dits.add(porteur)
            nom += f", {porteur}"
        return nom

    def liste(self, groupe: Groupe) -> str:
        """Names one after the other, after the short name of their type."""
        sigle = self.sigle(groupe)
        ailleurs = " (autre territoire)" if groupe.ailleurs else ""
        contacts = groupe.contacts
        noms = [self.court(c.nom.removeprefix(f"{sigle} ")) for c in contacts]
        if contacts[0].groupe == "urgence" and all(c.telephone for c in contacts):
            noms = [f"{n} {c.telephone}" for n, c in zip(noms, contacts, strict=True)]
            if contacts[0].telephone_verifie_le is None:
                noms[-1] += " (à vérifier)"
        titre = "" if all(n.startswith(sigle) for n in noms) else f"{sigle}{ailleurs} : "
        return titre + " | ".join(noms)

    def court(self, nom: str) -> str:
        """A hospital's name in a list, without the words that they nearly all share."""
        debut, fin = (self.table.textes[f"liste-omet-{bout}"] for bout in ("debut", "fin"))
        reste = nom.removeprefix(f"{debut} ")
        # « Hôpital européen … », « Hôpital privé … »: the first word belongs to the name.
        return (reste if reste[:1].isupper() else nom).removesuffix(f" {fin}")

    def sigle(self, groupe: Groupe) -> str:
        return self.table.types[groupe.premier.type][1]

    def details(self, groupe: Groupe, *, dire_le_silence: bool) -> str:
        """What all the contacts of the group say, and whether they are known to answer."""
        contact = groupe.premier
        reponse = SANS_REPONSE.get(contact.joignable) if dire_le_silence else None
        if contact.groupe == "urgence":
            reponse = None  # an emergency number answers; only its access may be unknown
        return " ; ".join([*self.communes(groupe), *([reponse] if reponse else [])])

    def communes(self, groupe: Groupe) -> list[str]:
        """The words that all the contacts of the group share; the rest is for `--detail`."""
        communes = (groupe.premier.modalite or "").split(" ; ")
        for contact in groupe.contacts[1:]:
            siennes = (contact.modalite or "").split(" ; ")
            communes = [m for m in communes if m in siennes]
        return [m for m in communes if m]

    def fiche(self, contact: Contact, marge: str) -> list[str]:
        """With `--detail`: hours, address and telephone of a contact."""
        if not self.detail:
            return []
        lignes = plier(f"Horaires : {contact.horaires}.", marge)
        if contact.adresse:
            lignes += plier(f"Adresse : {contact.adresse}.", marge)
        dit = telephone(contact) if contact.telephone else "non donné par les sources"
        return lignes + plier(f"Téléphone : {dit}.", marge)

    # --- what to know -----------------------------------------------------------

    def a_savoir(self) -> list[str]:
        lignes: list[str] = []
        corriges: list[Alerte] = []
        ecart, marques = (self.table.automatiques[k][0] for k in ("ecart", SUPRA))
        for alerte in self.orientation.alertes:
            if alerte.code == marques and not self.pourquoi:
                continue  # already said beside each name: « (autre territoire) »
            if alerte.code == ecart and not self.pourquoi:
                corriges.append(alerte)
            elif alerte.code != ALERTE_EN_TETE:
                lignes += plier(alerte.texte, " ! ")
                if self.pourquoi:
                    lieu = en_clair(self.table, alerte.source)
                    lignes += plier(f"[{alerte.code}] {lieu}", "   ")
        if corriges:
            lignes += plier(self.corrections(corriges), " ! ")
        for rappel in self.orientation.rappels:
            lignes += plier(rappel, " i ")
        return lignes

    def corrections(self, alertes: list[Alerte]) -> str:
        """The corrected names in one sentence, each structure once."""
        structures = {c.nom: c.structure or c.nom for c in self.orientation.contacts}
        noms = [a.texte.partition(" : ")[0] for a in alertes]
        dits = dict.fromkeys(self.court(structures.get(nom, nom)) for nom in noms)
        return self.table.textes["colonne-corrigee"].replace("{noms}", ", ".join(dits))


def telephone(contact: Contact) -> str:
    """The number, and what is known of it: an old switchboard is « à vérifier »."""
    if contact.telephone_verifie_le:
        return f"le {contact.telephone}"
    nature = "à vérifier" if contact.groupe == "urgence" else "standard, à vérifier"
    return f"{contact.telephone} ({nature})"

"""The answer on a screen of 80 columns, for somebody in a hurry.

The situation, the cell, then four sections in the order of call, then what to know.
Nothing depends on colour: bold only doubles what capitals and numbers already say.
"""

from __future__ import annotations

from palliorient.noyau.orientation import Alerte, Contact, Orientation
from palliorient.noyau.table import Table
from palliorient.rendu.entete import ALERTE_EN_TETE, entete
from palliorient.rendu.groupes import SECTIONS, Groupe, par_section
from palliorient.rendu.mise_en_page import gras, majuscule, plier
from palliorient.rendu.pourquoi import en_clair, pourquoi_de, pourquoi_pas

NUMEROTEES = ("d-abord", "ensuite")
COMPTES = "premier-recours"
"""Group of the lists that are counted in the last section (`--detail` names them)."""

ANNUAIRE = "annuaire"

SANS_REPONSE = {"inconnu": "réponse non connue", "non": "fermé à ce moment"}


def en_texte(
    table: Table, orientation: Orientation, *, detail: bool = False, pourquoi: bool = False
) -> str:
    """The whole screen. `detail` names everything; `pourquoi` adds reasons and sources."""
    return "\n".join(_Ecran(table, orientation, detail, pourquoi).lignes())


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

    def lignes(self) -> list[str]:
        lignes = entete(self.table, self.orientation)
        sections = par_section(self.orientation.contacts, detail=self.detail)
        for section in SECTIONS:
            if sections[section]:
                lignes += ["", gras(self.titre(section).upper())]
                lignes += self.section(section, sections[section])
        lignes += ["", gras(self.table.textes["section-a-savoir"].upper())]
        lignes += self.a_savoir()
        if self.pourquoi:
            lignes += pourquoi_pas(self.table, self.orientation)
        return [*lignes, self.table.textes["offre-datee"]]

    def titre(self, section: str) -> str:
        """The last section is for later when nobody there is known to answer now."""
        moment = self.orientation.situation.moment
        plus_tard = any(moment in b.get("moment", ()) for b in self.table.inconnus_en_dernier)
        cle = "section-autour-hors-jour" if plus_tard and section == "autour" else None
        return self.table.textes[cle or f"section-{section}"]

    def section(self, section: str, groupes: list[Groupe]) -> list[str]:
        self.dernier_detail = ""
        if section == "autour" and not self.detail and not self.pourquoi:
            return self.autour(groupes)
        lignes = []
        for groupe in groupes:
            puce = " -  "
            if section in NUMEROTEES:
                self.numero += 1
                puce = f"{self.numero:2}. "
            lignes += self.item(groupe, puce)
            if self.pourquoi:
                lignes += pourquoi_de(self.table, groupe.premier)
        return lignes

    def autour(self, groupes: list[Groupe]) -> list[str]:
        """The last section, in short: names only, those of one kind on the same lines."""
        par_genre: dict[str, list[str]] = {}
        comptes: list[str] = []
        for groupe in groupes:
            contact = groupe.premier
            if contact.type == ANNUAIRE:
                continue  # the last line of the screen gives it
            if contact.groupe == COMPTES and not groupe.seul:
                comptes.append(f"{self.sigle(groupe)} {len(groupe.contacts)}")
                continue
            dit = contact.nom if groupe.seul else self.liste(groupe)
            voie = f"voie {contact.option} : " if contact.option else ""
            genre = contact.groupe if groupe.seul else contact.type
            par_genre.setdefault(genre, []).append(voie + dit)
        lignes = []
        for noms in par_genre.values():
            lignes += plier(majuscule(" | ".join(noms)), " -  ")
        if comptes:
            dits = ", ".join(comptes)
            lignes += plier(f"Services à domicile : {dits} (liste : --detail)", " -  ")
        return lignes

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
        if contact.portee == "supra-territorial":
            nom += " (autre territoire)"
        porteur = contact.porteur or ""
        repete = porteur in self.porteurs_dits or any(
            mot in contact.nom for mot in porteur.split() if mot[:1].isupper()
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
            if not all(c.telephone_verifie_le for c in contacts):
                noms[-1] += " (à vérifier)"
        return f"{sigle}{ailleurs} : {' | '.join(noms)}"

    def court(self, nom: str) -> str:
        """A hospital's name in a list, without the words that they nearly all share."""
        debut, fin = (self.table.textes[f"liste-omet-{bout}"] for bout in ("debut", "fin"))
        return nom.removeprefix(f"{debut} ").removesuffix(f" {fin}")

    def sigle(self, groupe: Groupe) -> str:
        return self.table.types[groupe.premier.type][1]

    def details(self, groupe: Groupe, *, dire_le_silence: bool) -> str:
        """What all the contacts of the group say; what only one says is for `--detail`."""
        communes = (groupe.premier.modalite or "").split(" ; ")
        for contact in groupe.contacts[1:]:
            siennes = (contact.modalite or "").split(" ; ")
            communes = [m for m in communes if m in siennes]
        reponse = SANS_REPONSE.get(groupe.premier.joignable) if dire_le_silence else None
        return " ; ".join([m for m in communes if m] + ([reponse] if reponse else []))

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
        ecart, marques = (self.table.automatiques[k][0] for k in ("ecart", "supra-territorial"))
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

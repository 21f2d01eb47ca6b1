// The lines of one list of the sheet: who, which number, who may call, on what condition.
// The twin of `rendu/fiche/lignes.py`: relatives and visitors read it.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { majuscule } from "../../noyau/langue/phrases.js";
import { REGLE_JOIGNABILITE, exige } from "../../noyau/table.js";
import { numerote } from "../reponse/appelant.js";
import { Noms, dUrgence, parSection, sansDebut, seul } from "../reponse/groupes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Appelant} Appelant */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Groupe} Groupe */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").LigneDeFiche} Ligne */
/** @typedef {import("../../types").Numero} Numero */
/** @typedef {import("../../types").Nom} Nom */
/** @typedef {import("../../types").TypeDeService} Type */
/** @typedef {import("./apport.js").Apport} Apport */

const INCERTAIN = "inconnu";

/** Where a service stands, at the end of its name: it may be where the person lives. */
const ARRONDISSEMENT = / \(\d{1,2}(?:er|e)\)$/;

/** Every number of a line. @param {Ligne} ligne @returns {Numero[]} */
export function numeros({ numero, noms }) {
  return [numero, ...noms.map((nom) => nom.numero)].flatMap((n) => (n === null ? [] : [n]));
}

/** Makes the lines of the answers of one sheet, each for its moment. */
export class Lignes {
  /** @param {Table} table @param {Appelant} appelant @param {Apport} apport @param {boolean} lignesPro */
  constructor(table, appelant, apport, lignesPro) {
    this.table = table;
    this.fiche = exige(table.fiche, "fiche");
    this.appelant = appelant;
    this.lecteur = exige(table.appelants.get(this.fiche.lecteur), this.fiche.lecteur);
    this.apport = apport;
    this.lignesPro = lignesPro;
    this.noms = new Noms(table, undefined, { enNote: true });
  }

  /** Section → its lines, in the order of call. @param {Orientation} orientation @returns {Map<string, Ligne[]>} */
  de(orientation) {
    const contacts = orientation.contacts
      .filter((c) => !this.fiche.sans.includes(c.id) && !this.noms.service(c).avec)
      .map((c) => this.montre(orientation, c));
    const parNom = parSection(contacts, this.noms.carnet, false, [this.lecteur, this.appelant]);
    return new Map(
      [...parNom].map(([section, groupes]) => [section, groupes.flatMap((g) => this.lignes(g))]),
    );
  }

  /** Without a number that is not for everybody to read. @param {Orientation} orientation @param {Contact} contact */
  montre(orientation, contact) {
    const cache = contact.telephone && !this.lignesPro && this.apport.reserve(orientation, contact);
    return cache ? { ...contact, telephone: null } : contact;
  }

  /** @param {Groupe} groupe @returns {Ligne[]} */
  lignes(groupe) {
    // Whom the reader calls has a line, and a number, of their own.
    const aPart = this.ouverte(groupe.contacts[0]) && groupe.contacts.some((c) => c.telephone);
    const morceaux = aPart ? groupe.contacts.map((c) => ({ contacts: [c] })) : [groupe];
    return morceaux.map((morceau) => this.ligne(morceau));
  }

  /** May a relative call them? The data say whom. @param {Contact} contact */
  ouverte(contact) {
    return numerote(this.lecteur, contact);
  }

  /** The line of one contact, or of several that say the same. @param {Groupe} groupe @returns {Ligne} */
  ligne(groupe) {
    const [contact] = groupe.contacts;
    const ouverte = this.ouverte(contact);
    const mots = this.mots(groupe, ouverte);
    const unique = seul(groupe);
    const connu = groupe.contacts.some((c) => c.telephone);
    return {
      rang: numerote(this.appelant, contact) ? 0 : null,
      ...this.lesNoms(groupe, !ouverte || mots.length > 0),
      numero: unique ? this.numero(contact) : null,
      noms: unique ? [] : groupe.contacts.map((c) => this.un(c)),
      ouverte,
      qui: this.table.textes[`fiche-appel-${ouverte ? "ouvert" : "ferme"}`],
      mots: mots.join(SEPARATEUR),
      blanc: !connu && !this.soiMeme(contact),
    };
  }

  /** Is it the reader, who has a number and does not dial it? @param {Contact} contact */
  soiMeme(contact) {
    return contact.id in this.appelant.noms && Boolean(this.noms.service(contact).telephone);
  }

  // --- names ---

  /** @param {Groupe} groupe @param {boolean} sansNature @returns {{nom: string, nature: string | null}} */
  lesNoms(groupe, sansNature) {
    const [contact] = groupe.contacts;
    const type = this.type(contact);
    const marques = this.noms.marques(contact);
    if (!seul(groupe)) {
      const dit = sigle(type) ? ` (${type.sigle})` : "";
      return { nom: majuscule(`${type.nom}${dit}${marques}`), nature: null };
    }
    const nom = contact.nom.replace(ARRONDISSEMENT, "");
    const plat = nom.toLowerCase();
    const nomme = !sigle(type) && plat.includes(type.sigle.toLowerCase());
    const dit =
      sansNature || this.noms.service(contact).generique || nomme || plat.includes(type.nom);
    return { nom: `${nom}${marques}`, nature: dit ? null : type.nom };
  }

  /** @param {Contact} contact @returns {Type} */
  type(contact) {
    return exige(this.table.types.get(contact.type), contact.type);
  }

  /** A name in a list: its kind is told once, for all. @param {Contact} contact @returns {Nom} */
  un(contact) {
    const nom = sansDebut(contact.nom.replace(ARRONDISSEMENT, ""), `${this.type(contact).sigle} `);
    return { nom: this.noms.court(nom), numero: this.numero(contact) };
  }

  /** @param {Contact} contact @returns {Numero | null} */
  numero(contact) {
    if (contact.telephone === null) return null;
    const annee = (contact.telephone_source?.date ?? "").slice(0, 4);
    const aVerifier = !dUrgence(contact.telephone) && this.noms.reserve(contact) !== null;
    return { texte: contact.telephone, annee: aVerifier ? annee : null };
  }

  // --- words ---

  /** What all the contacts of the line say. @param {Groupe} groupe @param {boolean} ouverte */
  mots(groupe, ouverte) {
    const [premier, ...autres] = groupe.contacts.map((c) => this.duContact(c, ouverte));
    return premier.filter((mot) => autres.every((siens) => siens.includes(mot)));
  }

  /** @param {Contact} contact @param {boolean} ouverte @returns {string[]} */
  duContact(contact, ouverte) {
    const condition = contact.motifs.find((m) => m.regle === REGLE_JOIGNABILITE)?.explication ?? "";
    const incertain = contact.joignable === INCERTAIN;
    // Who may not call has no use for the terms of the call, save that nobody may come.
    const utiles = ouverte || incertain ? condition.split(SEPARATEUR) : [];
    const permis = [...this.fiche.repete, ...utiles];
    const dits = (contact.modalite ?? "")
      .split(SEPARATEUR)
      .filter((mot) => mot && permis.includes(mot));
    if (ouverte && !condition && incertain) dits.push(this.table.textes[`joignable-${INCERTAIN}`]);
    return dits;
  }
}

/** Is the short name of this type an acronym, that few people know? @param {Type} type */
function sigle({ sigle: dit }) {
  return dit === dit.toUpperCase() && dit !== dit.toLowerCase();
}

// Contacts as a person reads them: by section, and lists that repeat as one item.
// The twin of `rendu/reponse/groupes.py`.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { remplacer } from "../../noyau/langue/phrases.js";
import { SECTIONS, SUPRA, exige } from "../../noyau/table.js";
import { numerote } from "./appelant.js";
import { SansCarnet } from "./sans_carnet.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Appelant} Appelant */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Groupe} Groupe */
/** @typedef {import("../../types").Equipe} Equipe */
/** @typedef {import("../../types").Service} Service */

/** Group whose services differ in what they do: same words, same item. */
const A_LEUR_MANIERE = "accompagnement";
const CHIFFRES_DES_URGENCES = 2;

/** Two digits: the emergency services. Another short number is one like the others. @param {string} telephone */
export function dUrgence(telephone) {
  return telephone.length === CHIFFRES_DES_URGENCES;
}

/**
 * Section → groups, in the order of call; with `detail`, one group for each contact.
 *
 * @param {Contact[]} contacts
 * @param {SansCarnet} carnet
 * @param {boolean} detail
 * @param {(Appelant | null)[]} appelants Whom one may call is never with whom they may not.
 * @returns {Map<string, Groupe[]>}
 */
export function parSection(contacts, carnet, detail, appelants = []) {
  /** @type {Map<string, Map<string, Contact[]>>} */
  const sections = new Map(SECTIONS.map((s) => [s, new Map()]));
  for (const contact of contacts) {
    const sienne = detail
      ? contact.id
      : cle(contact, carnet.joignable(contact.id, contact.joignable));
    const permis = appelants.map((appelant) => numerote(appelant, contact));
    const groupes = exige(sections.get(contact.section), contact.section);
    const entiere = JSON.stringify([sienne, permis]);
    groupes.set(entiere, [...(groupes.get(entiere) ?? []), contact]);
  }
  return new Map(
    [...sections].map(([s, groupes]) => [s, [...groupes.values()].map((c) => ({ contacts: c }))]),
  );
}

/** @param {Contact} contact @param {string} joignable */
function cle(contact, joignable) {
  return [
    contact.type,
    contact.caractere,
    contact.option,
    joignable,
    contact.groupe === A_LEUR_MANIERE ? contact.modalite : null,
    contact.portee === SUPRA,
    contact.statut,
  ];
}

/** @param {Groupe} groupe */
export function seul(groupe) {
  return groupe.contacts.length === 1;
}

/** How contacts are named on a screen: short, each carrier and each number told once. */
export class Noms {
  /**
   * @param {Table} table
   * @param {SansCarnet} carnet
   * @param {{enNote?: boolean, reserve?: string | null, auPlus?: number | null}} comment
   *   `enNote`: a star beside the numbers; `reserve`: the words beside them; `auPlus`: how many
   *   names of a list known from figures only.
   */
  constructor(
    table,
    carnet = new SansCarnet(),
    { enNote = false, reserve = null, auPlus = null } = {},
  ) {
    this.table = table;
    this.carnet = carnet;
    this.enNote = enNote;
    this.motsDeReserve = reserve;
    this.auPlus = auPlus;
    /** @type {Set<string>} Years of the numbers that were not checked. */
    this.annees = new Set();
    this.services = new Map(table.services.map((s) => [s.id, s]));
    /** @type {Set<string>} */
    this.porteursDits = new Set();
    this.sigles = new Set([...table.types.values()].map((t) => t.sigle));
  }

  /** @param {Contact} contact @returns {Service} */
  service(contact) {
    return exige(this.services.get(contact.id), contact.id);
  }

  /** Names one after the other, after the short name of their type. @param {Groupe} groupe @returns {string} */
  liste(groupe) {
    const [premier] = groupe.contacts;
    const sigle = this.sigle(premier);
    const marques = this.marques(premier);
    let equipes = this.equipes(groupe, `${sigle} `);
    const commun = entreParentheses(equipes.flatMap((e) => e.noms));
    let dits = equipes.map((e) => this.equipe(e, commun));
    const nature = `${sigle} ${commun}`.trimEnd();
    const repete = dits.every((dit) => dit.startsWith(sigle));
    const titre = repete && !marques ? "" : `${nature}${marques} : `;
    if (this.auPlus && this.service(premier).declare) {
      dits = this.lesPremiers(dits, this.auPlus);
      equipes = equipes.slice(0, dits.length);
    }
    const reserves = equipes.map((e) => this.reserve(e.contact));
    if (!this.enNote) {
      // Once for the list when all share it; else beside the number that it is about.
      if (new Set(reserves).size === 1 && reserves[0])
        return `${titre}${dits.join(" | ")} (${reserves[0]})`;
      dits = dits.map((dit, rang) => (reserves[rang] ? `${dit} (${reserves[rang]})` : dit));
    }
    return titre + dits.join(" | ");
  }

  /** Services that the same structures carry are one team, told once. @param {Groupe} groupe @param {string} prefixe @returns {Equipe[]} */
  equipes(groupe, prefixe) {
    /** @type {Map<string, Equipe>} */
    const parPorteur = new Map();
    for (const contact of groupe.contacts) {
      const porteurs = JSON.stringify(this.service(contact).porteurs);
      const nom = this.court(sansDebut(contact.nom, prefixe));
      const connue = parPorteur.get(porteurs);
      if (this.carnet.voie(contact.id))
        parPorteur.set(JSON.stringify([contact.id]), {
          noms: [nom],
          porteur: contact.porteur,
          contact,
        });
      else if (connue === undefined)
        parPorteur.set(porteurs, {
          noms: [nom],
          porteur: contact.porteur,
          contact,
        });
      else
        parPorteur.set(porteurs, {
          noms: [...connue.noms, nom],
          porteur: connue.porteur || contact.porteur,
          contact: connue.contact,
        });
    }
    return [...parPorteur.values()];
  }

  /** The first of a long list, and how many more there are. @param {string[]} dits @param {number} combien */
  lesPremiers(dits, combien) {
    const reste = dits.length - combien;
    if (reste < 2) return dits;
    return [
      ...dits.slice(0, combien),
      remplacer(this.table.textes["liste-suite"], { nombre: String(reste) }),
    ];
  }

  /** @param {Equipe} equipe @param {string} commun */
  equipe({ noms, porteur, contact }, commun) {
    let nom = noms
      .map((n) => (n.endsWith(commun) ? n.slice(0, n.length - commun.length) : n).trimEnd())
      .join(", ");
    if (porteur && noms.length > 1) nom += ` (${porteur})`;
    const numero = contact.telephone;
    const voie = this.carnet.voie(contact.id);
    if (voie === null || (!voie.telephone && voie.comment.length === 0))
      return numero ? `${nom} ${numero}${this.etoile(contact)}` : nom;
    const dits = voie.telephone ? [voie.reserve, ...voie.comment] : voie.comment;
    return `${`${nom} ${numero ?? ""}`.trimEnd()} (${dits.join(SEPARATEUR)})`;
  }

  /** @param {Contact} contact */
  etoile(contact) {
    return this.enNote && this.reserve(contact) ? "*" : "";
  }

  /** The number as one reads it, with its year and its caution when it was not checked. @param {Contact} contact */
  telephone(contact) {
    const voie = this.carnet.voie(contact.id);
    if (voie && voie.telephone) return `${voie.telephone} (${voie.reserve})`;
    if (contact.telephone && dUrgence(contact.telephone)) return `le ${contact.telephone}`;
    const reserve = this.reserve(contact);
    if (this.enNote || !reserve) return `${contact.telephone}${this.etoile(contact)}`;
    return `${contact.telephone} (${reserve})`;
  }

  /** What must be said beside a number: nothing when it was checked, else how old it is. @param {Contact} contact @returns {string | null} */
  reserve(contact) {
    if (contact.telephone === null || contact.telephone_verifie_le) return null;
    // It is told with its own.
    if (this.carnet.voie(contact.id)?.telephone) return null;
    const annee = (contact.telephone_source?.date ?? "").slice(0, 4);
    const cle = contact.groupe === "urgence" ? "reserve-urgence" : "reserve-standard";
    this.annees.add(annee);
    return remplacer(this.table.textes[this.motsDeReserve || cle], { annee });
  }

  /** One contact, with who carries it the first time. @param {Contact} contact @param {boolean} detail */
  seul(contact, detail) {
    const nom = this.nu(contact);
    const porteur = contact.porteur ?? "";
    const ferme = contact.nom.endsWith(")") ? contact.nom.slice(0, -1) : contact.nom;
    const rang = ferme.lastIndexOf("(");
    const repete =
      this.porteursDits.has(porteur) || (rang > 0 && porteur.includes(ferme.slice(rang + 1)));
    if (!porteur || (repete && !detail)) return nom;
    this.porteursDits.add(porteur);
    return `${nom}, ${porteur}`;
  }

  /** One contact by its name, and what always stands with it. @param {Contact} contact */
  nu(contact) {
    return `${contact.nom}${this.marques(contact)}`;
  }

  /** What no line leaves out: it is of another territory, or known from figures only. @param {Contact} contact */
  marques(contact) {
    const ailleurs = contact.portee === SUPRA ? "autre territoire" : null;
    const dites = [ailleurs, this.service(contact).declare].filter(Boolean);
    return dites.length > 0 ? ` (${dites.join(", ")})` : "";
  }

  /** A hospital's name in a list, without the words that they nearly all share. @param {string} nom */
  court(nom) {
    const sansFin = nom.replaceAll(` ${this.table.textes["liste-omet-fin"]}`, "");
    // « HAD AP-HP » has no other name.
    const dit = this.sigles.has(sansFin) ? nom : sansFin;
    const debuts = this.table.textes["liste-omet-debut"].split(" | ");
    const debut = debuts.find((/** @type {string} */ d) => dit.startsWith(`${d} `));
    return debut === undefined ? dit : dit.slice(debut.length + 1);
  }

  /** @param {Contact} contact */
  sigle(contact) {
    return exige(this.table.types.get(contact.type), contact.type).sigle;
  }
}

/** A text without what it begins with. @param {string} texte @param {string} debut */
export function sansDebut(texte, debut) {
  return texte.startsWith(debut) ? texte.slice(debut.length) : texte;
}

/** The last words in parentheses, when all the names have the same. @param {string[]} noms */
function entreParentheses(noms) {
  const fins = new Set(
    noms.map((nom) => (nom.endsWith(")") ? `(${nom.slice(nom.lastIndexOf("(") + 1)}` : "")),
  );
  return fins.size === 1 ? [...fins][0] : "";
}

// A contact in a few words: its name, its number, and the conditions that decide.
// The twin of `rendu/reponse/bref.py`.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { ou } from "../../noyau/langue/phrases.js";
import { COMPTES } from "./contenu.js";
import { dUrgence, parSection, sansDebut, seul } from "./groupes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("./groupes.js").Noms} Noms */
/** @typedef {import("../../types").Section} Section */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Groupe} Groupe */
/** @typedef {Omit<import("../../types").Bref, "minimum" | "autre">} Bref */

/** The calls of some sections that have a number, in their order. @param {Table} table @param {Section[]} sections @param {Noms} noms @returns {Bref[]} */
export function appels(table, sections, noms) {
  return sections.flatMap(({ lignes }) =>
    lignes.flatMap(({ numero, groupe, details, silence }) => {
      if (numero === null || groupe === null) return [];
      const { titre, membres } = lesMembres(noms, groupe, false);
      const conditions = [...quiDecident(table, details), ...(silence ? [silence] : [])];
      return [{ numero, titre, membres, conditions }];
    }),
  );
}

/** Name and number; of a list, all its members: a page has the room. @param {Bref} bref */
export function enTexte({ titre, membres, conditions }) {
  return [`${titre}${ou(membres)}`, conditions.join(", ")].filter(Boolean).join(" : ");
}

/** The words of a contact that decide, each once. @param {Table} table @param {string} details @returns {string[]} */
function quiDecident(table, details) {
  const dits = details.split(SEPARATEUR).map((mot) => {
    const dit = table.au_telephone[mot];
    return dit === undefined ? mot : dit;
  });
  return [...new Set(dits)].filter(Boolean);
}

/** What stands before the members of a list, and each of them; `entier`: names are whole. @param {Noms} noms @param {Groupe} groupe @param {boolean} entier */
function lesMembres(noms, groupe, entier) {
  const [premier] = groupe.contacts;
  if (seul(groupe)) {
    const nom = entier ? noms.nu(premier) : leNom(noms, premier);
    return { titre: "", membres: [avecNumero(noms, nom, premier)] };
  }
  const sigle = noms.sigle(premier);
  const membres = groupe.contacts.map((c) =>
    avecNumero(noms, noms.court(sansDebut(c.nom, `${sigle} `)), c),
  );
  return { titre: `${sigle}${noms.marques(premier)} `, membres };
}

/** Whoever is meant is known: « l'équipe de l'EHPAD » is enough. @param {Noms} noms @param {Contact} contact */
function leNom(noms, contact) {
  if (noms.service(contact).generique) return contact.nom.split(", ")[0];
  const nom = noms.nu(contact);
  const sigle = `${noms.sigle(contact)} `;
  return nom.startsWith(sigle) ? `${sigle}${noms.court(sansDebut(nom, sigle))}` : nom;
}

/** @param {Noms} noms @param {string} nom @param {Contact} contact */
function avecNumero(noms, nom, contact) {
  if (!contact.telephone) return nom;
  return `${nom}${dUrgence(contact.telephone) ? " · " : " "}${noms.telephone(contact)}`;
}

/** Contacts by name, in the order of call; lists of a kind as one, home services counted. @param {Noms} noms @param {Contact[]} contacts @param {boolean} numeros @returns {string[]} */
export function nommes(noms, contacts, numeros) {
  const dits = numeros ? contacts : contacts.map((c) => ({ ...c, telephone: null }));
  return [...parSection(dits, noms.carnet, false).values()].flat().map((groupe) => {
    const { titre, membres } = lesMembres(noms, groupe, true);
    const compte = groupe.contacts[0].groupe === COMPTES && !seul(groupe);
    return `${titre}${compte ? membres.length : membres.join(", ")}`;
  });
}

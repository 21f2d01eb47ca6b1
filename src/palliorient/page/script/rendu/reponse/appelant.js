// The answer as one caller reads it: other words, other numbers; nothing else changes.
// The twin of `rendu/reponse/appelant.py`.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { axes } from "../../noyau/situation/criteres.js";
import { ACTUALITE, dansUneBoite } from "../../noyau/table.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Appelant} Appelant */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Annonce} Annonce */
/** @typedef {import("../../types").Orientation} Orientation */

/** The same answer in the words of this caller; those shown earlier come first. @param {Table} table @param {Appelant} appelant @param {Orientation} orientation @returns {Orientation} */
export function adresser(table, appelant, orientation) {
  const dit = (/** @type {string} */ texte) => appelant.redites[texte] ?? texte;
  const contact = (/** @type {Contact} */ c) => {
    const mots = (c.modalite ?? "").split(SEPARATEUR).map(dit).filter(Boolean);
    const nom = appelant.noms[c.id];
    const change = { ...c, modalite: mots.join(SEPARATEUR) || null };
    return nom ? { ...change, nom, telephone: null } : change;
  };
  const annonces = (/** @type {Annonce[]} */ dites) =>
    dites.map((a) => ({ ...a, nom: appelant.noms[a.id] ?? a.nom }));
  const { anticipation } = orientation;
  return {
    ...orientation,
    contacts: plusTot(table, appelant, orientation).map(contact),
    alertes: orientation.alertes.map((a) => ({ ...a, texte: dit(a.texte) })),
    anticipation: anticipation && {
      ...anticipation,
      contacts: annonces(anticipation.contacts),
      week_end: anticipation.week_end && annonces(anticipation.week_end),
    },
    rappels: orientation.rappels.map((r) => ({ ...r, texte: dit(r.texte) })),
  };
}

/** The contacts in the order in which this caller is told of them. @param {Table} table @param {Appelant} appelant @param {Orientation} orientation */
function plusTot(table, appelant, orientation) {
  const { contacts, situation } = orientation;
  // The day moves nobody: the default of what it gives stands for it.
  const valeurs = axes(table, situation, String(table.critere(ACTUALITE).defaut));
  if (!dansUneBoite(appelant.plus_tot_si, valeurs)) return contacts;
  const tetes = contacts.filter((c) => appelant.restent_avant.includes(c.id));
  const avances = contacts.filter((c) => appelant.plus_tot.includes(c.id));
  const autres = contacts.filter((c) => !tetes.includes(c) && !avances.includes(c));
  return [...tetes, ...avances, ...autres];
}

/** Is this contact one that the caller may call, and so is numbered? @param {Appelant | null} appelant @param {Contact} contact */
export function numerote(appelant, contact) {
  if (appelant === null) return true;
  const permis = appelant.numerotes.length === 0 || appelant.numerotes.includes(contact.id);
  return permis && !appelant.sans_numero.includes(contact.id);
}

/** Is somebody else to call this contact? @param {Appelant} appelant @param {Contact} contact */
export function passeParUnAutre(appelant, contact) {
  return !numerote(appelant, contact) && !(contact.id in appelant.noms);
}

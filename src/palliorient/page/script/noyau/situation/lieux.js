// A place in words: the twin of what the page needs of `noyau/situation/lieux.py` and
// `noyau/situation/communes.py`.

import { ordinal } from "../langue/phrases.js";
import { COMMUNE, exige } from "../table.js";

/** @typedef {import("../table.js").Table} Table */

const INSEE = "insee";

/** A place in a few letters: the number of an arrondissement where all have one, or a name. @param {Table} table @param {string} commune */
export function court(table, commune) {
  const lieu = exige(table.lieux.get(commune), commune);
  const numero = table.place !== COMMUNE && lieu.arrondissement;
  return numero ? ordinal(numero) : lieu.nom;
}

/** What is typed for a commune, and read again as this one only. @param {Table} table @param {string} commune */
export function ecrire(table, commune) {
  const autres = [...table.lieux].filter(
    ([c, lieu]) => c !== commune && lieu.codes_postaux.includes(commune),
  );
  return autres.length > 0 ? `${INSEE} ${commune}` : commune;
}

/** The commune that `ecrire` wrote, an INSEE code; null: none. @param {Table} table @param {string} texte */
export function lue(table, texte) {
  const code = texte.startsWith(`${INSEE} `) ? texte.slice(INSEE.length + 1) : texte;
  return table.lieux.has(code) ? code : null;
}

// What follows from a situation: the twin of `noyau/situation/situation.py`.
// A situation is an object: criterion → answer (yes or no, a number, a code, several codes).

import { exige } from "../table.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Deduction} Deduction */

/**
 * Derive the criteria that nobody types. The values must be known ones.
 *
 * @param {Table} table
 * @param {Situation} situation
 * @returns {Deduction}
 */
export function deduire(table, situation) {
  const lieu = String(situation.lieu);
  const classe = table.classe("age", situation.age);
  const nom = site(table, situation);
  const ici = exige(table.sites.get(nom), nom);
  // A site may stand for several communes: which one is said by the situation.
  const commune = ici.hopital ? ici.commune : table.communeDe(situation[table.place]);
  return {
    colonne: table.colonneDe(situation),
    public: classe ? table.valeur("age", classe).public : null,
    // A second, possible territory only counts for where the person lives.
    territoires: table.hospitalier(lieu) ? ici.territoires.slice(0, 1) : [...ici.territoires],
    commune,
    arrondissement: exige(table.lieux.get(commune), commune).arrondissement,
    deduits: Object.keys(table.valeur("lieu", lieu).implique),
  };
}

/** The value of the axis `site`: the hospital when there is one, else the place. @param {Table} table @param {Situation} situation */
export function site(table, situation) {
  return situation.etablissement
    ? String(situation.etablissement)
    : table.siteDe(situation[table.place]);
}

/** The answers to a list, by code. @param {Situation} situation @param {string} critere @returns {string[]} */
export function codes(situation, critere) {
  const lus = situation[critere];
  return Array.isArray(lus) ? lus : [];
}

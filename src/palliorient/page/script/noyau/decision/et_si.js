// The same situation changed, beside the first: who comes, who goes. Never which is right.
// The twin of `noyau/decision/et_si.py`.

import { changer } from "../situation/changement.js";
import { completer } from "../situation/criteres.js";
import { dansUneBoite } from "../table.js";
import { orienter, valeursDesAxes } from "./moteur.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Variante} Variante */

/**
 * The variant of the situation that the answers `bruts` make, or why there is none.
 *
 * @param {Table} table
 * @param {Record<string, any>} bruts
 * @param {Orientation} orientation
 * @param {Record<string, string>} changement
 * @param {string} jour The day of the first situation: it stays unless the change says another.
 * @returns {Variante | import("../situation/lecture.js").Refus[]}
 */
export function varier(table, bruts, orientation, changement, jour) {
  const { lecture, dits, laisses } = changer(table, bruts, changement);
  if (lecture.refus.length > 0 || lecture.situation === null) return lecture.refus;
  const autre = orienter(table, lecture.situation, lecture.jour ?? jour);
  const [avant, apres] = [orientation, autre].map((o) => o.contacts.map((c) => c.id));
  return {
    change: dits,
    laisses,
    bruts: lecture.bruts,
    lus: lecture.lus,
    orientation: autre,
    arrivent: apres.filter((id) => !avant.includes(id)),
    partent: avant.filter((id) => !apres.includes(id)),
  };
}

/** The changes worth looking at in this situation, in the order of the file. @param {Table} table @param {Situation} situation @param {string} jour */
export function proposees(table, situation, jour) {
  const valeurs = valeursDesAxes(table, completer(table, situation), jour);
  return table.et_si.filter((etSi) => dansUneBoite(etSi.quand, valeurs));
}

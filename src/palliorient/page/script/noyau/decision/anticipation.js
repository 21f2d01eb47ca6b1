// Looking ahead by day: who answers tonight, during the week-end, and what to prepare.
// The twin of `noyau/decision/anticipation.py`.

import { apres, ferie, jourDeLaSemaine } from "../situation/calendrier.js";
import { dansUneBoite } from "../table.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Annonce} Annonce */
/** @typedef {import("../../types").Rappel} Rappel */

const VENDREDI = 4;

/**
 * What to know of tonight, where the rules want it said; else null.
 *
 * @param {Table} table
 * @param {import("../table.js").Axes} valeurs
 * @param {string} jour
 * @param {(moment: string) => Annonce[]} premiers Moment → who is called first then.
 * @param {() => Rappel[]} preparer
 * @returns {import("../../types").Anticipation | null}
 */
export function anticiper(table, valeurs, jour, premiers, preparer) {
  const { quand, nuit, week_end } = table.anticipation;
  if (!dansUneBoite(quand, valeurs)) return null;
  return {
    moment: nuit,
    contacts: premiers(nuit),
    week_end: veilleChomee(table, jour) ? premiers(week_end) : null,
    preparer: preparer(),
  };
}

/** A Friday, or the eve of a public holiday. @param {Table} table @param {string} jour */
function veilleChomee(table, jour) {
  return jourDeLaSemaine(jour) === VENDREDI || ferie(table, apres(jour, 1));
}

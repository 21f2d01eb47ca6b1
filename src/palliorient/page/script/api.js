// What programs ask of the page, in a browser or elsewhere: the same text as the command's.

import { orienter } from "./noyau/decision/moteur.js";
import { situationLue } from "./noyau/situation/lecture.js";
import { Table } from "./noyau/table.js";
import { enLigne } from "./rendu/reponse/json.js";

/** @typedef {import("./types").Donnees} Donnees */
/** @typedef {import("./types").Situation} Situation */

/**
 * The data of a page, ready to answer.
 *
 * @param {Donnees} donnees
 */
export function ouvrir(donnees) {
  const table = new Table(donnees);
  return {
    table,
    /**
     * The JSON text of `palliorient orienter --format json`.
     *
     * @param {Situation} situation Criterion → answer, as in a scenario.
     * @param {string} jour ISO day.
     * @returns {string}
     */
    orienter(situation, jour) {
      return enLigne(orienter(table, situationLue(table, situation), jour));
    },
  };
}

// How each kind of criterion is an axis, and comes back from one: the twin of
// `noyau/situation/criteres.py`. Nothing else in the script knows a criterion by its name.

import { ACTUALITE, NON, OUI, PLACES, exige } from "../table.js";
import { codes, site } from "./situation.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../table.js").Axes} Axes */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Critere} Critere */
/** @typedef {import("../../types").Dit} Dit */

/** The situation with the declared default of what is not said, and what its place implies. @param {Table} table @param {Situation} situation @returns {Situation} */
export function completer(table, situation) {
  const dits = Object.fromEntries(table.defauts);
  for (const [critere, dit] of Object.entries(situation)) if (dit !== null) dits[critere] = dit;
  for (const [critere, code] of Object.entries(
    table.valeur("lieu", String(situation.lieu)).implique,
  ))
    dits[critere] = depuis(table, critere, code);
  return dits;
}

/** Axis → value, for every axis of the table. @param {Table} table @param {Situation} situation @param {string} actualite @returns {Axes} */
export function axes(table, situation, actualite) {
  const valeurs = new Map([[ACTUALITE, actualite]]);
  for (const critere of table.criteres.values())
    for (const [axe, valeur] of axesDuCritere(table, critere, situation)) valeurs.set(axe, valeur);
  return valeurs;
}

/**
 * Axis → value for what one criterion answers.
 *
 * @param {Table} table
 * @param {Critere} critere
 * @param {Situation} situation
 * @returns {[string, string][]}
 */
function axesDuCritere(table, critere, situation) {
  const dit = situation[critere.id];
  if (PLACES.includes(critere.id)) return [["site", site(table, situation)]];
  // With the place, one axis; given by the day, not by the situation.
  if (critere.id === "etablissement" || critere.id === ACTUALITE) return [];
  if (critere.id === "niveau")
    return [["niveau", typeof dit === "number" ? String(dit) : table.sansNiveau.id]];
  if (critere.id === "residence" && (typeof dit === "number" || table.lieux.has(String(dit))))
    return [[critere.id, table.siteDe(dit)]];
  if (critere.genre === "oui-non") return [[critere.id, dit ? OUI : NON]];
  if (critere.genre === "liste") {
    const dits = codes(situation, critere.id);
    const declares = exige(table.listes.get(critere.id), critere.id);
    return declares.map((code) => [`${critere.id}:${code}`, dits.includes(code) ? OUI : NON]);
  }
  if (critere.genre === "classes-d-age")
    return [[critere.id, table.classe(critere.id, dit) ?? String(critere.defaut)]];
  return [[critere.id, String(dit ?? critere.defaut)]];
}

/** The answer that the value of an axis stands for; of a list, that value alone. @param {Table} table @param {string} critere @param {string} code @returns {Dit} */
export function depuis(table, critere, code) {
  const declare = table.critere(critere);
  if (declare.genre === "liste") return [code];
  if (declare.genre === "oui-non") return code === OUI;
  const classes = table.classes_de.get(critere);
  if (classes) return exige(classes.get(code), code).de;
  if (critere === "residence" && code === declare.defaut) return null;
  const ici = table.sites.get(code);
  if (ici && (critere === "residence" || critere === table.place))
    return table.placeDe(ici.commune);
  if (table.valeurs(critere).get(code)?.explicite) return null;
  return /^\d+$/.test(code) ? Number(code) : code;
}

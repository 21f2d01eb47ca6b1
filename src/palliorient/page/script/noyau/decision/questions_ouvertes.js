// What the sources leave open in one answer. The twin of `noyau/decision/questions_ouvertes.py`.

import { dansUneBoite } from "../table.js";

/**
 * The open questions of an answer, in the order of the file.
 *
 * @param {import("../table.js").Table} table
 * @param {import("../table.js").Axes} valeurs
 * @param {Set<string>} cites The services that it names, in service or to come.
 * @param {Set<string>} codes Its alerts.
 * @returns {import("../../types").QuestionOuverte[]}
 */
export function ouvertes(table, valeurs, cites, codes) {
  return table.questions_ouvertes.filter((/** @type {any} */ question) => {
    const nomme = [...question.services, ...question.alertes];
    const citee = question.services.some((/** @type {string} */ id) => cites.has(id));
    const levee = question.alertes.some((/** @type {string} */ code) => codes.has(code));
    return dansUneBoite(question.quand, valeurs) && (nomme.length === 0 || citee || levee);
  });
}

// Which questions can still change the answer: the others are not asked.
// The twin of `noyau/situation/pertinence.py`.

import { orienter, valeursDesAxes } from "../decision/moteur.js";
import { dansUneBoite } from "../table.js";
import { depuis } from "./criteres.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../table.js").Axes} Axes */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Orientation} Orientation */

/** Criteria not yet said of which some value would change the answer, in the order of the file. @param {Table} table @param {Situation} situation @param {string[]} dits @param {string} jour */
export function encoreUtiles(table, situation, dits, jour) {
  const valeurs = valeursDesAxes(table, situation, jour);
  const candidats = aDire(table, situation, dits).filter((c) =>
    lignesChangent(table, valeurs, lesAxes(table, c)),
  );
  if (candidats.length === 0) return [];
  const actuelle = reponse(orienter(table, situation, jour, false));
  return candidats.filter(
    (critere) =>
      table.listes.has(critere) ||
      table.axe(critere).codes.some((code) => {
        if (code === table.critere(critere).defaut) return false;
        const autre = { ...situation, [critere]: depuis(table, critere, code) };
        return reponse(orienter(table, autre, jour, false)) !== actuelle;
      }),
  );
}

/** Criteria not yet said that the rules want asked outright in this situation. @param {Table} table @param {Situation} situation @param {string[]} dits @param {string} jour */
export function demandesDOffice(table, situation, dits, jour) {
  const valeurs = valeursDesAxes(table, situation, jour);
  return aDire(table, situation, dits).filter((c) =>
    dansUneBoite(table.critere(c).demande_si, valeurs),
  );
}

/** Criteria with a question, a default and values of their own, not said, that may be. @param {Table} table @param {Situation} situation @param {string[]} dits */
function aDire(table, situation, dits) {
  const hospitalier = table.hospitalier(String(situation.lieu));
  return [...table.criteres.values()]
    .filter((c) => c.question && c.valeurs.length > 0 && !c.toujours)
    .map((c) => c.id)
    .filter((c) => !dits.includes(c) && (c !== "residence" || hospitalier));
}

/** The axes of a criterion: one, or one for each value of a list. @param {Table} table @param {string} critere */
function lesAxes(table, critere) {
  const codes = table.listes.get(critere);
  return codes ? codes.map((code) => `${critere}:${code}`) : [critere];
}

/** Does some row hold for one choice of values on these axes and not for another? @param {Table} table @param {Axes} valeurs @param {string[]} axes */
function lignesChangent(table, valeurs, axes) {
  let bits = table.toutes;
  for (const [axe, valeur] of valeurs) if (!axes.includes(axe)) bits &= table.axe(axe).de(valeur);
  let variables = 0n;
  for (const axe of axes) {
    let possibles = 0n;
    let certaines = table.toutes;
    const masques = table.axe(axe);
    for (const code of masques.codes) {
      possibles |= masques.de(code);
      certaines &= masques.de(code);
    }
    bits &= possibles;
    variables |= possibles & (table.toutes ^ certaines);
  }
  return (bits & variables) !== 0n;
}

/** What a reader acts upon: everything but the reasons and the why-not. @param {Orientation} orientation */
function reponse(orientation) {
  const contacts = orientation.contacts.map((contact) => ({
    ...contact,
    motifs: [],
  }));
  const { a_venir, alertes, gradation, rappels } = orientation;
  return JSON.stringify([contacts, a_venir, alertes, gradation, rappels]);
}

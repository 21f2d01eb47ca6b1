// What directories brought to one answer: the twin of `noyau/carnet/apports.py`.

import { ANCIENNE, RECENTE } from "./verification.js";

/** @typedef {import("../../types").VoieDite} VoieDite */

/** The day of its verification, when it has come. @param {VoieDite} dite */
export function verifieLe({ etat, voie }) {
  return [RECENTE, ANCIENNE].includes(etat) ? voie.verifie_le : null;
}

/** What gives its number, when it has one. @param {VoieDite} dite */
export function source({ voie }) {
  if (voie.telephone === null) return null;
  return { origine: "carnet", nom: voie.carnet, date: voie.verifie_le };
}

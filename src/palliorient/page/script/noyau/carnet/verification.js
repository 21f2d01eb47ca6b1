// How old a verification is: the twin of `noyau/carnet/verification.py`.

import { iso } from "../situation/calendrier.js";

export const RECENTE = "recente";
export const ANCIENNE = "ancienne";
const SANS_DATE = "sans-date";
const A_VENIR = "a-venir";

/** The state on a day of what was verified on another: recent for so many months. @param {string | null} verifieLe @param {string} jour @param {number} mois */
export function etat(verifieLe, jour, mois) {
  if (verifieLe === null) return SANS_DATE;
  if (verifieLe > jour) return A_VENIR;
  return jour < plusTard(verifieLe, mois) ? RECENTE : ANCIENNE;
}

/** The same day so many months later, or the last one of a shorter month. @param {string} jour @param {number} mois */
export function plusTard(jour, mois) {
  const [annee, ici, rang] = jour.split("-").map(Number);
  const total = annee * 12 + ici - 1 + mois;
  const dernier = new Date(Date.UTC(Math.floor(total / 12), (total % 12) + 1, 0)).getUTCDate();
  return iso(Math.floor(total / 12), (total % 12) + 1, Math.min(rang, dernier));
}

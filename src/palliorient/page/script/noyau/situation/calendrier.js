// The moment of a local date and hour: the twin of `noyau/situation/calendrier.py`.
// A day is its ISO text (« 2026-11-26 »); an instant, the text of a local date and hour
// (« 2026-11-26T22:30 »): no time zone of the device ever counts.

import { exige } from "../table.js";

/** @typedef {import("../table.js").Table} Table */

const MINUTES_DE_L_HEURE = 60;
const MILLISECONDES = 24 * 60 * 60 * 1000;

/** The day of the week given to a public holiday in the rules file. */
export const FERIE = 7;

const FIXES = [
  [1, 1],
  [5, 1],
  [5, 8],
  [7, 14],
  [8, 15],
  [11, 1],
  [11, 11],
  [12, 25],
];

/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const APRES_PAQUES = [1, 39, 50];

/** Easter Sunday of a Gregorian year (anonymous algorithm, Nature, 1876). @param {number} annee */
export function paques(annee) {
  const a = annee % 19;
  const b = Math.floor(annee / 100);
  const c = annee % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const m = (32 + 2 * e + 2 * i - h - k) % 7;
  const n = Math.floor((a + 11 * h + 22 * m) / 451);
  const rang = h + m - 7 * n + 114;
  return iso(annee, Math.floor(rang / 31), (rang % 31) + 1);
}

/** @param {number} annee @param {number} mois From 1. @param {number} jour */
export function iso(annee, mois, jour) {
  const deux = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(annee).padStart(4, "0")}-${deux(mois)}-${deux(jour)}`;
}

/** The day so many days later. @param {string} jour @param {number} nombre */
export function apres(jour, nombre) {
  return new Date(Date.parse(`${jour}T00:00Z`) + nombre * MILLISECONDES).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday. @param {string} jour */
export function jourDeLaSemaine(jour) {
  return (new Date(`${jour}T00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The national holidays of a year, and those that a folder adds: a month and a day, or 0 and
 * so many days after Easter.
 *
 * @param {number} annee
 * @param {[number, number][]} ajoutes
 * @returns {string[]}
 */
export function joursFeries(annee, ajoutes = []) {
  const dimanche = paques(annee);
  const fixes = [...FIXES, ...ajoutes.filter(([mois]) => mois)];
  const mobiles = [...APRES_PAQUES, ...ajoutes.filter(([mois]) => !mois).map(([, jour]) => jour)];
  return [
    ...fixes.map(([mois, jour]) => iso(annee, mois, jour)),
    ...mobiles.map((n) => apres(dimanche, n)),
  ];
}

/** Is this day a public holiday, in the département of the table? @param {Table} table @param {string} jour */
export function ferie(table, jour) {
  return joursFeries(Number(jour.slice(0, 4)), table.feries).includes(jour);
}

/** Minutes since midnight of an instant. @param {string} instant */
export function minuteDe(instant) {
  return Number(instant.slice(11, 13)) * MINUTES_DE_L_HEURE + Number(instant.slice(14, 16));
}

/** Is a minute of the day between two, included? @param {number} de @param {number} minute @param {number} a */
export function dansLaPlage(de, minute, a) {
  return de <= a ? de <= minute && minute <= a : minute >= de || minute <= a;
}

/** The moment of an instant, by the ranges of the rules file. @param {Table} table @param {string} instant */
export function moment(table, instant) {
  const date = instant.slice(0, 10);
  const jour = ferie(table, date) ? FERIE : jourDeLaSemaine(date);
  return momentDe(table, jour, minuteDe(instant));
}

/** The moment of a minute of a kind of day. @param {Table} table @param {number} jour @param {number} minute */
export function momentDe(table, jour, minute) {
  const plage = table.moments.find((p) => p.jours.includes(jour) && dansLaPlage(p.de, minute, p.a));
  return exige(plage, `minute ${minute} du jour ${jour}`).moment;
}

/** The day of the next working hours: today's when still ahead. @param {Table} table @param {string} instant */
export function prochaineOuverture(table, instant) {
  const ouvre = table.critere("moment").defaut;
  const debuts = table.moments.filter((p) => p.moment === ouvre).map((p) => p.de);
  for (let jour = instant.slice(0, 10); ; jour = apres(jour, 1)) {
    for (const de of debuts) {
      const devant = jour > instant.slice(0, 10) || secondes(instant) <= de * MINUTES_DE_L_HEURE;
      const genre = ferie(table, jour) ? FERIE : jourDeLaSemaine(jour);
      if (devant && momentDe(table, genre, de) === ouvre) return jour;
    }
  }
}

/** Seconds since midnight of an instant. @param {string} instant */
function secondes(instant) {
  return minuteDe(instant) * MINUTES_DE_L_HEURE + Number(instant.slice(17) || 0);
}

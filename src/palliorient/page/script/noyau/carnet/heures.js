// Hours as sets of minutes, one bit each: the twin of `noyau/carnet/heures.py`.

import { FERIE, apres, ferie, jourDeLaSemaine, minuteDe } from "../situation/calendrier.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Heures} Heures */

const MINUTES = 24 * 60;
const JOURNEE = (1n << BigInt(MINUTES)) - 1n;

/** The minutes of some hours, past midnight too. @param {[number, number][]} plages */
function minutes(plages) {
  let ensemble = 0n;
  for (const [de, a] of plages) {
    const entre = ((1n << BigInt(Math.abs(a - de))) - 1n) << BigInt(Math.min(de, a));
    ensemble |= de < a ? entre : JOURNEE ^ entre;
  }
  return ensemble;
}

/** The moments that have hours, in the order in which people think of them. @param {Table} table */
export function moments(table) {
  const dits = table.moments.map((p) => p.moment);
  return table
    .critere("moment")
    .valeurs.map((v) => v.id)
    .filter((id) => dits.includes(id));
}

/** The minutes of a moment on a kind of day. @param {Table} table @param {string} moment @param {number} genre */
function duMoment(table, moment, genre) {
  const siennes = table.moments.filter((p) => p.moment === moment && p.jours.includes(genre));
  return minutes(siennes.map(({ de, a }) => [de, (a + 1) % MINUTES]));
}

/** The minutes when a line says that it answers, on a kind of day. @param {Table} table @param {Heures} heures @param {number} genre */
function ouvertes(table, heures, genre) {
  const { feries } = heures;
  if (genre === FERIE && feries !== true) return Array.isArray(feries) ? minutes(feries) : 0n;
  let ensemble = 0n;
  for (const [moment, plages] of heures.moments) {
    const entier = duMoment(table, moment, genre);
    ensemble |= plages === null ? entier : entier & minutes(plages);
  }
  return ensemble;
}

/** Does a line say that it answers during the whole of a moment? @param {Table} table @param {Heures} heures @param {string} moment @param {string} jour */
export function couvre(table, heures, moment, jour) {
  return joursDuMoment(table, moment, jour).every(
    (genre) => (duMoment(table, moment, genre) & (JOURNEE ^ ouvertes(table, heures, genre))) === 0n,
  );
}

/** Does it say that it answers during a part of it? @param {Table} table @param {Heures} heures @param {string} moment @param {string} jour */
export function touche(table, heures, moment, jour) {
  return joursDuMoment(table, moment, jour).some(
    (genre) => (duMoment(table, moment, genre) & ouvertes(table, heures, genre)) !== 0n,
  );
}

/** Does it say that it answers at an instant? @param {Table} table @param {Heures} heures @param {string} instant */
export function repondA(table, heures, instant) {
  const genre = genreDe(table, instant.slice(0, 10));
  return ((ouvertes(table, heures, genre) >> BigInt(minuteDe(instant))) & 1n) === 1n;
}

/** The kinds of days that a moment may be of: those of the day asked, when it has it. @param {Table} table @param {string} moment @param {string} jour */
function joursDuMoment(table, moment, jour) {
  const siennes = table.moments.filter((p) => p.moment === moment);
  const possibles = [...new Set(siennes.flatMap((p) => p.jours))];
  if (!possibles.includes(genreDe(table, jour))) return possibles;
  const passeMinuit = siennes.some((p) => p.a < p.de);
  const dits = passeMinuit ? [jour, apres(jour, 1)] : [jour];
  const genres = dits.map((dit) => genreDe(table, dit));
  return possibles.filter((genre) => genres.includes(genre));
}

/** The kind of a day. @param {Table} table @param {string} jour */
function genreDe(table, jour) {
  return ferie(table, jour) ? FERIE : jourDeLaSemaine(jour);
}

// The order of call: each contact takes the first step that names one of its roles.
// The twin of `noyau/decision/ordre.py`.

import { CARACTERES } from "../table.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").LigneContact} LigneContact */
/** @typedef {import("../../types").LigneEtape} LigneEtape */

const INCERTAINS = ["inconnu", "non"];
const REPLI = CARACTERES.indexOf("repli");

/** Place of a contact that no step names: last. */
const SANS_ETAPE = [Infinity, 0];

/** The order that holds in one situation; a contact's place depends on itself only. */
export class OrdreDuMoment {
  /** @param {Table} table @param {bigint} bits @param {boolean} incertainsEnDernier */
  constructor(table, bits, incertainsEnDernier) {
    this.etapes = table.etapes.vraies(bits).sort((une, autre) => comparerEtapes(une, autre));
    this.incertainsEnDernier = incertainsEnDernier;
  }

  /**
   * The sort key of a contact, and its section.
   *
   * @param {number} rangService
   * @param {LigneContact[]} lignes From the strongest.
   * @param {string} joignable
   * @returns {{cle: number[], section: string}}
   */
  placer(rangService, lignes, joignable) {
    const { place, section } = this.etape(lignes);
    const enDernier = this.incertainsEnDernier && INCERTAINS.includes(joignable);
    const portee = Math.min(...lignes.map((ligne) => ligne.portee));
    return { cle: [enDernier ? 1 : 0, ...place, portee, rangService], section };
  }

  /** @param {LigneContact[]} lignes */
  etape(lignes) {
    const { caractere } = lignes[0];
    // A stand-in keeps its place when it is also there for itself.
    const propres = lignes.filter((ligne) => ligne.caractere !== REPLI);
    const roles = (propres.length > 0 ? propres : lignes).map((ligne) => ligne.role);
    for (const etape of this.etapes) {
      if (etape.caracteres.length > 0 && !etape.caracteres.includes(caractere)) continue;
      const rang = etape.roles.findIndex((role) => roles.includes(role));
      if (rang >= 0) return { place: [etape.rang, rang], section: etape.section };
    }
    return { place: SANS_ETAPE, section: "autour" };
  }
}

/**
 * By rank; of one rank, by their roles, then by their section.
 *
 * @param {LigneEtape} une
 * @param {LigneEtape} autre
 */
function comparerEtapes(une, autre) {
  return (
    une.rang - autre.rang ||
    comparerCles(une.roles, autre.roles) ||
    une.roles.length - autre.roles.length
  );
}

/**
 * As tuples are compared: the first difference decides.
 *
 * @param {number[]} une
 * @param {number[]} autre
 * @returns {number}
 */
export function comparerCles(une, autre) {
  const rang = une.findIndex((valeur, ici) => valeur !== autre[ici]);
  return rang < 0 ? 0 : une[rang] - autre[rang];
}

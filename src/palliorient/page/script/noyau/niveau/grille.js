// The discussion grid of the data, every source resolved: the twin of `noyau/niveau/grille.py`.

import { exige } from "../table.js";

/** @typedef {import("../../types").PlaceDeGrille} Place */
/** @typedef {import("../../types").QuestionDeGrille} Question */
/** @typedef {import("../../types").NiveauDeGrille} Niveau */

/** What the question that opens the grid supports. */
export const ENTREE = "entree";

/** The grid, from the values that `compilation.a_plat` makes. */
export class Grille {
  /** @param {any} donnees */
  constructor(donnees) {
    /** @type {boolean} */
    this.active = donnees.active;
    /** @type {string} */
    this.avertissement = donnees.avertissement;
    /** @type {Record<string, string>} */
    this.domaines = donnees.domaines;
    /** @type {Niveau[]} From the lowest. */
    this.niveaux = donnees.niveaux.map(
      (/** @type {any[]} */ [id, nom, definition, signes, sources]) => ({
        id,
        nom,
        definition,
        signes,
        sources: sources.map(place),
      }),
    );
    /** @type {Question[]} */
    this.questions = donnees.questions.map(
      (/** @type {any[]} */ [id, question, domaine, plaide, source, effet, sourceEffet]) => ({
        id,
        question,
        domaine,
        plaide,
        source: place(source),
        effet,
        source_effet: sourceEffet && place(sourceEffet),
      }),
    );
  }

  /** The question without which nothing is proposed. @returns {Question} */
  get entree() {
    return exige(
      this.questions.find((q) => q.plaide === ENTREE),
      ENTREE,
    );
  }

  /** The questions of which a yes supports a level. @param {Niveau} niveau */
  appuient(niveau) {
    return this.questions.filter((q) => q.plaide === niveau.id);
  }
}

/** @param {string[]} valeurs @returns {Place} */
function place([document, localisation, dite]) {
  return { document, localisation, dite };
}

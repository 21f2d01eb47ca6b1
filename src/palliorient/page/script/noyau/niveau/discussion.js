// From the answers to the grid to a level to discuss, or to none.
// The twin of `noyau/niveau/discussion.py`: nothing is added up, what is not known is said.

import { ENTREE } from "./grille.js";

/** @typedef {import("./grille.js").Grille} Grille */
/** @typedef {import("./grille.js").Question} Question */
/** @typedef {import("../../types").Discussion} Discussion */

/** What the answers propose. An identifier is in `oui`, in `non`, or in neither (not known). @param {Grille} grille @param {string[]} oui @param {string[]} non @returns {Discussion} */
export function discuter(grille, oui, non) {
  const sansReponse = grille.questions.filter((q) => !oui.includes(q.id) && !non.includes(q.id));
  const ferme = non.includes(grille.entree.id);
  const ouvert = oui.includes(grille.entree.id);
  const aDire = ferme ? [] : sansReponse.filter((q) => q.plaide);
  const propose = ouvert
    ? proposer(grille, oui, non)
    : { niveau: null, raisons: [], restent: aDire };
  return {
    niveau: propose.niveau,
    raisons: propose.raisons,
    sans_reponse: sansReponse,
    restent: propose.restent,
    effets: grille.questions.filter((q) => q.effet && oui.includes(q.id)),
    hors_grille: ferme,
  };
}

/** The level, what carries it, and what could still change it, once the grid is open. @param {Grille} grille @param {string[]} oui @param {string[]} non */
function proposer(grille, oui, non) {
  /** @type {Question[]} */
  const restent = [];
  const [plusBas, ...autres] = grille.niveaux;
  for (const niveau of autres.reverse()) {
    const appuient = grille.appuient(niveau);
    const raisons = appuient.filter((q) => oui.includes(q.id));
    if (raisons.length > 0) return { niveau, raisons, restent };
    restent.push(...appuient.filter((q) => !non.includes(q.id)));
  }
  if (restent.length > 0)
    return {
      niveau: null,
      raisons: [],
      restent: grille.questions.filter((q) => restent.includes(q)),
    };
  const raisons = grille.questions.filter((q) => q.plaide && q.plaide !== ENTREE);
  return { niveau: plusBas, raisons, restent };
}

// The discussion grid in words: what the answers propose, the definitions.
// The twin of `rendu/niveau.py`.

import { majuscule } from "../noyau/langue/phrases.js";
import { ENTREE } from "../noyau/niveau/grille.js";

/** @typedef {import("../noyau/niveau/grille.js").Grille} Grille */
/** @typedef {import("../noyau/niveau/grille.js").Question} Question */
/** @typedef {import("../noyau/niveau/grille.js").Niveau} Niveau */
/** @typedef {import("../types").Discussion} Discussion */

const AUCUN = "Aucun niveau proposé.";

/** What is proposed, line by line, the first one being the answer itself. @param {Grille} grille @param {Discussion} discussion @returns {string[]} */
export function resultat(grille, discussion) {
  const { niveau } = discussion;
  const lignes = [niveau ? `À discuter : ${defini(niveau, ", ")}.` : AUCUN];
  if (niveau === grille.niveaux[0])
    lignes.push("Ce qui le porte : « non » à toutes les questions qui appuient un autre niveau.");
  else if (niveau) lignes.push("Ce qui le porte, à « oui » :", ...discussion.raisons.map(puce));
  if (discussion.hors_grille)
    lignes.push(`« Non » à la question d'entrée : ${grille.entree.question}`);
  if (discussion.effets.length > 0) lignes.push("À savoir aussi :", ...effets(discussion.effets));
  if (discussion.restent.length > 0) {
    lignes.push(niveau ? "Sans réponse, pourraient le changer :" : "Restent à savoir :");
    lignes.push(...discussion.restent.map((q) => `${puce(q)}${appui(q)}`));
  }
  return [...lignes, grille.avertissement];
}

/** Each level, with the signs that the national text attaches to it. @param {Grille} grille @returns {string[]} */
export function definitions(grille) {
  return grille.niveaux.flatMap((niveau) => {
    const places = [...new Set(niveau.sources.map((source) => source.dite))];
    return [
      `${majuscule(defini(niveau, " : "))}.`,
      `  Signes : ${niveau.signes.join(" ; ")}. ${places.join(" ; ")}.`,
    ];
  });
}

/** @param {Niveau} niveau @param {string} separe */
function defini(niveau, separe) {
  return niveau.definition ? `${niveau.nom}${separe}${niveau.definition}` : niveau.nom;
}

/** @param {Question} question */
function puce(question) {
  return `  - ${question.question}`;
}

/** What a yes supports, after the question. @param {Question} question */
function appui(question) {
  if (question.plaide === ENTREE) return " (ouvre la grille)";
  return question.plaide ? ` (niveau\u00a0${question.plaide})` : "";
}

/** What these answers change beside the level; questions of one effect together. @param {Question[]} questions */
function effets(questions) {
  const dits = [...new Set(questions.map((q) => q.effet))];
  return dits.map((effet) => {
    const siennes = questions.filter((q) => q.effet === effet);
    return `  - ${siennes.map((q) => q.question.replace(/ \?$/, "")).join(" ; ")} : ${effet}`;
  });
}

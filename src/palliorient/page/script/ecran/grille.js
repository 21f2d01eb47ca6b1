// The discussion grid on the page, for who does not know the level, where the data turn it on.

import { discuter } from "../noyau/niveau/discussion.js";
import { resultat } from "../rendu/niveau.js";
import { bouton, element, remplir } from "./elements.js";

/** @typedef {import("../noyau/niveau/grille.js").Grille} Grille */

const REPONSES = [
  ["oui", "oui"],
  ["non", "non"],
  ["", "ne sait pas"],
];

/**
 * Every question, and what the answers propose as they are given. Nothing keeps them.
 *
 * @param {Grille} grille
 * @param {() => void} finir Goes back to the question of the level.
 * @returns {HTMLElement}
 */
export function formulaireDeGrille(grille, finir) {
  const ecrit = element("div", { role: "status" });
  const form = element("form", {
    autocomplete: "off",
    "aria-label": "Grille de discussion",
  });
  for (const [domaine, nom] of Object.entries(grille.domaines)) {
    form.append(element("h3", {}, nom));
    for (const { id, question } of grille.questions.filter((q) => q.domaine === domaine))
      form.append(
        element("fieldset", { class: "serre" }, element("legend", {}, question), ...choix(id)),
      );
  }
  form.querySelector("input")?.setAttribute("data-ici", "");
  const dire = () => {
    const dites = [...form.querySelectorAll("input")].filter((champ) => champ.checked);
    const de = (/** @type {string} */ valeur) =>
      dites.filter((c) => c.value === valeur).map((c) => c.name);
    remplir(ecrit, ...enListe(resultat(grille, discuter(grille, de("oui"), de("non")))));
  };
  form.addEventListener("change", dire);
  form.addEventListener("submit", (evenement) => evenement.preventDefault());
  dire();
  form.append(ecrit, bouton("Revenir à la question du niveau", finir, { class: "principal" }));
  return form;
}

/** @param {string} id @returns {HTMLElement[]} */
function choix(id) {
  return REPONSES.map(([valeur, mots]) => {
    const champ = /** @type {HTMLInputElement} */ (
      element("input", { type: "radio", name: id, value: valeur })
    );
    champ.checked = valeur === "";
    return element("label", { class: "en-ligne" }, champ, ` ${mots}`);
  });
}

/** Lines as paragraphs; those that begin with a dash as a list. @param {string[]} lignes @returns {HTMLElement[]} */
export function enListe(lignes) {
  /** @type {HTMLElement[]} */
  const faits = [];
  for (const ligne of lignes) {
    const puce = ligne.startsWith("  - ");
    const derniere = faits[faits.length - 1];
    if (!puce) faits.push(element("p", {}, ligne.trim()));
    else if (derniere?.tagName === "UL") derniere.append(element("li", {}, ligne.slice(4)));
    else faits.push(element("ul", {}, element("li", {}, ligne.slice(4))));
  }
  return faits;
}

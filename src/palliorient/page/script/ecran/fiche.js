// The sheet to print: shown apart from the page's style, printed alone.

import { bouton, element, remplir, trouver } from "./elements.js";

/** @typedef {import("../api.js").Ouverte} Ouverte */
/** @typedef {import("../types").Situation} Situation */

/**
 * Shows the sheet of a situation, made on a day.
 *
 * @param {Ouverte} ouverte
 * @param {Situation} situation
 * @param {string} jour
 * @param {() => void} revenir Goes back to the answer.
 */
export function montrerLaFiche(ouverte, situation, jour, revenir) {
  const feuille = trouver("feuille");
  const ombre = feuille.shadowRoot ?? feuille.attachShadow({ mode: "open" });
  let lignesPro = false;
  const ecrire = () => {
    const style = element("style", {}, ouverte.styleDeFiche);
    ombre.replaceChildren(style, ...enNoeuds(ouverte.fiche(situation, jour, lignesPro)));
  };
  const boite = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  boite.addEventListener("change", () => {
    lignesPro = boite.checked;
    ecrire();
  });
  const pro = element(
    "label",
    { class: "case" },
    boite,
    " Écrire aussi les numéros réservés aux professionnels",
  );
  remplir(
    trouver("outils-fiche"),
    ouverte.carnets === null ? null : pro,
    bouton("Imprimer la fiche", () => window.print(), { class: "principal" }),
    bouton("Revenir à la réponse", revenir),
  );
  ecrire();
}

/** The body of the sheet, written by `rendu/fiche/html.js`, every text escaped. @param {string[]} lignes @returns {Node[]} */
function enNoeuds(lignes) {
  return [...new DOMParser().parseFromString(lignes.join("\n"), "text/html").body.childNodes];
}

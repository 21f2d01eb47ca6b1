// Elements of the page: texts are only ever texts.

/** @typedef {Node | string | null} Enfant */

/**
 * An element. Attributes that are null or false are left out; true stands alone.
 *
 * @param {string} nom
 * @param {Record<string, string | number | boolean | null>} attributs
 * @param {Enfant[]} enfants
 * @returns {HTMLElement}
 */
export function element(nom, attributs = {}, ...enfants) {
  const fait = document.createElement(nom);
  for (const [attribut, valeur] of Object.entries(attributs))
    if (valeur !== null && valeur !== false)
      fait.setAttribute(attribut, valeur === true ? "" : String(valeur));
  fait.append(...enfants.filter((enfant) => enfant !== null));
  return fait;
}

/** A button that does something. @param {string} texte @param {() => void} faire @param {Record<string, string | number | boolean | null>} attributs */
export function bouton(texte, faire, attributs = {}) {
  const fait = element("button", { type: "button", ...attributs }, texte);
  fait.addEventListener("click", faire);
  return fait;
}

/** What stands in an element is replaced. @param {Element} ou @param {Enfant[]} enfants */
export function remplir(ou, ...enfants) {
  ou.replaceChildren(...enfants.filter((enfant) => enfant !== null));
}

/** The element of the page that bears this id. @param {string} id @returns {HTMLElement} */
export function trouver(id) {
  const trouve = document.getElementById(id);
  if (trouve === null) throw new Error(`élément absent : ${id}`);
  return trouve;
}

const NUMERO = /(0\d(?: \d\d){4})/;

/** A text whose telephone numbers can be called. @param {string} texte @returns {Node[]} */
export function avecLesNumeros(texte) {
  return texte
    .split(NUMERO)
    .map((morceau, rang) =>
      rang % 2 ? lienDuNumero(morceau, morceau) : document.createTextNode(morceau),
    );
}

/** @param {string} numero @param {string} texte */
export function lienDuNumero(numero, texte) {
  return element("a", { href: `tel:${numero.replace(/\D/g, "")}` }, texte);
}

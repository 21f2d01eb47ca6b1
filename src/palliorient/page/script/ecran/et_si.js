// « Et si… »: the same situation changed, beside the answer. Never which is right.

import { proposees, varier } from "../noyau/decision/et_si.js";
import { vue as vueEtSi } from "../rendu/reponse/et_si.js";
import { avecLesNumeros, bouton, element, remplir } from "./elements.js";

/** @typedef {import("../noyau/table.js").Table} Table */
/** @typedef {import("../types").Orientation} Orientation */
/** @typedef {import("../types").VueEtSi} VueEtSi */

/**
 * What may be looked at beside an answer; empty when the data offer nothing.
 *
 * @param {Table} table
 * @param {Record<string, any>} bruts The answers of the first situation.
 * @param {Orientation} orientation
 * @param {string} jour
 * @param {(orientation: Orientation) => void} montrer Shows the whole answer of a variant.
 * @returns {HTMLElement[]}
 */
export function etSi(table, bruts, orientation, jour, montrer) {
  const offertes = proposees(table, orientation.situation, jour);
  if (offertes.length === 0) return [];
  const { textes } = table;
  const ecrit = element("div", { role: "status" });
  const boutons = offertes.map(({ nom, change }) =>
    bouton(nom, () => {
      const variante = varier(table, bruts, orientation, change, jour);
      if (Array.isArray(variante)) {
        remplir(ecrit, ...variante.map(({ message }) => element("p", {}, message)));
        return;
      }
      const dite = vueEtSi(table, orientation, variante, nom, null);
      const entiere = bouton(textes["et-si-entiere"], () => montrer(variante.orientation));
      remplir(ecrit, ...enElements(textes, dite), entiere);
    }),
  );
  return [
    element("h3", {}, `${textes["et-si"]}…`),
    element("p", { class: "discret" }, textes["et-si-pourquoi"]),
    element("p", { class: "boutons" }, ...boutons),
    ecrit,
  ];
}

/** @param {Record<string, string>} textes @param {VueEtSi} vue @returns {HTMLElement[]} */
function enElements(textes, vue) {
  const colonne = (/** @type {string} */ titre, /** @type {string[]} */ dits) =>
    element(
      "div",
      {},
      element("h5", {}, titre),
      element(
        "ul",
        { class: "nu" },
        ...dits.map((dit) => element("li", {}, ...avecLesNumeros(dit))),
      ),
    );
  return [
    element("h4", {}, vue.titre),
    element("p", { class: "situation" }, vue.situation),
    ...(vue.laisses ? [element("p", {}, vue.laisses)] : []),
    vue.memes
      ? element("p", {}, vue.memes)
      : element(
          "div",
          { class: "deux" },
          colonne(textes["et-si-ici"], vue.ici),
          colonne(textes["et-si-alors"], vue.alors),
        ),
    ...vue.differences.map(({ debut, dits }) =>
      element("p", {}, element("strong", {}, `${debut} : `), ...avecLesNumeros(`${dits}.`)),
    ),
    ...vue.alertes.map((alerte) => element("p", { class: "alerte" }, alerte)),
  ];
}

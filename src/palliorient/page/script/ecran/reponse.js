// The answer on the page: its content laid out, as the screen of the command lays it out.

import { majuscule } from "../noyau/langue/phrases.js";
import { avecLesNumeros, element, lienDuNumero } from "./elements.js";

/** @typedef {import("../types").Contenu} Contenu */
/** @typedef {import("../types").Section} Section */
/** @typedef {import("../types").Ligne} Ligne */
/** @typedef {import("../types").Bloc} Bloc */

/** A sentence without the option of the command that it names; its numbers can be called. @param {string} texte */
function ecrit(texte) {
  return avecLesNumeros(texte.replace(/ \(--[^)]*\)/g, ""));
}

/** Everything but the reasons. @param {Contenu} dit @param {boolean} detail @returns {HTMLElement[]} */
export function corps(dit, detail) {
  return [
    element("p", { class: "situation" }, dit.tete.situation),
    element("p", {}, dit.tete.resume),
    ...dit.tete.danger.map((danger) => element("p", { class: "danger" }, danger)),
    ...dit.sections.flatMap((dite) => section(dite, detail)),
    ...dit.annonces.map(({ titre, texte }) =>
      element("p", {}, element("strong", {}, `${titre} : `), ...ecrit(texte)),
    ),
    ...(dit.notes.length > 0 ? notes(dit) : []),
    element("p", { class: "discret" }, dit.pied),
    ...(dit.pied_du_carnet ? [element("p", { class: "discret" }, dit.pied_du_carnet)] : []),
  ];
}

/** The cell of the national table, then the reasons and their sources. @param {Contenu} dit @returns {HTMLElement[]} */
export function raisons(dit) {
  return [...dit.cellule, ...dit.raisons].flatMap(bloc);
}

/** @param {Section} dite @param {boolean} detail @returns {HTMLElement[]} */
function section(dite, detail) {
  const lignes = dite.lignes.map((sienne) => ligne(sienne, detail ? fiche(sienne) : []));
  const liste = element("ol", { class: "contacts" }, ...lignes);
  const comptes = `Services à domicile : ${dite.comptes.join(", ")}`;
  return [
    element("h3", {}, dite.titre),
    ...(dite.lignes.length > 0 ? [liste] : []),
    ...(dite.comptes.length > 0 ? [element("p", { class: "discret" }, comptes)] : []),
  ];
}

/** @param {Ligne} dite @param {string[]} suite @returns {HTMLElement} */
function ligne(dite, suite) {
  const { numero, nom, telephone, details, silence, groupe } = dite;
  const compose = groupe?.contacts[0].telephone;
  const precisions = [details, silence].filter(Boolean).join(" ; ");
  return element(
    "li",
    {
      value: numero,
      class: numero === null ? "tiret" : numero === 1 ? "premier" : null,
    },
    element("strong", {}, ...ecrit(nom)),
    ...(telephone
      ? [
          " · ",
          ...(compose && !compose.includes(" ")
            ? [lienDuNumero(compose, telephone)]
            : ecrit(telephone)),
        ]
      : []),
    ...(precisions ? [element("p", {}, ...ecrit(`${majuscule(precisions)}.`))] : []),
    ...suite.map((dit) => element("p", { class: "discret" }, ...ecrit(dit))),
  );
}

/** With the details: hours, address and the source of the number, as far as they are known. @param {Ligne} dite @returns {string[]} */
function fiche({ groupe, fiche: duCarnet }) {
  if (groupe === null) return [];
  const { horaires, adresse, telephone, telephone_source: source } = groupe.contacts[0];
  const dits = horaires ? [`Horaires : ${horaires}.`] : [];
  if (adresse) dits.push(`Adresse : ${adresse}.`);
  dits.push(...duCarnet);
  if (telephone && source && duCarnet.length === 0)
    dits.push(`Téléphone : ${telephone}, d'après ${source.nom} (${source.date}).`);
  return dits;
}

/** @param {Contenu} dit @returns {HTMLElement[]} */
function notes(dit) {
  return [
    element("h3", {}, dit.titre_des_notes),
    element(
      "ul",
      {},
      ...dit.notes.map(({ signe, texte }) =>
        element("li", { class: signe === "!" ? "alerte" : null }, ...ecrit(texte)),
      ),
    ),
  ];
}

/** @param {Bloc} dit @returns {HTMLElement[]} */
function bloc(dit) {
  return [
    element("h3", {}, dit.titre),
    element(
      "ul",
      {},
      ...dit.raisons.map(({ texte, source, pour }) =>
        element(
          "li",
          {},
          ...ecrit(texte),
          ...(source ? [element("p", { class: "discret" }, source)] : []),
          ...(pour ? [element("p", { class: "discret" }, `→ ${pour}`)] : []),
        ),
      ),
    ),
  ];
}

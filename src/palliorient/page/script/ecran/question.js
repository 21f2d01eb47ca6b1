// One question on the page: what is shown, and what is answered. A choice is one press.

import { ordinal } from "../noyau/langue/phrases.js";
import { court } from "../noyau/situation/lieux.js";
import { CASES, CHOIX, LIEUX, RIEN, TEXTE } from "../questionnaire/questions.js";
import { bouton, element, trouver } from "./elements.js";

/** @typedef {import("../noyau/table.js").Table} Table */
/** @typedef {import("../types").Question} Question */
/** @typedef {import("../types").Choix} Choix */
/** @typedef {import("../questionnaire/questions.js").Reponse} Reponse */
/** @typedef {(reponse: Reponse) => void} Repondre */

/**
 * The form of a question. What receives the focus bears `data-ici`.
 *
 * @param {Table} table
 * @param {Question} question
 * @param {Repondre} repondre
 * @returns {HTMLElement}
 */
export function formulaire(table, question, repondre) {
  const aide = element("details", {}, element("summary", {}, "Aide"));
  for (const ligne of question.aide.split("\n")) aide.append(element("p", {}, ligne));
  const fieldset = element(
    "fieldset",
    { "aria-describedby": "pourquoi" },
    element("legend", {}, question.texte),
    element("p", { id: "pourquoi", class: "discret" }, question.pourquoi),
  );
  const form = element("form", { autocomplete: "off" }, fieldset, aide);
  const lire = champs(table, question, fieldset, repondre);
  form.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    if (lire) repondre(lire());
  });
  return form;
}

/** Puts the fields of a question; what reads them, null when a press answers. @param {Table} table @param {Question} question @param {HTMLElement} ou @param {Repondre} repondre @returns {(() => Reponse) | null} */
function champs(table, question, ou, repondre) {
  if (question.forme === CHOIX) {
    ou.append(boutons(question, repondre));
    return null;
  }
  const lire =
    question.forme === CASES
      ? cases(question, ou)
      : question.forme === TEXTE && !LIEUX.includes(question.id)
        ? saisie(question, ou)
        : liste(question, question.forme === TEXTE ? places(table, question) : question.choix, ou);
  ou.append(element("button", { type: "submit", class: "principal" }, "Continuer"));
  return lire;
}

/** One press answers; the answer that is expected stands out, and has the focus. @param {Question} question @param {Repondre} repondre */
function boutons(question, repondre) {
  const voulu = question.choix.some((c) => c.code === question.defaut);
  return element(
    "ul",
    { class: "choix" },
    ...question.choix.map(({ code, libelle }, rang) => {
      const ici = voulu ? code === question.defaut : rang === 0;
      const classe = voulu && ici ? "principal" : null;
      return element(
        "li",
        {},
        bouton(libelle, () => repondre(code), {
          "data-ici": ici,
          class: classe,
        }),
      );
    }),
  );
}

/** Boxes; « none of them » and the others exclude each other. @param {Question} question @param {HTMLElement} ou @returns {() => Reponse} */
function cases(question, ou) {
  const boites = question.choix.map(({ code, libelle }, rang) => {
    const boite = /** @type {HTMLInputElement} */ (
      element("input", {
        type: "checkbox",
        value: code,
        "data-ici": rang === 0,
      })
    );
    boite.checked = question.defaut.includes(code);
    ou.append(element("label", { class: "case" }, boite, ` ${libelle}`));
    return boite;
  });
  for (const boite of boites)
    boite.addEventListener("change", () => {
      for (const autre of boites)
        if (autre !== boite && (autre.value === RIEN) !== (boite.value === RIEN) && boite.checked)
          autre.checked = false;
    });
  return () => {
    const codes = boites.filter((boite) => boite.checked).map((boite) => boite.value);
    return codes.length > 0 ? codes : [RIEN];
  };
}

/** A text that is typed. @param {Question} question @param {HTMLElement} ou @returns {() => Reponse} */
function saisie(question, ou) {
  const champ = /** @type {HTMLInputElement} */ (
    element("input", {
      id: "saisie",
      type: "text",
      inputmode: "text",
      "data-ici": true,
      "aria-describedby": "pourquoi refus",
      value: String(question.defaut),
    })
  );
  ou.append(element("label", { for: "saisie" }, question.aide.split("\n")[0]), champ);
  return () => champ.value;
}

/** One of a long list: the letters typed find it. @param {Question} question @param {Choix[]} choix @param {HTMLElement} ou @returns {() => Reponse} */
function liste(question, choix, ou) {
  const select = /** @type {HTMLSelectElement} */ (
    element(
      "select",
      { id: "saisie", "data-ici": true, "aria-describedby": "pourquoi refus" },
      element("option", { value: "" }, "Choisir…"),
      ...choix.map(({ code, libelle }) => element("option", { value: code }, libelle)),
    )
  );
  select.value = choix.some((c) => c.code === question.defaut) ? String(question.defaut) : "";
  ou.append(element("label", { for: "saisie" }, question.nom), select);
  return () => select.value;
}

/** The places of a map whose communes have numbers; before them, what is answered otherwise. @param {Table} table @param {Question} question @returns {Choix[]} */
function places(table, question) {
  const critere = table.critere(question.id);
  const dits = critere.valeurs.filter((v) => v.id !== critere.defaut);
  return [
    ...dits.map((v) => ({ code: v.id, libelle: v.nom })),
    ...[...table.communes].map(([numero, commune]) => ({
      code: String(numero),
      libelle: court(table, commune) || ordinal(numero),
    })),
  ];
}

/** The focus goes where the answer is given. */
export function viser() {
  const ici = trouver("dialogue").querySelector("[data-ici]");
  if (ici instanceof HTMLElement) ici.focus();
}

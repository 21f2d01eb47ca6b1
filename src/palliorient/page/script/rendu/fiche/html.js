// The sheet as the lines of an HTML document: the twin of `rendu/fiche/html.py`.

import { insecable } from "../../noyau/langue/phrases.js";
import { notes } from "./contenu.js";
import { tenir } from "./page.js";

/** @typedef {import("../../types").FicheEcrite} Fiche */
/** @typedef {import("../../types").BlocDeFiche} Bloc */
/** @typedef {import("../../types").LigneDeFiche} Ligne */
/** @typedef {import("../../types").Numero} Numero */
/** @typedef {import("../../types").MesuresDeFiche} Mesures */

/** What stands in the body of the sheet, with as many lines as an A4 page holds. @param {Fiche} entiere @param {Mesures} mesures @returns {string[]} */
export function corps(entiere, mesures) {
  const fiche = tenir(entiere, mesures);
  const { avant, grand, apres } = fiche.danger;
  const pied = [...notes(fiche), fiche.version, fiche.offre].join(" ");
  return [
    `<h1>${texte(fiche.titre)} <span class="ou">${texte(fiche.ou)}</span></h1>`,
    `<p class="danger">${texte(avant)} ${enGrand(grand)}${apres ? ` ${texte(apres)}` : ""}</p>`,
    ...fiche.alertes.map((alerte) => `<p>${texte(alerte)}</p>`),
    ...fiche.blocs.flatMap(bloc),
    ...(fiche.sous_la_main.length > 0 ? sousLaMain(fiche) : []),
    '<div class="pied">',
    `<p class="validite">${texte(fiche.validite)}</p>`,
    `<p>${texte(pied)}</p>`,
    "</div>",
  ];
}

/** @param {Fiche} fiche */
function sousLaMain({ titre_sous_la_main: titre, sous_la_main: lignes }) {
  return [
    `<h2>${texte(titre)}</h2>`,
    '<ul class="ecrire">',
    ...lignes.map((ligne) => `<li>${texte(`${ligne} :`)}</li>`),
    "</ul>",
  ];
}

/** @param {Bloc} dit @returns {string[]} */
function bloc({ titre, heures, lignes }) {
  const quand = heures ? ` <span class="mots">${texte(heures)}</span>` : "";
  return [
    `<h2>${texte(titre)}${quand}</h2>`,
    "<ol>",
    ...lignes.map((dite) => {
      // Only what the reader may call has its number in the order.
      const ordre = dite.rang ? ` value="${dite.rang}"` : "";
      const classes = [...(ordre ? [] : ["tiret"]), ...(dite.ouverte ? [] : ["ferme"])].join(" ");
      return `<li${ordre}${classes ? ` class="${classes}"` : ""}>${ligne(dite).join(" ")}</li>`;
    }),
    "</ol>",
  ];
}

/** @param {Ligne} dite @returns {string[]} */
function ligne({ nom, nature, numero, noms, ouverte, qui, mots, blanc }) {
  const listes = noms.map((n) => (n.numero ? `${texte(n.nom)} ${enLien(n.numero)}` : texte(n.nom)));
  return [
    ouverte ? `<strong>${texte(nom)}</strong>` : texte(nom),
    ...(nature ? [`<span class="mots">(${texte(nature)})</span>`] : []),
    ...(numero ? [enLien(numero)] : []),
    ...(listes.length > 0 ? [`: ${listes.join(", ")}`] : []),
    ...(blanc ? ['<span class="blanc"></span>'] : []),
    `<span class="mots">${texte([qui, mots].filter(Boolean).join(" ; "))}</span>`,
  ];
}

/** Read from afar; a number is dialled from a telephone that shows the sheet. @param {string} dit */
function enGrand(dit) {
  const lien = /^\d+$/.test(dit) ? `<a href="tel:${dit}">${dit}</a>` : texte(dit);
  return `<span class="grand">${lien}</span>`;
}

/** @param {Numero} numero */
function enLien({ texte: dit, annee }) {
  const montre = dit.replace(/ /g, "&nbsp;") + (annee ? "*" : "");
  return `<a class="numero" href="tel:${dit.replace(/\D/g, "")}">${montre}</a>`;
}

/** Escaped; signs and numbers never parted at the end of a line. @param {string} dit */
function texte(dit) {
  return insecable(dit).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

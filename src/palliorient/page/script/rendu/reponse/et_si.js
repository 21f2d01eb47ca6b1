// « Et si »: the same situation changed, beside the first. The twin of `rendu/reponse/et_si.py`.

import { nom as nomDuCritere } from "../../noyau/situation/changement.js";
import { SECTIONS } from "../../noyau/table.js";
import { appels, enTexte, nommes } from "./bref.js";
import { contenu } from "./contenu.js";
import { situationEnClair } from "./entete.js";
import { Noms } from "./groupes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Variante} Variante */
/** @typedef {import("../../types").VueEtSi} VueEtSi */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Difference} Difference */

/** The content of one variant. @param {Table} table @param {Orientation} une @param {Variante} variante @param {string} titre @param {string | null} instant @returns {VueEtSi} */
export function vue(table, une, variante, titre, instant) {
  const { textes } = table;
  const { orientation: autre } = variante;
  const laisses = Object.entries(variante.laisses).map(
    ([critere, brut]) => `${nomDuCritere(table, critere)} (${brut})`,
  );
  const differe = differences(table, une, variante);
  const [ici, alors] = [une, autre].map((orientation) => dAbord(table, orientation));
  const memes = differe.length === 0 && JSON.stringify(ici) === JSON.stringify(alors);
  return {
    titre: `${textes["et-si"]} : ${titre}`,
    situation: situationEnClair(table, autre, instant),
    laisses: laisses.length > 0 ? `${textes["et-si-laisses"]} : ${laisses.join(", ")}.` : null,
    memes: memes ? textes["et-si-memes"] : null,
    ici: memes ? [] : ici,
    alors: memes ? [] : alors,
    differences: differe,
    alertes: alertes(table, une, autre),
  };
}

/** Who is called first, in order, each with what decides. @param {Table} table @param {Orientation} orientation @returns {string[]} */
function dAbord(table, orientation) {
  const premieres = contenu(table, orientation, null).sections.filter(
    (s) => s.code === SECTIONS[0],
  );
  const brefs = appels(table, premieres, abregees(table));
  return brefs.map((bref) => `${bref.numero}. ${enTexte(bref)}`);
}

/** @param {Table} table */
function abregees(table) {
  return new Noms(table, undefined, { reserve: "court-reserve" });
}

/** Who comes, who goes, who passes to another section: by name and number. @param {Table} table @param {Orientation} une @param {Variante} variante @returns {Difference[]} */
function differences(table, une, { orientation: autre, arrivent, partent }) {
  const { textes } = table;
  const avant = new Map(une.contacts.map((c) => [c.id, c.section]));
  const titres = new Map(contenu(table, autre, null).sections.map((s) => [s.code, s.titre]));
  return [
    ...dits(
      table,
      textes["et-si-arrivent"],
      autre.contacts.filter((c) => arrivent.includes(c.id)),
      true,
    ),
    ...dits(
      table,
      textes["et-si-partent"],
      une.contacts.filter((c) => partent.includes(c.id)),
      false,
    ),
    ...SECTIONS.flatMap((section) => {
      const ici = autre.contacts.filter((c) => c.section === section);
      const passent = ici.filter((c) => (avant.get(c.id) ?? section) !== section);
      const titre = titres.get(section) ?? textes[`section-${section}`];
      return dits(table, `${textes["et-si-passent"]} « ${titre} »`, passent, false);
    }),
  ];
}

/** Numbers only of those who come: the first answer has the others'. @param {Table} table @param {string} debut @param {Contact[]} contacts @param {boolean} numeros @returns {Difference[]} */
function dits(table, debut, contacts, numeros) {
  if (contacts.length === 0) return [];
  return [{ debut, dits: nommes(abregees(table), contacts, numeros).join(" ; ") }];
}

/** What is to be known in the other situation and was not in the first. @param {Table} table @param {Orientation} une @param {Orientation} autre */
function alertes(table, une, autre) {
  const connues = une.alertes.map((a) => a.texte);
  const neuves = autre.alertes.filter((a) => !connues.includes(a.texte));
  const tues = (/** @type {string} */ code) => table.notes.has(code) || table.secondaires.has(code);
  return neuves.filter((a) => !tues(a.code)).map((a) => a.texte);
}

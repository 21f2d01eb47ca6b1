// The same answers with some of them changed: what is asked, and what gives way.
// The twin of `noyau/situation/changement.py`; a change is given by codes.

import { A_LA_PLACE } from "../table.js";
import { enTexte, lireSituation } from "./lecture.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Dit} Dit */
/** @typedef {import("./lecture.js").SituationLue} SituationLue */
/** @typedef {Record<string, string>} Bruts */
/** @typedef {{lecture: SituationLue, dits: Situation, laisses: Bruts}} Change */

const PLACE = ["lieu", "etablissement"];
const AUCUN = "aucun";
const PLUS = "+";

/** The answers `bruts`, which make a situation, with that change. @param {Table} table @param {Record<string, any>} bruts @param {Bruts} changement @returns {Change} */
export function changer(table, bruts, changement) {
  const seul = lireSituation(table, changement);
  const dits = { ...textes(bruts), ...impliques(table, bruts) };
  let gardes = retenir(dits, (c) => !(c in changement));
  for (const paire of A_LA_PLACE)
    if (paire.some((c) => c in changement)) gardes = retenir(gardes, (c) => !paire.includes(c));
  const cedent = quiCedent(table, gardes, changement, seul.lus);
  const laisses = retenir(gardes, (c) => cedent.includes(c));
  gardes = retenir(gardes, (c) => !cedent.includes(c));
  const lecture = lireSituation(table, { ...gardes, ...changement });
  const lus = Object.fromEntries(
    Object.keys(changement).map((c) => [c, lu(c, changement[c], seul.lus)]),
  );
  if (lecture.refus.length === 0)
    lecture.refus = [...sansEffet(table, lecture, lus), ...manquants(table, lecture.manquants)];
  return { lecture, dits: lus, laisses };
}

/** @param {Record<string, any>} bruts @returns {Bruts} */
function textes(bruts) {
  const dits = Object.entries(bruts).map(([c, valeur]) => [c, enTexte(valeur)]);
  return Object.fromEntries(dits.filter(([, texte]) => texte));
}

/** @param {Bruts} dits @param {(critere: string) => boolean} garder @returns {Bruts} */
function retenir(dits, garder) {
  return Object.fromEntries(Object.entries(dits).filter(([critere]) => garder(critere)));
}

/** What the first place says of the person stays true elsewhere, unless it changes too. @param {Table} table @param {Record<string, any>} bruts */
function impliques(table, bruts) {
  const { lieu } = lireSituation(table, bruts).lus;
  return typeof lieu === "string" ? table.valeur("lieu", lieu).implique : {};
}

/** @param {string} critere @param {string} brut @param {Situation} lus @returns {Dit} */
function lu(critere, brut, lus) {
  if ([...A_LA_PLACE.values()].includes(critere)) return brut;
  return critere in lus ? lus[critere] : [];
}

/** The answers that make no sense any more in the place that the change says. @param {Table} table @param {Bruts} gardes @param {Bruts} changement @param {Situation} lus @returns {string[]} */
function quiCedent(table, gardes, changement, lus) {
  const { lieu } = lus;
  if (typeof lieu !== "string" || !PLACE.some((c) => c in changement)) return [];
  const cedent = [];
  if ("etablissement" in changement) {
    cedent.push("arrondissement");
    const avant = lireSituation(table, { lieu: gardes.lieu }).lus.lieu;
    if (typeof avant === "string" && !table.hospitalier(avant)) cedent.push("lieu");
  }
  if (table.hospitalier(lieu)) cedent.push(...quiChangentDeColonne(table));
  else cedent.push("etablissement", "residence");
  for (const critere of Object.keys(table.valeur("lieu", lieu).implique))
    if (critere in gardes && contredit(table, lieu, critere, gardes[critere])) cedent.push(critere);
  return cedent;
}

/** Criteria that put a person in another column: they mean nothing to who is in it. @param {Table} table */
function quiChangentDeColonne(table) {
  return table.imposees.map(({ critere }) => critere);
}

/** @param {Table} table @param {string} lieu @param {string} critere @param {string} brut */
function contredit(table, lieu, critere, brut) {
  const dit = lireSituation(table, { [critere]: brut }).lus[critere];
  return dit !== lireSituation(table, { lieu }).lus[critere];
}

/** Changes that the place of the person contradicts, or that mean nothing there. @param {Table} table @param {SituationLue} lecture @param {Situation} dits */
function sansEffet(table, lecture, dits) {
  const { lieu } = lecture.lus;
  const refus = [];
  if (typeof lieu !== "string") return [];
  const sansObjet = table.hospitalier(lieu) ? quiChangentDeColonne(table) : [];
  for (const [critere, dit] of Object.entries(dits)) {
    const impose = critere in table.valeur("lieu", lieu).implique && lecture.lus[critere] !== dit;
    if (!impose && !sansObjet.includes(critere)) continue;
    const pourquoi = impose ? "le lieu l'implique" : "sans objet à l'hôpital";
    const deux = `lieu « ${lieu} » et ${nom(table, critere)} « ${enMots(dit)} »`;
    refus.push({ critere, message: `${deux} : ${pourquoi}.` });
  }
  return refus;
}

/** Wanted answers that went with those left out. @param {Table} table @param {string[]} absents */
function manquants(table, absents) {
  if (absents.length === 0) return [];
  const noms = absents.map((critere) => nom(table, critere)).join(", ");
  const suite = absents.map((critere) => `${PLUS}${critere}=VALEUR`).join("");
  return [
    {
      critere: absents[0],
      message: `il manque alors : ${noms}. Ajouter : …${suite}.`,
    },
  ];
}

/** How a criterion, or what may be said in its place, is called. @param {Table} table @param {string} critere */
export function nom(table, critere) {
  return table.criteres.get(critere)?.nom ?? critere;
}

/** An answer as it is typed. @param {Dit} dit */
export function enMots(dit) {
  if (typeof dit === "boolean") return dit ? "oui" : "non";
  return Array.isArray(dit) ? dit.join(", ") || AUCUN : String(dit);
}

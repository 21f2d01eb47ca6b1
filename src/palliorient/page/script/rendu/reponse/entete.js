// The head of an answer: the situation in a line, the cell, the vital emergency.
// The twin of `rendu/reponse/entete.py`.

import { et, majuscule } from "../../noyau/langue/phrases.js";
import { jourDeLaSemaine } from "../../noyau/situation/calendrier.js";
import { court } from "../../noyau/situation/lieux.js";
import { PLACES, exige } from "../../noyau/table.js";
import { sansDebut } from "./groupes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Critere} Critere */
/** @typedef {import("../../types").Dit} Dit */
/** @typedef {import("../../types").Tete} Tete */

export const ALERTE_EN_TETE = "URGENCE_VITALE";
const DEJA_DITS = ["lieu", ...PLACES, "etablissement", "age", "niveau", "moment"];
export const JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/** The head of an answer; the vital emergency always stands here. @param {Table} table @param {Orientation} orientation @param {string | null} instant @param {string | null} suppose @returns {Tete} */
export function entete(table, orientation, instant, suppose) {
  return {
    situation: situationEnClair(table, orientation, instant, suppose),
    resume: resume(table, orientation),
    danger: orientation.alertes.filter((a) => a.code === ALERTE_EN_TETE).map((a) => a.texte),
  };
}

/** The cell in a sentence; a rule that changes the cell has a sentence of its own. @param {Table} table @param {Orientation} orientation */
function resume(table, orientation) {
  const { gradation, contacts } = orientation;
  const cellule = gradation ? `${gradation.colonne}-${gradation.niveau}` : "deuil-seul";
  const regles = contacts.flatMap((c) => c.motifs.map((m) => m.regle));
  // The cell's own rule is among the rules: what is left speaks of a special case.
  const propre = regles.find((regle) => regle !== cellule && `resume-${regle}` in table.textes);
  return table.textes[`resume-${propre ?? cellule}`];
}

/** « Domicile · Lyon 3e (Est) · 59 ans · niveau 2 · jour ». @param {Table} table @param {Orientation} orientation @param {string | null} instant @param {string | null} suppose */
export function situationEnClair(table, orientation, instant, suppose = null) {
  const { situation: s, deduction } = orientation;
  const noms = deduction.territoires.map((t) =>
    sansDebut(table.territoires[t], `${table.departement} `),
  );
  const valeur = table.valeur("lieu", String(s.lieu));
  let lieu = majuscule(valeur.nom);
  if (s.etablissement) {
    const sejour = suppose ? `${valeur.court} (${suppose})` : valeur.court;
    const hopital = String(s.etablissement);
    lieu = `${exige(table.etablissements.get(hopital), hopital).nom} · ${sejour}`;
  }
  const commune = exige(table.lieux.get(deduction.commune), deduction.commune).nom;
  const morceaux = [`${lieu} · ${commune} (${noms.join(" et ")})`];
  if (typeof s.age === "number") morceaux.push(age(s.age, deduction.public));
  if (s.niveau !== null) morceaux.push(`niveau ${s.niveau}`);
  if (typeof s.moment === "string") {
    const moment = table.valeur("moment", s.moment).nom;
    morceaux.push(instant ? `${heure(instant)} (${moment})` : moment);
  }
  return [...morceaux, ...precisions(table, s)].join(" · ");
}

/** « dimanche 22/11/2026, 15 h 00 ». @param {string} instant */
function heure(instant) {
  const [annee, mois, jour] = instant.slice(0, 10).split("-");
  const nom = JOURS[jourDeLaSemaine(instant.slice(0, 10))];
  return `${nom} ${jour}/${mois}/${annee}, ${Number(instant.slice(11, 13))} h ${instant.slice(14, 16)}`;
}

/** What was said beyond the criteria that have their own place above. @param {Table} table @param {Situation} situation */
function precisions(table, situation) {
  /** @type {Map<string, string[]>} */
  const dits = new Map([
    ["oui-non", []],
    ["choix", []],
    ["liste", []],
  ]);
  for (const critere of table.criteres.values()) {
    const valeur = situation[critere.id];
    if (DEJA_DITS.includes(critere.id) || valeur === critere.defaut || rien(valeur)) continue;
    const genre = critere.id === "residence" ? critere.id : critere.genre;
    dits.set(genre, [...(dits.get(genre) ?? []), enClair(table, critere, valeur)]);
  }
  return [...dits.values()].flat();
}

/** @param {Dit | undefined} valeur @returns {valeur is null | undefined | false} */
function rien(valeur) {
  return (
    valeur === null ||
    valeur === undefined ||
    valeur === false ||
    (Array.isArray(valeur) && valeur.length === 0)
  );
}

/** « isolement », « besoin : aide aux proches », « déjà suivie par une HAD ». @param {Table} table @param {Critere} critere @param {Dit} valeur */
function enClair(table, critere, valeur) {
  if (valeur === true) return critere.nom;
  const mots = enMots(table, critere, valeur);
  if (mots.startsWith(critere.nom)) return mots;
  return critere.dit ? critere.dit.replace("{}", () => mots) : `${critere.nom} : ${mots}`;
}

/** @param {Table} table @param {Critere} critere @param {Dit} valeur @returns {string} */
function enMots(table, critere, valeur) {
  if (Array.isArray(valeur)) return et(valeur.map((code) => table.nomDe(critere.id, code)));
  const place = typeof valeur === "number" || table.lieux.has(String(valeur));
  if (critere.id === "residence" && place) return court(table, table.communeDe(valeur));
  return typeof valeur === "number"
    ? String(valeur)
    : table.valeur(critere.id, String(valeur)).court;
}

/** @param {number} ans @param {string | null} public_ */
function age(ans, public_) {
  const dit = ans ? `${ans} an${ans > 1 ? "s" : ""}` : "moins d'un an";
  return public_ === "pediatrique" ? `enfant, ${dit}` : dit;
}

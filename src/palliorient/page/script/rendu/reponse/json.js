// The answer as one line of JSON, keys in the order of the contract.
// The twin of `rendu/reponse/json.py`.

import { source } from "../../noyau/carnet/apports.js";

/** @typedef {import("../../types").Orientation} Orientation */

const FORMAT = "palliorient.orientation/2";

/** The order of the keys of a situation; what the rules add comes after. */
const CLES = [
  "lieu",
  "colonne",
  "commune",
  "arrondissement",
  "etablissement",
  "niveau",
  "age",
  "public",
  "precarite",
  "isolement",
  "moment",
  "maintien",
  "suivi",
  "indisponible",
  "besoins",
  "urgence",
  "residence",
];

/** The answer as JSON values. @param {Orientation} orientation */
export function enDictionnaire(orientation) {
  const { deduction } = orientation;
  return {
    format: FORMAT,
    situation: situation(orientation),
    territoires: deduction.territoires,
    gradation: orientation.gradation,
    contacts: orientation.contacts,
    a_venir: orientation.a_venir,
    ecartes: orientation.ecartes,
    alertes: orientation.alertes,
    anticipation: anticipation(orientation.anticipation),
    hors_contrat: horsContrat(orientation.apports),
    referentiel: {
      departement: orientation.departement,
      version: orientation.version,
      a_jour_au: orientation.a_jour_au,
      empreinte: orientation.empreinte,
    },
  };
}

/** The answers, and what follows from them. @param {Orientation} orientation */
function situation(orientation) {
  const { deduction } = orientation;
  /** @type {Record<string, any>} */
  const dites = {
    colonne: deduction.colonne,
    commune: deduction.commune,
    arrondissement: deduction.arrondissement,
    public: deduction.public,
    indisponible: [],
  };
  for (const [critere, dit] of Object.entries(orientation.situation))
    dites[orientation.champs[critere] ?? critere] = dit;
  const ordre = new Set([...CLES, ...Object.keys(dites)]);
  const rangees = [...ordre].filter((cle) => cle in dites).map((cle) => [cle, dites[cle]]);
  return { ...Object.fromEntries(rangees), deduits: deduction.deduits };
}

/** @param {Orientation["anticipation"]} dite */
function anticipation(dite) {
  return dite && { ...dite, preparer: dite.preparer.map(({ texte }) => texte) };
}

/** What a team adds with its own directory. @param {Orientation["apports"]} apports */
function horsContrat(apports) {
  return (apports?.hors_contrat ?? []).map(({ id, nom, type, dite }) => ({
    id,
    nom,
    type,
    telephone: dite.voie.telephone,
    telephone_source: source(dite),
  }));
}

/** One line, no spaces between tokens; the bytes of `orienter --format json`. @param {Orientation} orientation */
export function enLigne(orientation) {
  return enJson(enDictionnaire(orientation));
}

/** Compact JSON, what nobody can see escaped. @param {any} valeur */
export function enJson(valeur) {
  return visible(JSON.stringify(valeur));
}

/** Characters that drive a terminal, turn a line round or are not seen (`langue/caracteres.py`). */
const INTERDITS =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** @param {string} texte */
function visible(texte) {
  return texte.replace(INTERDITS, (caractere) => {
    const unites = Array.from({ length: caractere.length }, (_, rang) =>
      caractere.charCodeAt(rang),
    );
    return unites.map((unite) => `\\u${unite.toString(16).padStart(4, "0")}`).join("");
  });
}

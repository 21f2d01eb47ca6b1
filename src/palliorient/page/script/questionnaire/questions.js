// The questions, made from the criteria: the twin of `questionnaire/questions.py`.

import { COMMUNE, OUI, PLACES, exige } from "../noyau/table.js";
import { court, ecrire } from "../noyau/situation/lieux.js";

/** @typedef {import("../noyau/table.js").Table} Table */
/** @typedef {import("../types").Question} Question */
/** @typedef {import("../types").Choix} Choix */
/** @typedef {import("../types").Critere} Critere */
/** @typedef {import("../types").Valeur} Valeur */
/** @typedef {string | string[]} Reponse */

export const SIGNALER = "signaler";
export const NOM_DU_RESTE = "à signaler";
export const RIEN = "rien";
export const AUCUN = "non";
export const AUTRE = "autre";
export const NE_SAIS_PAS = "ne-sais-pas";
export const TOUS = "tous";
export const CHOIX = "choix";
export const CASES = "cases";
export const TEXTE = "texte";
export const RECHERCHE = "recherche";

const PAR_LES_DEFINITIONS = ["je ne sais pas : voir les définitions", "relire les définitions"];
const PAR_LA_GRILLE = ["je ne sais pas : en discuter par la grille", "reprendre la grille"];

/** Criteria that are typed rather than found in a list. */
export const SAISIS = [...PLACES, "age", "residence"];

/** Those whose answer is a place. */
export const LIEUX = [...PLACES, "residence"];

/** The question of a criterion, as the rules word it. @param {Table} table @param {string} id @param {Reponse} defaut @returns {Question} */
export function duCritere(table, id, defaut) {
  const critere = table.critere(id);
  if (LIEUX.includes(id) && table.place === COMMUNE) {
    const dits = critere.valeurs
      .filter((v) => v.id !== critere.defaut)
      .map(({ id: code, nom }) => choix(code, nom));
    const places = [...table.lieux].map(([commune, lieu]) =>
      choix(ecrire(table, commune), lieu.nom),
    );
    return question(critere, RECHERCHE, [...dits, ...places], defaut);
  }
  if (SAISIS.includes(id)) return question(critere, TEXTE, [], defaut);
  const declares = critere.valeurs.map((v) => choix(v.id, libelle(v)));
  if (table.listes.has(id))
    return question(
      critere,
      CASES,
      [choix(RIEN, AUCUN), ...declares],
      defaut.length > 0 ? defaut : [RIEN],
    );
  return question(critere, CHOIX, declares, parmi(declares, defaut, critere.defaut ?? ""));
}

/** Of a category that was ticked: the whole of it, or one of its services. @param {Table} table @param {string} critere @param {string} code @param {Choix[]} services @param {Reponse} defaut @returns {Question} */
export function duService(table, critere, code, services, defaut) {
  const offerts = [choix(TOUS, "toute la catégorie"), ...services];
  return {
    ...question(table.critere(critere), CHOIX, offerts, parmi(offerts, defaut, TOUS)),
    id: `${critere}:${code}`,
    texte: `${table.nomDe(critere, code)} : toute la catégorie, ou un seul service ?`,
    pourquoi: "Un seul : les autres de la même catégorie restent proposés.",
  };
}

/**
 * The level: bare names first; the definitions, or the grid, for whoever asks for them.
 *
 * @param {Table} table
 * @param {Reponse} defaut
 * @param {{explique: boolean, parLaGrille: boolean, sansNiveauAdmis: boolean}} comment
 * @returns {Question}
 */
export function duNiveau(table, defaut, { explique, parLaGrille, sansNiveauAdmis }) {
  const critere = table.critere("niveau");
  const niveaux = critere.valeurs.filter((v) => !v.explicite);
  const sansNiveau = critere.valeurs.filter((v) => v.explicite && sansNiveauAdmis);
  const aide = parLaGrille ? PAR_LA_GRILLE : PAR_LES_DEFINITIONS;
  const offerts = [
    ...niveaux.map((v) => choix(v.id, explique ? libelle(v) : v.nom)),
    choix(NE_SAIS_PAS, aide[explique ? 1 : 0]),
    ...sansNiveau.map((v) => choix(v.id, libelle(v))),
  ];
  return question(critere, CHOIX, offerts, parmi(offerts, defaut, NE_SAIS_PAS));
}

/** The moment: the one that it is now comes marked. @param {Table} table @param {Reponse} defaut @param {string} actuel @param {string} heure @returns {Question} */
export function duMoment(table, defaut, actuel, heure) {
  const dite = duCritere(table, "moment", defaut.length > 0 ? defaut : actuel);
  const marques = dite.choix.map((c) =>
    c.code === actuel ? choix(c.code, `${c.libelle} - maintenant, ${heure}`) : c,
  );
  return { ...dite, choix: marques };
}

/** The hospitals of the map (of one place, when it is known), and another one. @param {Table} table @param {Reponse} defaut @param {import("../types").Dit | undefined} place @returns {Question | null} */
export function deLHopital(table, defaut, place) {
  const ordre = [...table.lieux.keys()];
  const connus = [...table.etablissements]
    .map(([id, { nom }]) => ({
      id,
      nom,
      commune: exige(table.sites.get(id), id).commune,
    }))
    .filter(({ commune }) => place === undefined || place === table.placeDe(commune))
    .sort((un, autre) => ordre.indexOf(un.commune) - ordre.indexOf(autre.commune));
  if (connus.length === 0) return null;
  const offerts = connus.map(({ id, nom, commune }) =>
    choix(id, `${court(table, commune)} - ${nom}`),
  );
  return question(
    table.critere("etablissement"),
    RECHERCHE,
    [...offerts, choix(AUTRE, "un autre hôpital")],
    defaut,
  );
}

/** One list for all that may be raised: what a tick settles first, then what it opens. @param {Table} table @param {string[]} criteres @param {Reponse} defaut @returns {Question} */
export function duReste(table, criteres, defaut) {
  const seules = criteres.filter((c) => autreValeur(table, c) !== null);
  const ordre = [...seules, ...criteres.filter((c) => !seules.includes(c))];
  const gardes = ordre.filter((c) => defaut.includes(c));
  return {
    id: SIGNALER,
    forme: CASES,
    nom: NOM_DU_RESTE,
    texte: "Autre chose à signaler ?",
    pourquoi: "Seul ce qui suit peut encore changer la réponse.",
    aide: ordre.map((c) => table.critere(c).pourquoi).join("\n"),
    choix: [choix(RIEN, "rien d'autre"), ...ordre.map((c) => choix(c, signalement(table, c)))],
    defaut: gardes.length > 0 ? gardes : [RIEN],
  };
}

/** The value that a tick means, where there are only two; null where one must ask. @param {Table} table @param {string} critere @returns {Valeur | null} */
export function autreValeur(table, critere) {
  const declare = table.critere(critere);
  const autres = declare.valeurs.filter((v) => v.id !== declare.defaut);
  const aDemander = table.listes.has(critere) || SAISIS.includes(critere) || autres.length !== 1;
  return aDemander ? null : autres[0];
}

/** @param {Table} table @param {string} critere */
function signalement(table, critere) {
  const declare = table.critere(critere);
  const autre = autreValeur(table, critere);
  if (autre === null) return declare.question;
  return `${declare.nom} : ${autre.id === OUI ? declare.aide : autre.nom}`;
}

/** @param {Critere} critere @param {string} forme @param {Choix[]} offerts @param {Reponse} defaut @returns {Question} */
function question(critere, forme, offerts, defaut) {
  const definitions = critere.valeurs.filter((v) => v.aide).map((v) => `${v.nom} : ${v.aide}`);
  return {
    id: critere.id,
    forme,
    nom: critere.nom,
    texte: critere.question,
    pourquoi: critere.pourquoi,
    aide: [critere.aide, ...definitions].join("\n"),
    choix: offerts,
    defaut,
  };
}

/** @param {Choix[]} offerts @param {Reponse} voulu @param {string} sinon */
function parmi(offerts, voulu, sinon) {
  return offerts.some((c) => c.code === voulu) ? voulu : sinon;
}

/** @param {string} code @param {string} mots @returns {Choix} */
function choix(code, mots) {
  return { code, libelle: mots };
}

/** @param {Valeur} valeur */
function libelle(valeur) {
  return valeur.aide ? `${valeur.nom} (${valeur.aide})` : valeur.nom;
}

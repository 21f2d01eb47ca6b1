// The lists of the sheet: moment by moment, or told once for all of them.
// The twin of `rendu/fiche/listes.py`.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { et, majuscule } from "../../noyau/langue/phrases.js";
import { A_LA_PLACE, SECTIONS, exige } from "../../noyau/table.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").MomentDeFiche} MomentDeFiche */
/** @typedef {import("../../types").LigneDeFiche} Ligne */
/** @typedef {import("../../types").BlocDeFiche} Bloc */
/** @typedef {{moment: MomentDeFiche, appeler: Ligne[], ensuite: Map<string, Ligne[]>}} Listes */
/** @typedef {{court: string, place: number, mots: string[]}} AUnMoment */

const APPELER = SECTIONS.slice(0, 2);
const ENSUITE = SECTIONS.slice(2, 4);

/** The lines of a moment. @param {Table} table @param {MomentDeFiche} moment @param {Map<string, Ligne[]>} sections @returns {Listes} */
export function listesDe(table, moment, sections) {
  const de = (/** @type {string} */ section) => exige(sections.get(section), section);
  const appeler = APPELER.flatMap(de);
  const closes = appeler.filter((ligne) => ligne.rang === null && !ligne.ouverte);
  // Whom a professional must ask for are in no list to dial from, unless nobody else is.
  const fermees = closes.length === appeler.length ? [] : closes;
  return {
    moment,
    appeler: numerotees(appeler.filter((ligne) => !fermees.includes(ligne))),
    ensuite: new Map([
      [table.textes["fiche-professionnels"], fermees],
      ...ENSUITE.map(
        (section) =>
          /** @type {[string, Ligne[]]} */ ([table.textes[`section-${section}`], de(section)]),
      ),
    ]),
  };
}

/** The lists of the sheet from top to bottom, of those of each moment. @param {Table} table @param {Listes[]} listes @returns {Bloc[]} */
export function blocs(table, listes) {
  return expliques([...aAppeler(table, listes), ...ensuite(listes)]);
}

/** Whom to call, moment by moment; moments that call the same people are told together. @param {Table} table @param {Listes[]} listes @returns {Bloc[]} */
function aAppeler(table, listes) {
  /** @type {Map<string, Listes[]>} */
  const pareils = new Map();
  for (const liste of listes) {
    const cle = JSON.stringify(liste.appeler);
    pareils.set(cle, [...(pareils.get(cle) ?? []), liste]);
  }
  return [...pareils.values()].map((memes) => {
    const [{ appeler: lignes }] = memes;
    if (memes.length === listes.length)
      return { titre: table.textes["fiche-tous-moments"], heures: "", lignes, premier: true };
    const dites = new Set(memes.flatMap(({ moment }) => lesHeures(table, moment)));
    const titre = majuscule(et(memes.map(({ moment }) => moment.nom)));
    return { titre, heures: [...dites].join(" ; "), lignes, premier: true };
  });
}

/** « tous les jours, 21 h à 7 h 59 »: when a list holds, as the data say it. @param {Table} table @param {MomentDeFiche} moment */
function lesHeures(table, moment) {
  const dits = Object.entries(moment.reponses).filter(([critere]) => A_LA_PLACE.has(critere));
  return dits.map(([critere, code]) => table.valeur(critere, code).aide).filter(Boolean);
}

/** @param {Ligne[]} lignes @returns {Ligne[]} */
function numerotees(lignes) {
  let rang = 0;
  return lignes.map((ligne) => (ligne.rang === null ? ligne : { ...ligne, rang: ++rang }));
}

/** Who is told once for all moments: each with its own, when it is not all. @param {Listes[]} listes @returns {Bloc[]} */
function ensuite(listes) {
  return [...listes[0].ensuite.keys()].flatMap((titre) => {
    /** @type {Map<string, {ligne: Ligne, ici: AUnMoment[]}>} */
    const dits = new Map();
    for (const { moment, ensuite: siennes } of listes)
      exige(siennes.get(titre), titre).forEach((ligne, place) => {
        const seule = { ...ligne, rang: null, mots: "" };
        const cle = JSON.stringify(seule);
        const connue = dits.get(cle) ?? { ligne: seule, ici: [] };
        const mots = ligne.mots ? ligne.mots.split(SEPARATEUR) : [];
        connue.ici.push({ court: moment.court, place, mots });
        dits.set(cle, connue);
      });
    if (dits.size === 0) return [];
    // The best place that each has at some moment: nobody is last for coming later.
    const place = (/** @type {AUnMoment[]} */ ici) => Math.min(...ici.map((dit) => dit.place));
    const lignes = [...dits.values()]
      .sort((une, autre) => place(une.ici) - place(autre.ici))
      .map(({ ligne, ici }) => ({ ...ligne, mots: lesMots(ici, listes.length).join(SEPARATEUR) }));
    return [{ titre, heures: "", lignes, premier: false }];
  });
}

/** What is said at every moment, then, by moment, what is not; and when, if not always. @param {AUnMoment[]} ici @param {number} moments @returns {string[]} */
function lesMots(ici, moments) {
  const communs = ici[0].mots.filter((mot) => ici.every((autre) => autre.mots.includes(mot)));
  /** @type {Map<string, string[]>} */
  const propres = new Map();
  for (const { mots, court } of ici) {
    const reste = mots.filter((mot) => !communs.includes(mot)).join(SEPARATEUR);
    propres.set(reste, [...(propres.get(reste) ?? []), court]);
  }
  const dits = [...propres].flatMap(([reste, courts]) => {
    const quand = et([...new Set(courts)]);
    if (reste) return [`${quand} : ${reste}`];
    return ici.length < moments ? [quand] : [];
  });
  return [...communs, ...dits];
}

/** What somebody is, is told beside their name the first time. @param {Bloc[]} donnes @returns {Bloc[]} */
function expliques(donnes) {
  const dits = new Set();
  return donnes.map((bloc) => ({
    ...bloc,
    lignes: bloc.lignes.map((ligne) => {
      const redite = dits.has(ligne.nom);
      dits.add(ligne.nom);
      return redite ? { ...ligne, nature: null } : ligne;
    }),
  }));
}

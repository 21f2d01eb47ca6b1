// Why a service is not there: the rows that fail on exactly one criterion.
// The twin of `noyau/decision/pourquoi_pas.py`.

import { depuis } from "../situation/criteres.js";
import { codes } from "../situation/situation.js";
import { OUI, PORTEES, SUPRA, exige } from "../table.js";
import { nommes, retires } from "./retraits.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../table.js").Axes} Axes */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Ecarte} Ecarte */
/** @typedef {import("../../types").Dit} Dit */

const RANG_SUPRA = PORTEES.indexOf(SUPRA);

/**
 * Services left out by the caller; those that one change would bring.
 *
 * @param {Table} table
 * @param {Situation} situation
 * @param {Axes} valeurs
 * @param {Set<string>} presents
 * @returns {Ecarte[]}
 */
export function ecartes(table, situation, valeurs, presents) {
  const trouves = retires(table, situation, valeurs, presents);
  const tus = new Set([...trouves.keys(), ...nommes(table, situation)]);
  for (const [axe, bits] of aUnCriterePres(table, valeurs))
    for (const rang of table.contacts.rangs(bits)) {
      const { service: ici } = table.contacts.toutes[rang];
      const service = table.services[ici];
      if (tus.has(ici) || presents.has(service.id)) continue;
      const valeur = valeurQuiSuffit(table, axe, rang, exige(valeurs.get(axe), axe));
      if (valeur === null) continue;
      const { id, nom, type } = service;
      trouves.set(ici, {
        id,
        nom,
        type,
        ...changement(table, situation, axe, valeur),
      });
      tus.add(ici);
    }
  return [...trouves].sort(([un], [autre]) => un - autre).map(([, ecarte]) => ecarte);
}

/** For each axis that may change, the rows that hold on all but that one. @param {Table} table @param {Axes} valeurs @returns {[string, bigint][]} */
function aUnCriterePres(table, valeurs) {
  const masque = (/** @type {string} */ axe) => table.axe(axe).de(exige(valeurs.get(axe), axe));
  let base = table.contacts.masque;
  for (const axe of table.fixes) base &= masque(axe);
  const mobiles = table.changeables.map((axe) => ({ axe, sien: masque(axe) }));
  const avant = mobiles.map(({ sien }) => {
    const devant = base;
    base &= sien;
    return devant;
  });
  let apres = table.toutes;
  /** @type {[string, bigint][]} */
  const resultat = [];
  for (let rang = mobiles.length - 1; rang >= 0; rang--) {
    const { axe, sien } = mobiles[rang];
    resultat.unshift([axe, avant[rang] & apres & (table.toutes ^ sien)]);
    apres &= sien;
  }
  return resultat;
}

/** The nearest value of the axis that the row allows, in the order of the file. @param {Table} table @param {string} axe @param {number} rang @param {string} actuelle */
function valeurQuiSuffit(table, axe, rang, actuelle) {
  const ligne = table.contacts.toutes[rang];
  if (ligne.portee === RANG_SUPRA || table.services[ligne.service].generique) return null;
  const bit = table.contacts.bit(rang);
  const masques = table.axe(axe);
  const declarees = table.valeurs(axe);
  const permises = masques.codes.filter(
    (code) => code !== actuelle && masques.de(code) & bit && !declarees.get(code)?.explicite,
  );
  const ici = masques.codes.indexOf(actuelle);
  const ecart = (/** @type {string} */ code) => Math.abs(masques.codes.indexOf(code) - ici);
  // The first of those at the same distance, as it stands in the file.
  return permises.reduce(
    (a, b) => (a !== null && ecart(a) <= ecart(b) ? a : b),
    /** @type {string | null} */ (null),
  );
}

/** The change in words, and as a fragment of the JSON situation. @param {Table} table @param {Situation} situation @param {string} axe @param {string} valeur @returns {{raison: string, serait_propose_si: Record<string, Dit>}} */
function changement(table, situation, axe, valeur) {
  const [critere, code] = axe.split(":");
  const declare = table.critere(critere);
  const { nom: titre, champ } = declare;
  if (code !== undefined) {
    const dits = codes(situation, critere);
    const { nom } = table.valeur(critere, code);
    if (valeur === OUI) {
      const garde = exige(table.listes.get(critere), critere).filter(
        (c) => c === code || dits.includes(c),
      );
      return {
        raison: `proposé si ${titre} : ${nom}`,
        serait_propose_si: { [champ]: garde },
      };
    }
    return {
      raison: `proposé si la personne n'était pas ${titre} ${nom}`,
      serait_propose_si: { [champ]: dits.filter((c) => c !== code) },
    };
  }
  const nom = table.valeurs(axe).get(valeur)?.nom ?? valeur;
  const raison = nom.startsWith(titre) ? `proposé si ${nom}` : `proposé si ${titre} : ${nom}`;
  const classe = table.classes_de.get(axe)?.get(valeur);
  if (!classe)
    return {
      raison,
      serait_propose_si: { [champ]: depuis(table, axe, valeur) },
    };
  const actuel = situation[axe];
  const age = typeof actuel === "number" ? actuel : 0;
  return {
    raison,
    serait_propose_si: {
      [champ]: Number(classe.de) > age ? classe.de : classe.a,
    },
  };
}

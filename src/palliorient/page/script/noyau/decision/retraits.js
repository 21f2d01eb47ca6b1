// Services left out by their names: who comes instead, and when their whole type is gone.
// The twin of `noyau/decision/retraits.py`.

import { codes } from "../situation/situation.js";
import { NON, OUI, dansUneBoite, exige, lignesVraies } from "../table.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../table.js").Axes} Axes */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").LigneContact} LigneContact */
/** @typedef {import("../../types").Ecarte} Ecarte */
/** @typedef {{valeurs: Axes, bits: bigint, ajoutees: LigneContact[]}} Vraies */

/** Ranks of the services that the situation leaves out by their names. @param {Table} table @param {Situation} situation @returns {Set<number>} */
export function nommes(table, situation) {
  const dits = criteres(table).flatMap((c) =>
    codes(situation, c.id).filter((dit) => !exige(table.listes.get(c.id), c.id).includes(dit)),
  );
  const rangs = new Set();
  if (dits.length > 0)
    table.services.forEach((service, rang) => dits.includes(service.id) && rangs.add(rang));
  return rangs;
}

/** What holds without these services. @param {Table} table @param {Axes} valeurs @param {Set<number>} absents @returns {Vraies} */
export function vraies(table, valeurs, absents) {
  const bits = lignesVraies(table, valeurs);
  if (absents.size === 0) return { valeurs, bits, ajoutees: [] };
  const lues = sans(table, valeurs, bits, absents);
  const partis = types(
    table,
    retirees(table, bits, absents).map(({ ligne }) => ligne),
  );
  const restes = types(table, [...table.contacts.vraies(lues.bits), ...lues.ajoutees]);
  const perdus = [...partis].filter((type) => !restes.has(type));
  /** @type {Axes} */
  const finis = new Map();
  for (const c of criteres(table))
    for (const v of c.valeurs)
      if (v.remplace.some((type) => perdus.includes(type))) finis.set(`${c.id}:${v.id}`, OUI);
  if (finis.size === 0) return lues;
  const autres = new Map([...valeurs, ...finis]);
  return sans(table, autres, lignesVraies(table, autres), absents);
}

/** @param {Table} table @param {Axes} valeurs @param {bigint} bits @param {Set<number>} absents @returns {Vraies} */
function sans(table, valeurs, bits, absents) {
  const ici = table.suivants.filter(
    (s) => s.absents.every((rang) => absents.has(rang)) && dansUneBoite(s.boites, valeurs),
  );
  /** @type {LigneContact[]} */
  const ajoutees = [];
  for (const { ligne, bit } of retirees(table, bits, absents)) {
    bits ^= bit;
    for (const s of ici)
      if (s.role === ligne.role && s.absents.includes(ligne.service))
        for (const suivant of s.suivants)
          if (!absents.has(suivant[0])) ajoutees.push(...aSaPlace(ligne, suivant, s.raison));
  }
  return { valeurs, bits, ajoutees };
}

/**
 * The same proposal of another service, with its reason and that of the change.
 *
 * @param {LigneContact} ligne
 * @param {any[]} suivant `service`, `caractere`, modality, `joignable`, `portee`.
 * @param {number} raison
 */
function aSaPlace(ligne, [service, caractere, modalite, joignable, portee], raison) {
  const modalites = caractere !== null ? [] : ligne.modalites;
  const change = {
    ...ligne,
    service,
    caractere: caractere ?? ligne.caractere,
    modalites: modalite ? [...modalites, modalite] : modalites,
    joignable: joignable || ligne.joignable,
    portee,
  };
  return [change, { ...change, raison }];
}

/** The rows of contact of the absent, each with its bit. @param {Table} table @param {bigint} bits @param {Set<number>} absents */
function retirees(table, bits, absents) {
  return table.contacts
    .rangs(bits)
    .map((rang) => ({
      ligne: table.contacts.toutes[rang],
      bit: table.contacts.bit(rang),
    }))
    .filter(({ ligne }) => absents.has(ligne.service));
}

/** The types of the services that rows name. @param {Table} table @param {LigneContact[]} lignes */
function types(table, lignes) {
  const services = lignes.map((ligne) => table.services[ligne.service]);
  return new Set(services.filter((s) => !s.generique).map((s) => s.type));
}

/** The criteria whose answers may be services. @param {Table} table */
function criteres(table) {
  return [...table.criteres.values()].filter((c) => c.services);
}

/**
 * The services that would be there, had the caller not left them out; by rank.
 *
 * @param {Table} table
 * @param {Situation} situation
 * @param {Axes} valeurs What the situation itself says.
 * @param {Set<string>} presents Who is in the answer.
 * @returns {Map<number, Ecarte>}
 */
export function retires(table, situation, valeurs, presents) {
  const trouves = new Map();
  for (const critere of criteres(table)) {
    const dits = codes(situation, critere.id);
    if (dits.length === 0) continue;
    const choisies = critere.valeurs.filter((v) => dits.includes(v.id));
    const libres = new Map(valeurs);
    for (const v of critere.valeurs) libres.set(`${critere.id}:${v.id}`, NON);
    for (const ligne of table.contacts.vraies(lignesVraies(table, libres))) {
      const service = table.services[ligne.service];
      const siennes = choisies.filter((v) => v.remplace.includes(service.type)).map((v) => v.id);
      const causes = [service.id, ...siennes];
      if (service.generique || presents.has(service.id)) continue;
      if (!causes.some((cause) => dits.includes(cause))) continue;
      trouves.set(ligne.service, {
        id: service.id,
        nom: service.nom,
        type: service.type,
        raison: String(critere.services),
        serait_propose_si: {
          [critere.champ]: dits.filter((dit) => !causes.includes(dit)),
        },
      });
    }
  }
  return trouves;
}

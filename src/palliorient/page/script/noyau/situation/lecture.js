// The one door from answers to a situation, or French sentences that say what cannot be taken.
// The twin of `noyau/situation/lecture.py`, but for what people type: the page gives codes.

import { annees } from "../langue/nombres.js";
import { citer, ou } from "../langue/phrases.js";
import { A_LA_PLACE, COMMUNE, NUMERO, exige } from "../table.js";
import { moment } from "./calendrier.js";
import { completer, depuis } from "./criteres.js";
import { court, lue } from "./lieux.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Dit} Dit */
/** @typedef {{critere: string, message: string}} Refus */

/**
 * What came out of the door (see `SituationLue`): a situation, refusals, or wanted criteria
 * missing. `bruts` are the answers as texts.
 *
 * @typedef {object} SituationLue
 * @property {Situation | null} situation
 * @property {string | null} jour
 * @property {Refus[]} refus
 * @property {string[]} manquants
 * @property {Situation} lus
 * @property {string[]} supposes
 * @property {Record<string, string>} bruts
 */

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Read answers; what is empty counts as not said. @param {Table} table @param {Record<string, any>} champs @returns {SituationLue} */
export function lireSituation(table, champs) {
  return new Lecteur(table).lire(
    Object.fromEntries(
      Object.entries(champs)
        .map(([nom, valeur]) => [nom, enTexte(valeur)])
        .filter(([, texte]) => texte),
    ),
  );
}

/** Values as the texts that a person would type; lists separated by `|`. @param {any} valeur @returns {string} */
export function enTexte(valeur) {
  if (valeur === null || valeur === undefined) return "";
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  return Array.isArray(valeur) ? valeur.join("|") : String(valeur).trim();
}

class Lecteur {
  /** @param {Table} table */
  constructor(table) {
    this.table = table;
    /** @type {Refus[]} */
    this.refus = [];
    /** @type {string | null} */
    this.jour = null;
    /** @type {string[]} */
    this.supposes = [];
  }

  /** @param {Record<string, string>} bruts @returns {SituationLue} */
  lire(bruts) {
    /** @type {Situation} */
    const lus = {};
    for (const nom of this.table.champs) {
      if (!(nom in bruts)) continue;
      const lu = this.un(nom, bruts[nom]);
      if (lu === null) this.inconnue(nom, bruts[nom]);
      else lus[nom] = lu;
    }
    this.croiser(bruts, lus);
    const refus = this.refus;
    const manquants = refus.length > 0 ? [] : this.manquants(lus);
    const complete = refus.length === 0 && manquants.length === 0;
    const situation = complete ? { ...Object.fromEntries(this.table.defauts), ...lus } : null;
    return {
      situation,
      jour: this.jour,
      refus,
      manquants,
      lus,
      supposes: this.supposes,
      bruts,
    };
  }

  /** @param {string} critere @param {string} message */
  refuser(critere, message) {
    this.refus.push({ critere, message });
  }

  // --- one criterion at a time ---

  /** The answer that a text says; null: none. @param {string} nom @param {string} texte @returns {Dit} */
  un(nom, texte) {
    const { table } = this;
    if (nom === A_LA_PLACE.get("moment")) return this.quand(texte);
    if (nom === NUMERO) return table.communes.has(Number(texte)) ? Number(texte) : null;
    if (nom === COMMUNE) return lue(table, texte);
    if (nom === "etablissement") return table.etablissements.has(texte) ? texte : null;
    const { genre } = table.critere(nom);
    if (genre === "classes-d-age") return this.age(nom, texte);
    if (genre === "oui-non") return ["oui", "non"].includes(texte) ? texte === "oui" : null;
    if (genre === "liste") return this.liste(nom, texte.split("|"));
    if (nom === "residence") return this.residence(texte);
    const valeur = table.valeurs(nom).get(texte);
    if (!valeur || (nom === "niveau" && valeur.explicite)) return null;
    return nom === "niveau" ? Number(texte) : texte;
  }

  /** @param {string} texte */
  quand(texte) {
    if (!INSTANT.test(texte)) return null;
    this.jour = texte.slice(0, 10);
    return moment(this.table, texte);
  }

  /** @param {string} nom @param {string} texte */
  age(nom, texte) {
    const lu = annees(texte);
    const maximum = Math.max(...this.table.critere(nom).valeurs.map((v) => v.a ?? 0));
    return lu !== null && lu <= maximum ? lu : null;
  }

  /** @param {string} nom @param {string[]} dits */
  liste(nom, dits) {
    const connus = [...exige(this.table.listes.get(nom), nom), ...this.table.nommables(nom)];
    const lus = connus.filter((code) => dits.includes(code));
    return lus.length === new Set(dits).size ? lus : null;
  }

  /** A code, or a place. @param {string} texte @returns {Dit} */
  residence(texte) {
    const { table } = this;
    if (texte !== table.critere("residence").defaut && table.valeurs("residence").has(texte))
      return texte;
    if (table.place === COMMUNE) return lue(table, texte);
    return table.communes.has(Number(texte)) ? Number(texte) : null;
  }

  /** @param {string} nom @param {string} texte */
  inconnue(nom, texte) {
    const titre = this.table.criteres.get(nom)?.nom ?? nom;
    this.refuser(nom, `${titre} : « ${texte} » n'est pas une valeur connue.`);
  }

  // --- together ---

  /** Answers that cannot stand together are refused, naming both. @param {Record<string, string>} bruts @param {Situation} lus */
  croiser(bruts, lus) {
    const { table } = this;
    if ("quand" in lus && "moment" in lus)
      this.refuser(
        "moment",
        `moment ${citer(bruts.moment)} et quand ${citer(bruts.quand)} : donner l'un ou l'autre.`,
      );
    else if ("quand" in lus) lus.moment = lus.quand;
    delete lus.quand;
    this.place(bruts, lus);
    this.contredire(bruts, lus);
    if (typeof lus.etablissement === "string") this.hopital(lus.etablissement, bruts, lus);
    const { lieu } = lus;
    if (typeof lieu !== "string") return;
    if ("residence" in lus && !table.hospitalier(lieu))
      this.refuser(
        "residence",
        `lieu « ${lieu} » et résidence ${citer(bruts.residence)} : la résidence ne se donne que pour` +
          " une personne hospitalisée.",
      );
    for (const [critere, code] of Object.entries(table.valeur("lieu", lieu).implique))
      lus[critere] = depuis(table, critere, code);
  }

  /** What is said in place of the criterion of the place becomes an answer to it. @param {Record<string, string>} bruts @param {Situation} lus */
  place(bruts, lus) {
    const { autre_place: autre, place } = this.table;
    if (autre === null || !(autre in lus)) return;
    const dite = this.table.placeDe(this.table.communeDe(lus[autre]));
    delete lus[autre];
    if (!(place in lus)) lus[place] = dite;
    else if (lus[place] !== dite)
      this.refuser(
        autre,
        `${place} ${citer(bruts[place])} et ${autre} ${citer(bruts[autre])} : ils ne vont pas ensemble.`,
      );
  }

  /** Answers of two lists that are declared not to go together. @param {Record<string, string>} bruts @param {Situation} lus */
  contredire(bruts, lus) {
    for (const critere of this.table.criteres.values()) {
      const dits = lus[critere.id];
      for (const valeur of critere.valeurs)
        for (const [autre, contraire] of Object.entries(valeur.contredit)) {
          const autres = lus[autre];
          if (!Array.isArray(dits) || !dits.includes(valeur.id)) continue;
          if (Array.isArray(autres) && autres.includes(contraire))
            this.refuser(
              critere.id,
              `${critere.nom} ${citer(bruts[critere.id])} et ${this.table.critere(autre).nom}` +
                ` ${citer(bruts[autre])} : l'un dit le contraire de l'autre. Garder celui qui est vrai.`,
            );
        }
    }
  }

  /** A named hospital says where it stands. @param {string} hopital @param {Record<string, string>} bruts @param {Situation} lus */
  hopital(hopital, bruts, lus) {
    const { table } = this;
    const { nom } = exige(table.etablissements.get(hopital), hopital);
    const { commune } = exige(table.sites.get(hopital), hopital);
    const vrai = table.placeDe(commune);
    if (table.place in lus && lus[table.place] !== vrai) {
      const dite = table.place in bruts ? table.place : String(table.autre_place);
      this.refuser(
        dite,
        `hôpital « ${nom} » (${court(table, commune)}) et ${dite} ${citer(bruts[dite])} : ils ne vont` +
          " pas ensemble.",
      );
    }
    lus[table.place] = vrai;
    const sejours = table
      .critere("lieu")
      .valeurs.map((v) => v.id)
      .filter((id) => table.hospitalier(id));
    if (!("lieu" in bruts)) {
      this.supposes.push("lieu");
      [lus.lieu] = sejours;
    } else if (typeof lus.lieu === "string" && !table.hospitalier(lus.lieu))
      this.refuser(
        "lieu",
        `hôpital « ${nom} » et lieu ${citer(bruts.lieu)} : une personne hospitalisée est en ${ou(sejours)}.`,
      );
  }

  /** Wanted criteria that are not said, in the order of the questions. @param {Situation} lus */
  manquants(lus) {
    const { seul, dispense } = this.table.sansNiveau;
    const dispenses = Object.entries(seul).every(([critere, code]) => {
      const dits = lus[critere];
      return Array.isArray(dits) && dits.length === 1 && dits[0] === code;
    });
    const tus = dispenses && !("niveau" in lus) ? dispense : [];
    return this.table.voulus.filter((c) => !(c in lus) && !tus.includes(c));
  }
}

/** The situation of answers in JSON, as `orienter` takes them. @param {Table} table @param {Situation} situation @returns {Situation} */
export function situationLue(table, situation) {
  const inconnus = Object.keys(situation).filter(
    (c) => situation[c] !== null && !table.champs.includes(c),
  );
  const { situation: lue_, refus, manquants } = lireSituation(table, situation);
  const messages = [
    ...inconnus.map((c) => `${c} : ce critère n'est pas déclaré.`),
    ...refus.map((r) => r.message),
    ...manquants.map((c) => `${c} : valeur absente.`),
  ];
  if (messages.length > 0 || lue_ === null) throw new Error(messages.join("\n"));
  return completer(table, lue_);
}

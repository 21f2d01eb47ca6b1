// The state of the dialogue: what was answered, what comes next.
// The twin of `questionnaire/etat.py`: the answers are replayed after each change.

import { orienter } from "../noyau/decision/moteur.js";
import { majuscule } from "../noyau/langue/phrases.js";
import { moment } from "../noyau/situation/calendrier.js";
import { lireSituation } from "../noyau/situation/lecture.js";
import { court } from "../noyau/situation/lieux.js";
import { demandesDOffice, encoreUtiles } from "../noyau/situation/pertinence.js";
import {
  AUCUN,
  AUTRE,
  NE_SAIS_PAS,
  NOM_DU_RESTE,
  RIEN,
  SAISIS,
  SIGNALER,
  TOUS,
  autreValeur,
  deLHopital,
  duCritere,
  duMoment,
  duNiveau,
  duReste,
  duService,
} from "./questions.js";

/** @typedef {import("../noyau/table.js").Table} Table */
/** @typedef {import("../types").Question} Question */
/** @typedef {import("../types").Situation} Situation */
/** @typedef {import("./questions.js").Reponse} Reponse */

const ATTENDUE = "Une réponse est attendue, ou le retour à la question d'avant.";

/** Answers so far, and the question to ask (`question`; null: done). */
export class Etat {
  /**
   * @param {Table} table
   * @param {string} maintenant The instant, in the time zone of the data.
   * @param {Record<string, any>} options Answers already given, which are not asked.
   */
  constructor(table, maintenant, options = {}) {
    this.table = table;
    this.options = options;
    this.maintenant = maintenant;
    /** @type {Map<string, Reponse>} */
    this.reponses = new Map();
    /** @type {Map<string, Reponse>} Answers taken back: offered again. */
    this.souvenirs = new Map();
    this.parLaGrille = Boolean(table.grille?.active);
    this.niveauxExpliques = false;
    this.neSaitPas = false;
    this.rejouer();
  }

  /** Take an answer to the current question, or say why it cannot be taken. @param {Reponse} dite @returns {string | null} */
  repondre(dite) {
    const question = /** @type {Question} */ (this.question);
    this.neSaitPas = false;
    let reponse = typeof dite === "string" ? dite.trim() || question.defaut : dite;
    if (reponse.length === 0) return ATTENDUE;
    if (reponse === NE_SAIS_PAS) {
      this.niveauxExpliques = this.neSaitPas = true;
      this.rejouer();
      return null;
    }
    if (Array.isArray(reponse)) reponse = reponse.filter((c) => c !== RIEN);
    const { refus } = lireSituation(this.table, {
      ...this.champs,
      ...this.lesChamps(question.id, reponse),
    });
    if (refus.length > 0) return refus.map((r) => r.message).join("\n");
    this.reponses.set(question.id, reponse);
    this.rejouer();
    return null;
  }

  /** Take the last answer back, and ask it again. @returns {boolean} False: nothing was answered yet. */
  revenir() {
    const derniere = [...this.reponses].pop();
    if (derniere === undefined) return false;
    this.reponses.delete(derniere[0]);
    this.souvenirs.set(...derniere);
    this.rejouer();
    return true;
  }

  /** Takes the answers of another dialogue, as far as they are asked here too. @param {Map<string, Reponse>} reponses */
  reprendre(reponses) {
    this.reponses = new Map(reponses);
    this.rejouer();
  }

  /** One line that recalls an answer; null: nothing to recall (yet). @param {string} id @returns {string | null} */
  resume(id) {
    let reponse = this.reponses.get(id);
    if (reponse === undefined) return null;
    if (id === SIGNALER && Array.isArray(reponse)) {
      const siennes = reponse.filter((c) => autreValeur(this.table, c));
      // Each of them is asked next, and recalled then.
      if (reponse.length > 0 && siennes.length === 0) return null;
      reponse = siennes;
    }
    const nom = id === SIGNALER ? NOM_DU_RESTE : this.table.critere(id.split(":")[0]).nom;
    const mots = this.enMots(id, reponse);
    return majuscule(mots.toLowerCase().startsWith(nom) ? mots : `${nom} : ${mots}`);
  }

  // --- what follows ---

  rejouer() {
    /** @type {Record<string, any>} */
    this.champs = { ...this.options };
    /** @type {Map<string, Reponse>} */
    const faites = new Map();
    for (;;) {
      this.lecture = lireSituation(this.table, this.champs);
      /** @type {Question | null} */
      this.question = this.suivante(faites);
      const reponse = this.question && this.reponses.get(this.question.id);
      if (!this.question || reponse == null) break;
      faites.set(this.question.id, reponse);
      Object.assign(this.champs, this.lesChamps(this.question.id, reponse));
    }
    this.reponses = faites;
  }

  /** @param {Map<string, Reponse>} faites @returns {Question | null} */
  suivante(faites) {
    const { table, lecture } = this;
    const { lus, situation } = /** @type {import("../noyau/situation/lecture.js").SituationLue} */ (
      lecture
    );
    if (
      !faites.has("etablissement") &&
      typeof lus.lieu === "string" &&
      table.hospitalier(lus.lieu)
    ) {
      const hopitaux = deLHopital(table, this.souvenir("etablissement"), lus[table.place]);
      if (hopitaux !== null) return hopitaux;
    }
    if (situation === null) return this.duCritere(String(lecture?.manquants[0]));
    const jour = this.maintenant.slice(0, 10);
    const dits = [...new Set([...Object.keys(this.champs ?? {}), ...faites.keys()])];
    const signales = faites.get(SIGNALER);
    if (signales === undefined) {
      const [office] = demandesDOffice(table, situation, dits, jour);
      if (office !== undefined) return this.duCritere(office);
    }
    const precis = this.serviceAPreciser(faites, situation, jour);
    if (precis !== null) return precis;
    const utiles = encoreUtiles(table, situation, dits, jour);
    if (signales === undefined)
      return utiles.length > 0 ? duReste(table, utiles, this.souvenir(SIGNALER)) : null;
    const reste = [...signales].find((c) => utiles.includes(c));
    return reste ? this.duCritere(reste) : null;
  }

  /** Of a category that was ticked, is it the whole of it, or one of several? @param {Map<string, Reponse>} faites @param {Situation} situation @param {string} jour @returns {Question | null} */
  serviceAPreciser(faites, situation, jour) {
    for (const critere of this.table.criteres.values()) {
      const dits = faites.get(critere.id);
      if (!critere.services || dits === undefined) continue;
      // Who answers when nobody is left out: one of them may be meant.
      const { contacts } = orienter(this.table, { ...situation, [critere.id]: [] }, jour, false);
      const nommables = this.table.nommables(critere.id);
      for (const valeur of critere.valeurs) {
        const id = `${critere.id}:${valeur.id}`;
        if (!dits.includes(valeur.id) || faites.has(id)) continue;
        const siens = contacts
          .filter((c) => valeur.remplace.includes(c.type) && nommables.includes(c.id))
          .map((c) => ({ code: c.id, libelle: c.nom }));
        if (siens.length > 1)
          return duService(this.table, critere.id, valeur.id, siens, this.souvenir(id));
      }
    }
    return null;
  }

  /** @param {string} critere @returns {Question} */
  duCritere(critere) {
    const souvenir = this.souvenir(critere);
    if (critere === "niveau")
      return duNiveau(this.table, souvenir, {
        explique: this.niveauxExpliques,
        parLaGrille: this.parLaGrille,
        sansNiveauAdmis: true,
      });
    if (critere === "moment") {
      const heure = `${Number(this.maintenant.slice(11, 13))} h ${this.maintenant.slice(14, 16)}`;
      return duMoment(this.table, souvenir, moment(this.table, this.maintenant), heure);
    }
    return duCritere(this.table, critere, souvenir);
  }

  /** @param {string} id @returns {Reponse} */
  souvenir(id) {
    return this.souvenirs.get(id) ?? "";
  }

  /** The raw answers that an answer stands for. @param {string} id @param {Reponse} reponse @returns {Record<string, any>} */
  lesChamps(id, reponse) {
    if (id === SIGNALER) {
      /** @type {Record<string, any>} */
      const champs = {};
      for (const critere of reponse) {
        const autre = autreValeur(this.table, critere);
        if (autre !== null) champs[critere] = autre.id;
      }
      return champs;
    }
    if (id === "etablissement" && reponse === AUTRE) return {};
    if (
      id === "niveau" &&
      this.table.critere(id).valeurs.some((v) => v.explicite && v.id === reponse)
    )
      return Object.fromEntries(
        Object.entries(this.table.sansNiveau.seul).map(([c, code]) => [c, [code]]),
      );
    const [liste, code] = id.split(":");
    if (code === undefined) return { [id]: reponse };
    // In the place of its category; the door puts them in order.
    const dits = /** @type {string[]} */ (this.champs?.[liste]);
    return reponse === TOUS ? {} : { [liste]: dits.map((c) => (c === code ? reponse : c)) };
  }

  /** @param {string} id @param {Reponse} reponse @returns {string} */
  enMots(id, reponse) {
    const { table } = this;
    if (Array.isArray(reponse)) {
      const noms = reponse.map((c) =>
        id === SIGNALER ? table.critere(c).nom : table.nomDe(id, c),
      );
      return noms.join(", ") || (id === SIGNALER ? RIEN : AUCUN);
    }
    const [liste, code] = id.split(":");
    if (code !== undefined) return table.nomDe(liste, reponse === TOUS ? code : reponse);
    if (id === "etablissement")
      return table.etablissements.get(reponse)?.nom ?? "un autre, absent de la liste";
    if (id === "age")
      return /^\d+$/.test(reponse) && Number(reponse) > 1 ? `${reponse} ans` : reponse;
    if (!SAISIS.includes(id)) return table.valeur(id, reponse).nom;
    const lu = this.lecture?.lus[id];
    const place = typeof lu === "number" || table.lieux.has(String(lu));
    return place ? court(table, table.communeDe(lu)) : table.valeur(id, String(lu)).nom;
  }
}

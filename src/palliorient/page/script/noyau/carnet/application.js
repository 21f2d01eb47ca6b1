// What directories add to an answer already made: numbers, and « oui » where a line may be
// believed. The twin of `noyau/carnet/application.py`.

import { OUI } from "../table.js";
import { source, verifieLe } from "./apports.js";
import { couvre, touche } from "./heures.js";
import { RECENTE, etat } from "./verification.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Annonce} Annonce */
/** @typedef {import("../../types").Carnets} Carnets */
/** @typedef {import("../../types").Conventions} Conventions */
/** @typedef {import("../../types").Voie} Voie */
/** @typedef {import("../../types").VoieDite} VoieDite */

const PEUT_DEVENIR_OUI = ["inconnu", "conditionnel"];

/** The answer of a day with the numbers of directories, for one caller (null: not said). @param {Table} table @param {Orientation} orientation @param {Carnets} carnets @param {string} jour @param {string | null} appelant @returns {Orientation} */
export function appliquer(table, orientation, carnets, jour, appelant) {
  const apport = new Apport(table, carnets, jour, appelant);
  const { moment } = orientation.situation;
  const quand = typeof moment === "string" ? moment : null;
  const voies = orientation.contacts.flatMap((c) => {
    const dite = apport.voie(c.id, quand);
    return dite ? [[c.id, dite]] : [];
  });
  return {
    ...orientation,
    contacts: orientation.contacts.map((c) => apport.contact(c, quand)),
    anticipation: apport.anticipation(orientation.anticipation),
    apports: {
      carnets,
      jour,
      avant: orientation,
      voies: Object.fromEntries(voies),
      hors_contrat: carnets.hors_contrat.map(({ id, nom, type, voie }) => ({
        id,
        nom,
        type,
        dite: apport.dite(voie, quand),
      })),
    },
  };
}

/** May this caller use a line? Null: it is not known who calls. @param {Conventions} conventions @param {Voie} voie @param {string | null} appelant */
export function permis({ appelants }, voie, appelant) {
  if (voie.qui_peut_appeler.length === 0) return true;
  const siens = voie.qui_peut_appeler.flatMap((sorte) => appelants[sorte].qui);
  if (appelant !== null) return siens.includes(appelant);
  return Object.values(appelants).every(({ qui }) => qui.every((un) => siens.includes(un)));
}

/** What directories add on a day, for one caller. */
class Apport {
  /** @param {Table} table @param {Carnets} carnets @param {string} jour @param {string | null} appelant */
  constructor(table, carnets, jour, appelant) {
    this.table = table;
    this.carnets = carnets;
    this.conventions = carnets.conventions;
    this.jour = jour;
    this.appelant = appelant;
    this.numeros = new Map(table.services.map((s) => [s.id, s.telephone]));
  }

  /** A contact with its line, when it has one at that moment. @param {Contact} contact @param {string | null} moment @returns {Contact} */
  contact(contact, moment) {
    const dite = this.voie(contact.id, moment);
    if (!dite?.voie.telephone) return contact;
    return {
      ...contact,
      telephone: dite.voie.telephone,
      telephone_verifie_le: verifieLe(dite),
      telephone_source: source(dite),
      joignable: this.joignable(contact, moment),
    };
  }

  /** The line of a service that is the best at a moment; null for an emergency number. @param {string} id @param {string | null} moment @returns {VoieDite | null} */
  voie(id, moment) {
    const voies = this.carnets.lignes[id] ?? [];
    const numero = this.numeros.get(id);
    if (voies.length === 0 || (numero && this.conventions.proteges.includes(numero))) return null;
    const accords = voies.map((voie) => this.accord(voie, moment));
    return this.dite(voies[accords.indexOf(Math.max(...accords))], moment);
  }

  /** A line as it stands that day. @param {Voie} voie @param {string | null} moment @returns {VoieDite} */
  dite(voie, moment) {
    return {
      voie,
      etat: etat(voie.verifie_le, this.jour, this.conventions.mois),
      couvre: moment !== null && couvre(this.table, voie.heures, moment, this.jour),
    };
  }

  /** « oui » when a direct line, verified lately, answers this caller at that moment. @param {Annonce | Contact} appel @param {string | null} moment */
  joignable(appel, moment) {
    const dite = this.voie(appel.id, moment);
    const certain =
      dite?.voie.telephone &&
      dite.etat === RECENTE &&
      dite.couvre &&
      permis(this.conventions, dite.voie, this.appelant);
    return certain && PEUT_DEVENIR_OUI.includes(appel.joignable) ? OUI : appel.joignable;
  }

  /** Looking ahead, the same. @param {Orientation["anticipation"]} avant @returns {Orientation["anticipation"]} */
  anticipation(avant) {
    const { week_end: weekEnd } = this.table.anticipation;
    return (
      avant && {
        ...avant,
        contacts: this.annonces(avant.contacts, avant.moment),
        week_end: avant.week_end && this.annonces(avant.week_end, weekEnd),
      }
    );
  }

  /** @param {Annonce[]} annonces @param {string} moment */
  annonces(annonces, moment) {
    return annonces.map((a) => ({
      ...a,
      joignable: this.joignable(a, moment),
    }));
  }

  /** How well a line answers at a moment: wholly, for a part of it, not. @param {Voie} voie @param {string | null} moment */
  accord(voie, moment) {
    if (moment === null) return 0;
    const entier = couvre(this.table, voie.heures, moment, this.jour);
    return (entier ? 2 : 0) + (touche(this.table, voie.heures, moment, this.jour) ? 1 : 0);
  }
}

// What a team's own directory adds to the sheet: the twin of `rendu/fiche/apport.py`.

import { appliquer, permis } from "../../noyau/carnet/application.js";
import { ANCIENNE, RECENTE } from "../../noyau/carnet/verification.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Carnets} Carnets */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Contact} Contact */

/** Nothing: the sheet of whoever has no directory. */
export class Apport {
  /** @param {Orientation} orientation @returns {Orientation} */
  enrichir(orientation) {
    return orientation;
  }

  /** Is the number of this contact for professionals only? @param {Orientation} _orientation @param {Contact} _contact */
  reserve(_orientation, _contact) {
    return false;
  }
}

/** The numbers of a team's own directories, for who reads the sheet. */
export class ApportDuCarnet extends Apport {
  /** @param {Table} table @param {Carnets} carnets @param {string} jour @param {string} lecteur */
  constructor(table, carnets, jour, lecteur) {
    super();
    this.table = table;
    this.carnets = carnets;
    this.jour = jour;
    this.lecteur = lecteur;
  }

  /** @override @param {Orientation} orientation @returns {Orientation} */
  enrichir(orientation) {
    const enrichie = appliquer(this.table, orientation, this.carnets, this.jour, this.lecteur);
    const avant = new Map(orientation.contacts.map((c) => [c.id, c]));
    const contacts = enrichie.contacts.map((contact) => {
      const voie = enrichie.apports?.voies[contact.id];
      if (!voie?.voie.telephone || voie.etat === RECENTE) return contact;
      // A sheet is read for a month: what has no date, or one to come, stays blank.
      if (voie.etat === ANCIENNE) return { ...contact, telephone_verifie_le: null };
      return avant.get(contact.id) ?? contact;
    });
    return { ...enrichie, contacts };
  }

  /** @override @param {Orientation} orientation @param {Contact} contact */
  reserve(orientation, contact) {
    const voie = orientation.apports?.voies[contact.id];
    return voie !== undefined && !permis(this.carnets.conventions, voie.voie, this.lecteur);
  }
}

// What a screen says of a team's own directories, where there is none: nothing.
// The twin of `rendu/reponse/sans_carnet.py`; `carnet.js` says the rest.

/** @typedef {import("../../types").VoieEnMots} VoieEnMots */
/** @typedef {import("../../types").AjoutEnMots} AjoutEnMots */
/** @typedef {import("../../types").Bloc} Bloc */

export class SansCarnet {
  /** The line of a contact. @param {string} _contact @returns {VoieEnMots | null} */
  voie(_contact) {
    return null;
  }

  /** What was known of its answering before the directories. @param {string} _contact @param {string} dit @returns {string} */
  joignable(_contact, dit) {
    return dit;
  }

  /** The services that the team adds. @returns {AjoutEnMots[]} */
  ajouts() {
    return [];
  }

  /** What two directories contradict each other on, when it is in the answer. @returns {string[]} */
  conflits() {
    return [];
  }

  /** Which directories were read. @returns {string | null} */
  pied() {
    return null;
  }

  /** With the reasons. @returns {Bloc[]} */
  raisons() {
    return [];
  }

  /** With the details. @param {string} _contact @returns {string[]} */
  fiche(_contact) {
    return [];
  }
}

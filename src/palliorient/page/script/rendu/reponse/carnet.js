// What a team's own directories say, in words: how old a number is, when and whom it answers.
// The twin of `rendu/reponse/carnet.py`.

import { et, majuscule, remplacer } from "../../noyau/langue/phrases.js";
import { moments, repondA } from "../../noyau/carnet/heures.js";
import { RECENTE } from "../../noyau/carnet/verification.js";
import { raison } from "./pourquoi.js";
import { SansCarnet } from "./sans_carnet.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Apports} Apports */
/** @typedef {import("../../types").Heures} Heures */
/** @typedef {import("../../types").Voie} Voie */
/** @typedef {import("../../types").VoieDite} VoieDite */
/** @typedef {import("../../types").VoieEnMots} VoieEnMots */
/** @typedef {import("../../types").Conflit} Conflit */
/** @typedef {import("../../types").Contact} Contact */

const MINUTES_DE_L_HEURE = 60;

/** The words of the directories of one answer. */
export class Mots extends SansCarnet {
  /** @param {Table} table @param {Apports} apports @param {string | null} instant The hour asked, when it was given. */
  constructor(table, apports, instant) {
    super();
    this.table = table;
    this.apports = apports;
    this.instant = instant;
    this.conventions = apports.carnets.conventions;
    this.mots = this.conventions.mots;
    /** @type {Map<string, Contact>} Contact → what it was before them. */
    this.avant = new Map(apports.avant.contacts.map((c) => [c.id, c]));
  }

  // --- a line ---

  /** @override @param {string} contact */
  voie(contact) {
    const dite = this.apports.voies[contact];
    return dite ? this.enMots(dite, this.avant.get(contact)?.telephone ?? null) : null;
  }

  /** @override @param {string} contact @param {string} dit */
  joignable(contact, dit) {
    return this.avant.get(contact)?.joignable ?? dit;
  }

  /** @override */
  ajouts() {
    return this.apports.hors_contrat.map(({ nom, dite }) => ({
      nom: `${nom} (${this.mots["hors-contrat"]})`,
      voie: this.enMots(dite, null),
    }));
  }

  /** @param {VoieDite} dite @param {string | null} deLaCarte @returns {VoieEnMots} */
  enMots(dite, deLaCarte) {
    const { voie } = dite;
    const comment = this.comment(dite);
    const autre = deLaCarte && voie.telephone !== null && voie.telephone !== deLaCarte;
    if (autre && dite.etat !== RECENTE)
      comment.push(remplacer(this.mots["carte-dit"], { numero: deLaCarte }));
    const { moments: dits, feries } = voie.heures;
    const ditSesHeures =
      dits.length > 0 || (Array.isArray(feries) ? feries.length > 0 : Boolean(feries));
    return {
      telephone: voie.telephone,
      reserve: this.reserve(dite),
      comment,
      dit_ses_heures: ditSesHeures,
    };
  }

  /** @param {VoieDite} dite */
  reserve({ voie, etat }) {
    const date = voie.verifie_le ? voie.verifie_le.split("-").reverse().join("/") : "";
    return remplacer(this.mots[etat], { date });
  }

  /** @param {VoieDite} dite @returns {string[]} */
  comment(dite) {
    const { voie } = dite;
    const dits = [];
    if (voie.intermediaire) {
      const par = remplacer(this.mots.par, { numero: voie.intermediaire });
      dits.push(voie.telephone ? par : `${par}, ${this.reserve(dite)}`);
    }
    dits.push(...this.aQuelleHeure(dite));
    if (voie.qui_peut_appeler.length > 0) {
      const qui = et(voie.qui_peut_appeler.map((sorte) => this.conventions.appelants[sorte].nom));
      dits.push(remplacer(this.mots.reserve, { qui }));
    }
    return dits;
  }

  /** « jour 9 h-17 h, sauf fériés »; and whether it is now, when one knows. @param {VoieDite} dite */
  aQuelleHeure(dite) {
    const heures = this.heures(dite.voie.heures);
    if (!heures || this.instant === null) return heures ? [heures] : [];
    const ouverte = repondA(this.table, dite.voie.heures, this.instant);
    // That it is open now is only said when it was verified lately.
    if (ouverte && dite.etat !== RECENTE) return [heures];
    return [remplacer(this.mots[ouverte ? "ouverte" : "fermee"], { heures })];
  }

  /** @param {Heures} heures */
  heures({ moments: dits, feries }) {
    const ordre = moments(this.table);
    const ranges = [...dits].sort(([un], [autre]) => ordre.indexOf(un) - ordre.indexOf(autre));
    const dites = ranges.map(([moment, plages]) => {
      const nom = this.mots[`moment-${moment}`] || this.table.valeur("moment", moment).nom;
      if (plages === null) return nom;
      return plages.length > 0
        ? `${nom} ${enHeures(plages)}`
        : remplacer(this.mots.sauf, { moment: nom });
    });
    if (Array.isArray(feries))
      dites.push(remplacer(this.mots["feries-heures"], { heures: enHeures(feries) }));
    else if (feries !== null) dites.push(this.mots[feries ? "feries-oui" : "feries-non"]);
    return dites.join(", ");
  }

  // --- around the answer ---

  /** @override @returns {string[]} */
  conflits() {
    const noms = new Map([
      ...this.apports.hors_contrat.map(
        ({ id, nom }) => /** @type {[string, string]} */ ([id, nom]),
      ),
      ...this.apports.avant.contacts.map(
        ({ id, nom }) => /** @type {[string, string]} */ ([id, nom]),
      ),
    ]);
    return this.apports.carnets.conflits.flatMap((conflit) => {
      const nom = noms.get(conflit.sujet);
      return nom === undefined ? [] : [this.conflit(nom, conflit)];
    });
  }

  /** @param {string} nom @param {Conflit} conflit */
  conflit(nom, { ecartees, retenues }) {
    const dits = {
      nom,
      ecarte: this.cites(ecartees),
      retenu: this.cites(retenues),
    };
    return remplacer(this.mots.conflit, dits);
  }

  /** @param {Voie[]} voies */
  cites(voies) {
    const dites = new Set(
      voies.map((voie) => [this.numero(voie), this.heures(voie.heures)].filter(Boolean).join(", ")),
    );
    return `« ${voies[0].carnet} » : ${[...dites].join(" puis ")}`;
  }

  /** @param {Voie} voie */
  numero(voie) {
    return voie.telephone || remplacer(this.mots.par, { numero: String(voie.intermediaire) });
  }

  /** @override @returns {string | null} */
  pied() {
    const { noms } = this.apports.carnets;
    const cle = noms.length === 1 ? "pied" : "pied-plusieurs";
    return remplacer(this.mots[cle], {
      noms: et(noms.map((nom) => `« ${nom} »`)),
    });
  }

  /** @override */
  raisons() {
    const { voies, hors_contrat: horsContrat } = this.apports;
    const dites = [
      // In the order of call: an object would put identifiers made of digits first.
      ...[...this.avant.values()].flatMap(({ id, nom }) =>
        Object.hasOwn(voies, id) ? [this.raison(nom, voies[id])] : [],
      ),
      ...horsContrat.map(({ nom, dite }) => this.raison(nom, dite)),
    ];
    const convention = majuscule(this.table.textes["document-convention"]);
    const proteges = et(
      [...this.conventions.proteges].sort((un, autre) => Number(un) - Number(autre)),
    );
    for (const cle of ["convention-mois", "convention-ordre"]) {
      const texte = remplacer(this.mots[cle], {
        mois: String(this.conventions.mois),
        proteges,
      });
      dites.push(raison("-", texte, convention));
    }
    return [{ titre: this.mots.section, raisons: dites }];
  }

  /** @param {string} nom @param {VoieDite} dite */
  raison(nom, dite) {
    const numero = dite.voie.telephone ? [dite.voie.telephone] : [];
    const voie = [...numero, ...this.comment(dite)].join(", ");
    return raison("-", remplacer(this.mots.raison, { nom, voie }), this.source(dite));
  }

  /** « Carnet « X », vérifié le 12/05/2026 (coordination) ». @param {VoieDite} dite */
  source(dite) {
    const qui = dite.voie.verifie_par;
    return remplacer(this.mots.source, {
      nom: dite.voie.carnet,
      etat: this.reserve(dite),
      par: qui ? ` (${this.conventions.fonctions[qui]})` : "",
    });
  }

  /** @override @param {string} contact @returns {string[]} */
  fiche(contact) {
    const dite = this.apports.voies[contact];
    if (dite === undefined) return [];
    const autres = this.apports.carnets.lignes[contact].filter(
      (voie) => JSON.stringify(voie) !== JSON.stringify(dite.voie),
    );
    const dits = autres.map((voie) =>
      [this.numero(voie), this.heures(voie.heures)].filter(Boolean).join(", "),
    );
    return [`${this.source(dite)}.`, ...dits.map((dit) => `${majuscule(dit)}.`)];
  }
}

/** « 9 h-12 h et 14 h-17 h 30 ». @param {[number, number][]} plages */
function enHeures(plages) {
  return et(plages.map((plage) => plage.map(enHeure).join("-")));
}

/** @param {number} minute */
function enHeure(minute) {
  const heures = Math.floor(minute / MINUTES_DE_L_HEURE);
  const minutes = minute % MINUTES_DE_L_HEURE;
  return minutes ? `${heures} h ${String(minutes).padStart(2, "0")}` : `${heures} h`;
}

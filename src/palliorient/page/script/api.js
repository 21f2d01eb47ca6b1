// What programs ask of the page, in a browser or elsewhere: the same texts as the command's.

import { appliquer } from "./noyau/carnet/application.js";
import { varier } from "./noyau/decision/et_si.js";
import { orienter } from "./noyau/decision/moteur.js";
import { discuter } from "./noyau/niveau/discussion.js";
import { Grille } from "./noyau/niveau/grille.js";
import { situationLue } from "./noyau/situation/lecture.js";
import { Table } from "./noyau/table.js";
import { Etat } from "./questionnaire/etat.js";
import { definitions, resultat } from "./rendu/niveau.js";
import { Apport, ApportDuCarnet } from "./rendu/fiche/apport.js";
import { contenu as contenuDeFiche } from "./rendu/fiche/contenu.js";
import { corps } from "./rendu/fiche/html.js";
import { contenu } from "./rendu/reponse/contenu.js";
import { vue as vueEtSi } from "./rendu/reponse/et_si.js";
import { enDictionnaire, enJson, enLigne } from "./rendu/reponse/json.js";

/** @typedef {import("./types").Donnees} Donnees */
/** @typedef {import("./types").Situation} Situation */
/** @typedef {import("./types").Orientation} Orientation */
/** @typedef {import("./rendu/reponse/contenu.js").Comment} Comment */

/** The data of a page, ready to answer. */
export class Ouverte {
  /** @param {Donnees} donnees */
  constructor(donnees) {
    this.table = new Table(donnees);
    this.carnets = donnees.carnets;
    this.mesures = donnees.fiche.mesures;
    this.styleDeFiche = donnees.fiche.style;
  }

  /** The JSON text of `palliorient orienter --format json`. @param {Situation} situation Criterion → answer. @param {string} jour ISO day. @returns {string} */
  orienter(situation, jour) {
    return enLigne(this.repondre(situationLue(this.table, situation), jour, null));
  }

  /** The answer of a complete situation, with what the directories of the page add for a caller. @param {Situation} situation @param {string} jour @param {string | null} appelant @returns {Orientation} */
  repondre(situation, jour, appelant) {
    const orientation = orienter(this.table, situation, jour);
    if (this.carnets === null) return orientation;
    return appliquer(this.table, orientation, this.carnets, jour, appelant);
  }

  /** The content of an answer, as JSON. @param {Situation} situation @param {string} jour @param {string | null} instant @param {Comment & {qui?: string | null}} comment */
  vue(situation, jour, instant, comment) {
    const qui = comment.qui ?? null;
    const orientation = this.repondre(situationLue(this.table, situation), jour, qui);
    const appelant = qui === null ? null : this.table.appelants.get(qui);
    return enJson(contenu(this.table, orientation, instant, { ...comment, appelant }));
  }

  /** The lines of the body of the printed sheet. @param {Situation} situation A complete one. @param {string} jour @param {boolean} lignesPro @param {string | null} qui @returns {string[]} */
  fiche(situation, jour, lignesPro = false, qui = null) {
    return corps(this.contenuDeFiche(situation, jour, lignesPro, qui), this.mesures);
  }

  /** @param {Situation} situation @param {string} jour @param {boolean} lignesPro @param {string | null} qui */
  contenuDeFiche(situation, jour, lignesPro, qui) {
    const lecteur = qui ?? String(this.table.fiche?.lecteur);
    const { table, carnets } = this;
    const apport = carnets ? new ApportDuCarnet(table, carnets, jour, lecteur) : new Apport();
    const appelant = qui === null ? null : table.appelants.get(qui);
    return contenuDeFiche(table, situation, jour, { appelant, apport, lignesPro });
  }

  /** The content of the printed sheet and the lines of its body, as JSON. @param {Situation} situation @param {string} jour @param {boolean} lignesPro @param {string | null} qui */
  feuille(situation, jour, lignesPro, qui) {
    const lue = situationLue(this.table, situation);
    return enJson([
      this.contenuDeFiche(lue, jour, lignesPro, qui),
      this.fiche(lue, jour, lignesPro, qui),
    ]);
  }

  /** A variant of the situation that the answers `bruts` make, as JSON; or its refusals. @param {Record<string, any>} bruts @param {Record<string, string>} changement @param {string} jour @param {string} titre */
  variante(bruts, changement, jour, titre) {
    const orientation = orienter(this.table, situationLue(this.table, bruts), jour);
    const lue = varier(this.table, bruts, orientation, changement, jour);
    if (Array.isArray(lue)) return enJson(lue);
    const { change, arrivent, partent, orientation: autre } = lue;
    const vue = vueEtSi(this.table, orientation, lue, titre, null);
    return enJson([{ change, orientation: enDictionnaire(autre), arrivent, partent }, vue]);
  }

  /** What the discussion grid proposes, its lines on the screen, then the definitions, as JSON. @param {string[]} oui @param {string[]} non */
  niveau(oui, non) {
    const grille = new Grille(this.table.grille);
    const discussion = discuter(grille, oui, non);
    return enJson([discussion, resultat(grille, discussion), definitions(grille)]);
  }

  /** The questions of a situation, asked one by one. @param {string} instant @param {Record<string, any>} options Answers already given. */
  dialogue(instant, options = {}) {
    return new Etat(this.table, instant, options);
  }
}

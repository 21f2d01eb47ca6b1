// The page: the questions one by one, then the answer. Nothing is kept, nothing leaves.

import { orienter } from "../noyau/decision/moteur.js";
import { Grille } from "../noyau/niveau/grille.js";
import { exige } from "../noyau/table.js";
import { Etat } from "../questionnaire/etat.js";
import { definitions } from "../rendu/niveau.js";
import { pourLesQuestions } from "../rendu/fiche/contenu.js";
import { contenu } from "../rendu/reponse/contenu.js";
import { bouton, element, remplir, trouver } from "./elements.js";
import { etSi } from "./et_si.js";
import { montrerLaFiche } from "./fiche.js";
import { enListe, formulaireDeGrille } from "./grille.js";
import { instant } from "./horloge.js";
import { formulaire, viser } from "./question.js";
import { corps, raisons } from "./reponse.js";

/** @typedef {import("../api.js").Ouverte} Ouverte */
/** @typedef {import("../types").Situation} Situation */
/** @typedef {import("../questionnaire/questions.js").Reponse} Reponse */

/** One dialogue, from its first question to its answer. */
export class Page {
  /** @param {Ouverte} ouverte */
  constructor(ouverte) {
    this.ouverte = ouverte;
    this.table = ouverte.table;
    this.detail = false;
    this.appelant = "";
    this.etat = new Etat(this.table, this.maintenant());
    /** @type {Etat | null} The dialogue of the answer, while the one of its sheet goes on. */
    this.reponse = null;
  }

  maintenant() {
    return instant(this.table.fuseau);
  }

  /** The first question, and what to know of the data. */
  commencer() {
    trouver("nouvelle").addEventListener("click", () => this.recommencer());
    trouver("revenir").addEventListener("click", () => this.revenir(null));
    trouver("fiche").addEventListener("click", () => this.commencerLaFiche());
    trouver("fiche").hidden = this.table.fiche === null;
    avertir(this.table, this.maintenant().slice(0, 10));
    this.montrer();
  }

  /** A new situation: nothing of the one before stays. */
  recommencer() {
    this.etat = new Etat(this.table, this.maintenant());
    this.reponse = null;
    this.appelant = "";
    this.detail = false;
    this.montrer();
  }

  /** @param {Reponse} reponse */
  repondre(reponse) {
    this.etat.maintenant = this.maintenant();
    const refus = this.etat.repondre(reponse);
    if (refus === null) this.montrer();
    trouver("refus").textContent = refus ?? "";
    if (refus !== null) viser();
  }

  /** Back to a question already answered; those after it are asked again, their answers offered. @param {string | null} id Null: the last one. */
  revenir(id) {
    do this.etat.revenir();
    while (id !== null && this.etat.question?.id !== id);
    this.montrer();
  }

  /** The page as the answers make it; the focus follows. */
  montrer() {
    trouver("refus").textContent = "";
    this.montrerLesReponses();
    const { question } = this.etat;
    const fini = question === null || question === undefined;
    trouver("dialogue").hidden = fini;
    // An answer, and its sheet, say what holds of the vital danger where the person is.
    trouver("danger").hidden = fini;
    trouver("reponse").hidden = !fini || this.reponse !== null;
    const surLaFiche = fini && this.reponse !== null;
    trouver("section-fiche").hidden = !surLaFiche;
    // The sheet that is shown is printed alone, by its button or by the browser's own menu.
    document.body.classList.toggle("imprime-la-fiche", surLaFiche);
    if (surLaFiche) {
      montrerLaFiche(this.ouverte, this.situation(), this.jour(), () => this.finirLaFiche());
      trouver("titre-fiche").focus();
      return;
    }
    if (fini) {
      this.montrerLaReponse();
      trouver("titre-reponse").focus();
      return;
    }
    remplir(trouver("aide-niveau"), ...this.aideAuNiveau());
    const form = formulaire(this.table, question, (reponse) => this.repondre(reponse));
    if (this.etat.reponses.size > 0) form.append(bouton("Retour", () => this.revenir(null)));
    remplir(trouver("question"), form);
    viser();
  }

  /** For who does not know the level: the definitions or, where the data say so, the grid. @returns {HTMLElement[]} */
  aideAuNiveau() {
    if (!this.etat.neSaitPas || this.table.grille === null) return [];
    const grille = new Grille(this.table.grille);
    if (!grille.active) return enListe(definitions(grille));
    return [
      formulaireDeGrille(grille, () => {
        this.etat.neSaitPas = false;
        this.montrer();
      }),
    ];
  }

  montrerLesReponses() {
    const lignes = [...this.etat.reponses.keys()].flatMap((id) => {
      const resume = this.etat.resume(id);
      if (resume === null) return [];
      const modifier = bouton("Modifier", () => this.revenir(id), {
        "aria-label": `Modifier : ${resume}`,
      });
      return [element("li", {}, `${resume} `, modifier)];
    });
    remplir(trouver("reponses"), ...lignes);
  }

  /** The sheet says every moment: it may ask what the answer of one had no need of. */
  commencerLaFiche() {
    this.reponse = this.etat;
    this.etat = new Etat(this.table, this.maintenant(), pourLesQuestions(this.table));
    this.etat.reprendre(this.reponse.reponses);
    this.montrer();
  }

  finirLaFiche() {
    this.etat = exige(this.reponse, "réponse");
    this.reponse = null;
    this.montrer();
  }

  /** The situation of a dialogue that is over. */
  situation() {
    return exige(exige(this.etat.lecture, "lecture").situation, "situation");
  }

  jour() {
    return this.etat.maintenant.slice(0, 10);
  }

  montrerLaReponse() {
    const situation = this.situation();
    const jour = this.jour();
    const orientation = orienter(this.table, situation, jour);
    remplir(trouver("date-reponse"), `Réponse du ${enClair(this.etat.maintenant)}.`);
    this.ecrire(situation);
    const autres = etSi(
      this.table,
      exige(this.etat.champs, "champs"),
      orientation,
      jour,
      (autre) => {
        this.ecrire(autre.situation);
        trouver("titre-reponse").focus();
      },
    );
    remplir(trouver("et-si"), ...autres);
  }

  /** The answer of a situation, for who reads it. @param {Situation} situation */
  ecrire(situation) {
    const jour = this.jour();
    const qui = this.appelant || null;
    const appelant = this.table.appelants.get(this.appelant) ?? null;
    const orientation = this.ouverte.repondre(situation, jour, qui);
    const dire = (/** @type {boolean} */ avecRaisons) =>
      contenu(this.table, orientation, null, {
        detail: this.detail,
        raisons: avecRaisons,
        appelant,
      });
    remplir(trouver("contenu"), ...corps(dire(false), this.detail));
    remplir(trouver("raisons"), ...raisons(dire(true)));
    remplir(trouver("outils"), ...this.outils(situation));
  }

  /** Who reads, and how much. @param {Situation} situation @returns {HTMLElement[]} */
  outils(situation) {
    const boite = /** @type {HTMLInputElement} */ (
      element("input", { type: "checkbox", id: "detail" })
    );
    boite.checked = this.detail;
    boite.addEventListener("change", () => {
      this.detail = boite.checked;
      this.ecrire(situation);
      trouver("detail").focus();
    });
    const choix = /** @type {HTMLSelectElement} */ (
      element(
        "select",
        { id: "appelant" },
        element("option", { value: "" }, "non dit"),
        ...[...this.table.appelants.values()].map(({ id, nom }) =>
          element("option", { value: id }, nom),
        ),
      )
    );
    choix.value = this.appelant;
    choix.addEventListener("change", () => {
      this.appelant = choix.value;
      this.ecrire(situation);
      trouver("appelant").focus();
    });
    return [
      element("label", { class: "case" }, boite, " Tout montrer, sans regrouper"),
      ...(this.table.appelants.size > 0 ? [element("label", {}, "Qui appelle : ", choix)] : []),
    ];
  }
}

/** « 26/11/2026, 22 h 30 ». @param {string} dit */
function enClair(dit) {
  const [annee, mois, jour] = dit.slice(0, 10).split("-");
  return `${jour}/${mois}/${annee}, ${Number(dit.slice(11, 13))} h ${dit.slice(14, 16)}`;
}

/** The data are past their review, or of another day. @param {import("../noyau/table.js").Table} table @param {string} jour */
function avertir(table, jour) {
  const [debut, fin] = table.periode;
  const [annee, mois, du] = table.perime_apres.split("-");
  const dits = [];
  if (jour > table.perime_apres)
    dits.push(
      `Ces données devaient être revues au plus tard le ${du}/${mois}/${annee} : demander une page plus récente.`,
    );
  if (jour < debut || jour >= fin)
    dits.push(
      "Des équipes ont changé d'état depuis que cette page a été faite : en demander une autre.",
    );
  if (jour < table.a_jour_au)
    dits.push("L'horloge de cet appareil donne un jour d'avant ces données : la vérifier.");
  trouver("avertissement").hidden = dits.length === 0;
  remplir(trouver("avertissement"), ...dits.map((dit) => element("p", {}, dit)));
}

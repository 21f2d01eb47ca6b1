// The reasons: why each contact is there, and why others are not.
// The twin of `rendu/reponse/pourquoi.py`: each reason is said once, with all that share it.

import { REGLE_CARTE } from "../../noyau/decision/moteur.js";
import { dateDite, majuscule } from "../../noyau/langue/phrases.js";
import { Noms } from "./groupes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Bloc} Bloc */
/** @typedef {import("../../types").RaisonDite} Raison */
/** @typedef {Record<string, string>} Source */

/** The official label of the cell of the national table, and where it stands. @param {Table} table @param {Orientation} orientation @returns {Bloc[]} */
export function cellule(table, orientation) {
  const { gradation } = orientation;
  if (gradation === null) return [];
  const dite = raison("", `« ${gradation.libelle} »`, enClair(table, gradation.source));
  return [{ titre: table.textes["section-cellule"], raisons: [dite] }];
}

/** Reasons, places on the map, alerts with their source, and what is not there. @param {Table} table @param {Orientation} orientation @param {boolean} codes Adds the identifiers of rules and alerts. @returns {Bloc[]} */
export function pourquoi(table, orientation, codes) {
  const noms = new Noms(table);
  /** @type {Par<Contact>} */
  const raisons = new Par();
  /** @type {Par<Contact>} */
  const places = new Par();
  for (const contact of orientation.contacts)
    for (const { regle, explication, source } of contact.motifs)
      if (regle === REGLE_CARTE) places.ajouter([source], contact);
      else raisons.ajouter([regle, explication, source], contact);
  const dites = raisons.tous().map(([[regle, explication, source], contacts]) => {
    const texte = `${majuscule(explication)}${codes ? ` [${regle}]` : ""}`;
    return raison("-", texte, enClair(table, source), lesNoms(noms, contacts));
  });
  const inscrits = places
    .tous()
    .map(([[source], contacts]) =>
      raison("-", `${lesNoms(noms, contacts)} : ${enClair(table, source)}`),
    );
  if (codes) inscrits.push(...horaires(table, noms, orientation));
  return [
    { titre: table.textes["section-raisons"], raisons: dites },
    { titre: table.textes["section-inscrits"], raisons: inscrits },
    {
      titre: table.textes["section-alertes"],
      raisons: alertes(table, orientation, codes),
    },
    ...questionsOuvertes(table, orientation, codes),
    ...pourquoiPas(table, orientation),
  ];
}

/** Values by key, in the order of their first coming. @template V */
class Par {
  constructor() {
    /** @type {Map<string, V[]>} */
    this.listes = new Map();
  }

  /** @param {any[]} cle @param {V} valeur */
  ajouter(cle, valeur) {
    const texte = JSON.stringify(cle);
    this.listes.set(texte, [...(this.listes.get(texte) ?? []), valeur]);
  }

  /** @returns {[any[], V[]][]} */
  tous() {
    return [...this.listes].map(([texte, valeurs]) => [JSON.parse(texte), valeurs]);
  }
}

/** @param {string} signe @param {string} texte @param {string | null} source @param {string | null} pour @returns {Raison} */
export function raison(signe, texte, source = null, pour = null) {
  return { signe, texte, source, pour };
}

/** Alerts, reminders and what to prepare, each with its source. @param {Table} table @param {Orientation} orientation @param {boolean} codes */
function alertes(table, orientation, codes) {
  const preparer = orientation.anticipation?.preparer ?? [];
  return [
    ...orientation.alertes.map(({ code, texte, source }) =>
      raison("!", `${texte}${codes ? ` [${code}]` : ""}`, enClair(table, source)),
    ),
    ...orientation.rappels.map(({ texte, source }) => raison("i", texte, enClair(table, source))),
    ...preparer.map(({ texte, source }) =>
      raison("i", `${table.textes["a-preparer"]} : ${texte}`, enClair(table, source)),
    ),
  ];
}

/** What the sources leave open in this answer, and what it retains meanwhile. @param {Table} table @param {Orientation} orientation @param {boolean} codes @returns {Bloc[]} */
function questionsOuvertes(table, orientation, codes) {
  const dites = orientation.questions_ouvertes.map((q) => {
    const sources = q.sources.map(([document, localisation]) =>
      enClair(table, { document, localisation }),
    );
    const texte = codes ? `${q.question} [${q.id}] ${q.dit}` : q.question;
    return raison("?", texte, `${majuscule(dateDite(q.date))} : ${sources.join(" ; ")}`, q.retenu);
  });
  if (dites.length === 0) return [];
  return [{ titre: table.textes["section-questions-ouvertes"], raisons: dites }];
}

/** What founds the hours that are stated, each once. @param {Table} table @param {Noms} noms @param {Orientation} orientation */
function horaires(table, noms, orientation) {
  /** @type {Par<Contact>} */
  const dits = new Par();
  for (const contact of orientation.contacts) {
    const source = noms.service(contact).source_horaires;
    if (source)
      dits.ajouter([contact.horaires, { document: source[0], localisation: source[1] }], contact);
  }
  return dits
    .tous()
    .map(([[dit, source], contacts]) =>
      raison("-", `Horaires, ${lesNoms(noms, contacts)} : ${dit}. ${enClair(table, source)}`),
    );
}

/** Names without repetition, hospitals shortened. @param {Noms} noms @param {Contact[]} contacts */
function lesNoms(noms, contacts) {
  return [...new Set(contacts.map((c) => noms.court(c.nom)))].join(" | ");
}

/** What is not there: services to come, and those that one change would bring. @param {Table} table @param {Orientation} orientation @returns {Bloc[]} */
function pourquoiPas(table, orientation) {
  const { a_venir: aVenir, ecartes } = orientation;
  const blocs = [];
  if (aVenir.length > 0) {
    const raisons = aVenir.map(({ nom, statut, source }) =>
      raison("-", `${nom} : ${table.textes[`statut-${statut}`]}`, enClair(table, source)),
    );
    blocs.push({ titre: table.textes["section-a-venir"], raisons });
  }
  if (ecartes.length > 0) {
    /** @type {Par<string>} */
    const parRaison = new Par();
    for (const ecarte of ecartes) parRaison.ajouter([ecarte.raison], ecarte.nom);
    const raisons = parRaison
      .tous()
      .map(([[dite], noms]) => raison("-", `${majuscule(dite)} → ${noms.join(" | ")}`));
    blocs.push({ titre: table.textes["section-pourquoi-pas"], raisons });
  }
  return blocs;
}

/** A source as a person reads it: name of the document, place in it. @param {Table} table @param {Source} source */
export function enClair(table, { document, localisation }) {
  const nom = table.documents[document];
  if (nom === undefined)
    return `${majuscule(table.textes["document-convention"])} : ${localisation}`;
  return `${nom}, ${localisation}`;
}

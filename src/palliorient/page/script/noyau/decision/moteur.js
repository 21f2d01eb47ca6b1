// From a situation to the answer: which rows hold, and what they say together.
// The twin of `noyau/decision/moteur.py`: one AND of masks, then words.

import { minuscule } from "../langue/phrases.js";
import { axes, completer } from "../situation/criteres.js";
import { deduire } from "../situation/situation.js";
import { CARACTERES, PORTEES, SECTIONS, SUPRA, dansUneBoite, exige } from "../table.js";
import { anticiper } from "./anticipation.js";
import { OrdreDuMoment, comparerCles } from "./ordre.js";
import { ecartes } from "./pourquoi_pas.js";
import { ouvertes } from "./questions_ouvertes.js";
import { nommes, vraies } from "./retraits.js";

/** @typedef {import("../table.js").Table} Table */
/** @typedef {import("../table.js").Axes} Axes */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").AVenir} AVenir */
/** @typedef {import("../../types").Alerte} Alerte */
/** @typedef {import("../../types").Service} Service */
/** @typedef {import("../../types").LigneContact} LigneContact */
/** @typedef {import("../../types").LignePrecision} LignePrecision */
/** @typedef {import("../../types").LigneTexte} LigneTexte */
/** @typedef {import("../../types").Rappel} Rappel */
/** @typedef {{texte: string, raison: number}} Condition */
/** @typedef {{valeur: string, condition: Condition | null}} Dite */

/** The most cautious statement wins. */
const PRUDENCE = new Map([
  ["oui", 0],
  ["conditionnel", 1],
  ["inconnu", 2],
  ["non", 3],
]);

/** Between the words of a modality. */
export const SEPARATEUR = " ; ";

const EVENTUEL = CARACTERES.indexOf("eventuel");

/** The reason that says where the name itself comes from. */
export const REGLE_CARTE = "carte";
const IMPRIME = "Service inscrit à cet endroit.";
const SANS_NOM = "Contact sans nom propre : la personne sait de qui il s'agit.";

/** Are the data older than their yearly review, or later than the day asked? @param {Table} table @param {string} jour */
function actualite(table, jour) {
  if (jour > table.perime_apres) return "perime";
  return jour < table.a_jour_au ? "anterieur" : "valide";
}

/** Every axis of the table with the value that a complete situation gives it. @param {Table} table @param {Situation} situation @param {string} jour */
export function valeursDesAxes(table, situation, jour) {
  return axes(table, situation, actualite(table, jour));
}

/**
 * The whole answer for a situation whose values are known ones, on a day (ISO).
 *
 * @param {Table} table
 * @param {Situation} situation
 * @param {string} jour
 * @param {boolean} avecEcartes False: without what is not proposed, for who reads none.
 * @returns {Orientation}
 */
export function orienter(table, situation, jour, avecEcartes = true) {
  situation = completer(table, situation);
  const dites = valeursDesAxes(table, situation, jour);
  const deduction = deduire(table, situation);
  const absents = nommes(table, situation);
  const { valeurs, bits, ajoutees } = vraies(table, dites, absents);
  const cadre = new Cadre(table, valeurs, bits, deduction.territoires);
  const contacts = appels(table, bits, cadre, ajoutees).map((appel, rang) =>
    enContact(table, cadre, appel, rang + 1),
  );
  const aVenir = servicesAVenir(table, bits);
  const levees = alertes(table, bits, contacts, aVenir);
  const presents = new Set(contacts.map((c) => c.id));
  return {
    situation,
    champs: table.cles,
    deduction,
    gradation: gradation(table, bits, situation, deduction.colonne),
    contacts,
    a_venir: aVenir,
    ecartes: avecEcartes ? ecartes(table, situation, dites, presents) : [],
    alertes: levees,
    anticipation: anticiper(
      table,
      valeurs,
      jour,
      (moment) => premiers(table, new Map([...dites, ["moment", moment]]), absents),
      () => rappels(table.preparatifs, bits),
    ),
    rappels: rappels(table.rappels, bits),
    questions_ouvertes: ouvertes(
      table,
      valeurs,
      new Set([...presents, ...aVenir.map((s) => s.id)]),
      new Set(levees.map((a) => a.code)),
    ),
    departement: table.numero,
    version: table.version,
    a_jour_au: table.a_jour_au,
    empreinte: table.empreinte,
    apports: null,
  };
}

/** The calls of the first section, in order, for a situation given by its axes. @param {Table} table @param {Axes} dites @param {Set<number>} absents */
function premiers(table, dites, absents) {
  const { valeurs, bits, ajoutees } = vraies(table, dites, absents);
  const cadre = new Cadre(table, valeurs, bits, []);
  return appels(table, bits, cadre, ajoutees)
    .filter((appel) => appel.section === SECTIONS[0])
    .map(({ service, joignable }) => ({
      id: service.id,
      nom: service.nom,
      joignable,
    }));
}

/** The lines to recall, or to prepare, each once. @param {import("../table.js").Lignes<LigneTexte>} lignes @param {bigint} bits @returns {Rappel[]} */
function rappels(lignes, bits) {
  return uniques(lignes.vraies(bits), (l) => JSON.stringify(l)).map((ligne) => ({
    texte: ligne.texte,
    source: source(ligne.document, ligne.localisation),
  }));
}

/** What the contacts of one situation share: order, reachability, wording, territories. */
class Cadre {
  /** @param {Table} table @param {Axes} valeurs @param {bigint} bits @param {string[]} territoires */
  constructor(table, valeurs, bits, territoires) {
    this.territoires = territoires;
    this.ordre = new OrdreDuMoment(table, bits, dansUneBoite(table.inconnus_en_dernier, valeurs));
    this.precisions = table.precisions.vraies(bits);
    /** @type {Map<string, Dite[]>} */
    this.parType = new Map();
    /** @type {Map<number, Dite[]>} */
    this.parService = new Map();
    for (const { types, service, valeur, condition, raison } of table.joignables.vraies(bits)) {
      const dite = {
        valeur,
        condition: condition && raison !== null ? { texte: condition, raison } : null,
      };
      if (service !== null) ajouter(this.parService, service, dite);
      for (const type of types) ajouter(this.parType, type, dite);
    }
  }

  /**
   * The most cautious statement and its condition; a row may be more cautious still.
   *
   * @param {number} rang
   * @param {Service} service
   * @param {LigneContact[]} lignes
   * @returns {Dite}
   */
  joignable(rang, service, lignes) {
    const propres = service.propre ? this.parService.get(rang) : undefined;
    const dites = propres ??
      this.parType.get(service.type) ?? [{ valeur: "inconnu", condition: null }];
    const retenue = dites.reduce((a, b) => (prudence(b.valeur) > prudence(a.valeur) ? b : a));
    const siennes = lignes.flatMap((ligne) => (ligne.joignable ? [ligne.joignable] : []));
    if (siennes.length < lignes.length) return retenue;
    const prudente = siennes.reduce((a, b) => (prudence(b) < prudence(a) ? b : a));
    if (prudence(prudente) <= prudence(retenue.valeur)) return retenue;
    return { valeur: prudente, condition: null };
  }
}

/** @param {string} valeur @returns {number} */
function prudence(valeur) {
  return exige(PRUDENCE.get(valeur), valeur);
}

/**
 * A service to call in one situation, before it is written out.
 *
 * @typedef {object} Appel
 * @property {number[]} cle
 * @property {Service} service
 * @property {number} rang Its rank on the map.
 * @property {LigneContact[]} lignes
 * @property {string} section
 * @property {string} portee
 * @property {string} joignable
 * @property {Condition | null} condition
 */

/**
 * The contacts that rows call for, in order. `ajoutees`: rows that no bit stands for.
 *
 * @param {Table} table
 * @param {bigint} bits
 * @param {Cadre} cadre
 * @param {LigneContact[]} ajoutees
 * @returns {Appel[]}
 */
function appels(table, bits, cadre, ajoutees) {
  /** @type {Map<number, LigneContact[]>} */
  const parService = new Map();
  for (const ligne of [...table.contacts.vraies(bits), ...ajoutees])
    ajouter(parService, ligne.service, ligne);
  return [...parService]
    .map(([rang, siennes]) => {
      const service = table.services[rang];
      const lignes = siennes.sort((une, autre) => une.caractere - autre.caractere);
      const { valeur: joignable, condition } = cadre.joignable(rang, service, lignes);
      const { cle, section } = cadre.ordre.placer(rang, lignes, joignable);
      const portee = PORTEES[Math.min(...lignes.map((ligne) => ligne.portee))];
      return {
        cle,
        service,
        rang,
        lignes,
        section,
        portee,
        joignable,
        condition,
      };
    })
    .sort((un, autre) => comparerCles(un.cle, autre.cle));
}

/** A call written out, with its rank and all its reasons. @param {Table} table @param {Cadre} cadre @param {Appel} appel @param {number} rang @returns {Contact} */
function enContact(table, cadre, appel, rang) {
  const { service, lignes } = appel;
  const precisions = cadre.precisions.filter((p) => p.services.includes(appel.rang));
  const caractere = CARACTERES[lignes[0].caractere];
  return {
    rang,
    id: service.id,
    nom: service.nom,
    type: service.type,
    structure: service.structure,
    groupe: service.groupe,
    section: appel.section,
    caractere,
    option: caractere === "alternative" ? lignes[0].option : null,
    modalite: modalite(service, lignes, precisions, appel.condition),
    territoires: service.territoires.length > 0 ? service.territoires : cadre.territoires,
    portee: appel.portee,
    statut: service.statut,
    joignable: appel.joignable,
    horaires: service.horaires,
    porteur: service.porteur,
    arrondissement: service.arrondissement,
    adresse: service.adresse,
    telephone: service.telephone,
    telephone_verifie_le: service.telephone_verifie_le,
    telephone_source: service.telephone_source,
    motifs: motifs(table, service, lignes, precisions, appel.condition),
  };
}

/** In words: what the reasons ask, what holds for the type, and the condition to answer. @param {Service} service @param {LigneContact[]} lignes @param {LignePrecision[]} precisions @param {Condition | null} condition */
function modalite(service, lignes, precisions, condition) {
  const dits = quiParlent(lignes).flatMap((ligne) => ligne.modalites);
  for (const precision of precisions) dits.push(precision.modalite);
  for (const dit of [service.declare, service.modalite, condition && condition.texte, service.note])
    if (dit) dits.push(dit);
  return [...new Set(dits)].join(SEPARATEUR) || null;
}

/** The reasons whose words are kept: « if need be » is silent once something is asked. @param {LigneContact[]} lignes */
function quiParlent(lignes) {
  const fortes = lignes.filter((ligne) => ligne.caractere < EVENTUEL);
  return fortes.some((ligne) => ligne.modalites.length > 0) ? fortes : lignes;
}

/** @param {Table} table @param {Service} service @param {LigneContact[]} lignes @param {LignePrecision[]} precisions @param {Condition | null} condition */
function motifs(table, service, lignes, precisions, condition) {
  const raisons = [...lignes, ...precisions].map(({ raison }) => raison);
  if (condition) raisons.push(condition.raison);
  const dits = [...new Set(raisons)].map((rang) => {
    const { regle, explication, document, localisation } = table.raisons[rang];
    return { regle, explication, source: source(document, localisation) };
  });
  const explication = service.generique ? SANS_NOM : IMPRIME;
  const [document, localisation] = service.source;
  return [...dits, { regle: REGLE_CARTE, explication, source: source(document, localisation) }];
}

/** The services that the rows call for and that are not in service yet. @param {Table} table @param {bigint} bits @returns {AVenir[]} */
function servicesAVenir(table, bits) {
  const rangs = [...new Set(table.a_venir.vraies(bits))].sort((un, autre) => un - autre);
  return rangs.map((rang) => {
    const s = table.services[rang];
    return {
      id: s.id,
      nom: s.nom,
      type: s.type,
      statut: s.statut,
      source: source(s.source[0], s.source[1]),
    };
  });
}

/**
 * What to know before calling, in the order of the codes; contacts raise some.
 *
 * @param {Table} table
 * @param {bigint} bits
 * @param {Contact[]} proposes
 * @param {AVenir[]} aVenir
 * @returns {Alerte[]}
 */
function alertes(table, bits, proposes, aVenir) {
  /** @type {Alerte[]} */
  const trouvees = [];
  for (const rang of new Set(table.alertes_levees.vraies(bits))) {
    const { code, texte, regle, document, localisation } = table.emissions[rang];
    trouvees.push({
      code,
      texte: nommerCeuxAVenir(table, texte, aVenir),
      regle,
      source: source(document, localisation),
    });
  }
  const ecarts = new Map(table.services.map((s) => [s.id, s.ecart]));
  for (const propose of proposes) {
    if (propose.portee === SUPRA) {
      const { code, texte, document, localisation } = automatique(table, SUPRA);
      trouvees.push({
        code,
        texte,
        regle: REGLE_CARTE,
        source: source(document, localisation),
      });
    }
    const ecart = ecarts.get(propose.id);
    if (ecart) {
      const [pourquoi, document, localisation] = ecart;
      const texte = `${propose.nom} : ${minuscule(pourquoi)}`;
      const { code } = automatique(table, "ecart");
      trouvees.push({
        code,
        texte,
        regle: REGLE_CARTE,
        source: source(document, localisation),
      });
    }
  }
  return uniques(trouvees, (a) => JSON.stringify([a.code, a.texte])).sort(
    (une, autre) => table.alertes.indexOf(une.code) - table.alertes.indexOf(autre.code),
  );
}

/** @param {Table} table @param {string} nom */
function automatique(table, nom) {
  return exige(table.automatiques.get(nom), nom);
}

/** Put, for `{a_venir:TYPE}`, the services of that type that are not in service, and why. @param {Table} table @param {string} texte @param {AVenir[]} aVenir */
function nommerCeuxAVenir(table, texte, aVenir) {
  return texte.replace(/\{a_venir:([^}]*)\}/, (_, type) => {
    const dits = aVenir
      .filter((s) => s.type === type)
      .map((s) => {
        const service = table.services.find((declare) => declare.id === s.id);
        return `${s.nom}, ${service?.modalite || table.textes[`statut-${s.statut}`]}`;
      });
    return dits.join(" ; ") || exige(table.types.get(type), type).nom;
  });
}

/** The cell of the national table that holds; none without a level. @param {Table} table @param {bigint} bits @param {Situation} situation @param {string} colonne */
function gradation(table, bits, situation, colonne) {
  const [cellule] = table.cellules.vraies(bits);
  const { niveau } = situation;
  if (!cellule || typeof niveau !== "number") return null;
  const { libelle, document, localisation } = cellule;
  return { niveau, colonne, libelle, source: source(document, localisation) };
}

/** @param {string} document @param {string} localisation */
export function source(document, localisation) {
  return { document, localisation };
}

/** @template K, V @param {Map<K, V[]>} listes @param {K} cle @param {V} valeur */
function ajouter(listes, cle, valeur) {
  const connue = listes.get(cle);
  if (connue) connue.push(valeur);
  else listes.set(cle, [valeur]);
}

/** The first of those that have one key. @template V @param {V[]} valeurs @param {(valeur: V) => string} cle */
function uniques(valeurs, cle) {
  /** @type {Map<string, V>} */
  const premieres = new Map();
  for (const valeur of valeurs) {
    const sienne = cle(valeur);
    if (!premieres.has(sienne)) premieres.set(sienne, valeur);
  }
  return [...premieres.values()];
}

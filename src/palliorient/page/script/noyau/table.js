// The compiled table, as the engine reads it: masks, rows, services, wordings.
// The twin of `noyau/table/table.py`: same names, for the same JSON values.

/** @typedef {import("../types").Boite} Boite */
/** @typedef {import("../types").Donnees} Donnees */
/** @typedef {import("../types").Valeur} Valeur */
/** @typedef {import("../types").Dit} Dit */
/** @typedef {import("../types").Critere} Critere */
/** @typedef {import("../types").Service} Service */
/** @typedef {import("../types").Situation} Situation */
/** @typedef {Map<string, string>} Axes */

export const OUI = "oui";
export const NON = "non";
export const NUMERO = "arrondissement";
export const COMMUNE = "commune";
export const PLACES = [NUMERO, COMMUNE];
export const ACTUALITE = "actualite";
export const REGLE_JOIGNABILITE = "joignabilite";
const HOPITAL = "etablissement";
const FIXES = ["lieu", "site", "residence", ACTUALITE];

/** What may be given instead of a criterion, and stands after it. */
export const A_LA_PLACE = new Map([["moment", "quand"]]);

/** The sections of an answer, in the order in which they are read. */
export const SECTIONS = ["d-abord", "ensuite", "si-impossible", "autour", "reouverture"];
export const CARACTERES = ["requis", "alternative", "repli", "eventuel"];
export const PORTEES = [
  "etablissement",
  "territoire",
  "departement",
  "region",
  "supra-territorial",
];
export const SUPRA = PORTEES[PORTEES.length - 1];

const GENRES = [
  "contact",
  "a-venir",
  "alerte",
  "rappel",
  "preparer",
  "precision",
  "joignable",
  "etape",
  "cellule",
];

/**
 * An object for each list of values, keys in the order of the declared fields.
 *
 * @param {string[]} champs
 * @param {any[][]} listes
 * @returns {any[]}
 */
function rangees(champs, listes) {
  return listes.map((valeurs) =>
    Object.fromEntries(champs.map((champ, rang) => [champ, valeurs[rang]])),
  );
}

/**
 * The rows of one kind, and their place among the bits of the table.
 *
 * @template L
 */
export class Lignes {
  /**
   * @param {L[]} toutes
   * @param {number} debut
   */
  constructor(toutes, debut) {
    this.toutes = toutes;
    this.debut = debut;
    this.masque = ((1n << BigInt(toutes.length)) - 1n) << BigInt(debut);
  }

  /**
   * Ranks, inside the kind, of the rows that are in `bits`.
   *
   * @param {bigint} bits
   * @returns {number[]}
   */
  rangs(bits) {
    return rangsDe((bits & this.masque) >> BigInt(this.debut));
  }

  /**
   * @param {bigint} bits
   * @returns {L[]}
   */
  vraies(bits) {
    return this.rangs(bits).map((rang) => this.toutes[rang]);
  }

  /** @param {number} rang @returns {bigint} */
  bit(rang) {
    return 1n << BigInt(this.debut + rang);
  }
}

/**
 * Ranks of the bits of a set, from the lowest: read on its hexadecimal digits.
 *
 * @param {bigint} bits
 * @returns {number[]}
 */
export function rangsDe(bits) {
  const chiffres = bits.toString(16);
  const rangs = [];
  for (let place = chiffres.length - 1, base = 0; place >= 0; place--, base += 4) {
    const chiffre = parseInt(chiffres[place], 16);
    for (let rang = 0; rang < 4; rang++) if ((chiffre >> rang) & 1) rangs.push(base + rang);
  }
  return rangs;
}

/** Value → the rows that hold with it, worked out when asked (see `noyau/table/masques.py`). */
export class Masques {
  /** @param {[string[], Record<string, number[]>]} ecrits */
  constructor([modeles, ecarts], ordre = Object.keys(ecarts)) {
    this.modeles = modeles;
    this.ecarts = ecarts;
    this.codes = ordre;
    /** @type {Map<string, bigint>} */
    this.faits = new Map();
  }

  /** @param {string} valeur @returns {bigint} */
  de(valeur) {
    const connu = this.faits.get(valeur);
    if (connu !== undefined) return connu;
    const [modele, ...rangs] = this.ecarts[valeur];
    let fait = BigInt(`0x${this.modeles[modele]}`);
    for (const rang of rangs) fait ^= 1n << BigInt(rang);
    this.faits.set(valeur, fait);
    return fait;
  }
}

/** Rows with their masks. Read-only once built. */
export class Table {
  /** @param {Donnees} donnees The JSON of `compilation.compiler`, with the names of the fields. */
  constructor(donnees) {
    const t = donnees.table;
    const lues = (/** @type {string} */ forme, /** @type {any[][]} */ listes) =>
      rangees(donnees.formes[forme], listes);
    const parNom = (/** @type {string} */ forme, /** @type {[string, any[]][]} */ paires) =>
      new Map(paires.map(([nom, valeurs]) => [nom, lues(forme, [valeurs])[0]]));
    this.version = t.version;
    this.a_jour_au = t.a_jour_au;
    this.perime_apres = t.perime_apres;
    this.empreinte = t.empreinte;
    this.numero = t.numero;
    this.periode = t.periode;
    /** @type {Map<string, Critere>} */
    this.criteres = new Map(t.criteres.map((/** @type {Critere} */ c) => [c.id, c]));
    this.place = t.place;
    this.departement = t.departement;
    this.de = t.de;
    this.fuseau = t.fuseau;
    this.feries = t.feries;
    this.territoires = t.territoires;
    this.documents = t.documents;
    this.textes = t.textes;
    this.au_telephone = t.au_telephone;
    this.anticipation = t.anticipation;
    this.inconnus_en_dernier = t.inconnus_en_dernier;
    this.roles = t.roles;
    this.alertes = t.alertes;
    this.notes = new Set(t.notes);
    this.secondaires = new Set(t.secondaires);
    this.questions_ouvertes = t.questions_ouvertes;
    /** @type {Service[]} */
    this.services = t.services;
    /** @type {Map<string, import("../types").Appelant>} */
    this.appelants = new Map(t.appelants.map((/** @type {any} */ a) => [a.id, a]));
    this.grille = t.grille;
    this.sites = parNom("Site", donnees.sites);
    this.etablissements = parNom("Hopital", donnees.etablissements);
    this.lieux = parNom("Lieu", donnees.lieux);
    this.types = parNom("TypeDeService", donnees.types);
    this.automatiques = parNom("Automatique", donnees.automatiques);
    /** @type {import("../types").Plage[]} */
    this.moments = lues("Plage", t.plages);
    /** @type {import("../types").Raison[]} */
    this.raisons = lues("Raison", t.raisons);
    /** @type {import("../types").Emission[]} */
    this.emissions = lues("Emission", t.emissions);
    /** @type {import("../types").Suivants[]} */
    this.suivants = lues("Suivants", t.suivants);
    /** @type {import("../types").EtSi[]} */
    this.et_si = lues("EtSi", t.et_si);
    /** @type {import("../types").Fiche | null} */
    this.fiche = t.fiche && {
      ...t.fiche,
      moments: lues("MomentDeFiche", t.fiche.moments),
      danger: lues("DangerDeFiche", t.fiche.danger),
      sous_la_main: lues("PhraseDeFiche", t.fiche.sous_la_main),
    };

    // What follows from these values.
    /** @type {Map<number, string>} Number of an arrondissement → its INSEE code. */
    this.communes = new Map();
    for (const [commune, lieu] of this.lieux)
      if (lieu.arrondissement) this.communes.set(lieu.arrondissement, commune);
    /** @type {Map<string, Map<string, Valeur>>} */
    this.valeursDe = new Map();
    for (const c of this.criteres.values())
      this.valeursDe.set(c.id, new Map(c.valeurs.map((v) => [v.id, v])));
    /** @type {Map<string, Map<string, Valeur>>} Criteria answered by an age → their classes. */
    this.classes_de = new Map();
    for (const c of this.criteres.values())
      if (c.genre === "classes-d-age") {
        const bornees = c.valeurs.filter((v) => v.de !== null && v.a !== null);
        this.classes_de.set(c.id, new Map(bornees.map((v) => [v.id, v])));
      }
    /** @type {Map<string, string[]>} */
    this.listes = new Map();
    for (const c of this.criteres.values())
      if (c.genre === "liste")
        this.listes.set(
          c.id,
          c.valeurs.map((v) => v.id),
        );
    /** @type {Map<string, Masques>} */
    this.masques = new Map();
    for (const [axe, ecrits, ordre] of donnees.masques)
      this.masques.set(axe, new Masques(ecrits, ordre));
    this.autre_place =
      PLACES.find((p) => p !== this.place && (p === COMMUNE || this.communes.size > 0)) ?? null;
    /** @type {string[]} Names of the raw answers, in the order of the file. */
    this.champs = [...champs(this.criteres.values(), this.autre_place)];
    /** @type {Record<string, string>} Criteria whose key in the JSON is not their name. */
    this.cles = {};
    /** @type {Map<string, Dit>} */
    this.defauts = new Map();
    for (const c of this.criteres.values()) {
      if (c.champ !== c.id) this.cles[c.id] = c.champ;
      if (c.question) this.defauts.set(c.id, nonDit(c));
    }
    /** @type {{critere: string, valeur: string, colonne: string}[]} */
    this.imposees = [];
    for (const c of this.criteres.values())
      for (const v of c.valeurs)
        if (v.colonne && c.id !== "lieu")
          this.imposees.push({
            critere: c.id,
            valeur: v.id,
            colonne: v.colonne,
          });

    // The rows of each kind, one kind after the other among the bits.
    const debuts = new Map();
    let rang = 0;
    for (const genre of GENRES) {
      debuts.set(genre, rang);
      rang += t.lignes[genre].length;
    }
    this.toutes = (1n << BigInt(rang)) - 1n;
    const lignes = (/** @type {string} */ genre, /** @type {string} */ forme) =>
      new Lignes(lues(forme, t.lignes[genre]), debuts.get(genre));
    /** @type {Lignes<import("../types").LigneContact>} */
    this.contacts = lignes("contact", "LigneContact");
    /** @type {Lignes<number>} Ranks of services that are not in service yet. */
    this.a_venir = new Lignes(t.lignes["a-venir"], debuts.get("a-venir"));
    /** @type {Lignes<number>} Ranks of emissions. */
    this.alertes_levees = new Lignes(t.lignes.alerte, debuts.get("alerte"));
    /** @type {Lignes<import("../types").LigneTexte>} */
    this.rappels = lignes("rappel", "LigneTexte");
    /** @type {Lignes<import("../types").LigneTexte>} */
    this.preparatifs = lignes("preparer", "LigneTexte");
    /** @type {Lignes<import("../types").LignePrecision>} */
    this.precisions = lignes("precision", "LignePrecision");
    /** @type {Lignes<import("../types").LigneJoignable>} */
    this.joignables = lignes("joignable", "LigneJoignable");
    /** @type {Lignes<import("../types").LigneEtape>} */
    this.etapes = lignes("etape", "LigneEtape");
    /** @type {Lignes<import("../types").LigneCellule>} */
    this.cellules = lignes("cellule", "LigneCellule");

    this.fixes = [
      ...FIXES,
      ...[...this.masques.keys()].filter((axe) => this.retire(axe.split(":")[0])),
    ];
    this.changeables = this.lesChangeables();
  }

  /** May this criterion leave services out by their names? @param {string} critere */
  retire(critere) {
    return Boolean(this.criteres.get(critere)?.services);
  }

  /** The wanted criteria, then the others from the one that is asked last, then the lists. */
  lesChangeables() {
    const seuls = [...this.criteres.values()].filter(
      (c) => !FIXES.includes(c.id) && !this.listes.has(c.id),
    );
    const voulus = seuls.filter((c) => c.toujours).map((c) => c.id);
    const autres = seuls.filter((c) => !c.toujours).map((c) => c.id);
    const listes = [...this.listes].flatMap(([c, codes]) => codes.map((code) => `${c}:${code}`));
    const tous = [...voulus, ...autres.reverse(), ...listes];
    return tous.filter((axe) => this.masques.has(axe) && !this.fixes.includes(axe));
  }

  /** A criterion that must be declared. @param {string} id @returns {Critere} */
  critere(id) {
    return exige(this.criteres.get(id), id);
  }

  /** The masks of an axis of the table. @param {string} axe @returns {Masques} */
  axe(axe) {
    return exige(this.masques.get(axe), axe);
  }

  /** The declared value of a criterion. @param {string} critere @param {string} code */
  valeur(critere, code) {
    return exige(this.valeursDe.get(critere)?.get(code), `${critere}=${code}`);
  }

  /** The declared values by code; none for an axis of the map. @param {string} axe */
  valeurs(axe) {
    return this.valeursDe.get(axe) ?? new Map();
  }

  /** How a commune answers the criterion of the place. @param {string} commune */
  placeDe(commune) {
    const numero = exige(this.lieux.get(commune), commune).arrondissement;
    return this.place !== COMMUNE && numero ? numero : commune;
  }

  /** The INSEE code of an answer to the criterion of the place. @param {Dit | undefined} place */
  communeDe(place) {
    return typeof place === "number"
      ? exige(this.communes.get(place), String(place))
      : String(place);
  }

  /** The site that stands for an answer to the criterion of the place. @param {Dit | undefined} place */
  siteDe(place) {
    const commune = this.communeDe(place);
    return exige(this.lieux.get(commune), commune).site;
  }

  /** The services that an answer to a list may name. @param {string} critere @returns {string[]} */
  nommables(critere) {
    const declare = this.critere(critere);
    if (!declare.services) return [];
    const types = new Set(declare.valeurs.flatMap((v) => v.remplace));
    return this.services.filter((s) => types.has(s.type) && !s.generique).map((s) => s.id);
  }

  /** The name of an answer to a list. @param {string} liste @param {string} code */
  nomDe(liste, code) {
    const declaree = this.valeursDe.get(liste)?.get(code);
    return declaree
      ? declaree.nom
      : exige(
          this.services.find((s) => s.id === code),
          code,
        ).nom;
  }

  /** The class of an age in completed years; null: it is not said. @param {string} critere @param {Dit | undefined} age */
  classe(critere, age) {
    if (typeof age !== "number") return null;
    for (const c of exige(this.classes_de.get(critere), critere).values())
      if (Number(c.de) <= age && age <= Number(c.a)) return c.id;
    throw new Error(`âge hors des classes : ${age}`);
  }

  /** The column of the national table in which a place stands. @param {string} lieu */
  colonne(lieu) {
    return String(this.valeur("lieu", lieu).colonne);
  }

  /** Is this place a hospital stay? @param {string} lieu */
  hospitalier(lieu) {
    return this.colonne(lieu) === HOPITAL;
  }

  /** The column that applies, unless an answer imposes another. @param {Situation} situation */
  colonneDe(situation) {
    for (const { critere, valeur, colonne } of this.imposees)
      if (situation[critere] === valeur) return colonne;
    return this.colonne(String(situation.lieu));
  }

  /** The value of `niveau` for who has none. @returns {Valeur} */
  get sansNiveau() {
    const valeur = this.critere("niveau").valeurs.find((v) => Object.keys(v.seul).length > 0);
    return exige(valeur, "niveau");
  }

  /** The criteria that are always wanted. @returns {string[]} */
  get voulus() {
    return [...this.criteres.values()].filter((c) => c.toujours).map((c) => c.id);
  }
}

/**
 * What must be there; else the data and the script are not of one version.
 *
 * @template T
 * @param {T} valeur
 * @param {string} nom
 * @returns {NonNullable<T>}
 */
export function exige(valeur, nom) {
  if (valeur === null || valeur === undefined) throw new Error(`absent des données : ${nom}`);
  return valeur;
}

/**
 * Every criterion that is asked, in the order of the file.
 *
 * @param {Iterable<Critere>} declares
 * @param {string | null} autrePlace
 */
function* champs(declares, autrePlace) {
  for (const c of declares) {
    if (!c.question) continue;
    yield c.id;
    if (PLACES.includes(c.id) && autrePlace) yield autrePlace;
    const alternative = A_LA_PLACE.get(c.id);
    if (alternative) yield alternative;
  }
}

/** @param {Critere} critere @returns {Dit} */
function nonDit(critere) {
  if (critere.genre === "oui-non") return critere.defaut === OUI;
  if (critere.genre === "liste") return [];
  const sansDefaut =
    critere.toujours || critere.genre === "classes-d-age" || critere.id === "residence";
  return sansDefaut ? null : critere.defaut;
}

/**
 * The rows that hold for these values of the axes, as a bit set.
 *
 * @param {Table} table
 * @param {Axes} valeurs
 * @returns {bigint}
 */
export function lignesVraies(table, valeurs) {
  let bits = table.toutes;
  for (const [axe, valeur] of valeurs) bits &= table.axe(axe).de(valeur);
  return bits;
}

/**
 * Does a situation, given by the value of each axis, stand in one of these boxes?
 *
 * @param {Boite[]} boites
 * @param {Axes} valeurs
 * @returns {boolean}
 */
export function dansUneBoite(boites, valeurs) {
  return boites.some((boite) =>
    Object.entries(boite).every(([axe, permises]) => permises.includes(String(valeurs.get(axe)))),
  );
}

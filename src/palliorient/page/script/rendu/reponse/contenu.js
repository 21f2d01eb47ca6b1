// The content of an answer: its head, sections, lines, notes, reasons.
// The twin of `rendu/reponse/contenu.py`: nothing here knows the width of a screen.

import { SEPARATEUR } from "../../noyau/decision/moteur.js";
import { et, minuscule, remplacer } from "../../noyau/langue/phrases.js";
import { jourDeLaSemaine, prochaineOuverture } from "../../noyau/situation/calendrier.js";
import { REGLE_JOIGNABILITE, SECTIONS, exige } from "../../noyau/table.js";
import { adresser, numerote, passeParUnAutre } from "./appelant.js";
import { Mots } from "./carnet.js";
import { ALERTE_EN_TETE, JOURS, entete } from "./entete.js";
import { Noms, parSection, seul } from "./groupes.js";
import { cellule, pourquoi } from "./pourquoi.js";
import { SansCarnet } from "./sans_carnet.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Orientation} Orientation */
/** @typedef {import("../../types").Appelant} Appelant */
/** @typedef {import("../../types").Contact} Contact */
/** @typedef {import("../../types").Contenu} Contenu */
/** @typedef {import("../../types").Section} Section */
/** @typedef {import("../../types").Ligne} Ligne */
/** @typedef {import("../../types").Groupe} Groupe */
/** @typedef {import("../../types").Note} Note */
/** @typedef {import("../../types").VoieEnMots} VoieEnMots */

/**
 * @typedef {object} Comment How an answer is told.
 * @property {boolean} [detail] Names everything.
 * @property {boolean} [raisons] Adds reasons and sources.
 * @property {string | null} [suppose] Of the place, that it was taken for granted.
 * @property {boolean} [enNote] A star beside each number that was not checked, and one note.
 * @property {Appelant | null} [appelant] Who reads.
 * @property {number | null} [noms] How many names of a list known from figures only.
 */

const NUMEROTEES = ["d-abord", "ensuite"];
const REOUVERTURE = "reouverture";
const EN_BREF = ["autour", "reouverture"];
const DES_AJOUTS = "autour";
export const COMPTES = "premier-recours";
const ANNUAIRE = "annuaire";
const FORTS = ["requis", "alternative"];
const INCERTAIN = "inconnu";

/** The content of one answer. @param {Table} table @param {Orientation} donnee @param {string | null} instant The hour asked, when it was given. @param {Comment} comment @returns {Contenu} */
export function contenu(table, donnee, instant, comment = {}) {
  const { detail = false, raisons = false, appelant = null } = comment;
  const orientation = appelant ? adresser(table, appelant, donnee) : donnee;
  const carnet = carnetEnMots(table, orientation, instant);
  const noms = new Noms(table, carnet, {
    enNote: comment.enNote,
    auPlus: comment.noms,
  });
  const corps = new Corps(table, orientation, noms, appelant, detail);
  return {
    tete: entete(table, orientation, instant, comment.suppose ?? null),
    cellule: raisons ? cellule(table, orientation) : [],
    sections: corps.sections(instant),
    annonces: corps.annonces(),
    titre_des_notes: table.textes["section-a-savoir"],
    notes: corps.notes(),
    raisons: raisons ? [...pourquoi(table, orientation, detail), ...carnet.raisons()] : [],
    pied: table.textes["offre-datee"],
    pied_du_carnet: carnet.pied(),
  };
}

/** The words of the directories. @param {Table} table @param {Orientation} orientation @param {string | null} instant @returns {SansCarnet} */
export function carnetEnMots(table, orientation, instant) {
  const { apports } = orientation;
  return apports === null ? new SansCarnet() : new Mots(table, apports, instant);
}

/** Who is called, what is announced, what to know. */
class Corps {
  /** @param {Table} table @param {Orientation} orientation @param {Noms} noms @param {Appelant | null} appelant @param {boolean} detail */
  constructor(table, orientation, noms, appelant, detail) {
    this.table = table;
    this.orientation = orientation;
    this.noms = noms;
    this.carnet = noms.carnet;
    this.appelant = appelant;
    this.detail = detail;
    this.numero = 0;
    const avec = (/** @type {Contact} */ c) => noms.service(c).avec;
    this.joints = orientation.contacts.filter(avec);
    this.contacts = orientation.contacts.filter((c) => !avec(c));
  }

  /** @param {string | null} instant @returns {Section[]} */
  sections(instant) {
    const groupes = parSection(this.contacts, this.carnet, this.detail, [this.appelant]);
    return [...groupes]
      .map(([code, siens]) => this.section(code, siens, instant))
      .filter(({ lignes, comptes }) => lignes.length > 0 || comptes.length > 0);
  }

  // --- sections ---

  /** @param {string} code @param {Groupe[]} groupes @param {string | null} instant @returns {Section} */
  section(code, groupes, instant) {
    const bref = EN_BREF.includes(code) && !this.detail;
    /** @type {Ligne[]} */
    const lignes = [];
    /** @type {string[]} */
    const comptes = [];
    for (let groupe of groupes) {
      const [contact] = groupe.contacts;
      const connus = groupe.contacts.filter((c) => this.carnet.voie(c.id));
      const annuaire = contact.type === ANNUAIRE && contact.caractere === "repli";
      // The last line of the screen gives it.
      if (bref && annuaire && connus.length === 0) continue;
      if (bref && contact.groupe === COMPTES && !seul(groupe)) {
        const restent = groupe.contacts.length - connus.length;
        if (restent > 0) comptes.push(`${this.noms.sigle(contact)} ${restent}`);
        if (connus.length === 0) continue;
        // A known number is never hidden by a count.
        groupe = { contacts: connus };
      }
      const compte = this.numerotees().includes(code) && numerote(this.appelant, contact);
      lignes.push(this.ligne(groupe, compte ? ++this.numero : null, bref));
    }
    if (code === DES_AJOUTS)
      for (const { nom, voie } of this.carnet.ajouts()) {
        const telephone = voie.telephone ? `${voie.telephone} (${voie.reserve})` : null;
        const details = enUn(voie).join(SEPARATEUR);
        lignes.push({
          numero: null,
          nom,
          telephone,
          details,
          silence: null,
          groupe: null,
          fiche: [],
        });
      }
    return { code, titre: this.titre(code, instant), lignes, comptes };
  }

  /** Sections whose lines are numbered: all those of now, for who may call some only. */
  numerotees() {
    const choisis = this.appelant !== null && this.appelant.numerotes.length > 0;
    return choisis ? SECTIONS.filter((s) => s !== REOUVERTURE) : NUMEROTEES;
  }

  /** @param {string} code @param {string | null} instant @returns {string} */
  titre(code, instant) {
    const { textes } = this.table;
    const cle = `section-${code}`;
    if (instant && `${cle}-datee` in textes) {
      const jour = prochaineOuverture(this.table, instant);
      const dit = `${JOURS[jourDeLaSemaine(jour)]} ${jour.slice(8)}/${jour.slice(5, 7)}`;
      return remplacer(textes[`${cle}-datee`], { jour: dit });
    }
    return textes[`${cle}-${this.orientation.situation.moment}`] ?? textes[cle];
  }

  /** @param {Groupe} groupe @param {number | null} numero @param {boolean} bref @returns {Ligne} */
  ligne(groupe, numero, bref) {
    const [contact] = groupe.contacts;
    const unique = seul(groupe);
    const nom = unique ? this.noms.seul(contact, this.detail) : this.noms.liste(groupe);
    const dits = bref ? this.enBref(groupe) : this.details(groupe);
    if (this.appelant?.sinon && passeParUnAutre(this.appelant, contact))
      dits.unshift(this.appelant.sinon);
    const tait = numero && !this.raison(contact) && contact.groupe !== "urgence";
    const silence = tait ? this.silence(groupe) : null;
    const telephone = unique && contact.telephone ? this.noms.telephone(contact) : null;
    const voie = unique ? this.carnet.voie(contact.id) : null;
    const details = [...enUn(voie), ...dits].join(SEPARATEUR);
    const fiche = unique ? this.carnet.fiche(contact.id) : [];
    return { numero, nom, telephone, details, silence, groupe, fiche };
  }

  /** What is not known of their answering, unless a directory says when each of them does. @param {Groupe} groupe @returns {string | null} */
  silence(groupe) {
    const tu = groupe.contacts.find((c) => !this.carnet.voie(c.id)?.dit_ses_heures);
    if (tu === undefined) return null;
    return this.table.textes[`joignable-${this.joignable(tu)}`] ?? null;
  }

  /** What the answer itself knows of it, whatever a directory says. @param {Contact} contact */
  joignable(contact) {
    return this.carnet.joignable(contact.id, contact.joignable);
  }

  /** What all the contacts of a group say; one of several required units is enough. @param {Groupe} groupe */
  details(groupe) {
    const [contact] = groupe.contacts;
    const dits = this.communes(groupe);
    const type = exige(this.table.types.get(contact.type), contact.type);
    if (!seul(groupe) && contact.caractere === "requis" && type.au_choix)
      dits.unshift(this.table.textes["au-choix"]);
    for (const joint of this.joints)
      if (this.noms.service(joint).avec === contact.id)
        dits.push(`${minuscule(joint.nom)} : ${this.mots(joint).join(SEPARATEUR)}`);
    return dits;
  }

  /** For later: how, when it is wanted or short; and why one cannot count on it. @param {Groupe} groupe */
  enBref(groupe) {
    const [contact] = groupe.contacts;
    const communes = this.communes(groupe);
    if (FORTS.includes(contact.caractere)) return communes;
    const obstacle = this.joignable(contact) === INCERTAIN ? this.raison(contact) : null;
    return obstacle ? [obstacle] : communes.slice(0, 1);
  }

  /** The words that all the contacts of the group share. @param {Groupe} groupe */
  communes(groupe) {
    const [premier, ...autres] = groupe.contacts.map((c) => this.mots(c));
    return premier.filter((mot) => autres.every((mots) => mots.includes(mot)));
  }

  /** The modality, without what changes nothing to the call, nor what stands with the name. @param {Contact} contact */
  mots(contact) {
    const type = exige(this.table.types.get(contact.type), contact.type);
    const tus = [this.detail ? null : type.note, this.noms.service(contact).declare];
    return (contact.modalite ?? "").split(SEPARATEUR).filter((mot) => mot && !tus.includes(mot));
  }

  /** The condition to answer, in words, when one is stated. @param {Contact} contact @returns {string | null} */
  raison(contact) {
    return contact.motifs.find((m) => m.regle === REGLE_JOIGNABILITE)?.explication ?? null;
  }

  // --- around the sections ---

  annonces() {
    const { anticipation } = this.orientation;
    if (anticipation === null) return [];
    const { textes } = this.table;
    const nuit = this.aLaSuite(anticipation.contacts);
    const { week_end: weekEnd } = anticipation;
    const aPreparer = `${anticipation.preparer.map(({ texte }) => texte).join(", ")}.`;
    const memes = JSON.stringify(weekEnd) === JSON.stringify(anticipation.contacts);
    return [
      {
        titre: textes[memes ? "cette-nuit-et-ce-week-end" : "cette-nuit"],
        texte: nuit,
      },
      ...(weekEnd === null || memes
        ? []
        : [{ titre: textes["ce-week-end"], texte: this.aLaSuite(weekEnd) }]),
      { titre: textes["a-preparer"], texte: aPreparer },
    ];
  }

  /** @param {import("../../types").Annonce[]} annonces */
  aLaSuite(annonces) {
    const noms = annonces.map(({ id, nom }) =>
      exige(this.noms.services.get(id), id).generique ? minuscule(nom) : nom,
    );
    return `${noms.join(", puis ")}.`;
  }

  /** @returns {Note[]} */
  notes() {
    const { textes } = this.table;
    const { alertes, rappels } = this.orientation;
    const dites = alertes.filter((a) => a.code !== ALERTE_EN_TETE && !this.table.notes.has(a.code));
    const notes = [
      ...dites.map(({ code, texte }) => note("!", texte, this.table.secondaires.has(code))),
      ...this.carnet.conflits().map((conflit) => note("!", conflit)),
      ...rappels.map(({ texte }) => note("i", texte)),
    ];
    const annees = [...this.noms.annees].sort();
    if (this.noms.enNote && annees.length > 0)
      notes.push(note("i", remplacer(textes["reserves-en-note"], { annees: et(annees) })));
    if (this.contacts.some((c) => this.sansNumero(c)))
      notes.push(note("i", textes["numeros-non-publies"]));
    return notes;
  }

  /** A team to call, named on the map, of which no number is known. @param {Contact} contact */
  sansNumero(contact) {
    const inconnu = !contact.telephone && !this.carnet.voie(contact.id);
    return NUMEROTEES.includes(contact.section) && !this.noms.service(contact).generique && inconnu;
  }
}

/** @param {string} signe @param {string} texte @param {boolean} secondaire @returns {Note} */
function note(signe, texte, secondaire = false) {
  return { signe, texte, secondaire };
}

/** What a directory says of a line, as one of the things said of a contact. @param {VoieEnMots | null} voie */
function enUn(voie) {
  return voie && voie.comment.length > 0 ? [voie.comment.join(SEPARATEUR)] : [];
}

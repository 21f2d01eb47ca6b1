// The content of the sheet: the five answers, what is told once, the dates.
// The twin of `rendu/fiche/contenu.py`.

import { orienter, valeursDesAxes } from "../../noyau/decision/moteur.js";
import { dateDite, et, majuscule, remplacer } from "../../noyau/langue/phrases.js";
import { completer, depuis } from "../../noyau/situation/criteres.js";
import { deduire } from "../../noyau/situation/situation.js";
import { plusTard } from "../../noyau/carnet/verification.js";
import { dansUneBoite, exige } from "../../noyau/table.js";
import { adresser } from "../reponse/appelant.js";
import { Apport } from "./apport.js";
import { Lignes, numeros } from "./lignes.js";
import { blocs, listesDe } from "./listes.js";

/** @typedef {import("../../noyau/table.js").Table} Table */
/** @typedef {import("../../types").Situation} Situation */
/** @typedef {import("../../types").Appelant} Appelant */
/** @typedef {import("../../types").FicheEcrite} Fiche */

const DEBUT_DE_L_EMPREINTE = "sha256:".length + 12;

/**
 * The sheet of a situation, whatever its moment, made on a day; whole, however long.
 *
 * @param {Table} table
 * @param {Situation} donnee
 * @param {string} jour
 * @param {{appelant?: Appelant | null, apport: Apport, lignesPro: boolean}} comment
 * @returns {Fiche}
 */
export function contenu(table, donnee, jour, { appelant, apport, lignesPro }) {
  const declaree = exige(table.fiche, "fiche");
  const { textes } = table;
  // What the moments say is theirs, whatever the situation says of it.
  const leurs = declaree.moments.flatMap((moment) => Object.keys(moment.reponses));
  const defauts = Object.fromEntries(leurs.map((c) => [c, table.defauts.get(c) ?? null]));
  const situation = completer(table, { ...donnee, ...defauts });
  const valeurs = valeursDesAxes(table, situation, jour);
  const lecteur = appelant ?? exige(table.appelants.get(declaree.lecteur), declaree.lecteur);
  const lignes = new Lignes(table, lecteur, apport, lignesPro);
  /** @type {Set<string>} */
  const alertes = new Set();
  const parMoment = declaree.moments.map((moment) => {
    const dits = Object.entries(moment.reponses).map(([c, code]) => [c, depuis(table, c, code)]);
    const brute = orienter(table, { ...situation, ...Object.fromEntries(dits) }, jour, false);
    const orientation = adresser(table, lecteur, apport.enrichir(brute));
    for (const { code, texte } of orientation.alertes)
      if (declaree.alertes.includes(code)) alertes.add(texte);
    return listesDe(table, moment, lignes.de(orientation));
  });
  const cas = declaree.danger.find(({ quand }) => dansUneBoite(quand, valeurs));
  const danger = cas ?? declaree.danger[declaree.danger.length - 1];
  const sousLaMain = declaree.sous_la_main.filter(({ quand }) => dansUneBoite(quand, valeurs));
  return {
    titre: textes["fiche-titre"],
    ou: ou(table, situation, jour),
    danger: { avant: danger.avant, grand: danger.grand, apres: danger.apres },
    blocs: blocs(table, parMoment),
    titre_sous_la_main: textes["fiche-sous-la-main"],
    sous_la_main: sousLaMain.map(({ texte }) => texte),
    alertes: [...alertes],
    blancs: textes["fiche-blancs"],
    reserves: textes["reserves-en-note"],
    omissions: [textes["fiche-omission"], textes["fiche-omissions"]],
    validite: remplacer(textes["fiche-validite"], { limite: dateDite(limite(table, jour)) }),
    version: remplacer(textes["fiche-version"], {
      version: table.version,
      empreinte: table.empreinte.slice(0, DEBUT_DE_L_EMPREINTE),
    }),
    offre: textes["offre-datee"],
    omises: 0,
  };
}

/** What to know of the numbers, and of what is not there. @param {Fiche} fiche @returns {string[]} */
export function notes({ blocs: lesBlocs, blancs, reserves, omissions, omises }) {
  const lignes = lesBlocs.flatMap((bloc) => bloc.lignes);
  const dites = lignes.some((ligne) => ligne.blanc) ? [blancs] : [];
  const lues = lignes.flatMap(numeros).flatMap(({ annee }) => (annee ? [annee] : []));
  const annees = [...new Set(lues)].sort();
  if (annees.length > 0) dites.push(remplacer(reserves, { annees: et(annees) }));
  if (omises > 0) dites.push(remplacer(omissions[omises > 1 ? 1 : 0], { nombre: String(omises) }));
  return dites;
}

/** The last day of a sheet: so many months, and not beyond the data themselves. @param {Table} table @param {string} jour */
function limite(table, jour) {
  const voulue = plusTard(jour, exige(table.fiche, "fiche").mois);
  const fin = table.perime_apres;
  return jour <= fin && fin < voulue ? fin : voulue;
}

/** « Domicile · adulte · fiche du 1er juin 2026 »: of the person, nothing more. @param {Table} table @param {Situation} situation @param {string} jour */
function ou(table, situation, jour) {
  const { etablissement, lieu } = situation;
  const nom = etablissement
    ? exige(table.etablissements.get(String(etablissement)), "établissement").nom
    : table.valeur("lieu", String(lieu)).nom;
  const { public: qui } = deduire(table, situation);
  const dits = [majuscule(nom), ...(qui ? [table.textes[`fiche-public-${qui}`]] : [])];
  return [...dits, remplacer(table.textes["fiche-date"], { jour: dateDite(jour) })].join(" · ");
}

/** The answers that the sheet gives by itself, so that nobody is asked for them, nor for the others' either. @param {Table} table @returns {Record<string, string>} */
export function pourLesQuestions(table) {
  const connus = exige(table.fiche, "fiche").moments.map((moment) => moment.reponses);
  const boites = [...table.criteres.values()].flatMap((critere) => critere.demande_si);
  // The first moment for which the rules want something asked outright: in the evening, who
  // already follows the person. A sheet made without it would be wrong every night.
  const demande = connus.find((reponses) => boites.some((boite) => peutEtreDans(reponses, boite)));
  /** @type {Record<string, string>} */
  const dits = {};
  for (const critere of connus.flatMap((reponses) => Object.keys(reponses))) {
    const { defaut } = table.critere(critere);
    if (defaut !== null) dits[critere] = defaut;
  }
  return { ...dits, ...(demande ?? connus[0]) };
}

/** Does a box speak of these answers, and allow them? @param {Record<string, string>} reponses @param {import("../../types").Boite} boite */
function peutEtreDans(reponses, boite) {
  const communs = Object.keys(reponses).filter((critere) => critere in boite);
  return (
    communs.length > 0 && communs.every((critere) => boite[critere].includes(reponses[critere]))
  );
}

// One A4 page, whatever the answer: how much room things take, and what gives way.
// The twin of `rendu/fiche/page.py`, whose measures the data of the page bring.

import { notes } from "./contenu.js";
import { dUrgence } from "../reponse/groupes.js";
import { numeros } from "./lignes.js";

/** @typedef {import("../../types").FicheEcrite} Fiche */
/** @typedef {import("../../types").BlocDeFiche} Bloc */
/** @typedef {import("../../types").LigneDeFiche} Ligne */
/** @typedef {import("../../types").Danger} Danger */
/** @typedef {import("../../types").MesuresDeFiche} Mesures */

/** The sheet with as many lines as the page has room for, and how many were taken out. @param {Fiche} fiche @param {Mesures} mesures @returns {Fiche} */
export function tenir(fiche, mesures) {
  const page = new Page(mesures);
  let tenue = fiche;
  while (page.millimetres(tenue) > mesures.hauteur) {
    const reduite = sansLaDerniere(tenue);
    if (reduite === null) break;
    tenue = reduite;
  }
  return tenue;
}

/** The sheet without the line that ranks last; null when every one must stay. @param {Fiche} fiche @returns {Fiche | null} */
function sansLaDerniere(fiche) {
  const rangs = fiche.blocs.map((_, rang) => rang);
  const autour = rangs.filter((rang) => !fiche.blocs[rang].premier);
  const longs = rangs.filter(
    (rang) => fiche.blocs[rang].premier && peutCeder(fiche.blocs[rang]).length > 0,
  );
  if (autour.length === 0 && longs.length === 0) return null;
  // The longest list gives way: its last line has the last rank.
  const longueur = (/** @type {number} */ rang) => fiche.blocs[rang].lignes.length;
  const rang =
    autour.length > 0
      ? autour[autour.length - 1]
      : longs.reduce((un, autre) => (longueur(autre) >= longueur(un) ? autre : un));
  const bloc = fiche.blocs[rang];
  const otee = bloc.premier ? peutCeder(bloc).pop() : bloc.lignes.length - 1;
  const lignes = bloc.lignes.filter((_, ici) => ici !== otee);
  const change = fiche.blocs.flatMap((autre, ici) => {
    if (ici !== rang) return [autre];
    return lignes.length > 0 ? [{ ...bloc, lignes }] : [];
  });
  return { ...fiche, blocs: change, omises: fiche.omises + 1 };
}

/** The lines of a list that are neither its first call nor an emergency number. @param {Bloc} bloc @returns {number[]} */
function peutCeder({ lignes }) {
  const premier = lignes.findIndex((ligne) => ligne.rang);
  const rangs = lignes.map((_, rang) => rang);
  return rangs.filter((rang) => rang !== 0 && rang !== premier && !aUnNumeroDUrgence(lignes[rang]));
}

/** Is its number that of the emergency services? @param {Ligne} ligne */
function aUnNumeroDUrgence({ numero }) {
  return numero !== null && dUrgence(numero.texte);
}

/** Millimetres: reckoned from above. */
class Page {
  /** @param {Mesures} mesures */
  constructor(mesures) {
    this.m = mesures;
    /** @type {Map<string, number>} */
    this.largeurs = new Map(
      mesures.largeurs.flatMap(([lettres, large]) =>
        [...lettres].map((lettre) => /** @type {[string, number]} */ ([lettre, large])),
      ),
    );
  }

  /** The height of the sheet, printed. @param {Fiche} fiche */
  millimetres(fiche) {
    const { m } = this;
    let hauteur = this.tete(fiche) + 2;
    hauteur += this.danger(fiche.danger);
    hauteur += somme(fiche.alertes.map((alerte) => this.haut(alerte, m.corps) + 1));
    for (const bloc of fiche.blocs) {
      hauteur += this.titre(bloc) + 3;
      hauteur += somme(bloc.lignes.map((ligne) => this.hauteur(ligne)));
    }
    if (fiche.sous_la_main.length > 0) {
      hauteur += this.haut(fiche.titre_sous_la_main, m.intitule, true) + 3;
      hauteur += somme(fiche.sous_la_main.map((texte) => this.aEcrire(texte)));
    }
    const pied = [...notes(fiche), fiche.version, fiche.offre].join(" ");
    return hauteur + this.haut(pied, m.petit) + this.haut(fiche.validite, m.corps, true) + 4;
  }

  /** @param {Fiche} fiche */
  tete({ titre, ou }) {
    const { m } = this;
    const large = this.large(titre, m.titre, true) + this.large(`   ${ou}`, m.intitule);
    return this.rangees(large, m.largeur) * m.titre * m.point * m.interligne;
  }

  /** @param {Danger} danger */
  danger({ avant, grand, apres }) {
    const { m } = this;
    const autour = `${avant}   ${apres ?? ""}`;
    const large = this.large(autour, m.intitule + 1, true) + this.large(grand, m.grand, true);
    return this.rangees(large, m.largeur - 6) * m.grand * m.point * 1.15 + 4;
  }

  /** @param {Bloc} bloc */
  titre({ titre, heures }) {
    const { m } = this;
    const large = this.large(titre, m.intitule, true) + this.large(` ${heures}`, m.petit);
    return this.rangees(large, m.largeur) * m.intitule * m.point * m.interligne;
  }

  /** @param {Ligne} ligne */
  hauteur(ligne) {
    const { m } = this;
    let large = this.large(ligne.nom, m.corps, ligne.ouverte);
    const taille = ligne.ouverte ? m.corps + 2 : m.corps;
    large += somme(numeros(ligne).map((n) => this.large(` ${n.texte}* `, taille, ligne.ouverte)));
    large += somme(ligne.noms.map(({ nom }) => this.large(`${nom}, `, m.corps)));
    large += this.large(` ${ligne.nature ?? ""} ${ligne.qui} ; ${ligne.mots}`, m.petit);
    large += ligne.blanc ? m.blanc : 0;
    const rangees = this.rangees(large, m.largeur - m.retrait);
    // A number that the reader dials is larger than the rest; so is the place to write one.
    const points = rangees * m.corps + (ligne.ouverte || ligne.blanc ? 2 : 0);
    return points * m.point * m.interligne + m.entre_lignes;
  }

  /** Words, then room for a hand. @param {string} texte */
  aEcrire(texte) {
    return Math.max(this.m.a_ecrire, this.haut(texte, this.m.corps) + 1);
  }

  /** Rows that words take: when there are several, each may end early. @param {number} large @param {number} place */
  rangees(large, place) {
    return large <= place ? 1 : Math.ceil(large / (place - this.m.fin_de_ligne));
  }

  /** @param {string} texte @param {number} taille @param {boolean} gras */
  haut(texte, taille, gras = false) {
    const { m } = this;
    return (
      this.rangees(this.large(texte, taille, gras), m.largeur) * taille * m.point * m.interligne
    );
  }

  /** @param {string} texte @param {number} taille @param {boolean} gras */
  large(texte, taille, gras = false) {
    const lettres = somme([...texte].map((lettre) => this.largeurs.get(lettre) ?? this.m.lettre));
    return lettres * taille * this.m.point * (gras ? this.m.grasse : 1);
  }
}

/** @param {number[]} nombres */
function somme(nombres) {
  return nombres.reduce((un, autre) => un + autre, 0);
}

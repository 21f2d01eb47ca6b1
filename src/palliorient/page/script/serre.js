// The values of the page's data, from how `page/serre.py` writes them.

const COLONNES = "#";
const REPETEES = "@";

/** @param {any} ecrit @returns {any} */
export function desserrer(ecrit) {
  if (ecrit === null || typeof ecrit !== "object") return ecrit;
  if (Array.isArray(ecrit)) return ecrit.map(desserrer);
  if (COLONNES in ecrit) {
    const [noms, ...ecrites] = ecrit[COLONNES];
    /** @type {any[][]} */
    const colonnes = ecrites.map(desserrer);
    return colonnes[0].map((_, rang) => {
      const ligne = colonnes.map((colonne) => colonne[rang]);
      if (noms === null) return ligne;
      return Object.fromEntries(ligne.map((valeur, place) => [noms[place], valeur]));
    });
  }
  if (REPETEES in ecrit) {
    const valeurs = desserrer(ecrit[REPETEES][0]);
    return ecrit[REPETEES][1].map((/** @type {number} */ rang) => valeurs[rang]);
  }
  return Object.fromEntries(Object.entries(ecrit).map(([nom, valeur]) => [nom, desserrer(valeur)]));
}

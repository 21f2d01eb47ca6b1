// Reading an age: the whole text is one, or it is none. The twin of `noyau/langue/nombres.py`.

const JOURS_PAR_AN = 365;
const UNITES = new Map([
  ["an", 1],
  ["annee", 1],
  ["mois", 12],
  ["semaine", 52],
  ["jour", JOURS_PAR_AN],
]);
const CHIFFRES = 9;

/** Completed years of an age: « 82 », « 8 mois », « 3 jours »; null: it is none. @param {string} texte */
export function annees(texte) {
  const plat = texte.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const trouve = /^0*(\d+)\s*([a-z]*)$/.exec(plat);
  if (!trouve || trouve[1].length > CHIFFRES) return null;
  const unite = trouve[2] || "an";
  const parAn = UNITES.get(unite) ?? UNITES.get(unite.replace(/s$/, ""));
  return parAn === undefined ? null : Math.floor(Number(trouve[1]) / parAn);
}

// Small French grammar: the twin of `noyau/langue/phrases.py`.

const MOIS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];

/** First letter upper case, the others as they are. @param {string} texte */
export function majuscule(texte) {
  return texte.replace(/^./su, (premier) => premier.toUpperCase());
}

/** First letter lower case, the others as they are. @param {string} texte */
export function minuscule(texte) {
  return texte.replace(/^./su, (premier) => premier.toLowerCase());
}

/** 1 → « 1er », 12 → « 12e ». @param {number} numero */
export function ordinal(numero) {
  return numero === 1 ? "1er" : `${numero}e`;
}

/** « 1er décembre 2025 », « mars 2026 », « 2013 »: as precise as it is written. @param {string} iso */
export function dateDite(iso) {
  const [annee, mois, jour] = iso.split("-");
  if (mois === undefined) return annee;
  const suite = `${MOIS[Number(mois) - 1]} ${annee}`;
  if (jour === undefined) return suite;
  return `${Number(jour) === 1 ? "1er" : Number(jour)} ${suite}`;
}

/** « a, b et c ». @param {string[]} mots */
export function et(mots) {
  return joindre(mots, "et");
}

/** « a, b ou c ». @param {string[]} mots */
export function ou(mots) {
  return joindre(mots, "ou");
}

/** @param {string[]} mots @param {string} mot */
function joindre(mots, mot) {
  if (mots.length < 2) return mots.join("");
  return `${mots.slice(0, -1).join(", ")} ${mot} ${mots[mots.length - 1]}`;
}

/** A sentence of the data, each `{nom}` that is given replaced. @param {string} texte @param {Record<string, string>} valeurs */
export function remplacer(texte, valeurs) {
  return texte.replace(/\{(\w+)\}/g, (tout, nom) => valeurs[nom] ?? tout);
}

const CITE = 40;

/** « texte », cut: enough to recognise what was answered. @param {string} texte */
export function citer(texte) {
  const lettres = [...texte];
  return `« ${lettres.length <= CITE ? texte : `${lettres.slice(0, CITE - 1).join("")}…`} »`;
}

const COLLES = [
  ["« ", "«\u00a0"],
  [" »", "\u00a0»"],
  [" :", "\u00a0:"],
  [" ;", "\u00a0;"],
  [" ?", "\u00a0?"],
];

/** The text, whose signs, telephone numbers and hours no end of line parts. @param {string} texte */
export function insecable(texte) {
  const colle = COLLES.reduce((dit, [separe, ensemble]) => dit.replaceAll(separe, ensemble), texte);
  return colle
    .replace(/(\d) (?=\d\d(?!\w))/g, "$1\u00a0")
    .replace(/(\d) (?=h(?![\wà-ÿ]))/g, "$1\u00a0")
    .replace(/(^|[^\wà-ÿ])h (?=\d\d(?!\w))/g, "$1h\u00a0");
}

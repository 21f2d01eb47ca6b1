// Where the script begins: `palliorient` for programs, the page where there is a document.

import { Ouverte } from "./api.js";
import { Page } from "./ecran/page.js";
import { desserrer } from "./serre.js";

/** @type {any} */
const ici = globalThis;

/** The data of a page, as it holds them: then `orienter(situation, jour)`. @param {any} donnees */
function ouvrir(donnees) {
  return new Ouverte(desserrer(donnees));
}

ici.palliorient = { ouvrir };
if (typeof document !== "undefined") {
  const ouverte = ouvrir(JSON.parse(String(document.getElementById("donnees")?.textContent)));
  ici.palliorient = ouverte;
  new Page(ouverte).commencer();
}

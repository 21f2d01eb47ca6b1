// Where the script begins: `palliorient` for programs, the page where there is a document.

import { ouvrir } from "./api.js";
import { demarrer } from "./ecran/page.js";

/** @type {any} */
const ici = globalThis;
ici.palliorient = { ouvrir };
if (typeof document !== "undefined") {
  const donnees = JSON.parse(String(document.getElementById("donnees")?.textContent));
  Object.assign(ici.palliorient, demarrer(donnees));
}

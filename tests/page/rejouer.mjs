// Runs calls on the script of a built page, without a browser: JSON lines in, JSON lines out.
//
//     node rejouer.mjs PAGE.html < calls.jsonl
//
// A call is `[name, arguments]`; its line, what the function of the page returned.

import fs from "node:fs";
import readline from "node:readline";
import vm from "node:vm";
import { appeler } from "./appels.mjs";

const html = fs.readFileSync(process.argv[2], "utf8");

/** What stands in the element of the page that begins so. */
function dans(debut) {
  const place = html.indexOf(debut) + debut.length;
  return html.slice(place, html.indexOf("</script>", place));
}

const contexte = vm.createContext({});
vm.runInContext(dans("</script>\n<script>"), contexte);
const page = contexte.palliorient.ouvrir(
  JSON.parse(dans('<script type="application/json" id="donnees">')),
);

for await (const ligne of readline.createInterface({ input: process.stdin })) {
  process.stdout.write(`${appeler(page, JSON.parse(ligne))}\n`);
}

// Runs calls on the script of a built page, without a browser: JSON lines in, JSON lines out.
//
//     node rejouer.mjs PAGE.html < calls.jsonl
//
// A call is `[name, arguments]`; its line, what the function of the page returned.

import fs from "node:fs";
import readline from "node:readline";
import vm from "node:vm";

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

/** The questions asked one by one, each with what an answer did; `null` goes back. */
function dialogue(instant, options, reponses) {
  const etat = page.dialogue(instant, options);
  const vues = [];
  for (const reponse of reponses) {
    const question = etat.question;
    const refus = reponse === null ? !etat.revenir() : etat.repondre(reponse) !== null;
    vues.push([question, refus, [...etat.reponses.keys()].map((id) => [id, etat.resume(id)])]);
  }
  return JSON.stringify([vues, etat.question, etat.lecture.situation]);
}

/** From now on, the page holds these directories. */
function avecLesCarnets(carnets) {
  page.carnets = carnets;
  return JSON.stringify(null);
}

const PROPRES = { dialogue, avecLesCarnets };

for await (const ligne of readline.createInterface({ input: process.stdin })) {
  const [nom, arguments_] = JSON.parse(ligne);
  let texte;
  try {
    texte = nom in PROPRES ? PROPRES[nom](...arguments_) : page[nom](...arguments_);
  } catch (erreur) {
    texte = JSON.stringify({ erreur: String(erreur.message ?? erreur) });
  }
  process.stdout.write(`${texte}\n`);
}
